"""How good the shipped search is, with the real encoder."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from unicodedata import normalize

import pytest

from enishi.adapters.interchange import Layout, NoRejects, open_source
from enishi.bootstrap import Application
from enishi.domain.match import Fit
from enishi.domain.query import Query
from enishi.domain.text import MODERN_KANJI
from enishi.services.evaluations import NeedField
from enishi.services.interchange import Mode
from enishi.services.records import need_of
from enishi.settings import Settings
from shipped import shipped_encoder, shipped_home

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / "corpus"
BENCH = Path(os.environ.get("ENISHI_BENCH", ""))
needs_bench = pytest.mark.skipif(
    not (BENCH / "needs.jsonl").is_file(), reason="ENISHI_BENCH names no collection"
)


# The same question in Japanese, in kana and in English.
SAID_THREE_WAYS = [
    ("ステンレスの電解研磨", "すてんれすのでんかいけんま", "electropolishing of stainless steel"),
    ("アルミダイカストの鋳造", "あるみだいかすとのちゅうぞう", "aluminum die casting"),
    (
        "真鍮の旋盤加工、M6のネジ、月500個",
        "しんちゅうのせんばんかこう、M6のねじ、月500個",
        "brass turning, M6 screws, 500 pieces a month",
    ),
    (
        "歯車のホブ切りと浸炭焼入れ",
        "はぐるまのほぶぎりとしんたんやきいれ",
        "gear hobbing and carburizing",
    ),
    ("硬質クロムめっき", "こうしつくろむめっき", "hard chrome plating"),
    (
        "プラスチックの射出成形金型",
        "ぷらすちっくのしゃしゅつせいけいかながた",
        "plastic injection molds",
    ),
    ("鉄の鍛造品", "てつのたんぞうひん", "iron forgings"),
    ("レーザー溶接", "れーざーようせつ", "laser welding"),
    ("絹の織物", "きぬのおりもの", "silk fabric weaving"),
    ("チタンの切削", "ちたんのせっさく", "machining of titanium"),
    (
        "塩水で錆びない取っ手",
        "しおみずでさびないとって",
        "handles that do not rust in salt water",
    ),
]


def silent(_done: int, _total: int | None) -> None:
    """Report progress to nobody."""


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The encoder of the checkout, built and calibrated where it is not."""
    return str(shipped_encoder(tmp_path_factory.mktemp("encoder")))


def opened(home: Path, encoder: str, firms: Iterable[Path]) -> Application:
    """Return a network of these firms, ready to be asked."""
    application = Application(Settings(_env_file=None, home=home, encoder=encoder))
    application.schema.upgrade()
    for file in firms:
        source = open_source(file, Layout.FIRMS)
        mode = Mode.ALL_OR_NOTHING
        application.imports.firms(source, mode=mode, rejects=NoRejects(), progress=silent)
    application.indexing.rebuild(silent)
    return application


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, encoder: str) -> Application:
    """The demonstration corpus."""
    home = shipped_home(tmp_path_factory)
    return Application(Settings(_env_file=None, home=home, encoder=encoder))


def ndcg(application: Application, folder: Path) -> dict[NeedField, float]:
    lines = (folder / "needs.jsonl").read_text(encoding="utf-8").splitlines()
    needs = [need_of(json.loads(line)) for line in lines]
    qrels: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        need_ref, firm_ref, grade = line.split("\t")
        qrels[need_ref][firm_ref] = int(grade)
    return {
        field: application.evaluations.evaluate(needs, qrels, field, silent).overall.ndcg_at_10
        for field in NeedField
    }


def test_the_shipped_corpus_is_answered_as_well_as_it_was(shipped: Application):
    found = ndcg(shipped, CORPUS)

    # 0.715 and 0.708 when this was written; 0.02 is what four of the two hundred needs weigh.
    assert found[NeedField.TITLE_AND_DESCRIPTION] >= 0.695
    assert found[NeedField.QUERY] >= 0.685


def best_ten(application: Application, question: str) -> set[str]:
    found = application.search.search(Query(question), limit=10)
    return {match.firm.ref for match in found.matches}


def in_full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def in_half_width(text: str) -> str:
    narrow = {normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    marks = {"\u3099": "ﾞ", "\u309a": "ﾟ"}
    parts = (normalize("NFD", c) if "ァ" <= c <= "ヺ" else c for c in text)
    return "".join(
        {**narrow, **marks}.get(c, c) if c not in "、。・" else c for c in "".join(parts)
    )


def in_old_kanji(text: str) -> str:
    old = {new: old for old, new in MODERN_KANJI.items()}
    return "".join(old.get(c, c) for c in text)


@pytest.mark.parametrize("written", [in_full_width, in_half_width, in_old_kanji])
def test_eight_of_ten_firms_stay_in_any_width_and_in_old_kanji(shipped: Application, written):
    for question, _, _ in SAID_THREE_WAYS:
        first = best_ten(shipped, question)

        assert len(first & best_ten(shipped, written(question))) >= 0.8 * len(first), question


@pytest.mark.parametrize("way", [1, 2], ids=["kana", "english"])
def test_eight_of_ten_firms_stay_on_the_mean_in_kana_and_in_english(shipped: Application, way):
    kept = []
    for ways in SAID_THREE_WAYS:
        first = best_ten(shipped, ways[0])
        kept.append(len(first & best_ten(shipped, ways[way])) / len(first))

    assert fmean(kept) >= 0.8, kept


def test_most_questions_that_nobody_can_answer_find_nobody_who_fits_well(shipped: Application):
    questions = (CORPUS / "offtopic.txt").read_text("utf-8").splitlines()

    found = [shipped.search.search(Query(text), limit=1).matches for text in questions]

    promised = [
        text
        for text, matches in zip(questions, found, strict=True)
        if matches and matches[0].fit is Fit.HIGH
    ]
    # 9 of the 53 when this was written.
    assert len(promised) <= 0.25 * len(questions), promised


@pytest.mark.bench
@needs_bench
def test_the_development_collection_is_answered_as_promised(tmp_path: Path, encoder: str):
    found = ndcg(opened(tmp_path, encoder, [BENCH / "firms.jsonl"]), BENCH)

    # 0.670 and 0.602 when this was written.
    assert found[NeedField.TITLE_AND_DESCRIPTION] >= 0.65
    assert found[NeedField.QUERY] >= 0.58
