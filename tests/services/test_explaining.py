"""Reasons point to words that a reader finds in both texts."""

import pytest

from builders import a_capability, a_firm
from enishi.domain.firm import Firm
from enishi.domain.passage import passages
from enishi.domain.reason import Place, Reason, ReasonKind, Span
from enishi.services.explaining import Explainer
from networks import ANALYZER, NO_LEXICON, Network

OTHERS = [a_firm(f"{thing}の製造") for thing in "瓦 畳 氷 紐 笛 箸 硯 傘 扇 琴 鈴 梯子".split()]  # noqa: SIM905


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory):
    """The words of a network in which no trade of these tests is common."""
    network = Network(tmp_path_factory.mktemp("network") / "indexes")
    firms = [a_firm(f"硬質クロムめっきと焼入れ{n}、SUS304の研磨と溶接") for n in range(3)]
    network.publish(*OTHERS, *firms, a_firm("クロムの精錬"), a_firm("板の溶接")).rebuild()
    return network.view.lexical


@pytest.fixture
def explain(lexical):
    """Says why a firm is shown for a question, by one of its capabilities."""

    def reasons(question: str, firm: Firm, number: int | None = 0) -> tuple[Reason, ...]:
        capability = None if number is None else firm.capabilities[number]
        ref = capability.ref if capability else None
        passage = next(item for item in passages(firm) if item.place.capability_ref == ref)
        return Explainer(ANALYZER).reasons(
            question, firm, capability, passage, lexical=lexical, finder=NO_LEXICON
        )

    return reasons


def words(reasons: tuple[Reason, ...]) -> list[Reason]:
    return [reason for reason in reasons if reason.kind is ReasonKind.TERM]


def texts(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.text for reason in words(reasons)]


def pointed(firm: Firm, place: Place) -> str:
    """Return what a firm says at a place."""
    name, _, number = place.field.partition("[")
    holder = firm if place.capability_ref is None else firm.capability(place.capability_ref)
    text = getattr(holder, name)
    text = text[int(number[:-1])] if number else text
    return text[place.span.start : place.span.end]


def test_a_word_of_both_texts_is_told_with_where_it_stands_in_both(explain):
    question = "シャフトの焼入れをお願いします"
    firm = a_firm(can=[a_capability("熱処理", description="鋼の焼入れを行います。", ref="C1")])

    (reason,) = words(explain(question, firm))

    assert reason.text == "「焼入れ」が両方の文にあります"
    assert reason.text_en == "both texts say “焼入れ”"
    assert reason.query_spans == (Span(5, 8),)
    assert reason.places == (Place("description", Span(2, 5), "C1"),)


@pytest.mark.parametrize(
    ("asked", "written"),
    [("めっき", "鍍金"), ("メッキ", "めっき"), ("焼き入れ", "焼入れ"), ("ＳＵＳ３０４", "SUS304")],
)
def test_one_word_in_two_spellings_is_told_in_both(explain, asked, written):
    question, firm = f"丈夫な{asked}を頼みたい", a_firm(f"当社の{written}")

    (reason,) = words(explain(question, firm))

    assert reason.text == f"「{asked}」と「{written}」は同じ語です"
    assert reason.text_en == f"“{asked}” and “{written}” are the same word"
    assert [question[s.start : s.end] for s in reason.query_spans] == [asked]
    assert [pointed(firm, place) for place in reason.places] == [written]


def test_where_one_of_several_spellings_is_the_same_that_one_is_told(explain):
    firm = a_firm(can=[a_capability("鍍金", description="メッキとめっき")])

    (reason,) = words(explain("めっきの依頼", firm))

    assert reason.text == "「めっき」が両方の文にあります"
    assert [pointed(firm, place) for place in reason.places] == ["鍍金", "メッキ", "めっき"]


