import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.text import (
    MODERN_KANJI,
    NormalisedText,
    fold,
    normalise,
    to_kana_key,
    well_formed,
)

# Letters where width, marks, dashes and folding meet; drawn together they find the seams.
SEAMS = "ｶﾞﾟーｰ-－‐―~～〜 \u3000\n\r\t°Cc゛゜½²①1５コンァ\u200b\ufe00\u3099㎜℃Aａµ㍉㏩ｱか漢、。"
any_text = st.text(
    st.one_of(
        st.sampled_from(SEAMS), st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")
    ).filter(lambda letter: letter >= " " or letter in "\t\n\r"),
    max_size=40,
)


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1f", "\x7f", "\ud800"])
def test_a_control_character_or_a_lone_surrogate_is_refused_with_its_place(bad):
    with pytest.raises(InvalidValueError, match="3文字目") as refusal:
        well_formed(f"鋳物{bad}")

    assert f"U+{ord(bad):04X}" in refusal.value.english


def test_tab_and_line_ends_are_well_formed():
    assert well_formed("a\tb\r\nc") == "a\tb\r\nc"


@pytest.mark.parametrize("reading", [normalise, fold, to_kana_key, NormalisedText.of])
def test_every_reading_refuses_what_is_not_well_formed(reading):
    with pytest.raises(InvalidValueError):
        reading("a\x00b")


NORMALISED = {
    "ﾌﾟﾚｽ加工": "プレス加工",
    "ＳＵＳ３０４": "SUS304",
    "φ２０㎜": "φ20mm",
    "５㎛": "5μm",
    "5µm": "5μm",
    "㎏ ㍉ ㌢ ㌧": "kg ミリ センチ トン",
    "80℃": "80℃",
    "80°C": "80℃",
    "80 ° C": "80 ° C",
    "90゜": "90°",
    "コンピュ－タ": "コンピュータ",
    "コンピュ―タ": "コンピュータ",
    "コンピュ‐タ": "コンピュータ",
    "ｺﾝﾋﾟｭ-ﾀ": "コンピュータ",
    "ｺﾝﾋﾟｭｰﾀｰ": "コンピューター",
    "プレス-切断": "プレス-切断",
    "らーめん": "らーめん",
    "０３－１２３４－５６７８": "03-1234-5678",
    "Ａ―１": "A-1",
    "Aー1": "A-1",
    "10−20": "10-20",
    "10～20": "10〜20",
    "10~20": "10〜20",
    "1½": "1 1/2",
    "¾": "3/4",
    "10²": "10^2",
    "10⁻³": "10^-3",
    "500㎡": "500m2",
    "SUS304①": "SUS304(1)",
    "①切断②研磨": "(1)切断(2)研磨",
    "か゛は゜": "がぱ",
    "が": "が",
    "葛󠄀飾": "葛飾",
    "ゼロ\u200b幅": "ゼロ幅",
    "  a \t　b  ": "a b",
    "a \r\n\n b": "a\nb",
    "㈱山田": "(株)山田",
    "": "",
    " \n": "",
}


@pytest.mark.parametrize(("text", "expected"), NORMALISED.items())
def test_a_text_is_normalised_to_one_width_and_one_set_of_dashes(text, expected):
    assert normalise(text) == expected


def test_letter_case_is_kept():
    assert normalise("Ra Hv") == "Ra Hv"


@settings(deadline=None)
@given(any_text)
def test_normalising_again_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(any_text)
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text("あ漢ア、。aZ09", max_size=20))
def test_plain_japanese_is_left_alone(text):
    assert NormalisedText.of(text) == NormalisedText(
        text, text, tuple(range(len(text))), tuple(range(1, len(text) + 1))
    )


@settings(deadline=None)
@given(any_text)
def test_origins_run_forward_inside_the_original(text):
    read = NormalisedText.of(text)

    assert list(read.starts) == sorted(read.starts)
    assert list(read.ends) == sorted(read.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(read.starts, read.ends, strict=True)
    )


@settings(deadline=None)
@given(any_text)
def test_two_characters_share_their_origin_or_stand_apart(text):
    read = NormalisedText.of(text)
    spans = zip(read.starts, read.ends, strict=True)

    assert all(a == b or a[1] <= b[0] for a, b in pairwise(spans))


