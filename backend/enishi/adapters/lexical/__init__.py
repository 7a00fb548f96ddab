"""Terms: MeCab cuts them, tantivy finds them."""

from enishi.adapters.lexical.analyzer import MecabAnalyzer
from enishi.adapters.lexical.index import LexicalIndex

__all__ = ["LexicalIndex", "MecabAnalyzer"]
