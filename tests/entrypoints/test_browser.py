"""The pages in a real browser, over a real server and the shipped corpus."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrypoints.processes import (
    ENISHI,
    REPOSITORY,
    complete,
    environment,
    free_port,
    running,
    wait_for,
)

FRONTEND = REPOSITORY / "frontend"
SHIPPED_ENCODER = REPOSITORY / "var" / "models" / "encoder"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
TOKEN = "open-sesame"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.skipif(
        not (FRONTEND / "node_modules").is_dir(),
        reason="frontend/node_modules is missing (npm ci in frontend/)",
    ),
    pytest.mark.skipif(
        not (FRONTEND / "dist" / "index.html").is_file(),
        reason="frontend/dist is missing (make web)",
    ),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the demonstration corpus in a home of its own."""
    home = tmp_path_factory.mktemp("home")
    encoder = os.environ.get("ENISHI_ENCODER")
    if encoder is None:
        encoder = str(SHIPPED_ENCODER)
        if not SHIPPED_ENCODER.is_dir():
            complete([ENISHI, "encoder", "build"], environment(), home)
    settings = environment(home=home, encoder=encoder, operator_token=TOKEN)
    complete([ENISHI, "demo", "--no-serve"], settings, home)
    port = free_port()
    with running([ENISHI, "serve", "--port", str(port)], settings, home) as log:
        wait_for(f"http://127.0.0.1:{port}/readyz", log)
        yield f"http://127.0.0.1:{port}"


def test_every_journey_through_the_pages(address: str, tmp_path: Path):
    journeys = subprocess.run(
        ["npm", "run", "--silent", "e2e"],
        cwd=FRONTEND,
        env={
            **environment(base_url=address, operator_token=TOKEN, screenshots=tmp_path),
            "CHROMIUM": str(CHROMIUM),
        },
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )

    assert journeys.returncode == 0, (journeys.stdout + journeys.stderr)[-4_000:]
    assert list(tmp_path.glob("*.png"))
