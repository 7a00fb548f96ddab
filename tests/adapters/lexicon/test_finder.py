from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept, a_lexicon
from enishi.adapters.lexicon.finder import FINDER_VERSION
from enishi.adapters.lexicon.letters import name_letters
from enishi.domain.lexicon import Mention
from enishi.domain.reason import Span
from lexicons import ANALYZER, a_finder, said
from strategies import texts

FINDER = a_finder(
    a_concept("プレス加工", names="プレス"),
    a_concept("鋳造", names="鋳物|casting"),
    a_concept("鍛造"),
    a_concept("冷間鍛造", broader="鍛造"),
    a_concept("めっき", "treatment", names="メッキ|鍍金", english="plating"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("塗装", "treatment", english="painting"),
    a_concept("溶接", english="welding"),
    a_concept("切削加工", names="切削", english="milling"),
    a_concept("SUS304", "material"),
    a_concept("SUS316", "material"),
    a_concept("SUS316L", "material"),
    a_concept("形鋼", "material", names="型鋼"),
    a_concept("銅", "material"),
    a_concept("畳", "product"),
    a_concept("ばり", "defect", names="バリ"),
    a_concept("センサー", "product"),
    a_concept("錆び", "symptom", names="錆びる|錆"),
    a_concept("耐食性", "property", names="錆びない"),
    a_concept("耐塩水性", "property", names="塩水で錆びない"),
    a_concept("指紋防止", "property", names="指紋がつかない|手の脂が付かない"),
    a_concept("ISO9001", "certification"),
    a_concept("はめあい", "property", chinese="配合"),
    a_concept("配合"),
    a_concept("焼なまし", "treatment", chinese="退火"),
)
PIECES = (
    "プレス エクスプレス 鋳物 冷間鍛造 めっき 亜鉛めっき ＳＵＳ３０４ SUS 316L 錆びない 塩水で "
    "指紋 が 付きにくい は 不可 以外 できれば 、 。 ー ﾊﾞﾘ 銅 畳 む no plating"
)


def mention(text: str) -> Mention:
    (only,) = FINDER.mentions(text)
    return only


@pytest.mark.parametrize(
    "spelled", ["SUS304", "SUS 304", "ＳＵＳ３０４", "sus-304", "ＳＵＳ　３０４"]
)
def test_a_grade_is_found_however_it_is_spelled(spelled):
    found = mention(f"材質は{spelled}です")

    assert found == Mention("SUS304", Span(3, 3 + len(spelled)))


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("SUS316Lの切削", ["SUS316L", "切削加工"]),
        ("エクスプレスで送ります", []),
        ("こばりつくので洗う", []),
        ("ばりを取る", ["ばり"]),
        ("金型鋼の溶接", ["溶接"]),
        ("型鋼の溶接", ["形鋼", "溶接"]),
        ("恒温室8畳、畳んで送る", []),
        ("畳の縁", ["畳"]),
        ("黄銅と銅", ["銅"]),
        ("センサールーム", []),
        ("亜鉛めっきと塗装", ["亜鉛めっき", "塗装"]),
        ("冷間鍛造", ["冷間鍛造"]),
        ("鉄鋳物(FC250)", ["鋳造"]),
        ("welding and casting", ["溶接", "鋳造"]),
        ("", []),
        ("　", []),
    ],
)
def test_a_name_is_found_where_it_is_a_word_of_its_own_and_no_part_of_a_longer_name(text, concepts):
    assert said(FINDER, text) == concepts


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("塩水で錆びない取っ手", ["耐塩水性"]),
        ("塩水でも錆びにくい", ["耐塩水性"]),
        ("錆びづらい鉄", ["耐食性", "錆び"]),
        ("錆びた鉄", ["錆び"]),
        ("手の脂が付きにくい", ["指紋防止"]),
        ("指紋が付きにくい", ["指紋防止"]),
        ("指紋を付ける", []),
    ],
)
def test_a_layman_is_understood(text, concepts):
    assert said(FINDER, text) == concepts


