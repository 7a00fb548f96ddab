"""Says why a firm was found: shared words, relations of the trade, the nearest passage."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enishi.domain.capability import Capability
from enishi.domain.firm import Firm
from enishi.domain.lexicon import Lexicon, Mention, Path
from enishi.domain.passage import Passage
from enishi.domain.reason import Place, Reason, ReasonKind, Span
from enishi.domain.term import Term
from enishi.domain.text import fold
from enishi.services.concepts import is_left_out
from enishi.services.retrieval import Analyzer, ConceptFinder, LexicalReader

# As many shared words as a reader takes in at a glance.
_WORDS_SHOWN = 5
# As many relations, each a chain to be read.
_RELATIONS_SHOWN = 3
# A weaker or longer chain is a guess that a coordinator would not read out.
_CONVINCING = 0.35
_STEPS_TOLD = 2
# A word that more than about a third of the firms use tells nothing about this one.
_TELLING = 1.0


@dataclass(frozen=True, slots=True)
class _Text:
    """One piece of a firm's profile and where it stands."""

    text: str
    field: str
    capability_ref: str | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """A path from one mention in the question to one in the profile."""

    path: Path
    asked: Mention
    offered: Mention
    text: _Text

    @property
    def said(self) -> str:
        """The words of the profile."""
        return _cut(self.text.text, self.offered.span)


@dataclass(frozen=True)
class Explainer:
    """Finds what a reader can check in both texts."""

    analyzer: Analyzer

    def reasons(
        self,
        question: str,
        firm: Firm,
        capability: Capability | None,
        passage: Passage,
        *,
        lexical: LexicalReader,
        finder: ConceptFinder,
        ignored: Collection[str] = (),
    ) -> tuple[Reason, ...]:
        """Return the shared words, rarest first, the relations, then the nearest passage.

        Both are looked for in the capability that is shown and in the summary; where these
        have none, in the firm's other capabilities.
        """
        shown = [*_texts_of(capability), *_summary_of(firm)]
        others = [
            text
            for item in firm.capabilities
            if capability is None or item.ref != capability.ref
            for text in _texts_of(item)
        ]
        shared = self._shared(question, shown, lexical) or self._shared(question, others, lexical)
        asked = [item for item in finder.mentions(question) if item.concept not in ignored]
        chains = _chains(asked, shown, finder) or _chains(asked, others, finder)
        related = self._relations(question, chains, finder.lexicon)
        return (*shared, *related, _nearest(firm, passage))

    def _shared(
        self, question: str, texts: Sequence[_Text], lexical: LexicalReader
    ) -> list[Reason]:
        asked = self.analyzer.terms(question)
        wanted = {term.text for term in asked}
        places: defaultdict[str, list[Place]] = defaultdict(list)
        written: defaultdict[str, list[str]] = defaultdict(list)
        for text in texts:
            for term in self.analyzer.terms(text.text):
                if term.text in wanted:
                    places[term.text].append(Place(text.field, term.span, text.capability_ref))
                    written[term.text].append(_cut(text.text, term.span))
        met = [term for term in asked if term.text in places]
        rarity = lexical.rarity({term.text for term in met})
        spans: defaultdict[str, list[Span]] = defaultdict(list)
        for term in met:
            if rarity[term.text] >= _TELLING and not any(_inside(term, other) for other in met):
                spans[term.text].append(term.span)
        order = sorted(spans, key=lambda key: (-rarity[key], spans[key][0].start))
        return [
            _shared_word(
                [_cut(question, span) for span in spans[key]],
                written[key],
                tuple(spans[key]),
                tuple(places[key]),
            )
            for key in order[:_WORDS_SHOWN]
        ]

    def _relations(self, question: str, chains: Sequence[_Chain], lexicon: Lexicon) -> list[Reason]:
        """Tell of the strongest chains, where words alone do not show them."""
        further = [chain for chain in chains if self._goes_further(question, chain)]
        further.sort(key=lambda chain: (-chain.path.strength, chain.asked.span.start))
        return [_related(question, chain, lexicon) for chain in further[:_RELATIONS_SHOWN]]

    def _goes_further(self, question: str, chain: _Chain) -> bool:
        """Tell whether the two texts name the concept in different words."""
        asked = _cut(question, chain.asked.span)
        return bool(chain.path.steps) or self._words(asked) != self._words(chain.said)

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(term.text for term in self.analyzer.terms(text)) or (fold(text),)


