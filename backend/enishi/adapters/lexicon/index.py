"""Which firms speak of which concepts, ready to be asked: the third room of an index."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from enishi.adapters.lexicon.finder import LexiconFinder
from enishi.adapters.lexicon.tables import Tables
from enishi.domain.errors import IndexUnavailableError, InvalidValueError
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Mention, Replacement
from enishi.services.retrieval import Analyzer, FirmEntry

_LEXICON, _ROWS = "lexicon.json", "rows.npz"
# A second mention says little more than the first: n / (n + .5).
_HALF = 0.5
# The strength of a path counts by this power: a detour of three steps is worth less than its
# product says. Chosen by hand among a few powers, looking at two collections (docs/search.md).
_POWER = 1.5
# Concepts whose firms are at hand; a question asks for a handful.
_REMEMBERED = 512

Weights = NDArray[np.float32]
# numpy says EOFError for an empty file, BadZipFile for one that begins like an archive.
_DAMAGED = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError),
    *(EOFError, BadZipFile, InvalidValueError),
)


class ConceptWriter:
    """Gathers the concepts of each firm and writes them beside the lexicon they come from."""

    def __init__(self, folder: FilePath, finder: LexiconFinder) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._finder = finder
        self._counts: list[Mapping[str, int]] = []
        self._sample: list[int] = []

    def add(self, entry: FirmEntry) -> None:
        """Append the next row."""
        self._counts.append(entry.concepts)
        if entry.in_sample:
            self._sample.append(entry.row)

    def abandon(self) -> None:
        """Hold nothing open: the files are written as a whole."""

    def close(self) -> None:
        """Write the files."""
        lexicon = self._finder.lexicon
        content = {
            "concepts": [_written(concept) for concept in lexicon.concepts],
            "replacements": [_fields(item) for item in lexicon.replacements],
        }
        (self._folder / _LEXICON).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        self._finder.tables.write(self._folder)
        numbers = {concept.name: number for number, concept in enumerate(lexicon.concepts)}
        ends = np.cumsum([len(counts) for counts in self._counts], dtype=np.int64)
        flat = [(numbers[name], n) for counts in self._counts for name, n in counts.items()]
        pairs = np.asarray(flat, np.int32).reshape(-1, 2)
        np.savez(
            self._folder / _ROWS,
            ends=ends,
            concepts=pairs[:, 0],
            counts=pairs[:, 1],
            sample=np.asarray(self._sample, np.int64),
        )


def _fields(item: Concept | Replacement) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__slots__}


def _written(concept: Concept) -> dict[str, object]:
    return {name: value for name, value in _fields(concept).items() if value}


@dataclass(frozen=True)
class ConceptIndex:
    """Immutable: `with_entries` gives the next state and leaves this one to its readers."""

    finder: LexiconFinder
    counts: Sequence[Mapping[str, int]]  # by row
    dead: frozenset[int]
    sample: tuple[int, ...]  # living rows of the background sample

    @classmethod
    def open(cls, folder: FilePath, analyzer: Analyzer) -> "ConceptIndex":
        """Open a snapshot's concepts; raises IndexUnavailableError where they are damaged."""
        try:
            content = json.loads((folder / _LEXICON).read_text("utf-8"))
            lexicon = Lexicon(
                tuple(_concept(item) for item in content["concepts"]),
                tuple(_replacement(item) for item in content["replacements"]),
            )
            finder = LexiconFinder(lexicon, analyzer, Tables.read(folder))
            finder.prepare()
            with np.load(folder / _ROWS) as rows:
                counts = _unpacked(lexicon, rows["ends"], rows["concepts"], rows["counts"])
                sample = tuple(rows["sample"].tolist())
        except _DAMAGED as error:
            raise IndexUnavailableError(
                "用語の索引が壊れています。`enishi index rebuild` を実行してください",
                english=f"the concept index is damaged ({error}): run `enishi index rebuild`",
            ) from error
        return cls(finder, counts, frozenset(), sample)

    def with_entries(self, entries: Iterable[FirmEntry], dead: Iterable[int]) -> "ConceptIndex":
        """Return the state with rows added and rows dead."""
        entries, gone = list(entries), self.dead | frozenset(dead)
        sample = [row for row in self.sample if row not in gone]
        sample += [entry.row for entry in entries if entry.in_sample]
        counts = [*self.counts, *(entry.concepts for entry in entries)]
        return ConceptIndex(self.finder, counts, gone, tuple(sample))

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def version(self) -> str:
        """The version of its finder."""
        return self.finder.version

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that this index was built with."""
        return self.finder.lexicon

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return every concept that a text speaks of."""
        return self.finder.mentions(text)

    def concepts(self, row: int) -> Mapping[str, int]:
        """Return how often a firm speaks of each concept, denials left out."""
        return self.counts[row]

    def scores(self, asked: Mapping[str, float]) -> Weights:
        """Return by row how much of what is asked the firm speaks of, by the strongest path.

        score(f) = Σ_a w_a · idf_a² · max_d strength(a→d)^1.5 · n/(n+.5) · idf_d / idf_max
        with n how often the firm speaks of d, and idf_a of everything that answers a. Dead
        rows score 0.
        """
        total = np.zeros(len(self.counts), np.float32)
        for concept in sorted(asked):
            answers = self._answers(concept)
            mass = float(answers.sum())
            if mass > 0:
                rarity = max(0.0, math.log((self._living + 1) / (mass + 0.5)))
                total += np.float32(asked[concept] * rarity**2) * answers
        return total

    @cached_property
    def _answers(self) -> Callable[[str], Weights]:
        return lru_cache(maxsize=_REMEMBERED)(self._find_answers)

    def _find_answers(self, asked: str) -> Weights:
        """Return by row the strength with which a firm answers one concept, 0 to 1."""
        answers = np.zeros(len(self.counts), np.float32)
        greatest = math.log((self._living + 1) / 0.5)
        for offered, strength in self.lexicon.paths(asked).strengths.items():
            rows, weights = self._postings.get(offered, (None, None))
            if rows is not None and weights is not None:
                rarity = max(0.0, math.log((self._living + 1) / (len(rows) + 0.5))) / greatest
                worth = np.float32(strength**_POWER * rarity) * weights
                answers[rows] = np.maximum(answers[rows], worth)
        return answers

    @cached_property
    def _living(self) -> int:
        return len(self.counts) - len(self.dead)

    @cached_property
    def _postings(self) -> dict[str, tuple[NDArray[np.int64], Weights]]:
        rows: dict[str, list[int]] = {}
        numbers: dict[str, list[int]] = {}
        for row, counts in enumerate(self.counts):
            if row not in self.dead:
                for name, count in counts.items():
                    rows.setdefault(name, []).append(row)
                    numbers.setdefault(name, []).append(count)
        return {
            name: (np.asarray(rows[name], np.int64), _saturated(numbers[name])) for name in rows
        }


def _saturated(counts: Sequence[int]) -> Weights:
    seen = np.asarray(counts, np.float32)
    return seen / (seen + np.float32(_HALF))


def _concept(item: dict[str, Any]) -> Concept:
    return Concept(**_in_tuples({**item, "kind": ConceptKind(item["kind"])}))


def _replacement(item: dict[str, Any]) -> Replacement:
    return Replacement(**_in_tuples(item))


def _in_tuples(item: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as they were before JSON made lists of them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}


def _unpacked(
    lexicon: Lexicon,
    ends: NDArray[np.int64],
    concepts: NDArray[np.int32],
    counts: NDArray[np.int32],
) -> list[dict[str, int]]:
    names = [concept.name for concept in lexicon.concepts]
    starts = [0, *ends.tolist()]
    flat = [
        (names[number], count)
        for number, count in zip(concepts.tolist(), counts.tolist(), strict=True)
    ]
    return [dict(flat[start:end]) for start, end in pairwise(starts)]
