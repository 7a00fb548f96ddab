from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.exploration import (
    ArmRecord,
    ExplorationArm,
    PastShowing,
    TrialCandidate,
    arm_records,
    seed_of,
    trials,
)
from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer

WEEK = IsoWeek(2026, 48)
KNIVES, SILK = ExplorationArm("切削", "関"), ExplorationArm("切削", "丹後")


def shown(viewer: str, arm: ExplorationArm, answer: MatchAnswer | None = None) -> PastShowing:
    return PastShowing(WEEK, viewer, arm, answer)


def a_trial(viewer: str, to: str, arm: ExplorationArm = KNIVES, value: int = 5_000):
    return TrialCandidate(viewer, to, arm, value)


def test_silence_counts_only_in_a_list_that_somebody_answered():
    read = [shown("V1", KNIVES), shown("V1", SILK, MatchAnswer.WANTS_TO_MEET)]
    unread = [shown("V2", KNIVES), shown("V2", SILK)]

    assert arm_records([*read, *unread]) == {SILK: ArmRecord(1, 0), KNIVES: ArmRecord(0, 1)}


def test_an_arm_shown_often_is_not_thereby_popular():
    """One wish out of ten showings is worth less than one out of one."""
    often = [shown("V1", KNIVES, MatchAnswer.WANTS_TO_MEET), *[shown("V1", KNIVES)] * 9]
    once = [shown("V2", SILK, MatchAnswer.WANTS_TO_MEET)]

    assert arm_records([*often, *once]) == {KNIVES: ArmRecord(1, 9), SILK: ArmRecord(1, 0)}


def test_knowing_somebody_or_having_no_time_says_nothing_of_the_arm():
    answers = [MatchAnswer.KNOWS, MatchAnswer.NOT_NOW]

    assert arm_records([shown("V1", KNIVES, answer) for answer in answers]) == {}


def test_an_arm_that_was_always_declined_is_hardly_ever_tried_again():
    records = {KNIVES: ArmRecord(0, 30), SILK: ArmRecord(15, 15)}
    candidates = [a_trial("V", "S1", KNIVES), a_trial("V", "S2", SILK)]

    tried = Counter(
        trials(candidates, records, seed=seed, most_shown=8)[0].shown_ref for seed in range(200)
    )

    assert tried["S2"] > 190


def test_an_arm_that_nothing_is_known_of_gets_its_chance():
    records = {SILK: ArmRecord(3, 7)}
    candidates = [a_trial("V", "S1", KNIVES), a_trial("V", "S2", SILK)]

    tried = Counter(
        trials(candidates, records, seed=seed, most_shown=8)[0].shown_ref for seed in range(200)
    )

    assert 100 < tried["S1"] < 190


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_trials_are_one_a_viewer_none_too_often_and_the_same_for_a_seed(seed, random):
    candidates = [
        a_trial(f"V{viewer}", f"S{shown_ref}", (KNIVES, SILK)[shown_ref % 2], value)
        for viewer in range(6)
        for shown_ref in range(3)
        for value in [random.randint(0, 10_000)]
    ]

    found = trials(candidates, {}, seed=seed, most_shown=2)
    shuffled = random.sample(candidates, len(candidates))

    assert max(Counter(item.viewer_ref for item in found).values()) == 1
    assert max(Counter(item.shown_ref for item in found).values()) <= 2
    assert trials(shuffled, {}, seed=seed, most_shown=2) == found


def test_another_week_or_another_platform_draws_otherwise():
    seeds = {seed_of(WEEK, "a"), seed_of(WEEK, "b"), seed_of(WEEK.after(), "a")}

    assert len(seeds) == 3
    assert seed_of(WEEK, "a") == seed_of(IsoWeek.read("2026-W48"), "a")
