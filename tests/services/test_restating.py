"""A question in kana or in English, put in the words that firms use."""

import pytest
from hypothesis import given

from builders import a_concept, a_firm
from enishi.domain.limits import QUERY
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


def said_again(text: str, *ignored: str) -> str:
    return restated(text, FINDER.mentions(text), FINDER.lexicon, ANALYZER, ignored)


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


@pytest.mark.parametrize("text", ["ステンレスの研磨", "めっき", "SUS304の研磨 polishing"])
def test_any_other_question_stays_as_it_is(text):
    assert said_again(text) == text


@given(texts(60))
def test_no_question_becomes_longer_than_a_question_may_be(text):
    assert len(said_again(text * 40)) <= max(QUERY, len(text * 40))


@pytest.mark.parametrize("question", ["すてんれすのけんま", "polishing of stainless steel"])
def test_the_firm_that_the_usual_writing_finds_is_found_by_the_others_too(tmp_path, question):
    network = Network(tmp_path / "indexes", lexicon=FINDER.lexicon)
    others = [a_firm(text, ref=text) for text in ("木型の彫刻", "紙箱の印刷", "瓦の焼成")]
    network.publish(a_firm("ステンレスの研磨", ref="A"), *others).rebuild()

    found = network.search.search(a_question(question))

    assert refs(found.matches)[0] == "A"
    assert {concept.concept for concept in found.reading.concepts} == {"研磨", "ステンレス鋼"}
    assert found.matches[0].reasons[0].query_spans
