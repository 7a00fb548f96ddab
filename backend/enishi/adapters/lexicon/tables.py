"""The lexicon prepared for finding: every name by its letters, every phrase by its words.

Preparing takes some seconds, so an index carries the tables of the lexicon it was built with.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from enishi.adapters.lexicon.letters import name_letters
from enishi.adapters.lexicon.phrases import Phrase, phrases_of
from enishi.domain.lexicon import Lexicon
from enishi.services.retrieval import Analyzer

_FILE = "tables.json"


@dataclass(frozen=True)
class Tables:
    """What is looked for in a text."""

    names: Mapping[str, tuple[str, ...]]  # comparable letters → the concepts they name
    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, lexicon: Lexicon, analyzer: Analyzer) -> "Tables":
        """Prepare a lexicon."""
        names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for concept in lexicon.concepts:
            for spelling in concept.spellings:
                if letters := name_letters(spelling):
                    names[letters][concept.name] = None
        phrases = {
            phrase: None for concept in lexicon.concepts for phrase in phrases_of(concept, analyzer)
        }
        return cls({name: tuple(owners) for name, owners in names.items()}, tuple(phrases))

    def write(self, folder: Path) -> None:
        """Write them into a folder."""
        content = {"names": self.names, "phrases": [astuple(phrase) for phrase in self.phrases]}
        (folder / _FILE).write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Tables":
        """Read them back; raises ValueError or OSError where they are damaged."""
        content = json.loads((folder / _FILE).read_text("utf-8"))
        return cls(
            {name: tuple(owners) for name, owners in content["names"].items()},
            tuple(Phrase(tuple(words), *rest) for words, *rest in content["phrases"]),
        )
