"""Stand-ins that behave: BIA cases, and what their owners were told."""

from collections.abc import Collection
from datetime import UTC, datetime

from enishi.domain.bia.filing import CaseNotice, FiledCase
from enishi.services.ports import Stored


class FakeCases:
    """Cases in the order in which they were made."""

    def __init__(self, notices: "FakeCaseNotices") -> None:
        self.held: dict[str, Stored[FiledCase]] = {}
        self._notices = notices
        notices.cases = self

    def put(self, filed: FiledCase, *, is_edit: bool = True) -> Stored[FiledCase]:
        held = self.held.get(filed.ref)
        if held is None:
            stored = Stored(filed, 1, filed.created_at)
        elif is_edit:
            stored = Stored(filed, held.revision + 1, datetime.now(UTC))
        else:
            stored = Stored(filed, held.revision, held.updated_at)
        self.held[filed.ref] = stored
        return stored

    def get(self, ref: str) -> Stored[FiledCase] | None:
        return self.held.get(ref)

    def page(
        self, owners: Collection[str] | None, *, after: str | None, limit: int
    ) -> list[Stored[FiledCase]]:
        refs = list(self.held)[::-1]
        behind = refs[refs.index(after) + 1 :] if after in refs else refs
        found = [self.held[ref] for ref in behind]
        return [item for item in found if self.is_of(item.record.ref, owners)][:limit]

    def owning_firms(self) -> frozenset[str]:
        found = (item.record.firm_ref for item in self.held.values())
        return frozenset(ref for ref in found if ref)

    def leaning_on(self, firm_refs: Collection[str]) -> list[Stored[FiledCase]]:
        return [item for item in self.held.values() if item.record.leans_on & set(firm_refs)]

    def remove(self, ref: str) -> bool:
        kept = {key: item for key, item in self._notices.held.items() if item.case_ref != ref}
        self._notices.held = kept
        return self.held.pop(ref, None) is not None

    def forget_organisation(self, organisation_ref: str) -> None:
        for ref in [key for key in self.held if self.is_of(key, [organisation_ref])]:
            self.remove(ref)

    def is_of(self, ref: str, owners: Collection[str] | None) -> bool:
        return owners is None or self.held[ref].record.organisation_ref in owners


class FakeCaseNotices:
    """Notices in the order in which they were made."""

    def __init__(self) -> None:
        self.held: dict[str, CaseNotice] = {}
        self.read_until = 0
        self.cases: FakeCases

    def add(self, notice: CaseNotice) -> None:
        self.held[notice.ref] = notice

    def page(
        self, owners: Collection[str] | None, *, after: str | None, limit: int
    ) -> list[CaseNotice]:
        refs = list(self.held)[::-1]
        behind = refs[refs.index(after) + 1 :] if after in refs else refs
        found = [self.held[ref] for ref in behind]
        return [item for item in found if self.cases.is_of(item.case_ref, owners)][:limit]

    def position(self) -> int:
        return self.read_until

    def move_to(self, position: int) -> None:
        self.read_until = position
