"""The pages in a real browser, over a real server and the shipped corpus."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
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
from shipped import shipped_encoder, shipped_home

FRONTEND = REPOSITORY / "frontend"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")

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


@dataclass(frozen=True)
class Served:
    """A server, and the links by which people of it sign in."""

    address: str
    member: str
    coordinator: str
    newcomer: str  # used once in the page itself
    administrator: str  # of the coordinator's chamber


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the demonstration corpus in a home of its own, with three people."""
    home = shipped_home(tmp_path_factory)
    port = free_port()
    settings = environment(home=home, encoder=shipped_encoder(home), port=port)
    chamber = _last_word(
        complete([ENISHI, "chamber", "add", "燕商工会議所", "--cluster", "燕三条"], settings, home)
    )
    with running([ENISHI, "serve", "--port", str(port)], settings, home) as log:
        wait_for(f"http://127.0.0.1:{port}/readyz", log)
        yield Served(
            f"http://127.0.0.1:{port}",
            member=_link("firm_administrator", "TS001", settings, home),
            coordinator=_link("coordinator", chamber, settings, home),
            newcomer=_link("firm_member", "TS001", settings, home),
            administrator=_link("chamber_administrator", chamber, settings, home),
        )


def _link(role: str, organisation: str, settings: dict[str, str], home: Path) -> str:
    """Register somebody and return the link by which they sign in."""
    words = [f"{role}@journeys.example", "--name", role, "--role", role]
    words += ["--organisation", organisation]
    return _last_word(complete([ENISHI, "user", "create", *words], settings, home))


def _last_word(said: str) -> str:
    """Return what a command printed for whoever goes on from there."""
    return next(line for line in said.splitlines() if line.isascii() and line.strip())


def test_every_journey_through_the_pages(served: Served, tmp_path: Path):
    # Where pictures of the manual are wanted, only its journey goes: others leave traces in them.
    pictures = os.environ.get("ENISHI_MANUAL_PICTURES")
    journeys = subprocess.run(
        ["npm", "run", "--silent", "e2e", *(["--", "manual"] if pictures else [])],
        cwd=FRONTEND,
        env={
            **environment(
                base_url=served.address,
                sign_in_link=served.member,
                coordinator_link=served.coordinator,
                newcomer_link=served.newcomer,
                chamber_link=served.administrator,
                manual_pictures=pictures or tmp_path,
                e2e_folder=tmp_path,
            ),
            "CHROMIUM": str(CHROMIUM),
        },
        capture_output=True,
        text=True,
        timeout=1_500,  # half a minute a journey where a test beside it takes its share
        check=False,
    )

    assert journeys.returncode == 0, (journeys.stdout + journeys.stderr)[-4_000:]
    assert list(Path(pictures or tmp_path).glob("*.png"))
