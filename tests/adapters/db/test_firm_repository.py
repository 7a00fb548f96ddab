import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from builders import (
    a_capability,
    a_corporate_number,
    a_facility,
    a_firm,
    a_full_firm,
    a_need,
)
from enishi.adapters.db import SqlDatabase
from enishi.domain.capability import Availability
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.services.ports import Change
from strategies import firms as any_firms

# Beginnings of every kind that real files mix, in the order of their code points.
REFS_IN_ORDER = [
    "-1",
    "0001",
    "F-2",
    "F001",
    "F10",
    "a",
    "é",
    "あ",
    "ア",
    "三条",
    "燕",
    "Ｆ",
    "ｱ",
    "𠮷",
]


def put(database: SqlDatabase, *firms: Firm) -> list[Change | InvalidValueError]:
    with database.begin() as work:
        return work.firms.put_many(firms)


def stored(database: SqlDatabase, ref: str) -> Firm:
    with database.read() as work:
        found = work.firms.get(ref)
    assert found is not None
    return found.record


def test_a_firm_comes_back_with_everything_that_is_known_of_it(database: SqlDatabase):
    firm = a_full_firm()

    assert put(database, firm) == [Change.ADDED]

    assert stored(database, firm.ref) == firm


def test_a_firm_of_which_only_the_name_is_known_comes_back_with_nothing_made_up(
    database: SqlDatabase,
):
    firm = a_firm(can=[a_capability("切削")], facilities=[a_facility()])

    put(database, firm)

    assert stored(database, firm.ref) == firm


@pytest.mark.parametrize(
    "number", ["0.005", "0.1", "420.50", "1E+4", "1E-30", "123456789012345678.9"]
)
def test_a_number_comes_back_digit_for_digit(database: SqlDatabase, number: str):
    firm = a_firm(can=[a_capability(tolerance_um=number)])

    put(database, firm)

    assert stored(database, firm.ref).capabilities[0].tolerance_um == Decimal(number)


@pytest.mark.parametrize("sign", Availability)
def test_each_sign_of_availability_comes_back(database: SqlDatabase, sign: Availability):
    firm = a_firm(can=[a_capability(availability=sign)])

    put(database, firm)

    assert stored(database, firm.ref).capabilities[0].availability is sign


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(firm=any_firms())
def test_any_firm_comes_back_equal(sqlite_database: SqlDatabase, firm: Firm):
    # Examples share one database: each begins with no other firm in its way.
    with sqlite_database.begin() as work:
        for other in list(work.firms.stream()):
            work.firms.remove(other.record.ref)
        assert work.firms.put_many([firm]) == [Change.ADDED]

    assert stored(sqlite_database, firm.ref) == firm
    assert put(sqlite_database, firm) == [Change.UNCHANGED]


def test_an_equal_firm_is_left_untouched(database: SqlDatabase):
    firm = a_full_firm()
    put(database, firm)
    with database.read() as work:
        before = work.firms.get(firm.ref)

    assert put(database, firm) == [Change.UNCHANGED]

    with database.read() as work:
        assert work.firms.get(firm.ref) == before


def test_a_number_written_another_way_is_no_change(database: SqlDatabase):
    firm = a_firm(ref="F1", can=[a_capability(ref="C1", max_size_mm="100")])
    put(database, firm)

    same = a_firm(ref="F1", can=[a_capability(ref="C1", max_size_mm="1.00E+2")])

    assert put(database, same) == [Change.UNCHANGED]


def test_a_changed_firm_gets_the_next_revision_and_loses_its_old_parts(database: SqlDatabase):
    before = a_firm("旋盤", "研削", ref="F1", facilities=[a_facility("旧工場")])
    after = a_firm("研磨", ref="F1", facilities=[a_facility("新工場")], employees=5)
    put(database, before)
    with database.read() as work:
        first = work.firms.get("F1")

    assert put(database, after) == [Change.UPDATED]

    with database.read() as work:
        second = work.firms.get("F1")
    assert first is not None
    assert second is not None
    assert second.record == after
    assert (first.revision, second.revision) == (1, 2)
    assert second.updated_at > first.updated_at


def test_what_a_transaction_has_written_is_what_it_reads(database: SqlDatabase):
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1", name="旧社名")])
        before = work.firms.get("F1")
        work.firms.put_many([a_firm(ref="F1", name="新社名")])
        after = work.firms.get("F1")

    assert before is not None
    assert after is not None
    assert (before.record.name, after.record.name) == ("旧社名", "新社名")


