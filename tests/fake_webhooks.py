"""Stand-ins that behave: webhooks, their deliveries, and a courier with a diary."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from enishi.domain.errors import InvalidValueError
from enishi.domain.webhook import Answer, Delivery, Webhook


class FakeDeliveries:
    """Deliveries in the order in which they were added."""

    def __init__(self) -> None:
        self.held: dict[str, Delivery] = {}
        self.webhooks: FakeWebhooks

    def add(self, *deliveries: Delivery) -> None:
        self.held |= {delivery.ref: delivery for delivery in deliveries}

    def put(self, delivery: Delivery) -> bool:
        if delivery.ref not in self.held:
            return False
        self.held[delivery.ref] = delivery
        return True

    def due(self, now: datetime, *, limit: int, each: int) -> list[Delivery]:
        waiting = [
            item
            for item in self.held.values()
            if item.next_at is not None
            and item.next_at <= now
            and self.webhooks.held[item.webhook_ref].is_active
        ]
        taken: Counter[str] = Counter()
        found = []
        for item in sorted(waiting, key=lambda item: item.next_at or now):
            taken[item.webhook_ref] += 1
            if taken[item.webhook_ref] <= each:
                found.append(item)
        return found[:limit]

    def of_webhook(self, webhook_ref: str, *, limit: int) -> list[Delivery]:
        newest = reversed(self.held.values())
        return [item for item in newest if item.webhook_ref == webhook_ref][:limit]

    def remove(self, ref: str) -> None:
        self.held.pop(ref, None)

    def forget(self, before: datetime) -> int:
        done = [
            ref
            for ref, item in self.held.items()
            if item.next_at is None and item.occurred_at < before
        ]
        for ref in done:
            del self.held[ref]
        return len(done)


class FakeWebhooks:
    """Webhooks by their ref."""

    def __init__(self, deliveries: FakeDeliveries) -> None:
        self.held: dict[str, Webhook] = {}
        self._deliveries = deliveries
        deliveries.webhooks = self

    def put(self, webhook: Webhook) -> None:
        self.held[webhook.ref] = webhook

    def get(self, ref: str) -> Webhook | None:
        return self.held.get(ref)

    def of_organisation(self, organisation_ref: str) -> list[Webhook]:
        owned = [item for item in self.held.values() if item.organisation_ref == organisation_ref]
        return sorted(owned, key=lambda item: (item.created_at, item.ref))

    def behind(self, position: int) -> list[Webhook]:
        return [
            self.held[ref]
            for ref in sorted(self.held)
            if self.held[ref].is_active and self.held[ref].position < position
        ]

    def remove(self, ref: str) -> bool:
        kept = {key: item for key, item in self._deliveries.held.items() if item.webhook_ref != ref}
        self._deliveries.held = kept
        return self.held.pop(ref, None) is not None

    def forget_organisation(self, organisation_ref: str) -> None:
        for item in self.of_organisation(organisation_ref):
            self.remove(item.ref)


@dataclass
class DiaryCourier:
    """Carries nothing, writes down what it was given, and answers as it is told to."""

    answer: Answer = field(default_factory=lambda: Answer(204))
    carried: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def must_be_allowed(self, url: str) -> None:
        if "inside" in url:
            raise InvalidValueError("内側の宛先です", field="url")

    def carry(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.carried.append((url, dict(headers), body))
        return self.answer
