"""The pages in a real browser, over a real server and the shipped corpus."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

REPOSITORY = Path(__file__).parents[2]
FRONTEND = REPOSITORY / "frontend"
ENISHI = Path(sys.executable).with_name("enishi")
TOKEN = "open-sesame"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed"),
    pytest.mark.skipif(
        not (FRONTEND / "node_modules").is_dir() or not (FRONTEND / "dist").is_dir(),
        reason="the web page is not built (make web)",
    ),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the demonstration corpus in a home of its own."""
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if name != "ENISHI_HOME"}
    subprocess.run([ENISHI, "encoder", "build"], env=clean, check=True, capture_output=True)
    shared = str(REPOSITORY / "var" / "models" / "encoder")
    environment = clean | {
        "ENISHI_HOME": str(home),
        "ENISHI_ENCODER": clean.get("ENISHI_ENCODER", shared),
        "ENISHI_OPERATOR_TOKEN": TOKEN,
    }
    subprocess.run([ENISHI, "demo", "--no-serve"], env=environment, check=True, capture_output=True)
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [ENISHI, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
    try:
        _wait(f"http://127.0.0.1:{port}/readyz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    pytest.fail(f"{address} did not become ready")


def test_every_journey_through_the_pages(address: str, tmp_path: Path):
    journeys = subprocess.run(
        ["npm", "run", "--silent", "e2e"],
        cwd=FRONTEND,
        env=os.environ
        | {
            "ENISHI_BASE_URL": address,
            "ENISHI_OPERATOR_TOKEN": TOKEN,
            "ENISHI_SCREENSHOTS": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert journeys.returncode == 0, (journeys.stdout + journeys.stderr)[-4_000:]
    assert list(tmp_path.glob("*.png"))
