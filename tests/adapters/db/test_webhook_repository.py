from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from builders import a_firm, a_need
from enishi.adapters.db import SqlDatabase
from enishi.domain.chamber import Chamber, Region
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.events import Event, EventKind, Showing
from enishi.domain.webhook import (
    Answer,
    Delivery,
    DeliveryStatus,
    DeliveryTrouble,
    Webhook,
    new_secret,
)

NOON = datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
FIRM = Webhook(
    "w1",
    "F1",
    None,
    "https://hooks.example/?a=b",
    frozenset({EventKind.FIRM_PUBLISHED, EventKind.NEED_POSTED}),
    new_secret(b"s" * 32),
    NOON,
    position=2**40,
    is_active=False,
    previous_secret=new_secret(b"t" * 32),
    previous_until=LATER,
    failing_since=NOON,
    paused_at=LATER,
)
CHAMBER = Webhook(
    "w2",
    None,
    "C1",
    "https://c.example/",
    frozenset({EventKind.FIRM_WITHDRAWN}),
    new_secret(b"u" * 32),
    NOON,
    position=0,
)


def a_delivery(ref: str, webhook: str = "w2", **known: object) -> Delivery:
    own = {"kind": EventKind.FIRM_WITHDRAWN, "subject_ref": "F9", "occurred_at": NOON}
    own["next_at"] = NOON
    return Delivery(ref, webhook, **(own | known))  # type: ignore[arg-type]


