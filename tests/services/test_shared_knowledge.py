"""What two firms share: concepts and passages, each matched at most once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.adapters.solver import ScipyTransport
from enishi.domain.joint_development import CosineScale, JointDevelopmentSetting
from enishi.services.joint_development.estimating import (
    KnownConcepts,
    KnownPassages,
    concept_bound,
    concept_overlap,
    likeness_of,
    passage_bound,
    passage_overlap,
)
from enishi.services.joint_development.fits import FITTED, setting_for

TRANSPORT = ScipyTransport()
SCALE = CosineScale(foreign=0.3, same=0.8)
SETTING = JointDevelopmentSetting(scale=SCALE)

NAMES = [f"用語{number}" for number in range(8)]
WEIGHTS = {name: 0.5 + number / 4 for number, name in enumerate(NAMES)}
PARENTS = {(0, 1), (0, 2), (3, 4), (5, 4), (5, 6)}  # not a forest: 4 has two parents
NEIGHBOURS = {
    name: frozenset(
        NAMES[other]
        for other in range(8)
        if (number, other) in PARENTS or (other, number) in PARENTS
    )
    for number, name in enumerate(NAMES)
}
profiles = st.sets(st.sampled_from(NAMES))


def known(names) -> KnownConcepts:
    return KnownConcepts.of({name: WEIGHTS[name] for name in names})


def shared(one, other, neighbours=NEIGHBOURS):
    return concept_overlap(known(one), known(other), neighbours, SETTING, TRANSPORT)


def whole_transport(one, other) -> float:
    """Count with every pair at once, nothing matched beforehand."""
    mine, theirs = sorted(one), sorted(other)
    if not mine or not theirs:
        return 0.0
    likeness = [
        [1.0 if a == b else SETTING.neighbour * (b in NEIGHBOURS[a]) for b in theirs] for a in mine
    ]
    masses = (np.array([WEIGHTS[name] for name in names]) for names in (mine, theirs))
    return TRANSPORT.greatest(np.array(likeness), *masses)


@settings(max_examples=50)
@given(profiles, profiles)
def test_matching_the_same_concept_first_loses_nothing(one, other):
    assert shared(one, other).common == pytest.approx(whole_transport(one, other))


@settings(max_examples=50)
@given(profiles, profiles, st.sampled_from(NAMES))
def test_what_is_shared_is_mutual_within_both_stocks_below_its_bound_and_grows(one, other, name):
    found = shared(one, other)

    assert 0 <= found.common <= min(found.own, found.partner)
    assert shared(other, one).common == pytest.approx(found.common)
    assert (
        found.common <= concept_bound(known(one), known(other), NEIGHBOURS, SETTING).common + 1e-9
    )
    assert shared(one | {name}, other).common >= found.common - 1e-9


@settings(max_examples=50)
@given(profiles, profiles)
def test_without_a_taxonomy_it_is_the_weight_of_the_concepts_of_both(one, other):
    both = sum(WEIGHTS[name] for name in one & other)

    found = shared(one, other, neighbours={})

    assert found.common == pytest.approx(both)
    assert found.has_contact is bool(one & other)


def test_a_parent_and_its_child_share_half_and_are_no_contact_by_themselves():
    found = shared({NAMES[0]}, {NAMES[1]})

    assert found.common == pytest.approx(0.5 * WEIGHTS[NAMES[0]])
    assert not found.has_contact


def some_passages(seed: int, count: int) -> np.ndarray:
    """Return vectors that lie between the axes of a small space, so that some are near."""
    drawn = np.random.default_rng(seed)
    vectors = np.abs(drawn.standard_normal((count, 4))).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


seeds = st.integers(0, 500)
counts = st.integers(0, 5)


@settings(max_examples=50)
@given(seeds, seeds, counts, counts)
def test_passages_shared_are_mutual_within_both_stocks_and_below_their_bound(a, b, m, n):
    one = KnownPassages.of(some_passages(a, m), SCALE)
    other = KnownPassages.of(some_passages(b + 1_000, n), SCALE)

    found = passage_overlap(one, other, SETTING, TRANSPORT)

    assert 0 <= found.common <= min(found.own, found.partner)
    assert passage_overlap(other, one, SETTING, TRANSPORT).common == pytest.approx(found.common)
    assert found.common <= passage_bound(one, other, SETTING).common + 1e-9


@settings(max_examples=50)
@given(seeds, st.integers(1, 5), st.randoms(use_true_random=False))
def test_a_passage_said_twice_or_elsewhere_in_the_profile_changes_nothing(seed, count, drawn):
    vectors, other = some_passages(seed, count), KnownPassages.of(some_passages(999, 4), SCALE)
    order = [*range(count), drawn.randrange(count)]
    drawn.shuffle(order)

    plain = passage_overlap(KnownPassages.of(vectors, SCALE), other, SETTING, TRANSPORT)
    found = passage_overlap(KnownPassages.of(vectors[order], SCALE), other, SETTING, TRANSPORT)

    assert (found.own, found.common) == pytest.approx((plain.own, plain.common), abs=1e-6)


def test_one_more_passage_of_its_own_never_lowers_what_is_shared():
    scattered, other = np.eye(4, dtype=np.float32), KnownPassages.of(some_passages(3, 5), SCALE)
    shares = [
        passage_overlap(
            KnownPassages.of(scattered[:count], SCALE), other, SETTING, TRANSPORT
        ).common
        for count in range(5)
    ]

    assert shares == sorted(shares)


def test_cosines_count_from_the_foreign_on_and_in_full_from_the_same_on():
    vectors = np.array([[1, 0], [0.8, 0.6], [0.55, 0.835165], [0.2, 0.979796]], np.float32)
    first = KnownPassages.of(vectors[:1], SCALE)

    found = [likeness_of(first, KnownPassages.of(vector[None], SCALE), SCALE) for vector in vectors]

    assert [float(likeness[0, 0]) for likeness in found] == pytest.approx([1, 1, 0.5, 0], abs=1e-5)


def test_less_than_half_a_passage_in_common_is_no_contact():
    near = np.array([[1, 0], [0.54, 0.841665]], np.float32)
    one, other = (KnownPassages.of(vector[None], SCALE) for vector in near)

    found = passage_overlap(one, other, SETTING, TRANSPORT)

    assert found.common == pytest.approx(0.48, abs=1e-4)
    assert not found.has_contact


def test_a_model_without_a_fitted_scale_compares_no_passages_and_says_so():
    (model,) = FITTED

    assert setting_for(f"{model}.abcdef").scale == FITTED[model]
    for other in ("another.abcdef", model):  # without its centre a model has other cosines
        assert setting_for(other).scale is None
        assert setting_for(other).version.endswith(".unfitted")
