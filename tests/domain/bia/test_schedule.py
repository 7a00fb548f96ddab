import itertools
import random
import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_bia import a_product, a_step, days, known_answers, the_seed_case
from enishi.domain.bia.product import ProcessStep, Timing
from enishi.domain.bia.schedule import MOST_PATHS, Schedule, schedule, schedules
from enishi.domain.errors import InvalidValueError

SERIAL = known_answers()["cpm_serial"]
NETWORK = known_answers()["cpm_network"]


def normal(step: ProcessStep) -> timedelta:
    return step.normal


def timed(*steps: ProcessStep) -> Schedule:
    return schedule(steps, normal)


def the_network() -> tuple[ProcessStep, ...]:
    before: dict[str, list[str]] = {}
    for edge in NETWORK["edges"]:
        earlier, later = edge.split(">")
        before.setdefault(later, []).append(earlier)
    return tuple(a_step(ref, d, before.get(ref, [])) for ref, d in NETWORK["durations"].items())


@pytest.mark.parametrize(
    ("timing", "total"),
    list(zip(Timing, SERIAL["totals"], strict=True)),
    ids=str,
)
def test_the_seeds_five_steps_take_12_19_and_26_days_and_all_are_critical(timing, total):
    found = schedules(the_seed_case().product("A"))[timing]

    assert [item.takes.days for item in found.steps] == SERIAL[timing.value]
    assert [item.earliest_start.days for item in found.steps] == SERIAL[f"es_{timing.value}"]
    assert found.total == days(total)
    assert {item.total_float for item in found.steps} == {days(SERIAL["total_float"])}
    assert found.critical_paths == (("1", "2", "3", "4", "5"),)


def test_in_a_series_the_drag_of_a_step_is_its_own_time():
    found = schedules(the_seed_case().product("A"))[Timing.RECOVERY]

    assert [item.drag.days for item in found.steps] == SERIAL["recovery"]


def test_the_agreed_network_has_one_critical_path_and_the_agreed_floats():
    found = timed(*the_network())

    assert found.total == days(NETWORK["duration"])
    assert found.critical_paths == (tuple(NETWORK["critical"]),)
    assert {ref: found.of(ref).total_float.days for ref in "BDE"} == NETWORK["total_float"]
    assert {ref: found.of(ref).free_float.days for ref in "BDE"} == NETWORK["free_float"]
    assert [item.ref for item in found.steps if item.is_critical] == NETWORK["critical"]


def test_two_equal_branches_are_two_critical_paths_and_neither_has_drag():
    found = timed(
        a_step("A", 3),
        a_step("B", 3),
        a_step("C", 4, "A"),
        a_step("D", 4, "B"),
        a_step("F", 1, "CD"),
    )

    assert found.critical_paths == (("A", "C", "F"), ("B", "D", "F"))
    assert [item.drag.days for item in found.steps] == [0, 0, 0, 0, 1]


def test_a_circle_is_refused_by_the_names_of_its_steps():
    with pytest.raises(InvalidValueError, match=r"A → B → A$") as refusal:
        timed(a_step("C"), a_step("A", after="BC"), a_step("B", after="A"), a_step("D", after="B"))

    assert refusal.value.field == "steps"


def test_a_step_that_waits_for_itself_is_a_circle():
    with pytest.raises(InvalidValueError, match=r"A → A$"):
        timed(a_step("A", after="A"))


def test_a_step_that_waits_for_nothing_that_exists_is_refused_at_its_place():
    with pytest.raises(InvalidValueError) as refusal:
        timed(a_step("A"), a_step("B", after="AX"))

    assert refusal.value.field == "steps[1].after[1]"


def test_no_steps_take_no_time():
    assert timed() == Schedule(timedelta(0), (), (), 0)


def test_a_step_named_twice_as_a_predecessor_is_one_arrow():
    assert timed(a_step("A"), a_step("B", after="AA")).critical_path_count == 1


def test_the_end_of_a_branch_may_slip_until_the_whole_is_done():
    found = timed(a_step("A", 5), a_step("B", 2))

    assert found.of("B").free_float == found.of("B").total_float == days(3)


def test_a_billion_billion_critical_paths_are_counted_and_a_hundred_are_listed():
    stages = 60
    steps = [
        a_step(f"{stage}{side}", 1, _both(stage - 1)) for stage in range(stages) for side in "ab"
    ]

    found = timed(*steps)

    assert found.critical_path_count == 2**stages
    assert len(set(found.critical_paths)) == len(found.critical_paths) == MOST_PATHS
    assert found.critical_paths[0] == tuple(f"{stage}a" for stage in range(stages))


def _both(stage: int) -> list[str]:
    return [f"{stage}a", f"{stage}b"] if stage >= 0 else []


