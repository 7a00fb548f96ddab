"""Webhooks: an organisation says which address of its own is told of which events."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from secrets import token_bytes, token_hex

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.errors import ConflictError, NotFoundError
from enishi.domain.events import EventKind
from enishi.domain.webhook import MOST_WEBHOOKS, Answer, Delivery, Webhook, new_secret
from enishi.services.acts import act
from enishi.services.deliveries import message_of
from enishi.services.ports import Courier, Database, UnitOfWork

_SECRET_BYTES = 32
# Deliveries shown at once.
LARGEST_PAGE = 100


@dataclass(frozen=True)
class WebhookService:
    """Lets the administrators of an organisation look after its webhooks."""

    database: Database
    courier: Courier
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def register(
        self, organisation_ref: str, url: str, kinds: Collection[EventKind], *, by: Caller
    ) -> Webhook:
        """Store a new webhook, which is told of what happens from now on.

        The answer is the one place where its secret is shown. Raises InvalidValueError for
        an address that nothing will be sent to, NotFoundError and ConflictError.
        """
        by.must_administer(organisation_ref)
        self.courier.must_be_allowed(url)
        with self.database.begin() as work:
            firm_ref, chamber_ref = _organisation(work, organisation_ref)
            if len(work.webhooks.of_organisation(organisation_ref)) >= MOST_WEBHOOKS:
                raise ConflictError(
                    f"Webhook は1つの組織に{MOST_WEBHOOKS}件までです",
                    english=f"at most {MOST_WEBHOOKS} webhooks for one organisation",
                )
            webhook = Webhook(
                ref=f"w{token_hex(8)}",
                firm_ref=firm_ref,
                chamber_ref=chamber_ref,
                url=url,
                kinds=frozenset(kinds),
                secret=new_secret(token_bytes(_SECRET_BYTES)),
                created_at=self.now(),
                position=work.outbox.position(),
            )
            self._store(work, webhook, by, "url", "kinds", "secret")
        return webhook

    def of_organisation(self, organisation_ref: str, *, by: Caller) -> list[Webhook]:
        """Return an organisation's webhooks, oldest first; raises NotFoundError."""
        by.must_administer(organisation_ref)
        with self.database.read() as work:
            _organisation(work, organisation_ref)
            return work.webhooks.of_organisation(organisation_ref)

    def get(self, ref: str, *, by: Caller) -> Webhook:
        """Return one webhook; raises NotFoundError."""
        with self.database.read() as work:
            return _found(work, ref, by)

    def change(
        self,
        ref: str,
        *,
        by: Caller,
        url: str | None = None,
        kinds: Collection[EventKind] | None = None,
        is_active: bool | None = None,
    ) -> Webhook:
        """Change what is named; made active again, it is told of all that it has missed."""
        if url is not None:
            self.get(ref, by=by)  # who may not change it learns nothing of the address either
            self.courier.must_be_allowed(url)
        with self.database.begin() as work:
            webhook = _found(work, ref, by)
            if url is not None:
                webhook = replace(webhook, url=url)
            if kinds is not None:
                webhook = replace(webhook, kinds=frozenset(kinds))
            if is_active is not None:
                webhook = webhook.resumed() if is_active else replace(webhook, is_active=False)
            named = {"url": url, "kinds": kinds, "is_active": is_active}
            self._store(
                work, webhook, by, *(name for name, value in named.items() if value is not None)
            )
        return webhook

    def rotate(self, ref: str, *, by: Caller) -> Webhook:
        """Give the webhook a new secret, shown in the answer and nowhere else.

        The old one signs beside it for a day.
        """
        with self.database.begin() as work:
            secret = new_secret(token_bytes(_SECRET_BYTES))
            webhook = _found(work, ref, by).rotated(secret, self.now())
            self._store(work, webhook, by, "secret")
        return webhook

    def remove(self, ref: str, *, by: Caller) -> None:
        """Delete the webhook with what was still to be told to it; raises NotFoundError."""
        with self.database.begin() as work:
            webhook = _found(work, ref, by)
            work.webhooks.remove(ref)
            work.audit.add(self._entry(webhook, by, "url"))

    def deliveries(self, ref: str, *, by: Caller, limit: int = 20) -> list[Delivery]:
        """Return how the newest deliveries went, the newest first; raises NotFoundError."""
        with self.database.read() as work:
            _found(work, ref, by)
            return work.deliveries.of_webhook(ref, limit=min(limit, LARGEST_PAGE))

    def test(self, ref: str, *, by: Caller) -> Delivery:
        """Send a test at once and return how it went; it is tried once."""
        now = self.now()
        with self.database.begin() as work:
            webhook = _found(work, ref, by)
            delivery = Delivery(
                ref=f"msg_{token_hex(12)}",
                webhook_ref=ref,
                kind=None,
                subject_ref=ref,
                occurred_at=now,
                next_at=None,
                attempts=1,
                attempted_at=now,
            )
            work.deliveries.add(delivery)
        answer: Answer = self.courier.carry(webhook.url, *message_of(delivery, webhook, now))
        delivery = delivery.answered(answer, self.now())
        with self.database.begin() as work:
            work.deliveries.put(delivery)
        return delivery

    def _store(self, work: UnitOfWork, webhook: Webhook, by: Caller, *fields: str) -> None:
        work.webhooks.put(webhook)
        work.audit.add(self._entry(webhook, by, *fields))

    def _entry(self, webhook: Webhook, by: Caller, *fields: str) -> AuditEntry:
        return act(
            *(AuditAction.WRITTEN, "webhook", webhook.ref),
            owner=webhook.organisation_ref,
            by=by,
            at=self.now(),
            organisation=webhook.organisation_ref,
            fields=fields,
        )


def _organisation(work: UnitOfWork, ref: str) -> tuple[str | None, str | None]:
    """Return the ref as that of a firm or of a chamber; raises NotFoundError."""
    if work.chambers.get(ref) is not None:
        return None, ref
    if work.firms.existing([ref]):
        return ref, None
    raise NotFoundError(
        f"その組織は見つかりません（{ref}）", english=f"no such organisation: {ref}"
    )


def _found(work: UnitOfWork, ref: str, by: Caller) -> Webhook:
    by.must_have(Scope.ADMINISTER)
    webhook = work.webhooks.get(ref)
    if webhook is None or not by.administers(webhook.organisation_ref):
        raise NotFoundError("その Webhook は見つかりません", english="no such webhook")
    return webhook
