import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_firm, a_need
from builders_callers import a_coordinator, a_member, an_administrator
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.disclosure import OPEN, Disclosure, Visibility
from enishi.domain.errors import InvalidValueError
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from enishi.services.changes import BEGINNING, ChangeService, NoticePage
from enishi.services.exports import DisclosedExportService
from enishi.services.firms import FirmService
from enishi.services.needs import NeedService
from enishi.services.ports import Database
from fakes import MemoryDatabase

READERS = {
    "anybody": ANONYMOUS,
    "a rival": a_member("F9"),
    "a member": a_member("F8"),
    "the firm": a_member("F1"),
    "a coordinator": a_coordinator(),
}
NOBODY_ELSE = Disclosure(Visibility.PRIVATE)
NOT_F9 = Disclosure(hide_from=frozenset({"F9"}))


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    return found


def publish(network: Database, ref: str, decided: Disclosure = OPEN, does: str = "切削") -> None:
    with network.begin() as work:
        work.firms.put_many([a_firm(does, ref=ref)])
        work.disclosures.put_firm(ref, decided)
        work.outbox.add(Event(EventKind.FIRM_PUBLISHED, ref))


def withdraw(network: Database, ref: str) -> None:
    FirmService(network).withdraw(str(firm_id(ref)), expected=None, by=an_administrator(ref))


def post(network: Database, ref: str, by: str, decided: Disclosure = OPEN) -> None:
    with network.begin() as work:
        work.needs.put_many([a_need(ref=ref, by=by)])
        work.disclosures.put_need(ref, decided)
        work.outbox.add(Event(EventKind.NEED_POSTED, ref))


def told(page: NoticePage) -> list[tuple[str, str]]:
    return [(item.event.kind.value, item.event.subject_ref) for item in page.notices]


def test_what_happened_comes_in_its_order_and_from_where_one_was(network: Database):
    changes = ChangeService(network)
    publish(network, "F1")
    publish(network, "F2")
    post(network, "N1", by="F2")
    withdraw(network, "F1")

    first = changes.since(None, by=ANONYMOUS, limit=2)
    second = changes.since(first.next_cursor, by=ANONYMOUS, limit=2)

    assert (first.has_more, second.has_more) == (True, False)
    assert told(first) == [("firm_published", "F2"), ("need_posted", "N1")]
    assert told(second) == [("firm_withdrawn", "F1")]


def test_who_has_read_everything_keeps_the_cursor_that_they_have(network: Database):
    changes = ChangeService(network)
    assert changes.since(None, by=ANONYMOUS).next_cursor == BEGINNING
    publish(network, "F1")
    cursor = changes.since(BEGINNING, by=ANONYMOUS).next_cursor

    page = changes.since(cursor, by=ANONYMOUS)

    assert page == NoticePage((), cursor, has_more=False)


@pytest.mark.parametrize("since", [None, "before"])
def test_a_hidden_firm_changes_not_one_byte_of_the_answer(network: Database, since: str | None):
    changes = ChangeService(network)
    publish(network, "F1")
    cursor = changes.since(None, by=a_member("F9")).next_cursor if since else None
    without = {name: changes.since(cursor, by=reader) for name, reader in READERS.items()}

    for _ in range(3):
        publish(network, "F7", NOT_F9)
    post(network, "N7", by="F7", decided=NOBODY_ELSE)
    withdraw(network, "F7")

    for name in ("anybody", "a rival"):
        assert changes.since(cursor, by=READERS[name]) == without[name]
    assert ("firm_withdrawn", "F7") in told(changes.since(cursor, by=READERS["a member"]))


def test_a_cursor_does_not_tell_how_many_events_came_before(network: Database):
    changes = ChangeService(network)
    publish(network, "F1")
    few = changes.cursor(by=ANONYMOUS)
    for _ in range(5):
        publish(network, "F7", NOBODY_ELSE)

    assert changes.cursor(by=ANONYMOUS) == few
    assert len(few) == 32


