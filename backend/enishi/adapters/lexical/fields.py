"""What of a firm goes into which field of the lexical index, and how much it weighs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from enishi.domain.constraint import certification_key
from enishi.domain.firm import Firm
from enishi.domain.term import Term, TermKind
from enishi.domain.text import fold
from enishi.services.retrieval import Analyzer

# BM25 boosts, chosen on the demonstration corpus (docs/search.md). The whole profile is one
# field, because a firm's sentences belong together; the others add to it.
WEIGHTS = {
    "text": 1.0,  # every word and designation of the profile
    "title": 0.3,  # those of the titles again
    "attributes": 0.2,  # those of processes, materials and equipment again
    "compound": 0.3,  # neighbouring nouns that belong together
    "characters": 0.2,  # pairs of Japanese characters: 防錆油 meets 防錆, unknown words meet
}
FACETS = ("cluster", "prefecture", "certification", "kind")


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term of each field occurs in one text."""

    words: Counter[str]  # words and designations
    compounds: Counter[str]
    characters: Counter[str]

    @classmethod
    def of(cls, text: str, analyzer: Analyzer) -> "TermCounts":
        """Analyse a text."""
        terms = analyzer.terms(text)
        return cls(
            words=Counter(word for term in terms if (word := word_of(term))),
            compounds=Counter(token(term.text) for term in terms if term.kind is TermKind.COMPOUND),
            characters=Counter(_pairs(text)),
        )

    def of_field(self, field: str) -> Counter[str]:
        """Return the counts that are compared with a field of the index."""
        if field == "compound":
            return self.compounds
        return self.characters if field == "characters" else self.words


def word_of(term: Term) -> str | None:
    """Return the token of a word or designation; None for a compound."""
    return None if term.kind is TermKind.COMPOUND else token(term.text)


def fields_of(firm: Firm, analyzer: Analyzer) -> dict[str, str]:
    """Return the fields of one firm as tokens separated by blanks."""
    titles = "\n".join(item.title or "" for item in firm.capabilities)
    attributes = "\n".join(
        "、".join((*item.processes, *item.materials, *item.equipment)) for item in firm.capabilities
    )
    descriptions = "\n".join(item.description or "" for item in firm.capabilities)
    whole = TermCounts.of(
        "\n".join((firm.summary or "", titles, descriptions, attributes)), analyzer
    )
    return {
        "text": _line(whole.words),
        "title": _line(TermCounts.of(titles, analyzer).words),
        "attributes": _line(TermCounts.of(attributes, analyzer).words),
        "compound": _line(whole.compounds),
        "characters": _line(whole.characters),
    }


def facets_of(firm: Firm) -> dict[str, tuple[str, ...]]:
    """Return the values that filters compare, whole."""
    return {
        "cluster": (firm.cluster,) if firm.cluster else (),
        "prefecture": (firm.prefecture,) if firm.prefecture else (),
        "certification": tuple(certification_key(name) for name in firm.certifications),
        "kind": (firm.kind.value,),
    }


def _line(counts: Counter[str]) -> str:
    return " ".join(counts.elements())


def token(term: str) -> str:
    """Return a term as the index holds it, without blanks."""
    return term.replace(" ", "_")


def _pairs(text: str) -> Iterator[str]:
    """Yield each pair of neighbouring letters, Japanese ones: Latin pairs meet by chance."""
    for left, right in pairwise(fold(text)):
        if left.isalnum() and right.isalnum() and not (left.isascii() and right.isascii()):
            yield left + right
