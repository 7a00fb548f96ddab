from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from builders import a_firm, a_need
from enishi.adapters.db import SqlDatabase
from enishi.domain.correction import Correction, CorrectionReason, CorrectionVerdict
from enishi.domain.need import NeedKind
from strategies import perhaps, texts

FIRMS = ("F1", "F2")


def a_correction(ref: str, **known) -> Correction:
    own = {
        "created_at": datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC),
        "question": "ステンレスの冷間鍛造",
        "purpose": NeedKind.SOURCING,
        "firm_ref": "F1",
        "verdict": CorrectionVerdict.RIGHT,
        "index_version": "i1",
        "model_version": "m1",
        "ranker_version": "r1",
    }
    return Correction(ref=ref, **(own | known))


def add(database: SqlDatabase, *corrections: Correction) -> None:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref=ref, name="製作所") for ref in FIRMS])
        work.needs.put_many([a_need("切削", ref="N1", by="F2")])
        for correction in corrections:
            work.corrections.add(correction)


def stored(database: SqlDatabase) -> list[Correction]:
    with database.read() as work:
        return list(work.corrections.stream())


def test_a_correction_comes_back_with_everything_that_was_said(database: SqlDatabase):
    correction = a_correction(
        "一",
        question="チタン\n5軸 𠮷田",
        purpose=NeedKind.EQUIPMENT_SHARING,
        need_ref="N1",
        capability_ref="F1-1",
        verdict=CorrectionVerdict.WRONG,
        reason=CorrectionReason.CLOSED,
        note="去年やめました。",
    )
    bare = a_correction("二")

    add(database, correction, bare)

    assert stored(database) == [correction, bare]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_correction_comes_back_equal(sqlite_database: SqlDatabase, data: st.DataObject):
    verdict = data.draw(st.sampled_from(CorrectionVerdict))
    reasons = [
        reason
        for reason in CorrectionReason
        if verdict is CorrectionVerdict.WRONG or not reason.is_a_misfit
    ]
    correction = a_correction(
        data.draw(texts()),
        created_at=data.draw(st.datetimes(timezones=st.just(UTC))),
        question=data.draw(texts(200)),
        purpose=data.draw(st.sampled_from(NeedKind)),
        need_ref=data.draw(st.sampled_from([None, "N1"])),
        firm_ref=data.draw(st.sampled_from(FIRMS)),
        capability_ref=data.draw(perhaps(texts())),
        verdict=verdict,
        reason=data.draw(st.sampled_from(reasons)),
        note=data.draw(perhaps(texts(200))),
        index_version=data.draw(texts()),
        model_version=data.draw(texts()),
        ranker_version=data.draw(texts()),
    )
    with sqlite_database.begin() as work:
        for ref in FIRMS:
            work.firms.remove(ref)

    add(sqlite_database, correction)

    assert stored(sqlite_database) == [correction]


def test_a_page_begins_behind_the_last_one_and_goes_back_in_time(database: SqlDatabase):
    add(database, *(a_correction(ref) for ref in ("20261125-b", "20261124-z", "20261125-A")))

    def found(after: str | None, limit: int) -> list[str]:
        with database.read() as work:
            return [item.ref for item in work.corrections.page(after=after, limit=limit)]

    # By code point, on PostgreSQL too: its own order would have A and b the other way round.
    assert found(None, 9) == ["20261125-b", "20261125-A", "20261124-z"]
    assert found("20261125-b", 1) == ["20261125-A"]
    assert found("20261124-z", 9) == []


def test_more_corrections_than_one_statement_reads_all_come_back(database: SqlDatabase):
    corrections = [a_correction(f"{number:04}") for number in range(1_100)]

    add(database, *corrections)

    assert stored(database) == corrections


def test_a_correction_is_never_written_over(database: SqlDatabase):
    add(database, a_correction("一"))

    with pytest.raises(IntegrityError):
        add(database, a_correction("一", note="別の話"))

    assert stored(database) == [a_correction("一")]


@pytest.mark.parametrize("unknown", [{"firm_ref": "F404"}, {"need_ref": "N404"}])
def test_nothing_is_said_of_a_firm_or_a_need_that_is_not_there(
    database: SqlDatabase, unknown: dict[str, str]
):
    with pytest.raises(IntegrityError):
        add(database, a_correction("一", **unknown))

    assert stored(database) == []


def remove_need(database: SqlDatabase) -> None:
    with database.begin() as work:
        work.needs.remove("N1")


def remove_the_firm_of_the_need(database: SqlDatabase) -> None:
    with database.begin() as work:
        work.firms.remove("F2")


@pytest.mark.parametrize("remove", [remove_need, remove_the_firm_of_the_need])
def test_a_need_that_goes_leaves_what_was_said_without_its_ref(
    database: SqlDatabase, remove: Callable[[SqlDatabase], None]
):
    add(database, a_correction("一", need_ref="N1"))

    remove(database)

    assert stored(database) == [a_correction("一")]


def test_a_firm_that_goes_takes_what_was_said_of_it_along(database: SqlDatabase):
    add(database, a_correction("一"), a_correction("二", firm_ref="F2"))

    with database.begin() as work:
        work.firms.remove("F1")

    assert stored(database) == [a_correction("二", firm_ref="F2")]


def test_a_need_or_a_firm_that_is_changed_keeps_what_was_said(database: SqlDatabase):
    correction = a_correction("一", need_ref="N1")
    add(database, correction)

    with database.begin() as work:
        work.firms.put_many([a_firm("鋳造", ref="F1", name="別の名")])
        work.needs.put_many([a_need("研削", ref="N1", by="F2")])

    assert stored(database) == [correction]


def test_a_transaction_left_by_an_exception_leaves_no_correction(database: SqlDatabase):
    def fail() -> None:
        with database.begin() as work:
            work.corrections.add(a_correction("一"))
            raise InterruptedError

    add(database)
    with pytest.raises(InterruptedError):
        fail()

    assert stored(database) == []
