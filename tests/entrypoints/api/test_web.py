"""The web page beside the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from enishi.entrypoints.api import web


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built page, with a secret beside it."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>縁</h1>")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "assets" / "app-1a2b.js").write_text("go()")
    (tmp_path / "secret.txt").write_text("the operator's token")
    (tmp_path / "dist-secret").mkdir()
    (tmp_path / "dist-secret" / "x.txt").write_text("the operator's token")
    return folder


@pytest.fixture
def page(folder: Path) -> Iterator[TestClient]:
    app = FastAPI()

    @app.get("/api/v1/known")
    def known() -> str:
        return "known"

    web.install(app, folder)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/search", "/needs/new", "/firms/a-b-c", "/apiary", "/深/い"]
)
def test_every_address_of_the_page_begins_with_its_first_file(page: TestClient, path: str):
    answer = page.get(path)

    assert answer.status_code == 200
    assert answer.text == "<h1>縁</h1>"
    assert answer.headers["cache-control"] == "no-cache"


def test_files_are_served_and_those_named_by_their_content_may_be_kept(page: TestClient):
    script, picture = page.get("/assets/app-1a2b.js"), page.get("/favicon.svg")

    assert script.text == "go()"
    assert "immutable" in script.headers["cache-control"]
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "immutable" not in picture.headers.get("cache-control", "")


def test_a_head_request_is_answered_like_a_get(page: TestClient):
    assert page.head("/").status_code == 200


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/firms", "/assets/gone.js"])
def test_what_the_page_cannot_know_is_a_404(page: TestClient, path: str):
    assert page.get(path).status_code == 404


def test_a_wrong_method_is_a_405_where_something_is_and_a_404_where_nothing_is(page: TestClient):
    assert page.post("/api/v1/known").status_code == 405
    assert page.post("/api/v1/unknown").status_code == 404
    assert page.post("/search").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%2fdist-secret%2fx.txt",
        "/%2fetc%2fpasswd",
        "//etc/passwd",
        "/..%5csecret.txt",
    ],
)
def test_nothing_outside_the_folder_is_served(page: TestClient, path: str):
    answer = page.get(path)

    assert "token" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in (200, 404)


def test_a_link_out_of_the_folder_is_not_followed(page: TestClient, folder: Path):
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")

    assert "token" not in page.get("/link.txt").text


@pytest.mark.parametrize(
    "path", ["/%00", "/a%00.js", "/" + "x" * 5000, "/%ff%fe", "/" + "a/" * 3000]
)
def test_a_name_that_no_file_can_have_is_an_address_of_the_page(page: TestClient, path: str):
    assert page.get(path).status_code == 200


def test_before_the_page_is_built_it_says_how_to(page: TestClient, folder: Path):
    (folder / "index.html").unlink()

    answer = page.get("/")

    assert answer.status_code == 503
    assert "make web" in answer.text


def test_the_api_answers_unknown_addresses_with_a_problem(api: TestClient):
    for path in ("/api", "/api/v1/nothing", "/api/v2/firms"):
        answer = api.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
