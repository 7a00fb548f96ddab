"""What the past says of pairs: who is not suggested to whom now, and who has met how often."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from enishi.domain.allocation import AllocationRules
from enishi.domain.introduction.pairing import REMEMBERED_FOR
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import day_in_japan
from enishi.domain.match_response import MatchAnswer
from enishi.services.ports import UnitOfWork

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairHistory:
    """The pairs that are left alone, and the meetings of the others.

    A no counts both ways: whoever was declined is not sent back to who declined. That a firm was
    suggested counts one way, since the other has not seen the suggestion.
    """

    barred: frozenset[Pair]  # each in order of ref: known, declined, introduced, not now
    repeated: frozenset[Pair]  # (viewer, shown) of the last weeks
    meetings: Counter[Pair]  # in order of ref, over all time

    def bars(self, viewer: str, shown: str) -> bool:
        """Whether the one is not shown to the other now."""
        return pair_of(viewer, shown) in self.barred or (viewer, shown) in self.repeated

    def met(self, one: str, other: str) -> int:
        """How often the two have met."""
        return self.meetings[pair_of(one, other)]


def pair_of(one: str, other: str) -> Pair:
    """Return two firms in one order."""
    return (one, other) if one < other else (other, one)


def pair_history(
    work: UnitOfWork, week: IsoWeek, rules: AllocationRules, at: datetime
) -> PairHistory:
    """Read everything that bars a pair from a week's suggestions."""
    known, meetings = _ties(work, rules, at)
    declined = {
        *_introduced(work, at),
        *_answered_matches(work, rules, at),
        *_answered_suggestions(work, rules, at),
    }
    recent = work.suggestions.recent(week.before(rules.no_repeat_weeks))
    repeated = {(item.viewer_ref, item.shown_ref) for item in recent if item.week < week}
    return PairHistory(frozenset(known | declined), frozenset(repeated), meetings)


def _ties(
    work: UnitOfWork, rules: AllocationRules, at: datetime
) -> tuple[set[Pair], Counter[Pair]]:
    """Return the pairs that met lately or of which one said no, and who met how often."""
    known_since, no_since = day_in_japan(at - rules.known_for), day_in_japan(at - REMEMBERED_FOR)
    barred: set[Pair] = set()
    meetings: Counter[Pair] = Counter()
    for stored in work.ties.stream():
        tie = stored.record
        pairs = [*combinations(sorted(tie.firm_refs), 2)]
        if tie.accepted:
            meetings.update(pairs)
        if tie.date > (known_since if tie.accepted else no_since):
            barred.update(pairs)
    return barred, meetings


def _introduced(work: UnitOfWork, at: datetime) -> Iterator[Pair]:
    """Yield the pairs under way, and those of which one said no within a year."""
    for case in work.introductions.stream():
        closing, closed_at = case.closing, case.closed_at
        is_declined = closing is not None and closing.ending.declined_by is not None
        if closed_at is None or (is_declined and at - closed_at < REMEMBERED_FOR):
            yield pair_of(case.seeker_ref, case.candidate_ref)


def _answered_matches(work: UnitOfWork, rules: AllocationRules, at: datetime) -> Iterator[Pair]:
    for stored in work.needs.stream():
        need = stored.record
        if need.firm_ref is None:
            continue
        for response in work.match_responses.of_need(need.ref):
            if _stands(response.answer, response.at, rules, at):
                yield pair_of(need.firm_ref, response.firm_ref)


def _answered_suggestions(work: UnitOfWork, rules: AllocationRules, at: datetime) -> Iterable[Pair]:
    return (
        pair_of(suggestion.viewer_ref, suggestion.shown_ref)
        for suggestion, given in work.suggestions.answered()
        if _stands(given.answer, given.at, rules, at)
    )


def _stands(answer: MatchAnswer, said: datetime, rules: AllocationRules, at: datetime) -> bool:
    """Whether an answer still keeps the two apart.

    違う does for good. 今は無理 does for the cool-down. 知っている is a tie by now, and 会いたい
    an introduction; where none could begin yet, the wish waits as long as a 今は無理.
    """
    if answer is MatchAnswer.DOES_NOT_FIT:
        return True
    return answer is not MatchAnswer.KNOWS and at - said < rules.cool_down
