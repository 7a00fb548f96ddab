"""The commands of those who run an installation, and how any command fails."""

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enishi.domain.access import LOCAL_OPERATOR
from enishi.services.firms import FirmService
from enishi.services.interchange import ExportService
from enishi.settings import read_settings
from entrypoints.conftest import Ended, an_application
from entrypoints.processes import free_port
from issuer import CLIENT, SECRET, an_issuer

Enishi = Callable[..., Ended]


def test_the_second_upgrade_finds_nothing_to_do(enishi: Enishi, tmp_path: Path):
    first, second = (enishi("db", "upgrade", home=tmp_path / "fresh") for _ in range(2))

    assert (first.status, second.status) == (0, 0)
    assert "データベースを " in first.err
    assert "データベースは最新です" in second.err


def test_an_index_is_built_checked_and_brought_up_to_date(enishi: Enishi, home: Path):
    shutil.rmtree(home / "indexes")
    assert enishi("index", "status").status == 1
    assert enishi("index", "rebuild").status == 0

    status = enishi("index", "status", "--json")
    verified = enishi("index", "verify", "--json")

    assert (status.status, verified.status) == (0, 0)
    assert json.loads(status.out)["firms"] == 36
    assert json.loads(status.out)["pending_changes"] == 0
    assert json.loads(verified.out)["is_sound"] is True

    firms: FirmService = an_application(home).firms
    gone = firms.page(after=None, limit=1, cluster=None, prefecture=None)[0].record
    firms.withdraw(str(gone.id), expected=None, by=LOCAL_OPERATOR)
    assert json.loads(enishi("index", "status", "--json").out)["pending_changes"] == 1
    assert enishi("index", "verify").status == 1
    assert enishi("index", "refresh").status == 0
    assert "35社" in enishi("index", "status").out
    assert enishi("index", "verify").status == 0


def test_a_damaged_index_is_told_apart_from_a_missing_one(enishi: Enishi, home: Path):
    (records,) = (home / "indexes").glob("*/catalogue/firms.jsonl")
    records.write_bytes(records.read_bytes()[:-10])

    verified = enishi("index", "verify")

    assert verified.status == 1
    assert "壊れたファイル 1件: catalogue/firms.jsonl" in verified.err


@pytest.mark.parametrize("command", ["status", "verify"])
def test_an_index_that_is_not_there_is_told_in_both_languages(
    enishi: Enishi, home: Path, command: str
):
    shutil.rmtree(home / "indexes")

    assert "索引がまだありません" in enishi("index", command).err
    english = enishi("--lang", "en", "index", command)
    assert "there is no index yet" in english.err
    assert english.err.isascii()


def test_doctor_tells_what_works_and_hides_what_is_secret(enishi: Enishi, home: Path):
    (home / "web").mkdir()
    (home / "web" / "index.html").touch()

    ended = enishi(
        "doctor",
        operator_token="hush-hush",
        database_url=f"sqlite:///{home}/enishi.sqlite",
        web_folder=home / "web",
    )

    assert ended.status == 0, ended.out
    assert "ENISHI_OPERATOR_TOKEN=********" in ended.out
    assert "ENISHI_DATABASE_URL=********" in ended.out
    assert "hush-hush" not in ended.out
    assert "○ database: 企業 36社、探しもの 3件" in ended.out
    assert "○ index: " in ended.out


def test_doctor_ends_with_1_where_something_is_missing(enishi: Enishi, home: Path):
    ended = enishi("doctor", "--json", encoder=home / "nowhere", web_folder=home / "nowhere")

    assert ended.status == 1
    checks = {check["name"]: check for check in json.loads(ended.out)["checks"]}
    assert checks["database"]["ok"] is True
    assert checks["encoder"]["ok"] is False
    assert "enishi encoder build" in checks["encoder"]["text"]
    assert "make web" in checks["web"]["text"]


def test_doctor_tells_of_a_database_that_does_not_answer(enishi: Enishi):
    ended = enishi("doctor", database_url="postgresql+psycopg://u:hush@127.0.0.1:1/x")

    assert ended.status == 1
    assert "× database: " in ended.out
    assert "hush" not in ended.out


