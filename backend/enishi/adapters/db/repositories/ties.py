"""The history of contacts among firms."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, and_, delete, or_
from sqlmodel import col, select

from enishi.adapters.db.repositories.references import unknown_firm
from enishi.adapters.db.repositories.versions import BATCH, Changes, keyset, versions
from enishi.adapters.db.repositories.writing import add_rows, update_rows
from enishi.adapters.db.tables import FirmRow, TieFirmRow, TieRow
from enishi.domain.errors import InvalidValueError
from enishi.domain.tie import Tie, TieKind
from enishi.services.ports import Change, Stored


class SqlTieRepository:
    """The tie tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_many(self, ties: Sequence[Tie]) -> list[Change | InvalidValueError]:
        """Store each tie, as if one after the other."""
        named = sorted({ref for tie in ties for ref in tie.firm_refs})
        firms = versions(self._connection, FirmRow, named)
        changes = Changes[Tie](versions(self._connection, TieRow, [tie.ref for tie in ties]))
        answers: list[Change | InvalidValueError] = []
        for tie in ties:
            missing = next((ref for ref in tie.firm_refs if ref not in firms), None)
            answers.append(
                changes.weigh(tie) if missing is None else unknown_firm(missing, "firm_refs")
            )
        self._write(changes)
        return answers

    def stream(self) -> Iterator[Stored[Tie]]:
        """Yield every tie in order of ref."""
        for rows in keyset(self._connection, select(TieRow), col(TieRow.ref)):
            yield from self._whole(rows)

    def get(self, ref: str) -> Stored[Tie] | None:
        """Return one tie."""
        rows = self._connection.execute(select(TieRow).where(col(TieRow.ref) == ref)).all()
        return next(iter(self._whole(rows)), None)

    def on_days(self, days: Collection[date]) -> list[Tie]:
        """Return the ties of some days, in order of ref."""
        found: dict[str, Tie] = {}
        for chunk in batched(sorted(set(days)), BATCH):
            there = select(TieRow).where(col(TieRow.date).in_(chunk))
            rows = self._connection.execute(there).all()
            found |= {item.record.ref: item.record for item in self._whole(rows)}
        return [found[ref] for ref in sorted(found)]

    def newest(
        self,
        *,
        before: tuple[date, str] | None,
        limit: int,
        kind: TieKind | None = None,
        since: date | None = None,
        cluster: str | None = None,
        firm_refs: Collection[str] | None = None,
    ) -> list[Tie]:
        """Return a page of ties, newest first."""
        day, ref = col(TieRow.date), col(TieRow.ref)
        found = select(TieRow).order_by(day.desc(), ref.desc()).limit(limit)
        if before is not None:
            found = found.where(or_(day < before[0], and_(day == before[0], ref < before[1])))
        if kind is not None:
            found = found.where(col(TieRow.kind) == kind.value)
        if since is not None:
            found = found.where(day >= since)
        if cluster is not None:
            member = col(TieFirmRow.firm_ref) == col(FirmRow.ref)
            there = select(TieFirmRow.tie_ref).join(FirmRow, member)
            found = found.where(ref.in_(there.where(col(FirmRow.cluster) == cluster)))
        if firm_refs is not None:
            own = select(TieFirmRow.tie_ref).where(col(TieFirmRow.firm_ref).in_(firm_refs))
            found = found.where(ref.in_(own))
        return [item.record for item in self._whole(self._connection.execute(found).all())]

    def remove(self, ref: str) -> bool:
        """Delete a tie with its list of firms."""
        return self._connection.execute(delete(TieRow).where(col(TieRow.ref) == ref)).rowcount > 0

    def of_firms(self, firm_refs: Collection[str]) -> list[Tie]:
        """Return the contacts that any of the firms took part in, newest first."""
        found: dict[str, Tie] = {}
        for chunk in batched(sorted(set(firm_refs)), BATCH):
            own = select(TieFirmRow.tie_ref).where(col(TieFirmRow.firm_ref).in_(chunk))
            rows = self._connection.execute(select(TieRow).where(col(TieRow.ref).in_(own))).all()
            found |= {item.record.ref: item.record for item in self._whole(rows)}
        return sorted(found.values(), key=lambda tie: (tie.date, tie.ref), reverse=True)

    def leave(self, firm_ref: str) -> None:
        """Take the firm out of its ties; a tie of fewer than two firms is none."""
        own = select(TieFirmRow.tie_ref).where(TieFirmRow.firm_ref == firm_ref)
        rows = self._connection.execute(select(TieRow).where(col(TieRow.ref).in_(own))).all()
        ties = [item.record for item in self._whole(rows)]
        self._remove([tie.ref for tie in ties if len(tie.firm_refs) <= 2])
        self.put_many(
            [
                replace(tie, firm_refs=tuple(ref for ref in tie.firm_refs if ref != firm_ref))
                for tie in ties
                if len(tie.firm_refs) > 2
            ]
        )

    def _remove(self, refs: Sequence[str]) -> None:
        for chunk in batched(refs, BATCH):
            self._connection.execute(delete(TieRow).where(col(TieRow.ref).in_(chunk)))

    def _write(self, changes: Changes[Tie]) -> None:
        for chunk in batched(changes.updated, BATCH):
            self._connection.execute(delete(TieFirmRow).where(col(TieFirmRow.tie_ref).in_(chunk)))
        for write, ties in ((add_rows, changes.added), (update_rows, changes.updated)):
            write(
                self._connection,
                TieRow,
                [_values(tie) | changes.version_of(ref) for ref, tie in ties.items()],
            )
            members = [
                {"tie_ref": tie.ref, "firm_ref": firm_ref, "position": position}
                for tie in ties.values()
                for position, firm_ref in enumerate(tie.firm_refs)
            ]
            add_rows(self._connection, TieFirmRow, members)

    def _whole(self, rows: Sequence[Row[Any]]) -> list[Stored[Tie]]:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for chunk in batched([row.ref for row in rows], BATCH):
            for tie_ref, firm_ref in self._connection.execute(
                select(TieFirmRow.tie_ref, TieFirmRow.firm_ref)
                .where(col(TieFirmRow.tie_ref).in_(chunk))
                .order_by(col(TieFirmRow.tie_ref), col(TieFirmRow.position))
            ):
                members[tie_ref].append(firm_ref)
        return [_stored(row, tuple(members[row.ref])) for row in rows]


def _values(tie: Tie) -> dict[str, Any]:
    return {
        "ref": tie.ref,
        "date": tie.date,
        "kind": tie.kind.value,
        "accepted": tie.accepted,
        "source": tie.source,
    }


def _stored(row: Row[Any], firm_refs: tuple[str, ...]) -> Stored[Tie]:
    tie = Tie(
        ref=row.ref,
        date=row.date,
        kind=TieKind(row.kind),
        firm_refs=firm_refs,
        accepted=row.accepted,
        source=row.source,
    )
    return Stored(tie, row.revision, row.updated_at)
