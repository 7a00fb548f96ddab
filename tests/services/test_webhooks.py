from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from builders import a_firm
from builders_callers import a_coordinator, a_member, an_administrator
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller, Scope
from enishi.domain.chamber import Chamber, Region
from enishi.domain.errors import (
    ConflictError,
    EnishiError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.events import EventKind
from enishi.domain.membership import Role
from enishi.domain.webhook import MOST_WEBHOOKS, Answer, DeliveryStatus, DeliveryTrouble
from enishi.services.ports import Database
from enishi.services.webhooks import WebhookService
from fake_webhooks import DiaryCourier
from fakes import MemoryDatabase

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://hooks.example/"
KINDS = [EventKind.FIRM_PUBLISHED]
OWNER = an_administrator("F1")


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.firms.put_many([a_firm(ref="F1"), a_firm(ref="F2")])
        work.chambers.put(Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",))))
    return found


@pytest.fixture
def courier() -> DiaryCourier:
    return DiaryCourier()


@pytest.fixture
def webhooks(network: Database, courier: DiaryCourier) -> WebhookService:
    return WebhookService(network, courier, now=lambda: NOON)


def test_a_firm_and_a_chamber_register_webhooks_of_their_own(webhooks: WebhookService):
    chamber = a_coordinator("C1", role=Role.CHAMBER_ADMINISTRATOR)

    of_firm = webhooks.register("F1", URL, KINDS, by=OWNER)
    of_chamber = webhooks.register("C1", URL, KINDS, by=chamber)

    assert webhooks.of_organisation("F1", by=OWNER) == [of_firm]
    assert webhooks.of_organisation("C1", by=LOCAL_OPERATOR) == [of_chamber]
    assert of_firm.secret != of_chamber.secret


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ANONYMOUS, NotSignedInError),
        (a_member("F1"), NotPermittedError),
        (an_administrator("F2"), NotPermittedError),
        (a_coordinator(), NotPermittedError),
        (
            replace(OWNER, key_ref="k1", scopes=frozenset({Scope.READ, Scope.WRITE})),
            NotPermittedError,
        ),
    ],
)
def test_only_who_administers_an_organisation_registers_and_lists_its_webhooks(
    webhooks: WebhookService, by: Caller, refusal: type[EnishiError]
):
    with pytest.raises(refusal):
        webhooks.register("F1", URL, KINDS, by=by)
    with pytest.raises(refusal):
        webhooks.of_organisation("F1", by=by)


def test_somebody_elses_webhook_is_told_like_one_that_is_not_there(webhooks: WebhookService):
    ref = webhooks.register("F1", URL, KINDS, by=OWNER).ref
    other = an_administrator("F2")

    for act in (
        lambda ref: webhooks.get(ref, by=other),
        lambda ref: webhooks.change(ref, by=other, url="https://inside.example/"),
        lambda ref: webhooks.rotate(ref, by=other),
        lambda ref: webhooks.remove(ref, by=other),
        lambda ref: webhooks.deliveries(ref, by=other),
        lambda ref: webhooks.test(ref, by=other),
    ):
        said = []
        for asked in (ref, "w-nothing"):
            with pytest.raises(NotFoundError) as refusal:
                act(asked)
            said.append((refusal.value.message, refusal.value.english))
        assert said[0] == said[1]
    assert webhooks.get(ref, by=OWNER).url == URL


def test_an_address_inside_is_refused_and_nothing_is_kept(webhooks: WebhookService):
    with pytest.raises(InvalidValueError):
        webhooks.register("F1", "https://inside.example/", KINDS, by=OWNER)
    assert webhooks.of_organisation("F1", by=OWNER) == []
    ref = webhooks.register("F1", URL, KINDS, by=OWNER).ref
    with pytest.raises(InvalidValueError):
        webhooks.change(ref, by=OWNER, url="https://inside.example/")

    assert webhooks.get(ref, by=OWNER).url == URL


