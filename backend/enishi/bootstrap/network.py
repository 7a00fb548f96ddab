"""The services that keep the network open: partners, networks, suggestions, gatherings."""

from dataclasses import dataclass
from functools import cached_property

from enishi.adapters.db import SqlDatabase
from enishi.services.agendas import AgendaService
from enishi.services.gatherings.service import GatheringService
from enishi.services.live_index import LiveIndex


@dataclass(frozen=True)
class NetworkDesk:
    """Everything about who meets whom; what a command does not need is not built for it."""

    database: SqlDatabase
    index: LiveIndex  # opened when a service first asks for a view

    @cached_property
    def gatherings(self) -> GatheringService:
        """Brings firms together."""
        return GatheringService(self.database, AgendaService(self.index))
