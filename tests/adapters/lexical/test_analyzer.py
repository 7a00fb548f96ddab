from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.lexical import MecabAnalyzer
from enishi.domain.errors import InvalidValueError
from enishi.domain.term import TermKind

ANALYZER = MecabAnalyzer()


def terms(text: str, *kinds: TermKind) -> list[str]:
    return [term.text for term in ANALYZER.terms(text) if not kinds or term.kind in kinds]


def words(text: str) -> list[str]:
    return terms(text, TermKind.WORD)


@pytest.mark.parametrize(
    "spellings",
    [
        *(("めっき", "メッキ", "ﾒｯｷ", "鍍金"), ("焼入れ", "焼き入れ", "焼入"), ("溶接", "熔接")),
        *(("はんだ", "ハンダ", "半田"), ("バリ", "ばり"), ("絞り", "しぼり"), ("把手", "取っ手")),
        *(("プレス", "ﾌﾟﾚｽ"), ("コンピューター", "コンピュータ"), ("ステンレス", "ｽﾃﾝﾚｽ")),
    ],
)
def test_spellings_of_one_word_are_one_term(spellings):
    assert len({tuple(words(spelling)) for spelling in spellings}) == 1
    assert len(words(spellings[0])) == 1


@pytest.mark.parametrize(
    ("inflected", "noun"),
    [
        *(("磨く", "磨き"), ("磨いて", "磨き"), ("錆びない", "錆びる"), ("削れば", "削り")),
        *(("曲げて", "曲げ"), ("絞った", "絞り"), ("焼き付けます", "焼き付け")),
    ],
)
def test_a_verb_meets_the_noun_that_is_made_of_it(inflected, noun):
    assert words(inflected) == words(noun)
    assert len(words(noun)) == 1


def test_words_without_content_are_left_out():
    assert terms("こちらの研磨を、何とかお願いできますでしょうか。") == ["研磨"]


def test_neighbouring_nouns_are_a_compound_beside_their_parts():
    assert terms("硬質クロムめっき", TermKind.COMPOUND) == [
        "硬質クロム",
        "硬質クロム鍍金",
        "クロム鍍金",
    ]
    assert words("硬質クロムめっき") == ["硬質", "クロム", "鍍金"]


def test_nouns_that_do_not_touch_are_no_compound():
    assert terms("硬質、クロム", TermKind.COMPOUND) == []


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        *(("SUS304", "sus304"), ("ＳＵＳ３０４", "sus304"), ("A5052", "a5052")),
        *(("A5052P-H34", "a5052ph34"), ("φ20", "φ20"), ("Φ20", "φ20"), ("⌀20", "φ20")),
        *(("φ 0.5", "φ0.5"), ("±0.01", "±0.01"), ("±　0.01", "±0.01"), ("#400", "#400")),
        *(("JIS Q 9100", "jisq9100"), ("ＪＩＳ　Ｑ　９１００", "jisq9100")),
        *(("ISO 9001", "iso9001"), ("M6", "m6"), ("Ra0.2", "ra0.2"), ("t0.5", "t0.5")),
    ],
)
def test_a_designation_is_kept_whole(written, symbol):
    (only,) = [term for term in ANALYZER.terms(f"材料{written}の品") if term.kind == "symbol"]

    assert only.text == symbol
    assert f"材料{written}の品"[only.span.start : only.span.end] == written


def test_the_letters_of_a_designation_are_a_word_of_their_own():
    assert words("SUS304") == words("SUS") == ["sus"]


def test_a_bare_number_is_no_term():
    assert terms("300と２０") == []


@pytest.mark.parametrize(
    ("half", "full"),
    [
        *(("SUS304の研磨 #400", "ＳＵＳ３０４の研磨　＃４００"), ("ﾌﾟﾚｽ加工", "プレス加工")),
        *(("φ20±0.01", "φ２０±０．０１"), ("R&D", "Ｒ＆Ｄ"), ("ﾁﾀﾝ(丸棒)", "チタン（丸棒）")),
    ],
)
def test_half_width_and_full_width_are_the_same(half, full):
    assert terms(half) == terms(full) != []


def test_english_words_are_terms_in_small_letters():
    assert words("Precision Grinding") == ["precision", "grinding"]


ANYTHING = st.text(
    st.characters(exclude_categories=["Cc", "Cs"])
    | st.sampled_from("研磨めっき焼入れﾌﾟﾚｽ㎜φ±#ＳＵＳ304髙𠮷\n\t 　がか゛½"),
    max_size=40,
)


@given(ANYTHING)
def test_every_span_lies_in_the_text_and_holds_something(text):
    for term in ANALYZER.terms(text):
        assert 0 <= term.span.start < term.span.end <= len(text)
        assert term.text
        assert text[term.span.start : term.span.end].strip()


@given(ANYTHING)
def test_terms_come_in_the_order_of_the_text(text):
    starts = [term.span.start for term in ANALYZER.terms(text)]

    assert starts == sorted(starts)


@given(
    before=ANYTHING,
    after=ANYTHING,
    word=st.sampled_from(["研磨", "ﾒｯｷ", "焼入れ", "ＳＵＳ３０４", "#400", "ﾌﾟﾚｽ", "硬質クロム"]),
)
def test_a_word_is_found_exactly_where_it_stands(before, after, word):
    text = f"{before}、\n{word}。\n{after}"
    at = len(before) + 2

    found = {text[term.span.start : term.span.end] for term in ANALYZER.terms(text)}
    places = {(term.span.start, term.span.end) for term in ANALYZER.terms(text)}

    assert word in found
    assert (at, at + len(word)) in places


def test_a_text_without_words_has_no_terms():
    assert [terms(text) for text in ("", "   ", "。、！", "\n")] == [[], [], [], []]


def test_text_that_is_no_text_is_refused():
    for text in ("a\0b", "\ud800"):
        with pytest.raises(InvalidValueError):
            MecabAnalyzer().terms(text)


def test_eight_threads_at_once_get_what_one_alone_gets():
    texts = [f"{word}の{size}mm研磨と{word}めっき" for word in "鉄銅錫銀" for size in range(50)]
    shared, alone = MecabAnalyzer(), MecabAnalyzer()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(shared.terms, texts * 4))

    assert found == [alone.terms(text) for text in texts] * 4
