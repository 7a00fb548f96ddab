"""The services that keep the network open: partners, networks, suggestions, gatherings."""

from dataclasses import dataclass

from enishi.adapters.db import SqlDatabase
from enishi.services.live_index import LiveIndex


@dataclass(frozen=True)
class NetworkDesk:
    """Everything about who meets whom; what a command does not need is not built for it."""

    database: SqlDatabase
    index: LiveIndex  # opened when a service first asks for a view
