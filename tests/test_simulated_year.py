"""The simulation of a year: every method keeps the same rules, and the same seed tells the same."""

from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks.simulation.course import Course
from benchmarks.simulation.methods import METHODS, RULES, Pairs, Week
from benchmarks.simulation.plot import drawn
from benchmarks.simulation.tastes import TASTES
from benchmarks.simulation.world import World, make_world
from benchmarks.year import a_year, table

from builders import a_capability, a_firm
from enishi.domain.allocation import pair_value
from enishi.domain.joint_development import size_neutral
from lexicons import a_finder

FIRMS, WEEKS = 60, 4
TRADES = [
    "切削",
    "研磨",
    "溶接",
    "鋳造",
    "鍛造",
    "旋削",
    "製紙",
    "織布",
    "染色",
    "刻印",
    "組立",
    "検査",
]


@pytest.fixture(scope="module")
def world() -> World:
    firms = [
        a_firm(
            ref=f"C{number}",
            cluster=f"産地{number % 3}",
            can=[
                a_capability(f"{TRADES[(number + step) % 12]}と{TRADES[(number * 5 + step) % 12]}")
                for step in range(3)
            ],
        )
        for number in range(24)
    ]
    return make_world(firms, a_finder(*TRADES), FIRMS, seed=3)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_keeps_the_rules_of_repetition(world: World, name: str):
    shown: list[tuple[int, Pairs, np.ndarray]] = []

    def watched(week: Week) -> Pairs:
        pairs = METHODS[name](week)
        shown.append((week.number, pairs, world.joined <= week.number))
        return pairs

    Course(world, watched, TASTES["似た企業を好む"], seed=5).run(WEEKS)

    pairs = [tuple(sorted(pair)) for _, both, _ in shown for pair in zip(*both, strict=True)]
    known = {(min(a, b), max(a, b)) for a, habits in enumerate(world.habits) for b in habits}
    assert all(one != other for one, other in pairs)
    assert known.isdisjoint(pairs)
    seen: set[tuple[int, int]] = set()
    for _, (viewers, others), present in shown:
        assert present[viewers].all()
        assert present[others].all()
        assert np.bincount(viewers).max() <= RULES.most_received
        fresh = {(min(a, b), max(a, b)) for a, b in zip(viewers, others, strict=True)}
        assert seen.isdisjoint(fresh)
        seen |= fresh


def test_the_allocation_alone_limits_how_often_a_firm_is_shown(world: World):
    found = {
        name: Course(world, method, TASTES["役に立つ違いを好む"], seed=5).run(WEEKS).most_shown
        for name, method in METHODS.items()
    }

    assert found["縁の割り当て"] <= RULES.most_shown < found["似た順に5社"]


def test_what_a_pair_is_worth_is_what_the_allocation_says_and_the_same_to_both(world: World):
    drawn_pairs = np.random.default_rng(1).integers(FIRMS, size=(50, 2)).tolist()
    for one, other in drawn_pairs:
        gains = float(world.foreseen[one, other]), float(world.foreseen[other, one])
        assert world.values[one, other] == world.values[other, one] == pair_value(*gains, RULES)


def test_the_score_of_a_made_pair_is_that_of_the_formula(world: World):
    one, other = divmod(int(np.argmax(world.joint)), FIRMS)
    shares = world.shares[one, other], world.shares[other, one]

    expected = size_neutral(1, 1 / shares[0], 1 / shares[1], 1 / 3)

    assert world.joint[one, other] == pytest.approx(expected)


def test_the_same_seed_tells_the_same(world: World):
    method, taste = METHODS["縁の割り当て"], TASTES["名の知れた企業と近所を好む"]

    once, again = (Course(world, method, taste, seed=5).run(WEEKS) for _ in range(2))

    assert once == again
    assert Course(world, method, taste, seed=6).run(WEEKS) != once


def test_a_year_is_told_by_a_table_and_a_picture(world: World):
    results = a_year(world, WEEKS)

    assert len(table(results)) == 2 + len(TASTES) * len(METHODS)
    picture = ElementTree.fromstring(drawn(results, WEEKS))
    texts = "".join(picture.itertext())
    for of_methods in results.values():
        for name, result in of_methods.items():
            assert name in texts
            assert f"{result.accepted:,}" in texts
            assert all(0 <= value <= 100 for value in result.fixation.values())
            assert list(result.fixation) == [0, WEEKS]
