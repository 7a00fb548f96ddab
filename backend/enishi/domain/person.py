"""People who sign in."""

from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.email_address import EmailAddress
from enishi.domain.limits import NAME, bounded


class PreferredLanguage(StrEnum):
    """In which language a person is written to."""

    JAPANESE = "ja"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; what they may do follows from their memberships.

    The ref is random and stays in the audit log when the person has been erased: it then
    names nobody (仮名の墓標).
    """

    ref: str
    email: EmailAddress
    name: str
    language: PreferredLanguage = PreferredLanguage.JAPANESE

    def __post_init__(self) -> None:
        bounded(self.ref, "person_ref", NAME, required=True)
        bounded(self.name, "name", NAME, required=True)
