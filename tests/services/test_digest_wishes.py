"""When people want the digest, how they stop it, what comes back, and what is reported of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

import pytest

from builders import a_firm
from builders_accounts import TSUBAME
from builders_sending import DUE, KEY, WEEK, SendingRoom
from enishi.domain.access import LOCAL_OPERATOR, Caller
from enishi.domain.bounce import Bounce
from enishi.domain.digest import DigestFrequency
from enishi.domain.digest_answer import DigestAnswer
from enishi.domain.digest_token import bounce_token, mailing_mark, stop_token
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import MailingState, MailReply, MailReplyKind
from enishi.domain.match_response import MatchAnswer
from enishi.domain.membership import Membership, Role
from enishi.services.digests.bouncing import BounceOutcome, BounceService
from enishi.services.digests.preferences import DigestPreferenceService
from enishi.services.digests.reports import DigestReportService
from fakes import MemoryDatabase

NEVER, MONTHLY, WEEKLY = DigestFrequency.NEVER, DigestFrequency.MONTHLY, DigestFrequency.WEEKLY
IN_PERSON = Caller("p1", session_ref="s1", door="web")
COORDINATOR = Caller(
    "p-co", (Membership("p-co", Role.COORDINATOR, chamber_ref="C1"),), (TSUBAME.region,)
)


@dataclass
class WishRoom(SendingRoom):
    """p1 of F1, in whose region a chamber is."""

    database: MemoryDatabase = field(default_factory=MemoryDatabase)

    def __post_init__(self) -> None:
        self.a_reader("p1", "F1")
        self.wishes = DigestPreferenceService(self.database, self.key, self.clock)
        self.bounces = BounceService(self.database, self.key, self.clock)
        self.reports = DigestReportService(self.database, self.clock)

    def sent(self, week: IsoWeek = WEEK) -> None:
        """Send a week's digests."""
        self.clock.time = week.at(3, time(9)).astimezone(UTC)
        self.send()

    def comes_back(self, code: str, week: IsoWeek = WEEK, ref: str = "p1") -> BounceOutcome:
        """Take in a notice about somebody's digest of a week."""
        return self.bounces.take(Bounce(bounce_token(mailing_mark(ref, week, KEY), KEY), code))

    def is_paused(self) -> bool:
        return self.wishes.of(by=IN_PERSON).paused is not None


@pytest.fixture
def room() -> WishRoom:
    return WishRoom()


def test_who_has_said_nothing_is_told_when_the_next_one_comes(room: WishRoom):
    room.clock.time = DUE - timedelta(minutes=1)

    assert room.wishes.of(by=IN_PERSON).next_at == DUE
    room.clock.time = DUE
    assert room.wishes.of(by=IN_PERSON).next_at == DUE + timedelta(days=7)


def test_a_wish_is_kept_and_says_when_the_next_one_comes(room: WishRoom):
    wish = room.wishes.change(MONTHLY, 5, time(18), by=IN_PERSON)

    assert wish == room.wishes.of(by=IN_PERSON)
    assert wish.next_at == IsoWeek(2026, 50).at(5, time(18))
    assert room.wishes.change(NEVER, 5, time(18), by=IN_PERSON).next_at is None


def test_only_the_person_themselves_changes_their_wishes(room: WishRoom):
    by_key = Caller("p1", key_ref="K1")

    with pytest.raises(NotPermittedError):
        room.wishes.change(NEVER, 2, time(7, 30), by=by_key)


def test_who_belongs_to_no_firm_waits_for_nothing(room: WishRoom):
    with room.database.begin() as work:
        work.memberships.remove("p1", "F1")

    assert room.wishes.of(by=IN_PERSON).next_at is None


def test_a_link_stops_the_digest_without_signing_in_however_old_it_is(room: WishRoom):
    token = stop_token("p1", KEY)
    room.clock.turn(days=700)

    first, second = (room.wishes.stop(token, NEVER) for _ in range(2))

    assert first == second
    assert first.stopped_at == room.clock()
    room.clock.turn(days=7)
    room.send()
    assert room.diary.letters == []


def test_a_link_makes_the_digest_rarer_and_leaves_the_day(room: WishRoom):
    room.wishes.change(WEEKLY, 4, time(12), by=IN_PERSON)

    rarer = room.wishes.stop(stop_token("p1", KEY), MONTHLY)

    assert (rarer.frequency, rarer.weekday, rarer.clock) == (MONTHLY, 4, time(12))
    assert rarer.stopped_at is None


def test_an_old_link_does_not_undo_what_was_stopped(room: WishRoom):
    token = stop_token("p1", KEY)
    stopped = room.wishes.stop(token, NEVER)
    room.clock.turn(days=1)

    for frequency in (WEEKLY, MONTHLY):
        assert room.wishes.stop(token, frequency) == stopped
    assert room.wishes.of(by=IN_PERSON).preference == stopped


def test_a_link_that_is_not_ours_stops_nobody(room: WishRoom):
    for token in ("", "x.y", stop_token("p1", bytes(32)), stop_token("p1", KEY)[1:]):
        with pytest.raises(InvalidValueError):
            room.wishes.stop(token, NEVER)

    assert room.wishes.of(by=IN_PERSON).preference.frequency is WEEKLY


def test_a_link_of_somebody_who_is_gone_is_told_so(room: WishRoom):
    with pytest.raises(NotFoundError):
        room.wishes.stop(stop_token("p-gone", KEY), NEVER)


