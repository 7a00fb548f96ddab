"""Finders of small lexicons for the tests, and of the shipped one, read once.

said(a_finder("めっき"), "めっきは不可")  # the concepts that are spoken of
"""

from functools import cache
from pathlib import Path

from builders import a_lexicon
from enishi.adapters.lexical import MecabAnalyzer
from enishi.adapters.lexicon import LexiconFinder, read_lexicon
from enishi.domain.lexicon import Concept

CORPUS = Path(__file__).parents[1] / "corpus"
ANALYZER = MecabAnalyzer()


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
