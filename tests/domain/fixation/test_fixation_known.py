"""Known answers of the fixation index, and histories in the order that they must have."""

from collections.abc import Iterable
from math import exp
from statistics import mean

import pytest

from enishi.domain.fixation import (
    FixationAspect,
    FixationBand,
    FixationConfidence,
    FixationReading,
    FixationSetting,
    ObservedNetwork,
    acquaintances,
    constraint,
    effective_size,
    entropy,
    fixation_trend,
    locked_in_share,
    plain_entropy,
    read_fixation,
)
from histories import a_network, closed_club, end_of_month, fixed_trios, grown_teams, in_month

MONTHS = 48


def values(reading: FixationReading) -> dict[str, float | None]:
    return {part.aspect.value: part.value for part in reading.parts}


def at_the_end(network: ObservedNetwork) -> FixationReading:
    return read_fixation(network, end_of_month(MONTHS - 1))


def small_log() -> FixationReading:
    """Read the log {(0,1,2): ab; 3: ac; 3: bd} in the window of the months 2 and 3."""
    meetings = [in_month(month, "a", "b") for month in (0, 1, 2)]
    network = a_network(
        [*meetings, in_month(3, "a", "c"), in_month(3, "b", "d")],
        {"a": "x", "b": "x", "c": "y", "d": "y"},
    )
    return read_fixation(network, end_of_month(3), FixationSetting(window_months=2))


def test_three_trios_that_only_meet_inside_are_wholly_fixed():
    reading = read_fixation(fixed_trios(12), end_of_month(11))

    assert values(reading) == {"q": 1, "jac": 1, "p": 1, "ins": 1, "div": 1, "cvg": None}
    assert (reading.value, reading.low, reading.high) == (100, 100, 100)
    assert reading.band is FixationBand.LOCKED_IN
    assert reading.external_internal == -1


def test_the_small_log_gives_the_known_parts():
    reading = small_log()

    assert values(reading) == {
        "q": 1,
        "jac": 0.5,
        "p": pytest.approx((4 / 6 - 0.6) / 0.4),
        "ins": 0,
        "div": None,
        "cvg": None,
    }
    assert (reading.parts[0].count, reading.parts[0].of) == (1, 1)
    assert reading.parts[3].expected == pytest.approx(1 / 3)
    assert reading.external_internal == pytest.approx(1 / 3)


def test_the_figure_of_the_small_log_is_computed_and_not_told():
    reading = small_log()

    assert reading.index == pytest.approx(160 / 3)
    assert reading.confidence is FixationConfidence.INSUFFICIENT
    assert (reading.value, reading.low, reading.high, reading.band) == (None,) * 4


def test_without_a_history_nothing_is_said_instead_of_calling_it_open():
    reading = read_fixation(fixed_trios(6), end_of_month(5))

    assert reading.meetings == 18
    assert values(reading)["q"] is values(reading)["jac"] is None
    assert reading.confidence is FixationConfidence.INSUFFICIENT
    assert reading.value is None


def test_simulated_histories_stand_in_the_order_that_the_index_was_made_for():
    found = {
        "teams p=.5 q=.2": [at_the_end(grown_teams(0.5, 0.2, MONTHS, seed)) for seed in range(3)],
        "teams p=.8 q=.6": [at_the_end(grown_teams(0.8, 0.6, MONTHS, seed)) for seed in range(3)],
        "closed club": [at_the_end(closed_club(MONTHS, seed)) for seed in range(3)],
        "teams p=.95 q=.9": [at_the_end(grown_teams(0.95, 0.9, MONTHS, seed)) for seed in range(3)],
        "fixed trios": [at_the_end(fixed_trios(MONTHS, trios=4))],
    }
    means = {
        name: sum(item.index or 0 for item in readings) / len(readings)
        for name, readings in found.items()
    }

    assert list(means) == sorted(means, key=lambda name: means[name])
    assert means["teams p=.5 q=.2"] < 20 < means["teams p=.8 q=.6"] < 40
    assert 25 < means["closed club"] < 50
    assert 35 < means["teams p=.95 q=.9"] < 60
    assert means["fixed trios"] == 100


