from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from builders import a_firm
from enishi.adapters.dense import DenseIndex, VectorTable, VectorWriter, build_graph
from enishi.adapters.dense import index as dense_index
from enishi.domain.errors import IndexUnavailableError
from enishi.services.retrieval import FirmEntry, Vectors

DIMENSION = 32
RANDOM = np.random.default_rng(7)
_NO_TOKENS = np.zeros((0, 0), np.int8)


def unit(vectors: np.ndarray) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)


def clustered(count: int) -> Vectors:
    """Vectors as encoders give them: around centres, not spread evenly."""
    centres = RANDOM.standard_normal((40, DIMENSION))
    return unit(centres[RANDOM.integers(0, 40, count)] + RANDOM.standard_normal((count, DIMENSION)))


def an_entry(row: int, vectors: Vectors, *, in_sample: bool = True) -> FirmEntry:
    return FirmEntry(row, a_firm(), (), vectors, (_NO_TOKENS,) * len(vectors), {}, in_sample)


def written(folder: Path, firms: Sequence[Vectors], sample: Sequence[int] | None = None) -> Path:
    writer = VectorWriter(folder)
    for row, vectors in enumerate(firms):
        writer.add(an_entry(row, vectors, in_sample=sample is None or row in sample))
    writer.close()
    return folder


def some_firms(count: int = 60) -> list[Vectors]:
    """Firms of no passage, one, or several."""
    return [clustered(int(RANDOM.integers(0, 5))) for _ in range(count)]


def truth(firms: Sequence[Vectors], question: Vectors) -> dict[int, float]:
    """Every firm's nearest passage, nearest firm first."""
    nearest = {
        row: float((vectors @ question[0]).max())
        for row, vectors in enumerate(firms)
        if len(vectors)
    }
    return dict(sorted(nearest.items(), key=lambda item: (-item[1], item[0])))


def same(found: dict[int, float], expected: dict[int, float]) -> bool:
    return list(found) == list(expected) and np.allclose(
        [*found.values()], [*expected.values()], atol=1e-6
    )


def first(found: dict[int, float], count: int) -> dict[int, float]:
    return dict(list(found.items())[:count])


@pytest.mark.parametrize("limit", [1, 10, 1000])
def test_the_flat_search_finds_what_comparing_everything_finds(tmp_path, limit):
    firms = some_firms()
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)

    for question in np.split(clustered(20), 20):
        expected = first(truth(firms, question), limit)
        assert same(index.search(question, None, limit), expected)


def test_a_firm_counts_by_its_nearest_passage_and_once(tmp_path):
    question = clustered(1)
    many = np.concatenate([question] * 50)
    firms = [many, -question, np.concatenate([-question, question])]
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)

    found = index.search(question, None, 3)

    assert list(found) == [0, 2, 1]
    assert np.allclose([*found.values()], [1, 1, -1], atol=1e-6)


def test_rows_that_are_not_allowed_are_not_found(tmp_path):
    firms, question = some_firms(), clustered(1)
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)
    allowed = RANDOM.random(len(firms)) < 0.3

    found = index.search(question, allowed, 1000)

    expected = {row: value for row, value in truth(firms, question).items() if allowed[row]}
    assert same(found, expected)
    assert index.search(question, np.zeros(len(firms), np.bool_), 9) == {}


@pytest.mark.parametrize("gather_limit", [0, 10**6], ids=["by a selector", "by gathering"])
def test_filters_hold_whether_the_passages_are_selected_or_gathered(
    tmp_path, monkeypatch, gather_limit
):
    monkeypatch.setattr(dense_index, "GATHER_LIMIT", gather_limit)
    firms, question = some_firms(), clustered(1)
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)
    allowed = RANDOM.random(len(firms)) < 0.5

    expected = {row: value for row, value in truth(firms, question).items() if allowed[row]}

    assert same(index.search(question, allowed, 5), first(expected, 5))
    assert same(index.search(question, allowed, 1000), expected)


