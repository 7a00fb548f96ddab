"""The digest over HTTP: wishes, taps without signing in, and stopping by the mailbox."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from builders_suggestions import WEEK, a_round, a_suggestion, an_audit
from enishi.bootstrap import Application
from enishi.domain.digest_token import TapToken, stop_token
from enishi.domain.firm import firm_id
from enishi.domain.membership import Role
from entrypoints.api.accounts import Browser, register

OWN, SHOWN = "F燕三条-00", "F諏訪-00"
EMAIL = "member@enishi.example"
Knock = Callable[[Application], TestClient]


class Reader:
    """Somebody who got a digest with one suggestion, and the links in it."""

    def __init__(self, api: TestClient, application: Application) -> None:
        self.ref = register(application, EMAIL, Role.FIRM_MEMBER, OWN)
        with application.database.begin() as work:
            shown = a_suggestion(OWN, SHOWN, ref="s1")
            work.suggestions.add_round(a_round(), [shown], an_audit())
        self.key = application.digests.key.get()
        self.application, self.api = application, api
        self.tap = TapToken(self.ref, WEEK, "s1", datetime.now(UTC) + timedelta(days=1))
        self.stop = stop_token(self.ref, self.key)

    def ask(self, **changes: Any) -> dict[str, Any]:
        """Answer by the link."""
        body = {"token": self.tap.signed(self.key), "answer": "not_now"} | changes
        answer = self.api.post("/api/v1/digests/taps", json=body)
        return {"status": answer.status_code, **answer.json()}

    def frequency(self) -> str:
        with self.application.database.read() as work:
            return work.digest_preferences.of(self.ref).frequency.value


@pytest.fixture
def reader(api: TestClient, application: Application) -> Reader:
    return Reader(api, application)


def test_a_link_is_looked_at_answered_and_answered_otherwise_without_signing_in(
    reader: Reader, api: TestClient
):
    token = reader.tap.signed(reader.key)

    def seen() -> dict[str, Any]:
        found = api.get("/api/v1/digests/taps", params={"token": token, "answer": "not_now"})
        assert found.headers["cache-control"] == "no-store"
        told: dict[str, Any] = found.json()
        return told

    assert [seen()["state"] for _ in range(2)] == ["open", "open"]
    assert seen()["answer"] == "not_now"
    first, again = reader.ask(), reader.ask()
    other = reader.ask(answer="does_not_fit", reason="condition")

    assert [item["is_repeated"] for item in (first, again, other)] == [False, True, False]
    assert other["text"].startswith("返事を「今は無理」から「違う」に変えました")
    assert (seen()["state"], seen()["given"]) == ("answered", "does_not_fit")


def test_a_link_that_is_not_ours_or_has_expired_is_refused_in_words(reader: Reader):
    old = TapToken(reader.ref, WEEK, "s1", datetime.now(UTC) - timedelta(seconds=1))

    for token, word in (("x" * 60, "正しくありません"), (old.signed(reader.key), "期限")):
        refused = reader.ask(token=token)
        assert refused["status"] == 422
        assert word in refused["detail"]


def test_a_mailbox_stops_the_digest_by_one_click_and_nothing_else(reader: Reader, api: TestClient):
    where = "/api/v1/digests/unsubscribe/one-click"
    asked = {"token": reader.stop}

    assert api.get(where, params=asked).status_code == 405
    assert api.post(where, params=asked, data={"else": "One-Click"}).status_code == 422
    assert api.post(where, params=asked).status_code == 422
    assert reader.frequency() == "weekly"
    done = api.post(where, params=asked, data={"List-Unsubscribe": "One-Click"})

    assert (done.status_code, done.json()["frequency"]) == (200, "never")
    assert reader.frequency() == "never"


def test_a_mailbox_that_sends_its_click_as_multipart_is_understood(reader: Reader, api: TestClient):
    where, asked = "/api/v1/digests/unsubscribe/one-click", {"token": reader.stop}

    for files in ({"List-Unsubscribe": (None, "Two")}, {"else": (None, "One-Click")}):
        assert api.post(where, params=asked, files=files).status_code == 422
    broken = {"content-type": "multipart/form-data; boundary=\u00e9\r\nX: y".encode("latin-1")}
    assert api.post(where, params=asked, content=b"--x", headers=broken).status_code == 422
    assert reader.frequency() == "weekly"
    done = api.post(where, params=asked, files={"List-Unsubscribe": (None, "One-Click")})

    assert (done.status_code, reader.frequency()) == (200, "never")


def test_the_page_makes_the_digest_rarer_or_stops_it(reader: Reader, api: TestClient):
    for body, frequency in (
        ({"frequency": "weekly"}, "weekly"),
        ({"frequency": "monthly"}, "monthly"),
        ({"frequency": "weekly"}, "monthly"),
        ({}, "never"),
    ):
        answer = api.post("/api/v1/digests/unsubscribe", json={"token": reader.stop, **body})
        assert answer.json()["frequency"] == reader.frequency() == frequency


def test_one_reads_and_changes_when_the_digest_comes(
    reader: Reader, api: TestClient, application: Application
):
    browser = Browser(api, application).sign_in(EMAIL)
    before = browser.ask("GET", "/me/digest").json()
    wish = {"frequency": "weekly", "weekday": 5, "time": "18:00"}

    after = browser.ask("PUT", "/me/digest", wish).json()

    assert (before["frequency"], before["weekday"], before["time"]) == ("weekly", 2, "07:30")
    assert before["next_at"] is None  # the terms are not agreed to yet
    assert (after["weekday"], after["time"]) == (5, "18:00")
    assert browser.ask("PUT", "/me/digest", wish | {"time": "24:00"}).status_code == 422
    assert browser.ask("GET", "/me/export").json()["digests"]["time"] == "18:00"


def test_a_week_that_is_none_is_refused(operator: TestClient):
    assert operator.get("/api/v1/digests/2026-W54/report").status_code == 422
    for week in ("0001-W01", "9999-W52"):  # before and after which there is none
        where = f"/api/v1/firms/{firm_id(OWN)}/digest-preview"
        assert operator.get(where, params={"week": week}).status_code == 422
    report = operator.get("/api/v1/digests/2026-W48/report").json()
    assert (report["people"], report["reaction_share"], report["troubles"]) == (0, None, [])
