"""The pipeline over HTTP, as each of those it concerns meets it."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.chamber import Chamber, Region
from enishi.domain.disclosure import SEEKER, Disclosure, Visibility
from enishi.domain.need import need_id
from enishi.entrypoints.api.callers import caller
from introductions import clerk, member

ADDRESS = "/api/v1/introductions"
SEEKING, FOUND = "F諏訪-00", "F燕三条-00"
SUWA = clerk("C-suwa", Region(clusters=("諏訪",)))
TSUBAME = clerk("C-tsubame", Region(clusters=("燕三条",)))
OSAKA = clerk("C-osaka", Region(clusters=("東大阪",)))
BUYER, MAKER = member(SEEKING), member(FOUND)

As = Callable[[Caller], None]


@pytest.fixture
def calling(server: FastAPI, api: TestClient, application: Application) -> Iterator[As]:
    """Lets somebody else call from here on."""
    with application.database.begin() as work:
        for by, name in ((SUWA, "諏訪"), (TSUBAME, "燕"), (OSAKA, "東大阪")):
            (ref,) = by.chamber_refs
            work.chambers.put(Chamber(ref, f"{name}商工会議所", by.regions[0]))

    def call(by: Caller) -> None:
        server.dependency_overrides[caller] = lambda: by

    yield call
    server.dependency_overrides.clear()


def ok(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def propose(api: TestClient, **known: Any) -> dict[str, Any]:
    return ok(api.post(ADDRESS, json={"need_ref": "N001", "candidate_ref": FOUND} | known), 201)


def step(api: TestClient, ref: str, what: str, **said: Any) -> dict[str, Any]:
    return ok(api.post(f"{ADDRESS}/{ref}/{what}", json=said))


def test_an_anonymous_need_is_introduced_agreed_met_and_counted(
    api: TestClient, calling: As, application: Application
):
    with application.database.begin() as work:
        work.disclosures.put_need("N001", Disclosure(paths={SEEKER: Visibility.COORDINATORS}))
    calling(SUWA)
    ref = propose(api)["introduction_ref"]
    step(api, ref, "stage", stage="approached", note="電話した")
    calling(MAKER)
    case = ok(api.get(f"{ADDRESS}/{ref}"))
    assert (case["seeker"], case["candidate"]["firm_ref"]) == (None, FOUND)
    step(api, ref, "answers", wants_to_meet=True)
    calling(SUWA)
    step(
        api,
        ref,
        "answers",
        wants_to_meet=True,
        side="seeker",
        heard={"means": "phone", "said_by": "山田社長"},
    )
    step(api, ref, "stage", stage="agreed")
    calling(MAKER)
    assert ok(api.get(f"{ADDRESS}/{ref}"))["seeker"]["firm_ref"] == SEEKING
    calling(SUWA)
    step(api, ref, "stage", stage="met")
    calling(BUYER)
    step(api, ref, "outcomes", after_days=30, items=["commercial.supplier"], orders=1_200_000)
    calling(SUWA)

    year = date.today().year
    report = ok(api.get("/api/v1/reports/yearly", params={"year": year}))

    assert report["reached"]["met"] == 1
    assert report["chamber_ref"] == "C-suwa"
    supplier = next(item for item in report["outcomes"] if item["item"] == "commercial.supplier")
    assert (supplier["told"]["count"], supplier["told"]["percent"]) == (1, None)
    assert supplier["baseline"]["percent"] == 9.7
    assert report["orders"] == 1_200_000


def test_a_case_is_changed_only_as_it_was_last_seen(api: TestClient, calling: As):
    calling(SUWA)
    created = api.post(ADDRESS, json={"need_ref": "N001", "candidate_ref": FOUND})
    address = created.headers["Location"]
    seen = {"If-Match": created.headers["ETag"]}

    changed = api.patch(address, json={"title": "新しい題"}, headers=seen)
    stale = api.patch(address, json={"title": "別の題"}, headers=seen)

    assert changed.json()["title"] == "新しい題"
    assert changed.headers["ETag"] == '"2"'
    assert stale.status_code == 412
    assert (stale.json()["seen"], stale.json()["current"]) == (1, 2)


def test_somebody_elses_case_looks_like_a_missing_one(api: TestClient, calling: As):
    calling(SUWA)
    ref = propose(api)["introduction_ref"]
    for by in (MAKER, OSAKA, member("F東大阪-03")):
        calling(by)
        hidden, missing = (api.get(f"{ADDRESS}/{one}") for one in (ref, "I-404"))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
        posted = api.post(f"{ADDRESS}/{ref}/stage", json={"stage": "approached"})
        assert posted.status_code == 404


def test_a_case_that_is_seen_and_not_led_is_not_moved(api: TestClient, calling: As):
    calling(SUWA)
    ref = propose(api)["introduction_ref"]
    for by in (TSUBAME, BUYER):
        calling(by)
        refused = api.post(f"{ADDRESS}/{ref}/stage", json={"stage": "approached"})
        assert refused.status_code == 403
        assert refused.json()["type"] == "/problems/not-permitted"


def test_who_does_not_say_who_they_are_reads_nothing(api: TestClient):
    for address in (
        ADDRESS,
        f"{ADDRESS}/I1",
        f"{ADDRESS}/reminders",
        "/api/v1/reports/yearly?year=2026",
    ):
        assert api.get(address).status_code == 401
    assert api.post(ADDRESS, json={"candidate_ref": FOUND}).status_code == 401


def test_the_list_is_filtered_and_goes_on_behind_its_cursor(api: TestClient, calling: As):
    calling(SUWA)
    refs = [
        propose(api, candidate_ref=f"F東大阪-{number:02}")["introduction_ref"]
        for number in range(3)
    ]
    step(api, refs[0], "stage", stage="approached")

    first = ok(api.get(ADDRESS, params={"limit": 2}))
    second = ok(api.get(ADDRESS, params={"limit": 2, "cursor": first["next_cursor"]}))

    shown = [item["introduction_ref"] for item in first["items"] + second["items"]]
    assert (shown, second["next_cursor"]) == (refs[::-1], None)
    approached = ok(api.get(ADDRESS, params={"stage": "approached", "need": "N001"}))
    assert [item["introduction_ref"] for item in approached["items"]] == refs[:1]
    assert ok(api.get(ADDRESS, params={"due": "true"}))["items"] == []
    assert len(ok(api.get(ADDRESS, params={"firm": "F東大阪-01"}))["items"]) == 1
    assert len(ok(api.get(ADDRESS, params={"chamber": "C-osaka"}))["items"]) == 0


def test_reminders_are_those_of_a_day(api: TestClient, calling: As):
    calling(SUWA)
    case = propose(api)
    later = date.fromisoformat(case["next_date"]) + timedelta(days=3)

    found = ok(api.get(f"{ADDRESS}/reminders", params={"on": later.isoformat()}))

    assert [item["days_overdue"] for item in found["cases"]] == [3]
    assert (found["hand_overs"], found["wishes"]) == ([], [])


def test_a_case_names_the_need_by_its_ref_and_by_its_address(api: TestClient, calling: As):
    calling(SUWA)
    case = propose(api)

    found = ok(api.get(f"/api/v1/needs/{case['need_id']}"))

    assert found["need_ref"] == case["need_ref"]


def test_the_record_shows_a_firm_its_own_part(api: TestClient, calling: As):
    calling(SUWA)
    ref = propose(api, note="内輪の話")["introduction_ref"]
    step(api, ref, "stage", stage="approached", note="電話")
    whole = ok(api.get(f"{ADDRESS}/{ref}/events"))["items"]
    calling(MAKER)

    own = ok(api.get(f"{ADDRESS}/{ref}/events"))["items"]

    assert [item["note"] for item in whole] == ["内輪の話", "電話"]
    assert [(item["act"], item["note"], item["actor_ref"]) for item in own] == [
        ("opened", None, None),
        ("moved", None, None),
    ]


def test_the_ladder_terms_hand_over_and_releases_have_their_addresses(api: TestClient, calling: As):
    calling(SUWA)
    ref = propose(api)["introduction_ref"]
    step(api, ref, "hand-over", chamber_ref="C-osaka", note="大阪で進める")
    calling(OSAKA)
    assert step(api, ref, "hand-over/accept")["chamber_ref"] == "C-osaka"
    heard = {"means": "fax", "said_by": "佐藤"}
    opened = step(api, ref, "releases", path="firm_ref", heard=heard)
    assert opened["released"] == ["firm_ref"]
    closed = ok(api.delete(f"{ADDRESS}/{ref}/releases", params={"path": "firm_ref"}))
    assert closed["released"] == []
    step(api, ref, "stage", stage="approached")
    for side in ("seeker", "candidate"):
        step(api, ref, "answers", wants_to_meet=True, side=side, heard=heard)
    step(api, ref, "stage", stage="agreed")
    proof = {"kind": "memorandum", "text": "覚書 2026-3", "on": "2026-01-01", "person": "佐藤"}
    case = step(api, ref, "readiness", rung="agreed", evidence=[proof])
    assert case["readiness"]["rung"] == "agreed"
    wrong = api.post(f"{ADDRESS}/{ref}/agreements", json={"term": "cost", "sentence": "折半する。"})
    assert wrong.json()["errors"][0]["pointer"] == "/term"


def test_a_case_ends_with_an_ending_and_kind_words(api: TestClient, calling: As):
    calling(SUWA)
    ref = propose(api)["introduction_ref"]
    step(api, ref, "stage", stage="approached")
    bare = api.post(f"{ADDRESS}/{ref}/stage", json={"stage": "closed"})
    assert bare.json()["errors"][0]["pointer"] == "/ending"

    step(api, ref, "stage", stage="closed", ending="declined_by_seeker", reason="price")

    calling(MAKER)
    told = ok(api.get(f"{ADDRESS}/{ref}"))["told"]
    assert "ありがとうございました" in told["text"]
    assert "Thank you" in told["text_en"]


def test_an_answer_to_a_match_begins_a_case(api: TestClient, calling: As):
    address = f"/api/v1/matches/{need_id('N001')}/responses"
    calling(BUYER)

    answer = ok(api.post(address, json={"firm_ref": FOUND, "answer": "wants_to_meet"}), 201)

    assert answer["introduction"]["stage"] == "proposed"
    assert answer["introduction"]["chamber_ref"] == "C-suwa"
    wrong = {
        "firm_ref": FOUND,
        "answer": "does_not_fit",
        "reason": "other_process",
        **dict.fromkeys(("index_version", "model_version", "ranker_version"), "v1"),
    }
    assert ok(api.post(address, json=wrong), 201)["correction"]["reason"] == "other_process"
    calling(SUWA)
    assert [item["answer"] for item in ok(api.get(address))["items"]] == ["does_not_fit"]


def test_the_report_is_a_table_for_excel_too(api: TestClient, operator: TestClient, calling: As):
    calling(SUWA)
    propose(api)
    address = "/api/v1/reports/yearly?year=2026"

    table = api.get(f"{address}&format=csv")
    in_cp932 = api.get(f"{address}&format=csv&encoding=cp932")
    workbook = api.get(f"{address}&format=xlsx")

    assert table.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(table.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["区分", "項目", "件数", "母数"]
    assert ["成果・販売・生産面", "仕入・外注先を開拓できた", "0", "0"] in [row[:4] for row in rows]
    assert list(csv.reader(StringIO(in_cp932.content.decode("cp932")))) == rows
    sheet = load_workbook(BytesIO(workbook.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:2] == ["区分", "項目"]
    assert sheet.max_row == len(rows)


def test_a_coordinator_reads_the_report_of_their_own_chamber_alone(api: TestClient, calling: As):
    calling(SUWA)
    other = {"year": 2026, "chamber": "C-osaka"}
    assert api.get("/api/v1/reports/yearly", params=other).status_code == 403
    calling(BUYER)
    assert api.get("/api/v1/reports/yearly", params={"year": 2026}).status_code == 403


def test_an_operator_sees_every_case_by_the_token(
    api: TestClient, operator: TestClient, calling: As
):
    calling(SUWA)
    ref = propose(api)["introduction_ref"]
    api.app.dependency_overrides.clear()

    assert [item["introduction_ref"] for item in ok(operator.get(ADDRESS))["items"]] == [ref]
    assert ok(operator.get("/api/v1/reports/yearly?year=2026"))["chamber_ref"] is None
