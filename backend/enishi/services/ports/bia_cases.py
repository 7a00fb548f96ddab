"""Where BIA cases are kept, and what their owners are told."""

from collections.abc import Collection
from typing import Protocol

from enishi.domain.bia.filing import CaseNotice, FiledCase
from enishi.services.ports.records import Stored


class CaseRepository(Protocol):
    """BIA cases, by their ref; they go with the firm or the chamber that they belong to."""

    def put(self, filed: FiledCase, *, is_edit: bool = True) -> Stored[FiledCase]:
        """Store the case in place of the one that its ref held.

        An edit raises the revision; what was merely reckoned anew (`figures`) does not.
        """

    def get(self, ref: str) -> Stored[FiledCase] | None:
        """Return one case."""

    def page(
        self, owners: Collection[str] | None, *, after: str | None, limit: int
    ) -> list[Stored[FiledCase]]:
        """Return the cases of some organisations (None: of all), newest first, behind `after`."""

    def owning_firms(self) -> frozenset[str]:
        """Return the firms that have cases."""

    def leaning_on(self, firm_refs: Collection[str]) -> list[Stored[FiledCase]]:
        """Return the cases with an option of any of the firms, oldest first."""

    def remove(self, ref: str) -> bool:
        """Delete the case with its notices; False where there is none."""


class CaseNoticeRepository(Protocol):
    """What the owners of cases were told, and how far the outbox was read for it."""

    def add(self, notice: CaseNotice) -> None:
        """Store a notice."""

    def page(
        self, owners: Collection[str] | None, *, after: str | None, limit: int
    ) -> list[CaseNotice]:
        """Return the notices to some organisations (None: to all), newest first."""

    def position(self) -> int:
        """Return up to where the outbox was read; 0 where it never was."""

    def move_to(self, position: int) -> None:
        """Note up to where the outbox was read."""
