"""The demonstration corpus as `enishi demo` leaves it, made once however many tests want it."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from entrypoints.processes import ENISHI, REPOSITORY, complete, environment

ENCODER = REPOSITORY / "var" / "models" / "encoder"


def shipped_encoder(folder: Path) -> Path:
    """Return the encoder to serve with: the chosen one, else the checkout's own."""
    chosen = os.environ.get("ENISHI_ENCODER")
    if chosen is None and not (ENCODER / "encoder.json").is_file():
        complete([ENISHI, "encoder", "build"], environment(), folder)
    return Path(chosen or ENCODER)


def shipped_home(temporary: pytest.TempPathFactory) -> Path:
    """Return a home of one's own over the demonstration corpus, a copy of the one that was made."""
    own = temporary.mktemp("home")
    base = temporary.getbasetemp()
    # Tests on other cores have folders of their own beside this one's.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / "shipped-home"
    with (shared / "shipped-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.is_dir():
            begun = shared / "shipped-home.part"
            begun.mkdir()
            settings = environment(home=begun, encoder=shipped_encoder(own))
            complete([ENISHI, "demo", "--no-serve"], settings, own)
            begun.rename(made)
    return Path(shutil.copytree(made, own, dirs_exist_ok=True))
