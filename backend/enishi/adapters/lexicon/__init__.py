"""The trade lexicon: its CSV files, and finding its concepts in texts."""

from enishi.adapters.lexicon.finder import LexiconFinder
from enishi.adapters.lexicon.folder import LexiconFolder, read_lexicon

__all__ = ["LexiconFinder", "LexiconFolder", "read_lexicon"]
