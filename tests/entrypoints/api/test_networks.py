"""`/ties` and `/networks`, as clients meet them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from builders import a_tie
from enishi.bootstrap import Application
from enishi.domain.firm import firm_id
from enishi.domain.fixation import months_before
from enishi.domain.japan_time import day_in_japan
from entrypoints.conftest import as_operator
from pdf_text import pdf_pages

V1 = "/api/v1"
TODAY = day_in_japan(datetime.now(UTC))
MET = {"date": TODAY.isoformat(), "kind": "meeting", "firm_refs": ["F燕三条-00", "F諏訪-00"]}


@pytest.fixture
def operator(api: TestClient, application: Application) -> TestClient:
    """The API over two trios that have met every month for two years, each among themselves."""
    with application.database.begin() as work:
        work.ties.put_many(
            [
                a_tie(
                    *(f"F{cluster}-0{number}" for number in (1, 2, 3)),
                    ref=f"{cluster}{month}",
                    on=months_before(TODAY, month).isoformat(),
                    source="研究会",
                )
                for cluster in ("燕三条", "諏訪")
                for month in range(24)
            ]
        )
    return as_operator(api)


def got(api: TestClient, path: str, **asked: Any) -> Any:
    answer = api.get(f"{V1}{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_tie_is_written_listed_and_removed_and_the_same_one_is_not_written_twice(
    operator: TestClient, api: TestClient
):
    written = operator.post(f"{V1}/ties", json=MET | {"source": "例会"})
    again = operator.post(f"{V1}/ties", json=MET)

    assert written.status_code == 201
    tie = written.json()
    assert (tie["kind_label"], tie["hidden_firms"], tie["can_be_removed"]) == ("面談", 0, True)
    assert [firm["firm_ref"] for firm in tie["firms"]] == MET["firm_refs"]
    assert again.status_code == 409
    assert tie["tie_ref"] in again.json()["detail"]
    assert got(operator, "/ties", firm="F諏訪-00")["items"] == [tie]
    assert got(api, "/ties")["items"] == []
    assert operator.delete(f"{V1}/ties/{tie['tie_ref']}").status_code == 204
    assert operator.delete(f"{V1}/ties/{tie['tie_ref']}").status_code == 404


def test_the_pages_of_ties_follow_each_other(operator: TestClient):
    first = got(operator, "/ties", cluster="諏訪", limit=20)
    second = got(operator, "/ties", cluster="諏訪", limit=20, cursor=first["next_cursor"])

    refs = [tie["tie_ref"] for page in (first, second) for tie in page["items"]]
    assert refs == [f"諏訪{month}" for month in range(24)]
    assert second["next_cursor"] is None
    for cursor in ("bm9uZQ", "2026"):
        assert operator.get(f"{V1}/ties", params={"cursor": cursor}).status_code == 422


def test_the_report_explains_the_figure_by_points_that_add_up_to_it(operator: TestClient):
    found = got(operator, "/networks/燕三条/fixation")

    assert (found["scope"], found["confidence"], found["band_label"]) == (
        *("cluster", "indicative"),
        "ロックイン",
    )
    points = [part["points"] for part in found["parts"] if part["points"] is not None]
    assert sum(points) == pytest.approx(found["value"], abs=0.1)
    assert found["low"] <= found["value"] <= found["high"]
    assert found["fixation_version"].startswith("fixation-1")


def test_the_mayors_report_is_one_page_that_says_what_the_figure_does_not(operator: TestClient):
    answer = operator.get(f"{V1}/networks/燕三条/report.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    (page,) = pdf_pages(answer.content)
    for words in (
        "ネットワークの固定化の報告",
        "ロックイン",
        "つくりたい橋",
        "この数が言わないこと",
    ):
        assert words in page


def test_a_firm_that_met_nobody_has_no_figure_and_neither_have_its_parts(operator: TestClient):
    found = got(operator, f"/firms/{firm_id('F燕三条-00')}/fixation")

    assert (found["scope"], found["value"], found["band"]) == ("firm", None, None)
    assert {part["value"] for part in found["parts"]} == {None}
    assert "接点は0件" in found["confidence_text"]
    assert found["platform"] is not None


def test_an_introduction_that_is_tried_says_from_where_to_where(operator: TestClient):
    body = {"ties": [["F燕三条-01", "F諏訪-01"]]}
    tried = operator.post(f"{V1}/networks/燕三条/what-if", json=body).json()
    wrong = operator.post(f"{V1}/networks/燕三条/what-if", json={"ties": [["F燕三条-01"]]})

    assert tried["after"] < tried["before"]
    assert "1件の紹介が成り立つと" in tried["text"]
    assert wrong.status_code == 422


def test_the_graph_is_drawn_of_what_the_reader_may_see(operator: TestClient, api: TestClient):
    whole = got(operator, "/networks/graph", group="研究会")
    public = got(api, "/networks/graph", group="研究会")
    cluster = got(operator, "/networks/燕三条/graph", until=months_before(TODAY, 6).isoformat())

    assert (len(whole["nodes"]), len(whole["edges"]), whole["components"]) == (6, 6, 2)
    assert (public["nodes"], public["edges"], public["first"]) == ([], [], None)
    assert cluster["until"] == months_before(TODAY, 6).isoformat()
    assert {edge["times"] for edge in cluster["edges"]} == {13}
