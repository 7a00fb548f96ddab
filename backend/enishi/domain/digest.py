"""The weekly digest: what one person is written in one week, and when they want it."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.limits import NAME, bounded
from enishi.domain.person import PreferredLanguage

# One screen of a phone, one page of a FAX.
MOST_ITEMS = 5
# Tuesday: Monday's meetings are over, and the week is still open.
USUAL_WEEKDAY = 2
USUAL_TIME = time(7, 30)


class DigestFrequency(StrEnum):
    """How often somebody wants the digest."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"  # in the first week that begins in the month
    NEVER = "never"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _FREQUENCIES[self]


_FREQUENCIES = {
    DigestFrequency.WEEKLY: "毎週",
    DigestFrequency.MONTHLY: "月1回",
    DigestFrequency.NEVER: "停止",
}


@dataclass(frozen=True, slots=True)
class DigestPreference:
    """When one person wants the digest."""

    person_ref: str
    frequency: DigestFrequency = DigestFrequency.WEEKLY
    weekday: int = USUAL_WEEKDAY  # 1 for Monday to 7 for Sunday
    clock: time = USUAL_TIME  # in Japan
    stopped_at: datetime | None = None  # UTC; since when they want none

    def __post_init__(self) -> None:
        bounded(self.person_ref, "person_ref", NAME, required=True)
        if not 1 <= self.weekday <= 7:
            raise InvalidValueError(
                "曜日は1（月）から7（日）です", field="weekday", english="a weekday is 1 to 7"
            )

    def due_at(self, week: IsoWeek) -> datetime | None:
        """Return when the digest of a week is due; None where there is none that week."""
        if self.frequency is DigestFrequency.NEVER:
            return None
        if self.frequency is DigestFrequency.MONTHLY and week.monday.day > 7:
            return None
        return week.at(self.weekday, self.clock)


class DigestItemKind(StrEnum):
    """What an item of the digest is about."""

    SUGGESTION = "suggestion"  # a firm to meet
    NEED = "need"  # a new need of somebody that the firm could answer
    CHANGE = "change"  # what a firm of interest can do newly, or no more

    @property
    def label(self) -> str:
        """Japanese name."""
        return _ITEMS[self]


_ITEMS = {
    DigestItemKind.SUGGESTION: "会ってみませんか",
    DigestItemKind.NEED: "新しい探しもの",
    DigestItemKind.CHANGE: "できることの変化",
}


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One item: who, why you, what is missing, and one action."""

    ref: str  # of the suggestion; of a need or a change its own
    kind: DigestItemKind
    firm_name: str | None  # None: the need keeps its firm back
    headline: str  # what it is, in a line
    place: str | None  # 産業集積 and municipality
    why: tuple[str, ...]
    missing: tuple[str, ...]
    path: str  # of the page to read on, below the address of the screen
    is_other_cluster: bool = False
    is_trial: bool = False
    can_be_answered: bool = False  # by the four one-tap answers

    @property
    def is_need(self) -> bool:
        """Whether it speaks of a need, whose firm may keep its name back."""
        return self.kind is DigestItemKind.NEED


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is written for one firm in one week; without items nothing is sent.

    It is written in one language, that of the person.
    """

    week: IsoWeek
    person_ref: str
    firm_ref: str
    firm_name: str
    items: tuple[DigestItem, ...]
    composed_at: datetime  # UTC
    language: PreferredLanguage = PreferredLanguage.JAPANESE
    person_name: str | None = None  # None: it is looked at for the firm, and addresses nobody
    chamber_name: str | None = None  # who looks after the firm, and is asked by telephone
    chamber_phone: str | None = None
    chamber_fax: str | None = None
    left_over: int = 0  # suggestions of the week that found no place

    def __post_init__(self) -> None:
        if len(self.items) > MOST_ITEMS:
            raise InvalidValueError(
                f"項目は{MOST_ITEMS}件までです",
                field="items",
                english=f"at most {MOST_ITEMS} items",
            )

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.items)
