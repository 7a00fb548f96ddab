"""What the search understood of a text: 「こう読み取りました」."""

from collections.abc import Collection
from dataclasses import dataclass, field

from enishi.domain.quantity import read_quantities
from enishi.services.retrieval import Analyzer, CatalogueReader


@dataclass(frozen=True, slots=True)
class Reading:
    """Processes and conditions that stand in the text, in the order of the text."""

    processes: tuple[str, ...]
    constraints: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """Reads processes that firms publish, and quantities with their units."""

    analyzer: Analyzer
    _terms: dict[str, frozenset[str]] = field(default_factory=dict)  # of processes seen before

    def read(self, text: str, catalogue: CatalogueReader) -> Reading:
        """Read a text; a process counts when all of its words stand in the text."""
        said: dict[str, int] = {}
        for place, term in enumerate(self.analyzer.terms(text)):
            said.setdefault(term.text, place)
        found = [
            process
            for process in catalogue.processes()
            if (words := self._words(process)) and words <= said.keys()
        ]
        found.sort(key=lambda process: min(said[word] for word in self._words(process)))
        quantities = read_quantities(text)
        return Reading(
            processes=tuple(self._longest(found)),
            constraints=tuple(
                dict.fromkeys(text[slice(*item.span)].strip() for item in quantities)
            ),
        )

    def _words(self, process: str) -> frozenset[str]:
        if process not in self._terms:
            terms = self.analyzer.terms(process)
            self._terms[process] = frozenset(term.text for term in terms)
        return self._terms[process]

    def _longest(self, found: Collection[str]) -> list[str]:
        """Drop a process whose words are part of another's: 鍛造 beside 冷間鍛造."""
        return [
            process
            for process in found
            if not any(self._words(process) < self._words(other) for other in found)
        ]
