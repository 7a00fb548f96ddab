"""What a table could speak about: what two or more of its firms look for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# More topics than a round of twenty minutes has room for are no agenda.
MOST_TOPICS = 3
# What one firm looks for is its own affair, and no topic of a table.
_LEAST_FIRMS = 2


@dataclass(frozen=True, slots=True)
class AgendaTopic:
    """A concept that several firms of a table look for.

    `named` are the firms that say so in a need which the others may see with its firm; a firm
    that keeps its name back counts in `firms` alone.
    """

    concept: str
    firms: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptSought:
    """One firm looks for a concept, by name or without."""

    concept: str
    firm_ref: str
    is_named: bool


def agenda(
    firm_refs: Sequence[str], sought: Sequence[ConceptSought], rarity: Mapping[str, int]
) -> tuple[AgendaTopic, ...]:
    """Return the topics of a table: what most of it look for first, then the rarer concept.

    `rarity` is how many firms of the network speak of a concept. A topic needs two firms of
    the table.
    """
    here = set(firm_refs)
    named: dict[str, set[str]] = {}
    unnamed: dict[str, set[str]] = {}
    for item in sought:
        if item.firm_ref in here:
            kept = named if item.is_named else unnamed
            kept.setdefault(item.concept, set()).add(item.firm_ref)
    topics = []
    for concept in named.keys() | unnamed.keys():
        names = named.get(concept, set())
        others = _untraceable(unnamed.get(concept, set()) - names, len(here) - len(names))
        if len(names) + others >= _LEAST_FIRMS:
            topics.append(AgendaTopic(concept, len(names) + others, tuple(sorted(names))))
    topics.sort(key=lambda topic: (-topic.firms, rarity.get(topic.concept, 0), topic.concept))
    return tuple(topics[:MOST_TOPICS])


def _untraceable(seekers: set[str], without_name: int) -> int:
    """Return how many nameless seekers count: all, or none where somebody could work them out.

    Whoever sits at the table and looks for something else leaves themselves out, and knows
    the nameless seekers where no other firm is left beside them.
    """
    return len(seekers) if len(seekers) + 1 < without_name else 0
