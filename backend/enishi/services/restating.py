"""A question in the words that firms use: what is written in kana or in English, in Japanese."""

from collections.abc import Sequence
from dataclasses import replace

from enishi.domain.lexicon import Concept, Lexicon, Mention
from enishi.domain.limits import QUERY
from enishi.domain.query import Query
from enishi.domain.script import is_in_kana, is_in_latin
from enishi.domain.term import TermKind
from enishi.services.concepts import is_left_out
from enishi.services.retrieval import Analyzer


def restated(
    query: Query, mentions: Sequence[Mention], lexicon: Lexicon, analyzer: Analyzer
) -> Query:
    """Return a question as firms would write it; most stay as they are.

    In kana (すてんれすのけんま) no analyzer knows the words: each name is put in its usual
    writing. English shares no word with a Japanese profile: the Japanese names follow it, and
    only they and designations (SUS304) are looked for by words.
    """
    text = query.text
    meant = [
        item for item in mentions if item.concept not in query.ignored and not is_left_out(item)
    ]
    if is_in_kana(text):
        return query.asking(_in_kanji(text, meant, lexicon, analyzer)[:QUERY])
    if not (meant and is_in_latin(text)):
        return query
    names = "、".join(dict.fromkeys(item.concept for item in meant))
    symbols = [term.text for term in analyzer.terms(text) if term.kind is TermKind.SYMBOL]
    words = " ".join((*symbols, names))
    return replace(query, text=f"{text} {names}"[:QUERY].rstrip(), words=words[:QUERY])


def _in_kanji(text: str, mentions: Sequence[Mention], lexicon: Lexicon, analyzer: Analyzer) -> str:
    written, at = [], 0
    for item in mentions:
        start, end = item.span.start, item.span.end
        if start >= at:  # else it is the second concept of one place
            concept = lexicon.by_name[item.concept]
            written += [text[at:start], _usual(text[start:end], concept, analyzer)]
            at = end
    return "".join([*written, text[at:]])


def _usual(said: str, concept: Concept, analyzer: Analyzer) -> str:
    """Return the name that is read as was said: けんま is 研磨, but めっき stays めっき."""
    if said == concept.name:
        return said
    spoken = analyzer.reading(said)
    alike = [name for name in (concept.name, *concept.names) if analyzer.reading(name) == spoken]
    return min(alike, key=is_in_kana, default=said)  # the first in kanji, else the first
