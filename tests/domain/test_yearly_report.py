"""A year of introductions, counted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_introductions import a_case, a_case_at, day, then
from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction import (
    DeclineReason,
    Ending,
    Introduction,
    Moved,
    OutcomeItem,
    OutcomeTold,
    Side,
    Stage,
    closing,
)
from enishi.domain.yearly_report import Period, Share, YearlyReport, yearly_report

YEAR = Period(2026)
CLUSTERS = {"S": "燕三条", "C": "諏訪", "X": "燕三条", "U": None}


def counted(*cases: Introduction, period: Period = YEAR) -> YearlyReport:
    return yearly_report(cases, CLUSTERS, period)


def told(side: Side, *items: OutcomeItem, orders: int | None = None) -> OutcomeTold:
    return OutcomeTold(side, 30, items, None if orders is None else Decimal(orders))


def share_of(report: YearlyReport, item: OutcomeItem) -> Share:
    return next(found.told for found in report.outcomes if found.item is item)


def test_cases_count_at_each_stage_that_they_came_to_in_the_year():
    last_year = a_case(on=-200)
    moved_now = then(last_year, Moved(Stage.APPROACHED), on=1)

    report = counted(a_case_at(Stage.MET), moved_now, a_case())

    assert report.reached == {
        Stage.PROPOSED: 2,
        Stage.APPROACHED: 2,
        Stage.AGREED: 1,
        Stage.MET: 1,
        Stage.TRIAL: 0,
        Stage.DEALT: 0,
    }


def test_a_case_that_went_back_and_on_again_counts_once():
    case = then(a_case_at(Stage.APPROACHED), Moved(Stage.PROPOSED), Moved(Stage.APPROACHED))

    assert counted(case).reached[Stage.APPROACHED] == 1


def test_endings_and_reasons_are_counted_in_the_year_of_the_end():
    declined = closing(Ending.DECLINED_BY_SEEKER, DeclineReason.PRICE)

    report = counted(then(a_case(), declined), then(a_case(), declined, on=400))

    assert report.endings[Ending.DECLINED_BY_SEEKER] == 1
    assert report.declined_for[DeclineReason.PRICE] == 1


def test_the_year_changes_at_midnight_in_japan_and_a_fiscal_one_in_april():
    assert day(0).date().isoformat() == "2026-04-01"
    eve = a_case(on=274)  # 2026-12-31, nine in the morning
    new_year = then(eve, closing(Ending.NO_ANSWER), on=275)

    assert counted(new_year).endings[Ending.NO_ANSWER] == 0
    assert counted(new_year, period=Period(2026, is_fiscal=True)).endings[Ending.NO_ANSWER] == 1
    assert counted(a_case(on=-1), period=Period(2026, is_fiscal=True)).reached[Stage.PROPOSED] == 0


def test_cases_between_clusters_are_counted_among_those_whose_clusters_are_known():
    report = counted(a_case("S", "C"), a_case("S", "X"), a_case("S", "U"), a_case("S", "gone"))

    assert report.other_clusters == Share(1, 2)


def test_the_median_of_days_is_that_of_the_stages_that_were_left():
    fast, slow = (then(a_case(), Moved(Stage.APPROACHED), on=days) for days in (2, 7))

    report = counted(fast, slow, a_case())

    assert report.days[Stage.PROPOSED].median_days == Decimal("4.5")
    assert report.days[Stage.PROPOSED].cases == 2
    assert report.days[Stage.APPROACHED].median_days is None


def test_a_firm_counts_once_a_case_with_what_it_said_last():
    case = a_case_at(Stage.MET)
    case = then(case, told(Side.SEEKER, OutcomeItem.COMMERCIAL_NONE), on=30)
    later = OutcomeTold(Side.SEEKER, 90, (OutcomeItem.SUPPLIER,))
    case = then(case, later, told(Side.CANDIDATE, OutcomeItem.CUSTOMER), on=90)

    report = counted(case)

    assert share_of(report, OutcomeItem.SUPPLIER) == Share(1, 2)
    assert share_of(report, OutcomeItem.COMMERCIAL_NONE) == Share(0, 2)
    assert share_of(report, OutcomeItem.SKILL) == Share(0, 0)


def test_the_same_trade_told_from_both_sides_is_counted_once():
    case = a_case_at(Stage.MET)
    for side, orders in ((Side.SEEKER, 300_000), (Side.CANDIDATE, 320_000)):
        case = then(case, told(side, OutcomeItem.MORE_TRADE, orders=orders), on=30)

    report = counted(case, case, a_case_at(Stage.MET))

    assert (report.orders, report.cases_with_orders) == (Decimal(640_000), 2)


def test_below_ten_answers_no_percentage_is_said():
    assert (Share(3, 9).percent, Share(3, 9).interval) == (None, None)
    assert Share(3, 10).percent == Decimal("30.0")


def test_the_interval_is_wilsons():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 and 15 of 148.
    for count, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)):
        found = Share(count, of).interval
        assert found is not None
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(of=st.integers(10, 500), data=st.data())
def test_the_interval_holds_the_share_and_stays_between_none_and_all(of: int, data: st.DataObject):
    count = data.draw(st.integers(0, of))
    found = Share(count, of).interval

    assert found is not None
    assert 0 <= found.low <= count / of + 1e-12
    assert count / of - 1e-12 <= found.high <= 1


@pytest.mark.parametrize("year", [0, 1999, 3000])
def test_a_year_that_is_none_is_refused(year: int):
    with pytest.raises(InvalidValueError):
        Period(year)
