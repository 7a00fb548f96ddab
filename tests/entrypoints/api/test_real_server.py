"""What only a real connection can send."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from threading import Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from fastapi import FastAPI

from enishi.bootstrap import Application
from enishi.entrypoints.cli.serve import SERVING
from entrypoints.conftest import TOKEN

HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
MEGABYTE = b" " * (1 << 20)


@pytest.fixture
def port(server: FastAPI, application: Application) -> Iterator[int]:
    """Where a uvicorn listens that serves as `enishi serve` does."""
    server.state.application = application
    listening = socket.create_server(("127.0.0.1", 0))
    served = uvicorn.Server(uvicorn.Config(server, **SERVING))
    thread = Thread(target=served.run, kwargs={"sockets": [listening]})
    thread.start()
    deadline = monotonic() + 30
    while not served.started and monotonic() < deadline:
        sleep(0.01)
    yield listening.getsockname()[1]
    served.should_exit = True
    thread.join()


def answer_of(connection: HTTPConnection) -> tuple[int, Any]:
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def lives(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/healthz")
        return answer_of(connection) == (200, {"status": "ok", "checks": {}})


def firms(application: Application) -> int:
    with application.database.read() as work:
        return work.firms.count()


@pytest.mark.parametrize("declared", [True, False])
def test_fifty_megabytes_are_refused_whether_declared_or_in_chunks(port: int, declared: bool):
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest("POST", "/api/v1/firms")
        for name, value in HEADERS.items():
            connection.putheader(name, value)
        if declared:
            connection.putheader("Content-Length", str(50 * len(MEGABYTE)))
        else:
            connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        try:
            for _ in range(50):
                connection.send(MEGABYTE if declared else b"100000\r\n" + MEGABYTE + b"\r\n")
        except OSError:
            pass  # the server has said its answer and hung up
        status, problem = answer_of(connection)

    assert status == 413
    assert problem["type"] == "/problems/too-large"
    assert "4 MiB" in problem["detail"]
    assert lives(port)


def test_a_body_in_chunks_is_read_whole(port: int, application: Application):
    before = firms(application)
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        body = json.dumps({"name": "縁側精工", "summary": "長" * 20_000}).encode()
        parts = iter([body[:7], body[7:1000], body[1000:]])
        connection.request("POST", "/api/v1/firms", parts, HEADERS, encode_chunked=True)
        status, created = answer_of(connection)

    assert (status, created["name"]) == (201, "縁側精工")
    assert firms(application) == before + 1


def test_who_leaves_in_the_middle_of_a_sentence_has_said_nothing(
    port: int, application: Application
):
    before = firms(application)
    for end in (b'{"name": "x"}', b'{"name":'):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.putrequest("POST", "/api/v1/firms")
            for name, value in HEADERS.items():
                connection.putheader(name, value)
            connection.putheader("Content-Length", "100")
            connection.endheaders()
            connection.send(end)

    assert lives(port)
    assert firms(application) == before


def test_ten_thousand_japanese_characters_in_an_address_are_refused_in_words(port: int):
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", f"/api/v1/search?q={quote('長' * 10_000)}")
        status, problem = answer_of(connection)

    assert status == 422
    assert problem["errors"][0]["pointer"] == "/q"
    assert lives(port)


@pytest.mark.parametrize(
    "said",
    [
        b"GARBAGE\r\n\r\n",
        b"GET /api/v1/firms\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1/firms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",
        b"GET /" + b"x" * 400_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_is_not_http_does_no_harm(port: int, said: bytes):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            heard = connection.recv(1000)
        except OSError:
            heard = b""

    assert heard == b"" or heard.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4"))
    assert lives(port)
