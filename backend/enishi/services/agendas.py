"""What the firms of a gathering look for, as far as everybody at a table may hear of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from enishi.domain.disclosure import OPEN, SEEKER, Disclosure, Visibility
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.gathering import AgendaTopic, ConceptSought, Gathering, agenda
from enishi.services.concepts import asked_in
from enishi.services.ports import UnitOfWork
from enishi.services.retrieval import IndexSource, IndexView

# A wish, or a word that a narrower one already says, weighs less and makes no topic.
_PLAINLY_ASKED = 1.0

Topics = dict[tuple[int, int], tuple[AgendaTopic, ...]]  # by round and table


@dataclass(frozen=True)
class AgendaService:
    """Finds topics for tables, and what speaks for a host and a visitor.

    From what is public alone, so that a topic says the same to everybody who hears it.
    """

    index: IndexSource

    def topics(self, work: UnitOfWork, gathering: Gathering) -> Topics:
        """Return the topics of each table; none where there is no index to read needs by."""
        try:
            view = self.index.view()
        except IndexUnavailableError:
            return {}
        sought, hidden = _sought(work, gathering.firm_refs, view)
        rarity = {item.concept: 0 for item in sought}
        for concept in rarity:
            rarity[concept] = int((view.concepts.scores({concept: 1.0}) > 0).sum())
        return {
            (taken.number, table.number): agenda(
                table.firm_refs,
                [item for item in sought if hidden[item.firm_ref].isdisjoint(table.firm_refs)],
                rarity,
            )
            for taken in gathering.rounds
            for table in taken.tables
        }

    def fits(
        self,
        work: UnitOfWork,
        host_refs: Collection[str],
        visitor_refs: Collection[str],
    ) -> Mapping[tuple[str, str], int]:
        """Return by host and visitor how many things the host openly looks for the visitor does.

        Pairs with nothing in common are left out; all are, where there is no index.
        """
        try:
            view = self.index.view()
        except IndexUnavailableError:
            return {}
        sought, _ = _sought(work, host_refs, view)
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for item in sought:
            if item.is_named:
                wanted[item.firm_ref].add(item.concept)
        done: dict[str, set[str]] = {}
        for visitor in visitor_refs:
            row = view.catalogue.row_of(visitor)
            done[visitor] = set(view.concepts.concepts(row)) if row is not None else set()
        return {
            (host, visitor): len(wanted[host] & done[visitor])
            for host in host_refs
            for visitor in visitor_refs
            if not wanted[host].isdisjoint(done[visitor])
        }


def _sought(
    work: UnitOfWork, firm_refs: Collection[str], view: IndexView
) -> tuple[list[ConceptSought], Mapping[str, frozenset[str]]]:
    """Return what the firms look for in public, and from whom each of them hides.

    A need that keeps its firm back counts without a name; one whose firm is kept back even
    from coordinators is not used at all, since a coordinator reads every table.
    """
    sought: dict[ConceptSought, None] = {}
    hidden: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    guards = work.disclosures.of_firms(firm_refs)
    for firm_ref in sorted(firm_refs):
        guard = guards.get(firm_ref, OPEN)
        hidden[firm_ref] = guard.hide_from
        refs = work.needs.refs_of_firm(firm_ref)
        decided = work.disclosures.of_needs(refs)
        for ref, stored in work.needs.get_many(refs).items():
            disclosure = decided.get(ref, OPEN).posted_by(guard)
            if not _is_public(disclosure):
                continue
            is_named = disclosure.of(SEEKER) is Visibility.PUBLIC
            for concept, weight in asked_in(stored.record.text, view.concepts).items():
                if weight >= _PLAINLY_ASKED:
                    sought[ConceptSought(concept, firm_ref, is_named)] = None
            hidden[firm_ref] |= disclosure.hide_from
    return list(sought), hidden


def _is_public(disclosure: Disclosure) -> bool:
    """Whether everybody reads the need, and at least coordinators know whose it is."""
    return (
        disclosure.listing is Visibility.PUBLIC
        and disclosure.of("description") is Visibility.PUBLIC
        and disclosure.of(SEEKER) is not Visibility.PRIVATE
    )