def test_similarities_are_those_of_every_passage_in_its_order(tmp_path):
    firms, question = some_firms(), clustered(1)
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)
    rows = [row for row in (3, 7, 8, 41) if len(firms[row])]

    near = index.nearness(question, [7, 3, 41, 8])

    assert near.rows.tolist() == rows
    for row, found in zip(rows, near.by_firm(), strict=True):
        assert np.allclose(found, firms[row] @ question[0], atol=1e-6)
    some = near.among(range(1, len(rows)))
    assert some.rows.tolist() == rows[1:]
    assert [*some.by_firm()] == [*near.by_firm()][1:]


def test_a_firm_that_says_nothing_is_near_to_nothing(tmp_path):
    nothing = np.zeros((0, DIMENSION), np.float32)
    index = DenseIndex.open(written(tmp_path / "d", [nothing, nothing]), DIMENSION)

    assert index.search(clustered(1), None, 9) == {}
    near = index.nearness(clustered(1), [0, 1])
    assert near.rows.tolist() == near.two_best.tolist() == []
    assert index.background(clustered(1)).two_best.tolist() == []


def mean_of_two(firms: Sequence[Vectors], question: Vectors) -> dict[int, float]:
    """Each firm's mean of its two nearest passages."""
    return {
        row: float(np.sort(vectors @ question[0])[-2:].mean())
        for row, vectors in enumerate(firms)
        if len(vectors)
    }


def test_the_background_is_the_two_nearest_of_each_firm_of_the_sample(tmp_path):
    firms, question = some_firms(), clustered(1)
    sample = range(0, 60, 3)
    index = DenseIndex.open(written(tmp_path / "d", firms, sample), DIMENSION)

    nearest = mean_of_two(firms, question)

    expected = [nearest[row] for row in sample if row in nearest]
    assert np.allclose(index.background(question).two_best, expected, atol=1e-6)


def test_firms_that_come_later_are_found_beside_the_snapshots(tmp_path):
    firms, later, question = some_firms(), some_firms(10), clustered(1)
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)

    both = index.with_entries(
        [an_entry(60 + number, vectors) for number, vectors in enumerate(later)], dead=[]
    )

    everything = truth([*firms, *later], question)
    assert same(both.search(question, None, 1000), everything)
    assert same(both.search(question, None, 5), first(everything, 5))
    means = mean_of_two([*firms, *later], question)
    assert np.allclose(
        sorted(both.background(question).two_best), sorted(means.values()), atol=1e-6
    )
    rows = list(everything)
    assert both.nearness(question, rows).rows.tolist() == sorted(rows)
    allowed = np.arange(70) % 2 == 0
    some = {row: value for row, value in everything.items() if allowed[row]}
    assert same(both.search(question, allowed, 1000), some)


def test_dead_rows_are_found_no_more_whether_of_the_snapshot_or_later(tmp_path):
    firms, question = [clustered(2) for _ in range(6)], clustered(1)
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)

    once = index.with_entries([an_entry(6, clustered(2))], dead=[1, 2])
    twice = once.with_entries([an_entry(7, clustered(2))], dead=[6, 3])

    assert set(once.search(question, None, 99)) == {0, 3, 4, 5, 6}
    assert set(twice.search(question, None, 99)) == {0, 4, 5, 7}
    assert len(twice.background(question).rows) == 4


def test_a_new_state_leaves_the_one_before_to_its_readers(tmp_path):
    firms, question = some_firms(), clustered(1)
    index = DenseIndex.open(written(tmp_path / "d", firms), DIMENSION)
    before = index.search(question, None, 99)
    background = index.background(question).two_best.tolist()

    index.with_entries([an_entry(60, question)], dead=list(before)[:5])

    assert index.search(question, None, 99) == before
    assert index.background(question).two_best.tolist() == background


def test_later_firms_outside_the_sample_are_no_background(tmp_path):
    index = DenseIndex.open(written(tmp_path / "d", [clustered(1)]), DIMENSION)

    later = index.with_entries([an_entry(1, clustered(1), in_sample=False)], dead=[])

    assert len(later.background(clustered(1)).rows) == 1


