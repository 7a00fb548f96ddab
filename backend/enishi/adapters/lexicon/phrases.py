"""Names found by their words, whatever stands between: 「手の脂が付きにくい」."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enishi.adapters.lexicon.letters import are_one_script
from enishi.domain.lexicon import Concept, ConceptKind
from enishi.domain.lexicon.polarity import Turn, turn_at
from enishi.domain.reason import Span
from enishi.domain.term import Term, TermKind
from enishi.services.retrieval import Analyzer

# Content words that may stand between two words of a phrase: 指紋が「すぐ」付く.
_GAP = 1
# 滑る and 滑らない are not about the same property; 錆びる and 錆びない are both about rust.
_BOUND = frozenset({ConceptKind.PROPERTY, ConceptKind.FUNCTION})
# What is said of a thing may also stand before it: 汚れが落ちない, 落ちない汚れ.
_TURNS = _BOUND | {ConceptKind.SYMPTOM, ConceptKind.DEFECT}

_KANA = re.compile("[ぁ-ゖ]")
_HAN = re.compile("[\u3400-\u9fff]")
_NATIVE = re.compile("[ぁ-ゖ\u3400-\u9fff]")
# Kana between and behind the content words of a name that add nothing to them. Anything else
# (ばね, はんだ, だらけ) is part of what the name says.
_FUNCTION_WORDS = re.compile(
    r"(?:が|の|を|に|で|と|も|は(?!んだ)|へ|や|か|から|まで|より|だけ|など|しか|ほど|でも|ても|な|だ|た"
    r"|て|さ|く|し|する|すると|したら|たら|たり|せずに?|ずに?|ない|なく|にく[いく]|づら[いく]|やす[いくさ]"
    r"|すぎ|(?:ら)?れ(?=[るたてな])|せ(?=[るたてな])|る|なる|なっ|なら(?=ない)|な(?=りに)|り(?=に)"
    r"|[つ付着](?:[くいか]|き(?=に)|け)|(?:かか|掛か)[るらり]|かけ|掛け|ある|いる|でき|出来|よう|こと|もの"
    r"|とき|まま|ところ|しま[うえ]|くる|たい)*"
)
# What may follow a name's only content word: nothing but its ending, or a light verb.
_ONLY_ENDING = re.compile(
    r"(?:(?:が|を|は|も)?(?:し|さ(?=れ)|する|(?:でき|出来)(?=な))?|さ(?=$))"
    r"(?:る|ない|なく|た|たい|ず|にく[いくさ]|づらい|やす[いくさ]|(?:ら)?れる|(?:ら)?れない|せる|させる)?"
)
_LIGHT_VERBS = {
    "つく": re.compile(r"(?:が|に|は|も)?(?:つ|付|着)[かきくけこい]"),
    "なる": re.compile(r"(?:が|に|は|も)?(?:な|成)[らりるれっ]"),
    "かかる": re.compile(r"(?:が|に|は|も)?(?:かか|掛か)[らりるれっ]"),
}
_AFTER_LIGHT = re.compile(r"(?:る|ない|にく[いくさ]|やす[いくさ]|ず|た)?")
# Where one thing said ends and another begins.
_DIVIDES = re.compile(r"[、，,。！？!?\n；;（）()「」・／/]|ますが|ですが|でしたが|ましたが")
# The words of a compound stay together: バリ取り, バリを取る.
_JOINS = re.compile(r"[のをが\s-]?")
# Between what is said of a thing and the thing: 落ち「ない」汚れ.
_ATTRIBUTE = re.compile(r"(?:(?![がをにはでと])[ぁ-ゖ]){0,6}(?<!て)")
# 無電解, 非磁性, 不良: what follows is the contrary of what it says alone.
_CONTRARY = frozenset("無非未不")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content words of one name, in the order in which they are looked for."""

    words: tuple[str, ...]
    concept: str
    turns: tuple[Turn | None, ...]  # how each word must be meant; None: either way
    gap: int = 0  # other words that may stand between two of them
    between: str = "any"  # what else may: `any` kana, what `joins`, or an `attribute`
    light_verb: str | None = None  # the verb without content that must follow: 指紋がつく
    written: str = ""  # the first letter of an only word: 締める is not 閉める

    @property
    def is_plain(self) -> bool:
        """Whether it says no more than its words: 錆び, but not 錆びない."""
        return self.light_verb is None and set(self.turns) <= {None, "plain"}


def phrases_of(concept: Concept, analyzer: Analyzer) -> Iterator[Phrase]:
    """Yield the phrases by which a text may name a concept."""
    for name in (concept.name, *concept.names):
        terms = _words(analyzer.terms(name))
        if not terms or not _NATIVE.search(name) or not _says_all(name, terms):
            continue  # チタン2種 is not any チタン with a 種, nor ばね鋼 a ばね
        if len(terms) == 1:
            yield from _single(name, terms[0], concept)
        else:
            yield from _several(name, terms, concept)


