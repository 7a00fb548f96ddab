"""The rows. They never leave this room: repositories give domain nouns."""

from enishi.adapters.db.tables.disclosure import (
    AuditRow,
    FirmDisclosureRow,
    HiddenFromRow,
    NeedDisclosureRow,
)
from enishi.adapters.db.tables.network import (
    AmendmentRow,
    CapabilityRow,
    ClusterRow,
    CorrectionRow,
    FacilityRow,
    FirmRow,
    NeedRow,
    OutboxRow,
    TieFirmRow,
    TieRow,
)
from enishi.adapters.db.tables.people import (
    ChamberRow,
    ConsentRow,
    MembershipRow,
    PersonRow,
)
from enishi.adapters.db.tables.webhooks import DeliveryRow, WebhookRow

__all__ = [
    "AmendmentRow",
    "AuditRow",
    "CapabilityRow",
    "ChamberRow",
    "ClusterRow",
    "ConsentRow",
    "CorrectionRow",
    "DeliveryRow",
    "FacilityRow",
    "FirmDisclosureRow",
    "FirmRow",
    "HiddenFromRow",
    "MembershipRow",
    "NeedDisclosureRow",
    "NeedRow",
    "OutboxRow",
    "PersonRow",
    "TieFirmRow",
    "TieRow",
    "WebhookRow",
]
