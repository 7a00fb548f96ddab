"""What the API says of itself."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")

# Fields whose name says it all, to a reader of either language.
OBVIOUS = {"name", "title", "description", "summary"}


@pytest.fixture(scope="module")
def definition(server: FastAPI) -> dict[str, Any]:
    return server.openapi()


def operations(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in definition["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_the_definition_is_openapi_3_1_and_can_be_fetched(api: TestClient):
    fetched = api.get("/api/v1/openapi.json")

    assert fetched.status_code == 200
    assert fetched.json()["openapi"].startswith("3.1")


def test_every_operation_says_in_japanese_what_it_does(definition: dict[str, Any]):
    for name, operation in operations(definition):
        assert JAPANESE.search(operation["summary"]), name
        assert JAPANESE.search(operation["description"]), name


def test_every_operation_has_a_name_of_its_own_for_generated_clients(definition: dict[str, Any]):
    names = [operation["operationId"] for _, operation in operations(definition)]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in names)


def test_every_refusal_is_declared_as_a_problem_document(definition: dict[str, Any]):
    for name, operation in operations(definition):
        for status in ("4XX", "5XX"):
            assert list(operation["responses"][status]["content"]) == [
                "application/problem+json"
            ], name
        assert "422" not in operation["responses"], name


def test_no_english_sentence_of_the_framework_is_left(definition: dict[str, Any]):
    for name, operation in operations(definition):
        for response in operation["responses"].values():
            assert response["description"] != "Successful Response", name


def test_every_parameter_says_what_it_is_for(definition: dict[str, Any]):
    for name, operation in operations(definition):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] != "path":
                assert JAPANESE.search(parameter.get("description", "")), (
                    name,
                    parameter["name"],
                )


def test_every_field_that_is_sent_has_an_example_or_a_description(definition: dict[str, Any]):
    schemas = definition["components"]["schemas"]
    sent = {name: schema for name, schema in schemas.items() if name.endswith(("Body", "Patch"))}
    assert sent

    for name, schema in sent.items():
        assert JAPANESE.search(schema["description"]), name
        for field, told in schema["properties"].items():
            if name != "ConstraintsPatch" and field not in OBVIOUS:
                assert told.get("examples") or told.get("description"), (name, field)


def test_what_is_sent_may_hold_no_unknown_field(definition: dict[str, Any]):
    schemas = definition["components"]["schemas"]

    for name, schema in schemas.items():
        if name.endswith(("Body", "Patch")):
            assert schema["additionalProperties"] is False, name


def test_every_write_insists_on_knowing_who_calls(definition: dict[str, Any]):
    # A search stores nothing, and anybody may say that an answer is wrong.
    for_anybody = {"searchNeed", "createCorrection", "assessCase", "writePlan"}
    # What a browser sends before it is signed in, or to stop being so.
    for_anybody |= {"askForLink", "redeemLink", "signInByPassword", "showSecondFactor"}
    for_anybody |= {"acceptInvitation", "signOut"}
    for_anybody |= {"assessCase"}  # reckons with what is sent, and keeps nothing
    for_anybody |= {"confirmRegistration"}  # whoever holds the link
    for_anybody |= {"answerTap", "stopDigest", "stopDigestByMailbox"}  # whoever got the letter
    public = {"search", "listFirms", "getFirm", "listNeeds", "getNeed", "listClusters"}

    for name, operation in operations(definition):
        insists = {} not in operation.get("security", [{}])
        if not name.startswith("get"):
            assert insists is (operation["operationId"] not in for_anybody), name
        if operation["operationId"] in public:
            assert not insists, name


def test_the_examples_of_the_definition_are_accepted(
    definition: dict[str, Any], operator: TestClient
):
    schemas = definition["components"]["schemas"]

    def example(name: str) -> dict[str, Any]:
        fields = schemas[name]["properties"].items()
        return {field: told["examples"][0] for field, told in fields if told.get("examples")}

    capability = example("CapabilityBody") | {"facility_ref": None}
    for address, body in (
        ("/firms", example("FirmBody") | {"capabilities": [capability]}),
        ("/needs", example("NeedBody") | {"need_ref": None, "kind": "sourcing", "firm_ref": None}),
        ("/clusters", example("ClusterBody") | {"name": "関"}),
        ("/corrections", example("CorrectionBody") | {"firm_ref": "F燕三条-00"}),
    ):
        answer = operator.post(f"/api/v1{address}", json=body)
        assert answer.status_code == 201, answer.text
    concept = example("ConceptBody") | {"replacements": [example("ReplacementBody")]}
    answer = operator.put("/api/v1/lexicon/concepts/熱間鍛造", json=concept)
    assert answer.status_code == 200, answer.text
