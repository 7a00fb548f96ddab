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

OPERATIONS = [
    ("get", "/search"),
    ("post", "/search"),
    ("post", "/search/bulk"),
    ("get", "/firms"),
    ("post", "/firms"),
    ("get", "/firms/{firm_id}"),
    ("patch", "/firms/{firm_id}"),
    ("delete", "/firms/{firm_id}"),
    ("get", "/firms/{firm_id}/capabilities"),
    ("post", "/firms/{firm_id}/capabilities"),
    ("get", "/firms/{firm_id}/capabilities/{capability_ref}"),
    ("patch", "/firms/{firm_id}/capabilities/{capability_ref}"),
    ("delete", "/firms/{firm_id}/capabilities/{capability_ref}"),
    ("get", "/needs"),
    ("post", "/needs"),
    ("get", "/needs/{need_id}"),
    ("patch", "/needs/{need_id}"),
    ("delete", "/needs/{need_id}"),
    ("get", "/needs/{need_id}/matches"),
    ("get", "/clusters"),
    ("post", "/clusters"),
    ("get", "/clusters/{name}"),
    ("patch", "/clusters/{name}"),
    ("delete", "/clusters/{name}"),
    ("get", "/lexicon"),
    ("get", "/lexicon/concepts"),
    ("get", "/lexicon/concepts/{name}"),
    ("put", "/lexicon/concepts/{name}"),
    ("delete", "/lexicon/concepts/{name}"),
    ("post", "/lexicon/concepts/{name}/restore"),
    ("get", "/corrections"),
    ("post", "/corrections"),
    ("get", "/auth/oidc"),
    ("get", "/auth/oidc/return"),
    ("post", "/auth/links"),
    ("post", "/auth/links/redeem"),
    ("post", "/auth/password"),
    ("post", "/auth/second-factor"),
    ("delete", "/auth/session"),
    ("delete", "/auth/sessions"),
    ("post", "/invitations/redeem"),
    ("get", "/me"),
    ("patch", "/me"),
    ("delete", "/me"),
    ("get", "/me/export"),
    ("post", "/me/consents"),
    ("get", "/me/sessions"),
    ("delete", "/me/sessions/{session_ref}"),
    ("put", "/me/password"),
    ("post", "/me/second-factor"),
    ("put", "/me/second-factor"),
    ("delete", "/me/second-factor"),
    ("get", "/organisations/{organisation_ref}/people"),
    ("post", "/organisations/{organisation_ref}/people"),
    ("patch", "/organisations/{organisation_ref}/people/{person_ref}"),
    ("delete", "/organisations/{organisation_ref}/people/{person_ref}"),
    ("delete", "/organisations/{organisation_ref}/invitations/{invitation_ref}"),
    ("get", "/chambers"),
    ("post", "/chambers"),
    ("get", "/chambers/{chamber_ref}"),
    ("patch", "/chambers/{chamber_ref}"),
    ("delete", "/chambers/{chamber_ref}"),
    *(
        (verb, f"/{kind}s/{{{kind}_id}}/disclosure")
        for kind in ("firm", "need")
        for verb in ("get", "put")
    ),
    ("get", "/firms/{firm_id}/preview"),
    ("get", "/keys"),
    ("post", "/keys"),
    ("post", "/keys/{key_ref}/rotate"),
    ("delete", "/keys/{key_ref}"),
    ("get", "/organisations/{organisation_ref}/keys"),
    ("delete", "/organisations/{organisation_ref}/keys/{key_ref}"),
    ("get", "/audit"),
    ("get", "/audit.csv"),
    *((verb, "/firms/{firm_id}/contact") for verb in ("get", "put", "delete")),
    *((verb, "/firms/{firm_id}/succession") for verb in ("get", "put", "delete")),
    *((verb, "/firms/{firm_id}/network-role") for verb in ("get", "put")),
    *((verb, "/firms/{firm_id}/verification") for verb in ("get", "post")),
    ("post", "/firms/{firm_id}/withdrawal"),
    ("get", "/firms/{firm_id}/sheet"),
    *((verb, "/proxy-registrations") for verb in ("get", "post")),
    *((verb, "/proxy-registrations/{draft_ref}") for verb in ("get", "delete")),
    ("post", "/proxy-registrations/{draft_ref}/link"),
    ("post", "/proxy-registrations/{draft_ref}/slip"),
    ("get", "/proxy-registrations/{draft_ref}/sheet"),
    *((verb, "/confirmations/{secret}") for verb in ("get", "post")),
    *(("get", f"/{name}") for name in ("succession-risks", "completeness", "silent-firms")),
    ("get", "/introductions"),
    ("post", "/introductions"),
    ("get", "/introductions/reminders"),
    ("get", "/introductions/{introduction_ref}"),
    ("patch", "/introductions/{introduction_ref}"),
    ("get", "/introductions/{introduction_ref}/events"),
    ("post", "/introductions/{introduction_ref}/stage"),
    ("post", "/introductions/{introduction_ref}/answers"),
    ("post", "/introductions/{introduction_ref}/agreements"),
    ("post", "/introductions/{introduction_ref}/readiness"),
    ("post", "/introductions/{introduction_ref}/hand-over"),
    ("post", "/introductions/{introduction_ref}/hand-over/accept"),
    ("post", "/introductions/{introduction_ref}/outcomes"),
    ("post", "/introductions/{introduction_ref}/releases"),
    ("delete", "/introductions/{introduction_ref}/releases"),
    ("get", "/matches/{need_id}/responses"),
    ("post", "/matches/{need_id}/responses"),
    ("get", "/reports/yearly"),
    ("get", "/changes"),
    ("get", "/exports/firms"),
    ("get", "/exports/needs"),
    ("get", "/webhooks"),
    ("post", "/webhooks"),
    ("get", "/webhooks/{webhook_ref}"),
    ("patch", "/webhooks/{webhook_ref}"),
    ("delete", "/webhooks/{webhook_ref}"),
    ("get", "/webhooks/{webhook_ref}/deliveries"),
    ("post", "/webhooks/{webhook_ref}/test"),
    ("post", "/webhooks/{webhook_ref}/rotate"),
    ("post", "/bia/assessments"),
    *(("get", f"/bia/{name}") for name in ("schema", "examples", "examples/{name}", "notices")),
    *((verb, "/bia/cases") for verb in ("get", "post")),
    *((verb, "/bia/cases/{case_id}") for verb in ("get", "put", "delete")),
    ("get", "/bia/cases/{case_id}/assessment"),
    *(("get", f"/bia/cases/{{case_id}}/{name}") for name in ("plan", "proposal")),
    ("post", "/bia/plans"),
    ("post", "/bia/cases/{case_id}/what-if"),
    *((verb, "/bia/cases/{case_id}/recovery-options") for verb in ("get", "post")),
    ("post", "/bia/cases/{case_id}/needs"),
    ("post", "/bia/cases/{case_id}/portfolios"),
    *((verb, "/bia/jobs/{job_id}") for verb in ("get", "delete")),
    *((verb, "/ties") for verb in ("get", "post")),
    ("delete", "/ties/{tie_ref}"),
    *(("get", f"/networks/{what}") for what in ("fixation", "graph")),
    *(("get", f"/networks/{{cluster}}/{what}") for what in ("fixation", "graph", "report.pdf")),
    ("post", "/networks/{cluster}/what-if"),
    ("get", "/firms/{firm_id}/fixation"),
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("get", "/metrics"),
]

# What is there, so that not every request ends at a 404.
KNOWN = {
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
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        body = data.draw(bodies(definition, schema), "body")
        sent["content"] = json.dumps(body).encode()
        sent["headers"] = {"Content-Type": "application/json"}

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
