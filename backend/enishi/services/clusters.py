"""What is known of the clusters."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.cluster import Cluster
from enishi.domain.errors import ConflictError, NotFoundError, NotPermittedError
from enishi.services.firms import must_be_current
from enishi.services.ports import Database, Stored, UnitOfWork
from enishi.services.sight import firms_seen


@dataclass(frozen=True)
class ClusterService:
    """Describes clusters and counts their firms."""

    database: Database

    def all(self, *, by: Caller = ANONYMOUS) -> list[tuple[Stored[Cluster], int]]:
        """Return every cluster in order of name, with the number of firms that the caller sees."""
        with self.database.read() as work:
            counts = _counted(work, by)
            return [(item, counts.get(item.record.name, 0)) for item in work.clusters.all()]

    def get(self, name: str, *, by: Caller = ANONYMOUS) -> tuple[Stored[Cluster], int]:
        """Return one cluster with the number of its firms; raises NotFoundError."""
        with self.database.read() as work:
            return _shown(work, name, by)

    def add(self, cluster: Cluster, *, by: Caller) -> tuple[Stored[Cluster], int]:
        """Store a new cluster; raises ConflictError where its name is taken.

        A firm that names a cluster takes the name: what is known of it is added by `change`.
        """
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            _must_describe(work, cluster, by)
            if work.clusters.get(cluster.name) is not None:
                raise ConflictError(
                    f"産地 {cluster.name} は登録済みです", english=f"{cluster.name} exists already"
                )
            work.clusters.put(cluster)
            return _shown(work, cluster.name, by)

    def change(
        self, name: str, edit: Callable[[Cluster], Cluster], *, expected: int | None, by: Caller
    ) -> tuple[Stored[Cluster], int]:
        """Replace a cluster by its edited self; raises NotFoundError and ConflictError."""
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            stored = _described(work, name, by)
            must_be_current(stored, expected)
            work.clusters.put(edit(stored.record))
            return _shown(work, name, by)

    def describe(
        self, cluster: Cluster, *, expected: int | None, by: Caller
    ) -> tuple[Stored[Cluster], int]:
        """Store what is known of a cluster, new or not."""
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            stored = work.clusters.get(cluster.name)
            _must_describe(work, stored.record if stored else cluster, by)
            if stored is not None:
                must_be_current(stored, expected)
            work.clusters.put(cluster)
            return _shown(work, cluster.name, by)

    def remove(self, name: str, *, expected: int | None, by: Caller) -> None:
        """Forget a cluster; raises ConflictError while firms belong to it."""
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            stored = _described(work, name, by)
            must_be_current(stored, expected)
            firms = work.firms.count_by_cluster().get(name, 0)
            if firms:
                raise ConflictError(
                    f"{name} には{firms}社が登録されているため、削除できません",
                    english=f"{firms} firms belong to {name}; it cannot be removed",
                )
            work.clusters.remove(name)


def _must_describe(work: UnitOfWork, cluster: Cluster, by: Caller) -> None:
    """Refuse whoever does not look after the cluster, or after a firm of it."""
    by.must_be_of_a_chamber()
    inside = (item.record for item in work.firms.within(by.regions))
    if not (
        by.is_operator
        or by.looks_after(cluster)
        or any(firm.cluster == cluster.name and by.coordinates(firm) for firm in inside)
    ):
        raise NotPermittedError(
            "担当する地域の産地ではありません", english="the cluster is outside your region"
        )


def _described(work: UnitOfWork, name: str, by: Caller) -> Stored[Cluster]:
    by.must_be_of_a_chamber()
    stored = _found(work, name)
    _must_describe(work, stored.record, by)
    return stored


def _shown(work: UnitOfWork, name: str, by: Caller) -> tuple[Stored[Cluster], int]:
    return _found(work, name), _counted(work, by).get(name, 0)


def _counted(work: UnitOfWork, by: Caller) -> Counter[str]:
    """Return how many firms of each cluster the caller sees there."""
    counts = Counter(work.firms.count_by_cluster())
    guarded = work.firms.get_many(work.disclosures.guarded_firms())
    seen = firms_seen(work, guarded, by)
    counts.subtract(item.record.cluster for item in guarded.values() if item.record.cluster)
    counts.update(item.record.cluster for item in seen.values() if item.record.cluster)
    return counts


def _found(work: UnitOfWork, name: str) -> Stored[Cluster]:
    stored = work.clusters.get(name)
    if stored is None:
        raise NotFoundError("その産地は見つかりません", english="no such cluster")
    return stored
