from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_bia import a_case, a_process, a_product, a_step, days, hours, the_seed_case
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.impact import ImpactRank
from enishi.domain.bia.impact_over_time import (
    MOMENTS,
    ImpactOverTime,
    impact_over_time,
    impacts_over_time,
)
from enishi.domain.bia.process import Contract
from enishi.domain.bia.product import Penalty
from enishi.domain.bia.values import in_days, whole_yen

# A hundred thousand yen of marginal profit a day, so that a day's loss is easy to see.
ROUND = Finance(Decimal(36_500_000), Decimal(1))


def growing(*penalties: Penalty, cash: int | None = None, **named) -> ImpactOverTime:
    """A process that makes the firm's only product, which is the whole of its sales."""
    process = a_process(**named)
    product = a_product(
        steps=(a_step("1", process_ref=process.ref),), sales_share=Decimal(1), penalties=penalties
    )
    limit = None if cash is None else Decimal(cash)
    finance = replace(ROUND, cash_limit=limit)
    return impact_over_time(process, (product,), finance)


def a_penalty(after: timedelta, yen: int) -> Penalty:
    return Penalty("顧客X", after, Decimal(yen))


def losses(found: ImpactOverTime) -> dict[timedelta, int]:
    return {point.after: int(whole_yen(point.loss)) for point in found.points}


def test_the_loss_runs_up_by_the_days_marginal_profit_at_nine_moments():
    found = losses(growing())

    assert list(found) == list(MOMENTS)
    assert len(MOMENTS) == 9
    assert found[hours(24)] == 100_000
    assert found[hours(2)] == 8_333
    assert found[days(30)] == 3_000_000


def test_a_penalty_is_due_only_beyond_its_threshold():
    found = losses(growing(a_penalty(hours(48), 1_000_000)))

    assert found[hours(48)] == 200_000
    assert found[hours(72)] == 1_300_000


def test_the_seeds_production_costs_98_630_yen_on_the_first_day_and_the_penalty_after_two():
    found = next(item for item in impacts_over_time(the_seed_case()) if item.process.ref == "P3")

    assert losses(found)[hours(24)] == 98_630
    assert losses(found)[hours(72)] == 1_295_890


def test_a_loss_is_large_by_what_the_firms_cash_bears():
    ranks = {point.after: point.rank for point in growing(cash=1_000_000).points}

    assert ranks[hours(8)] is ImpactRank.C
    assert ranks[hours(24)] is ImpactRank.B
    assert ranks[days(7)] is ImpactRank.A
    assert ranks[days(14)] is ImpactRank.S


def test_without_a_cash_limit_a_months_marginal_profit_is_the_measure():
    ranks = {point.after: point.rank for point in growing().points}

    assert ranks[days(14)] is ImpactRank.B  # 1.4 of 3.04 million yen
    assert ranks[days(30)] is ImpactRank.A


def test_a_months_marginal_profit_is_of_the_firms_margin():
    finance = Finance(Decimal(36_500_000), Decimal("0.5"))  # 1.52 million yen a month
    process = a_process(sales_share=Decimal(1), margin=Decimal(1))

    ranks = {point.after: point.rank for point in impact_over_time(process, (), finance).points}

    assert ranks[days(14)] is ImpactRank.A
    assert ranks[days(30)] is ImpactRank.S


def test_cash_that_lasts_longer_than_ten_years_sets_no_mtpd():
    ten_years = 3_650 * 100_000

    found = growing(cash=ten_years).mtpd
    assert found is not None
    assert found.limit == days(3_650)
    assert growing(cash=ten_years + 1).mtpd is None


def test_the_mtpd_is_when_the_cash_is_out_on_the_line():
    found = growing(cash=550_000).mtpd

    assert found is not None
    assert found.limit == days(5.5)
    assert found.reason == "累積損失が資金の限度550,000円に達する"


@pytest.mark.parametrize(
    ("cash", "limit"),
    [(150_000, days(1.5)), (200_000, days(2)), (900_000, days(2)), (1_300_000, days(3))],
)
def test_the_mtpd_is_a_penalty_that_takes_the_rest_of_the_cash(cash, limit):
    found = growing(a_penalty(days(2), 1_000_000), cash=cash).mtpd

    assert found is not None
    assert found.limit == limit


@pytest.mark.parametrize(
    ("named", "limit", "said"),
    [
        ({"mtpd": hours(30)}, hours(30), "入力されたMTPD（30時間）"),
        ({"tolerance": hours(12)}, hours(12), "顧客の遅延許容時間（12時間）を超える"),
        ({"contract": Contract.JIT}, hours(2), "JIT納入の遅延許容時間（2時間）を超える"),
        ({"contract": Contract.JIT, "tolerance": hours(5)}, hours(5), "顧客の遅延許容時間"),
        ({"mtpd": hours(1), "tolerance": hours(12)}, hours(1), "入力されたMTPD"),
    ],
)
def test_the_mtpd_is_the_earliest_limit_and_says_which(named, limit, said):
    found = growing(cash=10_000_000, **named).mtpd

    assert found is not None
    assert found.limit == limit
    assert said in found.reason


def test_what_nobody_knows_is_not_answered():
    assert impacts_over_time(a_case(a_process())) == ()
    assert growing(contract=Contract.MADE_TO_ORDER).mtpd is None


def test_a_limit_alone_or_a_loss_alone_is_worth_an_answer():
    limited, losing = a_process("P1", tolerance=hours(1)), a_process("P2", sales_share=Decimal(1))

    found = impacts_over_time(a_case(limited, losing, a_process("P3")))

    assert [item.process.ref for item in found] == ["P1", "P2"]


def test_a_process_without_sales_has_a_limit_and_no_losses():
    process = a_process(contract=Contract.SPOT)

    found = impact_over_time(process, (), ROUND)

    assert found.points == ()
    assert found.mtpd is not None
    assert found.mtpd.is_by_contract


@given(
    st.integers(1, 5_000_000),
    st.lists(st.tuples(st.integers(0, 240), st.integers(0, 2_000_000)), max_size=4),
)
def test_before_the_mtpd_the_cash_is_not_out_and_after_it_is(cash, jumps):
    penalties = [a_penalty(hours(after), yen) for after, yen in jumps]
    found = growing(*penalties, cash=cash).mtpd
    assert found is not None

    def lost(at: timedelta) -> Decimal:
        due = sum((item.yen for item in penalties if at > item.after), Decimal(0))
        return Decimal(100_000) * in_days(at) + due

    moment = timedelta(seconds=1)
    assert lost(found.limit + moment) >= cash
    assert found.limit < moment or lost(found.limit - moment) < cash


@given(st.lists(st.tuples(st.integers(0, 240), st.integers(0, 2_000_000)), max_size=4))
def test_a_loss_never_falls_with_time(jumps):
    found = growing(*(a_penalty(hours(after), yen) for after, yen in jumps))

    said = [point.loss for point in found.points]
    assert said == sorted(said)