@settings(deadline=None)
@given(any_text, any_text)
def test_the_origin_of_a_character_normalises_to_it(before, after):
    """Exact for each: what stands at its origin gives, alone, the character or its group."""
    read = NormalisedText.of(before + after)
    for at, letter in enumerate(read.text):
        source = read.original[slice(*read.original_span(at, at + 1))]
        first = read.starts.index(read.starts[at])
        group = read.text[first : first + read.starts.count(read.starts[at])]
        assert letter in group
        if letter not in ' \n-ー〜^/()℃"°':  # those depend on their neighbours
            assert letter in unicodedata.normalize("NFKC", _joined(source))


def _joined(source: str) -> str:
    visible = source.replace("゛", "\u3099").replace("゜", "\u309a")
    return "".join(letter for letter in visible if letter not in "\u200b\ufe00")


@pytest.mark.parametrize(
    ("text", "part", "origin"),
    [
        ("長さ３００㎜のﾌﾟﾚｽ", "300mm", "３００㎜"),
        ("長さ３００㎜のﾌﾟﾚｽ", "プレス", "ﾌﾟﾚｽ"),
        ("１／２  ｲﾝﾁ", "2 イン", "２  ｲﾝ"),
        ("葛󠄀飾の工場", "葛", "葛󠄀"),
        ("80°Cで", "℃", "°C"),
        ("か゛くぶち", "が", "か゛"),
    ],
)
def test_a_part_of_the_normalised_text_points_at_its_words_in_the_original(text, part, origin):
    read = NormalisedText.of(text)
    start = read.text.index(part)

    assert text[slice(*read.original_span(start, start + len(part)))] == origin


def test_an_empty_span_stays_empty():
    read = NormalisedText.of(" ﾌﾟﾚｽ")

    assert read.original_span(0, 0) == (1, 1)
    assert read.original_span(3, 3) == (5, 5)


@pytest.mark.parametrize("span", [(-1, 0), (2, 1), (0, 4)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(InvalidValueError):
        NormalisedText.of("プレス").original_span(*span)


def test_a_normalised_text_needs_an_origin_for_each_character():
    with pytest.raises(InvalidValueError):
        NormalisedText("ab", "ab", (0,), (1,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("コンピューター", "コンピュータ"),
        ("センター", "ｾﾝﾀ"),
        ("クリーナー", "クリーナ"),
        ("モーター", "モータ"),
        ("髙﨑鐵工所", "高崎鉄工所"),
        ("渡邉鑄造", "渡辺鋳造"),
        ("齋藤熔接", "斎藤溶接"),
        ("國廣鑛業", "国広鉱業"),
        ("龍王製罐", "竜王製缶"),
        ("SUS304", "ｓｕｓ３０４"),
        ("JIS Q 9100", "jis　q　9100"),
    ],
)
def test_spellings_of_one_word_fold_to_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("めっき", "メッキ"),  # the lexicon's task
        ("カバー", "カバ"),
        ("キー", "キ"),
        ("鍍金", "鋳金"),
        ("センタープレス", "センタプレス"),  # inside a compound: a known gap
    ],
)
def test_what_is_not_the_same_spelling_stays_apart(one, other):
    assert fold(one) != fold(other)


def test_the_table_of_old_kanji_leads_in_one_step_from_old_to_new():
    assert len(MODERN_KANJI) >= 150
    assert all(len(old) == len(new) == 1 for old, new in MODERN_KANJI.items())
    assert not MODERN_KANJI.keys() & set(MODERN_KANJI.values())


def test_the_table_of_old_kanji_holds_only_what_normalising_leaves():
    assert [old for old in MODERN_KANJI if normalise(old) != old] == []


def test_a_reading_sorts_alike_in_either_kana_and_width():
    keys = {
        to_kana_key(kana)
        for kana in ("さんじょう せいさくしょ", "ｻﾝｼﾞｮｳｾｲｻｸｼｮ", "サンジョウ・セイサクショ")
    }

    assert keys == {"サンジョウセイサクショ"}
