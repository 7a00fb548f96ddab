"""Without an index, an encoder or a database the rest goes on, and says what to do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from enishi.adapters.lexical import MecabAnalyzer
from enishi.bootstrap import Application
from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from entrypoints.conftest import TOKEN, an_application, with_a_fake_encoder

Knock = Callable[[Application], TestClient]
OPERATOR = {"Authorization": f"Bearer {TOKEN}"}
HANDLE = f"/api/v1/needs/{need_id('N001')}"


def must_be_unavailable(api: TestClient, kind: str, command: str) -> None:
    """Search and matches are refused in words; everything else works."""
    for answer in (
        api.get("/api/v1/search", params={"q": "切削"}),
        api.post("/api/v1/search", json={"text": "切削"}),
        api.get(f"{HANDLE}/matches"),
    ):
        assert answer.status_code == 503, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == f"/problems/{kind}"
        assert command in answer.json()["detail"]
        assert command in answer.json()["detail_en"]
    for address in (
        "firms",
        f"firms/{firm_id('F燕三条-00')}",
        "needs",
        f"needs/{need_id('N001')}",
        "clusters",
        "lexicon",
        "lexicon/concepts",
        "healthz",
        "openapi.json",
    ):
        assert api.get(f"/api/v1/{address}").status_code == 200, address
    assert api.post("/api/v1/firms", json={"name": "x"}, headers=OPERATOR).status_code == 201
    ready = api.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["checks"]["database"] == "ok"
    assert command in ready.json()["checks"]["index"]


def test_without_an_index(knock: Knock, application: Application, home: Path):
    shutil.rmtree(home / "indexes")

    must_be_unavailable(knock(application), "index-unavailable", "enishi index rebuild")


def test_an_index_that_is_built_while_the_server_runs_is_used(
    knock: Knock, application: Application, home: Path, analyzer: MecabAnalyzer
):
    shutil.rmtree(home / "indexes")
    api = knock(application)
    assert api.get("/readyz").status_code == 503

    builder = with_a_fake_encoder(an_application(home))
    builder.indexing.rebuild(lambda _done, _total: None)

    assert api.get("/readyz").status_code == 200
    assert api.get("/api/v1/search", params={"q": "切削"}).status_code == 200


def test_an_index_of_another_model(knock: Knock, application: Application):
    application.encoder.version = "letters-2"  # type: ignore[misc]

    must_be_unavailable(knock(application), "index-unavailable", "enishi index rebuild")


def snapshot_files(home: Path) -> list[Path]:
    (snapshot,) = (path for path in (home / "indexes").iterdir() if path.is_dir())
    return sorted(path for path in snapshot.rglob("*") if path.is_file())


@pytest.mark.parametrize("harm", ["emptied", "garbled", "deleted"])
def test_a_damaged_index_never_breaks_the_server(
    knock: Knock, home: Path, analyzer: MecabAnalyzer, harm: str, tmp_path: Path
):
    """Whichever file is hurt: a refusal that says what to do, or an answer without that file."""
    for number, file in enumerate([*snapshot_files(home), home / "indexes" / "CURRENT"]):
        hurt = shutil.copytree(home, tmp_path / f"hurt-{number}")
        victim = hurt / file.relative_to(home)
        match harm:
            case "emptied":
                victim.write_bytes(b"")
            case "garbled":
                victim.write_bytes(bytes(255 - byte for byte in victim.read_bytes()))
            case "deleted":
                victim.unlink()
        application = with_a_fake_encoder(an_application(hurt))
        vars(application)["analyzer"] = analyzer
        api = knock(application)

        found = api.get("/api/v1/search", params={"q": "ステンレスの冷間鍛造"})

        assert found.status_code in (200, 503), (file.name, found.text)
        if found.status_code == 503:
            assert "enishi index rebuild" in found.json()["detail"], file.name
        assert api.get("/api/v1/firms").status_code == 200
        assert api.get("/api/v1/clusters").status_code == 200
        application._engine.dispose()


def test_without_an_encoder(knock: Knock, home: Path):
    application = an_application(home, encoder=str(home / "no-such-encoder"))

    must_be_unavailable(knock(application), "encoder-missing", "enishi encoder build")


def test_with_a_damaged_encoder(knock: Knock, home: Path):
    encoder = home / "encoder"
    encoder.mkdir()
    for name in ("encoder.json", "model.onnx", "tokenizer.json"):
        (encoder / name).write_text("{}")

    must_be_unavailable(
        knock(an_application(home, encoder=str(encoder))), "encoder-missing", "enishi encoder build"
    )


@pytest.mark.parametrize("state", ["missing", "empty", "old"])
def test_before_the_database_is_upgraded(
    knock: Knock, application: Application, home: Path, state: str
):
    database = home / "enishi.sqlite"
    if state == "old":
        application.schema.downgrade()
    else:
        for file in home.glob("enishi.sqlite*"):
            file.unlink()
        if state == "empty":
            database.touch()
    api = knock(with_a_fake_encoder(an_application(home)))

    for answer in (
        api.get("/api/v1/firms"),
        api.get(HANDLE),
        api.get("/api/v1/clusters"),
        api.get("/api/v1/lexicon"),
        api.delete("/api/v1/lexicon/concepts/取っ手", headers=OPERATOR),
        api.post("/api/v1/firms", json={"name": "x"}, headers=OPERATOR),
        api.delete(HANDLE, headers=OPERATOR),
    ):
        assert answer.status_code == 503
        assert answer.json()["type"] == "/problems/schema-outdated"
        assert "enishi db upgrade" in answer.json()["detail"]
    ready = api.get("/readyz")
    assert ready.status_code == 503
    assert "enishi db upgrade" in ready.json()["checks"]["database"]
    assert api.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "url", ["sqlite:///{home}/garbage", "postgresql+psycopg://enishi:secret@127.0.0.1:1/enishi"]
)
def test_a_database_that_does_not_answer(knock: Knock, home: Path, url: str):
    (home / "garbage").write_bytes(b"no database at all" * 100)
    application = an_application(home, database_url=url.format(home=home))
    api = knock(with_a_fake_encoder(application))

    answer = api.get("/api/v1/firms")

    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/database-unavailable"
    assert "secret" not in answer.text
    assert "127.0.0.1" not in answer.text
    assert api.get("/readyz").status_code == 503
    assert api.get("/healthz").status_code == 200
