"""The trade lexicon (用語の辞書): what the words of a factory mean, and how they hang together."""

from enishi.domain.lexicon.amendment import Amendment
from enishi.domain.lexicon.concept import Concept, ConceptKind, Relation
from enishi.domain.lexicon.graph import Lexicon
from enishi.domain.lexicon.mention import Mention
from enishi.domain.lexicon.path import Path, Paths, Step
from enishi.domain.lexicon.replacement import Replacement

__all__ = [
    "Amendment",
    "Concept",
    "ConceptKind",
    "Lexicon",
    "Mention",
    "Path",
    "Paths",
    "Relation",
    "Replacement",
    "Step",
]