def test_an_organisation_that_is_not_there_has_no_webhooks(webhooks: WebhookService):
    with pytest.raises(NotFoundError, match="F404"):
        webhooks.register("F404", URL, KINDS, by=LOCAL_OPERATOR)


def test_an_organisation_has_a_number_of_webhooks_that_a_person_can_look_after(
    webhooks: WebhookService,
):
    for _ in range(MOST_WEBHOOKS):
        webhooks.register("F1", URL, KINDS, by=OWNER)

    with pytest.raises(ConflictError):
        webhooks.register("F1", URL, KINDS, by=OWNER)


def test_a_webhook_begins_with_what_happens_from_now_on(webhooks: WebhookService, network):
    webhook = webhooks.register("F1", URL, KINDS, by=OWNER)

    with network.read() as work:
        assert webhook.position == work.outbox.position()


def test_only_what_is_named_changes(webhooks: WebhookService):
    webhook = webhooks.register("F1", URL, KINDS, by=OWNER)

    changed = webhooks.change(webhook.ref, by=OWNER, kinds=[EventKind.NEED_POSTED])
    paused = webhooks.change(webhook.ref, by=OWNER, is_active=False)

    assert changed.kinds == {EventKind.NEED_POSTED}
    assert (changed.url, changed.secret, changed.is_active) == (URL, webhook.secret, True)
    assert (paused.kinds, paused.is_active) == (changed.kinds, False)
    assert webhooks.change(webhook.ref, by=OWNER, is_active=True) == changed


def test_a_rotated_secret_is_another_and_the_old_one_signs_for_a_day(webhooks: WebhookService):
    webhook = webhooks.register("F1", URL, KINDS, by=OWNER)

    rotated = webhooks.rotate(webhook.ref, by=OWNER)

    assert rotated.secret != webhook.secret
    assert rotated.secrets(NOON + timedelta(hours=1)) == (rotated.secret, webhook.secret)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(204), DeliveryStatus.DELIVERED),
        (Answer(500, DeliveryTrouble.REFUSED), DeliveryStatus.GIVEN_UP),
    ],
)
def test_a_test_is_sent_at_once_and_tells_how_it_went(
    webhooks: WebhookService, courier: DiaryCourier, answer: Answer, status: DeliveryStatus
):
    courier.answer = answer
    webhook = webhooks.register("F1", URL, KINDS, by=OWNER)

    delivery = webhooks.test(webhook.ref, by=OWNER)

    assert (delivery.status, delivery.answer, delivery.attempts) == (status, answer, 1)
    assert webhooks.deliveries(webhook.ref, by=OWNER) == [delivery]
    ((url, headers, body),) = courier.carried
    assert (url, headers["webhook-id"]) == (URL, delivery.ref)
    assert b'"webhook.test"' in body
    assert webhooks.get(webhook.ref, by=OWNER).failing_since is None


def test_a_webhook_that_is_removed_takes_its_deliveries_along(webhooks: WebhookService, network):
    webhook = webhooks.register("F1", URL, KINDS, by=OWNER)
    webhooks.test(webhook.ref, by=OWNER)

    webhooks.remove(webhook.ref, by=OWNER)

    with network.read() as work:
        assert work.webhooks.get(webhook.ref) is None
        assert work.deliveries.of_webhook(webhook.ref, limit=9) == []


def test_every_change_is_in_the_log_and_no_secret_is(webhooks: WebhookService, network):
    on_the_web = replace(OWNER, door="web")
    webhook = webhooks.register("F1", URL, KINDS, by=on_the_web)
    webhooks.change(webhook.ref, by=on_the_web, kinds=KINDS)
    webhooks.rotate(webhook.ref, by=on_the_web)
    webhooks.remove(webhook.ref, by=on_the_web)

    with network.read() as work:
        acts = [item.entry for item in work.audit.stream(owner_ref="F1")]
    assert [act.fields for act in acts] == [
        ("url", "kinds", "secret"),
        ("kinds",),
        ("secret",),
        ("url",),
    ]
    told = {(act.actor_ref, act.subject_ref, act.door) for act in acts}
    assert told == {("P-F1", webhook.ref, "web")}
