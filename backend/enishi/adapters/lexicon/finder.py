"""Finds the concepts of the lexicon in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import ahocorasick

from enishi.adapters.lexicon.letters import Letters
from enishi.adapters.lexicon.phrases import PhraseFinder
from enishi.adapters.lexicon.readings import ReadingFinder
from enishi.adapters.lexicon.tables import Tables, is_chinese
from enishi.domain.lexicon import ConceptKind, Lexicon, Mention
from enishi.domain.lexicon.polarity import denial_at, is_wish
from enishi.domain.reason import Span
from enishi.domain.script import is_in_kana
from enishi.services.retrieval import Analyzer

# Changes whenever the same lexicon would be found otherwise.
FINDER_VERSION = "2"

# Texts whose mentions are at hand: a profile is shown again and again.
_REMEMBERED = 5_000
# From so many letters on a name is sure to be one, whatever stands around it.
_SURE = 5
_KANA = re.compile("[ぁ-ゖー]+")
# What may touch a name in kana: particles and 「する」, or no kana at all.
_FREE_BEFORE = re.compile("(?:[^ぁ-ゖ]|[のとやはがをもにへでかたなる])?")
_FREE_BEHIND = re.compile("(?:[^ぁ-ゖ]|[のとやはがをもにへでかなだしすさせまよ])?")
# 「錆びない」 denies nothing: only what somebody does or has can be denied.
_DENIABLE = frozenset(
    {
        ConceptKind.PROCESS,
        ConceptKind.TREATMENT,
        ConceptKind.MATERIAL,
        ConceptKind.EQUIPMENT,
        ConceptKind.PRODUCT,
        ConceptKind.CERTIFICATION,
    }
)


class LexiconFinder:
    """Finds names by their letters, and phrases by their words; the longest name wins."""

    def __init__(self, lexicon: Lexicon, analyzer: Analyzer, tables: Tables | None = None) -> None:
        self.lexicon = lexicon
        self._analyzer = analyzer
        self._tables = tables
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._mentions)

    @cached_property
    def tables(self) -> Tables:
        """The lexicon prepared for finding; preparing takes some seconds."""
        return self._tables or Tables.of(self.lexicon, self._analyzer)

    def prepare(self) -> None:
        """Do now what the first text would have to wait for."""
        _ = self._automaton
        self.lexicon.prepare()

    @property
    def version(self) -> str:
        """Two finders of one version find the same."""
        return f"{self.lexicon.version}/{FINDER_VERSION}"

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return every concept the text speaks of, by place; a part of a longer name is none."""
        return self._remembered(text)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        for name, span in self._found(text):
            found[span.start, span.end].add(name)
        return tuple(
            self._mention(text, name, Span(start, end))
            for start, end in _longest(found)
            for name in sorted(found[start, end])
        )

    def _mention(self, text: str, name: str, span: Span) -> Mention:
        place = (text, span.start, span.end)
        deniable = self.lexicon.by_name[name].kind in _DENIABLE
        denial = denial_at(*place) if deniable else None
        return Mention(
            name,
            span,
            is_denied=denial is not None,
            is_wish=is_wish(*place),
            is_lacked=denial == "lacked",
        )

    def _found(self, text: str) -> Iterator[tuple[str, Span]]:
        letters = Letters.of(text)
        speaks_chinese = is_chinese(text)
        named: set[Span] = set()
        words = _Words(text, self._analyzer)
        for name, end in self._named(letters.text):
            start = end - len(name)
            if not letters.stands_alone(start, end):
                continue
            span = letters.span(start, end)
            if len(name) < _SURE and not words.allow(name, span, letters.glued(start, end)):
                continue
            named.add(span)
            yield from ((concept, span) for concept in self.tables.names.get(name, ()))
            if speaks_chinese:
                yield from ((concept, span) for concept in self.tables.chinese.get(name, ()))
        if is_in_kana(text):
            for concepts, span in self._readings.find(text):
                yield from ((concept, span) for concept in concepts[:1])
        for phrase, span in self._phrases.find(text):
            if span not in named or not phrase.is_plain:  # what letters name, they name exactly
                yield phrase.concept, span

    def _named(self, letters: str) -> Iterator[tuple[str, int]]:
        """Yield every name that stands in a text, with its end."""
        names, automaton = self._automaton
        if names:  # an automaton of nothing cannot be asked
            yield from ((names[number], last + 1) for last, number in automaton.iter(letters))

    @cached_property
    def _automaton(self) -> tuple[list[str], ahocorasick.Automaton]:
        """All names, and what finds their numbers in a text."""
        names = list(dict.fromkeys((*self.tables.names, *self.tables.chinese)))
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, name in enumerate(names):
            automaton.add_word(name, number)
        automaton.make_automaton()
        return names, automaton

    @cached_property
    def _readings(self) -> ReadingFinder:
        return ReadingFinder(self.tables.readings)

    @cached_property
    def _phrases(self) -> PhraseFinder:
        return PhraseFinder(self.tables.phrases, self._analyzer)


def _longest(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places that lie in no other, in order."""
    reached = -1
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if end > reached:
            yield start, end
            reached = end


class _Words:
    """Where the words of a text begin and end; cut only for a text that needs it."""

    def __init__(self, text: str, analyzer: Analyzer) -> None:
        self._text = text
        self._analyzer = analyzer

    def allow(self, name: str, span: Span, glued: tuple[bool, bool]) -> bool:
        """Tell whether a short name is a word here: not ばり in こばりつく, nor 畳 in 畳む.

        A name glued to another kanji must end where a word does: 型鋼 is not in 金型鋼.
        """
        if len(name) == 1:
            is_counter = self._text[: span.start][-1:].isdigit()  # 8畳
            return not is_counter and (span.start, span.end) in self._places
        if _KANA.fullmatch(name):
            before, behind = self._text[: span.start][-1:], self._text[span.end : span.end + 1]
            is_free = _FREE_BEFORE.fullmatch(before) and _FREE_BEHIND.fullmatch(behind)
            return bool(is_free) and (span.start in self._starts or not _KANA.fullmatch(before))
        joined_before, joined_behind = glued
        return (not joined_before or span.start in self._starts) and (
            not joined_behind or span.end in self._ends
        )

    @cached_property
    def _places(self) -> frozenset[tuple[int, int]]:
        terms = self._analyzer.terms(self._text)
        return frozenset((term.span.start, term.span.end) for term in terms)

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(start for start, _ in self._places)

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(end for _, end in self._places)
