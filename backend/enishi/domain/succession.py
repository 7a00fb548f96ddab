"""Whether a firm goes on when its head steps down (事業承継)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# A paragraph of what was said on the telephone.
NOTE = 1_000
# Plans reach at most a generation ahead; a year beyond is a slip of the finger.
_LONGEST_YEARS = 50


class SuccessionPlan(StrEnum):
    """What the firm intends."""

    UNDECIDED = "undecided"
    CLOSING = "closing"
    FAMILY = "family"
    EMPLOYEE = "employee"
    THIRD_PARTY = "third_party"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]

    @property
    def has_a_successor(self) -> bool:
        """Whether somebody is meant to go on; who still looks for a buyer has nobody."""
        return self in (SuccessionPlan.FAMILY, SuccessionPlan.EMPLOYEE, SuccessionPlan.SETTLED)


_LABELS = {
    SuccessionPlan.UNDECIDED: "未定",
    SuccessionPlan.CLOSING: "廃業予定",
    SuccessionPlan.FAMILY: "親族に継ぐ",
    SuccessionPlan.EMPLOYEE: "従業員に継ぐ",
    SuccessionPlan.THIRD_PARTY: "第三者に譲りたい",
    SuccessionPlan.SETTLED: "後継者あり",
}


@dataclass(frozen=True, slots=True)
class Succession:
    """What a firm says of its own future, on which day, and who asked."""

    firm_ref: str
    plan: SuccessionPlan
    asked_on: date
    asked_by: str | None  # person_ref
    closing_year: int | None = None  # of the common era
    note: str | None = None

    def __post_init__(self) -> None:
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.asked_by, "asked_by", NAME)
        bounded(self.note, "note", NOTE)
        year, asked = self.closing_year, self.asked_on.year
        if year is not None and not asked <= year <= asked + _LONGEST_YEARS:
            raise InvalidValueError(
                f"廃業の年は {asked} 年から {asked + _LONGEST_YEARS} 年までです（{year}）",
                field="closing_year",
                english=f"the closing year must lie between {asked} and {asked + _LONGEST_YEARS}",
            )
        if year is not None and self.plan.has_a_successor:
            raise InvalidValueError(
                f"「{self.plan.label}」の企業に、廃業の年は付きません",
                field="closing_year",
                english=f"a firm whose plan is {self.plan} has no closing year",
            )

    @property
    def is_a_risk(self) -> bool:
        """Whether what the firm does may be lost: it closes, or nobody is there to go on."""
        return not self.plan.has_a_successor

    def years_left(self, today: date) -> int | None:
        """Return how many years remain, never below 0; None where no year was said."""
        return None if self.closing_year is None else max(0, self.closing_year - today.year)
