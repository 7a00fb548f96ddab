"""The services that keep the network open: partners, networks, suggestions, gatherings."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from enishi.adapters.db import SqlDatabase
from enishi.services.agendas import AgendaService
from enishi.services.gatherings.service import GatheringService
from enishi.services.joint_development.knowledge import KnowledgeView
from enishi.services.joint_development.partners import PartnerService
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.live_index import LiveIndex
from enishi.services.networks.fixations import FixationService
from enishi.services.networks.graphs import NetworkGraphService
from enishi.services.networks.knowledge import knowledge_of
from enishi.services.overlooked import OverlookedService
from enishi.services.ports import Allocator
from enishi.services.responses import MatchResponseService
from enishi.services.retrieval import IndexView
from enishi.services.search import SearchService
from enishi.services.search_tallies import SearchTally
from enishi.services.showing import ReadLog
from enishi.services.suggestions.answering import SuggestionAnswerService
from enishi.services.suggestions.pausing import SuggestionPauseService
from enishi.services.suggestions.service import SuggestionService
from enishi.services.ties import TieService


@dataclass(frozen=True)
class NetworkDesk:
    """Everything about who meets whom; what a command does not need is not built for it."""

    database: SqlDatabase
    index: LiveIndex  # opened when a service first asks for a view
    search: Callable[[], SearchService]
    platform: str  # its address, by which two platforms draw different weeks

    @cached_property
    def knowledge(self) -> KnowledgeShelf:
        """What firms know, and how well they would go together."""
        # Imported here: scipy takes half a second, which no other command should wait for.
        from enishi.adapters.solver.transport import ScipyTransport  # noqa: PLC0415

        return KnowledgeShelf(ScipyTransport())

    def knowledge_of(self, view: IndexView) -> KnowledgeView:
        """Return what the firms of a view know; nothing is loaded for it before."""
        return self.knowledge.of(view)

    @cached_property
    def partners(self) -> PartnerService:
        """Finds partners without a need."""
        showing = ReadLog(self.database, self.index.guards)
        return PartnerService(self.database, self.index, self.knowledge, showing)

    @cached_property
    def ties(self) -> TieService:
        """Who met whom."""
        return TieService(self.database)

    @cached_property
    def graphs(self) -> NetworkGraphService:
        """Draws networks."""
        return NetworkGraphService(self.database)

    @cached_property
    def fixations(self) -> FixationService:
        """How fixed networks are."""
        return FixationService(
            self.database, lambda: knowledge_of(self.index, lambda: self.knowledge)
        )

    @cached_property
    def suggestions(self) -> SuggestionService:
        """Suggests firms to each other once a week."""
        return SuggestionService(
            self.database,
            self.index,
            self.search,
            lambda: self.knowledge,
            self._allocator,
            self.platform,
        )

    def _allocator(self) -> Allocator:
        # Imported here: OR-tools is loaded where a week is made, and nowhere else.
        from enishi.adapters.solver.flow import FlowAllocator  # noqa: PLC0415

        return FlowAllocator()

    @cached_property
    def suggestion_answers(self) -> SuggestionAnswerService:
        """Takes answers to suggestions."""
        return SuggestionAnswerService(self.database, MatchResponseService(self.database))

    @cached_property
    def suggestion_pauses(self) -> SuggestionPauseService:
        """Takes firms out of the suggestions for a while."""
        return SuggestionPauseService(self.database)

    @cached_property
    def gatherings(self) -> GatheringService:
        """Brings firms together."""
        return GatheringService(self.database, AgendaService(self.index))

    @cached_property
    def tally(self) -> SearchTally:
        """Counts what searches missed."""
        return SearchTally(self.database, self.index)

    @cached_property
    def overlooked(self) -> OverlookedService:
        """Tells firms what they missed."""
        return OverlookedService(self.database, self.index)
