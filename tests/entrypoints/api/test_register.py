"""The register over HTTP: by whom, with which answer, and what a page on paper holds."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from builders_register import coordinator_of, member_of
from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.chamber import Chamber, Region
from enishi.domain.consent import TERMS_VERSION
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.firm import firm_id
from enishi.domain.tie import Tie, TieKind
from enishi.entrypoints.api.callers import caller

FIRM, OTHER = "F燕三条-00", "F諏訪-00"
FIRM_AT = f"/api/v1/firms/{firm_id(FIRM)}"
COORDINATOR = coordinator_of("燕三条")
OWNER, MEMBER = member_of(FIRM), member_of(OTHER)
CALL = {"name": "縁側 一郎", "phone": "0256-00-0000"}
NEW = {
    "firm": {
        "firm_ref": "F新",
        "name": "磨き屋 <b>一番</b>",
        "cluster": "燕三条",
        "capabilities": [{"title": "バフ研磨", "description": "鏡面まで", "tolerance_um": 5}],
    },
    "consent": {"means": "phone", "said_by": "番 一郎"},
    "contact": CALL,
    "visibility": {"employees": "members"},
}
AGREED = {"agrees": True, "terms_version": TERMS_VERSION}
As = Callable[[Caller], TestClient]


@pytest.fixture
def chamber(application: Application) -> None:
    with application.database.begin() as work:
        work.chambers.put(
            Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",)), fax="0256-99-9999")
        )


@pytest.fixture
def by(server: FastAPI, api: TestClient, chamber: None) -> Iterator[As]:
    """The API as somebody meets it."""

    def calling(who: Caller) -> TestClient:
        server.dependency_overrides[caller] = lambda: who
        return api

    yield calling
    server.dependency_overrides.clear()


def test_a_contact_is_written_read_and_forgotten(by: As, api: TestClient):
    written = by(OWNER).put(f"{FIRM_AT}/contact", json=CALL)
    assert written.status_code == 200
    assert written.json() == CALL | dict.fromkeys(("fax", "email", "address", "best_time"))
    assert by(COORDINATOR).get(f"{FIRM_AT}/contact").json() == written.json()

    assert by(MEMBER).get(f"{FIRM_AT}/contact").status_code == 404
    assert by(MEMBER).put(f"{FIRM_AT}/contact", json=CALL).status_code == 403
    assert by(OWNER).delete(f"{FIRM_AT}/contact").status_code == 204
    assert by(OWNER).get(f"{FIRM_AT}/contact").status_code == 404


def test_nobody_in_particular_is_asked_to_sign_in_and_sees_nothing(api: TestClient):
    for verb, path, body in (
        ("put", f"{FIRM_AT}/contact", CALL),
        ("put", f"{FIRM_AT}/succession", {"plan": "closing"}),
        ("post", f"{FIRM_AT}/withdrawal", {}),
        ("post", "/api/v1/proxy-registrations", NEW),
        ("get", "/api/v1/completeness", None),
        ("get", "/api/v1/silent-firms", None),
        ("get", "/api/v1/succession-risks", None),
        ("get", f"{FIRM_AT}/sheet", None),
    ):
        answer = api.request(verb, path, json=body)
        assert answer.status_code == 401, path
        assert answer.headers["content-type"] == "application/problem+json"
    assert api.get(f"{FIRM_AT}/contact").status_code == 401
    assert api.get(f"{FIRM_AT}/verification").json()["label"] == "法人番号確認"


def test_a_firm_that_may_be_lost_is_listed_with_who_depends_and_who_could_step_in(
    by: As, application: Application
):
    with application.database.begin() as work:
        tie = Tie("T1", date(2026, 5, 1), TieKind.TRANSACTION, (FIRM, OTHER))
        work.ties.put_many([tie])
    said = by(COORDINATOR).put(
        f"{FIRM_AT}/succession", json={"plan": "closing", "closing_year": 2045}
    )
    assert said.json()["label"] == "廃業予定"

    page = by(COORDINATOR).get("/api/v1/succession-risks", params={"chamber": "C1"}).json()

    (risk,) = page["items"]
    assert page["next_cursor"] is None
    assert risk["firm"]["firm_ref"] == FIRM
    assert risk["dependents"][0]["firm"]["firm_ref"] == OTHER
    assert risk["dependents"][0]["is_its_only_partner"] is True
    alternates = [item["firm"]["firm_ref"] for item in risk["alternates"]]
    assert 0 < len(alternates) <= 5
    assert FIRM not in alternates
    assert "F東大阪-00" in alternates
    assert risk["alternates"][0]["fit"]


@pytest.mark.parametrize("path", ["succession-risks", "completeness", "silent-firms"])
def test_the_lists_are_read_page_by_page_and_a_made_up_cursor_is_refused(
    by: As, application: Application, path: str
):
    api = by(COORDINATOR)
    for number in range(5):
        at = f"/api/v1/firms/{firm_id(f'F燕三条-{number:02}')}"
        assert api.put(f"{at}/succession", json={"plan": "undecided"}).status_code == 200
    asked: dict[str, Any] = {"limit": 2}
    if path == "silent-firms":
        vars(application)["silent_firms"] = type(application.silent_firms)(
            application.database,
            lambda: datetime(2036, 1, 1, tzinfo=UTC),
        )

    seen: list[str] = []
    while True:
        page = api.get(f"/api/v1/{path}", params=asked)
        assert page.status_code == 200, page.text
        seen += [item["firm"]["firm_ref"] for item in page.json()["items"]]
        if page.json()["next_cursor"] is None:
            break
        asked["cursor"] = page.json()["next_cursor"]

    assert len(seen) == len(set(seen)) >= 5
    for cursor in ("%%%", "AA", "Zm9v", "MTIzNDU2Nzg5IEY"):
        refused = api.get(f"/api/v1/{path}", params={"cursor": cursor})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/cursor"


def test_the_completeness_queue_says_what_to_ask_on_the_telephone(by: As):
    page = by(COORDINATOR).get("/api/v1/completeness").json()

    first = page["items"][0]
    assert first["missing"][0]["say"].endswith("。")
    assert 0 < first["score"] < 100
    assert {item["firm"]["cluster"] for item in page["items"]} == {"燕三条"}


def test_a_role_and_a_visit_are_recorded(by: As):
    role = by(COORDINATOR).put(f"{FIRM_AT}/network-role", json={"role": "carrier"})
    assert role.json()["label"] == "需要搬入企業"
    assert by(OWNER).get(f"{FIRM_AT}/network-role").json() == role.json()
    assert by(OWNER).put(f"{FIRM_AT}/network-role", json={"role": "linker"}).status_code == 403

    visit = by(COORDINATOR).post(
        f"{FIRM_AT}/verification", json={"rung": "visited", "means": "visit", "note": "工場"}
    )
    assert visit.status_code == 201
    shown = by(MEMBER).get(f"{FIRM_AT}/verification").json()
    assert (shown["rung"], shown["steps"][0]["chamber"]) == ("visited", "燕商工会議所")
    assert shown["steps"][0]["note"] is None


def test_a_firm_is_entered_and_confirms_by_its_link(by: As, api: TestClient):
    made = by(COORDINATOR).post("/api/v1/proxy-registrations", json=NEW)
    assert made.status_code == 201, made.text
    path, secret = made.json()["confirmation_path"], made.json()["secret"]
    (waiting,) = by(COORDINATOR).get("/api/v1/proxy-registrations").json()["items"]
    assert waiting == made.json()["draft"]
    assert secret not in str(waiting)
    at = f"/api/v1/firms/{firm_id('F新')}"
    assert api.get(at).status_code == 404

    shown = api.get(path).json()
    assert shown["firm"]["name"] == NEW["firm"]["name"]  # type: ignore[index]
    assert (shown["visibility"], shown["terms_version"]) == (
        {"employees": "members"},
        TERMS_VERSION,
    )
    assert api.get(at).status_code == 404
    said = AGREED | {"firm": {"employees": 3, "summary": None}}
    confirmed = api.post(path, json=said)

    assert confirmed.status_code == 201, confirmed.text
    assert api.get(at).json()["employees"] == 3
    assert api.post(path, json=said).status_code == 404
    assert api.get(path).json()["detail"].startswith("このリンクは使えません")


def test_a_slip_publishes_and_a_discarded_draft_does_not(by: As, api: TestClient):
    coordinator = by(COORDINATOR)
    ref = coordinator.post("/api/v1/proxy-registrations", json=NEW).json()["draft"]["draft_ref"]
    at = f"/api/v1/proxy-registrations/{ref}"
    old = coordinator.get(at).json()
    renewed = coordinator.post(f"{at}/link").json()
    assert renewed["draft"]["draft_ref"] == old["draft_ref"]
    slip = {"consent": {"means": "paper", "said_by": "番 一郎"}, "firm": {"founded": 1971}}

    published = coordinator.post(f"{at}/slip", json=slip)

    assert published.status_code == 201, published.text
    assert published.json()["founded"] == 1971
    assert coordinator.get(at).status_code == 404
    other = NEW | {"firm": {"name": "別の会社", "cluster": "燕三条"}, "visibility": {}}
    ref = coordinator.post("/api/v1/proxy-registrations", json=other).json()["draft"]["draft_ref"]
    assert coordinator.delete(f"/api/v1/proxy-registrations/{ref}").status_code == 204


def test_a_withdrawn_firm_stays_away_until_it_agrees_anew(by: As, operator: TestClient):
    left = by(COORDINATOR).post(f"{FIRM_AT}/withdrawal", json={"means": "phone"})
    assert (left.status_code, left.json()["firm_ref"]) == (201, FIRM)
    assert operator.get(FIRM_AT).status_code == 404

    again = operator.post(
        "/api/v1/firms", json={"firm_ref": FIRM, "name": "縁側", "cluster": "燕三条"}
    )
    assert again.status_code == 409
    assert "同意の取り下げ" in again.json()["detail"]

    firm = {"firm_ref": FIRM, "name": "縁側", "cluster": "燕三条"}
    anew = NEW | {"firm": firm, "publish": True, "visibility": {}}
    assert by(COORDINATOR).post("/api/v1/proxy-registrations", json=anew).status_code == 201
    assert operator.get(FIRM_AT).json()["name"] == "縁側"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"consent": {"means": "web", "said_by": "番"}}, "/consent/means"),
        ({"firm": {"cluster": "燕三条"}}, "/firm/name"),
        (
            {"firm": {"name": "磨き屋", "cluster": "燕三条", "corporate_number": "1"}},
            "/firm/corporate_number",
        ),
        ({"visibility": {"employees": "friends"}}, "/visibility/employees"),
        ({"visibility": {"taste": "private"}}, "/visibility"),
        ({"contact": {"email": "a@b\r\nBcc: c@d.example"}}, "/contact/email"),
    ],
)
def test_what_makes_no_sense_is_named(by: As, change: dict[str, Any], pointer: str):
    answer = by(COORDINATOR).post("/api/v1/proxy-registrations", json=NEW | change)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_what_is_corrected_wrongly_is_named_and_the_link_still_works(by: As, api: TestClient):
    path = by(COORDINATOR).post("/api/v1/proxy-registrations", json=NEW).json()["confirmation_path"]

    answer = api.post(path, json=AGREED | {"firm": {"founded": 3}})

    assert answer.json()["errors"][0]["pointer"] == "/firm/founded"
    assert api.get(path).status_code == 200


def test_a_draft_is_never_found_a_published_firm_within_two_seconds_and_a_withdrawn_one_no_more(
    by: As, api: TestClient
):
    def is_found() -> bool:
        answer = api.get("/api/v1/search", params={"q": "バフ研磨で鏡面まで"})
        return "F新" in [item["firm"]["firm_ref"] for item in answer.json()["items"]]

    def comes_to(wanted: bool) -> bool:
        deadline = monotonic() + 2
        while is_found() is not wanted and monotonic() < deadline:
            sleep(0.05)
        return is_found() is wanted

    path = by(COORDINATOR).post("/api/v1/proxy-registrations", json=NEW).json()["confirmation_path"]
    sleep(0.3)  # several looks of the follower
    assert not is_found()
    assert api.post(path, json=AGREED).status_code == 201
    assert comes_to(True)
    at = f"/api/v1/firms/{firm_id('F新')}/withdrawal"
    assert by(COORDINATOR).post(at, json={"means": "phone"}).status_code == 201
    assert comes_to(False)


# On paper


def test_a_sheet_is_escaped_loads_nothing_and_goes_back_to_the_chamber(by: As):
    ref = by(COORDINATOR).post("/api/v1/proxy-registrations", json=NEW).json()["draft"]["draft_ref"]

    sheet = by(COORDINATOR).get(f"/api/v1/proxy-registrations/{ref}/sheet")

    assert sheet.headers["content-type"] == "text/html; charset=utf-8"
    assert sheet.headers["cache-control"] == "no-store"
    page = sheet.text
    assert "<b>" not in page
    assert "磨き屋 &lt;b&gt;一番&lt;/b&gt;" in page
    assert not re.search(r"(?:src|href|url)\s*[=(]|@import|<script", page)
    for said in (ref, "FAX 0256-99-9999", TERMS_VERSION, "0256-00-0000", "鏡面まで", "返信票"):
        assert said in page
    assert "☐公 ☑会 ☐コ ☐自" in page  # employees
    assert "☐公 ☐会 ☑コ ☐自" in page  # the contact


def test_a_sheet_is_for_the_firm_and_its_coordinators(by: As, application: Application):
    assert by(OWNER).get(f"{FIRM_AT}/sheet").status_code == 200
    assert by(COORDINATOR).get(f"{FIRM_AT}/sheet").status_code == 200
    for who in (MEMBER, coordinator_of("諏訪")):
        answer = by(who).get(f"{FIRM_AT}/sheet")
        missing = by(who).get(f"/api/v1/firms/{'0' * 8}-0000-0000-0000-{'0' * 12}/sheet")
        assert (answer.status_code, answer.json()) == (404, missing.json())


def test_a_coordinators_sheet_leaves_out_what_the_firm_keeps_to_itself(
    by: As, application: Application
):
    assert by(OWNER).put(f"{FIRM_AT}/contact", json=CALL).status_code == 200
    with application.database.begin() as work:
        paths = {"contact": Visibility.PRIVATE, "corporate_number": Visibility.PRIVATE}
        work.disclosures.put_firm(FIRM, Disclosure(paths=paths))

    coordinators, own = (by(who).get(f"{FIRM_AT}/sheet").text for who in (COORDINATOR, OWNER))

    for kept in (CALL["phone"], "7000012050002"):
        assert kept not in coordinators
        assert kept in own


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("company", "精度（μm）", "開放機器"),
        ("public_research", "開放機器", "最小ロット"),
        ("university", "共同利用できる装置", "納期"),
        ("support_body", "支援の内容", "精度"),
    ],
)
def test_each_kind_of_organisation_is_asked_what_it_can_answer(
    by: As, kind: str, asked: str, not_asked: str
):
    firm = {"name": "縁", "cluster": "燕三条", "kind": kind}
    body = NEW | {"firm": firm, "visibility": {}}
    ref = (
        by(COORDINATOR).post("/api/v1/proxy-registrations", json=body).json()["draft"]["draft_ref"]
    )

    page = by(COORDINATOR).get(f"/api/v1/proxy-registrations/{ref}/sheet").text

    assert asked in page
    assert not_asked not in page
