"""What holds of the fixation index whatever the history."""

from dataclasses import replace
from random import Random
from statistics import mean

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import a_tie
from enishi.domain.fixation import (
    STANDARD_FIXATION,
    FixationConfidence,
    FixationReading,
    FixationTally,
    Meeting,
    ObservedNetwork,
    Population,
    meetings_of,
    read_fixation,
)
from enishi.domain.fixation.meetings import FirmPlace
from histories import a_network, end_of_month, grown_teams, in_month

FIRMS = [f"F{number:02}" for number in range(12)]
# Three clusters of four: the expected share of ties inside is the same whoever is swapped.
EQUAL = {firm: "甲乙丙"[number % 3] for number, firm in enumerate(FIRMS)}
END = end_of_month(11)

logs = st.lists(
    st.tuples(
        st.integers(0, 11), st.lists(st.sampled_from(FIRMS), min_size=2, max_size=4, unique=True)
    ),
    min_size=1,
    max_size=40,
).map(lambda rows: [in_month(month, *firms) for month, firms in rows])


# Two at a time, and often enough that some of them meet again.
pair_logs = st.lists(
    st.tuples(
        st.integers(0, 11), st.lists(st.sampled_from(FIRMS), min_size=2, max_size=2, unique=True)
    ),
    min_size=30,
    max_size=60,
).map(lambda rows: [in_month(month, *firms) for month, firms in rows])


def read(meetings: list[Meeting]) -> FixationReading:
    return read_fixation(a_network(meetings, EQUAL), END)


def part(reading: FixationReading, key: str) -> float | None:
    return next(item.value for item in reading.parts if item.aspect.value == key)


@given(logs)
@settings(max_examples=50, deadline=None)
def test_the_index_lies_between_0_and_100_and_its_points_add_up_to_it(meetings: list[Meeting]):
    reading = read(meetings)

    if reading.index is not None:
        assert 0 <= reading.index <= 100
        points = [item.points for item in reading.parts if item.points is not None]
        assert sum(points) == pytest.approx(reading.index)
        if reading.value is not None and reading.low is not None and reading.high is not None:
            assert 0 <= reading.low <= reading.value <= reading.high <= 100


