"""A firm that took its consent back, remembered so that no file brings it in again."""

from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.consent import ConsentMeans
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.limits import NAME, bounded


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The least that keeps a firm out: how files call it, and when it left.

    Nothing of its profile is kept, not even its name.
    """

    firm_ref: str
    corporate_number: CorporateNumber | None
    withdrawn_at: datetime  # UTC
    means: ConsentMeans
    recorded_by: str | None  # person_ref

    def __post_init__(self) -> None:
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.recorded_by, "recorded_by", NAME)

    @property
    def sentence(self) -> str:
        """Why a firm is not taken in."""
        day = self.withdrawn_at.astimezone(UTC).date()
        return (
            f"同意の取り下げにより掲載を止めた企業です（{self.firm_ref}、{day}）。"
            "載せるには、新しい同意を代理登録で記録してください"
        )

    @property
    def english(self) -> str:
        """The same in English."""
        day = self.withdrawn_at.astimezone(UTC).date()
        return (
            f"{self.firm_ref} withdrew its consent on {day}; "
            "record a new consent by proxy registration first"
        )
