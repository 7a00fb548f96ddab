"""A question in kana or in English, put in the words that firms use."""

import pytest
from hypothesis import given

from builders import a_concept, a_firm
from enishi.domain.limits import QUERY
from enishi.domain.query import Query
from enishi.services.restating import restated
from lexicons import ANALYZER, a_finder
from networks import Network, a_question, refs
from strategies import texts

CONCEPTS = (
    a_concept("研磨", names="磨き", english="polishing"),
    a_concept("ステンレス鋼", "material", names="ステンレス", english="stainless steel"),
    a_concept("アルミダイカスト", english="aluminum die casting"),
    a_concept("めっき", "treatment", names="鍍金", english="plating"),
)
FINDER = a_finder(*CONCEPTS)


def asked_again(text: str, *ignored: str) -> Query:
    query = Query(text, ignored=ignored)
    return restated(query, FINDER.mentions(text), FINDER.lexicon, ANALYZER)


def said_again(text: str, *ignored: str) -> str:
    return asked_again(text, *ignored).text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("すてんれすのけんま", "ステンレスの研磨"),
        ("あるみだいかすとのみがき", "アルミダイカストの磨き"),
        ("すてんれすのめっき", "ステンレスのめっき"),
        ("どこかにおねがいしたい", "どこかにおねがいしたい"),
    ],
)
def test_a_name_in_kana_is_put_in_its_usual_writing(text, written):
    assert said_again(text) == written


def test_the_japanese_names_follow_an_english_question():
    text = "polishing of stainless steel"

    assert said_again(text) == f"{text} 研磨、ステンレス鋼"
    assert said_again(text, "研磨") == f"{text} ステンレス鋼"
    assert said_again("polishing, no plating") == "polishing, no plating 研磨"
    assert said_again("nothing known") == "nothing known"


def test_of_an_english_question_only_japanese_names_and_designations_are_looked_for_by_words():
    assert asked_again("polishing of SUS304, 500 pieces").words == "sus304 研磨"
    assert asked_again("nothing known about SUS304").words is None
    assert asked_again("すてんれすのけんま").words is None


@pytest.mark.parametrize("text", ["ステンレスの研磨", "めっき", "SUS304の研磨 polishing"])
def test_any_other_question_stays_as_it_is(text):
    assert asked_again(text) == Query(text)


@given(texts(60).filter(str.strip))
def test_no_question_becomes_longer_than_a_question_may_be(text):
    assert len(said_again((text * 40)[:QUERY])) <= QUERY


@pytest.mark.parametrize("question", ["すてんれすのけんま", "polishing of stainless steel"])
def test_the_firm_that_the_usual_writing_finds_is_found_by_the_others_too(tmp_path, question):
    network = Network(tmp_path / "indexes", lexicon=FINDER.lexicon)
    others = [a_firm(text, ref=text) for text in ("木型の彫刻", "紙箱の印刷", "瓦の焼成")]
    network.publish(a_firm("ステンレスの研磨", ref="A"), *others).rebuild()

    found = network.search.search(a_question(question))

    assert refs(found.matches)[0] == "A"
    assert {concept.concept for concept in found.reading.concepts} == {"研磨", "ステンレス鋼"}
    assert found.matches[0].reasons[0].query_spans
