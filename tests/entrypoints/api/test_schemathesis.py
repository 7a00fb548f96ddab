"""Requests of every kind, made up from the API's own definition: none makes the server fail."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.python import asgi

from enishi.adapters.lexical import MecabAnalyzer
from entrypoints.api.decisions import DECISIONS
from entrypoints.api.everybody import OWN, Everybody, rehearsing
from entrypoints.conftest import TOKEN

# Of each operation as each caller, within the schema and outside of it.
CASES_EACH = 8
LEAST_CASES = 1_000
CALLERS = ("anonymous", "operator", "coordinator")
KINDS = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)

# The same requests at every run: a failure is one that can be looked at.
fixed = settings(
    derandomize=True,
    max_examples=CASES_EACH,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def world(
    server: FastAPI, filled: Path, analyzer: MecabAnalyzer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    home = shutil.copytree(filled, tmp_path_factory.mktemp("made-up") / "home")
    with rehearsing(server, home, analyzer) as (_, everybody):
        yield everybody


@pytest.fixture(scope="module")
def shown(world: Everybody) -> dict[str, dict[str, str]]:
    """What each caller shows of themselves."""
    return {
        "anonymous": {},
        "operator": {"Authorization": f"Bearer {TOKEN}"},
        "coordinator": world.shown["coordinator's key"],
    }


@pytest.fixture(scope="module")
def operations(server: FastAPI) -> dict[str, Any]:
    """The operations of the definition as it is served, by name."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", server)
    found = (result.ok() for result in schema.get_all_operations())
    return {operation.definition.raw["operationId"]: operation for operation in found}


@pytest.fixture(scope="module")
def counted() -> Counter[int]:
    """How often each status was answered."""
    return Counter()


def test_the_whole_definition_is_read(operations: dict[str, Any]):
    assert operations.keys() == DECISIONS.keys()


@pytest.mark.parametrize("name", DECISIONS)
def test_no_request_that_is_made_up_makes_the_server_fail(
    server: FastAPI,
    world: Everybody,
    shown: dict[str, dict[str, str]],
    operations: dict[str, Any],
    counted: Counter[int],
    name: str,
):
    operation = operations[name]
    made_up = st.one_of(*(operation.as_strategy(generation_mode=kind) for kind in KINDS))

    with asgi.get_client(server) as client:

        @fixed
        @given(case=made_up, is_there=st.booleans())
        def ask(case: Case, is_there: bool) -> None:
            for caller in CALLERS:
                if is_there:  # else nearly every request would end at a 404
                    known = world.path_values(OWN, "coordinator", name)
                    case.path_parameters.update(
                        {part: known[part] for part in case.path_parameters if part in known}
                    )
                client.cookies.clear()
                answer = case.call(session=client, headers=shown[caller])
                counted[answer.status_code] += 1
                assert answer.status_code < 500, (caller, case.as_curl_command(), answer.text)

        ask()


def test_so_many_requests_were_made(counted: Counter[int]):
    print(f"{counted.total()} requests: {dict(sorted(counted.items()))}")

    assert counted.total() > LEAST_CASES
    # Neither all refused nor all taken.
    assert min(counted[200], counted[422]) > LEAST_CASES / 20
