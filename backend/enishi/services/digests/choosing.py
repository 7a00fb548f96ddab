"""Which of everything that could be told stands in a digest, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.domain.digest import MOST_ITEMS, DigestItem

# Of a cluster that the firm has not been shown for eight weeks: one, so that no week stays in
# the usual circle, and not more than two, so that the rest can be judged by what is known.
MOST_FRESH = 2
# Places that suggestions, needs and changes have before any of them fills what others left.
_SHARES = (3, 1, 1)


@dataclass(frozen=True, slots=True)
class DigestCandidate:
    """Something that could stand in a digest."""

    item: DigestItem
    firm_ref: str | None = None  # whom it shows
    need_ref: str | None = None  # of which need it speaks
    is_fresh: bool = False  # from a cluster that the firm has not been shown for eight weeks


def chosen(
    suggested: Sequence[DigestCandidate],
    needs: Sequence[DigestCandidate],
    changes: Sequence[DigestCandidate],
) -> list[DigestCandidate]:
    """Return at most five: suggestions, then needs, then changes, each kind in its order.

    Of the fresh suggestions the first two may stand, and where there is any, one does.
    """
    usable = _few_fresh(suggested)
    first, second, third = _places(len(usable), len(needs), len(changes))
    return [*_one_fresh(usable, first), *needs[:second], *changes[:third]]


def _places(*there: int) -> list[int]:
    """Return how many of each kind stand: its share, then what is left in the same order."""
    places = [min(number, share) for number, share in zip(there, _SHARES, strict=True)]
    for kind, number in enumerate(there):
        places[kind] += min(number - places[kind], MOST_ITEMS - sum(places))
    return places


def _few_fresh(suggested: Sequence[DigestCandidate]) -> list[DigestCandidate]:
    fresh = [candidate for candidate in suggested if candidate.is_fresh]
    surplus = fresh[MOST_FRESH:]
    return [candidate for candidate in suggested if candidate not in surplus]


def _one_fresh(suggested: Sequence[DigestCandidate], places: int) -> list[DigestCandidate]:
    """Return the first ones; the last gives way to a fresh one where they hold none."""
    kept = list(suggested[:places])
    later = [candidate for candidate in suggested[places:] if candidate.is_fresh]
    if kept and later and not any(candidate.is_fresh for candidate in kept):
        kept[-1] = later[0]
    return kept
