"""The shipped texts share no wording with the development collection.

Names of the trade and designations (SUS304, JIS Q 9100) are everybody's. Each is masked by one
sign that takes part in a run like a letter, so that the same frame around other names is found
as well. Of what is shared only our side is told.
"""

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ahocorasick
import pytest

from enishi.adapters.lexicon import read_lexicon
from enishi.domain.text import fold

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / "corpus"
OURS = ("firms/*.jsonl", "needs*.jsonl", "training/**/*", "lexicon/**/*")
BENCH = Path(os.environ.get("ENISHI_BENCH", ""))
needs_bench = pytest.mark.skipif(
    not (BENCH / "needs.jsonl").is_file(), reason="ENISHI_BENCH names no collection"
)

FREE_TEXT = frozenset({"title", "description", "query", "summary"})
# As long as nobody writes twice by chance.
LETTERS, WORDS = 20, 8

MASK = "〓"
_DESIGNATION = re.compile(r"(?<![a-z0-9])[a-z]{1,8}[ -]?(?:[a-z][ -]?)?[0-9][a-z0-9.:/-]*")
_LIST = re.compile(rf"{MASK}(?:[・、,/| と及や]*{MASK})+")
_INSIDE_A_WORD = re.compile("[a-z0-9]{2}")
_KANA_AND_KANJI = "ぁ-ゖァ-ヺー㐀-鿿々〆"
_JAPANESE = re.compile(f"[{_KANA_AND_KANJI}{MASK}、。・「」]{{{LETTERS},}}")
_STOP = re.compile(r"[、。・「」\s]")
_NOT_JAPANESE = re.compile(f"[^{_KANA_AND_KANJI}]+")
_WORD = re.compile(f"[a-z']+|{MASK}")


@dataclass(frozen=True)
class Text:
    """A text with the place where it stands."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(REPOSITORY)}:{self.line}: {self.text}"


class Names:
    """The names of the trade, to be found in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in {fold(name) for name in names}:
            self._automaton.add_word(name, len(name))
        self._automaton.make_automaton()

    def masked(self, text: str) -> str:
        """Return the folded text with one sign for each name, designation or list of them."""
        plain = _DESIGNATION.sub(MASK, fold(text))
        pieces, done = [], 0
        for last, length in self._automaton.iter_long(plain):
            start, end = last + 1 - length, last + 1
            edges = plain[max(start - 1, 0) : start + 1], plain[end - 1 : end + 1]
            if not any(map(_INSIDE_A_WORD.fullmatch, edges)):  # led in `filled` is no name
                pieces += [plain[done:start], MASK]
                done = end
        return _LIST.sub(MASK, "".join([*pieces, plain[done:]]))


def runs(masked: str) -> Iterator[str]:
    """Yield every run of 20 Japanese characters, with and without stops, and of 8 words."""
    for letters in (masked, _STOP.sub("", masked)):
        for found in _JAPANESE.findall(letters):
            yield from (found[at : at + LETTERS] for at in range(len(found) - LETTERS + 1))
    for piece in _NOT_JAPANESE.findall(masked):
        words = _WORD.findall(piece)
        yield from (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))


def shared(ours: Iterable[Text], theirs: Iterable[str], names: Names) -> list[Text]:
    """Return those of our texts that share a run with one of theirs."""
    known = {run for text in theirs for run in runs(names.masked(text))}
    return [item for item in ours if not known.isdisjoint(runs(names.masked(item.text)))]


def our_texts() -> Iterator[Text]:
    for pattern in OURS:
        for file in sorted(CORPUS.glob(pattern)):
            if file.is_file():
                yield from texts(file)


