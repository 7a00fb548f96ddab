"""Where keys, and the answers to repeated requests, are kept."""

from datetime import date, datetime
from typing import Protocol

from enishi.domain.api_key import ApiKey
from enishi.domain.replay import Replay


class ApiKeyRepository(Protocol):
    """Keys, by `key_ref`. A key goes with its person, and with their membership."""

    def put(self, key: ApiKey) -> None:
        """Store the key; its person is a member of its organisation."""

    def get(self, ref: str) -> ApiKey | None:
        """Return one key."""

    def of_person(self, person_ref: str) -> tuple[ApiKey, ...]:
        """Return a person's keys, newest first."""

    def of_organisation(self, organisation_ref: str) -> tuple[ApiKey, ...]:
        """Return the keys of an organisation's people, newest first."""

    def all(self) -> tuple[ApiKey, ...]:
        """Return every key, newest first."""

    def mark(
        self, ref: str, *, used_on: date | None = None, refused_on: date | None = None
    ) -> None:
        """Note the last day of use, or of an attempt that failed."""


class ReplayRepository(Protocol):
    """Requests with an Idempotency-Key, by their digest."""

    def get(self, digest: str) -> Replay | None:
        """Return one request."""

    def put(self, replay: Replay) -> None:
        """Store the request, or its answer."""

    def remove(self, digest: str) -> None:
        """Forget one request."""

    def forget(self, before: datetime) -> None:
        """Forget the requests that were made before an instant."""
