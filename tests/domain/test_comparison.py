from math import log2

import pytest

from builders import a_need
from enishi.domain.comparison import FEWEST, Comparison, Difference
from enishi.domain.need import NeedKind

SECOND = 1 / log2(3)  # nDCG where the only right firm stands second


def compared(baseline, present, **known):
    """Compare on as many needs as there are rankings, for each of which A alone is right."""
    refs = sorted({*baseline, *present})
    needs = [a_need(ref=ref, **known) for ref in refs]
    return Comparison.of(needs, {ref: {"A": 3} for ref in refs}, baseline, present)


def test_a_difference_is_the_present_less_the_baseline():
    found = compared({"N1": ["B", "A"], "N2": ["A"]}, {"N1": ["A"], "N2": ["A"]}).overall

    assert (found.needs, found.present) == (2, 1.0)
    assert found.baseline == pytest.approx((SECOND + 1) / 2)
    assert found.difference == pytest.approx((1 - SECOND) / 2)


def test_needs_are_won_tied_and_lost():
    found = compared(
        {"N1": ["A"], "N2": ["B"], "N3": ["A"], "N4": ["B", "A"]},
        {"N1": ["B"], "N2": ["A"], "N3": ["A"], "N4": ["A", "B"]},
    ).overall

    assert (found.wins, found.ties, found.losses) == (2, 1, 1)


def test_a_difference_that_only_rounding_makes_is_a_tie():
    found = Difference.between([0.1 + 0.2] * 6, [0.3] * 6)

    assert (found.ties, found.difference, found.p_value) == (6, 0.0, 1.0)


@pytest.mark.parametrize(("count", "p_value"), [(FEWEST - 1, None), (FEWEST, 2 / 2**FEWEST)])
def test_a_handful_of_needs_gets_no_p_value(count, p_value):
    assert Difference.between([0.0] * count, [1.0] * count).p_value == p_value


def test_the_interval_is_that_of_the_differences():
    found = Difference.between([0.5] * 30, [0.6] * 15 + [0.8] * 15)

    assert found.interval is not None
    assert 0.1 < found.interval.low < found.difference < found.interval.high < 0.3


def test_differences_are_given_by_kind_and_by_class():
    needs = [
        a_need(ref="N1", kind=NeedKind.SOURCING, label="lay"),
        a_need(ref="N2", kind=NeedKind.SOURCING),
        a_need(ref="N3", kind=NeedKind.JOINT_DEVELOPMENT, label="lay"),
    ]
    qrels = {ref: {"A": 3} for ref in ("N1", "N2", "N3")}
    right = {ref: ["A"] for ref in qrels}

    found = Comparison.of(needs, qrels, right, right | {"N3": ["B"]})

    assert {name: (item.needs, item.difference) for name, item in found.by_kind.items()} == {
        "joint_development": (1, -1.0),
        "sourcing": (2, 0.0),
    }
    assert {name: item.difference for name, item in found.by_class.items()} == {"lay": -0.5}
    assert found.present_by_need == {"N1": 1.0, "N2": 1.0, "N3": 0.0}


def test_a_need_that_a_run_leaves_out_is_told_and_counts_as_nought():
    found = compared({"N1": ["A"]}, {"N1": ["A"], "N2": ["A"]})

    assert (found.baseline_missing, found.present_missing) == (("N2",), ())
    assert (found.overall.baseline, found.overall.present) == (0.5, 1.0)


def test_rankings_of_needs_that_nobody_judged_are_passed_over():
    needs = [a_need(ref="N1"), a_need(ref="N2")]

    found = Comparison.of(needs, {"N1": {"A": 3}}, {"N1": ["A"]}, {"N1": ["A"], "N9": ["A"]})

    assert found.overall.needs == 1
    assert found.baseline_missing == ()


def test_the_firm_that_asks_is_no_answer_of_its_own_need():
    found = compared({"N1": ["OWN", "A"]}, {"N1": ["A"]}, by="OWN").overall

    assert found.difference == 0.0


def test_nothing_to_compare_is_no_error():
    found = Comparison.of([], {}, {}, {}).overall

    assert (found.needs, found.difference, found.interval, found.p_value) == (0, 0.0, None, None)
