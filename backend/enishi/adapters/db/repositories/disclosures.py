"""Who may see what."""

from collections.abc import Collection
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, delete, insert
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import FirmDisclosureRow, HiddenFromRow, NeedDisclosureRow
from enishi.domain.disclosure import OPEN, Disclosure, Visibility


class SqlDisclosureRepository:
    """The disclosure tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_firm(self, firm_ref: str, disclosure: Disclosure) -> None:
        """Store what a firm decided; an open disclosure is kept as none."""
        self._connection.execute(
            delete(FirmDisclosureRow).where(col(FirmDisclosureRow.firm_ref) == firm_ref)
        )
        if disclosure:
            self._connection.execute(
                insert(FirmDisclosureRow), {"firm_ref": firm_ref, **_decided(disclosure)}
            )
            hidden = [
                {"firm_ref": firm_ref, "from_ref": ref} for ref in sorted(disclosure.hide_from)
            ]
            add_rows(self._connection, HiddenFromRow, hidden)

    def of_firm(self, firm_ref: str) -> Disclosure:
        """Return what a firm decided."""
        return self.of_firms([firm_ref]).get(firm_ref, OPEN)

    def of_firms(self, firm_refs: Collection[str]) -> dict[str, Disclosure]:
        """Return what firms decided; those that decided nothing are left out."""
        found: dict[str, Disclosure] = {}
        for chunk in batched(sorted(set(firm_refs)), BATCH):
            decided = self._connection.execute(
                select(FirmDisclosureRow).where(col(FirmDisclosureRow.firm_ref).in_(chunk))
            ).all()
            if not decided:
                continue
            hidden: dict[str, set[str]] = {}
            for row in self._connection.execute(
                select(HiddenFromRow).where(col(HiddenFromRow.firm_ref).in_(chunk))
            ):
                hidden.setdefault(row.firm_ref, set()).add(row.from_ref)
            found |= {
                row.firm_ref: _disclosure(row, hidden.get(row.firm_ref, ())) for row in decided
            }
        return found

    def guarded_firms(self) -> list[str]:
        """Return in order the refs of the firms that keep anything back."""
        rows = self._connection.scalars(
            select(FirmDisclosureRow.firm_ref).order_by(col(FirmDisclosureRow.firm_ref))
        )
        return list(rows)

    def hiding_from(self, firm_refs: Collection[str]) -> frozenset[str]:
        """Return the firms that hide from any of some firms."""
        if not firm_refs:
            return frozenset()
        rows = self._connection.scalars(
            select(HiddenFromRow.firm_ref).where(col(HiddenFromRow.from_ref).in_(firm_refs))
        )
        return frozenset(rows)

    def put_need(self, need_ref: str, disclosure: Disclosure) -> None:
        """Store what was decided on a need; an open disclosure is kept as none."""
        self._connection.execute(
            delete(NeedDisclosureRow).where(col(NeedDisclosureRow.need_ref) == need_ref)
        )
        if disclosure:
            self._connection.execute(
                insert(NeedDisclosureRow),
                {
                    "need_ref": need_ref,
                    **_decided(disclosure),
                    "hide_from": sorted(disclosure.hide_from),
                },
            )

    def of_need(self, need_ref: str) -> Disclosure:
        """Return what was decided on a need."""
        return self.of_needs([need_ref]).get(need_ref, OPEN)

    def of_needs(self, need_refs: Collection[str]) -> dict[str, Disclosure]:
        """Return what was decided on needs; the open ones are left out."""
        found: dict[str, Disclosure] = {}
        for chunk in batched(sorted(set(need_refs)), BATCH):
            rows = self._connection.execute(
                select(NeedDisclosureRow).where(col(NeedDisclosureRow.need_ref).in_(chunk))
            )
            found |= {row.need_ref: _disclosure(row, row.hide_from) for row in rows}
        return found


def _decided(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "listing": int(disclosure.listing),
        "paths": {path: int(level) for path, level in disclosure.paths.items()},
    }


def _disclosure(row: Any, hide_from: Collection[str]) -> Disclosure:
    return Disclosure(
        listing=Visibility(row.listing),
        paths={path: Visibility(level) for path, level in row.paths.items()},
        hide_from=frozenset(hide_from),
    )
