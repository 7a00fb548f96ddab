"""Transactions: one unit of work over every repository."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from enishi.domain.events import Event, EventKind, RecordedEvent
from enishi.services.ports.accounts import (
    CredentialRepository,
    FailureRepository,
    InvitationRepository,
    SessionRepository,
)
from enishi.services.ports.bia_cases import CaseNoticeRepository, CaseRepository
from enishi.services.ports.digests import (
    DigestAnswerRepository,
    DigestPreferenceRepository,
    InstallationKeyRepository,
    MailingRepository,
    PausedAddressRepository,
)
from enishi.services.ports.gatherings import GatheringRepository, NearMissRepository
from enishi.services.ports.introductions import (
    IntroductionRepository,
    MatchResponseRepository,
    ReleaseRepository,
)
from enishi.services.ports.keys import ApiKeyRepository, ReplayRepository
from enishi.services.ports.network import (
    AmendmentRepository,
    ClusterRepository,
    CorrectionRepository,
    FirmRepository,
    NeedRepository,
    TieRepository,
)
from enishi.services.ports.people import (
    AuditLog,
    ChamberRepository,
    ConsentRepository,
    DisclosureRepository,
    MembershipRepository,
    PersonRepository,
)
from enishi.services.ports.register import (
    ContactRepository,
    DraftRepository,
    NetworkRoleRepository,
    RegisteredNames,
    SuccessionRepository,
    VerificationRepository,
    WithdrawalRepository,
)
from enishi.services.ports.suggestions import SuggestionPauseRepository, SuggestionRepository
from enishi.services.ports.webhooks import DeliveryRepository, WebhookRepository


class Outbox(Protocol):
    """Events in the order of their commits."""

    def add(self, *events: Event) -> None:
        """Append events to the transaction at hand.

        With each is kept to whom its subject is there at that moment: a decision on who may
        see it comes before the event that tells of it.
        """

    def since(self, position: int, limit: int) -> list[RecordedEvent]:
        """Return at most `limit` events after `position`, oldest first."""

    def position(self) -> int:
        """Return the position of the newest event; 0 where there was none."""

    def before(self, position: int | None, limit: int) -> list[RecordedEvent]:
        """Return at most `limit` events before `position` (None: the end), newest first."""

    def place_of(self, mark: str) -> int | None:
        """Return the position of the event with this mark; None where there is none."""

    def place_at(self, moment: datetime) -> int:
        """Return the position behind which everything since a moment stands."""

    def latest(
        self, kinds: Collection[EventKind], subject_refs: Collection[str], *, until: int
    ) -> dict[str, RecordedEvent]:
        """Return by subject the newest event of these kinds, of those up to a position."""


class UnitOfWork(Protocol):
    """One transaction: everything in it is stored together or not at all."""

    @property
    def firms(self) -> FirmRepository:
        """The firms."""

    @property
    def needs(self) -> NeedRepository:
        """The needs."""

    @property
    def ties(self) -> TieRepository:
        """The contacts among firms."""

    @property
    def clusters(self) -> ClusterRepository:
        """The clusters."""

    @property
    def corrections(self) -> CorrectionRepository:
        """What readers say of the answers."""

    @property
    def amendments(self) -> AmendmentRepository:
        """What a chamber changed in the lexicon."""

    @property
    def people(self) -> PersonRepository:
        """People with accounts."""

    @property
    def chambers(self) -> ChamberRepository:
        """The chambers."""

    @property
    def memberships(self) -> MembershipRepository:
        """Who is what in which organisation."""

    @property
    def consents(self) -> ConsentRepository:
        """What was agreed to."""

    @property
    def sessions(self) -> SessionRepository:
        """Browsers that have signed in."""

    @property
    def invitations(self) -> InvitationRepository:
        """Invitations, and links to sign in by."""

    @property
    def credentials(self) -> CredentialRepository:
        """What people sign in with."""

    @property
    def failures(self) -> FailureRepository:
        """What was tried in vain."""

    @property
    def disclosures(self) -> DisclosureRepository:
        """Who may see what."""

    @property
    def contacts(self) -> ContactRepository:
        """Whom to call at a firm."""

    @property
    def successions(self) -> SuccessionRepository:
        """What firms say of their future."""

    @property
    def network_roles(self) -> NetworkRoleRepository:
        """What coordinators hold firms to be."""

    @property
    def verifications(self) -> VerificationRepository:
        """Who made sure of which firm."""

    @property
    def registered_names(self) -> RegisteredNames:
        """The names of the public registry."""

    @property
    def drafts(self) -> DraftRepository:
        """Entries that wait for their firm."""

    @property
    def withdrawals(self) -> WithdrawalRepository:
        """Firms that took their consent back."""

    @property
    def introductions(self) -> IntroductionRepository:
        """The introductions."""

    @property
    def releases(self) -> ReleaseRepository:
        """What was released of needs, and to whom."""

    @property
    def match_responses(self) -> MatchResponseRepository:
        """What was answered to matches."""

    @property
    def audit(self) -> AuditLog:
        """Who read or wrote what is not public."""

    @property
    def api_keys(self) -> ApiKeyRepository:
        """People's keys."""

    @property
    def replays(self) -> ReplayRepository:
        """Answers that a repeated request gets again."""

    @property
    def webhooks(self) -> WebhookRepository:
        """Who is told of events by HTTP."""

    @property
    def deliveries(self) -> DeliveryRepository:
        """What was or will be told to them."""

    @property
    def cases(self) -> CaseRepository:
        """The BIA cases."""

    @property
    def case_notices(self) -> CaseNoticeRepository:
        """What the owners of BIA cases were told."""

    @property
    def mailings(self) -> MailingRepository:
        """The ledger of the weekly digest."""

    @property
    def digest_preferences(self) -> DigestPreferenceRepository:
        """When people want the digest."""

    @property
    def paused_addresses(self) -> PausedAddressRepository:
        """Addresses that take no letters."""

    @property
    def digest_answers(self) -> DigestAnswerRepository:
        """What was answered to digests."""

    @property
    def installation_key(self) -> InstallationKeyRepository:
        """What this installation signs with."""

    @property
    def suggestions(self) -> SuggestionRepository:
        """What is suggested week by week."""

    @property
    def suggestion_pauses(self) -> SuggestionPauseRepository:
        """Who wants no suggestions now."""

    @property
    def gatherings(self) -> GatheringRepository:
        """The gatherings."""

    @property
    def near_misses(self) -> NearMissRepository:
        """What searches missed in firms."""

    @property
    def outbox(self) -> Outbox:
        """The events of this transaction, and those before it."""


class Database(Protocol):
    """Opens transactions. Leaving one by an exception undoes it.

    Both raise SchemaOutdatedError where `enishi db upgrade` has not been run.
    """

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open a transaction that writes; raises BusyError when a longer write holds on."""

    def begin_durably(self) -> AbstractContextManager[UnitOfWork]:
        """Open a transaction that writes and outlives a power cut, once it has ended."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Open a transaction that sees one consistent state and writes nothing."""