def test_doctor_asks_the_provider_that_people_sign_in_at(
    enishi: Enishi, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with an_issuer() as issuer:
        told = {"oidc_issuer": issuer.url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        answering = enishi("doctor", **told)
        issuer.status = 503
        failing = enishi("--lang", "en", "doctor", **told)

    assert f"○ provider: {issuer.url}" in answering.out
    assert "× provider: the sign-in provider does not answer" in failing.out
    assert SECRET not in answering.out + failing.out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "many"),
        ("port", "0"),
        ("workers", "1000"),
        ("encoder_threads", "-1"),
        ("index_poll_seconds", "0"),
        ("log_level", "chatty"),
        ("database_url", "mysql://root:hush@db/x"),
        ("oidc_issuer", "http://accounts.example"),
        ("oidc_issuer", "https://accounts.example"),  # without a client_id
    ],
)
def test_a_bad_setting_is_named(enishi: Enishi, name: str, value: str):
    for words in (("db", "upgrade"), ("doctor",), ("serve",), ("search", "x")):
        ended = enishi(*words, encoder="none", **{name: value})

        assert (ended.status, ended.out) == (1, "")
        (line,) = ended.err.splitlines()
        assert line.startswith(f"エラー: ENISHI_{name.upper()}: 設定の値が正しくありません")
        assert "hush" not in line


def test_empty_settings_are_as_good_as_none(enishi: Enishi, home: Path):
    ended = enishi("doctor", "--json", operator_token="", database_url="", web_folder="")

    settings = json.loads(ended.out)["settings"]
    assert settings["operator_token"] is None
    assert settings["database_url"] is None
    assert settings["web_folder"] is None


def test_the_log_level_may_be_written_in_small_letters(enishi: Enishi):
    assert '"log_level": "DEBUG"' in enishi("doctor", "--json", log_level="debug").out


def test_worker_builds_a_missing_index_once(enishi: Enishi, home: Path):
    shutil.rmtree(home / "indexes")

    assert enishi("worker", "--once").status == 0
    assert enishi("index", "status").status == 0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_port_that_is_taken_is_named(enishi: Enishi, language: str):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = enishi("--lang", language, "serve", "--port", port)

    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert f"127.0.0.1:{port}" in line
    assert line.isascii() is (language == "en")


def test_an_address_that_is_not_ours_is_named(enishi: Enishi):
    for host in ("192.0.2.1", "no-such-host.invalid"):
        ended = enishi("serve", "--host", host)

        assert ended.status == 1
        assert host in ended.err


def test_openapi_prints_the_definition(enishi: Enishi):
    assert json.loads(enishi("openapi").out)["openapi"].startswith("3.1")


def test_a_mistake_of_our_own_is_one_line_and_more_only_on_request(
    enishi: Enishi, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise RuntimeError("the first line\nthe second line")

    monkeypatch.setattr(ExportService, "records", fail)

    plain = enishi("export", "firms")
    detailed = enishi("export", "firms", log_level="DEBUG")

    assert plain.status == detailed.status == 1
    (line,) = plain.err.splitlines()
    assert "RuntimeError: the first line" in line
    assert "ENISHI_LOG_LEVEL=DEBUG" in line
    assert "Traceback" in detailed.err
    assert detailed.err.splitlines()[-1] == line


def test_ctrl_c_is_told_and_has_the_status_that_shells_know(
    enishi: Enishi, monkeypatch: pytest.MonkeyPatch
):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ExportService, "records", interrupted)

    ended = enishi("export", "firms")

    assert ended.status == 130
    assert ended.err == "エラー: 中断しました\n"


def test_a_home_that_is_no_folder_is_named(enishi: Enishi, tmp_path: Path):
    (tmp_path / "file").touch()

    ended = enishi("db", "upgrade", home=tmp_path / "file")

    assert ended.status == 1
    assert str(tmp_path / "file") in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(("words", "processes"), [(("--workers", "3"), 3), ((), 2)])
def test_every_process_of_a_server_knows_how_many_they_are_and_believes_no_proxy_by_itself(
    enishi: Enishi, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], processes: int
):
    told: dict[str, Any] = {}

    def run(*_: object, **settings: Any) -> None:
        told.update(settings, known=read_settings().workers)

    monkeypatch.setattr("uvicorn.run", run)

    assert enishi("serve", "--port", free_port(), *words, workers=2).status == 0
    assert (told["workers"], told["known"]) == (processes, processes)
    assert told["proxy_headers"] is False
