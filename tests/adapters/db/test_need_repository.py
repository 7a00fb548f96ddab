from uuid import UUID

from hypothesis import HealthCheck, given, settings

from builders import a_firm, a_need
from enishi.adapters.db import SqlDatabase
from enishi.domain.errors import InvalidValueError
from enishi.domain.need import Need, NeedKind
from enishi.services.ports import Change
from strategies import needs as any_needs


def put(database: SqlDatabase, *needs: Need) -> list[Change | InvalidValueError]:
    with database.begin() as work:
        return work.needs.put_many(needs)


def test_a_need_comes_back_with_everything_that_it_asks(database: SqlDatabase):
    firm = a_firm()
    need = a_need(
        "航空機部品の切削",
        kind=NeedKind.ALTERNATIVE_SOURCING,
        by=firm,
        description="チタン合金。\n5軸が要ります。",
        query="チタン 5軸",
        label="lay-wording",
        certified="JISQ9100",
        max_lead_time_days=30,
        lot=100,
        tolerance_um="0.005",
        max_size_mm="420.50",
        exclude_clusters=["燕三条", "諏訪"],
        prefectures="長野県",
    )
    with database.begin() as work:
        work.firms.put_many([firm])

    assert put(database, need) == [Change.ADDED]

    with database.read() as work:
        found = work.needs.get(need.ref)
        assert found is not None
        assert found.record == need
        assert work.needs.ref_of(str(need.id)) == need.ref
        assert work.needs.ref_of(str(UUID(int=0))) is None
        assert work.needs.ref_of("N001") is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(need=any_needs())
def test_any_need_comes_back_equal(sqlite_database: SqlDatabase, need: Need):
    put(sqlite_database, need)

    with sqlite_database.read() as work:
        found = work.needs.get(need.ref)
    assert found is not None
    assert found.record == need
    assert put(sqlite_database, need) == [Change.UNCHANGED]


def test_a_need_of_an_unknown_firm_is_refused_alone(database: SqlDatabase):
    answers = put(database, a_need(ref="前"), a_need(ref="誤", by="F404"), a_need(ref="後"))

    assert answers[0] == answers[2] == Change.ADDED
    refusal = answers[1]
    assert isinstance(refusal, InvalidValueError)
    assert refusal.field == "firm_ref"
    assert "F404" in refusal.message
    with database.read() as work:
        assert work.needs.count() == 2
        assert work.needs.get("誤") is None


def test_only_a_changed_need_gets_the_next_revision(database: SqlDatabase):
    put(database, a_need("切削", ref="N1"), a_need("研削", ref="N2"))

    answers = put(database, a_need("切削", ref="N1"), a_need("研磨", ref="N2"))

    assert answers == [Change.UNCHANGED, Change.UPDATED]
    with database.read() as work:
        assert [
            (item.record.ref, item.record.title, item.revision) for item in work.needs.stream()
        ] == [("N1", "切削", 1), ("N2", "研磨", 2)]


def test_a_page_keeps_to_its_kind_and_to_the_cluster_of_the_seeker(database: SqlDatabase):
    here, there = a_firm(cluster="燕三条"), a_firm(cluster="諏訪")
    with database.begin() as work:
        work.firms.put_many([here, there])
        work.needs.put_many(
            [
                a_need(ref="1", by=here, kind=NeedKind.SOURCING),
                a_need(ref="2", by=here, kind=NeedKind.JOINT_DEVELOPMENT),
                a_need(ref="3", by=there, kind=NeedKind.SOURCING),
                a_need(ref="4", kind=NeedKind.SOURCING),
            ]
        )

    def found(
        after: str | None = None,
        limit: int = 9,
        kind: NeedKind | None = None,
        cluster: str | None = None,
        firm_ref: str | None = None,
    ) -> list[str]:
        with database.read() as work:
            page = work.needs.page(
                after=after, limit=limit, kind=kind, cluster=cluster, firm_ref=firm_ref
            )
        return [item.record.ref for item in page]

    assert found() == ["1", "2", "3", "4"]
    assert found(after="1", limit=2) == ["2", "3"]
    assert found(kind=NeedKind.SOURCING) == ["1", "3", "4"]
    assert found(cluster="燕三条") == ["1", "2"]
    assert found(kind=NeedKind.SOURCING, cluster="燕三条") == ["1"]
    assert found(firm_ref=there.ref) == ["3"]
    assert found(firm_ref="nobody") == []


def test_a_removed_need_is_gone(database: SqlDatabase):
    put(database, a_need(ref="N1"))

    with database.begin() as work:
        assert work.needs.remove("N1") is True
        assert work.needs.remove("N1") is False
        assert work.needs.get("N1") is None
