import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept
from enishi.adapters.lexicon.phrases import Phrase, PhraseFinder, by_beginning, phrases_of
from lexicons import ANALYZER
from strategies import texts

_WORDS = "指紋 手 脂 汚れ 錆び 溶接 部品 つく 付きにくい 落ちない 重い が の を ない 、 。"


def phrases(*names: str, kind: str = "property") -> list[Phrase]:
    concept = a_concept(names[0], kind, names=names[1:])
    return list(phrases_of(concept, ANALYZER))


def found(name: str, text: str, kind: str = "property") -> list[str]:
    """Return what of the text says the name by its words."""
    finder = PhraseFinder(by_beginning(phrases(name, kind=kind)), ANALYZER)
    return [text[span.start : span.end] for _, span in finder.find(text)]


@pytest.mark.parametrize(
    "name",
    [
        "チタン2種",  # not any titanium with a 種
        "ばね鋼",
        "貴金属加工",
        "曲げ型",  # not any bending
        "うづくり",
        "精密ばね",
        "機械っぽい",
        "泥だらけ",
        "長さがある",
        "ゴーリング",
        "SUS304",
        "無電解めっき",
        "ここだけ硬くする",
    ],
)
def test_a_name_whose_words_do_not_say_all_of_it_gives_no_phrase(name):
    assert phrases(name) == []


@pytest.mark.parametrize("name", ["鋳造", "錆", "plating", "プレス", "耐食性"])
def test_a_name_of_one_word_without_kana_is_left_to_its_letters(name):
    assert all(len(phrase.words) > 1 for phrase in phrases(name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("手の脂が付かない", "手の脂が付きにくい"),
        ("手の脂がつかない", "手の脂がすごく付きにくい"),
        ("指紋がつかない", "指紋が付きにくい"),
        ("錆びない", "錆びにくい"),
        ("錆びない", "さびない"),
        ("塩水で錆びない", "塩水でも錆びず"),
        ("汚れが落ちない", "落ちない汚れ"),
        ("加工しやすい", "加工がしやすく"),
        ("軽い", "軽く"),
    ],
)
def test_a_property_is_found_in_other_words_of_the_same_meaning(name, text):
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("滑らない", "よく滑る"),
        ("滑る", "滑らない"),
        ("指紋がつかない", "指紋がつく"),
        ("指紋がつかない", "指紋をとる"),
        ("溶接できない", "溶接できる"),
        ("溶接できない", "溶接"),
        ("加工しやすい", "加工する"),
        ("加工しやすい", "加工しにくい"),
        ("歪ませずに硬くする", "歪ませて硬くする"),
        ("熱をかけずに処理", "熱処理"),
        ("汚れが落ちない", "汚れと落ちる"),
        ("もたない", "機械を持っていない"),
    ],
)
def test_words_that_mean_the_contrary_or_something_else_are_not(name, text):
    assert not found(name, text)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("錆びる", "錆びない", "symptom"),
        ("錆びる", "錆びた", "symptom"),
        ("溶接できない", "溶接しにくい", "symptom"),
        ("磨く", "磨いて", "process"),
        ("小径穴を開ける", "小径穴をあける", "process"),
        ("硬質クロムめっき", "硬質クロム鍍金", "treatment"),
        ("機械の修理", "機械修理", "process"),
    ],
)
def test_what_is_done_or_suffered_is_found_whichever_way_it_is_turned(name, text, kind):
    assert found(name, text, kind)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("厚い", "板厚3mm", "property"),
        ("重い", "重さ5kg", "symptom"),
        ("締める", "型締力", "function"),
        ("締める", "店を閉める", "function"),
        ("絞る", "もろみを搾る", "process"),
        ("溶接できない", "溶接した部品ができない", "symptom"),
        ("成形材料", "成形は材料から", "material"),
        ("欠けた角", "欠け、角", "defect"),
        ("電解めっき", "無電解めっき", "treatment"),
        ("良品", "不良品", "product"),
        ("削り加工", "削ったりすると、加工が", "process"),
    ],
)
def test_a_piece_of_another_word_or_of_another_saying_is_none(name, text, kind):
    assert not found(name, text, kind)


def test_one_other_word_may_stand_between_and_no_more():
    assert found("指紋が消える", "指紋がすぐ消える")
    assert not found("指紋が消える", "指紋がきれいにすぐ全部消える")


def test_a_phrase_says_more_than_its_words_where_it_is_turned():
    (plain,) = phrases("錆びる", kind="symptom")
    (turned,) = phrases("錆びない")

    assert plain.is_plain
    assert not turned.is_plain


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=12).map("".join) | texts(40))
def test_a_phrase_stands_inside_the_text_and_begins_and_ends_with_its_words(text):
    named = phrases("指紋がつかない", "手の脂が付かない", "錆びない", "汚れが落ちない", "重い")
    finder = PhraseFinder(by_beginning(named), ANALYZER)
    terms = {(term.span.start, term.text) for term in ANALYZER.terms(text)}
    ends = {(term.span.end, term.text) for term in ANALYZER.terms(text)}

    for phrase, span in finder.find(text):
        assert 0 <= span.start < span.end <= len(text)
        assert (span.start, phrase.words[0]) in terms
        assert (span.end, phrase.words[-1]) in ends
