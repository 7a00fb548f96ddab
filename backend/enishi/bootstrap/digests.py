"""The services of the weekly digest: what stands in it, and how it reaches people."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from enishi.adapters.db import SqlDatabase
from enishi.adapters.mail import BounceReader
from enishi.bootstrap.network import NetworkDesk
from enishi.bootstrap.outside import bounce_address, post_office
from enishi.domain.errors import InvalidValueError
from enishi.services.digests.bouncing import BounceService
from enishi.services.digests.composing import DigestComposer
from enishi.services.digests.envelopes import DigestEnvelopes
from enishi.services.digests.news import NeedNews
from enishi.services.digests.preferences import DigestPreferenceService
from enishi.services.digests.previews import DigestPreviewService
from enishi.services.digests.reports import DigestReportService
from enishi.services.digests.sending import SendingService
from enishi.services.digests.signing import DigestKey
from enishi.services.digests.taps import TapService
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
    def key(self) -> DigestKey:
        """What links and return addresses are signed with."""
        return DigestKey(self.database)

    @cached_property
    def sending(self) -> SendingService:
        """Carries digests to people; raises InvalidValueError for a bad address."""
        settings, key = self.settings, self.key.get
        return SendingService(
            database=self.database,
            source=self.composer,
            envelopes=DigestEnvelopes(self.writer, key, settings.address, bounce_address(settings)),
            office=post_office(settings),
            key=key,
            prepare=self._catch_up,
        )

    def _catch_up(self) -> int:
        return self.network().index.catch_up()

    @cached_property
    def preferences(self) -> DigestPreferenceService:
        """When people want it."""
        return DigestPreferenceService(self.database, self.key.get)

    @cached_property
    def taps(self) -> TapService:
        """Takes one-tap answers."""
        return TapService(self.database, lambda: self.network().suggestion_answers, self.key.get)

    @cached_property
    def bounces(self) -> BounceService:
        """Keeps which letters came back."""
        return BounceService(self.database, self.key.get)

    @cached_property
    def bounce_reader(self) -> BounceReader:
        """Reads notices of failure; raises InvalidValueError where no address is set for them."""
        address = bounce_address(self.settings)
        if address is None:
            raise InvalidValueError(
                "届かなかった便りの知らせを受けるアドレスが決まっていません",
                field="ENISHI_BOUNCE_ADDRESS",
                english="no address is set for notices of failure",
            )
        return BounceReader(address)

    @cached_property
    def reports(self) -> DigestReportService:
        """Counts a week of digests."""
        return DigestReportService(self.database)

    @cached_property
    def previews(self) -> DigestPreviewService:
        """Shows digests before they are sent."""
        return DigestPreviewService(
            self.database, self.composer, self.writer, self.settings.address
        )