def by_beginning(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    """Return phrases by the beginning that a text is searched for."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[_beginning(*phrase.words[:2])].append(phrase)
    return {key: tuple(those) for key, those in found.items()}


def _beginning(*words: str) -> str:
    return "\x1f".join(words)  # which no word holds


class PhraseFinder:
    """Finds the phrases whose words stand together in a text, in order."""

    def __init__(self, phrases: Mapping[str, Sequence[Phrase]], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._phrases = phrases

    def find(self, text: str) -> Iterator[tuple[Phrase, Span]]:
        """Yield each phrase that the text says, with the span from its first to last word."""
        terms = _words(self._analyzer.terms(text))
        for at, term in enumerate(terms):
            if text[term.span.start - 1 : term.span.start] in _CONTRARY:
                continue
            for phrase in self._starting(terms, at):
                found = _match(phrase, terms, at, text)
                if found and _is_meant(phrase, found, text):
                    yield phrase, Span(term.span.start, found[-1].span.end)

    def _starting(self, terms: Sequence[Term], at: int) -> Iterator[Phrase]:
        """Yield the phrases whose first two words may stand from `at` on."""
        first = terms[at].text
        yield from self._phrases.get(_beginning(first), ())
        for second in dict.fromkeys(term.text for term in terms[at + 1 : at + 2 + _GAP]):
            yield from self._phrases.get(_beginning(first, second), ())


def _single(name: str, term: Term, concept: Concept) -> Iterator[Phrase]:
    """Yield the phrase of a name with one content word, where nothing else is lost."""
    if len(term.text) < 2 or not _KANA.search(name) or term.span.start > 0:
        return  # its letters say enough, or it says more than the word
    ending = name[term.span.end :]
    turn = _required(turn_at(name, term.span.end), concept)
    if _ONLY_ENDING.fullmatch(ending):
        yield Phrase((term.text,), concept.name, (turn,), written=name[0])
        return
    for verb, form in _LIGHT_VERBS.items():
        match = form.match(ending)
        if match and _AFTER_LIGHT.fullmatch(ending[match.end() :]):
            yield Phrase((term.text,), concept.name, (turn or "plain",), light_verb=verb)


def _several(name: str, terms: Sequence[Term], concept: Concept) -> Iterator[Phrase]:
    words = tuple(term.text for term in terms)
    last = terms[-1].span
    pieces = [name[one.span.end : other.span.start] for one, other in pairwise(terms)]
    is_open = last.end < len(name)  # an ending follows
    ends_as_noun = not is_open and not _KANA.search(name[last.start :])
    if not is_open and (all(map(_JOINS.fullmatch, pieces)) if ends_as_noun else not any(pieces)):
        yield Phrase(words, concept.name, (None,) * len(words), between="joins")
        return
    inner: tuple[Turn | None, ...] = tuple(
        "negative" if turn_at(name[: other.span.start], one.span.end) == "negative" else None
        for one, other in pairwise(terms)
    )
    turn = _required(turn_at(name, last.end), concept)
    yield Phrase(words, concept.name, (*inner, turn), 0 if ends_as_noun else _GAP)
    is_said_of = pieces[0] in ("が", "を", "に", "で") and not ends_as_noun
    if len(words) == 2 and concept.kind in _TURNS and is_said_of:
        yield Phrase(words[::-1], concept.name, (turn, None), between="attribute")


def _required(turn: Turn, concept: Concept) -> Turn | None:
    """Return the turn that a text must have: 溶接できない is not any 溶接."""
    if concept.kind in _BOUND:
        return "negative" if turn == "hard" else turn
    return None if turn == "plain" else turn


def _says_all(name: str, terms: Sequence[Term]) -> bool:
    """Tell whether the content words say everything that the name says."""
    covered = {at for term in terms for at in range(term.span.start, term.span.end)}
    rest = "".join(" " if at in covered else letter for at, letter in enumerate(name))
    head, *pieces = rest.removeprefix("お").split(" ")
    return not head and all(map(_FUNCTION_WORDS.fullmatch, pieces))


def _match(phrase: Phrase, terms: Sequence[Term], at: int, text: str) -> list[Term] | None:
    """Return the terms where the phrase's words follow one another from `at`."""
    found = [terms[at]]
    for word in phrase.words[1:]:
        reach = range(at + 1, min(at + 2 + phrase.gap, len(terms)))
        at = next((place for place in reach if terms[place].text == word), -1)
        if at < 0 or not _may_stand(phrase, text[found[-1].span.end : terms[at].span.start]):
            return None
        found.append(terms[at])
    return found


def _may_stand(phrase: Phrase, between: str) -> bool:
    match phrase.between:
        case "joins":
            return bool(_JOINS.fullmatch(between))
        case "attribute":
            return bool(_ATTRIBUTE.fullmatch(between))
        case _:
            return not _DIVIDES.search(between)


def _is_meant(phrase: Phrase, found: Sequence[Term], text: str) -> bool:
    """Tell whether a text means by the words what the name means by them."""
    end = found[-1].span.end
    if len(found) == 1 and not _is_a_word(found[0], phrase.written, text):
        return False
    if phrase.light_verb and not _LIGHT_VERBS[phrase.light_verb].match(text, end):
        return False
    return all(
        turn is None or _agree(turn, turn_at(text, term.span.end))
        for turn, term in zip(phrase.turns, found, strict=True)
    )


def _agree(wanted: Turn, said: Turn) -> bool:
    return said == wanted or (wanted == "negative" and said == "hard")


def _is_a_word(term: Term, written: str, text: str) -> bool:
    """Tell whether a word is one by itself: not the 締 of 型締, nor the 重 of 重さ."""
    surface = text[term.span.start : term.span.end]
    if surface[0] != written and are_one_script(surface[0] + written) and _HAN.match(written):
        return False  # the analyzer gives 締める and 閉める, 絞る and 搾る one form
    is_stem = len(surface) == 1 and surface != term.text
    is_measure = text.startswith("さ", term.span.end)
    start, end = term.span.start, term.span.end
    is_part = are_one_script(text[start - 1 : start + 1]) or are_one_script(text[end - 1 : end + 1])
    return not (is_stem or is_measure or is_part)


def _words(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.kind is TermKind.WORD]
