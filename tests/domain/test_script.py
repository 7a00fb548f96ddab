import pytest
from hypothesis import given

from enishi.domain.script import is_in_kana, is_in_latin
from strategies import texts


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("すてんれすのけんま", True),
        ("ステンレスのけんま", True),
        ("しんちゅうのせんばんかこう、M6のねじ、月500個", True),
        ("ステンレスの研磨", False),
        ("ねじ", False),
        ("めっき M6 SUS304", False),
        ("stainless steel", False),
        ("", False),
    ],
)
def test_a_text_is_in_kana_where_others_would_write_kanji(text, kana):
    assert is_in_kana(text) is kana


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("gear hobbing, 500 pieces", True),
        ("SUS304", True),
        ("SUS304の溶接", False),
        ("500", False),
        ("", False),
    ],
)
def test_a_text_is_in_latin_letters_where_it_holds_no_japanese(text, latin):
    assert is_in_latin(text) is latin


@given(texts(60))
def test_no_text_is_both(text):
    assert not (is_in_kana(text) and is_in_latin(text))
