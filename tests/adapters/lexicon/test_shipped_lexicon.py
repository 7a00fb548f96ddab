"""The lexicon that ships with the programme, held to what its readers rely on."""

from collections import Counter

import pytest

from enishi.domain.lexicon import ConceptKind
from enishi.domain.lexicon.lint import lint
from lexicons import said, shipped


def offers(asked: str) -> dict[str, float]:
    return {name: path.strength for name, path in shipped().lexicon.paths(asked).items()}


def test_a_careful_editor_finds_nothing_to_question():
    assert [finding.text for finding in lint(shipped().lexicon)] == []


def test_it_is_large_and_knows_every_kind():
    kinds = Counter(concept.kind for concept in shipped().lexicon.concepts)

    assert kinds.total() >= 2_000
    assert kinds.keys() == set(ConceptKind)
    assert min(kinds.values()) >= 20
    assert len(shipped().lexicon.replacements) >= 100


def test_an_english_reader_is_shown_no_japanese_name():
    concepts = shipped().lexicon.concepts

    assert [item.name for item in concepts if max(item.english_name) >= "\u3000"] == []


def test_every_concept_is_found_by_every_tenth_of_its_names_and_by_its_own():
    finder = shipped()
    names = [(name, item.name) for item in finder.lexicon.concepts for name in item.names]
    names = [*names[::10], *((item.name, item.name) for item in finder.lexicon.concepts)]

    lost = [(name, concept) for name, concept in names if concept not in said(finder, name)]

    assert len(names) > 5_000
    assert lost == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("塩水で錆びない取っ手", "耐塩水性"),
        ("塩水で錆びない取っ手", "取っ手"),
        ("手の脂が付きにくい", "指紋防止"),
        ("指紋が付きにくい仕上げ", "指紋防止"),
        ("焦げ付きにくい鍋", "非粘着性"),
        ("ＳＵＳ３０４の深絞り", "SUS304"),
        ("ジュラルミンの削り出し", "A2017"),
        ("鍍金とｱﾙﾏｲﾄ", "陽極酸化"),
        ("センターレス研削", "センタレス研削"),
        ("無電解ニッケル鍍金", "無電解ニッケルめっき"),
        ("hard anodizing of aluminium", "硬質陽極酸化"),
        ("不锈钢电解抛光", "電解研磨"),
    ],
)
def test_the_words_of_the_trade_and_of_laymen_are_understood(text, concept):
    assert concept in said(shipped(), text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("SUS316Lの溶接", "SUS316"),
        ("エクスプレス便で", "プレス加工"),
        ("鍋にこばりつく", "バリ"),
        ("鍛造品の仕上げ", "鋳造"),
        ("塗料の配合", "はめあい"),
        ("金型鋼の焼入れ", "形鋼"),
        ("手書きでも大丈夫です", "強度"),
        ("浴をやめました", "締結"),
        ("高周波プレスで曲げる", "高周波焼入れ"),
        ("溶接と塗装", "溶接できない"),
        ("溶接と塗装", "溶接性"),
        ("板厚3mmの曲げ", "厚肉"),
        ("重さ5kgまで", "重すぎる"),
        ("10年間保管します", "倉庫保管"),
        ("骨接合用スクリュー", "舶用部品"),
        ("We can support you within reach of a model", "展示模型"),
    ],
)
def test_words_that_only_look_alike_are_not_taken_for_the_thing(text, concept):
    assert concept not in said(shipped(), text)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("錆び", "SUS316"),
        ("耐塩水性", "SUS316"),
        ("歯車", "ホブ切り"),
        ("旋削", "NC旋盤"),
        ("めっき", "無電解ニッケルめっき"),
        ("指紋防止", "梨地仕上げ"),
        ("硬質クロムめっき", "無電解ニッケルめっき"),
        ("アルミニウム合金", "A2017"),
    ],
)
def test_what_is_asked_for_leads_to_what_answers_it(asked, offered):
    assert 0 < offers(asked)[offered] < 1


@pytest.mark.parametrize(
    ("asked", "other"),
    [("鍛造", "鋳造"), ("鋳造", "鍛造"), ("塗装", "めっき"), ("溶接", "ろう付け")],
)
def test_another_ability_is_never_reached(asked, other):
    assert other not in offers(asked)
