"""The weekly digest goes to each person once, and the operator sees what happened."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from typing import Any

import pytest

from builders_sending import DUE, KEY, WEEK, SendingRoom
from enishi.domain.bounce import Bounce, PausedAddress
from enishi.domain.digest import DigestFrequency, DigestPreference
from enishi.domain.digest_token import TapToken, bounce_token, mailing_mark
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import BusyError, IndexUnavailableError, InvalidValueError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.letter import Letter
from enishi.domain.mailing import Mailing, MailingState, MailReply, MailReplyKind, MailTrouble
from enishi.services.digests.bouncing import BounceService
from fakes import MemoryDatabase

TAKEN, DEFERRED, REFUSED, UNREACHED, CUT = (MailReply(kind) for kind in MailReplyKind)


def a_room(*readers: str) -> SendingRoom:
    room = SendingRoom(MemoryDatabase())
    for ref in readers:
        room.a_reader(ref)
    return room


def the_mailing(room: SendingRoom, ref: str = "p1", week: IsoWeek = WEEK) -> Mailing:
    with room.database.read() as work:
        mailing = work.mailings.get(ref, week)
    assert mailing is not None
    return mailing


def prefers(room: SendingRoom, **wish: Any) -> None:
    with room.database.begin() as work:
        work.digest_preferences.put(DigestPreference("p1", **wish))


def test_who_has_said_nothing_is_written_on_tuesday_morning_and_not_before():
    room = a_room("p1")

    room.clock.turn(seconds=-1)
    room.send()
    assert room.diary.addressees == []
    room.clock.turn(seconds=1)
    room.send()

    assert room.diary.addressees == ["p1@tsubame.example"]


def test_a_second_run_sends_nothing_again():
    room = a_room("p1", "p2")
    room.send()
    room.clock.turn(hours=3)

    room.send()
    room.sending.list_week(WEEK)
    room.send()

    assert room.diary.addressees == ["p1@tsubame.example", "p2@tsubame.example"]
    assert room.diary.opened > 0


def test_a_late_run_catches_up_within_the_week_and_not_after_it():
    friday, monday = a_room("p1"), a_room("p1")

    friday.clock.turn(days=3)
    friday.send()
    monday.clock.turn(days=6)
    monday.send()

    assert friday.states() == {"p1": MailingState.SENT}
    assert monday.states() == {}


def test_a_digest_waits_for_late_suggestions_until_noon_and_then_goes_without():
    made, missing = a_room("p1"), a_room("p1")
    made.late, missing.late = {WEEK}, {WEEK}
    for room in (made, missing):
        room.clock.turn(hours=5)
        room.send()
        assert room.states() == {}

    made.late = set()
    made.send()
    missing.clock.turn(hours=1)
    missing.send()

    assert made.states() == missing.states() == {"p1": MailingState.SENT}


def test_what_is_due_in_the_last_minute_of_the_week_is_sent_on_its_other_side():
    room = a_room("p1")
    prefers(room, weekday=7, clock=time(23, 59))

    room.clock.time = WEEK.after().at(1, time(0, 1)).astimezone(UTC)
    room.send()

    assert room.states() == {"p1": MailingState.SENT}


@pytest.mark.parametrize(
    ("wish", "weeks"),
    [
        ({"frequency": DigestFrequency.NEVER}, 0),
        ({"frequency": DigestFrequency.MONTHLY}, 1),
        ({"weekday": 7, "clock": time(23, 59)}, 5),
    ],
)
def test_one_is_written_as_often_as_one_wishes(wish: dict[str, Any], weeks: int):
    room = a_room("p1")
    prefers(room, **wish)

    for _ in range(5 * 7):  # December has one first week
        room.clock.turn(days=1)
        room.send()

    assert len(room.diary.addressees) == weeks


def test_another_wish_in_the_same_week_brings_no_second_letter():
    room = a_room("p1")
    room.send()
    prefers(room, weekday=5)

    room.clock.turn(days=4)
    room.send()

    assert len(room.diary.letters) == 1


def test_who_has_nothing_to_read_gets_no_letter():
    room = a_room("p1")
    room.source.silent = {"p1"}

    room.send()

    assert room.states() == {"p1": MailingState.EMPTY}
    assert room.diary.letters == []


def test_a_mistake_in_one_digest_is_told_and_the_rest_goes_out():
    room = a_room("p1", "p2", "p3")
    room.source.broken = {"p2"}

    done = room.sending.send_due()

    assert room.diary.addressees == ["p1@tsubame.example", "p3@tsubame.example"]
    assert the_mailing(room, "p2").trouble is MailTrouble.NOT_WRITTEN
    assert done.problems == ("便りを書けなかった（KeyError）",)


def test_a_digest_that_could_not_be_written_is_written_when_the_mistake_is_mended():
    room = a_room("p1", "p2")
    room.source.broken = {"p2"}
    room.send()
    room.source.broken = set()

    assert room.sending.list_week(WEEK) == 1
    room.send()

    assert room.diary.addressees == ["p1@tsubame.example", "p2@tsubame.example"]


@pytest.mark.parametrize("trouble", [IndexUnavailableError("索引"), BusyError("混雑")])
def test_what_is_no_mistake_of_a_digest_makes_no_digest_fail(trouble: Exception):
    room = a_room("p1", "p2")
    room.source.trouble = trouble

    with pytest.raises(type(trouble)):
        room.send()
    assert set(room.states().values()) == {MailingState.WAITING}
    room.source.trouble = None
    room.clock.turn(minutes=1)
    room.send()

    assert set(room.states().values()) == {MailingState.SENT}


def test_a_mail_server_that_is_away_for_an_hour_loses_nothing_and_repeats_nothing():
    readers = [f"p{number}" for number in range(6)]
    room = a_room(*readers)
    room.diary.replies = [UNREACHED] * 20

    for _ in range(25):
        room.send()
        room.clock.turn(minutes=3)

    assert sorted(room.diary.addressees) == [f"{ref}@tsubame.example" for ref in readers]
    assert set(room.states().values()) == {MailingState.SENT}
    assert room.diary.replies == []


def test_while_the_server_is_away_it_is_asked_by_one_letter_a_look():
    room = a_room("p1", "p2", "p3")
    room.diary.replies = [UNREACHED] * 9

    done = room.send()

    assert done.is_unreached
    assert len(room.diary.replies) == 8


def test_later_is_tried_later_and_later_still():
    room = a_room("p1")
    room.diary.replies = [MailReply(MailReplyKind.DEFERRED, "450 4.2.0")] * 3

    waits = []
    for _ in range(3):
        room.send()
        waiting = the_mailing(room)
        assert waiting.next_at is not None
        waits.append(waiting.next_at - room.clock())
        room.clock.time = waiting.next_at
    room.send()

    assert waits == [timedelta(minutes=minutes) for minutes in (5, 15, 60)]
    assert the_mailing(room).attempts == 4
    assert len(room.diary.letters) == 1


def test_what_could_not_be_handed_over_in_its_week_is_given_up_and_says_why():
    room = a_room("p1")
    room.diary.replies = [UNREACHED] * 100

    while IsoWeek.of(room.clock()) == WEEK:
        room.send()
        room.clock.turn(hours=12)
    room.send()

    assert the_mailing(room).state is MailingState.FAILED
    assert the_mailing(room).problem == "その週のうちに渡せなかった（unreached）"
    assert room.diary.letters == []


def test_an_address_that_is_refused_fails_alone():
    room = a_room("p1", "p2")
    room.diary.replies = [MailReply(MailReplyKind.REFUSED, "550 5.1.1")]

    done = room.sending.send_due()

    assert room.states() == {"p1": MailingState.FAILED, "p2": MailingState.SENT}
    assert done.problems == ("メールサーバーに断られた（550 5.1.1）",)


def test_a_letter_that_was_cut_off_before_the_reply_is_in_doubt_and_not_repeated():
    room = a_room("p1", "p2")
    room.diary.replies = [CUT]

    for _ in range(4):
        room.send()
        room.clock.turn(days=1)

    assert room.states() == {"p1": MailingState.IN_DOUBT, "p2": MailingState.SENT}
    assert room.diary.addressees == ["p1@tsubame.example", "p2@tsubame.example"]


class KilledError(BaseException):
    """Takes a worker out of the middle of things."""


def kill(_letter: Letter) -> None:
    raise KilledError


def test_who_dies_while_handing_over_leaves_one_letter_in_doubt_and_the_others_to_be_sent():
    room = a_room("p1", "p2", "p3")
    room.diary.when_handed = kill
    with pytest.raises(KilledError):
        room.send()
    room.diary.when_handed = lambda _letter: None

    room.send()
    assert room.diary.letters == []  # nobody knows yet that the other one has died
    room.clock.turn(minutes=15)
    room.send()

    assert room.states()["p1"] is MailingState.IN_DOUBT
    assert room.diary.addressees == ["p2@tsubame.example", "p3@tsubame.example"]


def test_who_was_thought_dead_and_was_not_tells_how_it_went():
    room = a_room("p1")

    def slowly(_letter: Letter) -> None:
        room.clock.turn(minutes=20)
        SendingRoom(room.database, room.clock).send()  # another worker looks
        assert room.states() == {"p1": MailingState.IN_DOUBT}

    room.diary.when_handed = slowly
    room.send()

    assert room.states() == {"p1": MailingState.SENT}
    assert len(room.diary.letters) == 1


def test_a_letter_that_comes_back_before_the_server_has_replied_stays_known_as_such():
    room = a_room("p1")

    def comes_back(_letter: Letter) -> None:
        token = bounce_token(mailing_mark("p1", WEEK, KEY), KEY)
        BounceService(room.database, room.key, room.clock).take(Bounce(token, "5.1.1"))

    room.diary.when_handed = comes_back
    room.send()

    assert room.states() == {"p1": MailingState.BOUNCED}
    assert the_mailing(room).code == "5.1.1"


def test_two_workers_at_once_send_each_letter_once():
    room = a_room("p1", "p2", "p3")
    beside = SendingRoom(room.database, room.clock)

    def meanwhile(_letter: Letter) -> None:
        room.diary.when_handed = lambda _letter: None
        beside.clock.turn(minutes=16)  # past the claims of the first, which is slow
        beside.send()

    room.diary.when_handed = meanwhile
    room.send()

    both = [*room.diary.addressees, *beside.diary.addressees]
    assert sorted(both) == [f"p{number}@tsubame.example" for number in (1, 2, 3)]


def test_who_stops_the_digest_while_it_is_written_is_not_sent_it():
    room = a_room("p1")
    composed = room.source.compose

    def and_stops(*about: Any, **more: Any) -> Any:
        prefers(room, frequency=DigestFrequency.NEVER)
        return composed(*about, **more)

    room.source.compose = and_stops  # type: ignore[method-assign]
    room.send()

    assert room.diary.letters == []
    assert room.states() == {}


@pytest.mark.parametrize("how", ["erased", "left", "withdrawn", "disagreed", "paused"])
def test_who_is_not_to_be_written_to_gets_nothing(how: str):
    room = a_room("p1")
    with room.database.begin() as work:
        match how:
            case "erased":
                work.people.remove("p1")
            case "left":
                work.memberships.remove("p1", "F1")
            case "withdrawn":
                work.firms.remove("F1")
                work.memberships.remove("p1", "F1")  # as the database does by itself
            case "disagreed":
                (consent,) = work.consents.of_person("p1")
                work.consents.put(replace(consent, withdrawn_at=DUE))
            case "paused":
                address = EmailAddress("p1@tsubame.example")
                work.paused_addresses.put(PausedAddress("p1", address, DUE, "5.1.1"))

    room.send()

    assert room.diary.letters == []


def test_another_address_than_the_paused_one_is_written_to():
    room = a_room("p1")
    with room.database.begin() as work:
        old = EmailAddress("old@tsubame.example")
        work.paused_addresses.put(PausedAddress("p1", old, DUE, "5.1.1"))

    room.send()

    assert room.states() == {"p1": MailingState.SENT}


def test_one_person_of_several_firms_gets_one_letter_a_week_and_each_firm_has_its_turn():
    room = SendingRoom(MemoryDatabase())
    room.a_reader("p1", "F1", "F2", "F3")
    room.source.silent = {"F2"}

    firms = []
    for number in range(4):
        room.send()
        firms.append(the_mailing(room, week=WEEK.after(number)).firm_ref)
        room.clock.turn(days=7)

    assert firms == ["F1", "F3", "F1", "F3"]
    assert len(room.diary.letters) == 4


def test_a_digest_tells_what_is_new_since_the_one_before_it():
    room = a_room("p1")
    for days in (0, 7, 14):
        room.clock.time = DUE + timedelta(days=days)
        room.source.silent = {"p1"} if days == 7 else set()
        room.send()

    assert [since for _, _, since in room.source.composed] == [None, WEEK, WEEK]


def test_a_letter_carries_one_mark_at_every_attempt_and_links_for_its_reader_alone():
    room = a_room("p1")
    room.diary.replies = [CUT]
    room.send()
    (letter,) = room.diary.letters
    mark = mailing_mark("p1", WEEK, KEY)

    assert letter.message_id == mark
    assert str(letter.bounces_to) == f"bounce+{bounce_token(mark, KEY)}@enishi.example"
    assert letter.stop_address is not None
    token = TapToken.read(letter.text.split("\n")[1].split()[-1], KEY)
    assert (token.person_ref, token.week, token.item_ref) == ("p1", WEEK, "s-p1")


def test_a_rehearsal_tells_who_would_get_what_and_sends_and_stores_nothing():
    room = a_room("p1", "p2", "p3")
    room.source.silent, room.source.broken = {"p2"}, {"p3"}

    told = room.sending.rehearse(WEEK)

    found = [(item.person_ref, item.firm_ref, item.items, item.problem) for item in told]
    assert found == [("p1", "F1", 1, None), ("p2", None, 0, None), ("p3", None, 0, "KeyError")]
    assert room.states() == {}
    assert room.diary.letters == []


def test_a_week_is_listed_at_once_where_an_operator_says_so_and_only_the_present_one():
    room = a_room("p1", "p2")
    prefers(room, weekday=7)

    assert room.sending.list_week(WEEK) == 2
    room.send()

    assert len(room.diary.letters) == 2
    for other in (WEEK.before(), WEEK.after()):
        with pytest.raises(InvalidValueError, match="2026-W48"):
            room.sending.list_week(other)