def begin(database: SqlDatabase) -> None:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1")])
        work.chambers.put(Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",))))
        work.webhooks.put(FIRM)
        work.webhooks.put(CHAMBER)


def test_a_webhook_comes_back_as_it_was_stored(database: SqlDatabase):
    begin(database)

    with database.read() as work:
        assert work.webhooks.get("w1") == FIRM
        assert work.webhooks.of_organisation("C1") == [CHAMBER]
        assert work.webhooks.get("w3") is None


def test_a_webhook_is_stored_in_place_of_itself(database: SqlDatabase):
    begin(database)
    with database.begin() as work:
        work.webhooks.put(FIRM.resumed())

    with database.read() as work:
        assert work.webhooks.of_organisation("F1") == [FIRM.resumed()]


def test_those_that_are_active_and_behind_are_found(database: SqlDatabase):
    begin(database)

    with database.read() as work:
        assert work.webhooks.behind(2**41) == [CHAMBER]
        assert work.webhooks.behind(0) == []


def test_a_webhook_goes_with_its_organisation_and_its_deliveries_go_with_it(
    database: SqlDatabase,
):
    begin(database)
    with database.begin() as work:
        work.deliveries.add(a_delivery("m1", "w1"), a_delivery("m2"))
        work.firms.remove("F1")
        work.chambers.remove("C1")

    with database.read() as work:
        assert (work.webhooks.get("w1"), work.webhooks.get("w2")) == (None, None)
        assert work.deliveries.of_webhook("w1", limit=9) == []
    with database.begin() as work:
        assert not work.deliveries.put(a_delivery("m2"))


@pytest.mark.parametrize(
    "delivery",
    [
        a_delivery("m1"),
        a_delivery("m1", kind=None, next_at=None),
        a_delivery("m1").claimed(NOON, timedelta(minutes=2)),
        a_delivery("m1", attempts=1).answered(Answer(204), LATER),
        a_delivery("m1", attempts=1).answered(Answer(500, DeliveryTrouble.REFUSED), LATER),
        a_delivery("m1", attempts=9).answered(Answer(trouble=DeliveryTrouble.TOO_SLOW), LATER),
    ],
)
def test_a_delivery_comes_back_as_it_was_stored(database: SqlDatabase, delivery: Delivery):
    begin(database)
    with database.begin() as work:
        work.deliveries.add(a_delivery("m1", subject_ref="F0"))
        assert work.deliveries.put(delivery)

    with database.read() as work:
        assert work.deliveries.of_webhook("w2", limit=9) == [delivery]


def test_deliveries_come_newest_first(database: SqlDatabase):
    begin(database)
    with database.begin() as work:
        work.deliveries.add(*(a_delivery(f"m{n}") for n in (3, 1, 2)))

    with database.read() as work:
        found = [item.ref for item in work.deliveries.of_webhook("w2", limit=2)]
    assert found == ["m2", "m1"]


def test_what_is_due_is_found_the_longest_due_first_and_some_of_each(database: SqlDatabase):
    begin(database)
    with database.begin() as work:
        work.webhooks.put(FIRM.resumed())
        work.deliveries.add(
            *(a_delivery(f"a{n}", next_at=NOON + timedelta(seconds=n)) for n in range(5)),
            a_delivery("b", "w1", next_at=NOON + timedelta(seconds=30)),
            a_delivery("done", next_at=None),
            a_delivery("later", next_at=LATER + timedelta(seconds=1)),
        )

    def due(now: datetime, limit: int, each: int) -> list[str]:
        with database.read() as work:
            return [item.ref for item in work.deliveries.due(now, limit=limit, each=each)]

    assert due(LATER, 9, 2) == ["a0", "a1", "b"]
    assert due(LATER, 2, 9) == ["a0", "a1"]
    assert due(NOON, 9, 9) == ["a0"]
    with database.begin() as work:
        work.webhooks.put(FIRM)  # paused
    assert due(LATER, 9, 1) == ["a0"]


def test_only_what_nothing_more_is_tried_for_is_forgotten(database: SqlDatabase):
    begin(database)
    with database.begin() as work:
        work.deliveries.add(
            a_delivery("done", next_at=None, status=DeliveryStatus.DELIVERED),
            a_delivery("waits"),
            a_delivery("new", next_at=None, occurred_at=LATER),
        )
        assert work.deliveries.forget(LATER) == 1
        work.deliveries.remove("new")

    with database.read() as work:
        assert [item.ref for item in work.deliveries.of_webhook("w2", limit=9)] == ["waits"]


def test_an_id_is_given_out_once(database: SqlDatabase):
    begin(database)

    with pytest.raises(IntegrityError), database.begin() as work:
        work.deliveries.add(a_delivery("m1"), a_delivery("m1"))


def test_the_outbox_keeps_to_whom_each_subject_was_there(database: SqlDatabase):
    hidden = Disclosure(Visibility.MEMBERS, {"employees": Visibility.PRIVATE}, frozenset({"F9"}))
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1"), a_firm(ref="F2")])
        work.needs.put_many([a_need(ref="N1", by="F2")])
        work.disclosures.put_firm("F1", hidden)
        work.disclosures.put_need("N1", Disclosure(Visibility.PRIVATE))
        work.outbox.add(
            Event(EventKind.FIRM_PUBLISHED, "F1"),
            Event(EventKind.FIRM_PUBLISHED, "F2"),
            Event(EventKind.NEED_POSTED, "N1"),
            Event(EventKind.LEXICON_AMENDED, "鍛造"),
        )
    with database.begin() as work:
        work.disclosures.put_firm("F1", Disclosure())
        work.firms.remove("F2")
        work.outbox.add(Event(EventKind.FIRM_WITHDRAWN, "F2"))

    with database.read() as work:
        recorded = work.outbox.since(0, 9)
    assert [item.showing for item in recorded] == [
        Showing(Disclosure(Visibility.MEMBERS, hide_from=frozenset({"F9"})), "F1"),
        Showing(owner_ref="F2"),
        Showing(Disclosure(Visibility.PRIVATE), "F2"),
        None,
        None,
    ]
    assert len({item.mark for item in recorded}) == 5


def test_a_mark_and_a_time_name_a_place_in_the_outbox(database: SqlDatabase):
    with database.begin() as work:
        work.outbox.add(*(Event(EventKind.LEXICON_AMENDED, word) for word in "一二三"))

    with database.read() as work:
        first, second, third = work.outbox.since(0, 9)
        assert work.outbox.place_of(second.mark) == second.position
        assert work.outbox.place_of("0" * 32) is None
        assert work.outbox.place_at(first.occurred_at) == first.position - 1
        assert work.outbox.place_at(third.occurred_at + timedelta(1)) == third.position
        assert work.outbox.before(None, 2) == [third, second]
        assert work.outbox.before(second.position, 9) == [first]


def test_the_newest_event_of_each_subject_is_found_up_to_a_place(database: SqlDatabase):
    with database.begin() as work:
        work.outbox.add(
            Event(EventKind.FIRM_PUBLISHED, "X"),
            Event(EventKind.FIRM_WITHDRAWN, "X"),
            Event(EventKind.NEED_POSTED, "X"),
            Event(EventKind.FIRM_PUBLISHED, "Y"),
        )

    kinds = [EventKind.FIRM_PUBLISHED, EventKind.FIRM_WITHDRAWN]
    with database.read() as work:
        one, two, _, four = work.outbox.since(0, 9)
        assert work.outbox.latest(kinds, ["X", "Y", "Z"], until=four.position) == {
            "X": two,
            "Y": four,
        }
        assert work.outbox.latest(kinds, ["X"], until=one.position) == {"X": one}
        assert work.outbox.latest(kinds, [], until=9) == {}


def test_needs_are_found_by_their_refs(database: SqlDatabase):
    with database.begin() as work:
        work.needs.put_many([a_need(ref="N1"), a_need(ref="N2")])

    with database.read() as work:
        assert set(work.needs.get_many(["N2", "N9"])) == {"N2"}