def test_two_thousand_steps_are_scheduled_in_well_under_a_second():
    draw = random.Random(1)
    steps = [
        a_step(
            str(number),
            draw.randint(1, 9),
            sorted(
                {str(draw.randrange(max(0, number - 30), number)) for _ in range(4)}
                if number
                else ()
            ),
        )
        for number in range(2_000)
    ]

    began = time.process_time()
    schedule(steps, normal)

    assert time.process_time() - began < 1


def test_a_long_series_is_walked_without_running_out_of_stack():
    steps = [a_step(str(n), 1, [str(n - 1)] if n else []) for n in range(2_000)]

    assert len(schedule(steps, normal).critical_paths[0]) == len(steps)


def test_each_timing_has_its_own_schedule():
    steps = (a_step("A", normal=days(1), constrained=days(2), recovery=days(3)),)

    found = schedules(a_product(steps=steps))

    assert [found[timing].total.days for timing in Timing] == [1, 2, 3]


@st.composite
def flows(draw: st.DrawFn) -> list[ProcessStep]:
    """Up to seven steps, listed in any order, with arrows that cannot form a circle."""
    count = draw(st.integers(1, 7))
    steps = [
        a_step(
            str(number),
            draw(st.integers(0, 4)),
            [str(earlier) for earlier in range(number) if draw(st.booleans())],
        )
        for number in range(count)
    ]
    return list(draw(st.permutations(steps)))


def every_path(steps: list[ProcessStep]) -> list[tuple[str, ...]]:
    """Every way from a step without predecessors to one that nothing waits for, by brute force."""
    by_ref = {step.ref: step for step in steps}
    waited_for = {ref for step in steps for ref in step.after}

    def back(ref: str) -> list[tuple[str, ...]]:
        return [(*path, ref) for earlier in by_ref[ref].after for path in back(earlier)] or [(ref,)]

    return [path for ref in by_ref if ref not in waited_for for path in back(ref)]


def length(path: tuple[str, ...], steps: list[ProcessStep]) -> timedelta:
    by_ref = {step.ref: step.normal for step in steps}
    return sum((by_ref[ref] for ref in path), timedelta(0))


@given(flows())
def test_the_whole_takes_as_long_as_its_longest_path_and_exactly_those_are_critical(steps):
    found = schedule(steps, normal)
    lengths = {path: length(path, steps) for path in every_path(steps)}

    assert found.total == max(lengths.values())
    longest = {path for path, long in lengths.items() if long == found.total}
    assert set(found.critical_paths) == longest
    assert found.critical_path_count == len(longest)


@given(flows())
def test_nothing_starts_before_it_can_or_after_it_must(steps):
    found = schedule(steps, normal)

    for item, step in zip(found.steps, steps, strict=True):
        assert item.step is step
        assert item.earliest_finish == item.earliest_start + item.takes
        assert item.latest_finish == item.latest_start + item.takes
        assert timedelta(0) <= item.free_float <= item.total_float
        assert item.latest_finish <= found.total
        for earlier in step.after:
            assert found.of(earlier).earliest_finish <= item.earliest_start
            assert found.of(earlier).latest_finish <= item.latest_start


@given(flows())
def test_drag_is_what_a_schedule_without_the_steps_time_is_shorter_by(steps):
    found = schedule(steps, normal)

    for step in steps:
        without = schedule(
            steps, lambda other, gone=step: timedelta(0) if other is gone else other.normal
        )
        assert found.of(step.ref).drag == found.total - without.total


@given(flows(), st.randoms(use_true_random=False))
def test_the_order_in_which_steps_are_listed_changes_no_time(steps, draw):
    mixed = draw.sample(steps, len(steps))

    one, other = schedule(steps, normal), schedule(mixed, normal)

    assert {item.ref: item for item in one.steps} == {item.ref: item for item in other.steps}
    assert set(one.critical_paths) == set(other.critical_paths)


@given(flows(), st.integers(0, 6), st.integers(0, 6))
def test_a_circle_is_always_found_and_its_arrows_are_there(steps, one, other):
    """Two arrows between the same two steps, one each way, are a circle."""
    early, late = sorted((one % len(steps), other % len(steps)))
    by_ref = {step.ref: step for step in steps}
    by_ref[str(late)] = a_step(str(late), after=[*by_ref[str(late)].after, str(early)])
    by_ref[str(early)] = a_step(str(early), after=[*by_ref[str(early)].after, str(late)])

    with pytest.raises(InvalidValueError) as refusal:
        schedule(list(by_ref.values()), normal)

    circle = refusal.value.message.split("：")[1].split(" → ")
    assert circle[0] == circle[-1]
    assert all(earlier in by_ref[later].after for earlier, later in itertools.pairwise(circle))