def test_a_network_that_began_empty_has_the_background_of_what_came_later(tmp_path):
    index = DenseIndex.open(written(tmp_path / "d", []), DIMENSION)
    assert index.search(clustered(1), None, 9) == {}

    later = index.with_entries([an_entry(row, clustered(2)) for row in range(3)], dead=[])

    assert len(later.search(clustered(1), None, 9)) == 3
    assert len(later.background(clustered(1)).rows) == 3


@pytest.fixture(scope="module")
def many() -> list[Vectors]:
    return [clustered(2) for _ in range(4000)]


@pytest.fixture(scope="module")
def graph(many, tmp_path_factory) -> DenseIndex:
    folder = written(tmp_path_factory.mktemp("graph") / "d", many)
    build_graph(folder, VectorTable.open(folder, DIMENSION), flat_limit=1000)
    assert (folder / dense_index.HNSW_FILE).exists()
    return DenseIndex.open(folder, DIMENSION)


def recall(graph: DenseIndex, many, allowed=None) -> float:
    """Share of the exact ten nearest that the graph finds, over fifty questions."""
    shares = []
    for question in np.split(clustered(50), 50):
        nearest = truth(many, question)
        best = [row for row in nearest if allowed is None or allowed[row]][:10]
        found = graph.search(question, allowed, 10)
        assert allowed is None or all(allowed[row] for row in found)
        assert np.allclose([*found.values()], [nearest[row] for row in found], atol=1e-6)
        shares.append(len({*found} & {*best}) / 10)
    return float(np.mean(shares))


def test_a_graph_finds_nearly_all_of_the_ten_nearest(graph, many):
    assert recall(graph, many) >= 0.95


def test_a_graph_keeps_to_a_wide_filter_and_finds_nearly_all_within_it(graph, many, monkeypatch):
    monkeypatch.setattr(dense_index, "GATHER_LIMIT", 1000)

    assert recall(graph, many, RANDOM.random(len(many)) < 0.4) >= 0.95


def test_under_a_narrow_filter_a_graph_is_left_aside_and_all_is_found(graph, many):
    assert recall(graph, many, RANDOM.random(len(many)) < 0.01) == 1.0


def test_a_graph_keeps_to_what_is_dead_and_what_came_later(graph, many):
    question = clustered(1)
    nearest = list(truth(many, question))[:5]

    changed = graph.with_entries([an_entry(4000, question)], dead=nearest)
    found = changed.search(question, None, 10)

    assert next(iter(found)) == 4000
    assert not {*nearest} & {*found}


def test_a_short_table_gets_no_graph(tmp_path):
    folder = written(tmp_path / "d", some_firms())

    build_graph(folder, VectorTable.open(folder, DIMENSION))

    assert not (folder / dense_index.HNSW_FILE).exists()


@pytest.mark.parametrize("name", ["vectors.f32", "starts.npy", "sample.npy"])
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
def test_damaged_vectors_are_refused(tmp_path, name, damage):
    folder = written(tmp_path / "d", [clustered(2) for _ in range(9)])

    damage(folder / name)

    with pytest.raises(IndexUnavailableError):
        DenseIndex.open(folder, DIMENSION)


def test_vectors_of_another_length_are_refused(tmp_path):
    folder = written(tmp_path / "d", [clustered(2) for _ in range(9)])

    with pytest.raises(IndexUnavailableError):
        DenseIndex.open(folder, DIMENSION // 2)


@pytest.mark.parametrize("content", [b"", b"garbage", None], ids=["empty", "garbage", "another"])
def test_a_damaged_graph_is_refused(tmp_path, content):
    folder = written(tmp_path / "d", [clustered(2) for _ in range(9)])
    other = written(tmp_path / "other", [clustered(2) for _ in range(5)])
    build_graph(other, VectorTable.open(other, DIMENSION), flat_limit=1)
    graph = content if content is not None else (other / dense_index.HNSW_FILE).read_bytes()
    (folder / dense_index.HNSW_FILE).write_bytes(graph)

    with pytest.raises(IndexUnavailableError):
        DenseIndex.open(folder, DIMENSION)
