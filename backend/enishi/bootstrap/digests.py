"""The services of the weekly digest: what stands in it, and how it reaches people."""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.adapters.db import SqlDatabase
from enishi.bootstrap.network import NetworkDesk
from enishi.settings import Settings


@dataclass(frozen=True)
class DigestDesk:
    """Everything about the weekly digest; what a command does not need is not built for it."""

    settings: Settings
    database: SqlDatabase
    network: Callable[[], NetworkDesk]
