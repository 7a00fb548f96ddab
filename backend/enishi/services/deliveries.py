"""Deliveries: what the worker carries from the outbox to the webhooks."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Literal

from enishi.domain.access import Caller, Scope
from enishi.domain.firm import firm_id
from enishi.domain.membership import Membership, Role
from enishi.domain.need import need_id
from enishi.domain.notice import GOING, SubjectKind
from enishi.domain.webhook import Delivery, Webhook, signature
from enishi.services.changes import entries_of, present, weighed
from enishi.services.ports import Courier, Database, UnitOfWork

# Events that become deliveries in one transaction.
_STEP = 200
# Deliveries carried by one round, at once, and of one webhook: a silent receiver takes five
# seconds of one of eight hands.
_ROUND, _HANDS, _EACH = 32, 8, 4
# A round takes at most four times five seconds and a slow name server; who holds a delivery
# for longer has died.
_LEASE = timedelta(minutes=2)
# How long it can be seen how a delivery went.
_KEPT = timedelta(days=30)

TEST: Literal["webhook.test"] = "webhook.test"
# Where the subject of an event is read.
_ADDRESSES: dict[SubjectKind, Callable[[str], str]] = {
    SubjectKind.FIRM: lambda ref: f"/api/v1/firms/{firm_id(ref)}",
    SubjectKind.NEED: lambda ref: f"/api/v1/needs/{need_id(ref)}",
    SubjectKind.CONCEPT: lambda _: "/api/v1/lexicon",
}


@dataclass(frozen=True)
class DeliveryService:
    """Tells the webhooks what happened: each event at least once, under one id."""

    database: Database
    courier: Courier
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def enlist(self) -> int:
        """Turn new events into deliveries; return how many.

        A webhook's place in the outbox and its deliveries are stored together, so that no
        event is told twice under two ids and none is passed over, whenever this is killed.
        """
        added = 0
        with self.database.read() as work:
            position = work.outbox.position()
            behind = [webhook.ref for webhook in work.webhooks.behind(position)]
        for ref in behind:
            while (found := self._enlist(ref)) is not None:
                added += found
        return added

    def deliver(self) -> int:
        """Carry what is due, some of it at the same time; return how many were tried."""
        claimed = self._claim()
        if claimed:
            with ThreadPoolExecutor(_HANDS) as hands:
                list(hands.map(self._carry, claimed))
        return len(claimed)

    def forget(self) -> int:
        """Forget the deliveries that were finished long ago; return how many."""
        with self.database.begin() as work:
            return work.deliveries.forget(self.now() - _KEPT)

    def _enlist(self, ref: str) -> int | None:
        """Take the next events in for one webhook; None where there is nothing left to take."""
        now = self.now()
        with self.database.begin() as work:
            webhook = work.webhooks.get(ref)
            if webhook is None or not webhook.is_active:
                return None
            recorded = work.outbox.since(webhook.position, _STEP)
            if not recorded:
                return None
            reader = reader_of(webhook)
            notices = [
                item for item in weighed(work, recorded, reader) if item.event.kind in webhook.kinds
            ]
            work.deliveries.add(
                *(
                    Delivery(
                        ref=f"msg_{token_hex(12)}",
                        webhook_ref=ref,
                        kind=item.event.kind,
                        subject_ref=item.event.subject_ref,
                        occurred_at=item.occurred_at,
                        next_at=now,
                    )
                    for item in notices
                )
            )
            work.audit.add(*entries_of(notices, reader, now))
            work.webhooks.put(replace(webhook, position=recorded[-1].position))
        return len(notices)

    def _claim(self) -> list[tuple[Delivery, Webhook]]:
        """Take due deliveries in hand, in a transaction that ends before the first is carried."""
        now = self.now()
        with self.database.read() as work:
            if not work.deliveries.due(now, limit=1, each=1):
                return []
        claimed: list[tuple[Delivery, Webhook]] = []
        with self.database.begin() as work:
            for delivery in work.deliveries.due(now, limit=_ROUND, each=_EACH):
                webhook = work.webhooks.get(delivery.webhook_ref)
                if webhook is None or not _may_still_be_told(work, delivery, webhook):
                    work.deliveries.remove(delivery.ref)
                    continue
                taken = delivery.claimed(now, _LEASE)
                work.deliveries.put(taken)
                claimed.append((taken, webhook))
        return claimed

    def _carry(self, claimed: tuple[Delivery, Webhook]) -> None:
        delivery, webhook = claimed
        answer = self.courier.carry(webhook.url, *message_of(delivery, webhook, self.now()))
        now = self.now()
        delivery = delivery.answered(answer, now)
        with self.database.begin() as work:
            current = work.webhooks.get(webhook.ref)
            if current is None or not work.deliveries.put(delivery):
                return  # deleted meanwhile
            after = current.after(delivery, now)
            if after != current:
                work.webhooks.put(after)


def reader_of(webhook: Webhook) -> Caller:
    """Return as whom a webhook reads: a plain member of its organisation, and no person."""
    role = Role.FIRM_MEMBER if webhook.firm_ref else Role.COORDINATOR
    membership = Membership(
        webhook.ref, role, firm_ref=webhook.firm_ref, chamber_ref=webhook.chamber_ref
    )
    return Caller(memberships=(membership,), scopes=frozenset({Scope.READ}), door="webhook")


def message_of(
    delivery: Delivery, webhook: Webhook, now: datetime
) -> tuple[Mapping[str, str], bytes]:
    """Return the headers and the body of one attempt; the body is the same at every attempt."""
    body = json.dumps(_content(delivery), ensure_ascii=False, separators=(",", ":")).encode()
    timestamp = int(now.timestamp())
    signed = (signature(key, delivery.ref, timestamp, body) for key in webhook.secrets(now))
    headers = {
        "content-type": "application/json",
        "user-agent": "Enishi-Webhook/1",
        "webhook-id": delivery.ref,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signed),
    }
    return headers, body


def _content(delivery: Delivery) -> Mapping[str, object]:
    """Return what is told: kinds and refs, nothing of what the subject holds."""
    subject = delivery.subject_kind
    return {
        "type": delivery.kind.value if delivery.kind else TEST,
        "timestamp": delivery.occurred_at.isoformat(),
        "data": {
            "subject_kind": subject.value if subject else "webhook",
            "subject_ref": delivery.subject_ref,
            "url": _ADDRESSES[subject](delivery.subject_ref) if subject else None,
        },
    }


def _may_still_be_told(work: UnitOfWork, delivery: Delivery, webhook: Webhook) -> bool:
    """Whether the subject is still there for the webhook; that it is gone may always be told.

    Hours may lie between an event and an attempt, and the firm may hide by now.
    """
    subject, ref = delivery.subject_kind, delivery.subject_ref
    if delivery.kind in GOING or subject not in (SubjectKind.FIRM, SubjectKind.NEED):
        return True
    is_firm = subject is SubjectKind.FIRM
    there = present(work, [ref] if is_firm else [], [] if is_firm else [ref])
    showing = there.get((subject, ref))
    return showing is not None and showing.admits(reader_of(webhook))
