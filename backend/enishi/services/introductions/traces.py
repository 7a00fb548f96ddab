"""What an introduction leaves elsewhere: ties, releases of the need, entries of the audit log."""

from dataclasses import dataclass
from datetime import datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.introduction import (
    CANDIDATE_NAME,
    SEEKER_NAME,
    Act,
    Introduction,
    Moved,
    Released,
    Revoked,
    Side,
    Stage,
    owner_of,
    ties_of,
)
from enishi.domain.release import Release
from enishi.services.acts import act
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True)
class Hand:
    """Whose doing something is, and when."""

    by: Caller
    at: datetime

    def acts_on(self, case: Introduction, action: AuditAction) -> list[AuditEntry]:
        """Return an entry for each side that may know who acted, else one of the platform's.

        Whose member acts would be named to the other side by its own log: until the names are
        released, what a side does stands in that side's log alone.
        """
        own = [side for side in Side if self.by.belongs_to(case.firm_of(side))]
        are_named = {SEEKER_NAME, CANDIDATE_NAME} <= case.released()
        owners: list[str | None] = [
            case.firm_of(side)
            for side in Side
            if case.is_known_to(side) and (not own or side in own or are_named)
        ]
        return [self._entry(case, action, owner) for owner in owners or [None]]

    def opening(self, case: Introduction, action: AuditAction, path: str) -> AuditEntry:
        """Return the entry of a field that was released or taken back."""
        return self._entry(case, action, case.firm_of(owner_of(path)), (path,))

    def _entry(
        self,
        case: Introduction,
        action: AuditAction,
        owner: str | None,
        fields: tuple[str, ...] = (),
    ) -> AuditEntry:
        firms = sorted({case.seeker_ref, case.candidate_ref} & self.by.firm_refs)
        chambers = sorted(case.chamber_refs & self.by.chamber_refs) or sorted(self.by.chamber_refs)
        return act(
            *(action, "introduction", case.ref),
            owner=owner,
            by=self.by,
            at=self.at,
            organisation=next(iter([*firms, *chambers]), None),
            fields=fields,
        )


def leave_traces(work: UnitOfWork, case: Introduction, hand: Hand) -> None:
    """Write what the case's last event changes in the ties, in the need and in the log."""
    done = case.events[-1].act
    # A firm that has left the network has no ties; the others keep theirs.
    work.ties.put_many(ties_of(case))
    work.audit.add(*hand.acts_on(case, AuditAction.WRITTEN))
    for path in _opened_by(done):
        _release(work, case, path, hand)
        work.audit.add(hand.opening(case, AuditAction.RELEASED, path))
    if isinstance(done, Revoked):
        _revoke(work, case, done.path, hand.at)
        work.audit.add(hand.opening(case, AuditAction.REVOKED, done.path))


def _opened_by(done: Act) -> tuple[str, ...]:
    if isinstance(done, Released):
        return (done.path,)
    if isinstance(done, Moved) and done.to is Stage.AGREED:
        return (SEEKER_NAME, CANDIDATE_NAME)
    return ()


def _release(work: UnitOfWork, case: Introduction, path: str, hand: Hand) -> None:
    """Open a field of the need to the candidate, whose own name is none of the need's."""
    if path == CANDIDATE_NAME or case.need_ref is None or work.needs.get(case.need_ref) is None:
        return
    if work.firms.existing([case.candidate_ref]):
        by = hand.by.person_ref
        work.releases.put(Release(case.need_ref, path, case.candidate_ref, hand.at, by))


def _revoke(work: UnitOfWork, case: Introduction, path: str, at: datetime) -> None:
    if path == CANDIDATE_NAME or case.need_ref is None:
        return
    for release in work.releases.of_need(case.need_ref):
        if (release.to_ref, release.path) == (case.candidate_ref, path):
            work.releases.put(release.revoked(at))
