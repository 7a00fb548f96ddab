"""Small lexicons for the tests, and the shipped one read once.

a_lexicon(a_concept("めっき", "treatment"), a_concept("亜鉛めっき", broader="めっき"))
said(finder, "めっきは不可")  # the concepts that are spoken of
"""

from functools import cache
from pathlib import Path
from typing import Any

from enishi.adapters.lexical import MecabAnalyzer
from enishi.adapters.lexicon import LexiconFinder, read_lexicon
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Relation, Replacement

CORPUS = Path(__file__).parents[1] / "corpus"
ANALYZER = MecabAnalyzer()

_LISTS = {"names", "english", "chinese", *(relation.value for relation in Relation)}


def a_concept(name: str, kind: ConceptKind | str = ConceptKind.PROCESS, **known: Any) -> Concept:
    """Return a concept; a list of one may be written as a text, of several with `|`."""
    lists = {key: _texts(value) for key, value in known.items() if key in _LISTS}
    return Concept(name, ConceptKind(kind), **{**known, **lists})


def a_lexicon(*concepts: Concept | str, replacements: tuple[Replacement, ...] = ()) -> Lexicon:
    """Return a lexicon; a name alone is a process with no relations."""
    made = (item if isinstance(item, Concept) else a_concept(item) for item in concepts)
    return Lexicon(tuple(made), replacements)


def a_finder(*concepts: Concept | str) -> LexiconFinder:
    """Return a finder of a small lexicon."""
    return LexiconFinder(a_lexicon(*concepts), ANALYZER)


def said(finder: LexiconFinder, text: str) -> list[str]:
    """Return the concepts that a text speaks of, in order, denied or not."""
    return [mention.concept for mention in finder.mentions(text)]


@cache
def shipped() -> LexiconFinder:
    """The finder of the shipped lexicon; preparing it takes some seconds."""
    return LexiconFinder(read_lexicon(CORPUS / "lexicon"), ANALYZER)


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.split("|")) if isinstance(value, str) else tuple(value)
