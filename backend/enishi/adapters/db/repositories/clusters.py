"""What is known of the clusters."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from more_itertools import batched
from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import col, select

from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import ClusterRow
from enishi.domain.cluster import Cluster, ClusterType
from enishi.services.ports import Change, Stored

_FIELDS = ("name", "name_kana", "name_en", "prefecture", "summary")


class SqlClusterRepository:
    """The cluster table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, cluster: Cluster) -> Change:
        """Store the cluster, replacing what is known of it."""
        held = self.get(cluster.name)
        if held is None:
            self._connection.execute(insert(ClusterRow), _values(cluster, revision=1))
            return Change.ADDED
        if held.record == cluster:
            return Change.UNCHANGED
        self._connection.execute(
            update(ClusterRow).where(col(ClusterRow.name) == cluster.name),
            _values(cluster, revision=held.revision + 1),
        )
        return Change.UPDATED

    def mention(self, names: Sequence[str]) -> None:
        """Make sure that clusters of these names exist."""
        for chunk in batched(sorted(set(names)), BATCH):
            named = select(ClusterRow.name).where(col(ClusterRow.name).in_(chunk))
            known = set(self._connection.scalars(named))
            new = [Cluster(name) for name in chunk if name not in known]
            add_rows(self._connection, ClusterRow, [_values(item, revision=1) for item in new])

    def get(self, name: str) -> Stored[Cluster] | None:
        """Return one cluster."""
        row = self._connection.execute(select(ClusterRow).where(ClusterRow.name == name)).first()
        return None if row is None else _stored(row)

    def all(self) -> list[Stored[Cluster]]:
        """Return every cluster in order of name."""
        rows = self._connection.execute(select(ClusterRow).order_by(col(ClusterRow.name)))
        return [_stored(row) for row in rows]

    def remove(self, name: str) -> bool:
        """Delete the cluster's description."""
        done = self._connection.execute(delete(ClusterRow).where(col(ClusterRow.name) == name))
        return done.rowcount > 0


def _values(cluster: Cluster, *, revision: int) -> dict[str, Any]:
    return {
        **{field: getattr(cluster, field) for field in _FIELDS},
        "type": cluster.type.value if cluster.type else None,
        "municipalities": cluster.municipalities,
        "revision": revision,
        "updated_at": datetime.now(UTC),
    }


def _stored(row: Row[Any]) -> Stored[Cluster]:
    cluster = Cluster(
        **{field: getattr(row, field) for field in _FIELDS},
        type=ClusterType(row.type) if row.type else None,
        municipalities=tuple(row.municipalities),
    )
    return Stored(cluster, row.revision, row.updated_at)
