"""Late interaction against the formula, worked out token by token."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from builders import a_firm
from enishi.adapters.dense import DenseIndex, VectorWriter
from enishi.adapters.dense.index import TOKEN_SAMPLE, TOKENS_COMPARED
from enishi.domain.errors import IndexUnavailableError
from enishi.services.retrieval import FirmEntry, Late, QueryTokens, TokenVectors

DIMENSION, TOKEN_DIMENSION = 4, 96
RANDOM = np.random.default_rng(11)

Profile = Sequence[NDArray[np.float32]]  # the tokens of each passage, each of length 1

_SILENT = np.zeros((0, 0), np.int8)  # of a model without tokens


def tokens(count: int) -> NDArray[np.float32]:
    vectors = RANDOM.standard_normal((count, TOKEN_DIMENSION))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def profiles(count: int) -> list[Profile]:
    """Profiles of one to three passages of one to nine tokens."""
    return [
        [tokens(int(length)) for length in RANDOM.integers(1, 10, RANDOM.integers(1, 4))]
        for _ in range(count)
    ]


def a_query(count: int = 5) -> QueryTokens:
    return QueryTokens(tokens(count), RANDOM.random(count).astype(np.float32))


def rounded(vectors: NDArray[np.float32]) -> TokenVectors:
    return np.rint(vectors * 127).astype(np.int8)


def an_entry(row: int, stored: Sequence[TokenVectors], *, in_sample: bool = True) -> FirmEntry:
    vectors = np.eye(len(stored), DIMENSION, dtype=np.float32)
    return FirmEntry(row, a_firm(), (), vectors, tuple(stored), {}, in_sample)


def entries(
    found: Sequence[Profile], *, start: int = 0, sample: Iterable[int] | None = None
) -> list[FirmEntry]:
    chosen = set(range(start, start + len(found)) if sample is None else sample)
    return [
        an_entry(row, [*map(rounded, profile)], in_sample=row in chosen)
        for row, profile in enumerate(found, start)
    ]


def written(folder: Path, firms: Sequence[FirmEntry]) -> Path:
    writer = VectorWriter(folder)
    for entry in firms:
        writer.add(entry)
    writer.close()
    return folder


def opened(folder: Path, firms: Sequence[FirmEntry]) -> DenseIndex:
    return DenseIndex.open(written(folder, firms), DIMENSION)


def nearest(query: QueryTokens, profile: Profile) -> list[float]:
    """Return for each token of the query its similarity to the nearest of the whole profile."""
    return [
        max(float(token @ other) for passage in profile for other in passage)
        for token in query.vectors
    ]


def as_stored(profile: Profile) -> Profile:
    return [rounded(passage).astype(np.float32) / 127 for passage in profile]


def truth(
    query: QueryTokens, firms: Mapping[int, Profile], sample: Sequence[int]
) -> dict[int, float]:
    """Σ_t g_t σ_t (m_t − μ_t) of every firm, with μ and σ over the sample."""
    near = {row: nearest(query, profile) for row, profile in firms.items()}
    scores = dict.fromkeys(firms, 0.0)
    for at, gate in enumerate(query.gates.tolist()):
        seen = [near[row][at] for row in sample]
        mean = sum(seen) / len(seen)
        spread = (sum((value - mean) ** 2 for value in seen) / len(seen)) ** 0.5
        for row in firms:
            scores[row] += gate * spread * (near[row][at] - mean)
    return scores


def agrees(late: Late, expected: Mapping[int, float], sample: Sequence[int], atol: float = 1e-5):
    return (
        late.scores.keys() == expected.keys()
        and np.allclose([late.scores[row] for row in expected], [*expected.values()], atol=atol)
        and np.allclose(late.background, [expected[row] for row in sample], atol=atol)
    )


def test_late_interaction_is_what_its_formula_says(tmp_path):
    firms, sample = profiles(30), range(0, 30, 3)
    index = opened(tmp_path / "d", entries(firms, sample=sample))

    for _ in range(5):
        query = a_query()
        expected = truth(query, dict(enumerate(map(as_stored, firms))), sample)

        assert agrees(index.late(query, range(30)), expected, sample)


def test_of_a_long_query_only_the_tokens_that_weigh_most_are_compared(tmp_path):
    firms, query = profiles(12), a_query(TOKENS_COMPARED + 9)
    index = opened(tmp_path / "d", entries(firms))
    near = np.array([nearest(query, as_stored(profile)) for profile in firms])
    weigh_most = np.sort(np.argsort(-query.gates * near.std(axis=0))[:TOKENS_COMPARED])

    shorter = QueryTokens(query.vectors[weigh_most], query.gates[weigh_most])

    expected = truth(shorter, dict(enumerate(map(as_stored, firms))), range(12))
    assert agrees(index.late(query, range(12)), expected, range(12))


def test_a_byte_a_component_is_enough(tmp_path):
    firms, query = profiles(30), a_query()
    index = opened(tmp_path / "d", entries(firms))

    late = index.late(query, range(30))

    exact = truth(query, dict(enumerate(firms)), range(30))
    a_fifth = float(np.std([*exact.values()])) / 5
    assert agrees(late, exact, range(30), atol=a_fifth)


def test_only_the_rows_asked_for_are_scored_in_their_order(tmp_path):
    firms, query = profiles(9), a_query()
    index = opened(tmp_path / "d", entries(firms))

    everything, some = index.late(query, range(9)), index.late(query, [7, 2, 5])

    assert list(some.scores) == [7, 2, 5]
    assert [*some.scores.values()] == pytest.approx([everything.scores[row] for row in (7, 2, 5)])
    assert some.background == everything.background
    assert index.late(query, []).scores == {}


def test_a_token_with_its_gate_shut_counts_for_nothing(tmp_path):
    index = opened(tmp_path / "d", entries(profiles(9)))
    query, more = a_query(), tokens(3)
    widened = QueryTokens(
        np.concatenate([query.vectors, more]), np.append(query.gates, [0, 0, 0]).astype(np.float32)
    )

    both = index.late(widened, range(9)).scores

    alone = index.late(query, range(9)).scores
    assert [*both.values()] == pytest.approx([*alone.values()], abs=1e-6)


def test_a_token_that_every_firm_has_tells_nothing(tmp_path):
    word, firms = tokens(1), profiles(9)
    index = opened(tmp_path / "d", entries([[*profile, word] for profile in firms]))

    late = index.late(QueryTokens(word, np.ones(1, np.float32)), range(9))

    assert np.allclose([*late.scores.values()], 0, atol=1e-6)


def test_a_firm_that_has_the_word_comes_before_those_that_do_not(tmp_path):
    word, firms = tokens(1), profiles(9)
    firms[4] = [*firms[4], word]
    index = opened(tmp_path / "d", entries(firms))

    late = index.late(QueryTokens(word, np.ones(1, np.float32)), range(9))

    assert max(late.scores, key=late.scores.__getitem__) == 4


def test_rows_after_the_snapshot_count_beside_its_own(tmp_path):
    firms, later, query = profiles(12), profiles(6), a_query()
    index = opened(tmp_path / "d", entries(firms, sample=range(0, 12, 2)))

    both = index.with_entries(entries(later, start=12, sample=[13, 16]), dead=[])

    sample = [*range(0, 12, 2), 13, 16]
    expected = truth(query, dict(enumerate(map(as_stored, [*firms, *later]))), sample)
    assert agrees(both.late(query, range(18)), expected, sample)


def test_dead_rows_are_no_background_whether_of_the_snapshot_or_later(tmp_path):
    firms, later, query = profiles(12), profiles(4), a_query()
    index = opened(tmp_path / "d", entries(firms))
    index.late(query, range(12))  # what it remembers of its sample is not handed on

    changed = index.with_entries(entries(later, start=12), dead=[0, 5])
    changed = changed.with_entries([], dead=[13])

    living = [row for row in range(16) if row not in {0, 5, 13}]
    every = dict(enumerate(map(as_stored, [*firms, *later])))
    expected = truth(query, {row: every[row] for row in living}, living)
    assert agrees(changed.late(query, living), expected, living)


def test_a_new_state_leaves_the_one_before_to_its_readers(tmp_path):
    query = a_query()
    index = opened(tmp_path / "d", entries(profiles(12)))
    before = index.late(query, range(12))

    index.with_entries(entries(profiles(3), start=12), dead=[1, 2])

    assert index.late(query, range(12)) == before


def test_firms_without_tokens_have_no_score_and_are_no_background(tmp_path):
    firms, query = profiles(8), a_query()
    firms[2], firms[5] = [], [np.zeros((0, TOKEN_DIMENSION), np.float32)]
    index = opened(tmp_path / "d", entries(firms))
    index = index.with_entries(entries([[], firms[5], *profiles(1)], start=8), dead=[])

    late = index.late(query, range(11))

    assert list(late.scores) == [0, 1, 3, 4, 6, 7, 10]
    assert late.background == pytest.approx([*late.scores.values()])


def test_the_sample_is_its_first_living_firms_that_have_tokens(tmp_path):
    firms, query = profiles(TOKEN_SAMPLE + 20), a_query()
    firms[3] = []
    index = opened(tmp_path / "d", entries(firms)).with_entries([], dead=[0])

    late = index.late(query, range(len(firms)))

    first = [row for row in range(len(firms)) if row not in {0, 3}][:TOKEN_SAMPLE]
    expected = [late.scores[row] for row in first]
    assert late.background == pytest.approx(expected, abs=1e-6)


def test_a_model_without_tokens_gives_no_late_interaction(tmp_path):
    firms = [an_entry(row, [_SILENT] * passages) for row, passages in enumerate([1, 0, 3])]
    index = opened(tmp_path / "d", firms).with_entries([an_entry(3, [_SILENT])], dead=[])

    nothing = QueryTokens(np.zeros((0, 0), np.float32), np.zeros(0, np.float32))

    assert index.late(nothing, range(4)) == Late({}, ())
    assert index.late(a_query(), range(4)) == Late({}, ())


def test_a_query_of_no_tokens_gives_none_either(tmp_path):
    index = opened(tmp_path / "d", entries(profiles(3)))
    blank = QueryTokens(np.zeros((0, TOKEN_DIMENSION), np.float32), np.zeros(0, np.float32))

    assert index.late(blank, range(3)) == Late({}, ())


def test_a_network_that_began_empty_has_the_late_interaction_of_what_came_later(tmp_path):
    index = opened(tmp_path / "d", [])
    assert index.late(a_query(), []) == Late({}, ())

    later = index.with_entries(entries(profiles(3)), dead=[]).late(a_query(), range(3))

    assert list(later.scores) == [0, 1, 2]
    assert len(later.background) == 3


def test_the_tokens_of_each_passage_come_back_as_they_were(tmp_path):
    firms, later = profiles(5), profiles(2)
    firms[1] = []
    index = opened(tmp_path / "d", entries(firms)).with_entries(entries(later, start=5), dead=[])

    for row, profile in enumerate([*firms, *later]):
        found = index.tokens(row)
        assert len(found) == len(profile)
        for passage, original in zip(found, profile, strict=True):
            np.testing.assert_array_equal(passage, rounded(original))


@pytest.mark.parametrize("name", ["tokens.i8", "token_starts.npy"])
@pytest.mark.parametrize(
    "damage",
    [
        *(Path.unlink, lambda path: path.write_bytes(b"")),
        lambda path: path.write_bytes(path.read_bytes()[:-4]),
        lambda path: path.write_bytes(b"PK\x03\x04 no archive"),
        lambda path: path.write_bytes(b"\x93NUMPY garbage"),
    ],
    ids=["gone", "empty", "cut short", "like an archive", "garbage"],
)
def test_damaged_tokens_are_refused(tmp_path, name, damage):
    folder = written(tmp_path / "d", entries(profiles(9)))

    damage(folder / name)

    with pytest.raises(IndexUnavailableError, match="enishi index rebuild"):
        DenseIndex.open(folder, DIMENSION)


def test_tokens_of_other_passages_are_refused(tmp_path):
    folder = written(tmp_path / "d", entries([[tokens(2)], [tokens(2)]]))
    other = written(tmp_path / "other", entries([[tokens(2), tokens(1)], [tokens(1)]]))
    for name in ("tokens.i8", "token_starts.npy"):
        (folder / name).write_bytes((other / name).read_bytes())

    with pytest.raises(IndexUnavailableError):
        DenseIndex.open(folder, DIMENSION)