def test_a_rotating_club_repeats_itself_by_its_size_and_not_by_choice():
    def chosen(networks: Iterable[ObservedNetwork]) -> float:
        return mean(at_the_end(network).by_choice or 0 for network in networks)

    assert abs(chosen(closed_club(MONTHS, seed) for seed in range(4))) < 0.15
    assert chosen(grown_teams(0.95, 0.9, MONTHS, seed) for seed in range(4)) > 0.4


def test_where_everybody_has_met_everybody_a_choice_cannot_be_told():
    trio = fixed_trios(12, trios=1)

    assert read_fixation(trio, end_of_month(11)).by_choice is None


def test_few_meetings_are_an_indication_and_more_are_sure():
    few = a_network([*fixed_trios(6).meetings, *fixed_trios(12).meetings[-4:]])
    kinds = a_network(
        [*fixed_trios(12).meetings, *fixed_trios(12).meetings],
        {name: name[0] for name in ("A0", "A1", "A2", "B0", "B1", "B2", "C0", "C1", "C2")},
    )

    assert read_fixation(few, end_of_month(11)).confidence is FixationConfidence.INSUFFICIENT
    assert read_fixation(fixed_trios(12), end_of_month(11)).confidence is (
        FixationConfidence.INDICATIVE
    )
    assert read_fixation(kinds, end_of_month(11)).confidence is FixationConfidence.FIRM


def test_what_partners_know_in_common_counts_where_it_is_known():
    trios = fixed_trios(12)
    network = ObservedNetwork(trios.meetings, trios.population, None, lambda _one, _other: 2 / 3)

    shared = read_fixation(network, end_of_month(11)).parts[-1]

    assert shared.aspect is FixationAspect.SHARED
    assert shared.value == pytest.approx(0.5)
    assert shared.points == pytest.approx(5)


def test_a_firm_is_read_by_its_own_meetings_and_is_never_new_to_itself():
    own = fixed_trios(12).of_firm("A1")

    reading = read_fixation(own, end_of_month(11))

    assert reading.meetings == 6
    assert reading.parts[2].of == 12
    assert reading.value == 100


def test_firms_that_stay_at_75_for_two_windows_are_locked_in():
    assert locked_in_share(fixed_trios(18), end_of_month(17)) == 1
    assert locked_in_share(closed_club(MONTHS, 1), end_of_month(MONTHS - 1)) == 0
    assert locked_in_share(fixed_trios(6), end_of_month(5)) is None


def test_the_trend_shows_no_figure_before_the_data_carry_one():
    trend = fixation_trend(fixed_trios(12), end_of_month(11))

    assert [point.value for point in trend] == [None] * 7 + [100, 100]
    assert [point.until for point in trend] == sorted(point.until for point in trend)


def test_burts_figures_of_a_star_a_leaf_and_a_triangle():
    star = acquaintances([("centre", "a"), ("centre", "b"), ("centre", "c")])
    triangle = acquaintances([("a", "b"), ("b", "c"), ("a", "c")])

    assert constraint(star, "centre") == pytest.approx(1 / 3)
    assert effective_size(star, "centre") == 3
    assert constraint(star, "a") == 1
    assert constraint(triangle, "a") == pytest.approx(1.125)
    assert effective_size(triangle, "a") == 1
    assert constraint(star, "nobody") is None


def test_hill_numbers_of_a_lopsided_and_of_an_even_spread():
    assert exp(plain_entropy([0.9, 0.1])) == pytest.approx(1.3841, abs=1e-4)
    assert exp(plain_entropy([0.25] * 4)) == pytest.approx(4)


def test_the_entropy_of_few_observations_is_corrected_upwards():
    assert entropy([2, 2]) == pytest.approx(plain_entropy([0.5, 0.5]) + 1 / 8)
    assert entropy([]) == entropy([7]) == 0
