from itertools import pairwise
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept, a_lexicon
from enishi.domain.lexicon import ConceptKind, Lexicon, Path, Relation, Replacement, Step
from enishi.domain.lexicon.graph import LONGEST, STRENGTHS, WEAKEST

METALS = a_lexicon(
    a_concept("金属材料", "material"),
    a_concept("ステンレス鋼", "material", broader="金属材料", gives_function="耐食性"),
    a_concept("SUS304", "material", broader="ステンレス鋼"),
    a_concept("SUS316", "material", broader="ステンレス鋼"),
    a_concept("SUS316L", "material", broader="SUS316"),
    a_concept("耐食性", "property", prevents_symptom="錆び"),
    a_concept("錆び", "symptom", needs_property="耐食性"),
    a_concept("船舶金物", "product", needs_property="耐食性", made_by="鍛造|鋳造"),
    a_concept("鍛造", must_not_confuse="鋳造"),
    a_concept("鋳造", uses="溶解炉"),
    a_concept("溶解炉", "equipment"),
)


def reached(lexicon: Lexicon, asked: str) -> dict[str, float]:
    return {name: path.strength for name, path in lexicon.paths(asked).items()}


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    """Any small lexicon, with cycles, with unknown names, with what must not be confused."""
    names = [f"概念{number}" for number in range(draw(st.integers(1, 9)))]
    others = [*names, "未知"]
    relations = st.lists(st.sampled_from(others), max_size=3, unique=True)
    concepts = []
    for name in names:
        known = {
            relation.value: tuple(other for other in draw(relations) if other != name)
            for relation in draw(st.lists(st.sampled_from(Relation), max_size=4, unique=True))
        }
        concepts.append(a_concept(name, draw(st.sampled_from(ConceptKind)), **known))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    replacements = [Replacement(*pair) for pair in draw(st.lists(pairs, max_size=3))]
    return Lexicon(tuple(concepts), tuple(replacements))


def test_a_question_is_answered_by_itself_first_and_by_nothing_else_so_well():
    paths = METALS.paths("SUS316")

    assert next(iter(paths.values())) == Path(("SUS316",), (), 1.0)
    assert [name for name, path in paths.items() if path.strength == 1] == ["SUS316"]


def test_each_narrower_step_keeps_four_fifths():
    assert reached(METALS, "金属材料")["ステンレス鋼"] == pytest.approx(0.8)
    assert reached(METALS, "金属材料")["SUS316"] == pytest.approx(0.64)
    assert reached(METALS, "金属材料")["SUS316L"] == pytest.approx(0.512)


def test_a_walk_has_three_steps_at_most():
    chain = [a_concept("0"), *(a_concept(str(n), broader=str(n - 1)) for n in range(1, 6))]

    assert set(reached(a_lexicon(*chain), "0")) == {"0", "1", "2", "3"}


def test_a_broader_word_answers_less_than_a_narrower_one():
    assert reached(METALS, "SUS316")["ステンレス鋼"] == pytest.approx(0.5)
    assert reached(METALS, "SUS316L")["ステンレス鋼"] == pytest.approx(0.25)


def test_a_walk_never_turns_from_a_broader_word_down_to_a_sibling():
    assert "SUS304" not in METALS.paths("SUS316")
    assert "SUS304" not in METALS.paths("SUS316L")


def test_a_walk_does_not_go_from_a_narrower_thing_on_to_how_that_one_is_made():
    lexicon = a_lexicon(
        a_concept("医療機器", "sector"),
        a_concept("寝台", "product", broader="医療機器", made_by="溶接"),
        a_concept("溶接", uses="溶接機"),
        a_concept("TIG溶接", broader="溶接", uses="TIG溶接機"),
        a_concept("溶接機", "equipment"),
        a_concept("TIG溶接機", "equipment"),
    )

    assert set(lexicon.paths("医療機器")) == {"医療機器", "寝台"}
    assert "溶接" in lexicon.paths("寝台")
    assert lexicon.paths("溶接")["TIG溶接機"].steps == (Step.NARROWER, Step.USES)


