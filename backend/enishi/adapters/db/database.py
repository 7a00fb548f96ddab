"""The database behind the services' `Database` port."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from enishi.adapters.db.audit import SqlAuditLog
from enishi.adapters.db.engine import Purpose, transaction
from enishi.adapters.db.outbox import SqlOutbox
from enishi.adapters.db.refusals import refusing
from enishi.adapters.db.repositories.accounts import (
    SqlCredentialRepository,
    SqlFailureRepository,
    SqlInvitationRepository,
    SqlSessionRepository,
)
from enishi.adapters.db.repositories.amendments import SqlAmendmentRepository
from enishi.adapters.db.repositories.bia import SqlCaseNoticeRepository, SqlCaseRepository
from enishi.adapters.db.repositories.chambers import SqlChamberRepository
from enishi.adapters.db.repositories.clusters import SqlClusterRepository
from enishi.adapters.db.repositories.corrections import SqlCorrectionRepository
from enishi.adapters.db.repositories.digests import (
    SqlDigestAnswerRepository,
    SqlDigestPreferenceRepository,
    SqlInstallationKeyRepository,
    SqlMailingRepository,
    SqlPausedAddressRepository,
)
from enishi.adapters.db.repositories.disclosures import SqlDisclosureRepository
from enishi.adapters.db.repositories.drafts import (
    SqlDraftRepository,
    SqlWithdrawalRepository,
)
from enishi.adapters.db.repositories.firms import SqlFirmRepository
from enishi.adapters.db.repositories.gatherings import (
    SqlGatheringRepository,
    SqlNearMissRepository,
)
from enishi.adapters.db.repositories.introductions import SqlIntroductionRepository
from enishi.adapters.db.repositories.keys import SqlApiKeyRepository, SqlReplayRepository
from enishi.adapters.db.repositories.needs import SqlNeedRepository
from enishi.adapters.db.repositories.people import (
    SqlConsentRepository,
    SqlMembershipRepository,
    SqlPersonRepository,
)
from enishi.adapters.db.repositories.register import (
    SqlContactRepository,
    SqlNetworkRoleRepository,
    SqlRegisteredNames,
    SqlSuccessionRepository,
    SqlVerificationRepository,
)
from enishi.adapters.db.repositories.releases import (
    SqlMatchResponseRepository,
    SqlReleaseRepository,
)
from enishi.adapters.db.repositories.suggestions import (
    SqlSuggestionPauseRepository,
    SqlSuggestionRepository,
)
from enishi.adapters.db.repositories.ties import SqlTieRepository
from enishi.adapters.db.repositories.webhooks import SqlDeliveryRepository, SqlWebhookRepository
from enishi.adapters.db.schema import Schema


class SqlUnitOfWork:
    """One transaction's repositories."""

    def __init__(self, connection: Connection) -> None:
        self.firms = SqlFirmRepository(connection)
        self.needs = SqlNeedRepository(connection)
        self.ties = SqlTieRepository(connection)
        self.clusters = SqlClusterRepository(connection)
        self.corrections = SqlCorrectionRepository(connection)
        self.amendments = SqlAmendmentRepository(connection)
        self.people = SqlPersonRepository(connection)
        self.chambers = SqlChamberRepository(connection)
        self.memberships = SqlMembershipRepository(connection)
        self.consents = SqlConsentRepository(connection)
        self.sessions = SqlSessionRepository(connection)
        self.invitations = SqlInvitationRepository(connection)
        self.credentials = SqlCredentialRepository(connection)
        self.failures = SqlFailureRepository(connection)
        self.disclosures = SqlDisclosureRepository(connection)
        self.contacts = SqlContactRepository(connection)
        self.successions = SqlSuccessionRepository(connection)
        self.network_roles = SqlNetworkRoleRepository(connection)
        self.verifications = SqlVerificationRepository(connection)
        self.registered_names = SqlRegisteredNames(connection)
        self.drafts = SqlDraftRepository(connection)
        self.withdrawals = SqlWithdrawalRepository(connection)
        self.introductions = SqlIntroductionRepository(connection)
        self.releases = SqlReleaseRepository(connection)
        self.match_responses = SqlMatchResponseRepository(connection)
        self.audit = SqlAuditLog(connection)
        self.api_keys = SqlApiKeyRepository(connection)
        self.replays = SqlReplayRepository(connection)
        self.webhooks = SqlWebhookRepository(connection)
        self.deliveries = SqlDeliveryRepository(connection)
        self.cases = SqlCaseRepository(connection)
        self.case_notices = SqlCaseNoticeRepository(connection)
        self.mailings = SqlMailingRepository(connection)
        self.digest_preferences = SqlDigestPreferenceRepository(connection)
        self.paused_addresses = SqlPausedAddressRepository(connection)
        self.digest_answers = SqlDigestAnswerRepository(connection)
        self.installation_key = SqlInstallationKeyRepository(connection)
        self.suggestions = SqlSuggestionRepository(connection)
        self.suggestion_pauses = SqlSuggestionPauseRepository(connection)
        self.gatherings = SqlGatheringRepository(connection)
        self.near_misses = SqlNearMissRepository(connection)
        self.outbox = SqlOutbox(connection)


class SqlDatabase:
    """Opens transactions on SQLite or PostgreSQL.

    The first one checks the schema's version; a database that is current once stays so for
    this programme, since only a newer programme can upgrade it further.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_current = False

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """Open a transaction that writes, when the writer before it has ended.

        Committed when left in peace, undone when left by an exception. Raises BusyError
        when the other writer takes longer than the engine's `busy_timeout`, and
        SchemaOutdatedError.
        """
        with self._open(Purpose.WRITE) as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def begin_durably(self) -> Iterator[SqlUnitOfWork]:
        """Open a transaction that writes as `begin` does, and outlives a power cut.

        Another one may be forgotten with the machine, but then with all that came after it.
        """
        with self._open(Purpose.PROMISE) as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """Open a transaction that sees one consistent state; raises SchemaOutdatedError."""
        with self._open(Purpose.READ) as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def _open(self, purpose: Purpose) -> Iterator[Connection]:
        if not self._is_current:
            Schema(self._engine).must_be_current()
            self._is_current = True
        with refusing(), transaction(self._engine, purpose) as connection:
            yield connection
