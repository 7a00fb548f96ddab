"""What firms and questions speak of, in the concepts of the lexicon."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from math import sqrt

from enishi.domain.firm import Firm
from enishi.services.retrieval import ConceptFinder

# A wish counts half of what is needed.
_WISH = 0.5
# A word that a narrower one in the same question already says counts half.
_IMPLIED = 0.5


def concepts_of(firm: Firm, finder: ConceptFinder) -> Mapping[str, int]:
    """Return how often a firm's profile speaks of each concept; what it denies is left out."""
    return Counter(
        mention.concept
        for text in texts_of(firm)
        for mention in finder.mentions(text)
        if not mention.is_denied
    )


def asked_in(
    text: str, finder: ConceptFinder, *, without: Collection[str] = ()
) -> dict[str, float]:
    """Return the concepts that a question asks for, each with its weight from 0 to 1."""
    asked: dict[str, float] = {}
    for mention in finder.mentions(text):
        if not mention.is_denied and mention.concept not in without:
            weight = _WISH if mention.is_wish else 1.0
            asked[mention.concept] = max(asked.get(mention.concept, 0.0), weight)
    implied = {parent for name in asked for parent in finder.lexicon.ancestors(name)}
    return {name: w * _IMPLIED if name in implied else w for name, w in asked.items()}


def kinship(one: Collection[str], other: Collection[str]) -> float:
    """Return how much two firms speak of the same: the cosine of their sets of concepts."""
    if not one or not other:
        return 0.0
    return len(set(one) & set(other)) / sqrt(len(one) * len(other))


def texts_of(firm: Firm) -> Iterator[str]:
    """Yield every text of a profile that says what the firm can do."""
    for item in firm.capabilities:
        yield from filter(None, (item.title, item.description))
        yield from (*item.processes, *item.materials, *item.equipment)
    if firm.summary:
        yield firm.summary
    yield from firm.certifications