def test_what_must_not_be_confused_is_never_reached_from_either_side():
    assert "鋳造" not in METALS.paths("鍛造")
    assert "鍛造" not in METALS.paths("鋳造")
    assert METALS.confusable("鍛造", "鋳造")
    assert METALS.confusable("鋳造", "鍛造")
    assert not METALS.confusable("鋳造", "SUS304")


def test_a_walk_does_not_pass_through_what_must_not_be_confused():
    lexicon = a_lexicon(
        a_concept("鍛造", must_not_confuse="鋳造"),
        a_concept("鋳造", broader="鍛造", uses="溶解炉"),
        a_concept("溶解炉", "equipment"),
    )

    assert set(lexicon.paths("鍛造")) == {"鍛造"}


def test_rust_is_prevented_by_a_property_and_by_the_steel_that_brings_it():
    path = METALS.paths("錆び")["SUS316"]

    assert path.concepts[0] == "錆び"
    assert path.offered == "SUS316"
    assert path.steps[0] in (Step.PREVENTED_BY, Step.NEEDS_PROPERTY)
    assert "ステンレス鋼" in path.concepts


def test_a_product_is_answered_by_what_makes_it_and_the_machine_for_that():
    assert METALS.paths("船舶金物")["鋳造"].steps == (Step.MADE_BY,)
    assert METALS.paths("船舶金物")["溶解炉"].steps == (Step.MADE_BY, Step.USES)
    assert METALS.paths("鋳造")["船舶金物"].steps == (Step.MAKES,)


def test_what_is_made_by_a_process_leads_no_further():
    lexicon = a_lexicon(
        a_concept("ホブ切り"),
        a_concept("歯車", "product", made_by="ホブ切り|研削", broader="機械要素"),
        a_concept("研削"),
        a_concept("機械要素", "product"),
        a_concept("傘歯車", "product", broader="歯車"),
    )

    assert set(lexicon.paths("ホブ切り")) == {"ホブ切り", "歯車"}


def test_who_has_the_material_that_a_treatment_is_done_on_does_not_do_the_treatment():
    lexicon = a_lexicon(
        a_concept("電解研磨", "treatment", uses="ステンレス鋼|整流器"),
        a_concept("ステンレス鋼", "material"),
        a_concept("整流器", "equipment"),
    )

    assert set(lexicon.paths("電解研磨")) == {"電解研磨", "整流器"}
    assert set(lexicon.paths("ステンレス鋼")) == {"ステンレス鋼"}


def test_a_replacement_holds_in_one_direction():
    lexicon = a_lexicon(
        a_concept("硬質クロムめっき", "treatment"),
        a_concept("無電解ニッケルめっき", "treatment"),
        replacements=(Replacement("無電解ニッケルめっき", "硬質クロムめっき"),),
    )

    assert reached(lexicon, "硬質クロムめっき")["無電解ニッケルめっき"] == pytest.approx(0.4)
    assert set(lexicon.paths("無電解ニッケルめっき")) == {"無電解ニッケルめっき"}


def test_the_strongest_of_several_walks_is_kept():
    lexicon = a_lexicon(
        a_concept("a"),
        a_concept("b", broader="a"),
        a_concept("c", broader="b", made_by="a"),
    )

    assert lexicon.paths("a")["c"].steps == (Step.NARROWER, Step.NARROWER)


def test_a_stronger_walk_that_leads_nowhere_does_not_hide_a_weaker_that_goes_on():
    lexicon = a_lexicon(
        a_concept("装置", "equipment", needs_property="耐食性"),
        a_concept("耐食性", "property", uses="装置"),
        a_concept("不動態化処理", "treatment", gives_function="耐食性"),
    )

    assert lexicon.paths("装置")["耐食性"].steps == (Step.USED_FOR,)
    assert lexicon.paths("装置")["不動態化処理"].steps == (Step.NEEDS_PROPERTY, Step.GIVEN_BY)


