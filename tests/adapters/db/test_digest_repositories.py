"""The ledger of the weekly digest, kept on SQLite and on PostgreSQL alike."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count

import pytest
from sqlalchemy.exc import IntegrityError

from builders import a_firm
from enishi.adapters.db import SqlDatabase
from enishi.domain.bounce import PausedAddress
from enishi.domain.consent import Consent, ConsentMeans
from enishi.domain.correction import CorrectionReason
from enishi.domain.digest import DigestFrequency, DigestPreference
from enishi.domain.digest_answer import DigestAnswer
from enishi.domain.email_address import EmailAddress
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import Mailing, MailingState, MailReply, MailReplyKind
from enishi.domain.match_response import MatchAnswer
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person
from enishi.services.ports import UnitOfWork

WEEK = IsoWeek(2026, 48)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
LEASE = timedelta(minutes=10)
_marks = count(1)


def a_mailing(person_ref: str = "p1", **changes: object) -> Mailing:
    mailing = Mailing(person_ref, WEEK, f"mark-{next(_marks)}", NOON, NOON, NOON)
    return replace(mailing, **changes)  # type: ignore[arg-type]


def put_people(work: UnitOfWork, *refs: str) -> None:
    for ref in refs:
        work.people.put(Person(ref, EmailAddress(f"{ref}@tsubame.example"), "佐藤"))


def test_a_mailing_is_kept_with_all_that_became_of_it(database: SqlDatabase):
    refused = a_mailing().in_hand("F1", NOON, LEASE)
    refused = refused.after(MailReply(MailReplyKind.REFUSED, "550 5.1.1"), NOON)
    with database.begin() as work:
        put_people(work, "p1", "p2")
        work.mailings.add(a_mailing("p2"), replace(refused, state=MailingState.WAITING))
        assert work.mailings.put(refused)

    with database.read() as work:
        assert work.mailings.get("p1", WEEK) == refused
        assert work.mailings.by_mark(refused.mark) == refused
        assert [item.person_ref for item in work.mailings.of_week(WEEK)] == ["p1", "p2"]
        assert work.mailings.of_person("p1") == [refused]
        assert work.mailings.get("p1", WEEK.after()) is None


def test_one_person_has_one_mailing_a_week(database: SqlDatabase):
    with database.begin() as work:
        put_people(work, "p1")
        work.mailings.add(a_mailing(), a_mailing(week=WEEK.after()))

    with pytest.raises(IntegrityError), database.begin() as work:
        work.mailings.add(a_mailing())


def test_what_waits_is_due_at_its_time_and_what_is_in_hand_strands_after_its_lease(
    database: SqlDatabase,
):
    late, early = a_mailing("p1"), a_mailing("p2", due_at=NOON - LEASE)
    with database.begin() as work:
        put_people(work, "p1", "p2", "p3")
        work.mailings.add(late, early, a_mailing("p3").in_hand("F1", NOON, LEASE))

    with database.read() as work:
        assert work.mailings.due(NOON, 5) == [early, late]
        assert work.mailings.due(NOON, 1) == [early]
        assert work.mailings.due(NOON - timedelta(seconds=1), 5) == []
        assert work.mailings.stranded(NOON) == []
        assert [item.person_ref for item in work.mailings.stranded(NOON + LEASE)] == ["p3"]


def test_only_those_of_firms_who_have_agreed_are_to_be_listed_once(database: SqlDatabase):
    with database.begin() as work:
        put_people(work, *(f"p{number}" for number in range(1, 6)))
        work.firms.put_many([a_firm("燕精機", ref="F1")])
        for ref in ("p1", "p2", "p3", "p5"):
            work.memberships.put(Membership(ref, Role.FIRM_MEMBER, "F1"))
        for ref, terms, withdrawn in (
            *(("p1", "2", None), ("p2", "1", None), ("p3", "2", NOON)),
            *(("p4", "2", None), ("p5", "2", None)),
        ):
            consent = Consent(ref, terms, NOON, ConsentMeans.WEB, person_ref=ref)
            work.consents.put(replace(consent, withdrawn_at=withdrawn))
        work.mailings.add(a_mailing("p5"))

    with database.read() as work:
        assert work.mailings.unlisted(WEEK, "2") == ["p1"]
        assert work.mailings.unlisted(WEEK.after(), "2") == ["p1", "p5"]


def test_preferences_pauses_and_answers_are_replaced_by_the_newest(database: SqlDatabase):
    wanted = DigestPreference("p1", DigestFrequency.NEVER, 5, time(18), NOON)
    paused = PausedAddress("p1", EmailAddress("p1@tsubame.example"), NOON, "5.1.1")
    answer = DigestAnswer(
        *("p1", "s1", WEEK, MatchAnswer.DOES_NOT_FIT, NOON), CorrectionReason.CONDITION
    )
    with database.begin() as work:
        put_people(work, "p1")
        for preference in (DigestPreference("p1"), wanted):
            work.digest_preferences.put(preference)
        for item in (replace(paused, code="4.2.2"), paused):
            work.paused_addresses.put(item)
        for given in (replace(answer, answer=MatchAnswer.KNOWS, reason=None), answer):
            work.digest_answers.put(given)

    with database.read() as work:
        assert work.digest_preferences.of("p1") == wanted
        assert work.digest_preferences.of("p2") == DigestPreference("p2")
        assert work.digest_preferences.all() == {"p1": wanted}
        assert work.paused_addresses.of("p1") == paused
        assert work.paused_addresses.all() == {"p1": paused}
        assert work.digest_answers.get("p1", "s1") == answer
        assert work.digest_answers.of_week(WEEK) == work.digest_answers.of_person("p1") == [answer]
    with database.begin() as work:
        assert work.paused_addresses.remove("p1")
        assert not work.paused_addresses.remove("p1")


def test_whatever_is_kept_of_digests_goes_with_the_person(database: SqlDatabase):
    with database.begin() as work:
        put_people(work, "p1")
        work.mailings.add(a_mailing())
        work.digest_preferences.put(DigestPreference("p1", DigestFrequency.NEVER))
        work.digest_answers.put(DigestAnswer("p1", "s1", WEEK, MatchAnswer.KNOWS, NOON))
        work.people.remove("p1")

    with database.read() as work:
        assert work.mailings.of_week(WEEK) == []
        assert work.digest_preferences.all() == {}
        assert work.digest_answers.of_week(WEEK) == []


def test_the_key_of_the_installation_is_made_once(database: SqlDatabase):
    with database.begin_durably() as work:
        assert work.installation_key.get() is None
        work.installation_key.put(bytes(range(32)), NOON)

    with pytest.raises(IntegrityError), database.begin() as work:
        work.installation_key.put(bytes(32), NOON)
    with database.read() as work:
        assert work.installation_key.get() == bytes(range(32))
