"""Whom to call at a firm, and how."""

import unicodedata
from dataclasses import dataclass

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# 局番から: the shortest number somebody can be reached at from outside has six digits.
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Contact:
    """The person of a firm to speak to; at least one way to reach them is known.

    Digits are kept half-width: somebody will type them into a telephone.
    """

    firm_ref: str
    name: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: EmailAddress | None = None
    address: str | None = None
    best_time: str | None = None  # in words: 「平日の昼休み」

    def __post_init__(self) -> None:
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        for field in ("name", "phone", "fax", "address", "best_time"):
            bounded(getattr(self, field), field, NAME)
        for field in ("phone", "fax"):
            object.__setattr__(self, field, _number(getattr(self, field), field))
        if not (self.phone or self.fax or self.email or self.address):
            raise InvalidValueError(
                "電話・FAX・メール・住所のどれか1つが必要です",
                field="phone",
                english="a phone, a fax, an e-mail or a postal address is required",
            )

    @property
    def can_be_called(self) -> bool:
        """Whether somebody answers at once or by mail; paper and FAX take days."""
        return bool(self.phone or self.email)


def _number(written: str | None, field: str) -> str | None:
    if written is None:
        return None
    number = unicodedata.normalize("NFKC", written).strip()
    if sum(letter.isdigit() for letter in number) < _FEWEST_DIGITS:
        raise InvalidValueError(
            f"番号の桁が足りません（{number}）", field=field, english="not a telephone number"
        )
    return number