def test_every_place_of_a_capability_and_the_summary_is_named(explain):
    firm = a_firm(
        summary="溶接五十年",
        can=[
            a_capability(
                "溶接",
                description="薄板の溶接",
                processes=("切断", "溶接"),
                materials="溶接構造用鋼",
                equipment="溶接ロボット",
                ref="C1",
            )
        ],
    )

    (reason,) = words(explain("溶接", firm))

    assert [place.field for place in reason.places] == [
        *("title", "description", "processes[1]", "materials[0]", "equipment[0]", "summary")
    ]
    assert {pointed(firm, place) for place in reason.places} == {"溶接"}


def test_a_word_that_is_asked_twice_is_one_reason_with_two_spans(explain):
    (reason,) = words(explain("溶接、とにかく溶接", a_firm("溶接")))

    assert reason.query_spans == (Span(0, 2), Span(7, 9))


def test_a_compound_hides_its_parts(explain):
    firm = a_firm("硬質クロムめっき")

    assert texts(explain("硬質クロムめっきの依頼", firm)) == [
        "「硬質クロムめっき」が両方の文にあります"
    ]


def test_a_part_that_is_asked_for_by_itself_as_well_is_not_hidden(explain):
    said = texts(explain("硬質クロムめっき。クロムは何μm", a_firm("硬質クロムめっき")))

    assert said == ["「硬質クロムめっき」が両方の文にあります", "「クロム」が両方の文にあります"]


def test_the_rarest_word_comes_first(explain):
    firm = a_firm("溶接と焼入れと精錬")

    said = texts(explain("焼入れや溶接、精錬", firm))

    assert [text[1 : text.index("」")] for text in said] == ["精錬", "焼入れ", "溶接"]


def test_no_more_than_five_words_are_told(explain):
    many = "、".join(f"SUS{number}" for number in range(304, 320)) + "、溶接、焼入れ、研磨、精錬"

    said = texts(explain(many + "、めっき", a_firm("溶接、焼入れ、研磨、精錬、めっき、SUS304")))

    assert len(said) == 5


def test_a_word_that_more_than_a_third_of_the_firms_use_tells_nothing(explain):
    assert texts(explain("製造", a_firm("製造"))) == []


def test_nothing_is_made_up_for_a_firm_that_shares_no_word(explain):
    (reason,) = explain("ぴかぴかにしてほしい", a_firm("鏡面仕上げ"))

    assert reason.kind is ReasonKind.MEANING
    assert reason.query_spans == ()


def test_words_of_other_capabilities_are_told_only_where_the_shown_one_shares_none(explain):
    firm = a_firm("鋳造", "溶接", ref="F1")

    from_elsewhere = words(explain("溶接と焼入れ", firm, 0))
    assert [place.capability_ref for place in from_elsewhere[0].places] == [
        firm.capabilities[1].ref
    ]

    both = a_firm("焼入れ", "溶接")
    assert texts(explain("溶接と焼入れ", both, 0)) == ["「焼入れ」が両方の文にあります"]


def test_a_firm_found_by_its_summary_is_explained_by_it(explain):
    firm = a_firm(summary="溶接なら何でも")

    reasons = explain("溶接", firm, None)

    assert [pointed(firm, place) for place in reasons[0].places] == ["溶接"]
    assert reasons[-1].places == (Place("summary", Span(0, 7)),)


def test_the_nearest_passage_is_quoted_from_where_it_stands(explain):
    firm = a_firm(can=[a_capability("研磨", description="手で磨きます。\n鏡のように。", ref="C1")])

    nearest = explain("溶接", firm)[-1]
    (place,) = nearest.places

    assert nearest.text == f"意味が最も近い記述：「{pointed(firm, place)}」"
    assert nearest.text_en == f"nearest in meaning: “{pointed(firm, place)}”"


def test_a_long_passage_is_quoted_by_its_beginning(explain):
    firm = a_firm(can=[a_capability("研磨", description="磨" * 200)])

    nearest = explain("溶接", firm)[-1]

    assert "磨" * 79 + "…」" in nearest.text
    assert pointed(firm, nearest.places[0]) == "磨" * 200
