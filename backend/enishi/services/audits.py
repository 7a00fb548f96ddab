"""Reading the audit log: whose data it is sees who read and wrote it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from more_itertools import batched

from enishi.domain.access import LOCAL_OPERATOR, Caller, Scope
from enishi.domain.audit import AuditAction, AuditReach, RecordedAct
from enishi.domain.errors import NotFoundError
from enishi.services.acts import act
from enishi.services.ports import Database, UnitOfWork

# Names are looked up for this many entries at a time.
_BATCH = 500


# Who acted, where there is no name to give: in Japanese, and its English twin.
_NOBODY = ("名乗らない人", "nobody who was known")
_MACHINE = ("運営者（コマンドまたは事務局トークン）", "the operator (command line or token)")
_ERASED = ("消去された人", "somebody who has been erased")

ACT_FIELDS = (
    *("position", "at", "action", "action_label", "subject_kind", "subject_ref", "owner_ref"),
    *("actor_ref", "actor", "organisation_ref", "organisation", "key_ref", "door", "fields"),
)


@dataclass(frozen=True, slots=True)
class NamedAct:
    """An entry of the log with the names of those who acted, as far as they still exist."""

    act: RecordedAct
    actor: str
    actor_en: str
    organisation: str | None


@dataclass(frozen=True)
class AuditService:
    """Shows the log to those whose data it speaks of.

    A firm's people read what was done with the firm's data, everybody what was done with
    their account, a chamber's people what their colleagues did for it, an operator all of it.
    Reading it is no act of the log, taking a copy is one.
    """

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def page(
        self,
        *,
        before: int | None,
        limit: int,
        owner_ref: str | None = None,
        subject_ref: str | None = None,
        by: Caller,
    ) -> list[NamedAct]:
        """Return entries, newest first, beginning before a position.

        Raises NotSignedInError, and NotFoundError for an owner who is somebody else.
        """
        by.must_have(Scope.READ)
        with self.database.read() as work:
            acts = work.audit.page(
                before=before,
                limit=limit,
                owner_ref=owner_ref,
                subject_ref=subject_ref,
                within=_reach(work, owner_ref, by),
            )
            return _named(work, acts)

    def export(
        self, *, owner_ref: str | None = None, subject_ref: str | None = None, by: Caller
    ) -> Iterator[NamedAct]:
        """Yield entries, oldest first; that a copy was taken is itself an entry.

        Raises at once, and not where the first entry is asked for.
        """
        by.must_have(Scope.READ)
        with self.database.begin() as work:
            reach = _reach(work, owner_ref, by)
            work.audit.add(
                act(
                    *(AuditAction.EXPORTED, "audit", subject_ref or owner_ref or "all"),
                    owner=owner_ref or by.person_ref,
                    by=by,
                    at=self.now(),
                )
            )
        return self._stream(owner_ref, subject_ref, reach)

    def _stream(
        self, owner_ref: str | None, subject_ref: str | None, reach: AuditReach | None
    ) -> Iterator[NamedAct]:
        with self.database.read() as work:
            acts = work.audit.stream(owner_ref=owner_ref, subject_ref=subject_ref, within=reach)
            for some in batched(acts, _BATCH):
                yield from _named(work, some)


def _reach(work: UnitOfWork, owner_ref: str | None, by: Caller) -> AuditReach | None:
    """Return which entries the caller may read; None: all."""
    if by.is_operator:
        return None
    own = by.firm_refs | ({by.person_ref} if by.person_ref and by.key_ref is None else frozenset())
    if owner_ref is None:
        colleagues = (
            item.person_ref
            for chamber_ref in by.chamber_refs
            for item in work.memberships.of_organisation(chamber_ref)
        )
        return AuditReach(own, by.chamber_refs, frozenset(colleagues))
    if owner_ref not in own:
        raise NotFoundError("その閲覧の記録は見つかりません", english="no such audit log")
    return AuditReach(own)


def _named(work: UnitOfWork, acts: Iterable[RecordedAct]) -> list[NamedAct]:
    acts = list(acts)
    people = work.people.get_many({act.entry.actor_ref for act in acts if act.entry.actor_ref})
    organisations = {act.entry.organisation_ref for act in acts if act.entry.organisation_ref}
    firms = work.firms.get_many(sorted(organisations))
    chambers = {ref: work.chambers.get(ref) for ref in organisations - firms.keys()}
    names = {ref: stored.record.name for ref, stored in (firms | chambers).items() if stored}

    def actor(ref: str | None) -> tuple[str, str]:
        if ref is None:
            return _NOBODY
        if ref == LOCAL_OPERATOR.person_ref:
            return _MACHINE
        return (people[ref].name,) * 2 if ref in people else _ERASED

    return [
        NamedAct(act, *actor(act.entry.actor_ref), names.get(act.entry.organisation_ref or ""))
        for act in acts
    ]


def act_record(named: NamedAct) -> dict[str, Any]:
    """Write an entry with every field that a copy of the log has."""
    entry = named.act.entry
    return {
        "position": named.act.position,
        "at": entry.at.isoformat(),
        "action": entry.action.value,
        "action_label": entry.action.label,
        "subject_kind": entry.subject_kind,
        "subject_ref": entry.subject_ref,
        "owner_ref": entry.owner_ref,
        "actor_ref": entry.actor_ref,
        "actor": named.actor,
        "organisation_ref": entry.organisation_ref,
        "organisation": named.organisation,
        "key_ref": entry.key_ref,
        "door": entry.door,
        "fields": list(entry.fields),
    }
