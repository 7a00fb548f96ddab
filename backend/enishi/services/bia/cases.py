"""Keeps BIA cases for the organisations that they belong to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from secrets import token_hex

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.bia.case import Case
from enishi.domain.bia.filing import CaseNotice, FiledCase
from enishi.domain.errors import ConflictError
from enishi.services.acts import act
from enishi.services.bia.rights import case_seen, case_to_write, owner_to_be, owners_seen
from enishi.services.bia.standing import reckoned
from enishi.services.firms import must_be_current
from enishi.services.ports import Database, Stored, UnitOfWork

# More than a firm has plans; a chamber keeps one for each firm that it helps.
MOST_CASES = 200


@dataclass(frozen=True)
class CaseService:
    """Files BIA cases, changes them and takes them away again."""

    database: Database
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def page(self, *, by: Caller, after: str | None, limit: int) -> list[Stored[FiledCase]]:
        """Return the caller's cases, newest first: their organisations', and those in care."""
        by.must_have(Scope.READ)
        with self.database.begin() as work:
            found = work.cases.page(owners_seen(work, by), after=after, limit=limit)
            for item in found:
                self._note(work, item.record, by, AuditAction.READ)
        return found

    def get(self, ref: str, *, by: Caller) -> Stored[FiledCase]:
        """Return one case; raises NotFoundError, also for somebody else's."""
        with self.database.begin() as work:
            stored = case_seen(work, ref, by)
            self._note(work, stored.record, by, AuditAction.READ)
        return stored

    def create(
        self, case: Case, *, by: Caller, organisation_ref: str | None = None
    ) -> Stored[FiledCase]:
        """File a new case for the caller's organisation, or for `organisation_ref`.

        A coordinator files for the firms of the region, too. Raises InvalidValueError where
        the organisation has to be named, NotPermittedError and ConflictError.
        """
        with self.database.begin() as work:
            owner = owner_to_be(work, organisation_ref, by)
            if len(work.cases.page([owner.ref], after=None, limit=MOST_CASES)) == MOST_CASES:
                raise ConflictError(
                    f"BIA は1つの組織に{MOST_CASES}件までです",
                    english=f"at most {MOST_CASES} cases for one organisation",
                )
            filed = FiledCase(
                ref=f"b{token_hex(12)}",
                firm_ref=owner.ref if owner.firm else None,
                chamber_ref=owner.ref if owner.chamber else None,
                case=case,
                created_at=self.now(),
                created_by=by.person_ref,
            )
            return self._store(work, filed, by)

    def replace(
        self, ref: str, case: Case, *, expected: int | None, by: Caller
    ) -> Stored[FiledCase]:
        """Store a case in place of what it was; raises NotFoundError and StaleRevisionError."""
        with self.database.begin() as work:
            stored = case_to_write(work, ref, by)
            must_be_current(stored, expected)
            if stored.record.case == case:
                return stored
            return self._store(work, replace(stored.record, case=case), by)

    def remove(self, ref: str, *, expected: int | None, by: Caller) -> None:
        """Delete a case with its notices; raises NotFoundError and StaleRevisionError."""
        with self.database.begin() as work:
            stored = case_to_write(work, ref, by)
            must_be_current(stored, expected)
            work.cases.remove(ref)
            self._note(work, stored.record, by, AuditAction.ERASED)

    def notices(self, *, by: Caller, after: str | None, limit: int) -> list[CaseNotice]:
        """Return what the caller's organisations were told of their cases, newest first."""
        by.must_have(Scope.READ)
        with self.database.read() as work:
            return work.case_notices.page(owners_seen(work, by), after=after, limit=limit)

    def _store(self, work: UnitOfWork, filed: FiledCase, by: Caller) -> Stored[FiledCase]:
        """Store an edit, with the figures that its owner has seen by it."""
        stored = work.cases.put(reckoned(work, filed, self.now()))
        self._note(work, filed, by, AuditAction.WRITTEN)
        return stored

    def _note(self, work: UnitOfWork, filed: FiledCase, by: Caller, action: AuditAction) -> None:
        """Keep in the log who had a case in hand, unless it is their own organisation's reading."""
        owner = filed.organisation_ref
        if action is AuditAction.READ and owner in by.firm_refs | by.chamber_refs:
            return
        work.audit.add(act(action, "bia_case", filed.ref, owner=owner, by=by, at=self.now()))
