"""The rows. They never leave this room: repositories give domain nouns."""

from enishi.adapters.db.tables.disclosure import (
    AuditRow,
    FirmDisclosureRow,
    HiddenFromRow,
    NeedDisclosureRow,
)
from enishi.adapters.db.tables.introductions import (
    IntroductionChamberRow,
    IntroductionEventRow,
    IntroductionRow,
    MatchResponseRow,
    ReleaseRow,
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

__all__ = [
    "AmendmentRow",
    "AuditRow",
    "CapabilityRow",
    "ChamberRow",
    "ClusterRow",
    "ConsentRow",
    "CorrectionRow",
    "FacilityRow",
    "FirmDisclosureRow",
    "FirmRow",
    "HiddenFromRow",
    "IntroductionChamberRow",
    "IntroductionEventRow",
    "IntroductionRow",
    "MatchResponseRow",
    "MembershipRow",
    "NeedDisclosureRow",
    "NeedRow",
    "OutboxRow",
    "PersonRow",
    "ReleaseRow",
    "TieFirmRow",
    "TieRow",
]
