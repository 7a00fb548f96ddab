"""Names found by their words, whatever stands between: 「手の脂が付きにくい」."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.domain.lexicon import Concept, ConceptKind
from enishi.domain.lexicon.polarity import Turn, turn_at
from enishi.domain.reason import Span
from enishi.domain.term import Term, TermKind
from enishi.services.retrieval import Analyzer

# Content words that may stand between two words of a phrase: 指紋が「すぐ」付く.
_GAP = 1
# 滑る and 滑らない are not about the same property; 錆びる and 錆びない are both about rust.
_BOUND = frozenset({ConceptKind.PROPERTY, ConceptKind.FUNCTION})
_TURNS = _BOUND | {ConceptKind.SYMPTOM, ConceptKind.DEFECT}

# Kana between and behind the content words of a name that add nothing to them. Anything else
# (ばね, はんだ, だらけ) is part of what the name says.
_FUNCTION_WORDS = re.compile(
    r"(?:が|の|を|に|で|と|も|は(?!んだ)|へ|や|か|から|まで|より|だけ|など|しか|ほど|でも|ても|な|だ|た|て|さ|く"
    r"|し|する|すると|したら|たら|たり|せずに?|ずに?|ない|なく|にく[いく]|づら[いく]|やす[いくさ]|すぎ"
    r"|(?:ら)?れ(?=[るたてな])|せ(?=[るたてな])|る|なる|なっ|なら(?=ない)|な(?=りに)|り(?=に)|つ[くいか]|つき(?=に)"
    r"|つけ|かか[るらり]|かけ|ある|いる|でき|よう|こと|もの|とき|まま|ところ|しま[うえ]|くる|たい)*"
)
# What may follow a name's only content word: nothing but its ending, or a light verb.
_ONLY_ENDING = re.compile(
    r"(?:(?:が|を|は|も)?(?:し|さ(?=れ)|する|でき|出来)?|さ(?=$))"
    r"(?:る|ない|なく|た|たい|ず|にく[いくさ]|づらい|やす[いくさ]|(?:ら)?れる|(?:ら)?れない|せる|させる)?"
)
_LIGHT_VERBS = {
    "つく": r"つ[かきくけこい]|付[かきくけこい]|着[かきくけこい]",
    "なる": r"な[らりるれっ]|成[らりるれっ]",
    "かかる": r"かか[らりるれっ]|掛か[らりるれっ]",
}
_LIGHT = re.compile(
    "(?:が|に|は|も)?(?:"
    + "|".join(f"(?P<v{at}>{form})" for at, form in enumerate(_LIGHT_VERBS.values()))
    + ")"
)
_AFTER_LIGHT = re.compile(r"(?:る|ない|にく[いくさ]|やす[いくさ]|ず|た)?")
# A comma, a dot or a bracket right behind a word makes it one of several, and ends a phrase.
_DIVIDES = re.compile(r"[。！？!?\n；;（）()「」／/]|^[、，,・]")
# Written without kana, a name is one compound; its parts may only be spelled otherwise.
_JOINS = re.compile(r"[の\s・-]?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content words of one name, in the order in which they are looked for."""

    words: tuple[str, ...]
    concept: str
    gap: int  # other words that may stand between two of them
    turn: Turn | None  # how the telling word must be meant; None: either way
    telling: int = -1  # which of the words ends in that turn
    light_verb: str | None = None  # the verb without content that must follow: 指紋がつく


def phrases_of(concept: Concept, analyzer: Analyzer) -> Iterator[Phrase]:
    """Yield the phrases by which a text may name a concept."""
    for name in (concept.name, *concept.names):
        terms = _words(analyzer.terms(name))
        if not terms or not _says_all(name, terms):
            continue  # チタン2種 is not any チタン with a 種, nor ばね鋼 a ばね
        has_kana = any("ぁ" <= letter <= "ゖ" for letter in name)
        if len(terms) == 1:
            if has_kana and len(terms[0].text) > 1:
                yield from _single(name, terms[0], concept)
            continue  # otherwise its letters say enough
        words = tuple(term.text for term in terms)
        turn = _required(turn_at(name, terms[-1].span.end), concept) if has_kana else None
        yield Phrase(words, concept.name, _GAP if has_kana else 0, turn)
        if has_kana and len(words) == 2 and concept.kind in _TURNS:
            yield Phrase(words[::-1], concept.name, 0, turn, telling=0)  # 落ちない汚れ


class PhraseFinder:
    """Finds the phrases whose words stand together in a text, in order."""

    def __init__(self, phrases: Sequence[Phrase], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._by_first[phrase.words[0]].append(phrase)

    def find(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield each concept that a phrase names, with the span from its first to last word."""
        terms = _words(self._analyzer.terms(text))
        for at, term in enumerate(terms):
            for phrase in self._by_first.get(term.text, ()):
                found = _match(phrase, terms, at, text)
                if found and _is_meant(phrase, text, found[phrase.telling].span.end):
                    yield phrase.concept, Span(term.span.start, found[-1].span.end)


def _single(name: str, term: Term, concept: Concept) -> Iterator[Phrase]:
    """Yield the phrase of a name with one content word, where nothing else is lost."""
    ending = name[term.span.end :]
    turn = _required(turn_at(name, term.span.end), concept)
    if term.span.start == 0 and _ONLY_ENDING.fullmatch(ending):
        yield Phrase((term.text,), concept.name, 0, turn)
        return
    verb, rest = _light_verb(ending)
    if term.span.start == 0 and verb and _AFTER_LIGHT.fullmatch(rest):
        yield Phrase((term.text,), concept.name, 0, turn or "plain", light_verb=verb)


def _required(turn: Turn, concept: Concept) -> Turn | None:
    """Return the turn that a text must have: 溶接できない is not any 溶接."""
    return None if turn == "plain" and concept.kind not in _BOUND else turn


def _says_all(name: str, terms: Sequence[Term]) -> bool:
    """Tell whether the content words say everything that the name says."""
    covered = {at for term in terms for at in range(term.span.start, term.span.end)}
    rest = "".join(" " if at in covered else letter for at, letter in enumerate(name))
    head, *pieces = rest.lstrip("お").split(" ") if rest.startswith("お") else rest.split(" ")
    return not head and all(map(_FUNCTION_WORDS.fullmatch, pieces))


def _light_verb(ending: str) -> tuple[str | None, str]:
    """Return the light verb that an ending begins with, and what follows it."""
    match = _LIGHT.match(ending)
    if match is None:
        return None, ending
    number = next(at for at in range(len(_LIGHT_VERBS)) if match[f"v{at}"])
    return list(_LIGHT_VERBS)[number], ending[match.end() :]


def _match(phrase: Phrase, terms: Sequence[Term], at: int, text: str) -> list[Term] | None:
    """Return the terms where the phrase's words follow one another from `at`."""
    found = [terms[at]]
    for word in phrase.words[1:]:
        reach = range(at + 1, min(at + 2 + phrase.gap, len(terms)))
        at = next((place for place in reach if terms[place].text == word), -1)
        if at < 0:
            return None
        between = text[found[-1].span.end : terms[at].span.start]
        joined = _JOINS.fullmatch(between) if phrase.turn is None and not phrase.gap else None
        if not (joined or phrase.gap or phrase.telling == 0) or _DIVIDES.search(between):
            return None
        found.append(terms[at])
    return found


def _is_meant(phrase: Phrase, text: str, end: int) -> bool:
    if phrase.light_verb and _light_verb(text[end : end + 8])[0] != phrase.light_verb:
        return False
    return phrase.turn is None or phrase.turn == turn_at(text, end)


def _words(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.kind is TermKind.WORD]