def test_of_two_records_of_one_firm_in_one_call_the_later_stands(database: SqlDatabase):
    earlier, later = a_firm("旋盤", ref="F1"), a_firm("研削", ref="F1")

    assert put(database, earlier, later, later) == [Change.ADDED, Change.UPDATED, Change.UNCHANGED]

    assert stored(database, "F1") == later


class TestCorporateNumber:
    def test_a_number_that_a_stored_firm_holds_refuses_only_the_other_firm(
        self, database: SqlDatabase
    ):
        number = a_corporate_number(1)
        put(database, a_firm(ref="先", corporate_number=number))

        answers = put(
            database,
            a_firm(ref="前"),
            a_firm(ref="後", corporate_number=number),
            a_firm(ref="次"),
        )

        assert answers[0] == answers[2] == Change.ADDED
        refusal = answers[1]
        assert isinstance(refusal, InvalidValueError)
        assert refusal.field == "corporate_number"
        assert "先" in refusal.message
        assert refs(database) == ["先", "前", "次"]

    def test_a_number_that_comes_twice_in_one_call_goes_to_the_first(self, database: SqlDatabase):
        number = a_corporate_number(1)

        answers = put(
            database,
            a_firm(ref="一", corporate_number=number),
            a_firm(ref="二", corporate_number=number),
        )

        assert answers[0] is Change.ADDED
        assert isinstance(answers[1], InvalidValueError)
        assert refs(database) == ["一"]

    def test_a_refused_firm_stays_as_it_was_stored(self, database: SqlDatabase):
        taken = a_corporate_number(1)
        firm = a_firm(ref="F2", name="旧社名", corporate_number=a_corporate_number(2))
        put(database, a_firm(ref="F1", corporate_number=taken), firm)

        [answer] = put(database, replace(firm, name="新社名", corporate_number=taken))

        assert isinstance(answer, InvalidValueError)
        assert stored(database, "F2") == firm

    def test_a_number_can_pass_to_another_firm_in_one_call(self, database: SqlDatabase):
        mistaken, right = a_corporate_number(1), a_corporate_number(2)
        put(database, a_firm(ref="F1", corporate_number=mistaken))

        answers = put(
            database,
            a_firm(ref="F1", corporate_number=right),
            a_firm(ref="F0", corporate_number=mistaken),
        )

        assert answers == [Change.UPDATED, Change.ADDED]
        assert stored(database, "F1").corporate_number == right
        assert stored(database, "F0").corporate_number == mistaken

    def test_any_number_of_firms_may_have_none(self, database: SqlDatabase):
        assert put(database, a_firm(), a_firm()) == [Change.ADDED, Change.ADDED]


def refs(database: SqlDatabase) -> list[str]:
    with database.read() as work:
        return sorted(item.record.ref for item in work.firms.stream())


class TestOrder:
    @pytest.fixture
    def full(self, database: SqlDatabase) -> SqlDatabase:
        put(database, *(a_firm(ref=ref) for ref in reversed(REFS_IN_ORDER)))
        return database

    def test_a_stream_comes_in_order_of_code_points(self, full: SqlDatabase):
        with full.read() as work:
            assert [item.record.ref for item in work.firms.stream()] == REFS_IN_ORDER

    def test_pages_follow_each_other_without_gap_or_repetition(self, full: SqlDatabase):
        found: list[str] = []
        with full.read() as work:
            after = None
            while page := work.firms.page(after=after, limit=3, cluster=None, prefecture=None):
                found += [item.record.ref for item in page]
                after = found[-1]

        assert found == REFS_IN_ORDER


def test_a_page_keeps_to_its_cluster_and_prefecture(database: SqlDatabase):
    put(
        database,
        a_firm(ref="1", cluster="燕三条", prefecture="新潟県"),
        a_firm(ref="2", cluster="諏訪", prefecture="長野県"),
        a_firm(ref="3", cluster="燕三条", prefecture="長野県"),
        a_firm(ref="4"),
    )

    def found(**asked: str | None) -> list[str]:
        with database.read() as work:
            page = work.firms.page(
                after=None, limit=9, **({"cluster": None, "prefecture": None} | asked)
            )
        return [item.record.ref for item in page]

    assert found() == ["1", "2", "3", "4"]
    assert found(cluster="燕三条") == ["1", "3"]
    assert found(prefecture="長野県") == ["2", "3"]
    assert found(cluster="燕三条", prefecture="長野県") == ["3"]


