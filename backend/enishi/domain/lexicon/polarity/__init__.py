"""Whether a text says that something is done, is not done, or would be welcome.

Two ways of saying no. What is *unwanted* (塗装以外, めっき不要, 溶接せずに, no plating) is
left out whoever says it. What is *lacked* (めっきは行っておりません, we no longer cast) is a no
in a profile, and in a question the very reason for asking.

Work that a firm has done elsewhere (めっきは外注です, 協力工場で) is not denied: it can be had
there. Nor is what is asked (めっきはできませんか), hedged (対応できない場合があります), limited
(φ500以上の旋削はできません) or denied twice (不可能ではありません).
"""

from typing import Literal

from enishi.domain.lexicon.polarity import english, japanese
from enishi.domain.lexicon.polarity.sentence import around
from enishi.domain.lexicon.polarity.turns import Turn, turn_at
from enishi.domain.lexicon.polarity.wishes import is_welcome, may_wish

__all__ = ["Denial", "Turn", "denial_at", "is_denied", "is_wish", "turn_at"]

Denial = Literal["unwanted", "lacked"]


def denial_at(text: str, start: int, end: int) -> Denial | None:
    """Tell how what stands at `text[start:end]` is denied: unwanted, lacked, or not at all."""
    languages = [language for language in (japanese, english) if language.may_deny(text)]
    if not languages:
        return None
    lead, rest = around(text, start, end)
    if any(language.is_unwanted(lead, rest) for language in languages):
        return "unwanted"
    return "lacked" if any(language.is_lacked(lead, rest) for language in languages) else None


def is_denied(text: str, start: int, end: int) -> bool:
    """Tell whether what stands there is said not to be done, or to be left out."""
    return denial_at(text, start, end) is not None


def is_wish(text: str, start: int, end: int) -> bool:
    """Tell whether what stands there would be welcome rather than needed."""
    return may_wish(text) and is_welcome(*around(text, start, end))
