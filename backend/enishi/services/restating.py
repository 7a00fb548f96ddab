"""A question in the words that firms use: what is written in kana or in English, in Japanese."""

from collections.abc import Collection, Sequence

from enishi.domain.lexicon import Concept, Lexicon, Mention
from enishi.domain.limits import QUERY
from enishi.domain.script import is_in_kana, is_in_latin
from enishi.services.concepts import is_left_out
from enishi.services.retrieval import Analyzer


def restated(
    text: str,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    analyzer: Analyzer,
    ignored: Collection[str] = (),
) -> str:
    """Return a text as firms would write it, at most QUERY characters; most stay as they are.

    In kana (すてんれすのけんま) no analyzer knows the words: each name is put in its usual
    writing. English shares no word with a Japanese profile: the Japanese names follow it.
    """
    meant = [item for item in mentions if item.concept not in ignored and not is_left_out(item)]
    if is_in_latin(text):
        names = dict.fromkeys(item.concept for item in meant)
        return f"{text} {'、'.join(names)}"[:QUERY].rstrip()
    return _in_kanji(text, meant, lexicon, analyzer)[:QUERY] if is_in_kana(text) else text


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
