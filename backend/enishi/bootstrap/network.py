"""The services that keep the network open: partners, networks, suggestions, gatherings."""

from dataclasses import dataclass
from functools import cached_property

from enishi.adapters.db import SqlDatabase
from enishi.services.agendas import AgendaService
from enishi.services.gatherings.service import GatheringService
from enishi.services.joint_development.partners import PartnerService
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.live_index import LiveIndex
from enishi.services.overlooked import OverlookedService
from enishi.services.search_tallies import SearchTally
from enishi.services.showing import ReadLog


@dataclass(frozen=True)
class NetworkDesk:
    """Everything about who meets whom; what a command does not need is not built for it."""

    database: SqlDatabase
    index: LiveIndex  # opened when a service first asks for a view

    @cached_property
    def knowledge(self) -> KnowledgeShelf:
        """What firms know, and how well they would go together."""
        # Imported here: scipy takes half a second, which no other command should wait for.
        from enishi.adapters.solver.transport import ScipyTransport  # noqa: PLC0415

        return KnowledgeShelf(ScipyTransport())

    @cached_property
    def partners(self) -> PartnerService:
        """Finds partners without a need."""
        showing = ReadLog(self.database, self.index.guards)
        return PartnerService(self.database, self.index, self.knowledge, showing)

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
