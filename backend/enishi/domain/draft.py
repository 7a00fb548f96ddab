"""A firm's entry written down by a coordinator, before the firm has seen it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from enishi.domain.consent import Consent
from enishi.domain.contact import Contact
from enishi.domain.disclosure import OPEN, Disclosure, must_name_fields_of_firm
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.limits import NAME, bounded

# A letter takes days, and the owner of a small firm has other things to do first.
LINK_VALID = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ConfirmationLink:
    """The firm's way to its draft. Who holds it may confirm, once, until it expires.

    Only the digest of its secret is known here.
    """

    digest: str
    expires_at: datetime  # UTC

    def opens_at(self, moment: datetime) -> bool:
        """Whether it still opens the draft."""
        return moment < self.expires_at


@dataclass(frozen=True, slots=True)
class Draft:
    """A proxy registration that waits for the firm. Nothing of it is public or searchable."""

    ref: str
    firm: Firm
    consent: Consent  # what was said when the draft was written
    drafted_by: str  # person_ref
    drafted_at: datetime  # UTC
    link: ConfirmationLink
    contact: Contact | None = None
    disclosure: Disclosure = field(default=OPEN)
    chamber_ref: str | None = None

    def __post_init__(self) -> None:
        for name in ("ref", "drafted_by"):
            bounded(getattr(self, name), name, NAME, required=True)
        bounded(self.chamber_ref, "chamber_ref", NAME)
        refs = {self.consent.firm_ref, self.contact.firm_ref if self.contact else self.firm.ref}
        if refs != {self.firm.ref}:
            raise InvalidValueError(
                "同意と連絡先は、登録する企業のものでなければなりません",
                field="firm_ref",
                english="the consent and the contact must be those of the firm",
            )
        must_name_fields_of_firm(self.disclosure, self.firm)

    def corrected(
        self,
        *,
        firm: Firm | None = None,
        contact: Contact | None = None,
        disclosure: Disclosure | None = None,
    ) -> "Draft":
        """Return the draft with what the firm itself says in place of what was written down.

        What was decided on a part that the firm has struck out goes with it.
        """
        firm = firm or self.firm
        decided = self.disclosure if disclosure is None else disclosure
        gone = _parts(self.firm) - _parts(firm)
        paths = {
            path: level
            for path, level in decided.paths.items()
            if not any(path == part or path.startswith(f"{part}/") for part in gone)
        }
        return replace(
            self,
            firm=firm,
            contact=contact or self.contact,
            disclosure=replace(decided, paths=paths),
        )


def _parts(firm: Firm) -> set[str]:
    """Return the paths of what the firm can do and where."""
    return {f"capabilities/{item.ref}" for item in firm.capabilities} | {
        f"facilities/{item.ref}" for item in firm.facilities
    }
