"""What a firm or a person agreed to, when, and how it was said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# Grows when the terms change in substance; who agreed to an older version is asked again.
TERMS_VERSION = "2026-11"


class ConsentMeans(StrEnum):
    """How consent was given."""

    WEB = "web"
    PHONE = "phone"
    FAX = "fax"
    PAPER = "paper"
    VISIT = "visit"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _MEANS[self]


_MEANS = {
    ConsentMeans.WEB: "画面",
    ConsentMeans.PHONE: "電話",
    ConsentMeans.FAX: "FAX",
    ConsentMeans.PAPER: "書面",
    ConsentMeans.VISIT: "訪問",
}


@dataclass(frozen=True, slots=True)
class Consent:
    """One agreement to one version of the terms, for a firm or for oneself.

    Given by phone, FAX, paper or visit it is a coordinator's record, and names who said it.
    """

    ref: str
    terms_version: str
    given_at: datetime  # UTC
    means: ConsentMeans
    firm_ref: str | None = None
    person_ref: str | None = None  # whose own consent; for a firm, who gave it on the web
    recorded_by: str | None = None  # person_ref of the coordinator who wrote it down
    said_by: str | None = None  # the name of who said so, where not on the web
    withdrawn_at: datetime | None = None

    def __post_init__(self) -> None:
        bounded(self.ref, "consent_ref", NAME, required=True)
        bounded(self.terms_version, "terms_version", NAME, required=True)
        for name in ("firm_ref", "person_ref", "recorded_by", "said_by"):
            bounded(getattr(self, name), name, NAME)
        if self.firm_ref is None and self.person_ref is None:
            raise InvalidValueError(
                "だれの同意かが必要です", field="firm_ref", english="whose consent is required"
            )
        if self.means is not ConsentMeans.WEB and not (self.recorded_by and self.said_by):
            raise InvalidValueError(
                "画面のほかで得た同意には、記録した人と、同意した人の名前が必要です",
                field="said_by",
                english="consent outside the web needs who wrote it down and who said so",
            )
