"""What a real server and a real command promise, each in a process with the real encoder."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest

from entrypoints.processes import (
    ENISHI,
    environment,
    free_port,
    running,
    wait_for,
)
from shipped import shipped_encoder, shipped_home

PROMISE = 2.0  # seconds until a change can be found
TOKEN = "open-sesame"
SILK = {
    "firm_ref": "SILK",
    "name": "絹風染工",
    "capabilities": [{"capability_ref": "SILK-1", "title": "絹の風呂敷を手染め"}],
}
FORGET_TORCH = """
import sys
from enishi.entrypoints.cli.app import main
try:
    main()
except SystemExit as end:
    assert end.code == 0
heavy = {"torch", "sentence_transformers", "transformers", "fastapi"} & sys.modules.keys()
print(heavy or "light", file=sys.stderr)
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home over the demonstration corpus, and the encoder of the checkout."""
    home = shipped_home(tmp_path_factory)
    return environment(home=home, encoder=shipped_encoder(home), operator_token=TOKEN)


@pytest.fixture(scope="module")
def client(settings: dict[str, str]) -> Iterator[httpx2.Client]:
    port, home = free_port(), Path(settings["ENISHI_HOME"])
    with running([ENISHI, "serve", "--port", str(port)], settings, home) as log:
        wait_for(f"http://127.0.0.1:{port}/readyz", log)
        shown = {"Authorization": f"Bearer {TOKEN}"}
        address = f"http://127.0.0.1:{port}/api/v1"
        with httpx2.Client(base_url=address, headers=shown, timeout=30) as opened:
            yield opened


def search(client: httpx2.Client, text: str) -> dict[str, Any]:
    answer = client.get("/search", params={"q": text, "limit": 50})
    answer.raise_for_status()
    body: dict[str, Any] = answer.json()
    return body


def refs(client: httpx2.Client, text: str) -> list[str]:
    return [item["firm"]["firm_ref"] for item in search(client, text)["items"]]


def seconds_until(happened: Callable[[], bool]) -> float:
    started = time.monotonic()
    while not happened():
        assert time.monotonic() - started < 10, "it never happened"
        time.sleep(0.05)
    return time.monotonic() - started


def test_one_question_has_one_answer_however_many_ask_at_once(client: httpx2.Client):
    texts = ["小径シャフトの挽き物", "眼鏡のフレームを磨いてほしい", "チタンのめっき"]
    alone = {text: search(client, text) for text in texts}

    def asked(number: int) -> bool:
        text = texts[number % len(texts)]
        return search(client, text) == alone[text]

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(asked, range(100)))
    assert all(answer["items"] for answer in alone.values())


def test_the_command_gives_the_answer_of_the_server(
    client: httpx2.Client, settings: dict[str, str]
):
    text = "小径シャフトの挽き物"
    anybody = httpx2.get(
        f"{client.base_url}search?{urlencode({'q': text, 'limit': 10})}", timeout=30
    )
    served = anybody.json()

    said = subprocess.run(
        [ENISHI, "search", text, "--json"], env=settings, capture_output=True, check=True
    )

    answered = json.loads(said.stdout)
    assert answered == served


def test_a_firm_is_found_and_gone_again_within_two_seconds_over_http(client: httpx2.Client):
    assert "SILK" not in refs(client, "絹の風呂敷を染める")

    created = client.post("/firms", json=SILK)
    assert created.status_code == 201
    assert seconds_until(lambda: "SILK" in refs(client, "絹の風呂敷を染める")) < PROMISE

    firm = f"/firms/{created.json()['id']}"
    changed = client.patch(f"{firm}/capabilities/SILK-1", json={"title": "竹の釣り竿を削り出し"})
    assert changed.status_code == 200
    assert seconds_until(lambda: "SILK" in refs(client, "竹の釣り竿")) < PROMISE

    assert client.delete(firm).status_code == 204
    assert seconds_until(lambda: "SILK" not in refs(client, "竹の釣り竿")) < PROMISE


def test_a_search_needs_neither_torch_nor_the_web_framework(settings: dict[str, str]):
    ended = subprocess.run(
        [sys.executable, "-c", FORGET_TORCH, "search", "チタンのめっき", "--json"],
        env=settings,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(ended.stdout)["items"]
    assert ended.stderr.strip() == "light"
