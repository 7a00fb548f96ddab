import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept, a_firm, a_lexicon
from enishi.adapters.lexicon.index import ConceptIndex, ConceptWriter
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.lexicon import Replacement
from enishi.services.retrieval import FirmEntry
from lexicons import ANALYZER, LexiconFinder

LEXICON = a_lexicon(
    a_concept("めっき", "treatment", names="鍍金", gives_function="耐食性"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("耐食性", "property", names="錆びない", note="性質"),
    a_concept("鍛造", must_not_confuse="鋳造"),
    a_concept("鋳造", chinese="铸造"),
    replacements=(Replacement("亜鉛めっき", "めっき", keeps=("耐食性",)),),
)
FINDER = LexiconFinder(LEXICON, ANALYZER)
FILES = ["lexicon.json", "names.tsv", "chinese.tsv", "phrases.tsv", "rows.npz"]

Counts = Mapping[str, int]
counts_of_firms = st.lists(
    st.dictionaries(st.sampled_from(sorted(LEXICON.by_name)), st.integers(1, 9), max_size=4),
    max_size=8,
)


def an_entry(row: int, counts: Counts, *, in_sample: bool = True) -> FirmEntry:
    return FirmEntry(
        row=row,
        firm=a_firm(),
        passages=(),
        vectors=np.zeros((0, 4), np.float32),
        tokens=(),
        concepts=counts,
        in_sample=in_sample,
    )


def written(folder: Path, firms: Sequence[Counts]) -> Path:
    writer = ConceptWriter(folder, FINDER)
    for row, counts in enumerate(firms):
        writer.add(an_entry(row, counts, in_sample=row % 2 == 0))
    writer.close()
    return folder


def of(*firms: Counts) -> ConceptIndex:
    return ConceptIndex(FINDER, firms, frozenset(), tuple(range(0, len(firms), 2)))


def order(index: ConceptIndex, **asked: float) -> list[int]:
    """Return the rows that answer anything, best first."""
    scores = index.scores(asked)
    return [int(row) for row in np.argsort(-scores, kind="stable") if scores[row] > 0]


def test_what_was_written_is_read_back_and_answers_the_same(tmp_path):
    firms = [{"めっき": 2, "鋳造": 1}, {}, {"亜鉛めっき": 1}, {"鍛造": 3}]

    opened = ConceptIndex.open(written(tmp_path / "c", firms), ANALYZER)

    assert opened.lexicon == LEXICON
    assert opened.lexicon.version == LEXICON.version
    assert [opened.concepts(row) for row in range(len(opened))] == firms
    assert opened.sample == (0, 2)
    assert opened.finder.tables == FINDER.tables
    assert opened.mentions("鍍金は不可、铸造") == FINDER.mentions("鍍金は不可、铸造")
    for asked in LEXICON.by_name:
        assert np.array_equal(opened.scores({asked: 1.0}), of(*firms).scores({asked: 1.0}))


def test_an_index_of_no_firm_and_no_concept_opens(tmp_path):
    writer = ConceptWriter(tmp_path / "c", LexiconFinder(a_lexicon(), ANALYZER))
    writer.close()

    opened = ConceptIndex.open(tmp_path / "c", ANALYZER)

    assert len(opened) == 0
    assert opened.scores({"めっき": 1.0}).shape == (0,)
    assert opened.mentions("めっき") == ()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "content",
    [None, b"", b"{}", b"[]", b"null", b"PK\x03\x04", b"\x00" * 64, b"\xff\xfe", b"[" * 9**5],
)
def test_a_missing_or_damaged_file_makes_the_index_unavailable(tmp_path, file, content):
    folder = written(tmp_path / "c", [{"めっき": 1}])
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)

    with pytest.raises(IndexUnavailableError) as refused:
        ConceptIndex.open(folder, ANALYZER)

    assert "enishi index rebuild" in refused.value.message
    assert "enishi index rebuild" in refused.value.english


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_was_cut_short_makes_the_index_unavailable(tmp_path, file):
    folder = written(tmp_path / "c", [{"めっき": 1}] * 50)
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(IndexUnavailableError):
        ConceptIndex.open(folder, ANALYZER)


def test_a_concept_that_breaks_its_promise_makes_the_index_unavailable(tmp_path):
    folder = written(tmp_path / "c", [{"めっき": 1}])
    content = json.loads((folder / "lexicon.json").read_text("utf-8"))
    content["concepts"][0]["broader"] = ["めっき"]
    (folder / "lexicon.json").write_text(json.dumps(content), "utf-8")

    with pytest.raises(IndexUnavailableError):
        ConceptIndex.open(folder, ANALYZER)