def test_a_firm_that_begins_to_hide_leaves_the_copy_of_those_who_had_it(network: Database):
    changes = ChangeService(network)
    publish(network, "F1")
    cursor = changes.cursor(by=a_member("F9"))
    publish(network, "F1", NOT_F9)
    publish(network, "F1", NOT_F9, does="研磨")

    assert told(changes.since(cursor, by=a_member("F9"))) == [("firm_withdrawn", "F1")]
    assert told(changes.since(cursor, by=a_member("F8"))) == [("firm_published", "F1")] * 2


def test_a_time_is_a_place_to_begin_at_whatever_its_offset(network: Database):
    changes = ChangeService(network)
    publish(network, "F1")
    now = datetime.now(UTC)

    for early in (now - timedelta(hours=1), datetime.min.replace(tzinfo=UTC)):
        assert len(changes.since(early.isoformat(), by=ANONYMOUS).notices) == 1
    late = (now + timedelta(hours=1)).astimezone().isoformat()
    assert changes.since(late, by=ANONYMOUS) == NoticePage((), late, has_more=False)
    lost = "2999-01-01T00:00:00 09:00"
    assert changes.since(lost, by=ANONYMOUS).notices == ()


@pytest.mark.parametrize(
    "since", ["", "0", "f" * 32, "2026-11-25", "2026-11-25T09:00:00", "0001-01-01T00:00:00+14:00"]
)
def test_what_is_no_place_in_the_feed_is_refused(network: Database, since: str):
    with pytest.raises(InvalidValueError) as refusal:
        ChangeService(network).since(since, by=ANONYMOUS)

    assert refusal.value.field == "since"


@pytest.mark.parametrize("limit", [0, 1_001])
def test_a_page_has_a_size(network: Database, limit: int):
    with pytest.raises(InvalidValueError) as refusal:
        ChangeService(network).since(None, by=ANONYMOUS, limit=limit)

    assert refusal.value.field == "limit"


def test_what_not_everybody_is_told_is_in_the_log_of_its_owner(network: Database):
    publish(network, "F1", Disclosure(Visibility.MEMBERS))
    publish(network, "F2")

    ChangeService(network).since(None, by=a_member("F8"))
    ChangeService(network).since(None, by=ANONYMOUS)

    with network.read() as work:
        (act,) = work.audit.page(before=None, limit=9)
    assert (act.entry.subject_ref, act.entry.owner_ref) == ("F1", "F1")
    assert (act.entry.actor_ref, act.entry.organisation_ref) == ("P-F8", "F8")


def test_more_events_than_one_statement_reads_are_all_told(network: Database):
    with network.begin() as work:
        work.firms.put_many([a_firm(ref=f"F{number:04}") for number in range(1_200)])
        work.outbox.add(
            *(Event(EventKind.FIRM_PUBLISHED, f"F{number:04}") for number in range(1_200))
        )
    changes = ChangeService(network)

    cursor, seen, has_more = BEGINNING, [], True
    while has_more:
        page = changes.since(cursor, by=ANONYMOUS, limit=700)
        seen += told(page)
        cursor, has_more = page.next_cursor, page.has_more

    assert [ref for _, ref in seen] == [f"F{number:04}" for number in range(1_200)]


