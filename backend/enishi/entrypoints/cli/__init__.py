"""The command `enishi`."""

import gc

__all__ = ["main"]


def main() -> None:
    """Run the command; exits with 0 done, 1 refused or failed, 2 wrong usage."""
    # A thousand modules are read and all stay: looking for garbage among them only takes time.
    gc.disable()
    from enishi.entrypoints.cli.app import main as run  # noqa: PLC0415

    gc.enable()
    try:
        run()
    finally:
        gc.freeze()  # nor is there any use in looking for it on the way out
