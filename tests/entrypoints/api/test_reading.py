"""What anybody may read."""

from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from entrypoints.network import CLUSTERS, firms, needs

NOBODY = UUID(int=404)  # the id of nothing that is there

FORGER = f"/api/v1/firms/{firm_id('F燕三条-00')}"
HANDLE = f"/api/v1/needs/{need_id('N001')}"
QUESTION = "ステンレスの取っ手を冷間鍛造で"


@pytest.fixture(scope="module")
def api(kept_api: TestClient) -> TestClient:
    return kept_api


def names(answer: dict[str, Any]) -> list[str]:
    return [item["firm"]["name"] for item in answer["items"]]


def read(api: TestClient, address: str, **asked: Any) -> Any:
    answer = api.get(address if address.startswith("/") else f"/api/v1/{address}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_search_finds_firms_with_reasons_and_says_which_versions_answered(api: TestClient):
    found = read(api, "search", q=QUESTION)

    assert set(names(found)) >= {f"{cluster}冷間鍛造工業" for cluster in CLUSTERS}
    assert all(item["reasons"] for item in found["items"])
    assert all(found[f"{part}_version"] for part in ("index", "model", "ranker"))
    assert found["count"]["value"] >= len(found["items"])


def test_score_parts_are_shown_only_when_asked_for(api: TestClient):
    plain, explained = (read(api, "search", q=QUESTION, explain=flag) for flag in ("false", "true"))

    assert all(item["score_parts"] is None for item in plain["items"])
    assert all(item["score_parts"] for item in explained["items"])


def test_a_search_takes_several_values_of_a_filter(api: TestClient):
    found = read(api, "search", q=QUESTION, cluster=["諏訪", "東大阪"])

    assert {item["firm"]["cluster"] for item in found["items"]} == {"諏訪", "東大阪"}


def test_posting_a_question_finds_what_asking_for_it_finds(api: TestClient):
    asked = read(api, "search", q=QUESTION, lot=200, cluster="諏訪", conditions="gate")
    body = {
        "text": QUESTION,
        "constraints": {"lot": 200},
        "clusters": ["諏訪"],
        "conditions": "gate",
    }
    posted = api.post("/api/v1/search", json=body)

    assert posted.status_code == 200
    assert posted.json() == asked


def test_the_pages_of_a_search_show_every_answer_once(api: TestClient):
    whole = names(read(api, "search", q="加工", limit=100))
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = read(api, "search", q="加工", limit=1, **cursor)
        seen += names(page)
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert len(whole) >= 3
    assert seen == whole


@pytest.mark.parametrize(
    ("address", "ref", "expected"),
    [
        ("firms", "firm_ref", sorted(firm.ref for firm in firms())),
        ("needs", "need_ref", sorted(need.ref for need in needs())),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_the_pages_of_a_list_visit_every_record_once_in_order(
    api: TestClient, address: str, ref: str, expected: list[str], limit: int
):
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = read(api, address, limit=limit, **cursor)
        assert len(page["items"]) <= limit
        seen += [item[ref] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert seen == expected


def test_firms_are_listed_by_cluster_and_prefecture(api: TestClient):
    found = read(api, "firms", cluster="諏訪", prefecture="長野県")

    assert {item["cluster"] for item in found["items"]} == {"諏訪"}
    assert len(found["items"]) == 12
    assert read(api, "firms", cluster="諏訪", prefecture="大阪府")["items"] == []


def test_needs_are_listed_by_kind_and_by_the_cluster_of_their_firm(api: TestClient):
    by_kind = read(api, "needs", kind="equipment_sharing")
    by_cluster = read(api, "needs", cluster="諏訪")

    assert [item["need_ref"] for item in by_kind["items"]] == ["N002"]
    assert [item["need_ref"] for item in by_cluster["items"]] == ["N001"]


def test_what_a_firm_can_do_is_read_together_or_one_by_one(api: TestClient):
    every = read(api, f"{FORGER}/capabilities")["items"]
    one = read(api, f"{FORGER}/capabilities/{every[0]['capability_ref']}")

    assert one == every[0] == read(api, FORGER)["capabilities"][0]


def test_a_need_shows_the_firm_that_posts_it_and_its_conditions(api: TestClient):
    need = read(api, HANDLE)

    assert need["firm"]["firm_ref"] == "F諏訪-00"
    assert need["constraints"]["lot"] == 200
    assert need["constraints"]["certifications"] == ["ISO9001"]


def test_the_matches_of_a_need_leave_out_its_own_firm_and_come_with_the_need(api: TestClient):
    found = read(api, f"{HANDLE}/matches")

    assert found["need"] == read(api, HANDLE)
    assert "東大阪冷間鍛造工業" in names(found)
    assert "諏訪冷間鍛造工業" not in names(found)


def test_the_matches_of_a_need_come_in_pages(api: TestClient):
    whole = read(api, f"{HANDLE}/matches", conditions="penalty")
    first = read(api, f"{HANDLE}/matches", conditions="penalty", limit=1)
    second = read(
        api, f"{HANDLE}/matches", conditions="penalty", limit=1, cursor=first["next_cursor"]
    )

    assert names(first) + names(second) == names(whole)[:2]


def test_clusters_are_listed_with_the_number_of_their_firms(api: TestClient):
    found = read(api, "clusters")

    assert {item["name"]: item["firms"] for item in found["items"]} == dict.fromkeys(CLUSTERS, 12)
    assert read(api, "clusters/諏訪")["prefecture"] == "長野県"


@pytest.mark.parametrize("what", ["firms", "needs"])
def test_what_never_was_looks_like_what_cannot_be(api: TestClient, what: str):
    never, cannot = (api.get(f"/api/v1/{what}/{name}") for name in (NOBODY, "'; DROP TABLE --"))

    assert never.status_code == cannot.status_code == 404
    assert never.json() == cannot.json()
    assert never.json()["type"] == "/problems/not-found"


@pytest.mark.parametrize(
    "address",
    [
        "clusters/どこにもない",
        f"{FORGER}/capabilities/none",
        f"firms/{NOBODY}/capabilities",
        f"needs/{NOBODY}/matches",
        "nothing/of/the/kind",
    ],
)
def test_what_is_not_there_is_a_404_problem(api: TestClient, address: str):
    answer = api.get(address if address.startswith("/") else f"/api/v1/{address}")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "見つかりません"


def test_reading_needs_no_key_but_a_wrong_one_is_refused(api: TestClient):
    assert api.get(FORGER).status_code == 200

    answer = api.get(FORGER, headers={"Authorization": "Bearer wrong"})

    # Whoever shows a key believes to read more than everybody does.
    assert answer.status_code == 401
    assert answer.json()["detail"] == "鍵が正しくないか、期限が切れています"
