"""Entries of the audit log, as services write them."""

from datetime import datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction, AuditEntry


def act(
    action: AuditAction,
    subject_kind: str,
    subject_ref: str,
    *,
    owner: str | None,
    by: Caller,
    at: datetime,
    organisation: str | None = None,
    fields: tuple[str, ...] = (),
) -> AuditEntry:
    """Return the entry of what a caller did to somebody's data."""
    return AuditEntry(
        at=at,
        action=action,
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        owner_ref=owner,
        actor_ref=by.person_ref,
        organisation_ref=organisation,
        key_ref=by.key_ref,
        door=by.door,
        fields=fields,
    )