def test_the_longest_name_wins_wherever_its_words_were_found():
    (found,) = FINDER.mentions("塩水で錆びない")

    assert found == Mention("耐塩水性", Span(0, 7))


def test_a_name_takes_in_its_long_vowel():
    assert mention("光センサーの実装").span == Span(1, 5)


@pytest.mark.parametrize(
    ("text", "lacked"),
    [
        ("めっきは現在行っておりません", True),
        ("塗装以外なら何でも", False),
        ("溶接は不可", False),
        ("We do not offer plating.", True),
        ("no plating", False),
        ("ISO9001は取得していません", True),
    ],
)
def test_what_a_text_denies_is_marked(text, lacked):
    found = mention(text)

    assert found.is_denied
    assert found.is_lacked is lacked
    assert not found.is_wish


def test_a_list_before_a_denial_is_denied_as_a_whole():
    found = FINDER.mentions("切削は得意ですが、めっき、塗装は行っておりません")

    assert [(item.concept, item.is_denied) for item in found] == [
        ("切削加工", False),
        ("めっき", True),
        ("塗装", True),
    ]


def test_a_property_or_a_defect_is_not_denied_by_the_words_that_name_it():
    assert not any(item.is_denied for item in FINDER.mentions("錆びない、バリなし、指紋がつかない"))


def test_a_wish_is_marked():
    assert mention("できればめっきもお願いします").is_wish
    assert not mention("めっきをお願いします").is_wish


def test_a_chinese_name_counts_in_a_chinese_text_only():
    assert said(FINDER, "配合") == ["配合"]
    assert said(FINDER, "退火") == []
    assert said(FINDER, "不锈钢的退火") == ["焼なまし"]


def test_the_same_place_may_name_two_concepts_in_the_order_of_their_names():
    finder = a_finder(a_concept("治具製作", names="治具"), a_concept("治具", "product"))

    assert said(finder, "治具") == ["治具", "治具製作"]


def test_a_lexicon_of_nothing_finds_nothing():
    assert said(a_finder(), "切削加工") == []


def test_finders_of_one_lexicon_have_one_version():
    lexicon = a_lexicon("切削加工")

    assert a_finder("切削加工").version == f"{lexicon.version}/{FINDER_VERSION}"
    assert a_finder("切削加工").version != a_finder("研削").version


def test_asking_twice_gives_the_same_answer():
    assert FINDER.mentions("鋳物と鍛造") is FINDER.mentions("鋳物と鍛造")


@given(st.lists(st.sampled_from(PIECES.split()), max_size=10).map("".join) | texts(60))
def test_any_mention_stands_inside_the_text_and_covers_a_spelling_or_its_words(text):
    for found in FINDER.mentions(text):
        start, end = found.span.start, found.span.end
        concept = FINDER.lexicon.by_name[found.concept]

        assert 0 <= start < end <= len(text)
        spellings = {name_letters(spelling) for spelling in concept.spellings}
        if name_letters(text[start:end]) not in spellings:
            words = {term.text for term in ANALYZER.terms(text) if start <= term.span.start < end}
            named = chain.from_iterable(FINDER.tables.phrases.values())
            phrases = [item for item in named if item.concept == found.concept]
            assert any(set(phrase.words) <= words for phrase in phrases)
        assert found.is_denied or not found.is_lacked


@given(st.lists(st.sampled_from(PIECES.split()), max_size=10).map("".join) | texts(60))
def test_no_mention_is_a_part_of_another_and_they_come_in_order(text):
    spans = [(item.span.start, item.span.end) for item in FINDER.mentions(text)]

    assert spans == sorted(spans)
    for one in set(spans):
        for other in set(spans):
            assert one == other or not (other[0] <= one[0] and one[1] <= other[1])


@given(texts(40))
def test_another_sentence_before_it_changes_nothing_but_the_places(text):
    before = "お世話になります。"
    later = [item for item in FINDER.mentions(f"{before}\n{text}") if item.span.start > len(before)]

    assert len(later) <= len(text)
    assert [item.concept for item in later if item.concept == "SUS304"] == [
        item.concept for item in FINDER.mentions(text) if item.concept == "SUS304"
    ]
