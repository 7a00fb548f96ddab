"""The trade lexicon: its CSV files, and finding its concepts in texts."""

from enishi.adapters.lexicon.finder import LexiconFinder
from enishi.adapters.lexicon.folder import read_lexicon

__all__ = ["LexiconFinder", "read_lexicon"]
