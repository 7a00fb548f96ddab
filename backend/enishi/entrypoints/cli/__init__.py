"""The command `enishi`."""

from enishi.entrypoints.cli.app import main

__all__ = ["main"]
