"""Keys, and the answers to repeated requests."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import col, select

from enishi.adapters.db.tables import ApiKeyRow, ReplayRow
from enishi.domain.access import Scope
from enishi.domain.api_key import ApiKey
from enishi.domain.chamber import Region
from enishi.domain.replay import KeptAnswer, Replay

# Fields that a row keeps as the noun has them.
_FIELDS = (
    *("ref", "person_ref", "organisation_ref", "name", "digest", "made_at", "secret_since"),
    *("expires_at", "former_digest", "former_until", "revoked_at"),
    *("last_used_on", "last_refused_on"),
)


class SqlApiKeyRepository:
    """The key table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, key: ApiKey) -> None:
        """Store the key; its person is a member of its organisation."""
        values = {
            **{name: getattr(key, name) for name in _FIELDS},
            "scopes": sorted(key.scopes),
            "region": asdict(key.region) if key.region else None,
        }
        done = self._connection.execute(
            update(ApiKeyRow).where(col(ApiKeyRow.ref) == key.ref).values(values)
        )
        if done.rowcount == 0:
            self._connection.execute(insert(ApiKeyRow), values)

    def get(self, ref: str) -> ApiKey | None:
        """Return one key."""
        return next(iter(self._where(col(ApiKeyRow.ref) == ref)), None)

    def of_person(self, person_ref: str) -> tuple[ApiKey, ...]:
        """Return a person's keys, newest first."""
        return self._where(col(ApiKeyRow.person_ref) == person_ref)

    def of_organisation(self, organisation_ref: str) -> tuple[ApiKey, ...]:
        """Return the keys of an organisation's people, newest first."""
        return self._where(col(ApiKeyRow.organisation_ref) == organisation_ref)

    def all(self) -> tuple[ApiKey, ...]:
        """Return every key, newest first."""
        return self._where()

    def mark(
        self, ref: str, *, used_on: date | None = None, refused_on: date | None = None
    ) -> None:
        """Note the last day of use, or of an attempt that failed."""
        days = {"last_used_on": used_on, "last_refused_on": refused_on}
        known = {name: day for name, day in days.items() if day is not None}
        if known:
            self._connection.execute(
                update(ApiKeyRow).where(col(ApiKeyRow.ref) == ref).values(known)
            )

    def _where(self, *conditions: Any) -> tuple[ApiKey, ...]:
        newest_first = col(ApiKeyRow.made_at).desc(), col(ApiKeyRow.ref)
        rows = self._connection.execute(
            select(ApiKeyRow).where(*conditions).order_by(*newest_first)
        )
        return tuple(map(_key, rows))


class SqlReplayRepository:
    """The replay table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, digest: str) -> Replay | None:
        """Return one request."""
        row = self._connection.execute(
            select(ReplayRow).where(col(ReplayRow.digest) == digest)
        ).first()
        return None if row is None else _replay(row)

    def put(self, replay: Replay) -> None:
        """Store the request, or its answer."""
        answer = replay.answer
        self.remove(replay.digest)
        self._connection.execute(
            insert(ReplayRow),
            {
                "digest": replay.digest,
                "request_digest": replay.request_digest,
                "reserved_at": replay.reserved_at,
                "status": answer.status if answer else None,
                "headers": answer.headers if answer else {},
                "body": answer.body if answer else None,
            },
        )

    def remove(self, digest: str) -> None:
        """Forget one request."""
        self._connection.execute(delete(ReplayRow).where(col(ReplayRow.digest) == digest))

    def forget(self, before: datetime) -> None:
        """Forget the requests that were made before an instant."""
        self._connection.execute(delete(ReplayRow).where(col(ReplayRow.reserved_at) < before))


def _key(row: Row[Any]) -> ApiKey:
    region = row.region
    return ApiKey(
        **{name: getattr(row, name) for name in _FIELDS},
        scopes=frozenset(map(Scope, row.scopes)),
        region=Region(**{name: tuple(items) for name, items in region.items()}) if region else None,
    )


def _replay(row: Row[Any]) -> Replay:
    answer = None if row.status is None else KeptAnswer(row.status, dict(row.headers), row.body)
    return Replay(row.digest, row.request_digest, row.reserved_at, answer)