@given(logs, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_neither_names_nor_the_order_inside_a_window_matter(
    meetings: list[Meeting], random: Random
):
    names = FIRMS[:]
    random.shuffle(names)
    renamed = dict(zip(FIRMS, names, strict=True))
    in_window = [item for item in meetings if item.day > end_of_month(5)]
    days = [item.day for item in in_window]
    random.shuffle(days)
    moved = [
        *(item for item in meetings if item not in in_window),
        *(replace(item, day=day) for item, day in zip(in_window, days, strict=True)),
    ]
    other = [replace(item, firms=tuple(sorted(renamed[x] for x in item.firms))) for item in moved]
    places = {renamed[firm]: cluster for firm, cluster in EQUAL.items()}

    one, two = read(meetings), read_fixation(a_network(other, places), END)

    assert (one.value, one.low, one.high) == (two.value, two.low, two.high)
    assert one.index == pytest.approx(two.index)


@given(pair_logs, st.data())
@settings(max_examples=50, deadline=None)
def test_a_new_pair_across_clusters_in_place_of_a_repeated_one_raises_neither_q_nor_ins(
    meetings: list[Meeting], data: st.DataObject
):
    tally = FixationTally(a_network(meetings, EQUAL), END, STANDARD_FIXATION)
    repeats = [item for item in tally.window if len(item.firms) == 2 and item.firms in tally.met]
    unmet = [
        (one, other)
        for one in sorted(tally.incumbents)
        for other in sorted(tally.incumbents)
        if one < other and (one, other) not in tally.met and EQUAL[one] != EQUAL[other]
    ]
    assume(repeats and unmet)
    old, new = data.draw(st.sampled_from(repeats)), data.draw(st.sampled_from(unmet))
    kept = list(meetings)
    kept.remove(old)

    before, after = read(meetings), read([*kept, replace(old, firms=new)])

    for key in ("q", "ins"):
        was, now = part(before, key), part(after, key)
        assert was is not None
        assert now is not None
        assert now <= was


@given(logs, st.integers(1, 4))
@settings(max_examples=50, deadline=None)
def test_more_newcomers_never_raise_p(meetings: list[Meeting], newcomers: int):
    came = [in_month(11, f"N{number}", FIRMS[0]) for number in range(newcomers)]
    strangers = [in_month(11, *(f"N{number}" for number in range(newcomers + 1)))]
    was = part(read(meetings), "p")

    now = part(read([*meetings, *strangers]), "p")

    assert now is not None
    assert was is None or now <= was
    both = part(read([*meetings, *came, *strangers]), "p")
    assert both is not None
    assert both <= now


@given(logs)
@settings(max_examples=50, deadline=None)
def test_leaving_out_or_adding_a_meeting_counts_as_counting_again(meetings: list[Meeting]):
    network = a_network(meetings, EQUAL)
    tally = FixationTally(network, END, STANDARD_FIXATION)
    extra = in_month(11, FIRMS[0], FIRMS[5], FIRMS[7])

    for meeting in tally.window[:3]:
        fewer = list(meetings)
        fewer.remove(meeting)
        again = FixationTally(a_network(fewer, EQUAL), END, STANDARD_FIXATION).sums
        for one, two in zip(tally.without(meeting), again, strict=True):
            assert tuple(one) == pytest.approx(tuple(two))
    more = FixationTally(a_network([*meetings, extra], EQUAL), END, STANDARD_FIXATION).sums
    for one, two in zip(tally.adding(extra), more, strict=True):
        assert tuple(one) == pytest.approx(tuple(two))


@given(logs)
@settings(max_examples=20, deadline=None)
def test_the_data_carry_no_figure_below_five_meetings_or_six_tenths_of_the_weights(
    meetings: list[Meeting],
):
    reading = read(meetings)

    carried = sum(item.weight for item in reading.parts if item.value is not None)
    is_too_little = reading.meetings < 5 or carried < 0.6 - 1e-9
    assert (reading.confidence is FixationConfidence.INSUFFICIENT) is is_too_little
    assert (reading.value is None) is is_too_little


def test_the_interval_shrinks_where_the_same_data_come_again():
    once = grown_teams(0.8, 0.6, 24, seed=3, a_month=3)
    window = [item for item in once.meetings if item.day > end_of_month(17)]
    twice = replace(once, meetings=(*once.meetings, *window))

    one, two = (read_fixation(item, end_of_month(23)) for item in (once, twice))

    assert one.half_width is not None
    assert two.half_width is not None
    assert two.half_width < one.half_width


def test_an_introduction_that_was_refused_is_no_meeting():
    ties = [a_tie("F1", "F2", on="2025-04-01"), a_tie("F1", "F3", on="2025-04-02", accepted=False)]

    assert [meeting.firms for meeting in meetings_of(ties)] == [("F1", "F2")]


@given(logs, logs)
@settings(max_examples=20, deadline=None)
def test_introductions_that_were_refused_leave_the_index_as_it_is(
    meetings: list[Meeting], refused: list[Meeting]
):
    held = [a_tie(*item.firms, on=str(item.day)) for item in meetings]
    declined = [a_tie(*item.firms, on=str(item.day), accepted=False) for item in refused]

    assert read(meetings_of([*held, *declined])) == read(meetings_of(held))


def test_the_interval_covers_the_index_of_the_process_about_four_times_in_five():
    """Jackknifed readings of one process cover the mean of many: 80 % nominal."""
    readings = [
        read_fixation(grown_teams(0.8, 0.6, 48, seed), end_of_month(47)) for seed in range(20)
    ]
    centre = mean(item.index or 0 for item in readings)

    covered = mean(abs((item.index or 0) - centre) <= (item.half_width or 0) for item in readings)

    print(f"covered: {covered:.0%}")
    assert covered >= 0.6


def test_a_network_without_clusters_says_nothing_of_them():
    meetings = [in_month(month, "a", "b") for month in range(12)]
    network = ObservedNetwork(tuple(meetings), Population({"a": FirmPlace(), "b": FirmPlace()}))

    reading = read_fixation(network, END)

    assert part(reading, "ins") is part(reading, "div") is None
    assert reading.regions is reading.external_internal is None