def texts(file: Path) -> Iterator[Text]:
    """Yield every text of a file: of each cell, of each value, or else each line."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        if file.suffix == ".csv":
            rows = csv.reader(lines)
            cells = ((rows.line_num, cell) for row in rows for cell in row)
            yield from (Text(file, line, name) for line, cell in cells for name in cell.split("|"))
        elif file.suffix == ".jsonl":
            for number, line in enumerate(lines, start=1):
                yield from (Text(file, number, text) for _, text in strings(json.loads(line)))
        else:
            yield from (Text(file, number, line) for number, line in enumerate(lines, start=1))


def their_texts() -> Iterator[str]:
    for file in ("firms.jsonl", "needs.jsonl"):
        for line in (BENCH / file).read_text(encoding="utf-8-sig").splitlines():
            yield from (text for field, text in strings(json.loads(line)) if field in FREE_TEXT)


def strings(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text inside, with the name of its field."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, field)


@pytest.fixture(scope="module")
def names() -> Names:
    """Everything that the lexicon knows by name."""
    lexicon = read_lexicon(CORPUS / "lexicon")
    return Names(spelling for concept in lexicon.concepts for spelling in concept.spellings)


@pytest.mark.bench
@needs_bench
def test_the_corpus_shares_no_wording_with_the_development_collection(names: Names):
    theirs = [*their_texts()]
    found = shared(our_texts(), theirs, names)

    assert len(theirs) > 0
    assert [*map(str, found)] == []


def test_there_are_texts_of_every_kind_to_compare():
    kinds = {text.file.relative_to(CORPUS).parts[0] for text in our_texts()}

    assert kinds >= {"firms", "needs.jsonl", "training", "lexicon"}


OWN = Text(
    CORPUS / "needs.jsonl", 7, "取っ手の裏側まで手作業で丁寧に磨いてくれるところを探しています"
)


@pytest.mark.parametrize(
    "theirs",
    [
        "急ぎです。裏側まで手作業で丁寧に磨いてくれるところを知りませんか",
        "裏側まで、手作業で丁寧に磨いてくれるところを",  # a stop more
        "裏側まで\n手作業で丁寧に磨いてくれるところを",
        "裏側まで手作業で丁寧に磨󠄀いてくれるところを",  # a variation selector
    ],
)
def test_a_shared_wording_is_found_and_only_our_side_is_told(theirs: str):
    found = shared([OWN], [theirs], Names(["へら絞り"]))

    assert [*map(str, found)] == [f"corpus/needs.jsonl:7: {OWN.text}"]


@pytest.mark.parametrize(
    "theirs", ["手作業で丁寧に磨いてくれるところを", "磨いてくれるところを探しています", ""]
)
def test_less_than_twenty_letters_are_nobodys(theirs: str):
    assert shared([OWN], [theirs], Names(["へら絞り"])) == []


def test_a_frame_is_found_around_another_name():
    own = Text(CORPUS / "x", 1, "へら絞りの裏側まで手作業で丁寧に磨いてくれる人を")
    theirs = "SUS304の裏側まで手作業で丁寧に磨いてくれる人を"

    assert shared([own], [theirs], Names(["へら絞り"])) == [own]


@pytest.mark.parametrize(
    "text",
    [
        "ステンレス鋼板の多段式順送プレス金型設計製作",
        "ステンレス鋼板・多段式順送プレス金型設計製作",
        "JIS Q 9100、ISO 13485:2016、SUS316L、A5052-H32、S45C、SKD11",
    ],
)
def test_names_and_designations_are_no_wording(text: str):
    known = Names(["ステンレス鋼板", "多段式順送プレス金型", "設計製作"])

    assert shared([Text(CORPUS / "x", 1, text)], [text], known) == []


@pytest.mark.parametrize(("count", "found"), [(8, 1), (7, 0)])
def test_eight_english_words_in_a_row_are_a_wording(count: int, found: int):
    words = ["we", "are", "looking", "for", "somebody", "who", "can", "polish"][:count]
    own = Text(CORPUS / "x", 1, " ".join(words).title())

    assert len(shared([own], ["急ぎ: " + " ".join(words)], Names(["へら絞り"]))) == found


def test_a_latin_name_inside_a_word_is_none():
    assert Names(["led", "surface treatment"]).masked("LED, filled; Surface Treatment") == (
        f"{MASK}, filled; {MASK}"
    )
