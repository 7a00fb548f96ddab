"""What firms and questions speak of, in the concepts of the lexicon."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from math import sqrt

from enishi.domain.firm import Firm
from enishi.domain.lexicon import ConceptKind, Lexicon, Mention
from enishi.domain.need import NeedKind
from enishi.services.retrieval import ConceptFinder

# A wish counts half of what is needed.
_WISH = 0.5
# In a joint development, what the seeker does itself counts little.
_OWN = 0.3
# Where equipment is shared, the machine counts more than what is made on it.
_MACHINE = 2.0
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
        if not is_left_out(mention) and mention.concept not in without:
            weight = _WISH if mention.is_wish else 1.0
            asked[mention.concept] = max(asked.get(mention.concept, 0.0), weight)
    implied = {parent for name in asked for parent in finder.lexicon.ancestors(name)}
    return {name: w * _IMPLIED if name in implied else w for name, w in asked.items()}


def is_left_out(mention: Mention) -> bool:
    """Tell whether a question leaves it out; what somebody cannot do is what it asks for."""
    return mention.is_denied and not mention.is_lacked


def weighted_for(
    purpose: NeedKind, asked: Mapping[str, float], own: Collection[str], lexicon: Lexicon
) -> dict[str, float]:
    """Return the weights of what is asked, as the purpose sees them.

    Who wants to share equipment asks for the machine. Who wants to develop something together
    also tells what it does itself: `own` are the concepts of its profile, and it is looking
    for the others.
    """
    weights = dict(asked)
    for name in weights:
        if purpose is NeedKind.JOINT_DEVELOPMENT and name in own:
            weights[name] *= _OWN
        if purpose is NeedKind.EQUIPMENT_SHARING:
            is_machine = lexicon.by_name[name].kind is ConceptKind.EQUIPMENT
            weights[name] *= _MACHINE if is_machine else 1.0
    return weights


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
