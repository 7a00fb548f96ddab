"""Names found by how they are read, in a text written in kana."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept
from enishi.adapters.lexicon.readings import ReadingFinder, is_reading
from enishi.domain.reason import Span
from lexicons import a_finder, said

FINDER = a_finder(
    a_concept("研磨", names="磨き"),
    a_concept("電解研磨", broader="研磨"),
    a_concept("ステンレス鋼", "material", names="ステンレス"),
    a_concept("黄銅", "material", names="真鍮"),
    a_concept("旋削", names="旋盤加工"),
    a_concept("塗装", "treatment"),
    a_concept("めっき", "treatment"),
    a_concept("漆", "material"),
    a_concept("鉄", "material"),
)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("すてんれすのでんかいけんま", ["ステンレス鋼", "電解研磨"]),
        ("ステンレスのデンカイケンマ", ["ステンレス鋼", "電解研磨"]),
        ("しんちゅうのせんばんかこう、月500個", ["黄銅", "旋削"]),
        ("めっきととそう", ["めっき", "塗装"]),
        ("てつのけんまをおねがいします", ["研磨"]),
    ],
)
def test_a_name_is_found_by_its_reading_the_longest_first(text, concepts):
    assert said(FINDER, text) == concepts


@pytest.mark.parametrize(
    "text", ["さけんまつりのとそうな", "うるしいだけのはなし", "おとそうしてください"]
)
def test_a_short_reading_inside_another_word_is_none(text):
    assert said(FINDER, text) == []


def test_a_text_with_kanji_is_not_read_aloud():
    assert said(FINDER, "部品のけんまと検査") == []


def test_the_place_is_that_of_the_text_as_it_was_written():
    found = {item.concept: item.span for item in FINDER.mentions("ｽﾃﾝﾚｽの でんかいけんま")}

    assert found == {"ステンレス鋼": Span(0, 5), "電解研磨": Span(7, 14)}


@pytest.mark.parametrize(
    ("letters", "is_one"), [("ケンマ", True), ("テツ", False), ("ケン磨", False), ("", False)]
)
def test_only_letters_of_katakana_long_enough_are_a_reading(letters, is_one):
    assert is_reading(letters) is is_one


@given(st.text("けんまとそうのステンレス、a ", max_size=40))
def test_readings_come_in_order_and_never_overlap(text):
    readings = {"ケンマ": ("研磨",), "トソウ": ("塗装",), "ステンレス": ("ステンレス鋼",)}
    spans = [span for _, span in ReadingFinder(readings).find(text)]

    assert all(one.end <= other.start for one, other in pairwise(spans))
