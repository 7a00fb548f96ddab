"""Partners without a need, at the API and on the command line."""

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from builders import a_firm
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.firm import firm_id
from entrypoints.conftest import Ended

MIXED = a_firm("冷間鍛造と電気めっきの取っ手", ref="F-mixed", cluster="燕三条")
PARTNERS = f"/api/v1/firms/{MIXED.id}/partners"


@pytest.fixture(autouse=True)
def mixed(application: Application) -> None:
    """Put a firm on the network that shares something with two trades."""
    application.firms.publish(MIXED, by=LOCAL_OPERATOR)
    application.live_index.catch_up()


def test_the_partners_of_a_firm_come_with_figures_words_and_versions(operator: TestClient):
    found = operator.get(PARTNERS, params={"limit": 3}).json()

    assert found["compared"] == 36
    assert found["known"] == 0
    assert found["joint_version"].endswith(".unfitted")
    assert len(found["items"]) == 3
    scores = [item["joint"]["size_neutral"] for item in found["items"]]
    assert min(scores) >= 50
    for item in found["items"]:
        joint = item["joint"]
        assert joint["aim_percent"] == 33
        assert f"{joint['own_percent']}%が共通" in joint["text"]
        assert joint["shared"]
        assert joint["forecast"][0] == {"meetings": 0, "score": joint["size_neutral"]}


def test_two_firms_are_compared_from_the_side_of_the_first(operator: TestClient):
    other = firm_id("F諏訪-00")

    found = operator.get(f"{PARTNERS}/{other}").json()
    turned = operator.get(f"/api/v1/firms/{other}/partners/{MIXED.id}").json()

    assert found["firm"]["firm_ref"] == "F諏訪-00"
    assert found["is_other_cluster"] is True
    assert found["joint"]["only_partner"] == turned["joint"]["only_own"]
    assert found["joint"]["size_neutral"] == turned["joint"]["size_neutral"]


def test_the_command_answers_with_the_body_of_the_api_or_in_sentences(
    enishi: Callable[..., Ended], operator: TestClient
):
    told = enishi("partners", "F-mixed", "--limit", "2")
    ended = enishi("partners", "F-mixed", "--limit", "2", "--json")

    assert json.loads(ended.out) == operator.get(PARTNERS, params={"limit": 2}).json()
    assert "目安は33%です" in told.out
    assert "36社とくらべました" in told.out + told.err
    assert enishi("partners", "F-none").status == 1
