from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.events import EventKind
from enishi.domain.webhook import (
    DELAYS,
    PATIENCE,
    Answer,
    Delivery,
    DeliveryStatus,
    DeliveryTrouble,
    Webhook,
    new_secret,
    signature,
)

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRET, OTHER_SECRET = new_secret(b"s" * 32), new_secret(b"t" * 32)
REFUSED = Answer(500, DeliveryTrouble.REFUSED)
SILENT = Answer(trouble=DeliveryTrouble.TOO_SLOW)


def a_webhook(**known: object) -> Webhook:
    own = {
        "ref": "w1",
        "firm_ref": "F1",
        "chamber_ref": None,
        "url": "https://hooks.example/",
        "kinds": frozenset({EventKind.FIRM_PUBLISHED}),
        "secret": SECRET,
        "created_at": NOON,
        "position": 0,
    }
    return Webhook(**(own | known))  # type: ignore[arg-type]


def a_delivery(**known: object) -> Delivery:
    own = {
        "ref": "msg_1",
        "webhook_ref": "w1",
        "kind": EventKind.FIRM_PUBLISHED,
        "subject_ref": "F1",
        "occurred_at": NOON,
        "next_at": NOON,
    }
    return Delivery(**(own | known))  # type: ignore[arg-type]


def test_the_signature_is_that_of_the_convention():
    # The worked example of the convention's own documentation.
    signed = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_%%%", "whsec_" + b64encode(b"short").decode(), "s" * 40]
)
def test_what_is_no_secret_signs_nothing(secret: str):
    with pytest.raises(InvalidValueError) as refusal:
        a_webhook(secret=secret)

    assert refusal.value.field == "secret"


@pytest.mark.parametrize(
    ("owner", "chamber"), [(None, None), ("F1", "C1")], ids=["of nobody", "of two"]
)
def test_a_webhook_belongs_to_one_organisation(owner: str | None, chamber: str | None):
    with pytest.raises(InvalidValueError):
        a_webhook(firm_ref=owner, chamber_ref=chamber)


def test_both_secrets_sign_for_a_day_after_a_rotation():
    webhook = a_webhook().rotated(OTHER_SECRET, NOON)

    assert webhook.secrets(NOON + timedelta(hours=23)) == (OTHER_SECRET, SECRET)
    assert webhook.secrets(NOON + timedelta(hours=24)) == (OTHER_SECRET,)


@pytest.mark.parametrize("status", [200, 202, 204, 299])
def test_any_2xx_is_an_acceptance(status: int):
    delivery = a_delivery().claimed(NOON, timedelta(minutes=2)).answered(Answer(status), NOON)

    assert (delivery.status, delivery.next_at) == (DeliveryStatus.DELIVERED, None)


@pytest.mark.parametrize("answer", [Answer(302), Answer(410), REFUSED, SILENT])
def test_the_delays_grow_and_then_it_is_given_up(answer: Answer):
    delivery, waited = a_delivery(), []
    now = NOON
    while delivery.status is DeliveryStatus.WAITING:
        delivery = delivery.claimed(now, timedelta(minutes=2)).answered(answer, now)
        if delivery.next_at is not None:
            waited.append(delivery.next_at - now)
            now = delivery.next_at

    assert [int(wait.total_seconds() / 60) for wait in waited] == [1, 5, 30, 120, 480]
    assert tuple(waited) == DELAYS
    assert (delivery.status, delivery.attempts) == (DeliveryStatus.GIVEN_UP, 6)
    assert (delivery.next_at, delivery.answer) == (None, answer)


def test_who_dies_with_a_delivery_in_hand_has_not_lost_it():
    delivery = a_delivery().claimed(NOON, timedelta(minutes=2))

    assert delivery.status is DeliveryStatus.WAITING
    assert delivery.next_at == NOON + timedelta(minutes=2)


def test_a_test_is_tried_once():
    delivery = a_delivery(kind=None, attempts=1, next_at=None).answered(SILENT, NOON)

    assert delivery.status is DeliveryStatus.GIVEN_UP


def test_five_days_without_an_arrival_pause_a_webhook():
    failed = replace(a_delivery(attempts=1), answer=SILENT)
    webhook = a_webhook().after(failed, NOON)
    assert webhook.failing_since == NOON

    almost = webhook.after(failed, NOON + PATIENCE - timedelta(seconds=1))
    over = almost.after(failed, NOON + PATIENCE)

    assert almost.is_active
    assert (over.is_active, over.paused_at) == (False, NOON + PATIENCE)
    resumed = over.resumed()
    assert (resumed.is_active, resumed.failing_since, resumed.paused_at) == (True, None, None)


@given(st.lists(st.booleans(), max_size=12))
def test_one_arrival_forgives_all_failures_before_it(arrivals: list[bool]):
    webhook, now = a_webhook(), NOON
    arrived = a_delivery().claimed(now, timedelta(0)).answered(Answer(200), now)
    failed = a_delivery().claimed(now, timedelta(0)).answered(SILENT, now)
    for arrives in arrivals:
        now += timedelta(days=1)
        webhook = webhook.after(arrived if arrives else failed, now)

    failures = len(arrivals) - 1 - max((n for n, ok in enumerate(arrivals) if ok), default=-1)
    longest = max((len(run) for run in "".join("01"[ok] for ok in arrivals).split("1")), default=0)
    assert (webhook.failing_since is None) is (failures == 0)
    assert webhook.is_active is (longest <= PATIENCE.days)
