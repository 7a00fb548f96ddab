"""Where webhooks and their deliveries are kept, and who carries them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from enishi.domain.webhook import Answer, Delivery, Webhook


class WebhookRepository(Protocol):
    """Webhooks, by `webhook_ref`; they go with the firm or the chamber that they belong to."""

    def put(self, webhook: Webhook) -> None:
        """Store the webhook in place of the one that its ref held."""

    def get(self, ref: str) -> Webhook | None:
        """Return one webhook."""

    def of_organisation(self, organisation_ref: str) -> list[Webhook]:
        """Return an organisation's webhooks, oldest first."""

    def behind(self, position: int) -> list[Webhook]:
        """Return the active webhooks that have not seen the outbox up to a position."""

    def remove(self, ref: str) -> bool:
        """Delete the webhook with its deliveries; False where there is none."""


class DeliveryRepository(Protocol):
    """What was or will be told to webhooks, by `delivery_ref`."""

    def add(self, *deliveries: Delivery) -> None:
        """Store new deliveries."""

    def put(self, delivery: Delivery) -> bool:
        """Store how a delivery went; False where it is gone, as with its webhook."""

    def due(self, now: datetime, *, limit: int, each: int) -> list[Delivery]:
        """Return deliveries of active webhooks whose time has come, longest due first.

        At most `each` of one webhook, so that one that is silent does not hold up the others.
        """

    def of_webhook(self, webhook_ref: str, *, limit: int) -> list[Delivery]:
        """Return a webhook's deliveries, newest first."""

    def remove(self, ref: str) -> None:
        """Forget one delivery."""

    def forget(self, before: datetime) -> int:
        """Forget the deliveries before a time that nothing more is tried for; return how many."""


class Courier(Protocol):
    """Carries a body to an address outside, and to no address inside."""

    def must_be_allowed(self, url: str) -> None:
        """Raise InvalidValueError for an address that nothing will ever be sent to."""

    def carry(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send a body by POST and return the answer; trouble is an answer too.

        The address is looked at again, since a name may lead elsewhere by now.
        """
