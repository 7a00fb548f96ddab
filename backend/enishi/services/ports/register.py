"""Where the register is kept: what is known of a firm beside its published entry."""

from collections.abc import Collection, Mapping
from typing import Protocol

from enishi.domain.contact import Contact
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.draft import Draft
from enishi.domain.network_role import StatedRole
from enishi.domain.succession import Succession
from enishi.domain.verification import FirmVerification
from enishi.domain.withdrawal import Withdrawal


class ContactRepository(Protocol):
    """Whom to call, one a firm; it goes with the firm."""

    def put(self, contact: Contact) -> None:
        """Store the contact in place of the one that the firm had."""

    def of_firm(self, firm_ref: str) -> Contact | None:
        """Return a firm's contact."""

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, Contact]:
        """Return the contacts of those firms that have one."""

    def remove(self, firm_ref: str) -> bool:
        """Delete a firm's contact; False where there is none."""


class SuccessionRepository(Protocol):
    """What firms say of their future, one word a firm; it goes with the firm."""

    def put(self, succession: Succession) -> None:
        """Store it in place of what the firm said before."""

    def of_firm(self, firm_ref: str) -> Succession | None:
        """Return what a firm says."""

    def all(self) -> list[Succession]:
        """Return what every firm says that was asked, in order of ref."""

    def remove(self, firm_ref: str) -> bool:
        """Delete what a firm says; False where there is none."""


class NetworkRoleRepository(Protocol):
    """What coordinators hold firms to be, one judgement a firm; it goes with the firm."""

    def put(self, stated: StatedRole) -> None:
        """Store the judgement in place of the one before."""

    def of_firm(self, firm_ref: str) -> StatedRole | None:
        """Return what a firm is held to be."""


class VerificationRepository(Protocol):
    """Who made sure of which firm; entries are only added, and go with the firm."""

    def add(self, verification: FirmVerification) -> None:
        """Store one more."""

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, tuple[FirmVerification, ...]]:
        """Return those of each firm that has any, oldest first."""


class RegisteredNames(Protocol):
    """Under which name the public registry (gBizINFO) knows a 法人番号."""

    def put_many(self, names: Mapping[CorporateNumber, str]) -> None:
        """Store the names, replacing what the numbers had."""

    def of_numbers(self, numbers: Collection[CorporateNumber]) -> dict[CorporateNumber, str]:
        """Return the names of those numbers that are known."""


class DraftRepository(Protocol):
    """Entries that wait for their firm, by `draft_ref`; one a firm."""

    def put(self, draft: Draft) -> None:
        """Store the draft, replacing its earlier self."""

    def get(self, ref: str) -> Draft | None:
        """Return one draft."""

    def of_firm(self, firm_ref: str) -> Draft | None:
        """Return the draft of a firm."""

    def by_link(self, digest: str) -> Draft | None:
        """Return the draft that a link opens, also when the link has expired."""

    def all(self) -> list[Draft]:
        """Return every draft, oldest first."""

    def remove(self, ref: str) -> bool:
        """Delete the draft; False where there is none."""


class WithdrawalRepository(Protocol):
    """Firms that took their consent back; kept when the firm itself is gone."""

    def put(self, withdrawal: Withdrawal) -> None:
        """Remember it."""

    def of(
        self, firm_refs: Collection[str], numbers: Collection[CorporateNumber]
    ) -> list[Withdrawal]:
        """Return those that name any of the refs or of the numbers."""

    def remove(self, firm_ref: str) -> bool:
        """Forget it, since the firm has agreed anew; False where there is none."""
