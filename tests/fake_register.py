"""Stand-ins that behave: what is known of a firm beside its published entry."""

from collections.abc import Callable, Collection, Mapping
from typing import Generic, Protocol, TypeVar

from enishi.domain.contact import Contact
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.draft import Draft
from enishi.domain.network_role import StatedRole
from enishi.domain.succession import Succession
from enishi.domain.verification import FirmVerification
from enishi.domain.withdrawal import Withdrawal

NounT = TypeVar("NounT", Contact, Succession, StatedRole)


class Beside(Protocol):
    """What goes with a firm."""

    def forget_firm(self, firm_ref: str) -> object: ...


class FakeOneEach(Generic[NounT]):
    """One noun a firm."""

    def __init__(self) -> None:
        self.held: dict[str, NounT] = {}

    def put(self, noun: NounT) -> None:
        self.held[noun.firm_ref] = noun

    def of_firm(self, firm_ref: str) -> NounT | None:
        return self.held.get(firm_ref)

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, NounT]:
        return {ref: self.held[ref] for ref in firm_refs if ref in self.held}

    def all(self) -> list[NounT]:
        return [self.held[ref] for ref in sorted(self.held)]

    def remove(self, firm_ref: str) -> bool:
        return self.held.pop(firm_ref, None) is not None

    forget_firm = remove


class FakeVerifications:
    """Who made sure of which firm."""

    def __init__(self) -> None:
        self.held: dict[str, FirmVerification] = {}

    def add(self, verification: FirmVerification) -> None:
        assert verification.ref not in self.held
        self.held[verification.ref] = verification

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, tuple[FirmVerification, ...]]:
        found: dict[str, tuple[FirmVerification, ...]] = {}
        for item in sorted(self.held.values(), key=lambda item: (item.confirmed_on, item.ref)):
            if item.firm_ref in firm_refs:
                found[item.firm_ref] = (*found.get(item.firm_ref, ()), item)
        return found

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {ref: item for ref, item in self.held.items() if item.firm_ref != firm_ref}


class FakeRegisteredNames:
    """The public registry's names."""

    def __init__(self) -> None:
        self.held: dict[CorporateNumber, str] = {}

    def put_many(self, names: Mapping[CorporateNumber, str]) -> None:
        self.held |= names

    def of_numbers(self, numbers: Collection[CorporateNumber]) -> dict[CorporateNumber, str]:
        return {number: self.held[number] for number in numbers if number in self.held}


class FakeDrafts:
    """Entries that wait for their firm."""

    def __init__(self) -> None:
        self.held: dict[str, Draft] = {}

    def put(self, draft: Draft) -> None:
        assert self.of_firm(draft.firm.ref) in (None, self.held.get(draft.ref))
        self.held[draft.ref] = draft

    def get(self, ref: str) -> Draft | None:
        return self.held.get(ref)

    def of_firm(self, firm_ref: str) -> Draft | None:
        return self._one(lambda item: item.firm.ref == firm_ref)

    def by_link(self, digest: str) -> Draft | None:
        return self._one(lambda item: item.link.digest == digest)

    def all(self) -> list[Draft]:
        return sorted(self.held.values(), key=lambda item: (item.drafted_at, item.ref))

    def remove(self, ref: str) -> bool:
        return self.held.pop(ref, None) is not None

    def _one(self, fits: Callable[[Draft], bool]) -> Draft | None:
        return next(filter(fits, self.held.values()), None)


class FakeWithdrawals:
    """Firms that took their consent back."""

    def __init__(self) -> None:
        self.held: dict[str, Withdrawal] = {}

    def put(self, withdrawal: Withdrawal) -> None:
        self.held[withdrawal.firm_ref] = withdrawal

    def of(
        self, firm_refs: Collection[str], numbers: Collection[CorporateNumber]
    ) -> list[Withdrawal]:
        return [
            item
            for ref, item in sorted(self.held.items())
            if ref in firm_refs or item.corporate_number in numbers
        ]

    def remove(self, firm_ref: str) -> bool:
        return self.held.pop(firm_ref, None) is not None
