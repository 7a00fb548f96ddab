"""What is known of the clusters."""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.domain.cluster import Cluster
from enishi.domain.errors import ConflictError, NotFoundError
from enishi.services.firms import must_be_current
from enishi.services.ports import Database, Stored, UnitOfWork


@dataclass(frozen=True)
class ClusterService:
    """Describes clusters and counts their firms."""

    database: Database

    def all(self) -> list[tuple[Stored[Cluster], int]]:
        """Return every cluster in order of name, with the number of its firms."""
        with self.database.read() as work:
            counts = work.firms.count_by_cluster()
            return [(item, counts.get(item.record.name, 0)) for item in work.clusters.all()]

    def get(self, name: str) -> tuple[Stored[Cluster], int]:
        """Return one cluster with the number of its firms; raises NotFoundError."""
        with self.database.read() as work:
            stored = _found(work, name)
            return stored, work.firms.count_by_cluster().get(name, 0)

    def add(self, cluster: Cluster) -> tuple[Stored[Cluster], int]:
        """Store a new cluster; raises ConflictError where its name is taken.

        A firm that names a cluster takes the name: what is known of it is added by `change`.
        """
        with self.database.begin() as work:
            if work.clusters.get(cluster.name) is not None:
                raise ConflictError(
                    f"産地 {cluster.name} は登録済みです", english=f"{cluster.name} exists already"
                )
            work.clusters.put(cluster)
        return self.get(cluster.name)

    def change(
        self, name: str, edit: Callable[[Cluster], Cluster], *, expected: int | None
    ) -> tuple[Stored[Cluster], int]:
        """Replace a cluster by its edited self; raises NotFoundError and ConflictError."""
        with self.database.begin() as work:
            stored = _found(work, name)
            must_be_current(stored, expected)
            work.clusters.put(edit(stored.record))
        return self.get(name)

    def describe(self, cluster: Cluster, *, expected: int | None) -> tuple[Stored[Cluster], int]:
        """Store what is known of a cluster, new or not."""
        with self.database.begin() as work:
            stored = work.clusters.get(cluster.name)
            if stored is not None:
                must_be_current(stored, expected)
            work.clusters.put(cluster)
        return self.get(cluster.name)

    def remove(self, name: str, *, expected: int | None) -> None:
        """Forget a cluster; raises ConflictError while firms belong to it."""
        with self.database.begin() as work:
            stored = _found(work, name)
            must_be_current(stored, expected)
            firms = work.firms.count_by_cluster().get(name, 0)
            if firms:
                raise ConflictError(
                    f"{name} には{firms}社が登録されているため、削除できません",
                    english=f"{firms} firms belong to {name}; it cannot be removed",
                )
            work.clusters.remove(name)


def _found(work: UnitOfWork, name: str) -> Stored[Cluster]:
    stored = work.clusters.get(name)
    if stored is None:
        raise NotFoundError("その産地は見つかりません", english="no such cluster")
    return stored
