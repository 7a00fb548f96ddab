"""What a chamber says, laid over what the files say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept, a_lexicon
from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Amendment, Concept, Lexicon, Replacement
from enishi.domain.lexicon.amendment import laid_over

NAMES = ("めっき", "亜鉛めっき", "塗装", "CAD/CAM", "溶射")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
BASE = a_lexicon(
    a_concept("めっき", "treatment"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("塗装", "treatment", must_not_confuse="めっき"),
    replacements=(Replacement("塗装", "めっき"), Replacement("亜鉛めっき", "塗装")),
)


def an_amendment(
    name: str, concept: Concept | None = None, *replacements: Replacement, at: datetime = NOON
) -> Amendment:
    return Amendment(name, concept, replacements, at)


def names(lexicon: Lexicon) -> list[str]:
    return [concept.name for concept in lexicon.concepts]


@st.composite
def concepts(draw: st.DrawFn, name: str) -> Concept:
    others = st.sampled_from([other for other in NAMES if other != name])
    return a_concept(name, draw(st.sampled_from(["process", "treatment"])), broader=(draw(others),))


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    """Any small lexicon; a careless one has a concept twice."""
    held = [draw(concepts(name)) for name in draw(st.lists(st.sampled_from(NAMES), max_size=5))]
    pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
    return Lexicon(
        tuple(held), tuple(Replacement(*pair) for pair in draw(st.lists(pairs, max_size=4)))
    )


@st.composite
def amendments(draw: st.DrawFn) -> list[Amendment]:
    """At most one amendment of each name."""
    made = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        others = st.sampled_from([other for other in NAMES if other != name])
        concept = draw(st.none() | concepts(name))
        replaced = draw(st.lists(others, max_size=2)) if concept else []
        at = NOON + timedelta(hours=draw(st.integers(0, 9)))
        made.append(
            an_amendment(name, concept, *(Replacement(name, other) for other in replaced), at=at)
        )
    return made


def test_what_is_said_of_a_concept_stands_where_the_files_have_it():
    amended = a_concept("亜鉛めっき", "treatment", names="ジンク", broader="めっき")

    lexicon = laid_over(BASE, [an_amendment("亜鉛めっき", amended)])

    assert names(lexicon) == ["めっき", "亜鉛めっき", "塗装"]
    assert lexicon.by_name["亜鉛めっき"] == amended
    assert lexicon.replacements == (Replacement("塗装", "めっき"),)


def test_new_concepts_come_last_by_name():
    new = [an_amendment(name, a_concept(name, broader="塗装")) for name in ("溶射", "CAD/CAM")]

    assert names(laid_over(BASE, new)) == ["めっき", "亜鉛めっき", "塗装", "CAD/CAM", "溶射"]


def test_a_concept_that_is_left_out_takes_what_it_replaces_along():
    lexicon = laid_over(BASE, [an_amendment("塗装")])

    assert names(lexicon) == ["めっき", "亜鉛めっき"]
    assert lexicon.replacements == (Replacement("亜鉛めっき", "塗装"),)


def test_leaving_out_what_is_not_there_changes_nothing():
    assert laid_over(BASE, [an_amendment("溶射")]) == BASE


def test_of_several_amendments_of_one_name_the_latest_stands():
    old = an_amendment("塗装")
    new = an_amendment("塗装", BASE.by_name["塗装"], at=NOON + timedelta(seconds=1))

    assert "塗装" in laid_over(BASE, [new, old]).by_name


def test_saying_what_the_files_say_changes_nothing():
    said = an_amendment("塗装", BASE.by_name["塗装"], Replacement("塗装", "めっき"))

    assert laid_over(BASE, [said]).version == BASE.version


@given(base=lexicons(), said=amendments())
def test_laying_over_twice_is_laying_over_once(base: Lexicon, said: list[Amendment]):
    once = laid_over(base, said)

    assert laid_over(once, said) == once


@given(base=lexicons(), said=amendments(), data=st.data())
def test_the_order_of_amendments_does_not_matter(
    base: Lexicon, said: list[Amendment], data: st.DataObject
):
    shuffled = data.draw(st.permutations(said))

    assert laid_over(base, shuffled) == laid_over(base, said)
    assert laid_over(base, shuffled).version == laid_over(base, said).version


@given(base=lexicons(), said=amendments(), data=st.data())
def test_restoring_what_was_amended_gives_the_files_back(
    base: Lexicon, said: list[Amendment], data: st.DataObject
):
    kept = [item for item in said if data.draw(st.booleans())]
    restored = {item.name for item in said} - {item.name for item in kept}

    lexicon = laid_over(base, kept)

    for concept in base.concepts:
        assert concept.name not in restored or concept in lexicon.concepts
    assert laid_over(base, []) == base


@given(base=lexicons(), said=amendments())
def test_each_amended_name_is_there_once_as_said_and_no_other_is_touched(
    base: Lexicon, said: list[Amendment]
):
    lexicon, by_name = laid_over(base, said), {item.name: item for item in said}

    for item in said:
        held = [concept for concept in lexicon.concepts if concept.name == item.name]
        assert held == ([item.concept] if item.concept else [])
        replaced = [one for one in lexicon.replacements if one.concept == item.name]
        assert replaced == list(item.replacements)
    for kept, before in (
        (lexicon.concepts, base.concepts),
        (lexicon.replacements, base.replacements),
    ):
        assert _others(kept, by_name) == _others(before, by_name)


def _others(nouns, by_name):
    named = [(getattr(noun, "concept", None) or noun.name, noun) for noun in nouns]
    return [noun for name, noun in named if name not in by_name]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "concept"),
        ({"name": "長" * 2_000}, "concept"),
        ({"name": "x\0"}, "concept"),
        ({"name": "めっき"}, "concept"),
        ({"concept": None}, "replacements"),
        ({"replacements": (Replacement("めっき", "塗装"),)}, "replacements[0].concept"),
        ({"replacements": (Replacement("塗装", "塗装"),)}, "replacements[0].can_replace"),
        ({"replacements": (Replacement("塗装", "めっき"),) * 201}, "replacements"),
    ],
)
def test_an_amendment_speaks_of_its_own_concept_only(change: dict[str, object], field: str):
    sound = an_amendment("塗装", BASE.by_name["塗装"], Replacement("塗装", "めっき"))

    with pytest.raises(InvalidValueError) as refused:
        replace(sound, **change)

    assert refused.value.field == field
