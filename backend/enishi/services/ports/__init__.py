"""What the services ask of the outside. Adapters keep these promises; so do the tests' fakes."""

from enishi.services.ports.accounts import (
    CredentialRepository,
    FailureRepository,
    IdentityProvider,
    InvitationRepository,
    Mailer,
    OneTimeCodes,
    Passwords,
    SessionRepository,
)
from enishi.services.ports.bia_cases import CaseNoticeRepository, CaseRepository
from enishi.services.ports.digests import (
    DigestAnswerRepository,
    DigestPreferenceRepository,
    InstallationKeyRepository,
    MailingRepository,
    MailSession,
    PausedAddressRepository,
    PostOffice,
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
from enishi.services.ports.records import Change, Progress, Stored
from enishi.services.ports.register import (
    ContactRepository,
    DraftRepository,
    NetworkRoleRepository,
    RegisteredNames,
    SuccessionRepository,
    VerificationRepository,
    WithdrawalRepository,
)
from enishi.services.ports.suggestions import (
    Allocator,
    SuggestionPauseRepository,
    SuggestionRepository,
)
from enishi.services.ports.transactions import Database, Outbox, UnitOfWork
from enishi.services.ports.webhooks import Courier, DeliveryRepository, WebhookRepository

__all__ = [
    "Allocator",
    "AmendmentRepository",
    "ApiKeyRepository",
    "AuditLog",
    "CaseNoticeRepository",
    "CaseRepository",
    "ChamberRepository",
    "Change",
    "ClusterRepository",
    "ConsentRepository",
    "ContactRepository",
    "CorrectionRepository",
    "Courier",
    "CredentialRepository",
    "Database",
    "DeliveryRepository",
    "DigestAnswerRepository",
    "DigestPreferenceRepository",
    "DisclosureRepository",
    "DraftRepository",
    "FailureRepository",
    "FirmRepository",
    "GatheringRepository",
    "IdentityProvider",
    "InstallationKeyRepository",
    "IntroductionRepository",
    "InvitationRepository",
    "MailSession",
    "Mailer",
    "MailingRepository",
    "MatchResponseRepository",
    "MembershipRepository",
    "NearMissRepository",
    "NeedRepository",
    "NetworkRoleRepository",
    "OneTimeCodes",
    "Outbox",
    "Passwords",
    "PausedAddressRepository",
    "PersonRepository",
    "PostOffice",
    "Progress",
    "RegisteredNames",
    "ReleaseRepository",
    "ReplayRepository",
    "SessionRepository",
    "Stored",
    "SuccessionRepository",
    "SuggestionPauseRepository",
    "SuggestionRepository",
    "TieRepository",
    "UnitOfWork",
    "VerificationRepository",
    "WebhookRepository",
    "WithdrawalRepository",
]
