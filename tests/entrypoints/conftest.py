"""Doors to knock at: a filled home, the API over it, and the command."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from enishi.adapters.lexical import MecabAnalyzer
from enishi.bootstrap import Application
from enishi.entrypoints import logs
from enishi.entrypoints.api.app import create
from enishi.entrypoints.cli import context
from enishi.entrypoints.cli.app import main
from enishi.entrypoints.cli.output import Language, set_language
from enishi.settings import Settings
from entrypoints.network import fill
from fakes import LetterEncoder

TOKEN = "open-sesame"
# Fifteen concepts: the shipped lexicon takes seconds to prepare.
LEXICON = Path(__file__).parent / "lexicon"


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever runs the tests may have settings of their own, or a .env in the working folder."""
    for name in list(os.environ):
        if name.startswith("ENISHI_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def with_a_fake_encoder(application: Application) -> Application:
    """Put a fast encoder where the real one would be loaded."""
    loaded: Future[LetterEncoder] = Future()
    loaded.set_result(LetterEncoder())
    vars(application)["_encoder"] = loaded
    return application


def an_application(home: Path, **settings: Any) -> Application:
    """Return an application over a home, with nothing read from the environment."""
    own = {
        "lexicon": LEXICON,
        "operator_token": TOKEN,
        "index_poll_seconds": 0.05,
        # Tests ask faster than anybody: those about the limits set their own.
        **dict.fromkeys(("rate_per_key", "rate_per_session", "rate_per_address"), 1_000_000),
    }
    return Application(Settings(_env_file=None, home=home, **(own | settings)))


@pytest.fixture(scope="session")
def analyzer() -> MecabAnalyzer:
    return MecabAnalyzer()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the small network in its database and in its index."""
    home = tmp_path_factory.mktemp("filled")
    application = with_a_fake_encoder(an_application(home))
    application.schema.upgrade()
    fill(application)
    application._engine.dispose()
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled home that a test may spoil."""
    return shutil.copytree(filled, tmp_path / "home")


@contextmanager
def filled_application(home: Path, analyzer: MecabAnalyzer) -> Iterator[Application]:
    """An application over a filled home, for as long as a test or a module runs."""
    found = with_a_fake_encoder(an_application(home))
    vars(found)["analyzer"] = analyzer
    yield found
    found._engine.dispose()


@contextmanager
def opened(server: FastAPI, application: Application) -> Iterator[TestClient]:
    """The API over an application, as anybody meets it."""
    server.state.application = application
    with TestClient(server, raise_server_exceptions=False) as client:
        yield client


def as_operator(api: TestClient) -> TestClient:
    """Return the same API as the operator meets it."""
    shown = {"Authorization": f"Bearer {TOKEN}"}
    return TestClient(api.app, raise_server_exceptions=False, headers=shown)


@pytest.fixture
def application(home: Path, analyzer: MecabAnalyzer) -> Iterator[Application]:
    with filled_application(home, analyzer) as found:
        yield found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The API, built once; each test puts its own application into it.

    It logs as a served one does: the development format spells out every local of a traceback,
    which for an index takes half a minute.
    """
    logs.set_up("INFO")
    return create(an_application(tmp_path_factory.mktemp("nowhere")))


@pytest.fixture
def knock(server: FastAPI) -> Iterator[Callable[[Application], TestClient]]:
    """Opens the API over an application, for as long as the test runs."""
    with ExitStack() as stack:
        yield lambda application: stack.enter_context(opened(server, application))


@pytest.fixture
def api(server: FastAPI, application: Application) -> Iterator[TestClient]:
    with opened(server, application) as client:
        yield client


@pytest.fixture(scope="module")
def kept_application(
    filled: Path, analyzer: MecabAnalyzer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Application]:
    """One for a whole module, whose tests store nothing."""
    home = shutil.copytree(filled, tmp_path_factory.mktemp("kept") / "home")
    with filled_application(home, analyzer) as found:
        yield found


@pytest.fixture(scope="module")
def kept_api(server: FastAPI, kept_application: Application) -> Iterator[TestClient]:
    with opened(server, kept_application) as client:
        yield client


@pytest.fixture
def operator(api: TestClient) -> TestClient:
    return as_operator(api)


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


@pytest.fixture
def enishi(
    home: Path,
    analyzer: MecabAnalyzer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Callable[..., Ended]]:
    """The command, in this process, over the filled home; further settings by name."""

    def run(*words: object, stdin: bytes = b"", **settings: object) -> Ended:
        context.application.cache_clear()
        set_language(Language.JA)
        own = {"home": home, "encoder": "fake", "lexicon": LEXICON}
        for name, value in (own | settings).items():
            monkeypatch.setenv(f"ENISHI_{name.upper()}", str(value))
        monkeypatch.setattr(sys, "argv", ["enishi", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        if os.environ["ENISHI_ENCODER"] == "fake":
            with_a_fake_encoder(context.application())
            vars(context.application())["analyzer"] = analyzer
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    yield run
    context.application.cache_clear()
    set_language(Language.JA)
