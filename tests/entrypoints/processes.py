"""The installed command in processes of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

REPOSITORY = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent
ENISHI = SCRIPTS / "enishi"
# An address is printed where it fails, so a start that takes this long is a failure.
_PATIENCE_SECONDS = 60


def environment(**settings: object) -> dict[str, str]:
    """Return this process's variables with these settings in place of its own."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("ENISHI_")}
    # Everything comes from one address here, and faster than anybody asks.
    own = {"rate_per_address": 0, "rate_per_session": 0} | settings
    return others | {f"ENISHI_{name.upper()}": str(value) for name, value in own.items()}


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def complete(words: Sequence[str | Path], settings: dict[str, str], folder: Path) -> str:
    """Run a command to its end and return what it said; fails unless it ends with 0."""
    ended = subprocess.run(
        words, env=settings, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 0, f"{' '.join(map(str, words))}\n{said[-4_000:]}"
    return said


@contextmanager
def running(words: Sequence[str | Path], settings: dict[str, str], folder: Path) -> Iterator[Path]:
    """Keep a command running; its words go into the file that this yields."""
    log = folder / "running.log"
    with log.open("wb") as file:
        process = subprocess.Popen(words, env=settings, cwd=folder, stdout=file, stderr=file)
    try:
        yield log
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(address: str, log: Path) -> bytes:
    """Return what an address answers once it answers 200; fails with the log's end if never."""
    deadline = monotonic() + _PATIENCE_SECONDS
    while monotonic() < deadline:
        try:
            with urlopen(address, timeout=2) as answer:
                body: bytes = answer.read()
                return body
        except (URLError, OSError):
            sleep(0.1)
    raise AssertionError(f"{address} does not answer\n{log.read_text(errors='replace')[-4_000:]}")