@dataclass
class Copy:
    """What somebody keeps of the network: an export, and then the feed."""

    network: Database
    reader: Caller
    cursor: str = BEGINNING
    firms: dict[str, Any] = field(default_factory=dict)
    needs: dict[str, Any] = field(default_factory=dict)

    def export(self) -> tuple[dict[str, Any], dict[str, Any]]:
        exports = DisclosedExportService(self.network)
        firms = {item["firm_ref"]: item for item in exports.firms(by=self.reader)}
        needs = {item["need_ref"]: item for item in exports.needs(by=self.reader)}
        return firms, needs

    def begin(self) -> None:
        self.cursor = ChangeService(self.network).cursor(by=self.reader)
        self.firms, self.needs = self.export()

    def follow(self, limit: int) -> None:
        changes = ChangeService(self.network)
        while True:
            page = changes.since(self.cursor, by=self.reader, limit=limit)
            firms, needs = self.export()  # stands for a GET of each subject
            for notice in page.notices:
                ref = notice.event.subject_ref
                held, fresh = (
                    (self.firms, firms)
                    if notice.subject_kind.value == "firm"
                    else (self.needs, needs)
                )
                held.pop(ref, None)
                if not notice.is_going and ref in fresh:
                    held[ref] = fresh[ref]
            self.cursor = page.next_cursor
            if not page.has_more:
                return


DECIDED = [
    OPEN,
    NOT_F9,
    NOBODY_ELSE,
    Disclosure(Visibility.MEMBERS),
    Disclosure(Visibility.COORDINATORS, hide_from=frozenset({"F8"})),
    Disclosure(paths={"employees": Visibility.MEMBERS}),
    Disclosure(paths={"firm_ref": Visibility.COORDINATORS}),
]
FIRM_DECIDED = [item for item in DECIDED if "firm_ref" not in item.paths]
NEED_DECIDED = [item for item in DECIDED if "employees" not in item.paths]

steps = st.lists(
    st.one_of(
        st.tuples(st.just("firm"), st.sampled_from(["F1", "F2"]), st.sampled_from(FIRM_DECIDED)),
        st.tuples(st.just("need"), st.sampled_from(["N1", "N2"]), st.sampled_from(NEED_DECIDED)),
        st.tuples(st.just("no firm"), st.sampled_from(["F1", "F2"]), st.just(OPEN)),
        st.tuples(st.just("no need"), st.sampled_from(["N1", "N2"]), st.just(OPEN)),
    ),
    max_size=10,
)


def take(network: Database, step: tuple[str, str, Disclosure], number: int) -> None:
    what, ref, decided = step
    with network.read() as work:
        posted = work.needs.get(ref)
        is_there = bool(work.firms.existing([ref])) or posted is not None
        poster = next(iter(sorted(work.firms.existing(["F1", "F2"]))), None)
    if what == "firm":
        publish(network, ref, decided, does=f"切削{number}")
        with network.begin() as work:
            for need in work.needs.refs_of_firm(ref):
                # Whoever shows a firm differently shows its needs differently.
                work.outbox.add(Event(EventKind.NEED_POSTED, need))
    elif what == "need":
        if poster is not None:
            post(network, ref, poster, decided)
    elif is_there and what == "no firm":
        withdraw(network, ref)
    elif posted is not None:
        owner = a_member(posted.record.firm_ref)
        NeedService(network).withdraw(str(need_id(ref)), expected=None, by=owner)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=steps, later=steps, limit=st.integers(1, 4))
@pytest.mark.parametrize("name", READERS)
def test_an_export_that_follows_the_feed_stays_equal_to_a_fresh_one(
    name: str,
    earlier: list[tuple[str, str, Disclosure]],
    later: list[tuple[str, str, Disclosure]],
    limit: int,
):
    network = MemoryDatabase()
    for number, step in enumerate(earlier):
        take(network, step, number)
    copy = Copy(network, READERS[name])
    copy.begin()
    for number, step in enumerate(later):
        take(network, step, 100 + number)
        if random.Random(number).random() < 0.3:
            copy.follow(limit)

    copy.follow(limit)

    assert (copy.firms, copy.needs) == copy.export()


def test_a_withdrawal_travels_to_an_exported_copy(network: Database):
    publish(network, "F1")
    publish(network, "F2")
    copy = Copy(network, ANONYMOUS)
    copy.begin()
    assert set(copy.firms) == {"F1", "F2"}

    withdraw(network, "F1")
    copy.follow(limit=10)

    assert set(copy.firms) == {"F2"}
