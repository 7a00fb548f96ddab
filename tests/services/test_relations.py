"""A firm is found by what the trade knows, where no word is shared; and the reason says how."""

from pathlib import Path

import pytest

from builders import a_capability, a_concept, a_firm, a_lexicon
from enishi.domain.firm import Firm
from enishi.domain.passage import passages
from enishi.domain.reason import Place, Reason, ReasonKind, Span
from enishi.services.explaining import Explainer
from enishi.services.ranker import Candidate
from enishi.services.slate import CONCEPTS
from networks import ANALYZER, Network, a_question

LEXICON = a_lexicon(
    a_concept("錆び", "symptom", names="錆びる", english="rust", needs_property="耐食性"),
    a_concept("耐食性", "property", english="corrosion resistance"),
    a_concept("電解研磨", "treatment", english="electropolishing", gives_function="耐食性"),
    a_concept("鋳造", names="鋳物", english="casting", must_not_confuse="鍛造"),
    a_concept("鍛造", english="forging", broader="塑性加工"),
    a_concept("塑性加工", english="metal forming"),
    a_concept("ダイカスト", broader="鋳造", english="die casting"),
    a_concept("陽極酸化", "treatment", names="アルマイト", english="anodizing"),
    a_concept("めっき", "treatment", english="plating"),
    a_concept(
        "亜鉛めっき", "treatment", names="ジンコート", broader="めっき", english="galvanizing"
    ),
    a_concept("歯車", "product", english="gear", made_by="ホブ切り"),
    a_concept("ホブ切り", english="hobbing", uses="ホブ盤"),
    a_concept("ホブ盤", "equipment", english="hobbing machine"),
)
OTHERS = [a_firm(f"{thing}の製造") for thing in "瓦 畳 氷 紐 笛 箸 硯 傘 扇 琴 鈴 梯子".split()]  # noqa: SIM905


def a_network(folder: Path, *firms: Firm) -> Network:
    network = Network(folder / "indexes", lexicon=LEXICON)
    network.publish(*firms, *OTHERS).rebuild()
    return network


def ranked(network: Network, question: str, **asked) -> list[Candidate]:
    return network.search.rank(a_question(question, **asked), network.view)


def spoken(candidates: list[Candidate]) -> list[str]:
    """Return who answers by its concepts, best first."""
    return [
        candidate.firm.ref
        for candidate in candidates
        if any(part.name == CONCEPTS and part.value > 0 for part in candidate.parts)
    ]


def pointed(firm: Firm, place: Place) -> str:
    """Return what a firm says at a place."""
    name, _, number = place.field.partition("[")
    holder = firm if place.capability_ref is None else firm.capability(place.capability_ref)
    text = getattr(holder, name)
    text = text[int(number[:-1])] if number else text
    return text[place.span.start : place.span.end]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory):
    """A network in which no trade of these tests is common."""
    folder = tmp_path_factory.mktemp("network")
    return a_network(folder, a_firm("電解研磨"), a_firm("鍛造した取っ手")).view


@pytest.fixture
def explain(view):
    """Says why a firm is shown for a question, by its first capability."""

    def reasons(question: str, firm: Firm, *ignored: str) -> tuple[Reason, ...]:
        return Explainer(ANALYZER).reasons(
            question,
            firm,
            firm.capabilities[0],
            next(iter(passages(firm))),
            lexical=view.lexical,
            finder=view.concepts,
            ignored=ignored,
        )

    return reasons


@pytest.fixture
def related(explain):
    """Says by which relations alone."""
    return lambda *asked: [
        reason for reason in explain(*asked) if reason.kind is ReasonKind.RELATION
    ]


def test_a_firm_is_found_over_the_relations_of_the_trade_without_a_shared_word(tmp_path):
    network = a_network(tmp_path, a_firm("電解研磨", ref="A"))

    found = ranked(network, "錆びない")

    assert found[0].firm.ref == "A"
    assert network.view.lexical.scores("錆びない", [found[0].row]) == {}
    assert spoken(found) == ["A"]


def test_relations_reach_whoever_came_after_the_index_and_nobody_who_left(tmp_path):
    network = a_network(tmp_path, a_firm("電解研磨", ref="A"))

    network.publish(a_firm("電解研磨", ref="B")).withdraw(a_firm(ref="A")).live.catch_up()

    assert spoken(ranked(network, "錆びない")) == ["B"]


def test_ignoring_the_concept_loses_the_firm_that_it_alone_found(tmp_path):
    network = a_network(tmp_path, a_firm("電解研磨", ref="A"))

    assert spoken(ranked(network, "錆びない", ignored=("耐食性",))) == ["A"]  # it was not read
    found = ranked(network, "錆びない", ignored=("錆び",))
    assert spoken(found) == []
    assert found[0].firm.ref != "A"


def test_the_reason_tells_the_chain_in_words_with_places_that_point_to_both_texts(related):
    firm = a_firm(can=[a_capability("仕上げ", description="槽による電解研磨を三十年", ref="C1")])
    question = "海辺でも錆びない取っ手"

    (reason,) = related(question, firm)

    assert reason.path == ("錆び", "耐食性", "電解研磨")
    assert reason.text == "「錆び」 → 耐食性 → 「電解研磨」"
    assert reason.text_en == "“錆び” → corrosion resistance → “電解研磨”"
    (asked,), (offered,) = reason.query_spans, reason.places
    assert question[asked.start : asked.end] == "錆び"
    assert offered == Place("description", Span(4, 8), "C1")
    assert pointed(firm, offered) == "電解研磨"


