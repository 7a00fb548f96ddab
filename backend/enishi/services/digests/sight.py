"""What may stand in a digest: only what its reader sees, and whoever looks at it with them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditEntry
from enishi.domain.disclosure import disclosed_firm, disclosed_need
from enishi.domain.firm import Firm
from enishi.domain.membership import Membership, Role
from enishi.domain.need import Need
from enishi.domain.tie import KNOWN_FOR
from enishi.services.ports import Stored, UnitOfWork
from enishi.services.sight import (
    Posting,
    SeenFirm,
    guarded_postings,
    guarded_read,
    postings_seen,
    seen_among,
)
from enishi.services.ties import ties_shown

# By which door the digest reads for somebody, as the audit log tells it.
_DOOR = "mail"


def reader_at(membership: Membership) -> Caller:
    """Return as whom a digest reads for somebody: for one firm only, whatever else they are.

    A coordinator who also has a firm is written as a member of it: a letter is passed around
    in the firm.
    """
    return Caller(membership.person_ref, (membership,), scopes=frozenset({Scope.READ}), door=_DOOR)


def any_reader_at(firm_ref: str) -> Caller:
    """Return as whom a digest reads that is looked at for a firm, and sent to nobody."""
    somebody = Membership("digest-preview", Role.FIRM_MEMBER, firm_ref=firm_ref)
    return Caller(None, (somebody,), scopes=frozenset({Scope.READ}), door=_DOOR)


class DigestSight:
    """Firms and needs as all the readers see them; each of them keeps what only some may know.

    A coordinator who looks at the digest of a firm sees more than it in most things and less
    in a few, such as what was released to it alone.
    """

    def __init__(self, work: UnitOfWork, readers: Sequence[Caller]) -> None:
        self.work = work
        self.reader = readers[0]  # whom the digest is for
        self._readers = readers
        self._firms: dict[str, list[tuple[Caller, SeenFirm]]] = {}
        self._needs: dict[str, list[tuple[Caller, Posting]]] = {}

    def firms(self, refs: Collection[str]) -> dict[str, Firm]:
        """Return those of the firms that are there for every reader, as all of them see them."""
        stored = self.work.firms.get_many(sorted(refs))
        seen = [(by, seen_among(self.work, stored, by)) for by in self._readers]
        for ref in stored:
            ways = [(by, there[ref]) for by, there in seen if ref in there]
            if len(ways) == len(self._readers):
                self._firms[ref] = ways
        return {ref: _narrowest(self._firms[ref]) for ref in stored if ref in self._firms}

    def needs(self, needs: Iterable[Stored[Need]]) -> list[Posting]:
        """Return those of the needs that every reader sees, in order, as all of them see them.

        Whose it is they tell only where every reader knows it.
        """
        asked = list(needs)
        for by in self._readers:
            for posting in postings_seen(self.work, asked, by):
                self._needs.setdefault(posting.need.record.ref, []).append((by, posting))
        ways = (self._needs.get(stored.record.ref, []) for stored in asked)
        return [_posting(seen) for seen in ways if len(seen) == len(self._readers)]

    def is_seen_alike(self, need_ref: str) -> bool:
        """Whether every reader sees of a need what the one sees whom the digest is for."""
        ways = self._needs.get(need_ref, [])
        return not ways or _posting(ways).need == ways[0][1].need

    def partners(self, firm_ref: str, today: date) -> list[str]:
        """Return whom a firm met or worked with in three years, as far as every reader knows.

        Each once, the latest contact first.
        """
        known = [self._partners(firm_ref, today - KNOWN_FOR, by) for by in self._readers]
        return [ref for ref in known[0] if all(ref in others for others in known[1:])]

    def _partners(self, firm_ref: str, since: date, by: Caller) -> list[str]:
        ties = ties_shown(self.work, firm_ref, by)
        met = (ref for tie in ties if tie.accepted and tie.date > since for ref in tie.firm_refs)
        return [ref for ref in dict.fromkeys(met) if ref != firm_ref]

    def entries(
        self, firm_refs: Iterable[str], need_refs: Iterable[str], at: datetime
    ) -> list[AuditEntry | None]:
        """Return what the audit log has to know of what was shown, to those who are people."""
        entries: list[AuditEntry | None] = []
        for ref in firm_refs:
            for by, seen in self._firms.get(ref, []):
                if by.person_ref:
                    entries.append(guarded_read(by, seen.firm, seen.disclosure, at=at))
        for ref in need_refs:
            for by, posting in self._needs.get(ref, []):
                if by.person_ref:
                    entries += guarded_postings(by, [posting], at=at)
        return entries


def _narrowest(ways: Sequence[tuple[Caller, SeenFirm]]) -> Firm:
    firm = ways[0][1].shown
    for _, seen in ways[1:]:
        firm = disclosed_firm(firm, seen.disclosure, seen.audience)
    return firm


def _posting(ways: Sequence[tuple[Caller, Posting]]) -> Posting:
    posting = ways[0][1]
    for _, seen in ways[1:]:
        need = disclosed_need(posting.need.record, seen.disclosure, seen.audience)
        seeker = posting.seeker if seen.seeker is not None else None
        posting = replace(posting, need=replace(posting.need, record=need), seeker=seeker)
    return posting
