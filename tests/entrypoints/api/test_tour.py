"""The tour of docs/api.md, taken word for word at a server that is really there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from fastapi import FastAPI

from enishi.bootstrap import Application
from enishi.entrypoints.cli.serve import SERVING
from entrypoints.conftest import TOKEN
from entrypoints.processes import free_port

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"


def block(language: str, holding: str) -> str:
    """The one block of code in that language that holds those words."""
    text = DOCUMENT.read_text("utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)
    (block,) = (code for code in found if holding in code)
    return str(block)


@pytest.fixture
def settings(server: FastAPI, application: Application) -> Iterator[dict[str, str]]:
    """What the tour asks for: where a server listens, and a key."""
    server.state.application = application
    port = free_port()
    served = uvicorn.Server(uvicorn.Config(server, host="127.0.0.1", port=port, **SERVING))
    thread = Thread(target=served.run)
    thread.start()
    deadline = monotonic() + 30
    while not served.started and monotonic() < deadline:
        sleep(0.01)
    # No proxy of the environment stands between this machine and itself.
    plain = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    yield plain | {"API": f"http://127.0.0.1:{port}/api/v1", "KEY": TOKEN}
    served.should_exit = True
    thread.join()


def run(words: list[str], settings: dict[str, str], folder: Path) -> list[str]:
    """Run a programme to its end and return what it said; fails unless it ends well."""
    ended = subprocess.run(
        words, env=settings, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout.splitlines()


def test_the_tour_has_ten_lines_and_each_of_them_works(settings: dict[str, str], tmp_path: Path):
    tour = block("sh", "$API/search")
    assert len(tour.splitlines()) == 10
    for needed in ("bash", "curl", "jq"):
        assert shutil.which(needed), f"the tour needs {needed}"

    said = run(["bash", "-euo", "pipefail", "-c", tour], settings, tmp_path)

    assert said[0].endswith("工業")
    matches, verdict, change, bulk = said[1:-3], said[-3], said[-2], said[-1]
    assert matches
    assert all("：" in match for match in matches)
    assert verdict == "right"
    assert change.startswith("need_posted web-")
    assert bulk == "2"
    assert (tmp_path / "needs.csv").read_bytes().decode("cp932").startswith("need_ref,")


def test_the_example_in_python_works_as_it_stands(settings: dict[str, str], tmp_path: Path):
    example = block("python", "X-Changes-Cursor")

    said = run([sys.executable, "-c", example], settings, tmp_path)

    assert said == ["36 社の控えを取りました", "控えは 37 社になりました"]
