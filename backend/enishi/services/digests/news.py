"""New needs that a firm could answer: the search the other way round, for a few needs a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from enishi.domain.access import Caller
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.events import EventKind
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.domain.notice import SubjectKind, kinds_about
from enishi.domain.query import Conditions, Query
from enishi.domain.reason import Reason
from enishi.services.digests.window import DigestWindow
from enishi.services.ports import Stored, UnitOfWork
from enishi.services.retrieval import IndexView
from enishi.services.search import MEDIUM, SearchService

# Told only from the chance on that a search calls 中: a letter has to be surer of itself than a
# page that somebody asked for.
LEAST_CHANCE = MEDIUM
# Of all new needs these are ranked, the nearest to the firm's passages first: a ranking takes
# tens of milliseconds, and one item of the five is a need.
_RANKED = 8
# Rankings at hand: everybody of one edition asks for the same needs.
_REMEMBERED = 500
# Events read with one statement.
_STEP = 500


@dataclass(frozen=True, slots=True)
class AnswerableNeed:
    """A need that the firm could answer, and what speaks for it."""

    need: Need
    capability: str | None  # the name of what answers it
    reasons: tuple[Reason, ...]
    unknown: tuple[Verdict, ...]  # conditions of which the entry does not say


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one firm stands in the ranking of a need."""

    chance: float
    passage: int  # number of the passage that earned the place
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class NeedNews:
    """Finds the needs that a firm could answer, in the index that its people read."""

    search: SearchService
    _ranked: dict[tuple[str, Query], Mapping[str, _Place]] = field(default_factory=dict)

    def answerable(self, firm: Firm, needs: Sequence[Need], reader: Caller) -> list[AnswerableNeed]:
        """Return those of the needs that the firm can answer, the likeliest first, ties by ref.

        `firm` is found as the reader's edition has it. A firm that fails a condition that was
        stated is not told of the need. Raises IndexUnavailableError.
        """
        if not needs:
            return []
        view = self.search.index.view(reader)
        row = view.catalogue.row_of(firm.ref)
        if row is None:
            return []
        found: list[tuple[float, str, AnswerableNeed]] = []
        for need in self._nearest(needs, row, view):
            query = Query.of(need, conditions=Conditions.GATE)
            place = self._places(query, view).get(firm.ref)
            if place is None or place.chance < LEAST_CHANCE or _fails(query, place):
                continue
            answer = self._answer(need, query, row, place, view)
            found.append((-place.chance, need.ref, answer))
        return [answer for _, _, answer in sorted(found, key=lambda item: item[:2])]

    def _nearest(self, needs: Sequence[Need], row: int, view: IndexView) -> list[Need]:
        def distance(need: Need) -> tuple[float, str]:
            vector = self.search.ranker.encode(Query.of(need))
            best = view.dense.nearness(vector, [row]).best
            return (-float(best[0]) if len(best) else 0.0), need.ref

        return sorted(needs, key=distance)[:_RANKED]

    def _places(self, query: Query, view: IndexView) -> Mapping[str, _Place]:
        """Return by firm_ref the places in the ranking of a need, computed once an edition."""
        known = self._ranked.get((view.version, query))
        if known is None:
            known = {
                item.rank.firm_ref: _Place(item.chance, item.shown, item.verdicts)
                for item in self.search.rank(query, view)
            }
            for surplus in [*self._ranked][: len(self._ranked) - _REMEMBERED + 1]:
                self._ranked.pop(surplus, None)
            self._ranked[view.version, query] = known
        return known

    def _answer(
        self, need: Need, query: Query, row: int, place: _Place, view: IndexView
    ) -> AnswerableNeed:
        firm = view.catalogue.firm(row)
        passage = view.catalogue.passages(row)[place.passage]
        ref = passage.place.capability_ref
        capability = firm.capability(ref) if ref else None
        reasons = self.search.explainer.reasons(
            *(query.text, firm, capability, passage), lexical=view.lexical, finder=view.concepts
        )
        unknown = (item for item in place.verdicts if item.outcome is Outcome.UNKNOWN)
        return AnswerableNeed(need, capability.name if capability else None, reasons, (*unknown,))


def new_needs(work: UnitOfWork, window: DigestWindow) -> list[Stored[Need]]:
    """Return the needs that were posted within a window for the first time, in order of ref.

    One that was taken down and posted again is new again; one that was changed is not.
    """
    kinds = kinds_about(SubjectKind.NEED)
    first = work.outbox.place_at(window.first)
    last = work.outbox.place_at(window.last)
    posted = sorted(_posted(work, first, last))
    before = work.outbox.latest(kinds, posted, until=first)
    new = [
        ref
        for ref in posted
        if ref not in before or before[ref].event.kind is not EventKind.NEED_POSTED
    ]
    found = work.needs.get_many(new)
    return [found[ref] for ref in new if ref in found]


def _posted(work: UnitOfWork, first: int, last: int) -> set[str]:
    refs: set[str] = set()
    position = first
    while position < last and (recorded := work.outbox.since(position, _STEP)):
        refs |= {
            item.event.subject_ref
            for item in recorded
            if item.position <= last and item.event.kind is EventKind.NEED_POSTED
        }
        position = recorded[-1].position
    return refs


def _fails(query: Query, place: _Place) -> bool:
    """Whether the firm fails a condition that was stated, not merely read from the text."""
    return any(
        item.outcome is Outcome.NOT_MET and item.name in query.stated for item in place.verdicts
    )
