import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.lexicon.letters import Letters, are_one_script, name_letters
from strategies import texts


def alone(text: str, name: str) -> bool:
    letters = Letters.of(text)
    start = letters.text.index(name)
    return letters.stands_alone(start, start + len(name))


@pytest.mark.parametrize(
    "spelled",
    ["SUS304", "SUS 304", "ＳＵＳ３０４", "sus-304", "Sus304", "ＳＵＳ－３０４", "SUS　304"],
)
def test_a_designation_is_one_however_it_is_spelled(spelled):
    assert name_letters(spelled) == "sus304"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﾌﾟﾚｽ", "プレス"),
        ("鑄造", "鋳造"),
        ("熔接", "溶接"),
        ("JIS Q 9100", "JISQ9100"),
        ("センサー", "センサ"),
        ("A5052 P", "A5052P"),
        ("Ｎｉ－Ｐ", "ni-p"),
    ],
)
def test_spellings_that_a_reader_takes_for_the_same_are_the_same(one, other):
    assert name_letters(one) == name_letters(other)


def test_words_stay_apart_where_only_designations_close_up():
    assert name_letters("laser welding") == "laser welding"
    assert name_letters("ISO 9001 certified") == "iso9001 certified"


def test_a_short_katakana_name_keeps_its_long_vowel():
    assert name_letters("バー") == "バー"
    assert name_letters("バリ") == "バリ"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("プレス加工", "プレス"),
        ("SUS316とSUS304", "sus316"),
        ("センサーの実装", "センサ"),
        ("bolts and nuts", "bolt"),
        ("鉄、銅", "鉄"),
        ("鉄の板", "鉄"),
        ("アルミダイカスト用金型", "金型"),
        ("φ20のピン", "ピン"),
    ],
)
def test_a_name_that_is_a_word_stands_alone(text, name):
    assert alone(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("エクスプレス", "プレス"),
        ("SUS316L", "sus316"),
        ("SUS3161", "sus316"),
        ("ピンセット", "ピン"),
        ("鉄道", "鉄"),
        ("製鉄", "鉄"),
        ("センサールーム", "センサ"),
        ("boltless", "bolt"),
        ("スプーン", "プー"),
    ],
)
def test_a_piece_of_another_word_does_not(text, name):
    assert not alone(text, name)


def test_a_span_covers_the_letters_as_they_were_written():
    text = "材質：ＳＵＳ　３０４（ﾌﾟﾚｽ）"
    letters = Letters.of(text)

    span = letters.span(letters.text.index("sus304"), letters.text.index("sus304") + 6)
    assert text[span.start : span.end] == "ＳＵＳ　３０４"
    span = letters.span(letters.text.index("プレス"), letters.text.index("プレス") + 3)
    assert text[span.start : span.end] == "ﾌﾟﾚｽ"


def test_a_span_takes_in_the_long_vowel_that_the_name_lacks():
    text = "車のマフラーは"
    letters = Letters.of(text)

    span = letters.span(2, 5)

    assert text[span.start : span.end] == "マフラー"


@pytest.mark.parametrize(
    ("letters", "same"),
    [("鋳造", True), ("アー", True), ("a1", True), ("鋳ア", False), ("の鉄", False), ("鉄", False)],
)
def test_two_letters_are_of_one_script_or_not(letters, same):
    assert are_one_script(letters) is same


@given(texts(60), st.data())
def test_any_letters_have_a_place_in_the_original(original, data):
    letters = Letters.of(original)
    if not letters.text:
        return
    start = data.draw(st.integers(0, len(letters.text) - 1))
    end = data.draw(st.integers(start + 1, len(letters.text)))

    span = letters.span(start, end)

    assert 0 <= span.start < span.end <= len(original)
    assert letters.stands_alone(start, end) in (True, False)


@given(texts(40))
def test_making_comparable_twice_changes_nothing(original):
    once = Letters.of(original).text

    assert Letters.of(once).text == once