def test_an_unknown_concept_leads_nowhere_and_is_reached_by_nobody():
    lexicon = a_lexicon(a_concept("めっき", broader="知らない処理"))

    assert lexicon.paths("知らない処理") == {}
    assert set(lexicon.paths("めっき")) == {"めっき"}
    assert "知らない処理" not in lexicon.by_name
    assert lexicon.ancestors("めっき") == frozenset()


def test_ancestors_are_every_broader_concept_near_and_far():
    assert METALS.ancestors("SUS316L") == {"SUS316", "ステンレス鋼", "金属材料"}
    assert METALS.ancestors("金属材料") == frozenset()


def test_a_cycle_of_broader_words_ends():
    lexicon = a_lexicon(a_concept("a", broader="b"), a_concept("b", broader="a"))

    assert lexicon.ancestors("a") == {"a", "b"}
    assert set(lexicon.paths("a")) == {"a", "b"}


def test_the_version_changes_with_the_content_and_only_with_it():
    one = a_lexicon(a_concept("めっき", names="鍍金"), "塗装")
    turned = a_lexicon("塗装", a_concept("めっき", names="鍍金"))
    other_name = a_lexicon(a_concept("めっき", names="メッキ"), "塗装")
    replaced = Lexicon(one.concepts, (Replacement("塗装", "めっき"),))

    assert one.version == turned.version
    assert len({one.version, other_name.version, replaced.version}) == 3
    assert len(one.version) == 12
    assert int(one.version, 16) >= 0


@given(lexicons())
def test_a_path_is_as_strong_as_the_product_of_its_steps(lexicon):
    for asked in lexicon.by_name:
        for offered, path in lexicon.paths(asked).items():
            assert path.concepts[0] == asked
            assert path.offered == offered
            assert len(path.steps) == len(path.concepts) - 1
            assert path.strength == pytest.approx(prod(STRENGTHS[step] for step in path.steps))
            assert WEAKEST <= path.strength <= 1
            assert (path.strength == 1) == (offered == asked)


@given(lexicons())
def test_no_path_wanders_turns_down_from_a_broader_word_or_ends_at_what_is_confused(lexicon):
    for asked in lexicon.by_name:
        for offered, path in lexicon.paths(asked).items():
            assert len(path.steps) <= LONGEST
            assert len(set(path.concepts)) == len(path.concepts)
            assert set(path.concepts) <= lexicon.by_name.keys()
            assert not lexicon.confusable(asked, offered)
            for one, other in pairwise(path.steps):
                assert one is not Step.BROADER or other is Step.BROADER
                assert one not in (Step.MAKES, Step.GIVES_FUNCTION, Step.PREVENTS_SYMPTOM)


@given(lexicons())
def test_no_single_step_is_missed_and_none_is_weaker_than_that_step(lexicon):
    for concept in lexicon.concepts:
        for parent in concept.broader:
            if parent in lexicon.by_name and not lexicon.confusable(concept.name, parent):
                assert lexicon.paths(concept.name)[parent].strength >= STRENGTHS[Step.BROADER]
                assert lexicon.paths(parent)[concept.name].strength >= STRENGTHS[Step.NARROWER]


@given(lexicons())
def test_a_part_of_a_path_is_a_path_of_its_own(lexicon):
    for asked in lexicon.by_name:
        for path in lexicon.paths(asked).values():
            if path.steps:
                before = lexicon.paths(asked)[path.concepts[-2]]
                assert before.strength > path.strength


@given(lexicons(), lexicons())
def test_lexicons_of_one_version_answer_alike(one, other):
    if one.version == other.version:
        for asked in one.by_name:
            assert one.paths(asked) == other.paths(asked)
    assert one.version == Lexicon(one.concepts[::-1], one.replacements).version
