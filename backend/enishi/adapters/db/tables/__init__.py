"""The rows. They never leave this room: repositories give domain nouns."""

from enishi.adapters.db.tables.accounts import (
    FailuresRow,
    InvitationRow,
    KnownDeviceRow,
    PasswordRow,
    SecondFactorRow,
    SessionRow,
    SignInLinkRow,
)
from enishi.adapters.db.tables.bia import (
    BiaCaseRow,
    BiaNoticeRow,
    BiaReadingRow,
    BiaRelianceRow,
)
from enishi.adapters.db.tables.digests import (
    DigestAnswerRow,
    DigestPreferenceRow,
    InstallationKeyRow,
    MailingRow,
    PausedAddressRow,
)
from enishi.adapters.db.tables.disclosure import (
    AuditRow,
    FirmDisclosureRow,
    HiddenFromRow,
    NeedDisclosureRow,
)
from enishi.adapters.db.tables.gatherings import (
    GatheringFirmRow,
    GatheringRow,
    GatheringSeatRow,
    NearMissRow,
)
from enishi.adapters.db.tables.introductions import (
    IntroductionChamberRow,
    IntroductionEventRow,
    IntroductionRow,
    MatchResponseRow,
    ReleaseRow,
)
from enishi.adapters.db.tables.keys import ApiKeyRow, ReplayRow
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
from enishi.adapters.db.tables.register import (
    ContactRow,
    DraftRow,
    NetworkRoleRow,
    RegisteredNameRow,
    SuccessionRow,
    VerificationRow,
    WithdrawalRow,
)
from enishi.adapters.db.tables.suggestions import (
    SuggestionAnswerRow,
    SuggestionPauseRow,
    SuggestionRoundRow,
    SuggestionRow,
)
from enishi.adapters.db.tables.webhooks import DeliveryRow, WebhookRow

__all__ = [
    "AmendmentRow",
    "ApiKeyRow",
    "AuditRow",
    "BiaCaseRow",
    "BiaNoticeRow",
    "BiaReadingRow",
    "BiaRelianceRow",
    "CapabilityRow",
    "ChamberRow",
    "ClusterRow",
    "ConsentRow",
    "ContactRow",
    "CorrectionRow",
    "DeliveryRow",
    "DigestAnswerRow",
    "DigestPreferenceRow",
    "DraftRow",
    "FacilityRow",
    "FailuresRow",
    "FirmDisclosureRow",
    "FirmRow",
    "GatheringFirmRow",
    "GatheringRow",
    "GatheringSeatRow",
    "HiddenFromRow",
    "InstallationKeyRow",
    "IntroductionChamberRow",
    "IntroductionEventRow",
    "IntroductionRow",
    "InvitationRow",
    "KnownDeviceRow",
    "MailingRow",
    "MatchResponseRow",
    "MembershipRow",
    "NearMissRow",
    "NeedDisclosureRow",
    "NeedRow",
    "NetworkRoleRow",
    "OutboxRow",
    "PasswordRow",
    "PausedAddressRow",
    "PersonRow",
    "RegisteredNameRow",
    "ReleaseRow",
    "ReplayRow",
    "SecondFactorRow",
    "SessionRow",
    "SignInLinkRow",
    "SuccessionRow",
    "SuggestionAnswerRow",
    "SuggestionPauseRow",
    "SuggestionRoundRow",
    "SuggestionRow",
    "TieFirmRow",
    "TieRow",
    "VerificationRow",
    "WebhookRow",
    "WithdrawalRow",
]
