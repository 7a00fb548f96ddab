import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.encoding.tuning.frames import Frames
from enishi.adapters.encoding.tuning.pairs import WEAKEST, Pair, PairMaker
from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Relation

SHIPPED = Path(__file__).parents[4] / "corpus" / "training" / "frames"

# Nothing but the names, so that a text tells its concept.
BARE = Frames(("{ask}",), ("{ask}",), ("{ask}",), ("{offer}",), ("{offer}",), {})

TRADE = Lexicon(
    (
        Concept("めっき", ConceptKind.TREATMENT),
        Concept(
            "亜鉛めっき",
            ConceptKind.TREATMENT,
            names=("ジンク", "ユニクロ"),
            english=("zinc plating",),
            broader=("めっき",),
            prevents_symptom=("錆びる",),
            must_not_confuse=("亜鉛ダイカスト",),
        ),
        Concept("ニッケルめっき", ConceptKind.TREATMENT, broader=("めっき",)),
        Concept("亜鉛ダイカスト", ConceptKind.PROCESS, english=("zinc die casting",)),
        Concept("切削", ConceptKind.PROCESS, english=("machining",), uses=("NC旋盤",)),
        Concept("NC旋盤", ConceptKind.EQUIPMENT),
        Concept("真鍮", ConceptKind.MATERIAL),
        Concept("歯車", ConceptKind.PRODUCT, names=("ギア", "ギヤ"), made_by=("切削",)),
        Concept("錆びる", ConceptKind.SYMPTOM),
    )
)


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    """Lexicons of a few concepts, of any kind and in any relation."""
    names = [f"用語{number}" for number in range(draw(st.integers(2, 8)))]
    return Lexicon(
        tuple(
            Concept(
                name,
                draw(st.sampled_from(ConceptKind)),
                **{
                    relation.value: tuple(draw(st.sets(st.sampled_from(others), max_size=2)))
                    for relation in Relation
                },
            )
            for name in names
            for others in [[other for other in names if other != name]]
        )
    )


def pairs_of(lexicon: Lexicon, frames: Frames = BARE, seed: int = 1) -> list[Pair]:
    return list(PairMaker(lexicon, frames, seed).pairs())


def test_the_same_seed_makes_the_same_pairs():
    frames = Frames.read(SHIPPED)

    assert pairs_of(TRADE, frames, seed=3) == pairs_of(TRADE, frames, seed=3)
    assert pairs_of(TRADE, frames, seed=3) != pairs_of(TRADE, frames, seed=4)


@given(lexicons())
def test_what_is_offered_answers_what_is_asked(lexicon):
    for pair in pairs_of(lexicon):
        path = lexicon.paths(pair.asked)[pair.offered]

        assert path.strength >= WEAKEST


@given(lexicons())
def test_what_contrasts_is_no_answer_unless_nothing_else_is_left(lexicon):
    for pair in pairs_of(lexicon):
        answers = lexicon.paths(pair.asked)
        kind = lexicon.by_name[pair.offered].kind
        alike = {concept.name for concept in lexicon.concepts if concept.kind is kind}

        assert pair.contrast not in answers or (
            pair.contrast == pair.offered and alike <= answers.keys()
        )


def test_what_must_not_be_confused_with_the_offer_contrasts_with_it():
    contrasts = {pair.contrast for pair in pairs_of(TRADE) if pair.asked == "錆びる"}

    assert contrasts == {"亜鉛ダイカスト"}


def test_a_sibling_contrasts_where_nothing_is_confusable():
    contrasts = {pair.contrast for pair in pairs_of(TRADE) if pair.asked == "ニッケルめっき"}

    assert {"亜鉛めっき"} <= contrasts <= {"亜鉛めっき", "ジンク", "ユニクロ"}


def test_what_answers_only_weakly_is_not_offered():
    parents = {"三価亜鉛めっき": "亜鉛めっき", "亜鉛めっき": "めっき", "めっき": "表面処理"}
    lexicon = Lexicon(
        (
            *(Concept(name, ConceptKind.TREATMENT, broader=(up,)) for name, up in parents.items()),
            Concept("表面処理", ConceptKind.TREATMENT),
        )
    )
    assert 0 < lexicon.paths("三価亜鉛めっき")["めっき"].strength < WEAKEST

    offered = {pair.offered for pair in pairs_of(lexicon) if pair.asked == "三価亜鉛めっき"}

    assert offered == {"三価亜鉛めっき", "亜鉛めっき"}


def test_a_symptom_is_asked_about_and_never_offered():
    pairs = pairs_of(TRADE)

    assert "錆びる" in {pair.asked for pair in pairs}
    assert "錆びる" not in {pair.offered for pair in pairs}


def test_a_concept_is_asked_for_by_all_its_names():
    asked = {pair.asked for seed in range(9) for pair in pairs_of(TRADE, seed=seed)}

    assert {"亜鉛めっき", "ジンク", "ユニクロ", "歯車", "ギア", "ギヤ"} <= asked


def test_only_what_has_an_english_name_is_asked_for_in_english():
    english = "looking for {ask_en}"
    frames = replace(BARE, technical=(english, "{ask}"), things=(english,), wishes=(english,))

    asked = {pair.asked for seed in range(9) for pair in pairs_of(TRADE, frames, seed)}

    assert {text for text in asked if text.startswith("looking for ")} == {
        "looking for zinc plating",
        "looking for zinc die casting",
        "looking for machining",
    }
    assert {"めっき", "歯車", "錆びる"} <= asked


def test_what_the_need_names_both_capabilities_name_too():
    numbers = {"lot": range(1, 1000)}
    frames = replace(
        BARE, technical=("{ask}、{lot}個",), capabilities=("{offer}、{lot}個",), numbers=numbers
    )

    for pair in pairs_of(TRADE, frames):
        if "、" in pair.asked and "、" in pair.offered:
            assert len({text.split("、")[1] for text in (pair.asked, pair.offered)}) == 1
            assert pair.contrast.endswith(pair.asked.split("、")[1])


@pytest.mark.parametrize("seed", range(5))
def test_the_shipped_frames_leave_no_slot_open(seed):
    texts = [
        text
        for pair in pairs_of(TRADE, Frames.read(SHIPPED), seed)
        for text in (pair.asked, pair.offered, pair.contrast)
    ]

    assert texts
    assert not [text for text in texts if "{" in text or "}" in text]


def test_a_folder_without_frames_is_refused(tmp_path):
    with pytest.raises(InvalidValueError, match="needs-technical"):
        Frames.read(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["capabilities.txt", "numbers.json"])
def test_a_missing_file_of_frames_is_named(tmp_path, name):
    folder = shutil.copytree(SHIPPED, tmp_path / "frames")
    (folder / name).unlink()

    with pytest.raises(InvalidValueError, match=name):
        Frames.read(folder)
