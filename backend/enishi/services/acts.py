"""Entries of the audit log, as services write them: the one place where they are made."""

from collections.abc import Iterable
from datetime import datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.limits import LIST_ITEMS
from enishi.services.ports import Database


def act(
    action: AuditAction,
    subject_kind: str,
    subject_ref: str,
    *,
    owner: str | None,
    by: Caller,
    at: datetime,
    organisation: str | None = None,
    fields: Iterable[str] = (),
) -> AuditEntry:
    """Return the entry of what a caller did to somebody's data.

    Where it is not said for which `organisation` they acted, their memberships tell. Of more
    `fields` than an entry can name, the first are named.
    """
    return AuditEntry(
        at=at,
        action=action,
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        owner_ref=owner,
        actor_ref=by.person_ref,
        organisation_ref=organisation or _acted_for(by, owner),
        key_ref=by.key_ref,
        door=by.door,
        fields=tuple(fields)[:LIST_ITEMS],
    )


def keep(database: Database, entries: Iterable[AuditEntry | None]) -> None:
    """Add to the log what a reading showed, before anybody reads it; nothing where it needs none.

    In a transaction of its own: reading does not wait for those who write unless it has to.
    """
    kept = [entry for entry in entries if entry is not None]
    if kept:
        with database.begin() as work:
            work.audit.add(*kept)


def _acted_for(by: Caller, owner: str | None) -> str | None:
    """Return the owner where the caller is of it, else their one organisation.

    None where they have several: the log does not guess, and shows it to each of them.
    """
    own = {item.organisation_ref for item in by.memberships}
    if owner in own:
        return owner
    return own.pop() if len(own) == 1 else None
