"""How far somebody has made sure that a firm is there and is what it says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.limits import NAME, bounded
from enishi.domain.text import fold

# A firm that nobody has looked at for two years may have moved, merged or closed.
VALID_YEARS = 2


class VerificationRung(IntEnum):
    """One step of the ladder; the higher, the surer."""

    UNVERIFIED = 0
    NUMBER = 1
    COORDINATOR = 2
    VISITED = 3

    @property
    def label(self) -> str:
        """Japanese name."""
        return ("未確認", "法人番号確認", "コーディネーター確認", "訪問済")[self]

    @property
    def word(self) -> str:
        """The name in the API."""
        return self.name.lower()


class VerificationMeans(StrEnum):
    """How a coordinator made sure."""

    PHONE = "phone"
    DOCUMENT = "document"
    MEETING = "meeting"
    VISIT = "visit"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _MEANS[self]


_MEANS = {
    VerificationMeans.PHONE: "電話",
    VerificationMeans.DOCUMENT: "書類",
    VerificationMeans.MEETING: "面談",
    VerificationMeans.VISIT: "訪問",
}


@dataclass(frozen=True, slots=True)
class FirmVerification:
    """A coordinator made sure, once: an event that is never edited."""

    ref: str
    firm_ref: str
    rung: VerificationRung
    confirmed_on: date
    confirmed_by: str  # person_ref
    means: VerificationMeans
    chamber_ref: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        for field in ("ref", "firm_ref", "confirmed_by"):
            bounded(getattr(self, field), field, NAME, required=True)
        bounded(self.chamber_ref, "chamber_ref", NAME)
        bounded(self.note, "note", NAME)
        if self.rung not in (VerificationRung.COORDINATOR, VerificationRung.VISITED):
            raise InvalidValueError(
                f"「{self.rung.label}」は人が記録するものではありません",
                field="rung",
                english="only coordinator and visited are recorded by a person",
            )
        if (self.rung is VerificationRung.VISITED) != (self.means is VerificationMeans.VISIT):
            raise InvalidValueError(
                f"「{self.rung.label}」と、確かめ方「{self.means.label}」が合いません",
                field="means",
                english=f"{self.rung.word} does not go with the means {self.means}",
            )

    @property
    def expires_on(self) -> date:
        """The first day on which it no longer counts."""
        year = self.confirmed_on.year + VALID_YEARS
        try:
            return self.confirmed_on.replace(year=year)
        except ValueError:  # 29 February
            return date(year, 3, 1)

    def counts_on(self, day: date) -> bool:
        """Whether it still holds on a day."""
        return self.confirmed_on <= day < self.expires_on


class NumberCheck(StrEnum):
    """What a machine finds of a firm's 法人番号 whenever it is asked."""

    NONE = "none"
    CHECK_DIGIT = "check_digit"  # the digits agree; no registry has been imported for it
    REGISTRY = "registry"  # and the registry knows the number under the same name
    OTHER_NAME = "other_name"

    @property
    def label(self) -> str:
        """What to tell a reader."""
        return _CHECKS[self]

    @property
    def holds(self) -> bool:
        """Whether it earns the rung."""
        return self in (NumberCheck.CHECK_DIGIT, NumberCheck.REGISTRY)


_CHECKS = {
    NumberCheck.NONE: "法人番号がありません",
    NumberCheck.CHECK_DIGIT: "検査用数字が合っています",
    NumberCheck.REGISTRY: "国の登録（gBizINFO）の名称と一致しています",
    NumberCheck.OTHER_NAME: "国の登録（gBizINFO）では別の名称です",
}


def number_check(firm: Firm, registered_name: str | None) -> NumberCheck:
    """Say what the firm's number is worth.

    `registered_name` is the name in the registry; None where it was not imported.
    """
    if firm.corporate_number is None:
        return NumberCheck.NONE
    if registered_name is None:
        return NumberCheck.CHECK_DIGIT
    same = is_the_same_name(firm.name, registered_name)
    return NumberCheck.REGISTRY if same else NumberCheck.OTHER_NAME


def rung_on(
    day: date, check: NumberCheck, confirmed: Iterable[FirmVerification]
) -> VerificationRung:
    """Return the highest rung that holds on a day."""
    by_number = VerificationRung.NUMBER if check.holds else VerificationRung.UNVERIFIED
    return max((item.rung for item in confirmed if item.counts_on(day)), default=by_number)


_FORMS = {
    "株式会社": ("株式会社", "(株)"),
    "有限会社": ("有限会社", "(有)"),
    "合同会社": ("合同会社", "(同)"),
    "合資会社": ("合資会社", "(資)"),
    "合名会社": ("合名会社", "(名)"),
}


def is_the_same_name(one: str, other: str) -> bool:
    """Whether two spellings name one company: widths, spaces and (株) for 株式会社 aside.

    A spelling without its legal form agrees with either form; two different forms do not.
    """
    (form, core), (other_form, other_core) = _name(one), _name(other)
    return core == other_core and (form == other_form or None in (form, other_form))


def _name(written: str) -> tuple[str | None, str]:
    letters = re.sub(r"\s", "", fold(written))
    for form, spellings in _FORMS.items():
        for spelling in spellings:
            if spelling in letters:
                return form, letters.replace(spelling, "", 1)
    return None, letters
