"""The one page where services meet adapters."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine

from enishi.adapters.credentials import Argon2Passwords, TotpCodes
from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.adapters.encoding import load_encoder
from enishi.adapters.encoding.centring import CentredEncoder
from enishi.adapters.lexical import MecabAnalyzer
from enishi.adapters.lexicon import LexiconFinder, LexiconFolder
from enishi.adapters.snapshot import SnapshotStore
from enishi.bootstrap.bia import BiaWorkbench
from enishi.bootstrap.digests import DigestDesk
from enishi.bootstrap.finders import Finders
from enishi.bootstrap.index_rooms import Rooms
from enishi.bootstrap.network import NetworkDesk
from enishi.bootstrap.outside import courier, identity_provider, mailer
from enishi.domain.errors import SchemaOutdatedError
from enishi.domain.lexicon import Lexicon
from enishi.services.accounts import AccountService
from enishi.services.api_keys import ApiKeyService
from enishi.services.audits import AuditService
from enishi.services.bulk import BulkSearchService
from enishi.services.chambers import ChamberService
from enishi.services.changes import ChangeService
from enishi.services.clusters import ClusterService
from enishi.services.completeness import CompletenessService
from enishi.services.contacts import ContactService
from enishi.services.corrections import CorrectionService
from enishi.services.credentials import CredentialService
from enishi.services.deliveries import DeliveryService
from enishi.services.disclosures import DisclosureService
from enishi.services.evaluations import EvaluationService
from enishi.services.explaining import Explainer
from enishi.services.exports import DisclosedExportService
from enishi.services.federation import FederationService
from enishi.services.firms import FirmService
from enishi.services.indexing import IndexService
from enishi.services.interchange import ExportService, ImportService
from enishi.services.introductions.reminders import ReminderService
from enishi.services.introductions.service import IntroductionService
from enishi.services.invitations import InvitationService
from enishi.services.lexicon import LexiconService
from enishi.services.live_index import LiveIndex
from enishi.services.matches import MatchService
from enishi.services.needs import NeedService
from enishi.services.network_roles import NetworkRoleService
from enishi.services.people import PeopleService
from enishi.services.ports import Mailer
from enishi.services.profile_sheets import ProfileSheetService
from enishi.services.proxy_registrations import ProxyRegistrationService
from enishi.services.ranker import Ranker
from enishi.services.reading import Reader
from enishi.services.replays import ReplayService
from enishi.services.responses import MatchResponseService
from enishi.services.retrieval import Encoder
from enishi.services.search import SearchService
from enishi.services.sessions import SessionService
from enishi.services.showing import ReadLog
from enishi.services.sign_in import SignInService
from enishi.services.silent_firms import SilentFirmService
from enishi.services.successions import ALTERNATES, SuccessionService
from enishi.services.verifications import VerificationService
from enishi.services.webhooks import WebhookService
from enishi.services.withdrawals import WithdrawalService
from enishi.services.yearly_reports import YearlyReportService
from enishi.settings import Settings


@dataclass(frozen=True)
class Application:
    """Everything built from one set of settings, each part when it is first asked for.

    A command that only touches the database never loads the encoder.
    """

    settings: Settings

    @cached_property
    def schema(self) -> Schema:
        """The database's tables and their version."""
        return Schema(self._engine)

    @cached_property
    def database(self) -> SqlDatabase:
        """The truth."""
        return SqlDatabase(self._engine)

    @cached_property
    def _engine(self) -> Engine:
        if self.settings.database.startswith("sqlite:///"):
            self.settings.data_folder.mkdir(parents=True, exist_ok=True)
        return open_engine(self.settings.database)

    @cached_property
    def analyzer(self) -> MecabAnalyzer:
        """Cuts texts into terms."""
        return MecabAnalyzer()

    @cached_property
    def lexicons(self) -> LexiconService:
        """Amends the trade lexicon."""
        return LexiconService(self.database, self._lexicon_folder.lexicon)

    @cached_property
    def _lexicon_folder(self) -> LexiconFolder:
        return LexiconFolder(self.settings.lexicon_folder)

    @property
    def lexicon(self) -> Lexicon:
        """The trade lexicon as it is now; as its files say it where there is no database yet."""
        try:
            return self.lexicons.lexicon()
        except SchemaOutdatedError:
            return self._lexicon_folder.lexicon()

    @property
    def finder(self) -> LexiconFinder:
        """Finds the concepts of the lexicon as it is now; preparing it takes some seconds."""
        return self._finders.newest()

    @cached_property
    def _finders(self) -> Finders:
        return Finders(lambda: self.lexicon, self.analyzer)

    @cached_property
    def encoder(self) -> Encoder:
        """Turns texts into vectors, centred where a calibration is at hand."""
        begun: Future[Encoder] | None = vars(self).get("_encoder")
        return begun.result() if begun else self._load_encoder()

    def warm_up(self) -> None:
        """Begin to load the encoder beside whatever else is made ready."""
        _ = self._encoder

    @cached_property
    def _encoder(self) -> Future[Encoder]:
        return ThreadPoolExecutor(1).submit(self._load_encoder)

    def _load_encoder(self) -> Encoder:
        plain = load_encoder(self.settings.encoder_source, self.settings.encoder_threads)
        return CentredEncoder.load(plain, self.settings.centre_file) or plain

    @cached_property
    def snapshots(self) -> SnapshotStore:
        """The dated copies."""
        return SnapshotStore(self.settings.index_folder)

    @cached_property
    def indexing(self) -> IndexService:
        """Builds and checks the index."""
        return IndexService(
            *(self.database, self.snapshots, Rooms(self.analyzer)),
            *(self.analyzer, self.encoder, lambda: self.finder),
        )

    @cached_property
    def live_index(self) -> LiveIndex:
        """The index with every change after it."""
        rooms = Rooms(self.analyzer)
        return LiveIndex(self.database, self.snapshots, rooms, self.analyzer, lambda: self.encoder)

    @cached_property
    def search(self) -> SearchService:
        """Finds firms."""
        return SearchService(
            index=self.live_index,
            ranker=Ranker(self.encoder, knowledge=self.network.knowledge_of),
            explainer=Explainer(self.analyzer),
            reader=Reader(self.analyzer),
            showing=ReadLog(self.database, self.live_index.guards),
        )

    @cached_property
    def matches(self) -> MatchService:
        """Answers posted needs."""
        return MatchService(self.needs, self.search)

    @cached_property
    def evaluations(self) -> EvaluationService:
        """Measures the search."""
        return EvaluationService(self.search)

    @cached_property
    def firms(self) -> FirmService:
        """Publishes firms."""
        return FirmService(self.database)

    @cached_property
    def needs(self) -> NeedService:
        """The board."""
        return NeedService(self.database)

    @cached_property
    def disclosures(self) -> DisclosureService:
        """Who may see what."""
        return DisclosureService(self.database)

    @cached_property
    def clusters(self) -> ClusterService:
        """What is known of the clusters."""
        return ClusterService(self.database)

    @cached_property
    def corrections(self) -> CorrectionService:
        """What readers say of the answers."""
        return CorrectionService(self.database)

    @cached_property
    def api_keys(self) -> ApiKeyService:
        """People's keys."""
        return ApiKeyService(self.database)

    @cached_property
    def replays(self) -> ReplayService:
        """Answers a repeated request again."""
        return ReplayService(self.database)

    @cached_property
    def audits(self) -> AuditService:
        """Who read or wrote what."""
        return AuditService(self.database)

    @cached_property
    def contacts(self) -> ContactService:
        """Whom to call at a firm."""
        return ContactService(self.database)

    @cached_property
    def successions(self) -> SuccessionService:
        """What firms say of their future."""
        return SuccessionService(
            self.database,
            lambda query, by: self.search.search(query, limit=ALTERNATES, by=by).matches,
        )

    @cached_property
    def network_roles(self) -> NetworkRoleService:
        """What firms are to their cluster."""
        return NetworkRoleService(self.database)

    @cached_property
    def verifications(self) -> VerificationService:
        """How sure the network is of a firm."""
        return VerificationService(self.database)

    @cached_property
    def proxy_registrations(self) -> ProxyRegistrationService:
        """Enters firms for them."""
        return ProxyRegistrationService(self.database)

    @cached_property
    def withdrawals(self) -> WithdrawalService:
        """Takes firms off for good."""
        return WithdrawalService(self.database)

    @cached_property
    def profile_sheets(self) -> ProfileSheetService:
        """Entries on paper."""
        return ProfileSheetService(self.database)

    @cached_property
    def completeness(self) -> CompletenessService:
        """What entries lack."""
        return CompletenessService(self.database)

    @cached_property
    def silent_firms(self) -> SilentFirmService:
        """Of whom nothing is heard."""
        return SilentFirmService(self.database)

    @cached_property
    def introductions(self) -> IntroductionService:
        """The coordinators' pipeline."""
        return IntroductionService(self.database)

    @cached_property
    def reminders(self) -> ReminderService:
        """What is due today."""
        return ReminderService(self.database)

    @cached_property
    def match_responses(self) -> MatchResponseService:
        """Takes answers to matches."""
        return MatchResponseService(self.database)

    @cached_property
    def yearly_reports(self) -> YearlyReportService:
        """Counts a year."""
        return YearlyReportService(self.database)

    @cached_property
    def bia(self) -> BiaWorkbench:
        """The BIA workbench."""
        return BiaWorkbench(
            self.settings, self.database, self.needs, lambda: self.search, lambda: self.mailer
        )

    @cached_property
    def network(self) -> NetworkDesk:
        """The network desk."""
        return NetworkDesk(
            self.database, self.live_index, lambda: self.search, self.settings.address
        )

    @cached_property
    def digests(self) -> DigestDesk:
        """The weekly digest."""
        return DigestDesk(self.settings, self.database, lambda: self.network, lambda: self.search)

    @cached_property
    def imports(self) -> ImportService:
        """Loads files."""
        return ImportService(self.database)

    @cached_property
    def exports(self) -> ExportService:
        """Gives everything back."""
        return ExportService(self.database)

    @cached_property
    def mailer(self) -> Mailer:
        """Sends letters, where a mail server is set; raises InvalidValueError for a bad address."""
        return mailer(self.settings)

    @cached_property
    def passwords(self) -> Argon2Passwords:
        """Hashes passwords."""
        return Argon2Passwords()

    @cached_property
    def sessions(self) -> SessionService:
        """Who sits at which browser."""
        return SessionService(self.database)

    @cached_property
    def sign_in(self) -> SignInService:
        """Lets people in."""
        address = self.settings.address
        return SignInService(self.database, self.mailer, self.passwords, TotpCodes(), address)

    @cached_property
    def federation(self) -> FederationService:
        """Lets in whom a provider vouches for."""
        return FederationService(self.database, identity_provider(self.settings))

    @cached_property
    def credentials(self) -> CredentialService:
        """What people sign in with."""
        return CredentialService(self.database, self.passwords, TotpCodes())

    @cached_property
    def accounts(self) -> AccountService:
        """One's own account."""
        return AccountService(self.database)

    @cached_property
    def people(self) -> PeopleService:
        """Who is what in which organisation."""
        return PeopleService(self.database)

    @cached_property
    def invitations(self) -> InvitationService:
        """How people come into organisations."""
        return InvitationService(self.database, self.mailer, self.settings.address)

    @cached_property
    def chambers(self) -> ChamberService:
        """The chambers."""
        return ChamberService(self.database)

    @cached_property
    def disclosed_exports(self) -> DisclosedExportService:
        """Gives each reader what they may see."""
        return DisclosedExportService(self.database)

    @cached_property
    def changes(self) -> ChangeService:
        """Tells what happened."""
        return ChangeService(self.database)

    @cached_property
    def bulk(self) -> BulkSearchService:
        """Answers many ad-hoc needs."""
        return BulkSearchService(self.search)

    @cached_property
    def webhooks(self) -> WebhookService:
        """Who is told of events by HTTP."""
        return WebhookService(self.database, courier(self.settings))

    @cached_property
    def deliveries(self) -> DeliveryService:
        """Tells them."""
        return DeliveryService(self.database, courier(self.settings))
