"""Whatever is asked of whichever operation, the server has an answer that is no mistake."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_filed import a_filed_case
from builders_introductions import a_case
from enishi.adapters.lexical import MecabAnalyzer
from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from entrypoints.conftest import as_operator, filled_application, opened

# As the definition of the API that the pages were made for lists them, in its order.
_DEFINED = Path(__file__).parents[3] / "frontend" / "openapi.json"
OPERATIONS = [
    (method, path.removeprefix("/api/v1"))
    for path, methods in json.loads(_DEFINED.read_text("utf-8"))["paths"].items()
    for method in methods
]

# What is there, so that not every request ends at a 404.
KNOWN = {
    "week": "2026-W48",
    "firm_id": str(firm_id("F燕三条-01")),
    "need_id": str(need_id("N002")),
    "capability_ref": "F燕三条-01-1",
    "name": "諏訪",
    "session_ref": "s1",
    "organisation_ref": "F燕三条-01",
    "person_ref": "p1",
    "invitation_ref": "i1",
    "chamber_ref": "c1",
    "key_ref": "K0123456789abcdef",
    "draft_ref": "d-none",
    "secret": "none",
    "introduction_ref": "I-known",
    "webhook_ref": "w0",
    "case_id": "b-known",
    "job_id": "j-known",
    "cluster": "燕三条",
    "tie_ref": "t-known",
}

addresses = st.text(st.characters(codec="utf-8"), max_size=12)
texts = st.one_of(
    st.text(max_size=20),  # with lone surrogates
    st.sampled_from(
        ["", "\0", "切削", "燕三条", "長" * 300, "1e999", "2026-11-01", "○", "sourcing"]
    ),
)
numbers = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([0, -1, 1, 10**30, 1e308, 35.6, 2**63, 0.1 + 0.2]),
)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def operator(
    server: FastAPI,
    filled: Path,
    analyzer: MecabAnalyzer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[TestClient]:
    home = shutil.copytree(filled, tmp_path_factory.mktemp("fuzzed") / "home")
    with (
        filled_application(home, analyzer) as application,
        opened(server, application) as api,
    ):
        with application.database.begin() as work:
            work.introductions.put(a_case("F諏訪-00", "F燕三条-00", need="N001", ref="I-known"))
            work.cases.put(a_filed_case("F燕三条-00", ref="b-known"))
        yield as_operator(api)


def bodies(definition: dict[str, Any], schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema allows, with anything at all strewn in."""
    if "$ref" in schema:
        schema = definition["components"]["schemas"][schema["$ref"].split("/")[-1]]
    if "anyOf" in schema:
        return st.one_of(*(bodies(definition, one) for one in schema["anyOf"]))
    if "enum" in schema:
        return st.one_of(st.sampled_from(schema["enum"]), texts)
    if schema.get("type") == "array":
        return st.lists(bodies(definition, schema["items"]), max_size=2)
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        allowed = {
            name: st.one_of(bodies(definition, told), anything) for name, told in fields.items()
        }
        must = {name: allowed[name] for name in schema.get("required", ())}
        may = {name: told for name, told in allowed.items() if name not in must}
        return st.one_of(st.fixed_dictionaries(must, optional=may), anything)
    return {"integer": numbers, "number": numbers, "string": texts}.get(
        schema.get("type", ""), anything
    )


def test_every_operation_is_asked(server: FastAPI):
    paths = server.openapi()["paths"]

    declared = {(method, path) for path, methods in paths.items() for method in methods}

    assert declared == {(method, f"/api/v1{path}") for method, path in OPERATIONS}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@settings(max_examples=8)  # of some 130 operations each; schemathesis asks them all, too
@given(data=st.data())
def test_no_request_makes_the_server_fail(
    server: FastAPI, operator: TestClient, method: str, path: str, data: st.DataObject
):
    definition = server.openapi()
    operation = definition["paths"][f"/api/v1{path}"][method]
    address = path
    there = KNOWN | ({"name": "冷間鍛造"} if path.startswith("/lexicon") else {})
    for name, known in there.items():
        chosen = data.draw(st.one_of(st.just(known), st.just(known), addresses), name)
        address = address.replace(f"{{{name}}}", quote(chosen, safe=""))
    declared = [item["name"] for item in operation.get("parameters", ()) if item["in"] == "query"]
    names = st.one_of(st.sampled_from(declared), addresses) if declared else addresses
    asked = data.draw(st.dictionaries(names, addresses, max_size=3), "asked")
    if path == "/search" and method == "get":
        asked = {"q": "鏡面の研削"} | asked
    sent: dict[str, Any] = {}
    if "requestBody" in operation:
        ((media, told),) = operation["requestBody"]["content"].items()
        body = data.draw(bodies(definition, told["schema"]), "body")
        sent["content"] = json.dumps(body).encode()
        sent["headers"] = {"Content-Type": media}

    answer = operator.request(
        method, f"/api/v1{address}", params=asked, follow_redirects=False, **sent
    )

    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


@settings(max_examples=40)
@given(content=st.binary(max_size=40))
def test_no_bytes_make_the_server_fail(operator: TestClient, content: bytes):
    for path in (
        "firms",
        "needs",
        "clusters",
        "search",
        "search/bulk",
        "corrections",
        "webhooks",
        "bia/cases",
    ):
        answer = operator.post(
            f"/api/v1/{path}", content=content, headers={"Content-Type": "application/json"}
        )

        assert 400 <= answer.status_code < 500
