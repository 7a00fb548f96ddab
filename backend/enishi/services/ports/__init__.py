"""What the services ask of the outside. Adapters keep these promises; so do the tests' fakes."""

from enishi.services.ports.accounts import (
    CredentialRepository,
    FailureRepository,
    InvitationRepository,
    Mailer,
    OneTimeCodes,
    Passwords,
    SessionRepository,
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
from enishi.services.ports.transactions import Database, Outbox, UnitOfWork

__all__ = [
    "AmendmentRepository",
    "ApiKeyRepository",
    "AuditLog",
    "ChamberRepository",
    "Change",
    "ClusterRepository",
    "ConsentRepository",
    "CorrectionRepository",
    "CredentialRepository",
    "Database",
    "DisclosureRepository",
    "FailureRepository",
    "FirmRepository",
    "InvitationRepository",
    "Mailer",
    "MembershipRepository",
    "NeedRepository",
    "OneTimeCodes",
    "Outbox",
    "Passwords",
    "PersonRepository",
    "Progress",
    "ReplayRepository",
    "SessionRepository",
    "Stored",
    "TieRepository",
    "UnitOfWork",
]
