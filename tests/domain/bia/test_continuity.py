from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_bia import a_case, a_process, a_product, days, hours, known_answers, the_seed_case
from enishi.domain.bia.continuity import (
    Continuity,
    continuities,
    stock_cover,
    stock_covers,
    upstream_order,
)
from enishi.domain.bia.process import Process, Upstream
from enishi.domain.bia.product import Stock, StockLevel
from enishi.domain.errors import InvalidValueError

STOCK = known_answers()["stock_days"]


def of(ref: str, *processes: Process) -> Continuity:
    return next(item for item in continuities(a_case(*processes)) if item.process.ref == ref)


def a_row(*buffers: float) -> list[Process]:
    """The seed's row: orders 4 h, planning 8 h, production 24 h, inspection 12 h, shipping 6 h."""
    own = {"受注": 4, "計画": 8, "製造": 24, "検査": 12, "出荷": 6}
    refs = list(own)
    return [
        a_process(
            ref,
            own_recovery=hours(own[ref]),
            rto=hours(own[ref]),
            upstream=(Upstream(refs[n - 1], hours(buffers[n - 1])),) if n else (),
        )
        for n, ref in enumerate(refs)
    ]


def test_stock_of_300_lasts_6_days_at_50_a_day():
    product = a_product(
        demand_per_day=Decimal(STOCK["per_day"]), stock=Stock(Decimal(STOCK["stock"]))
    )

    assert stock_cover(product, StockLevel.MEAN).days == STOCK["days"]


def test_stock_is_counted_at_its_minimum_its_mean_and_its_maximum():
    found = stock_covers(the_seed_case().product("A"))

    assert [(item.level, item.days) for item in found] == [
        (StockLevel.MINIMUM, 2),
        (StockLevel.MEAN, 6),
        (StockLevel.MAXIMUM, 12),
    ]


def test_a_level_that_is_not_known_is_the_mean_and_says_so():
    found = stock_covers(a_product(stock=Stock(Decimal(300))))

    assert [item.days for item in found] == [6, 6, 6]
    assert [item.is_known for item in found] == [False, True, False]


def test_without_buffers_all_wait_for_production():
    found = continuities(a_case(*a_row(0, 0, 0, 0)))

    assert [item.reached for item in found] == [hours(h) for h in (4, 8, 24, 24, 24)]
    assert [item.waits_for and item.waits_for.ref for item in found] == [
        None,
        None,
        None,
        "製造",
        "検査",
    ]


def test_finished_goods_for_six_days_let_shipping_run_after_6_hours():
    shipping = continuities(a_case(*a_row(0, 0, 0, 144)))[-1]

    assert shipping.reached == hours(6)
    assert shipping.waits_for is None
    assert shipping.is_met is True


@pytest.mark.parametrize(("buffer", "reached"), [(17, 7), (18, 6)])
def test_a_buffer_is_taken_off_what_is_waited_for(buffer, reached):
    assert continuities(a_case(*a_row(0, 0, 0, buffer)))[-1].reached == hours(reached)


def test_the_slowest_of_several_is_waited_for():
    slow, fast = a_process("slow", own_recovery=hours(9)), a_process("fast", own_recovery=hours(3))
    last = a_process("last", upstream=(Upstream("fast"), Upstream("slow")))

    found = of("last", slow, fast, last)

    assert (found.reached, found.waits_for) == (hours(9), slow)


def test_an_rto_stands_in_for_a_time_that_nobody_gave():
    assert of("P1", a_process(rto=hours(5))).reached == hours(5)


def test_what_is_ready_at_the_same_time_or_listed_later_holds_nothing_up():
    first, second = a_process("P1", rto=hours(5)), a_process("P2", rto=hours(5))
    both = (Upstream("P1"), Upstream("P2"))

    assert of("P3", first, second, a_process("P3", rto=hours(5), upstream=both)).waits_for is None
    slower = of("P3", first, second, a_process("P3", rto=hours(4), upstream=both))
    assert slower.waits_for is first


def test_without_an_rto_nothing_is_met_or_missed():
    found = of("P1", a_process(own_recovery=hours(5)))

    assert found.is_met is None
    assert found.statement == "「P1」は5時間で戻ります。RTOは決まっていません"
    assert found.english.endswith("it has no RTO")


def test_a_process_of_which_nothing_is_known_is_not_waited_for():
    found = of("last", a_process("first"), a_process("last", upstream=(Upstream("first"),)))

    assert (found.reached, found.is_met) == (None, None)
    assert found.statement == "「last」が戻るまでの時間は分かりません"


def test_the_check_is_a_sentence_that_names_what_is_waited_for():
    inspection = continuities(the_seed_case())[3]

    assert inspection.statement == (
        "「品質検査」は24時間で戻ります（「主力製品製造」を待つため）。RTO 12時間に間に合いません"
    )
    assert "missed" in inspection.english


def test_processes_that_only_structure_the_inventory_are_not_answered():
    assert [item.process.ref for item in continuities(the_seed_case())] == [
        "P1",
        "P2",
        "P3",
        "P4",
        "P5",
    ]


def test_processes_that_wait_for_each_other_are_refused_by_name():
    one = a_process("製造", upstream=(Upstream("検査"),))
    other = a_process("検査", upstream=(Upstream("製造"),))

    with pytest.raises(InvalidValueError, match="製造 → 検査 → 製造") as refusal:
        continuities(a_case(one, other))

    assert refusal.value.field == "processes"


@st.composite
def inventories(draw: st.DrawFn) -> list[Process]:
    count = draw(st.integers(1, 6))
    found = [
        a_process(
            str(number),
            own_recovery=hours(draw(st.integers(0, 100))),
            upstream=tuple(
                Upstream(str(earlier), hours(draw(st.integers(0, 50))))
                for earlier in range(number)
                if draw(st.booleans())
            ),
        )
        for number in range(count)
    ]
    return list(draw(st.permutations(found)))


@given(inventories())
def test_nothing_runs_before_its_own_time_or_before_what_it_waits_for(processes):
    reached = {item.process.ref: item.reached for item in continuities(a_case(*processes))}

    for process in processes:
        bounds = [process.own_recovery] + [
            reached[item.ref] - item.buffer for item in process.upstream
        ]
        assert reached[process.ref] == max(bounds)


@given(inventories())
def test_no_process_comes_before_one_that_it_waits_for(processes):
    order = upstream_order(processes)

    assert sorted(order) == sorted(process.ref for process in processes)
    for process in processes:
        assert all(order.index(item.ref) < order.index(process.ref) for item in process.upstream)


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_cover_is_linear_in_stock(per_day, pieces):
    product = a_product(demand_per_day=Decimal(per_day), stock=Stock(Decimal(pieces)))

    cover = stock_cover(product, StockLevel.MEAN).days
    assert abs(cover * per_day - pieces) < Decimal("1e-15")


def test_what_is_waited_for_only_a_day_is_said_in_hours_and_a_week_in_days():
    assert "48時間" in of("P1", a_process(own_recovery=days(2))).statement
    assert "7日" in of("P1", a_process(own_recovery=days(7))).statement
