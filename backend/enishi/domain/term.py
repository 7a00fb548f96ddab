"""Terms: what a text is reduced to before words are compared."""

from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.reason import Span


class TermKind(StrEnum):
    """How a term was cut out of the text."""

    WORD = "word"  # one content word, in its dictionary form
    COMPOUND = "compound"  # neighbouring nouns that belong together (硬質クロムめっき)
    SYMBOL = "symbol"  # a designation kept whole (SUS304, φ20, ±0.01, JIS Q 9100)


@dataclass(frozen=True, slots=True)
class Term:
    """One term and where it stands in the original text, in characters."""

    text: str
    kind: TermKind
    span: Span
