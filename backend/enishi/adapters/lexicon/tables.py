"""The lexicon prepared for finding: every name by its letters, every phrase by its words.

Preparing takes some seconds, so an index carries the tables of the lexicon it was built with.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from enishi.adapters.lexicon.keyed import Keyed, write_keyed
from enishi.adapters.lexicon.letters import name_letters
from enishi.adapters.lexicon.phrases import Phrase, by_beginning, phrases_of
from enishi.adapters.lexicon.readings import in_katakana, is_reading
from enishi.domain.lexicon import Concept, Lexicon
from enishi.services.retrieval import Analyzer

_NAMES, _CHINESE, _READINGS = "names.tsv", "chinese.tsv", "readings.tsv"
_PHRASES = "phrases.tsv"
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[ぁ-ゖァ-ヺ]")

_Owners = defaultdict[str, dict[str, None]]


def reads_as_japanese(name: str) -> bool:
    """Tell whether a Chinese name is written as Japanese might be: 配合 is はめあい there.

    A character of the simplified script alone, which the Japanese one lacks, or Latin letters
    alone (40Cr) tell that it is not.
    """
    return bool(_HAN.search(name)) and not _is_simplified(name)


def is_chinese(text: str) -> bool:
    """Tell whether a text is Chinese: no kana, and characters that Japanese lacks."""
    return not _KANA.search(text) and _is_simplified(text)


@dataclass(frozen=True)
class Tables:
    """What is looked for in a text."""

    names: Mapping[str, tuple[str, ...]]  # comparable letters → the concepts they name
    chinese: Mapping[str, tuple[str, ...]]  # names that mean something else in Japanese
    readings: Mapping[str, tuple[str, ...]]  # names by how they are read, in katakana
    phrases: Mapping[str, tuple[Phrase, ...]]  # by their beginning

    @classmethod
    def of(cls, lexicon: Lexicon, analyzer: Analyzer) -> "Tables":
        """Prepare a lexicon."""
        names: _Owners = defaultdict(dict)
        chinese: _Owners = defaultdict(dict)
        for concept in lexicon.concepts:
            for spelling in (concept.name, *concept.names, *concept.english):
                _own(names, spelling, concept)
            for spelling in concept.chinese:
                _own(chinese if reads_as_japanese(spelling) else names, spelling, concept)
        readings: _Owners = defaultdict(dict)
        for concept in lexicon.concepts:
            for spelling in (concept.name, *concept.names):
                if is_reading(reading := in_katakana(analyzer.reading(spelling))):
                    readings[reading][concept.name] = None
        phrases = {
            phrase: None for concept in lexicon.concepts for phrase in phrases_of(concept, analyzer)
        }
        return cls(_frozen(names), _frozen(chinese), _frozen(readings), by_beginning(phrases))

    def write(self, folder: Path) -> None:
        """Write them into a folder."""
        write_keyed(folder / _NAMES, self.names)
        write_keyed(folder / _CHINESE, self.chinese)
        write_keyed(folder / _READINGS, self.readings)
        phrases = {key: list(map(astuple, found)) for key, found in self.phrases.items()}
        write_keyed(folder / _PHRASES, phrases)

    @classmethod
    def read(cls, folder: Path) -> "Tables":
        """Read them back; raises ValueError or OSError where they are damaged."""
        return cls(
            Keyed.read(folder / _NAMES, tuple),
            Keyed.read(folder / _CHINESE, tuple),
            Keyed.read(folder / _READINGS, tuple),
            Keyed.read(folder / _PHRASES, _phrases),
        )


def _phrases(records: Iterable[list[Any]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(tuple(words), concept, tuple(turns), *rest)
        for words, concept, turns, *rest in records
    )


def _is_simplified(text: str) -> bool:
    return any(not _fits_japanese(letter) for letter in _HAN.findall(text))


@lru_cache(maxsize=1 << 14)
def _fits_japanese(letter: str) -> bool:
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _own(owners: _Owners, spelling: str, concept: Concept) -> None:
    if letters := name_letters(spelling):
        owners[letters][concept.name] = None


def _frozen(owners: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(concepts) for name, concepts in owners.items()}
