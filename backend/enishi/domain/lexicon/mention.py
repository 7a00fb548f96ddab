"""Where a text speaks of a concept, and whether it says yes or no."""

from dataclasses import dataclass

from enishi.domain.reason import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept at one place of a text."""

    concept: str
    span: Span  # in the original text, in characters
    is_denied: bool = False  # 「〜は行っておりません」「〜以外」「〜は不可」
    is_wish: bool = False  # 「できれば」「あれば助かる」
    # Denied as something one cannot do: a no in a profile, in a question the reason for asking.
    is_lacked: bool = False