def test_a_relation_from_what_is_ignored_is_not_told(related):
    firm = a_firm("電解研磨とホブ切り")

    assert [reason.path[0] for reason in related("錆びない歯車", firm)] == ["歯車", "錆び"]
    assert [reason.path[0] for reason in related("錆びない歯車", firm, "錆び")] == ["歯車"]


def test_relations_stand_between_the_shared_words_and_the_nearest_passage(explain):
    reasons = explain("錆びない取っ手", a_firm("電解研磨した取っ手"))

    assert [reason.kind for reason in reasons] == [
        *(ReasonKind.TERM, ReasonKind.RELATION, ReasonKind.MEANING)
    ]


def test_a_casting_asked_for_never_brings_a_forger_by_a_relation(tmp_path):
    forger, caster = a_firm("鍛造", ref="FORGER"), a_firm("ダイカスト", ref="CASTER")

    found = ranked(a_network(tmp_path, forger, caster), "鋳物を頼みたい")

    assert found[0].firm.ref == "CASTER"
    assert spoken(found) == ["CASTER"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("鋳造", "鍛造"),
        ("鍛造", "鋳造"),
        ("鍛造", "ダイカスト"),
        ("鋳造", "塑性加工のうち鍛造"),
        ("亜鉛めっき", "陽極酸化"),
    ],
)
def test_what_must_not_be_confused_and_what_is_unrelated_is_no_reason(related, question, says):
    assert related(question, a_firm(says)) == []


def test_a_firm_that_denies_the_work_is_not_found_by_it(tmp_path, related):
    firm = a_firm("瓦の焼成。電解研磨は行っておりません", ref="A")

    assert spoken(ranked(a_network(tmp_path, firm), "錆びない")) == []
    assert related("錆びない", firm) == []


def test_what_a_question_leaves_out_is_no_reason(related):
    firm = a_firm("アルマイトとジンコート")

    assert [reason.path[0] for reason in related("陽極酸化とめっき", firm)] == [
        "陽極酸化",
        "めっき",
    ]
    assert [reason.path[0] for reason in related("陽極酸化以外で、めっき", firm)] == ["めっき"]


def test_what_the_asker_cannot_do_is_what_it_is_answered_with(tmp_path, related):
    firm = a_firm("ジンコート", ref="A")
    question = "当社ではめっきを行っておりません"

    assert spoken(ranked(a_network(tmp_path, firm), question)) == ["A"]
    assert [reason.path for reason in related(question, firm)] == [("めっき", "亜鉛めっき")]


def test_another_name_of_the_same_concept_is_told(related):
    (reason,) = related("アルマイトの依頼", a_firm("陽極酸化"))

    assert reason.path == ("陽極酸化",)
    assert reason.text == "「アルマイト」 → 「陽極酸化」"


def test_a_name_that_neither_text_says_stands_between_them(related):
    (reason,) = related("さびに強い。メッキの依頼", a_firm("ジンコート"))

    assert reason.text == "「メッキ」 → めっき → 亜鉛めっき → 「ジンコート」"
    assert reason.text_en == "“メッキ” → plating → galvanizing → “ジンコート”"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("電解研磨", "電解研磨"),
        ("ＡＢ", "AB"),
        ("めっき", "メッキ"),
        ("めっき", "鍍金"),
        ("めっき", "めっきと亜鉛めっき"),
    ],
)
def test_a_word_that_both_texts_say_is_no_relation(related, asked, written):
    assert related(f"{asked}の依頼", a_firm(f"{written}五十年")) == []


def test_the_strongest_chain_of_a_concept_is_told_alone(related):
    firm = a_firm("ホブ盤によるホブ切り")

    (reason,) = related("歯車の依頼", firm)

    assert reason.path == ("歯車", "ホブ切り")
    assert pointed(firm, reason.places[0]) == "ホブ切り"


def test_the_strongest_relations_come_first_and_no_more_than_three_are_told(related):
    firm = a_firm("電解研磨、アルマイト、ダイカスト、ジンコート、ホブ切り")

    found = related("錆びない歯車を、陽極酸化か鋳造かめっきで", firm)

    assert len(found) == 3
    assert [reason.path for reason in found] == [
        *(("陽極酸化",), ("鋳造", "ダイカスト"), ("めっき", "亜鉛めっき"))
    ]


def test_a_relation_to_the_capability_that_is_shown_goes_before_those_to_others(related):
    shown = a_capability("ホブ切り", ref="C1")
    firm = a_firm(can=[shown, a_capability("歯車", description="大きな歯車", ref="C2")])

    (reason,) = related("歯車", firm)

    assert reason.places[0].capability_ref == "C1"


def test_where_the_shown_capability_says_the_word_itself_no_relation_to_others_is_told(related):
    firm = a_firm(can=[a_capability("めっき"), a_capability("亜鉛めっき")])

    assert related("めっき", firm) == []


def test_where_the_shown_capability_has_none_the_relations_of_others_are_told(related):
    firm = a_firm(can=[a_capability("瓦"), a_capability("畳", processes="電解研磨", ref="C2")])

    (reason,) = related("錆びない", firm)

    assert reason.places == (Place("processes[0]", Span(0, 4), "C2"),)


def test_the_summary_of_a_firm_may_hold_the_relation(related):
    firm = a_firm("瓦の製造", summary="電解研磨五十年")

    (reason,) = related("錆びない", firm)

    assert reason.places == (Place("summary", Span(0, 4)),)


def test_a_text_of_no_trade_is_related_to_nothing(related):
    assert related("よろしくお願いします", a_firm("電解研磨")) == []
    assert related("錆びない", a_firm("よろしくお願いします")) == []
