"""`enishi digest send`, `bounces` and `report`, and the worker's part in it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from enishi.domain.consent import TERMS_VERSION, Consent, ConsentMeans
from enishi.domain.digest import Digest, DigestItem, DigestItemKind
from enishi.domain.iso_week import IsoWeek
from enishi.domain.membership import Role
from enishi.domain.person import Person
from enishi.entrypoints.jobs.digests import Digests
from enishi.services.digests.composing import DigestComposer
from entrypoints.api.accounts import register
from entrypoints.conftest import Ended, an_application, with_a_fake_encoder
from mail_server import Inbox, a_free_port, listening

Enishi = Callable[..., Ended]
THIS_WEEK = str(IsoWeek.of(datetime.now(UTC)))
MAIL = {"mail_from": "enishi@enishi.example", "bounce_address": "bounce@enishi.example"}


@pytest.fixture(autouse=True)
def with_something_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    def compose(
        _self: DigestComposer, week: IsoWeek, person: Person, firm_ref: str, *, since: object = None
    ) -> Digest:
        item = DigestItem(
            *("n1", DigestItemKind.NEED, "諏訪精工", "微細切削を探しています", None),
            *((), (), "/needs/1"),
        )
        return Digest(week, person.ref, firm_ref, "燕プレス", (item,), datetime.now(UTC))

    monkeypatch.setattr(DigestComposer, "compose", compose)


@pytest.fixture
def readers(home: Path) -> Path:
    """Two people who get a digest."""
    application = an_application(home)
    for name in ("sato", "ito"):
        ref = register(application, f"{name}@tsubame.example", Role.FIRM_MEMBER, "F燕三条-00")
        with application.database.begin() as work:
            given = Consent(
                *(f"k-{name}", TERMS_VERSION, datetime.now(UTC), ConsentMeans.WEB), person_ref=ref
            )
            work.consents.put(given)
    application._engine.dispose()
    return home


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    inbox = Inbox()
    for name, value in MAIL.items():
        monkeypatch.setenv(f"ENISHI_{name.upper()}", value)
    with listening(inbox) as port:
        monkeypatch.setenv("ENISHI_SMTP_URL", f"smtp://127.0.0.1:{port}")
        yield inbox


def test_without_a_mail_server_nothing_is_sent_and_nothing_is_listed(enishi: Enishi, readers: Path):
    ended = enishi("digest", "send", "--week", THIS_WEEK)

    assert ended.status == 1
    assert "ENISHI_SMTP_URL" in ended.err
    assert "待ち\t0" in enishi("digest", "report", "--week", THIS_WEEK).out


def test_a_week_is_rehearsed_sent_once_and_reported(enishi: Enishi, readers: Path, inbox: Inbox):
    rehearsed = enishi("digest", "send", "--week", THIS_WEEK, "--dry-run")
    assert rehearsed.out.count("1件") == 2
    assert inbox.received == []

    inbox.bad["ito@tsubame.example"] = "550 5.1.1 gone"
    for _ in range(2):
        assert enishi("digest", "send", "--week", THIS_WEEK).status == 0

    assert inbox.addressees == ["sato@tsubame.example"]
    report = json.loads(enishi("digest", "report", "--week", THIS_WEEK, "--json").out)
    assert (report["sent"], report["failed"]) == (1, 1)
    (trouble,) = report["troubles"]
    assert "550 5.1.1" in trouble["problem"]


def test_another_week_than_this_is_refused(enishi: Enishi, readers: Path, inbox: Inbox):
    ended = enishi("digest", "send", "--week", "2020-W01")

    assert ended.status == 1
    assert THIS_WEEK in ended.err


def test_a_letter_that_comes_back_is_taken_in_from_the_mail_server(
    enishi: Enishi, readers: Path, inbox: Inbox, tmp_path: Path
):
    enishi("digest", "send", "--week", THIS_WEEK)
    box = tmp_path / "box"
    box.write_text(
        "From MAILER-DAEMON Tue Nov 24 07:31:00 2026\n"
        f"To: {inbox.received[0].mail_from}\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\nAction: failed\nStatus: 5.1.1\n\n--B--\n"
    )

    first, again = (enishi("digest", "bounces", "--mailbox", box) for _ in range(2))

    assert "宛先を止めた 1件" in first.err
    assert "新しい知らせなし" in again.err
    assert "不達\t1" in enishi("digest", "report", "--week", THIS_WEEK).out


def test_where_no_address_is_set_for_bounces_it_is_said(enishi: Enishi, home: Path):
    ended = enishi("digest", "bounces", "--mailbox", home)

    assert ended.status == 1
    assert "ENISHI_BOUNCE_ADDRESS" in ended.err


def test_the_worker_says_once_that_the_server_is_away_and_sends_when_it_is_back(readers: Path):
    port = a_free_port()
    inbox = Inbox()
    address = f"smtp://127.0.0.1:{port}"
    application = with_a_fake_encoder(an_application(readers, smtp_url=address, **MAIL))
    sending = application.digests.sending
    job = Digests(lambda: sending)
    sending.list_week(IsoWeek.of(datetime.now(UTC)))

    with capture_logs() as lines:
        assert job.check() == 1
    assert [line["problem"] for line in lines if "problem" in line] == [
        "メールサーバーにつながらない（ConnectionRefusedError）"
    ]
    with application.database.begin() as work:  # a minute later
        now = datetime.now(UTC)
        for mailing in work.mailings.of_week(IsoWeek.of(now)):
            work.mailings.put(mailing.released(now))
    with listening(inbox, port):
        assert job.check() == 2

    assert len(set(inbox.addressees)) == len(inbox.addressees) == 2
    application._engine.dispose()
