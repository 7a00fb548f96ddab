"""Webhooks and their deliveries."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import col, or_, select

from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import DeliveryRow, WebhookRow
from enishi.domain.events import EventKind
from enishi.domain.webhook import Answer, Delivery, DeliveryStatus, DeliveryTrouble, Webhook

# Fields that a row keeps as the noun has them.
_WEBHOOK = (
    *("ref", "firm_ref", "chamber_ref", "url", "secret", "previous_secret", "previous_until"),
    *("created_at", "position", "is_active", "failing_since", "paused_at"),
)
_DELIVERY = (
    *("ref", "webhook_ref", "subject_ref", "occurred_at", "attempts", "next_at", "attempted_at"),
)


class SqlWebhookRepository:
    """The webhook table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, webhook: Webhook) -> None:
        """Store the webhook in place of the one that its ref held."""
        values = {
            **{name: getattr(webhook, name) for name in _WEBHOOK},
            "kinds": sorted(kind.value for kind in webhook.kinds),
        }
        held = update(WebhookRow).where(col(WebhookRow.ref) == webhook.ref).values(**values)
        if self._connection.execute(held).rowcount == 0:
            self._connection.execute(insert(WebhookRow), values)

    def get(self, ref: str) -> Webhook | None:
        """Return one webhook."""
        row = self._connection.execute(select(WebhookRow).where(WebhookRow.ref == ref)).first()
        return None if row is None else _webhook(row)

    def of_organisation(self, organisation_ref: str) -> list[Webhook]:
        """Return an organisation's webhooks, oldest first."""
        owned = or_(
            col(WebhookRow.firm_ref) == organisation_ref,
            col(WebhookRow.chamber_ref) == organisation_ref,
        )
        rows = self._connection.execute(
            select(WebhookRow)
            .where(owned)
            .order_by(col(WebhookRow.created_at), col(WebhookRow.ref))
        )
        return [_webhook(row) for row in rows]

    def behind(self, position: int) -> list[Webhook]:
        """Return the active webhooks that have not seen the outbox up to a position."""
        rows = self._connection.execute(
            select(WebhookRow)
            .where(col(WebhookRow.is_active), col(WebhookRow.position) < position)
            .order_by(col(WebhookRow.ref))
        )
        return [_webhook(row) for row in rows]

    def remove(self, ref: str) -> bool:
        """Delete the webhook with its deliveries."""
        done = self._connection.execute(delete(WebhookRow).where(col(WebhookRow.ref) == ref))
        return done.rowcount > 0


class SqlDeliveryRepository:
    """The delivery table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *deliveries: Delivery) -> None:
        """Store new deliveries."""
        add_rows(self._connection, DeliveryRow, [_values(delivery) for delivery in deliveries])

    def put(self, delivery: Delivery) -> bool:
        """Store how a delivery went; False where it is gone."""
        held = update(DeliveryRow).where(col(DeliveryRow.ref) == delivery.ref)
        return self._connection.execute(held.values(**_values(delivery))).rowcount > 0

    def due(self, now: datetime, *, limit: int, each: int) -> list[Delivery]:
        """Return deliveries of active webhooks whose time has come, longest due first."""
        place = (
            func.row_number()
            .over(
                partition_by=col(DeliveryRow.webhook_ref),
                order_by=(col(DeliveryRow.next_at), col(DeliveryRow.number)),
            )
            .label("place")
        )
        waiting = (
            select(DeliveryRow, place)
            .join(WebhookRow, col(WebhookRow.ref) == col(DeliveryRow.webhook_ref))
            .where(col(WebhookRow.is_active), col(DeliveryRow.next_at) <= now)
            .subquery()
        )
        rows = self._connection.execute(
            select_columns(waiting)
            .where(waiting.c.place <= each)
            .order_by(waiting.c.next_at, waiting.c.number)
            .limit(limit)
        )
        return [_delivery(row) for row in rows]

    def of_webhook(self, webhook_ref: str, *, limit: int) -> list[Delivery]:
        """Return a webhook's deliveries, newest first."""
        rows = self._connection.execute(
            select(DeliveryRow)
            .where(DeliveryRow.webhook_ref == webhook_ref)
            .order_by(col(DeliveryRow.number).desc())
            .limit(limit)
        )
        return [_delivery(row) for row in rows]

    def remove(self, ref: str) -> None:
        """Forget one delivery."""
        self._connection.execute(delete(DeliveryRow).where(col(DeliveryRow.ref) == ref))

    def forget(self, before: datetime) -> int:
        """Forget the deliveries before a time that nothing more is tried for."""
        finished = delete(DeliveryRow).where(
            col(DeliveryRow.next_at).is_(None),
            col(DeliveryRow.occurred_at) < before,
        )
        return self._connection.execute(finished).rowcount


def _webhook(row: Row[Any]) -> Webhook:
    return Webhook(
        **{name: getattr(row, name) for name in _WEBHOOK},
        kinds=frozenset(map(EventKind, row.kinds)),
    )


def _values(delivery: Delivery) -> dict[str, Any]:
    answer = delivery.answer
    return {
        **{name: getattr(delivery, name) for name in _DELIVERY},
        "kind": delivery.kind.value if delivery.kind else None,
        "status": delivery.status.value,
        "answer_status": answer.status if answer else None,
        "trouble": answer.trouble.value if answer and answer.trouble else None,
    }


def _delivery(row: Row[Any]) -> Delivery:
    trouble = DeliveryTrouble(row.trouble) if row.trouble else None
    is_answered = trouble is not None or row.answer_status is not None
    return Delivery(
        **{name: getattr(row, name) for name in _DELIVERY},
        kind=EventKind(row.kind) if row.kind else None,
        status=DeliveryStatus(row.status),
        answer=Answer(row.answer_status, trouble) if is_answered else None,
    )
