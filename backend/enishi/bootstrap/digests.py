"""The services of the weekly digest: what stands in it, and how it reaches people."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from enishi.adapters.db import SqlDatabase
from enishi.bootstrap.network import NetworkDesk
from enishi.services.digests.composing import DigestComposer
from enishi.services.digests.news import NeedNews
from enishi.services.digests.previews import DigestPreviewService
from enishi.services.digests.writing import DigestWriter
from enishi.services.search import SearchService
from enishi.settings import Settings


@dataclass(frozen=True)
class DigestDesk:
    """Everything about the weekly digest; what a command does not need is not built for it."""

    settings: Settings
    database: SqlDatabase
    network: Callable[[], NetworkDesk]
    search: Callable[[], SearchService]

    @cached_property
    def composer(self) -> DigestComposer:
        """Decides what stands in a digest."""
        return DigestComposer(self.database, lambda: self._news)

    @cached_property
    def _news(self) -> NeedNews:
        return NeedNews(self.search())

    @cached_property
    def writer(self) -> DigestWriter:
        """Puts digests onto a page."""
        # Imported here: the templates take a moment, which no other command should wait for.
        from enishi.adapters.mail.digest_page import MjmlDigestWriter  # noqa: PLC0415

        return MjmlDigestWriter()

    @cached_property
    def previews(self) -> DigestPreviewService:
        """Shows digests before they are sent."""
        return DigestPreviewService(
            self.database, self.composer, self.writer, self.settings.address
        )
