"""Every operation, asked by everybody: of what is theirs, of what is not, and of nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from enishi.adapters.lexical import MecabAnalyzer
from entrypoints.api.decisions import DECISIONS, DONE_BY_NOBODY, ROLES
from entrypoints.api.everybody import (
    PLACES,
    Everybody,
    aims,
    body,
    question,
    rehearsing,
)

# Fewer would mean that something has stopped being asked.
LEAST_CELLS = 3_400
_SIGNS = {401: "1", 403: "3", 404: "4"}
# Done, or refused for what was sent and not for who sent it.
_ALLOWED = {200, 201, 202, 204, 302, 409, 412, 422}


@dataclass(frozen=True)
class Door:
    """The API over a world in which every request finds everything as it was."""

    client: TestClient
    everybody: Everybody

    def knock(self, method: str, path: str, operation_id: str, aim: str, role: str) -> Response:
        """Ask for one thing as somebody."""
        place = PLACES[aim or "own"]
        for part, value in self.everybody.path_values(place, role, operation_id).items():
            path = path.replace(f"{{{part}}}", quote(value, safe=""))
        self.client.cookies.clear()
        return self.client.request(
            method,
            path,
            params=question(operation_id, place, self.everybody),
            json=body(operation_id, place, role, self.everybody),
            headers=self.everybody.shown[role],
            follow_redirects=False,
        )


@pytest.fixture(scope="module")
def door(
    server: FastAPI, filled: Path, analyzer: MecabAnalyzer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Door]:
    home = shutil.copytree(filled, tmp_path_factory.mktemp("everybody") / "home")
    with rehearsing(server, home, analyzer) as (client, everybody):
        yield Door(client, everybody)


@pytest.fixture(scope="module")
def operations(server: FastAPI) -> dict[str, tuple[str, str]]:
    """Each operation's method and path, as the definition has them."""
    return {
        operation["operationId"]: (method, path)
        for path, methods in server.openapi()["paths"].items()
        for method, operation in methods.items()
    }


def test_every_operation_is_decided_for_every_target_and_nothing_else_is(
    operations: dict[str, tuple[str, str]],
):
    assert operations.keys() - DECISIONS.keys() == set(), "operations without a decision"
    assert DECISIONS.keys() - operations.keys() == set(), "decisions without an operation"

    for name, (_, path) in operations.items():
        assert tuple(DECISIONS[name]) == aims(name, path), name
        for aim, row in DECISIONS[name].items():
            assert len(row.split()) == len(ROLES), (name, aim)
            assert set(row) <= set("+134 "), (name, aim)


def test_a_key_that_reads_changes_nothing(operations: dict[str, tuple[str, str]]):
    # What a browser asks for before it is signed in is asked without a key.
    for_anybody = {"searchNeed", "createCorrection", "confirmRegistration", "searchNeeds"}
    # Questions that are too long for an address.
    for_anybody |= {"assessCase", "writePlan", "askWhatIf", "tryTies"}
    for_anybody |= {"askForLink", "redeemLink", "signInByPassword", "acceptInvitation", "signOut"}
    # The link of a letter says for whom.
    for_anybody |= {"answerTap", "stopDigest", "stopDigestByMailbox"}

    for name, (method, _) in operations.items():
        if method != "get" and name not in for_anybody:
            for aim, row in DECISIONS[name].items():
                assert row.split()[ROLES.index("reader")] != "+", (name, aim)


def test_what_hides_is_refused_exactly_as_what_is_missing():
    """To whom a firm hides from, the row of `hidden` reads as that of `missing`."""
    for name, rows in DECISIONS.items():
        if "hidden" in rows:
            cells = {aim: rows[aim].split() for aim in ("hidden", "missing")}
            for role in ("anonymous", "nobody", "member", "administrator"):
                column = ROLES.index(role)
                assert cells["hidden"][column] == cells["missing"][column], (name, role)


@pytest.mark.parametrize("name", DECISIONS)
def test_everybody_gets_what_was_decided(
    door: Door, operations: dict[str, tuple[str, str]], name: str
):
    method, path = operations[name]
    is_done = False
    for aim, row in DECISIONS[name].items():
        statuses = {role: door.knock(method, path, name, aim, role).status_code for role in ROLES}
        is_done |= any(status < 400 for status in statuses.values())
        found = {
            role: "+" if status in _ALLOWED else _SIGNS.get(status, str(status))
            for role, status in statuses.items()
        }
        assert found == dict(zip(ROLES, row.split(), strict=True)), aim or "the one target"
    # Rows of refusals only would prove nothing: somebody has to come through.
    assert is_done is (name not in DONE_BY_NOBODY)


def test_so_many_cells_were_looked_at():
    cells = sum(len(ROLES) * len(rows) for rows in DECISIONS.values())

    print(f"{len(DECISIONS)} operations x {len(ROLES)} roles x their targets: {cells} cells")
    assert cells > LEAST_CELLS