def test_an_address_that_is_not_there_is_paused_at_once_and_its_owner_is_told(room: WishRoom):
    room.sent()

    assert room.comes_back("5.1.1") is BounceOutcome.PAUSED

    wish = room.wishes.of(by=IN_PERSON)
    assert wish.paused is not None
    assert (wish.paused.code, wish.next_at) == ("5.1.1", None)
    assert room.states() == {"p1": MailingState.BOUNCED}
    room.sent(WEEK.after())
    assert len(room.diary.letters) == 1


def test_who_says_again_when_they_want_the_digest_gets_it_again(room: WishRoom):
    room.sent()
    room.comes_back("5.1.1")

    room.wishes.change(WEEKLY, 2, time(7, 30), by=IN_PERSON)
    room.comes_back("5.1.1")  # the same notice once more

    assert not room.is_paused()
    room.sent(WEEK.after())
    assert len(room.diary.letters) == 2


def test_three_letters_that_a_full_mailbox_sent_back_within_thirty_days_pause_it(room: WishRoom):
    outcomes = []
    for number in range(3):
        room.sent(WEEK.after(number))
        outcomes += [room.comes_back("4.2.2", WEEK.after(number)) for _ in range(2)]

    assert outcomes == [
        *(BounceOutcome.COUNTED, BounceOutcome.REPEATED) * 2,
        *(BounceOutcome.PAUSED, BounceOutcome.REPEATED),
    ]
    assert room.is_paused()


def test_three_letters_that_came_back_over_a_season_pause_nothing(room: WishRoom):
    for number in (0, 3, 6):
        room.sent(WEEK.after(number))
        assert room.comes_back("4.2.2", WEEK.after(number)) is BounceOutcome.COUNTED

    assert not room.is_paused()


@pytest.mark.parametrize("token", ["0" * 48, mailing_mark("p1", WEEK, KEY) + "0" * 24, "x"])
def test_a_notice_that_somebody_made_up_pauses_nothing(room: WishRoom, token: str):
    room.sent()

    assert room.bounces.take(Bounce(token, "5.1.1")) is BounceOutcome.UNKNOWN
    assert room.bounces.take(None) is BounceOutcome.UNKNOWN
    assert not room.is_paused()


def test_a_letter_that_was_never_handed_over_does_not_come_back(room: WishRoom):
    room.diary.replies = []
    room.source.silent = {"p1"}
    room.sent()

    assert room.comes_back("5.1.1") is BounceOutcome.UNKNOWN


def a_week(room: WishRoom) -> None:
    """Send to six people, of whom two cannot be reached and one answers."""
    for number in range(2, 7):
        room.a_reader(f"p{number}", "F1" if number < 6 else "F9")
    with room.database.begin() as work:
        work.chambers.put(TSUBAME)
        work.firms.put_many(
            [
                a_firm("冷間鍛造", ref="F1", cluster="燕三条"),
                a_firm("微細切削", ref="F9", cluster="諏訪"),
            ]
        )
    room.source.silent = {"p3"}
    room.diary.replies = [
        MailReply(MailReplyKind.TAKEN),
        MailReply(MailReplyKind.REFUSED, "550 5.1.1"),
        MailReply(MailReplyKind.CUT, "TimeoutError"),
    ]
    room.sent()
    room.comes_back("5.1.1", ref="p5")
    with room.database.begin() as work:
        at: datetime = room.clock()
        for item, answer in (("s1", MatchAnswer.WANTS_TO_MEET), ("s2", MatchAnswer.KNOWS)):
            work.digest_answers.put(DigestAnswer("p1", item, WEEK, answer, at))
    room.wishes.stop(stop_token("p2", KEY), NEVER)


def test_a_report_counts_what_became_of_a_week(room: WishRoom):
    a_week(room)

    report = room.reports.of_week(WEEK, by=LOCAL_OPERATOR)

    counts = {state: report.count(state) for state in MailingState}
    assert counts == {
        MailingState.WAITING: 0,
        MailingState.HANDING: 0,
        MailingState.SENT: 2,
        MailingState.IN_DOUBT: 1,
        MailingState.EMPTY: 1,
        MailingState.FAILED: 1,
        MailingState.BOUNCED: 1,
    }
    assert [item.person_ref for item in report.troubles] == ["p2", "p4", "p5"]
    assert report.answers[MatchAnswer.WANTS_TO_MEET] == report.answers[MatchAnswer.KNOWS] == 1
    assert (report.reaction_share, report.meet_share, report.unsubscribed) == (0.5, 0.5, 1)


def test_a_chamber_reads_of_the_people_of_its_own_firms(room: WishRoom):
    a_week(room)

    report = room.reports.of_week(WEEK, by=COORDINATOR)

    assert {item.person_ref for item in report.mailings} == {f"p{number}" for number in range(1, 6)}
    assert report.count(MailingState.SENT) == 1


def test_for_which_firm_elsewhere_somebody_was_written_is_not_told_to_the_chamber(room: WishRoom):
    a_week(room)
    with room.database.begin() as work:
        work.memberships.put(Membership("p6", Role.FIRM_MEMBER, "F1"))

    report = room.reports.of_week(WEEK, by=COORDINATOR)

    assert "p6" not in {item.person_ref for item in report.mailings}


def test_a_week_without_digests_has_no_shares(room: WishRoom):
    report = room.reports.of_week(WEEK, by=LOCAL_OPERATOR)

    assert (report.mailings, report.reaction_share, report.meet_share) == ((), None, None)


def test_a_report_is_for_those_who_look_after_it(room: WishRoom):
    member = Caller("p1", (Membership("p1", Role.FIRM_ADMINISTRATOR, "F1"),))

    with pytest.raises(NotPermittedError):
        room.reports.of_week(WEEK, by=member)
    with pytest.raises(NotPermittedError):
        room.reports.of_week(WEEK, by=COORDINATOR, chamber_ref="C2")
