"""What searches missed in a firm, counted by day and never by who searched."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# Nothing was missing: the firm stood on the first page with every condition met.
APPEARED = "appeared"
# What was asked for is told from so many different days on: what one searcher asks in an
# afternoon could be known for theirs, what comes back for three days is the market's.
LEAST_DAYS = 3
# Before the name of a condition on which the firm says nothing: found, and to be asked.
UNKNOWN = "unknown:"
# As many words as a reader takes in at a glance.
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How often on one day searches came by one firm, and the one condition that it missed.

    `missing` is the condition's name, for a certificate with which one behind a colon; or
    APPEARED. `concept` is one that was asked for then; None for the searches themselves, so
    that a search is counted once however much it asks for. No text and no searcher is kept.
    """

    firm_ref: str
    day: date  # in Japan
    missing: str
    concept: str | None
    times: int

    def __post_init__(self) -> None:
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.missing, "missing", NAME * 2, required=True)
        bounded(self.concept, "concept", NAME)
        if self.times < 1:
            raise InvalidValueError(
                "回数は1以上です", field="times", english="counted at least once"
            )


@dataclass(frozen=True, slots=True)
class MissedCondition:
    """One condition with how often it alone was missed, and what was asked for then."""

    missing: str
    times: int
    asked_for: tuple[str, ...]  # what was asked for most, first


@dataclass(frozen=True, slots=True)
class SearchesMissed:
    """What the searches of some weeks say of one firm."""

    appeared: int
    missed: tuple[MissedCondition, ...]  # the most frequent first
    unknown: tuple[MissedCondition, ...]  # on what it says nothing, the most frequent first

    @property
    def near(self) -> int:
        """How many searches missed one condition."""
        return sum(item.times for item in self.missed)


def searches_missed(counted: Iterable[NearMiss]) -> SearchesMissed:
    """Add up what was counted of one firm.

    A word that was asked for stands only where it was asked for on LEAST_DAYS different days;
    equal counts are settled by name.
    """
    times: Counter[str] = Counter()
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    days: defaultdict[tuple[str, str], set[date]] = defaultdict(set)
    for item in counted:
        if item.concept is None:
            times[item.missing] += item.times
        else:
            words[item.missing][item.concept] += item.times
            days[item.missing, item.concept].add(item.day)

    def asked_for(missing: str) -> tuple[str, ...]:
        told = [name for name in words[missing] if len(days[missing, name]) >= LEAST_DAYS]
        return tuple(sorted(told, key=lambda name: (-words[missing][name], name))[:_MOST_WORDS])

    order = sorted(times, key=lambda name: (-times[name], name))
    found = [MissedCondition(name, times[name], asked_for(name)) for name in order]
    return SearchesMissed(
        appeared=times[APPEARED],
        missed=tuple(
            item
            for item in found
            if item.missing != APPEARED and not item.missing.startswith(UNKNOWN)
        ),
        unknown=tuple(item for item in found if item.missing.startswith(UNKNOWN)),
    )
