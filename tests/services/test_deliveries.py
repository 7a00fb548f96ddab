import json
from datetime import UTC, datetime, timedelta

import pytest

from builders import a_firm, a_need
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.disclosure import OPEN, Disclosure, Visibility
from enishi.domain.errors import BusyError
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import firm_id
from enishi.domain.notice import FOLLOWED
from enishi.domain.webhook import (
    Answer,
    Delivery,
    DeliveryStatus,
    DeliveryTrouble,
    Webhook,
    new_secret,
    signature,
)
from enishi.services.deliveries import DeliveryService
from enishi.services.firms import FirmService
from enishi.services.ports import Database
from fake_webhooks import DiaryCourier
from fakes import MemoryDatabase

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRET, OLD_SECRET = new_secret(b"s" * 32), new_secret(b"o" * 32)
DOWN = Answer(trouble=DeliveryTrouble.NO_CONNECTION)


class Clock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def courier() -> DiaryCourier:
    return DiaryCourier()


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """Two firms, F1 and F9, each with a webhook for everything: w-F1 and w-F9."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.firms.put_many([a_firm("切削", ref="F1"), a_firm("研磨", ref="F9")])
        for ref in ("F1", "F9"):
            work.webhooks.put(a_webhook(ref))
    return found


@pytest.fixture
def deliveries(network: Database, courier: DiaryCourier, clock: Clock) -> DeliveryService:
    return DeliveryService(network, courier, clock)


def a_webhook(firm_ref: str, **known: object) -> Webhook:
    own = {
        "ref": f"w-{firm_ref}",
        "firm_ref": firm_ref,
        "chamber_ref": None,
        "url": f"https://{firm_ref}.example/",
        "kinds": FOLLOWED,
        "secret": SECRET,
        "created_at": NOON,
        "position": 0,
    }
    return Webhook(**(own | known))  # type: ignore[arg-type]


def publish(network: Database, ref: str, decided: Disclosure = OPEN) -> None:
    with network.begin() as work:
        work.firms.put_many([a_firm("切削", ref=ref)])
        work.disclosures.put_firm(ref, decided)
        work.outbox.add(Event(EventKind.FIRM_PUBLISHED, ref))


def run(deliveries: DeliveryService) -> None:
    deliveries.enlist()
    while deliveries.deliver():
        pass


def heard_by(courier: DiaryCourier, firm_ref: str) -> list[tuple[str, str]]:
    told = [json.loads(body) for url, _, body in courier.carried if firm_ref in url]
    return [(item["type"], item["data"]["subject_ref"]) for item in told]


def of(network: Database, webhook_ref: str) -> list[Delivery]:
    with network.read() as work:
        return work.deliveries.of_webhook(webhook_ref, limit=99)


def test_each_event_goes_to_each_webhook_once(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier
):
    publish(network, "F2")
    run(deliveries)
    FirmService(network).withdraw(str(firm_id("F2")), expected=None, by=LOCAL_OPERATOR)
    run(deliveries)
    run(deliveries)

    events = [("firm_published", "F2"), ("firm_withdrawn", "F2")]
    assert heard_by(courier, "F1") == heard_by(courier, "F9") == events
    assert {item.status for item in of(network, "w-F1")} == {DeliveryStatus.DELIVERED}


def test_what_is_told_are_kinds_and_refs_and_nothing_of_the_content(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier
):
    publish(network, "F2")

    run(deliveries)

    (_, _, body), _ = courier.carried
    told = json.loads(body)
    assert set(told) == {"type", "timestamp", "data"}
    assert told["data"] == {
        "subject_kind": "firm",
        "subject_ref": "F2",
        "url": f"/api/v1/firms/{firm_id('F2')}",
    }
    assert "切削" not in body.decode()


def test_what_is_sent_is_signed_by_the_secret_and_for_a_day_by_the_one_before(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier, clock: Clock
):
    with network.begin() as work:
        work.webhooks.remove("w-F9")
        work.webhooks.put(a_webhook("F1", secret=OLD_SECRET).rotated(SECRET, NOON))
    publish(network, "F2")
    run(deliveries)
    clock.time += timedelta(days=1)
    publish(network, "F3")
    run(deliveries)

    for (_, headers, body), secrets in zip(
        courier.carried, [[SECRET, OLD_SECRET], [SECRET]], strict=True
    ):
        stamp = int(headers["webhook-timestamp"])
        given = headers["webhook-signature"].split(" ")
        assert given == [signature(key, headers["webhook-id"], stamp, body) for key in secrets]
    assert courier.carried[1][1]["webhook-timestamp"] == str(int(clock.time.timestamp()))


def test_a_webhook_is_told_what_its_firm_may_see_and_only_the_kinds_it_wants(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier
):
    with network.begin() as work:
        kinds = frozenset({EventKind.FIRM_PUBLISHED})
        work.webhooks.put(a_webhook("F1", kinds=kinds))
        work.needs.put_many([a_need(ref="N1", by="F1")])
        work.outbox.add(Event(EventKind.NEED_POSTED, "N1"))
    publish(network, "F2", Disclosure(hide_from=frozenset({"F9"})))
    publish(network, "F3", Disclosure(Visibility.COORDINATORS))
    publish(network, "F9", Disclosure(Visibility.PRIVATE))

    run(deliveries)

    assert heard_by(courier, "F1.") == [("firm_published", "F2")]
    assert heard_by(courier, "F9.") == [("need_posted", "N1"), ("firm_published", "F9")]


def test_what_not_everybody_is_told_is_in_the_log_of_its_owner(
    network: Database, deliveries: DeliveryService
):
    publish(network, "F2", Disclosure(hide_from=frozenset({"F9"})))

    run(deliveries)

    with network.read() as work:
        (act,) = work.audit.page(before=None, limit=9)
    assert (act.entry.owner_ref, act.entry.organisation_ref, act.entry.door) == (
        "F2",
        "F1",
        "webhook",
    )


def test_a_receiver_that_is_down_is_tried_again_under_the_same_id_until_it_is_given_up(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier, clock: Clock
):
    with network.begin() as work:
        work.webhooks.remove("w-F9")
    courier.answer = DOWN
    publish(network, "F2")
    deliveries.enlist()

    tried = []
    for minute in range(12 * 60):
        clock.time = NOON + timedelta(minutes=minute)
        tried += [minute] * deliveries.deliver()

    assert tried == [0, 1, 6, 36, 156, 636]
    assert len({headers["webhook-id"] for _, headers, _ in courier.carried}) == 1
    assert len({body for _, _, body in courier.carried}) == 1
    (delivery,) = of(network, "w-F1")
    assert (delivery.status, delivery.attempts, delivery.answer) == (
        DeliveryStatus.GIVEN_UP,
        6,
        DOWN,
    )


def test_a_receiver_that_comes_back_is_told_what_it_has_missed(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier, clock: Clock
):
    courier.answer = DOWN
    publish(network, "F2")
    run(deliveries)
    courier.carried.clear()
    courier.answer = Answer(200)
    clock.time += timedelta(minutes=1)

    run(deliveries)

    assert heard_by(courier, "F1") == [("firm_published", "F2")]
    with network.read() as work:
        webhook = work.webhooks.get("w-F1")
    assert webhook is not None
    assert webhook.failing_since is None


def test_five_days_of_failure_pause_a_webhook_and_resuming_tells_all_that_was_missed(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier, clock: Clock
):
    courier.answer = DOWN
    for day in range(7):
        clock.time = NOON + timedelta(days=day)
        publish(network, f"F2{day}")
        run(deliveries)
    with network.read() as work:
        webhook = work.webhooks.get("w-F1")
    assert webhook is not None
    assert (webhook.is_active, webhook.paused_at) == (False, NOON + timedelta(days=5))
    courier.carried.clear()
    courier.answer = Answer(200)

    run(deliveries)
    assert courier.carried == []
    with network.begin() as work:
        work.webhooks.put(webhook.resumed())
    run(deliveries)

    assert ("firm_published", "F26") in heard_by(courier, "F1")


def test_a_worker_that_dies_with_deliveries_in_hand_leaves_them_to_the_next(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier, clock: Clock
):
    class Killed(BaseException):
        pass

    def die(*_: object) -> Answer:
        raise Killed

    publish(network, "F2")
    deliveries.enlist()
    dying = DiaryCourier()
    dying.carry = die  # type: ignore[method-assign]
    with pytest.raises(Killed):
        DeliveryService(network, dying, clock).deliver()

    assert deliveries.deliver() == 0  # for all that is known, the other is still at it
    clock.time += timedelta(minutes=2)
    assert deliveries.deliver() == 2
    assert {item.attempts for item in of(network, "w-F1")} == {2}


def test_a_worker_that_dies_while_it_enlists_neither_loses_nor_repeats_an_event(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier
):
    for number in range(2, 6):
        publish(network, f"F{number}")

    def die_in_the_middle() -> None:
        with network.begin() as work:
            work.deliveries.add(
                Delivery("msg_x", "w-F1", EventKind.FIRM_PUBLISHED, "F2", NOON, NOON)
            )
            raise BusyError("")

    with pytest.raises(BusyError):
        die_in_the_middle()
    run(deliveries)
    run(deliveries)

    assert [ref for _, ref in heard_by(courier, "F1")] == ["F2", "F3", "F4", "F5"]


def test_a_firm_that_hides_before_it_was_told_of_is_not_told_of(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier, clock: Clock
):
    courier.answer = DOWN
    publish(network, "F2")
    run(deliveries)
    courier.carried.clear()
    courier.answer = Answer(200)
    with network.begin() as work:
        work.disclosures.put_firm("F2", Disclosure(hide_from=frozenset({"F9"})))
    clock.time += timedelta(minutes=1)

    run(deliveries)

    assert heard_by(courier, "F1") == [("firm_published", "F2")]
    assert heard_by(courier, "F9") == []


def test_a_silent_receiver_does_not_hold_up_the_others(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier
):
    with network.begin() as work:
        work.deliveries.add(
            *(
                Delivery(f"old{n}", "w-F9", EventKind.FIRM_PUBLISHED, "F1", NOON, NOON)
                for n in range(100)
            ),
            Delivery("new", "w-F1", EventKind.FIRM_PUBLISHED, "F1", NOON, NOON),
        )

    deliveries.deliver()

    assert "new" in {headers["webhook-id"] for _, headers, _ in courier.carried}


def test_more_events_than_one_step_takes_are_all_told(
    network: Database, deliveries: DeliveryService
):
    with network.begin() as work:
        work.webhooks.remove("w-F9")
        work.outbox.add(*[Event(EventKind.FIRM_PUBLISHED, "F1")] * 450)

    assert deliveries.enlist() == 450
    assert deliveries.enlist() == 0


def test_what_was_finished_a_month_ago_is_forgotten(
    network: Database, deliveries: DeliveryService, clock: Clock
):
    publish(network, "F2")
    run(deliveries)
    clock.time = datetime.now(UTC) + timedelta(days=31)

    assert deliveries.forget() == 2
    assert of(network, "w-F1") == []


def test_a_webhook_that_is_deleted_meanwhile_is_told_nothing_more(
    network: Database, deliveries: DeliveryService, courier: DiaryCourier
):
    publish(network, "F2")
    deliveries.enlist()
    with network.begin() as work:
        work.webhooks.remove("w-F9")

    run(deliveries)

    assert heard_by(courier, "F9") == []
    assert heard_by(courier, "F1") == [("firm_published", "F2")]
