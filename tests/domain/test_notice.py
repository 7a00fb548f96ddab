from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_callers import a_coordinator, a_member
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import InvalidValueError
from enishi.domain.events import Event, EventKind, RecordedEvent, Showing
from enishi.domain.notice import FOLLOWED, must_be_followed, notice_of

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PUBLISHED, WITHDRAWN = EventKind.FIRM_PUBLISHED, EventKind.FIRM_WITHDRAWN
OPEN_TO_ALL = Showing(owner_ref="F1")
HIDING_FROM_F9 = Showing(Disclosure(hide_from=frozenset({"F9"})), "F1")
FOR_MEMBERS = Showing(Disclosure(Visibility.MEMBERS), "F1")
PRIVATE = Showing(Disclosure(Visibility.PRIVATE), "F1")

READERS = [ANONYMOUS, a_member("F9"), a_member("F8"), a_member("F1"), a_coordinator()]
SHOWINGS = [None, OPEN_TO_ALL, HIDING_FROM_F9, FOR_MEMBERS, PRIVATE]


def told(
    kind: EventKind, reader: Caller, *, now: Showing | None, before: Showing | None
) -> EventKind | None:
    recorded = RecordedEvent(1, Event(kind, "F1"), NOON, "m")
    notice = notice_of(recorded, reader, now=now, before=before)
    return notice.event.kind if notice else None


def test_everybody_is_told_of_an_open_firm_that_comes_and_goes():
    for reader in READERS:
        assert told(PUBLISHED, reader, now=OPEN_TO_ALL, before=None) is PUBLISHED
        assert told(WITHDRAWN, reader, now=None, before=OPEN_TO_ALL) is WITHDRAWN


@pytest.mark.parametrize("kind", [PUBLISHED, WITHDRAWN])
def test_who_never_saw_a_firm_is_told_nothing_of_it(kind: EventKind):
    for reader in (ANONYMOUS, a_member("F9")):
        assert told(kind, reader, now=HIDING_FROM_F9, before=HIDING_FROM_F9) is None


def test_who_could_see_a_hidden_firm_is_told_that_it_is_gone():
    for reader in (a_member("F8"), a_member("F1"), a_coordinator()):
        assert told(WITHDRAWN, reader, now=None, before=HIDING_FROM_F9) is WITHDRAWN


def test_a_firm_that_begins_to_hide_has_left_for_those_from_whom_it_hides():
    change = {"now": HIDING_FROM_F9, "before": OPEN_TO_ALL}

    assert told(PUBLISHED, a_member("F9"), **change) is WITHDRAWN
    assert told(PUBLISHED, ANONYMOUS, **change) is WITHDRAWN
    assert told(PUBLISHED, a_member("F8"), **change) is PUBLISHED


def test_a_private_firm_is_told_of_to_itself_alone():
    heard = [told(PUBLISHED, reader, now=PRIVATE, before=PRIVATE) for reader in READERS]

    assert heard == [None, None, None, PUBLISHED, None]


def test_the_lexicon_is_everybodys():
    assert told(EventKind.LEXICON_AMENDED, ANONYMOUS, now=None, before=None) is not None


def test_a_notice_is_public_only_where_everybody_is_told_the_same():
    recorded = RecordedEvent(1, Event(PUBLISHED, "F1"), NOON, "m")

    open_one = notice_of(recorded, a_member("F8"), now=OPEN_TO_ALL, before=None)
    closed = notice_of(recorded, a_member("F8"), now=FOR_MEMBERS, before=None)
    closing = notice_of(recorded, a_member("F8"), now=FOR_MEMBERS, before=OPEN_TO_ALL)

    assert open_one is not None
    assert closed is not None
    assert closing is not None
    assert (open_one.is_public, closed.is_public, closing.is_public) == (True, False, False)


@given(
    st.sampled_from([PUBLISHED, WITHDRAWN]),
    st.sampled_from(READERS),
    st.sampled_from(SHOWINGS),
    st.sampled_from(SHOWINGS),
)
def test_nobody_is_told_of_what_they_see_neither_before_nor_after(
    kind: EventKind, reader: Caller, now: Showing | None, before: Showing | None
):
    sees = any(item is not None and item.admits(reader) for item in (now, before))

    assert sees or told(kind, reader, now=now, before=before) is None


@pytest.mark.parametrize("kinds", [frozenset[EventKind](), frozenset({"rain"})])
def test_only_what_is_followed_can_be_chosen(kinds: frozenset[EventKind]):
    with pytest.raises(InvalidValueError) as refusal:
        must_be_followed(kinds)

    assert refusal.value.field == "kinds"
    must_be_followed(FOLLOWED)