def test_counts_of_a_concept_that_is_not_there_make_the_index_unavailable(tmp_path):
    folder = written(tmp_path / "c", [{"鋳造": 1}])
    content = json.loads((folder / "lexicon.json").read_text("utf-8"))
    content["concepts"].pop()
    (folder / "lexicon.json").write_text(json.dumps(content), "utf-8")

    with pytest.raises(IndexUnavailableError):
        ConceptIndex.open(folder, ANALYZER)


def test_a_firm_that_does_it_comes_before_one_that_does_a_kind_of_it_and_both_before_others():
    firms = [{"鋳造": 1}, {"亜鉛めっき": 1}, {"めっき": 1}, {}]

    assert order(of(*firms), めっき=1.0) == [2, 1]
    assert order(of(*firms), 鋳造=1.0) == [0]


def test_a_property_is_answered_by_what_gives_it():
    assert order(of({"鋳造": 1}, {"めっき": 1}, {}), 耐食性=1.0) == [1]


def test_what_must_not_be_confused_is_no_answer():
    assert order(of({"鋳造": 1}, {}, {}), 鍛造=1.0) == []


def test_a_firm_that_speaks_of_it_more_often_answers_a_little_more():
    once, often, nothing = of({"鋳造": 1}, {"鋳造": 5}, {}, {}).scores({"鋳造": 1.0})[:3]

    assert 0 == nothing < once < often < 2 * once


def test_what_few_firms_do_counts_for_more():
    firms = [{"鋳造": 1}, {"鍛造": 1}, {"鍛造": 1}, {"鍛造": 1}, {}, {}]

    scores = of(*firms).scores({"鋳造": 1.0, "鍛造": 1.0})

    assert scores[0] > scores[1] > 0


def test_the_score_follows_its_formula():
    index = of({"鋳造": 2}, {}, {}, {})

    weight, greatest = 2 / 2.5, math.log(5 / 0.5)
    answer = weight * math.log(5 / 1.5) / greatest
    expected = 0.5 * math.log(5 / (answer + 0.5)) ** 2 * answer

    assert index.scores({"鋳造": 0.5})[0] == pytest.approx(expected, rel=1e-5)


def test_what_nobody_knows_and_what_nobody_does_changes_nothing():
    index = of({"鋳造": 1}, {}, {})

    asked = index.scores({"鋳造": 1.0})

    assert np.array_equal(index.scores({"鋳造": 1.0, "知らない": 1.0, "鍛造": 1.0}), asked)
    assert not index.scores({}).any()


def test_rows_are_added_and_taken_away_and_the_old_state_stays_as_it_was():
    old = of({"鋳造": 1}, {"めっき": 1}, {})
    before = old.scores({"鋳造": 1.0, "めっき": 1.0}).copy()

    new = old.with_entries([an_entry(3, {"鋳造": 2}), an_entry(4, {}, in_sample=False)], dead=[0])

    assert order(new, 鋳造=1.0) == [3]
    assert new.concepts(3) == {"鋳造": 2}
    assert len(new) == 5
    assert new.sample == (2, 3)
    assert len(old) == 3
    assert old.sample == (0, 2)
    assert np.array_equal(old.scores({"鋳造": 1.0, "めっき": 1.0}), before)


def test_a_dead_row_stays_dead():
    once = of({"鋳造": 1}, {"鋳造": 1}, {}, {}).with_entries([], dead=[0])

    assert order(once.with_entries([], dead=[]), 鋳造=1.0) == [1]


@given(counts_of_firms, counts_of_firms, st.sets(st.integers(0, 7)))
def test_a_state_with_rows_added_and_dead_scores_as_one_built_of_what_lives(firms, added, dead):
    dead = {row for row in dead if row < len(firms)}
    state = of(*firms).with_entries(
        [an_entry(len(firms) + at, counts) for at, counts in enumerate(added)], dead
    )
    living = [row for row in range(len(firms) + len(added)) if row not in dead]
    built = of(*([*firms, *added][row] for row in living))

    for asked in LEXICON.by_name:
        scores = state.scores({asked: 1.0})
        assert scores.shape == (len(firms) + len(added),)
        assert np.allclose(scores[living], built.scores({asked: 1.0}))
        assert not scores[sorted(dead)].any()
        assert (scores >= 0).all()
