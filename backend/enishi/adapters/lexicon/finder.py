"""Finds the concepts of the lexicon in a text."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

import ahocorasick

from enishi.adapters.lexicon.letters import Letters
from enishi.adapters.lexicon.phrases import PhraseFinder
from enishi.adapters.lexicon.tables import Tables
from enishi.domain.lexicon import ConceptKind, Lexicon, Mention
from enishi.domain.lexicon.polarity import is_denied, is_wish
from enishi.domain.reason import Span
from enishi.services.retrieval import Analyzer

# Texts whose mentions are at hand: a profile is shown again and again.
_REMEMBERED = 5_000
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
        self.tables = tables or Tables.of(lexicon, analyzer)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._mentions)

    @property
    def version(self) -> str:
        """Two finders of one version find the same."""
        return self.lexicon.version

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return every concept the text speaks of, by place; a part of a longer name is none."""
        return self._remembered(text)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        found = set(self._found(text))
        spans = {span for _, span in found}
        kept = [
            (span.start, span.end, name)
            for name, span in found
            if not any(_covers(other, span) for other in spans)
        ]
        return tuple(
            self._mention(text, name, Span(start, end)) for start, end, name in sorted(kept)
        )

    def _mention(self, text: str, name: str, span: Span) -> Mention:
        deniable = self.lexicon.by_name[name].kind in _DENIABLE
        return Mention(
            name,
            span,
            is_denied=deniable and is_denied(text, span.start, span.end),
            is_wish=is_wish(text, span.start, span.end),
        )

    def _found(self, text: str) -> Iterator[tuple[str, Span]]:
        letters = Letters.of(text)
        starts: set[int] | None = None
        for last, (name, concepts) in self._automaton.iter(letters.text):
            start, end = last + 1 - len(name), last + 1
            if not letters.stands_alone(start, end):
                continue
            span = letters.span(start, end)
            if _is_short_kana(name):
                if starts is None:
                    starts = {term.span.start for term in self._analyzer.terms(text)}
                if span.start not in starts:
                    continue  # ばり in こばりつく
            for concept in concepts:
                yield concept, span
        yield from self._phrases.find(text)

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for name, concepts in self.tables.names.items():
            automaton.add_word(name, (name, concepts))
        automaton.make_automaton()
        return automaton

    @cached_property
    def _phrases(self) -> PhraseFinder:
        return PhraseFinder(self.tables.phrases, self._analyzer)


def _covers(longer: Span, span: Span) -> bool:
    return (
        longer.start <= span.start
        and span.end <= longer.end
        and longer.end - longer.start > span.end - span.start
    )


def _is_short_kana(name: str) -> bool:
    return len(name) <= 4 and all("ぁ" <= letter <= "ゖ" or letter == "ー" for letter in name)