def test_firms_are_found_by_a_piece_of_the_name_or_by_the_whole_ref(database: SqlDatabase):
    put(
        database,
        a_firm(ref="F1", name="縁側精工株式会社"),
        a_firm(ref="F2", name="精工100%社"),
        a_firm(ref="F10", name="川べり鍛造"),
    )

    def found(named: str) -> list[str]:
        with database.read() as work:
            page = work.firms.page(after=None, limit=9, cluster=None, prefecture=None, named=named)
        return [item.record.ref for item in page]

    assert found("精工") == ["F1", "F2"]
    assert found("F1") == ["F1"]
    assert found("0%") == ["F2"]  # a sign that SQL reads otherwise
    assert found("_") == []


def test_asking_for_many_firms_gives_those_that_exist(database: SqlDatabase):
    # More than one statement's worth, most of them unknown.
    asked = [f"F{number:04}" for number in range(1_200)]
    put(database, *(a_firm(ref=ref) for ref in asked[::100]))

    with database.read() as work:
        assert sorted(work.firms.get_many(asked)) == asked[::100]
        assert work.firms.existing(asked) == set(asked[::100])
        assert work.firms.get("F9999") is None


def test_firms_are_counted_by_cluster_and_the_unplaced_only_in_the_whole(database: SqlDatabase):
    put(
        database,
        a_firm(cluster="燕三条"),
        a_firm(cluster="燕三条"),
        a_firm(cluster="諏訪"),
        a_firm(),
    )

    with database.read() as work:
        assert work.firms.count() == 4
        assert work.firms.count_by_cluster() == {"燕三条": 2, "諏訪": 1}


def test_a_firm_is_found_by_its_identity(database: SqlDatabase):
    firm = a_firm()
    put(database, firm)

    with database.read() as work:
        assert work.firms.ref_of(str(firm.id)) == firm.ref
        assert work.firms.ref_of(str(UUID(int=0))) is None
        assert work.firms.ref_of("F001") is None


def test_removing_a_firm_removes_all_it_holds_and_nothing_else(database: SqlDatabase):
    gone, stays = a_full_firm(), a_full_firm()
    put(database, gone, stays)
    with database.begin() as work:
        work.needs.put_many(
            [a_need(ref="消", by=gone), a_need(ref="残", by=stays), a_need(ref="無")]
        )

    with database.begin() as work:
        assert work.firms.remove(gone.ref) is True
        assert work.firms.remove(gone.ref) is False

    assert stored(database, stays.ref) == stays
    with database.begin() as work:
        assert work.firms.get(gone.ref) is None
        assert sorted(item.record.ref for item in work.needs.stream()) == ["残", "無"]
        # Nothing of it is left behind to collide with, or to be found again.
        bare = replace(gone, facilities=(), capabilities=())
        assert work.firms.put_many([bare]) == [Change.ADDED]
        assert stored_in(work, gone.ref) == bare


def stored_in(work, ref: str) -> Firm:
    return work.firms.get(ref).record


def test_a_stream_holds_a_few_of_the_firms_at_a_time(database: SqlDatabase):
    summary = "切" * 2_000  # 4 kB in memory, so that all of them weigh 20 MB
    put(database, *(a_firm(ref=f"F{number:05}", summary=summary) for number in range(5_000)))

    with database.read() as work:
        tracemalloc.start()
        assert sum(1 for _ in work.firms.stream()) == 5_000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert peak < 10_000_000


def test_a_capability_keeps_the_moment_at_which_it_came(database: SqlDatabase):
    old, new = a_capability("切削"), a_capability("精密研削")
    firm = a_firm(can=[old])
    beginning = datetime.now(UTC)
    with database.begin() as work:
        work.firms.put_many([firm])
    later = datetime.now(UTC)
    with database.begin() as work:
        work.firms.put_many([replace(firm, capabilities=(new, replace(old, title="切削と旋削")))])
    end = datetime.now(UTC)

    with database.read() as work:
        came = work.firms.capabilities_since([firm.ref, "NOBODY"], later, end)
        before = work.firms.capabilities_since([firm.ref], beginning, later)

    assert came == {firm.ref: {new.ref}}
    assert before == {firm.ref: {old.ref}}
