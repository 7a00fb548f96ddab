"""What the services ask of the outside. Adapters keep these promises; so do the tests' fakes."""

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
from enishi.services.ports.webhooks import Courier, DeliveryRepository, WebhookRepository

__all__ = [
    "AmendmentRepository",
    "AuditLog",
    "ChamberRepository",
    "Change",
    "ClusterRepository",
    "ConsentRepository",
    "CorrectionRepository",
    "Courier",
    "Database",
    "DeliveryRepository",
    "DisclosureRepository",
    "FirmRepository",
    "MembershipRepository",
    "NeedRepository",
    "Outbox",
    "PersonRepository",
    "Progress",
    "Stored",
    "TieRepository",
    "UnitOfWork",
    "WebhookRepository",
]
