"""What is asked of a gathering before its seats are made, and what the seats depend on."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from enishi.domain.access import Caller
from enishi.domain.disclosure import Disclosure
from enishi.domain.errors import InvalidValueError, NotPermittedError
from enishi.domain.gathering import (
    APART,
    MOST_FIRMS,
    MOST_ROUNDS,
    GatheringKind,
    GatheringRound,
    Pair,
    Wishes,
    pairs_of,
    route,
)
from enishi.domain.tie import KNOWN_FOR, Tie
from enishi.services.ports import UnitOfWork
from enishi.services.sight import SeenFirm

# Refs begin with the day, in eight digits, so that they sort as the days do.
_YEARS = range(2000, 3000)


@dataclass(frozen=True, slots=True)
class GatheringPlan:
    """What a coordinator asks for; the seats follow from it."""

    kind: GatheringKind
    title: str
    day: date
    firm_refs: Sequence[str]
    starts_at: time | None = None
    chamber_ref: str | None = None  # None: the caller's own, where they have one
    host_refs: Sequence[str] = ()
    rounds: int = 3
    minutes: int = 20
    wishes: Wishes = field(default_factory=dict)  # of a business meeting, where they were asked


def holding_chamber(work: UnitOfWork, ref: str | None, by: Caller) -> str | None:
    """Return the chamber that holds it: the one named, else the caller's own.

    Raises NotPermittedError for somebody else's, and InvalidValueError where none is named by
    who has several, or the one named does not exist.
    """
    if ref is None and not by.is_operator:
        if len(by.chamber_refs) > 1:
            raise InvalidValueError(
                "どの会議所の集まりかを選んでください",
                field="chamber_ref",
                english="say which chamber holds it",
            )
        return next(iter(by.chamber_refs))
    if ref is not None and not by.is_operator and ref not in by.chamber_refs:
        raise NotPermittedError(
            "自分の会議所の集まりだけを開けます",
            english="you may only plan gatherings of your own chamber",
        )
    if ref is not None and work.chambers.get(ref) is None:
        raise InvalidValueError(
            "その会議所は見つかりません", field="chamber_ref", english="no such chamber"
        )
    return ref


def invited(plan: GatheringPlan) -> list[str]:
    """Return who is asked; raises InvalidValueError where that makes no gathering."""
    refs = sorted({*plan.firm_refs, *plan.host_refs})
    if len(refs) > MOST_FIRMS:
        raise InvalidValueError(
            f"一度に{MOST_FIRMS}社までです",
            field="firm_refs",
            english=f"at most {MOST_FIRMS} firms",
        )
    if plan.day.year not in _YEARS:
        raise InvalidValueError(
            f"日付をお確かめください（{plan.day}）", field="date", english=f"not a day: {plan.day}"
        )
    if not 1 <= plan.rounds <= MOST_ROUNDS:
        raise InvalidValueError(
            f"席替えは1〜{MOST_ROUNDS}回です",
            field="rounds",
            english=f"1 to {MOST_ROUNDS} rounds",
        )
    if plan.kind is not GatheringKind.BUSINESS_MEETING and (plan.host_refs or plan.wishes):
        raise InvalidValueError(
            "発注側と希望は、商談会だけで使います",
            field="host_refs",
            english="only a business meeting has hosts and wishes",
        )
    named = {ref for order in plan.wishes.values() for ref in order} | set(plan.wishes)
    unknown = sorted(named - set(refs))
    if unknown:
        raise InvalidValueError(
            f"希望に、参加しない企業があります（{unknown[0]}）",
            field="wishes",
            english=f"not invited: {unknown[0]}",
        )
    return refs


def must_all_be_there(refs: Sequence[str], seen: Mapping[str, SeenFirm], by: Caller) -> None:
    """Refuse firms that are not there, and gatherings of other regions' firms alone."""
    missing = next((ref for ref in refs if ref not in seen), None)
    if missing is not None:
        raise InvalidValueError(
            f"その企業は見つかりません（{missing}）",
            field="firm_refs",
            english=f"no such firm: {missing}",
        )
    if not by.is_operator and not any(by.coordinates(item.firm) for item in seen.values()):
        raise NotPermittedError(
            "担当する地域の企業を一社は入れてください",
            english="at least one firm has to be of your region",
        )


def met_before(work: UnitOfWork, refs: Collection[str], day: date) -> Counter[Pair]:
    """Return how often the firms have met each other in the three years before a day."""
    return counted(work.ties.of_firms(sorted(refs)), set(refs), day)


def counted(ties: Sequence[Tie], refs: set[str], day: date) -> Counter[Pair]:
    """Count the contacts by pair in the three years before a day."""
    return Counter(
        pair
        for tie in ties
        if tie.accepted and day - KNOWN_FOR <= tie.date <= day
        for pair in pairs_of([ref for ref in tie.firm_refs if ref in refs])
    )


def kept_apart(seen: Mapping[str, SeenFirm]) -> dict[Pair, int]:
    """Return the pairs of which one hides from the other."""

    def hides(guard: Disclosure, ref: str) -> bool:
        return ref in guard.hide_from

    return {
        pair: APART
        for pair in pairs_of(list(seen))
        for one, other in (pair,)
        if hides(seen[one].disclosure, other) or hides(seen[other].disclosure, one)
    }


def must_sit_apart(rounds: Sequence[GatheringRound], seen: Mapping[str, SeenFirm]) -> None:
    """Refuse seats at which a firm would meet one that it hides from."""
    apart = kept_apart(seen)
    for taken in rounds:
        for pair in (pair for table in taken.tables for pair in table.pairs):
            if pair in apart:
                raise InvalidValueError(
                    f"同じ席に着かせられない2社がいて、席を分けきれません（{'・'.join(pair)}）",
                    field="firm_refs",
                    english=f"two firms cannot be kept apart that must not meet: {', '.join(pair)}",
                )


def in_order_of_the_way(
    rounds: Sequence[GatheringRound], seen: Mapping[str, SeenFirm]
) -> tuple[GatheringRound, ...]:
    """Return the groups in the order in which they go round."""
    places = {ref: item.shown.coordinates for ref, item in seen.items() if item.shown.coordinates}
    return tuple(
        replace(
            taken,
            tables=tuple(
                replace(table, firm_refs=route(table.firm_refs, places)) for table in taken.tables
            ),
        )
        for taken in rounds
    )
