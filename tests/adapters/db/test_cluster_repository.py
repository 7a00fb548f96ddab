from enishi.adapters.db import SqlDatabase
from enishi.domain.cluster import Cluster, ClusterType
from enishi.services.ports import Change

TSUBAMESANJO = Cluster(
    name="燕三条",
    type=ClusterType.LOCAL_INDUSTRY,
    name_kana="ツバメサンジョウ",
    name_en="Tsubame-Sanjo",
    prefecture="新潟県",
    municipalities=("燕市", "三条市"),
    summary="金属加工の産地。",
)


def test_a_cluster_comes_back_with_everything_that_is_known_of_it(database: SqlDatabase):
    with database.begin() as work:
        assert work.clusters.put(TSUBAMESANJO) is Change.ADDED

    with database.read() as work:
        found = work.clusters.get("燕三条")
        assert found is not None
        assert (found.record, found.revision) == (TSUBAMESANJO, 1)
        assert work.clusters.get("諏訪") is None


def test_only_a_changed_cluster_gets_the_next_revision(database: SqlDatabase):
    bare = Cluster("燕三条")
    with database.begin() as work:
        answers = [work.clusters.put(each) for each in (bare, bare, TSUBAMESANJO, TSUBAMESANJO)]

    assert answers == [Change.ADDED, Change.UNCHANGED, Change.UPDATED, Change.UNCHANGED]
    with database.read() as work:
        [found] = work.clusters.all()
    assert (found.record, found.revision) == (TSUBAMESANJO, 2)


def test_mentioning_a_cluster_adds_its_name_and_changes_nothing_that_is_known(
    database: SqlDatabase,
):
    with database.begin() as work:
        work.clusters.put(TSUBAMESANJO)
        work.clusters.mention(["諏訪", "燕三条", "諏訪", "坂城"])
        work.clusters.mention([])

    with database.read() as work:
        assert [item.record for item in work.clusters.all()] == [
            Cluster("坂城"),
            TSUBAMESANJO,
            Cluster("諏訪"),
        ]


def test_a_removed_cluster_is_gone(database: SqlDatabase):
    with database.begin() as work:
        work.clusters.put(TSUBAMESANJO)
        assert work.clusters.remove("燕三条") is True
        assert work.clusters.remove("燕三条") is False
        assert work.clusters.all() == []
