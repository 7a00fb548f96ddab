"""Firms with their facilities and capabilities, stored as one whole."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from more_itertools import batched
from sqlalchemy import Connection, Row, delete, func, or_, update
from sqlmodel import col, select

from enishi.adapters.db.repositories.firm_rows import (
    capability_values,
    facility_values,
    firm_of,
    firm_values,
)
from enishi.adapters.db.repositories.organisation_refs import held_by_others
from enishi.adapters.db.repositories.ties import SqlTieRepository
from enishi.adapters.db.repositories.versions import BATCH, Changes, keyset, versions
from enishi.adapters.db.repositories.writing import add_rows, update_rows
from enishi.adapters.db.tables import CapabilityRow, ChamberRow, FacilityRow, FirmRow
from enishi.domain.chamber import Region
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.services.ports import Change, Stored


class SqlFirmRepository:
    """The firm, facility and capability tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_many(self, firms: Sequence[Firm]) -> list[Change | InvalidValueError]:
        """Store each firm whole, as if one after the other."""
        refs = [firm.ref for firm in firms]
        changes = Changes[Firm](versions(self._connection, FirmRow, refs))
        numbers = _CorporateNumbers(self._connection, firms)
        taken = held_by_others(self._connection, refs, others=ChamberRow)
        answers: list[Change | InvalidValueError] = []
        for firm in firms:
            refusal = _ref_taken(firm.ref) if firm.ref in taken else numbers.refuse(firm)
            answers.append(changes.weigh(firm) if refusal is None else refusal)
        self._write(changes)
        return answers

    def get(self, ref: str) -> Stored[Firm] | None:
        """Return one firm."""
        return self.get_many([ref]).get(ref)

    def get_many(self, refs: Sequence[str]) -> dict[str, Stored[Firm]]:
        """Return those of the firms that exist."""
        found: dict[str, Stored[Firm]] = {}
        for chunk in batched(refs, BATCH):
            rows = self._connection.execute(select(FirmRow).where(col(FirmRow.ref).in_(chunk)))
            found.update({item.record.ref: item for item in self._whole(rows.all())})
        return found

    def existing(self, refs: Sequence[str]) -> set[str]:
        """Return which of the refs are registered."""
        return set(versions(self._connection, FirmRow, refs))

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        cluster: str | None,
        prefecture: str | None,
        named: str | None = None,
    ) -> list[Stored[Firm]]:
        """Return firms in order of ref, beginning behind `after`."""
        statement = select(FirmRow).order_by(col(FirmRow.ref)).limit(limit)
        if after is not None:
            statement = statement.where(col(FirmRow.ref) > after)
        if cluster is not None:
            statement = statement.where(FirmRow.cluster == cluster)
        if prefecture is not None:
            statement = statement.where(FirmRow.prefecture == prefecture)
        if named is not None:
            contains = col(FirmRow.name).contains(named, autoescape=True)
            statement = statement.where(or_(contains, col(FirmRow.ref) == named))
        return self._whole(self._connection.execute(statement).all())

    def stream(self) -> Iterator[Stored[Firm]]:
        """Yield every firm in order of ref."""
        for rows in keyset(self._connection, select(FirmRow), col(FirmRow.ref)):
            yield from self._whole(rows)

    def within(self, regions: Collection[Region]) -> Iterator[Stored[Firm]]:
        """Yield the firms that any of the regions covers, in order of ref."""
        inside = [
            col(column).in_(names)
            for region in regions
            for column, names in (
                (FirmRow.cluster, region.clusters),
                (FirmRow.prefecture, region.prefectures),
                (FirmRow.municipality_code, region.municipality_codes),
            )
            if names
        ]
        if inside:
            statement = select(FirmRow).where(or_(*inside))
            for rows in keyset(self._connection, statement, col(FirmRow.ref)):
                yield from self._whole(rows)

    def count(self) -> int:
        """Return how many firms there are."""
        return self._connection.scalar(select(func.count()).select_from(FirmRow)) or 0

    def clusters(self) -> dict[str, str | None]:
        """Return the cluster of every firm, in order of ref."""
        rows = self._connection.execute(
            select(FirmRow.ref, FirmRow.cluster).order_by(col(FirmRow.ref))
        )
        return dict(tuple(row) for row in rows)

    def count_by_cluster(self) -> dict[str, int]:
        """Return the number of firms of each cluster that has any."""
        rows = self._connection.execute(
            select(FirmRow.cluster, func.count())
            .where(col(FirmRow.cluster).is_not(None))
            .group_by(col(FirmRow.cluster))
        )
        return {cluster: number for cluster, number in rows if cluster is not None}

    def remove(self, ref: str) -> bool:
        """Delete the firm with its facilities, capabilities and needs, and leave its ties."""
        SqlTieRepository(self._connection).leave(ref)
        done = self._connection.execute(delete(FirmRow).where(col(FirmRow.ref) == ref))
        return done.rowcount > 0

    def capabilities_since(
        self, refs: Collection[str], first: datetime, last: datetime
    ) -> dict[str, frozenset[str]]:
        """Return by firm the capability_refs that came between two moments, the last excluded."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for chunk in batched(refs, BATCH):
            rows = self._connection.execute(
                select(CapabilityRow.firm_ref, CapabilityRow.ref).where(
                    col(CapabilityRow.firm_ref).in_(chunk),
                    col(CapabilityRow.since) >= first,
                    col(CapabilityRow.since) < last,
                )
            )
            for firm_ref, ref in rows:
                found[firm_ref].add(ref)
        return {firm_ref: frozenset(refs) for firm_ref, refs in found.items()}

    def holder_of(self, number: CorporateNumber) -> str | None:
        """Return the ref of the firm that has this 法人番号."""
        return self._connection.scalar(
            select(FirmRow.ref).where(FirmRow.corporate_number == number.value)
        )

    def ref_of(self, firm_id: str) -> str | None:
        """Return the ref of the firm with this identity."""
        try:
            identity = UUID(firm_id)
        except ValueError:
            return None
        return self._connection.scalar(select(FirmRow.ref).where(FirmRow.id == identity))

    def _write(self, changes: Changes[Firm]) -> None:
        known = self._known_since(changes.updated)
        # A number may pass from one firm to another: the old holder lets go of it first.
        for chunk in batched(changes.updated, BATCH):
            self._connection.execute(
                update(FirmRow).where(col(FirmRow.ref).in_(chunk)).values(corporate_number=None)
            )
            for part in (FacilityRow, CapabilityRow):
                self._connection.execute(delete(part).where(col(part.firm_ref).in_(chunk)))
        for write, firms in ((add_rows, changes.added), (update_rows, changes.updated)):
            write(
                self._connection,
                FirmRow,
                [firm_values(firm) | changes.version_of(ref) for ref, firm in firms.items()],
            )
            self._add_parts(firms.values(), known)

    def _known_since(self, refs: Collection[str]) -> dict[tuple[str, str], datetime | None]:
        """Return since when those firms have had each capability."""
        known: dict[tuple[str, str], datetime | None] = {}
        for chunk in batched(refs, BATCH):
            rows = self._connection.execute(
                select(CapabilityRow.firm_ref, CapabilityRow.ref, CapabilityRow.since).where(
                    col(CapabilityRow.firm_ref).in_(chunk)
                )
            )
            known |= {(firm_ref, ref): since for firm_ref, ref, since in rows}
        return known

    def _add_parts(
        self, firms: Collection[Firm], known: Mapping[tuple[str, str], datetime | None]
    ) -> None:
        now = datetime.now(UTC)
        facilities = [
            facility_values(facility) | {"firm_ref": firm.ref, "position": position}
            for firm in firms
            for position, facility in enumerate(firm.facilities)
        ]
        capabilities = [
            capability_values(capability)
            | {
                "firm_ref": firm.ref,
                "position": position,
                "since": known.get((firm.ref, capability.ref), now),
            }
            for firm in firms
            for position, capability in enumerate(firm.capabilities)
        ]
        add_rows(self._connection, FacilityRow, facilities)
        add_rows(self._connection, CapabilityRow, capabilities)

    def _whole(self, rows: Sequence[Row[Any]]) -> list[Stored[Firm]]:
        """Join firms with their parts, in two queries whatever their number."""
        refs = [row.ref for row in rows]
        facilities = self._parts(FacilityRow, refs)
        capabilities = self._parts(CapabilityRow, refs)
        return [
            Stored(
                firm_of(row, facilities[row.ref], capabilities[row.ref]),
                row.revision,
                row.updated_at,
            )
            for row in rows
        ]

    def _parts(
        self, table: type[FacilityRow] | type[CapabilityRow], refs: Sequence[str]
    ) -> defaultdict[str, list[Row[Any]]]:
        parts: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        for chunk in batched(refs, BATCH):
            for row in self._connection.execute(
                select(table)
                .where(col(table.firm_ref).in_(chunk))
                .order_by(col(table.firm_ref), col(table.position))
            ):
                parts[row.firm_ref].append(row)
        return parts


class _CorporateNumbers:
    """Who holds which 法人番号, followed through one call."""

    def __init__(self, connection: Connection, firms: Sequence[Firm]) -> None:
        self._number_of: dict[str, str] = {}
        asked = [str(firm.corporate_number) for firm in firms if firm.corporate_number]
        refs = [firm.ref for firm in firms]
        for column, values in ((FirmRow.corporate_number, asked), (FirmRow.ref, refs)):
            for chunk in batched(values, BATCH):
                rows = connection.execute(
                    select(FirmRow.ref, FirmRow.corporate_number).where(col(column).in_(chunk))
                )
                self._number_of.update({ref: number for ref, number in rows if number})
        self._holder_of = {number: ref for ref, number in self._number_of.items()}

    def refuse(self, firm: Firm) -> InvalidValueError | None:
        """Refuse a firm whose number another holds; otherwise let it hold its number."""
        number = None if firm.corporate_number is None else str(firm.corporate_number)
        if number is not None:
            holder = self._holder_of.setdefault(number, firm.ref)
            if holder != firm.ref:
                return _number_taken(number, holder)
        given_up = self._number_of.pop(firm.ref, None)
        if given_up is not None and given_up != number:
            del self._holder_of[given_up]
        if number is not None:
            self._number_of[firm.ref] = number
        return None


def _number_taken(number: str, holder: str) -> InvalidValueError:
    return InvalidValueError(
        f"法人番号 {number} は {holder} で登録済みです",
        field="corporate_number",
        english=f"corporate number {number} is registered as {holder}",
    )


def _ref_taken(ref: str) -> InvalidValueError:
    return InvalidValueError(
        f"{ref} は、企業でない組織の番号です。ほかの番号を付けてください",
        field="firm_ref",
        english=f"{ref} names an organisation that is no firm: choose another ref",
    )
