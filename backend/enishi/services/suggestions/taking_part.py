"""Who takes part in a week's suggestions, with what they look for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from enishi.domain.access import Audience, as_member_of
from enishi.domain.allocation import AllocationRules
from enishi.domain.disclosure import (
    OPEN,
    SEEKER,
    Disclosure,
    Visibility,
    disclosed_firm,
    disclosed_need,
)
from enishi.domain.events import EventKind
from enishi.domain.firm import Firm, FirmKind
from enishi.domain.japan_time import day_in_japan
from enishi.domain.need import Need, NeedKind
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class PostedNeed:
    """A need of a firm, and what other members see of it."""

    need: Need  # whole, as its own firm sees it
    owner_ref: str
    seen: Need | None  # None: members do not see it, or not whose it is
    hide_from: frozenset[str]

    def is_seen_by(self, firm_ref: str) -> bool:
        """Whether a firm sees the need and whose it is."""
        return self.seen is not None and firm_ref not in self.hide_from


@dataclass(frozen=True)
class TakingPart:
    """The firms of a week as members see them, and their needs."""

    firms: Mapping[str, Firm]  # by firm_ref
    hiding: Mapping[str, frozenset[str]]  # firm_ref → from whom it hides
    newcomers: frozenset[str]
    needs: tuple[PostedNeed, ...]
    trades: Mapping[str, str] = field(default_factory=dict)  # by firm_ref: what it mostly does

    def in_trades(self, industry_of: Callable[[str], str | None]) -> "TakingPart":
        """Return the same with the trades told; who speaks of no process has its kind of body."""
        trades = {ref: industry_of(ref) or firm.kind.label for ref, firm in self.firms.items()}
        return replace(self, trades=trades)

    def hide_from_each_other(self, one: str, other: str) -> bool:
        """Whether either hides from the other."""
        nobody: frozenset[str] = frozenset()
        return other in self.hiding.get(one, nobody) or one in self.hiding.get(other, nobody)

    @property
    def in_urgent_need(self) -> frozenset[str]:
        """The firms that look for another supplier, whether or not they say who they are."""
        urgent = NeedKind.ALTERNATIVE_SOURCING
        return frozenset(item.owner_ref for item in self.needs if item.need.kind is urgent)

    def develops(self, ref: str) -> bool:
        """Whether a firm could develop something itself: a support body only helps others to."""
        return self.firms[ref].kind is not FirmKind.SUPPORT_BODY

    def is_other_cluster(self, one: str, other: str) -> bool | None:
        """Whether two firms are of different clusters; None where one's is unknown."""
        clusters = self.firms[one].cluster, self.firms[other].cluster
        return None if None in clusters else clusters[0] != clusters[1]


# What any member sees; no firm can hide from a member of none.
ANY_MEMBER = as_member_of("suggestions")


def taking_part(work: UnitOfWork, rules: AllocationRules, at: datetime) -> TakingPart:
    """Read who takes part: listed for members, and not pausing."""
    guards = work.disclosures.of_firms(work.disclosures.guarded_firms())
    pausing = work.suggestion_pauses.holding(day_in_japan(at))
    firms = {}
    for stored in work.firms.stream():
        firm, guard = stored.record, guards.get(stored.record.ref, OPEN)
        if firm.ref not in pausing and guard.listing.admits(Audience.MEMBERS):
            firms[firm.ref] = disclosed_firm(firm, guard, Audience.MEMBERS)
    return TakingPart(
        firms,
        {ref: guard.hide_from for ref, guard in guards.items() if guard.hide_from},
        _newcomers(work, firms, at - rules.new_for),
        _needs(work, firms, guards),
    )


def _newcomers(work: UnitOfWork, firms: Mapping[str, Firm], since: datetime) -> frozenset[str]:
    """Return the firms of which nothing was published before a moment."""
    until = work.outbox.place_at(since)
    before = work.outbox.latest([EventKind.FIRM_PUBLISHED], list(firms), until=until)
    return frozenset(firms.keys() - before.keys())


def _needs(
    work: UnitOfWork, firms: Mapping[str, Firm], guards: Mapping[str, Disclosure]
) -> tuple[PostedNeed, ...]:
    posted = [item.record for item in work.needs.stream() if item.record.firm_ref in firms]
    decided = work.disclosures.of_needs([need.ref for need in posted])
    found = []
    for need in posted:
        owner = need.firm_ref or ""
        holds = decided.get(need.ref, OPEN).posted_by(guards.get(owner, OPEN))
        # A suggestion names the firm beside its need, so an anonymous one gives none: anonymous is
        # whatever does not name its firm to everybody.
        is_named = holds.of(SEEKER) is Visibility.PUBLIC
        seen = disclosed_need(need, holds, Audience.MEMBERS) if is_named else None
        found.append(PostedNeed(need, owner, seen, holds.hide_from))
    return tuple(found)
