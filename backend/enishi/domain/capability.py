"""What a firm can do at one of its facilities, with the numbers that bound it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import DESCRIPTION, NAME, at_least, bounded, bounded_list


class Availability(StrEnum):
    """How much room a capability has now (空き状況)."""

    FREE = "◎"
    SOME = "○"
    LITTLE = "△"
    NONE = "×"


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing a firm does: in words, and as far as known in numbers.

    Every number may be None, which means *unknown*, never *unlimited*.
    """

    ref: str
    title: str | None = None
    description: str | None = None
    processes: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    max_size_mm: Decimal | None = None  # the longest edge that still goes in
    tolerance_um: Decimal | None = None  # the tightest tolerance held
    lot_min: int | None = None  # pieces; 0 says that there is no minimum
    lot_max: int | None = None  # pieces
    lead_time_days: int | None = None  # calendar days to first delivery
    facility_ref: str | None = None  # None: the firm's own place
    capacity_per_month: Decimal | None = None  # pieces a month
    availability: Availability | None = None
    availability_as_of: date | None = None

    def __post_init__(self) -> None:
        bounded(self.ref, "capability_ref", NAME, required=True)
        bounded(self.title, "title", NAME)
        bounded(self.description, "description", DESCRIPTION)
        if not (self.title or self.description):
            raise InvalidValueError(
                "title か description のどちらかが必要です",
                field="title",
                english="a title or a description is required",
            )
        bounded_list(self.processes, "processes")
        bounded_list(self.materials, "materials")
        bounded_list(self.equipment, "equipment")
        at_least(self.max_size_mm, "max_size_mm", 0)
        at_least(self.tolerance_um, "tolerance_um", 0)
        at_least(self.lot_min, "lot_min", 0)
        at_least(self.lot_max, "lot_max", 1)
        at_least(self.lead_time_days, "lead_time_days", 0)
        at_least(self.capacity_per_month, "capacity_per_month", 0)
        if self.lot_min and self.lot_max and self.lot_min > self.lot_max:
            raise InvalidValueError(
                f"lot_min（{self.lot_min}）が lot_max（{self.lot_max}）を超えています",
                field="lot_min",
                english=f"lot_min {self.lot_min} exceeds lot_max {self.lot_max}",
            )
        if self.availability and not self.availability_as_of:
            raise InvalidValueError(
                "availability には、いつ時点かの日付が必要です",
                field="availability_as_of",
                english="availability needs the date it was true",
            )

    @property
    def name(self) -> str:
        """What to call it in a list: its title, or the beginning of its description."""
        return self.title or (self.description or "")[:40]
