"""The finder of a lexicon that may be amended at any time."""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.adapters.lexicon import LexiconFinder
from enishi.domain.lexicon import Lexicon
from enishi.services.retrieval import Analyzer


@dataclass
class Finders:
    """Keeps the finder that was prepared as long as the lexicon is of its version."""

    lexicon: Callable[[], Lexicon]
    analyzer: Analyzer
    _held: LexiconFinder | None = None

    def newest(self) -> LexiconFinder:
        """Return the finder of the lexicon as it is now; nothing is prepared before it is used."""
        finder = LexiconFinder(self.lexicon(), self.analyzer)
        held = self._held
        if held is None or held.version != finder.version:
            self._held = held = finder
        return held