def _chains(
    asked: Sequence[Mention], texts: Sequence[_Text], finder: ConceptFinder
) -> list[_Chain]:
    """Return the strongest chain from each asked concept into the texts."""
    best: dict[str, tuple[float, Mention, Mention, _Text]] = {}
    meant = [(item, finder.lexicon.paths(item.concept)) for item in asked if not is_left_out(item)]
    for text in texts:
        for offered in finder.mentions(text.text):
            for item, paths in meant:
                strength = paths.strengths.get(offered.concept, 0.0)
                weakest = best[item.concept][0] if item.concept in best else 0.0
                if strength >= _CONVINCING and strength > weakest and not offered.is_denied:
                    best[item.concept] = (strength, item, offered, text)
    chains = [
        _Chain(finder.lexicon.paths(item.concept)[offered.concept], item, offered, text)
        for _, item, offered, text in best.values()
    ]
    return [chain for chain in chains if len(chain.path.steps) <= _STEPS_TOLD]


def _related(question: str, chain: _Chain, lexicon: Lexicon) -> Reason:
    asked = _cut(question, chain.asked.span)
    offered = chain.said
    said = {fold(asked), fold(offered)}
    names = [name for name in chain.path.concepts if _folded(name) not in said]
    english = [lexicon.by_name[name].english_name for name in names]
    return Reason(
        kind=ReasonKind.RELATION,
        text=" → ".join((f"「{asked}」", *names, f"「{offered}」")),
        text_en=" → ".join((f"“{asked}”", *english, f"“{offered}”")),
        query_spans=(chain.asked.span,),
        places=(Place(chain.text.field, chain.offered.span, chain.text.capability_ref),),
        path=chain.path.concepts,
    )


@lru_cache(maxsize=1 << 12)
def _folded(name: str) -> str:
    """Return the name of a concept as `fold` does; the same few are shown again and again."""
    return fold(name)


def _inside(term: Term, other: Term) -> bool:
    """Whether a longer shared term covers this one, in the query."""
    return (
        term is not other
        and other.span.start <= term.span.start
        and term.span.end <= other.span.end
        and (other.span.end - other.span.start) > (term.span.end - term.span.start)
    )


def _shared_word(
    asked: Sequence[str],
    written: Sequence[str],
    query_spans: tuple[Span, ...],
    places: tuple[Place, ...],
) -> Reason:
    """Tell of a word in both texts, and of both spellings where none is the same."""
    same = next((word for word in written if word in asked), None)
    if same is not None:
        text, text_en = f"「{same}」が両方の文にあります", f"both texts say “{same}”"
    else:
        text = f"「{asked[0]}」と「{written[0]}」は同じ語です"
        text_en = f"“{asked[0]}” and “{written[0]}” are the same word"
    return Reason(ReasonKind.TERM, text, text_en, query_spans, places)


def _nearest(firm: Firm, passage: Passage) -> Reason:
    text = _words_of(firm, passage.place)
    return Reason(
        kind=ReasonKind.MEANING,
        text=f"意味が最も近い記述：「{_shortened(text)}」",
        text_en=f"nearest in meaning: “{_shortened(text)}”",
        places=(passage.place,),
    )


def _words_of(firm: Firm, place: Place) -> str:
    """Return the words of a profile that a place points to."""
    capability = firm.capability(place.capability_ref) if place.capability_ref else None
    if place.field == "summary":
        text = firm.summary
    elif place.field == "title":
        text = capability.title if capability else None
    else:
        text = capability.description if capability else None
    return _cut(text or "", place.span).strip()


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _texts_of(capability: Capability | None) -> Iterator[_Text]:
    if capability is None:
        return
    for field in ("title", "description"):
        text = getattr(capability, field)
        if text:
            yield _Text(text, field, capability.ref)
    for field in ("processes", "materials", "equipment"):
        for number, item in enumerate(getattr(capability, field)):
            yield _Text(item, f"{field}[{number}]", capability.ref)


def _summary_of(firm: Firm) -> Iterator[_Text]:
    if firm.summary:
        yield _Text(firm.summary, "summary", None)
