"""Gatherings (集まり): who comes, who sits with whom, and what they could speak about."""

from enishi.domain.gathering.agenda import AgendaTopic, ConceptSought, agenda
from enishi.domain.gathering.business_meeting import appointed, stable_matching
from enishi.domain.gathering.gathering import (
    MOST_FIRMS,
    MOST_ROUNDS,
    Gathering,
    GatheringKind,
    GatheringRound,
    GatheringState,
    GatheringTable,
    Pair,
    Wishes,
    pairs_of,
)
from enishi.domain.gathering.seating import (
    APART,
    most_rounds_without_repeat,
    seated,
    table_sizes,
)
from enishi.domain.gathering.visiting import route

__all__ = [
    "APART",
    "MOST_FIRMS",
    "MOST_ROUNDS",
    "AgendaTopic",
    "ConceptSought",
    "Gathering",
    "GatheringKind",
    "GatheringRound",
    "GatheringState",
    "GatheringTable",
    "Pair",
    "Wishes",
    "agenda",
    "appointed",
    "most_rounds_without_repeat",
    "pairs_of",
    "route",
    "seated",
    "stable_matching",
    "table_sizes",
]
