"""How English says no to a thing that stands in the sentence."""

import re
from functools import lru_cache

_NEGATOR = re.compile(
    r"\b(?:no longer|no|not|never|without|except(?: for)?|excluding|other than|instead of"
    r"|rather than|cannot|unable to|stopped|ceased|discontinued|avoid(?:ing)?|n[eo]ither)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_WORDS = r"(?:\s*[\w'’-]+){0,4}"
_SCOPE = re.compile(
    rf"^(?!\s*(?:only|just|merely|limited|problem|minimum|least|less|more|doubt|sure|one)\b)"
    rf"(?!.*\b(?:but|however|yet|while|so)\b)"
    rf"(?:{_WORDS}(?:,|/|\bor\b|\bnor\b|\band\b)){{0,3}}(?:\s*[\w'’-]+){{0,5}}\s*$",
    re.IGNORECASE,
)
# Behind a comma, what the sentence goes on with: no glue, for stoves or trays.
_GOES_ON = re.compile(r",\s*(?:for|with|in|on|at|from|to|of|as|which|that|we)\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_UNABLE = re.compile(
    r"^(?:no longer|never|cannot|unable to|stopped|ceased|discontinued)"
    r"|^(?:not|n['’]t)\s+(?:\w+\s+)?(?:offer|have|own|do|perform|handle|provide|make|run|accept)\b",
    re.IGNORECASE,
)
_UNWANTED = re.compile(
    r"^[^.;,]{0,30}?(?:\bnot|n['’]t)\s+(?:be\s+)?(?:required|needed|necessary|wanted|allowed"
    r"|included|permitted|acceptable|an option)\b"
    r"|^[^.;,]{0,20}?\b(?:excluded|unwanted|prohibited)\b",
    re.IGNORECASE,
)
_LACKED = re.compile(
    r"^[^.;,]{0,30}?(?:\bnot|n['’]t|\bno longer)\s+(?:\w+\s+)?(?:available|offered|possible"
    r"|provided|done|performed|supported|accepted|carried out|in[- ]house)\b"
    r"|^[^.;,]{0,20}?\b(?:unavailable|discontinued|stopped)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\b(?:no|not|never|without|except|exclud\w+|other|instead|rather|cannot|unable|unavailable"
    r"|stopped|ceased|discontinued|avoid\w*|neither|nor|unwanted|prohibited)\b|n['’]t\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def may_deny(text: str) -> bool:
    """Tell whether a text says no to anything at all; most do not, and this is quickly seen."""
    return bool(_HINT.search(text))


def is_unwanted(lead: str, rest: str) -> bool:
    """Tell whether what stands between `lead` and `rest` is to be left out."""
    return bool(_UNWANTED.match(rest)) or _negator(lead, rest) == "unwanted"


def is_lacked(lead: str, rest: str) -> bool:
    """Tell whether somebody cannot, does not or no longer does what stands between."""
    return bool(_LACKED.match(rest)) or _negator(lead, rest) == "lacked"


def _negator(lead: str, rest: str) -> str | None:
    """Return what the last negator before a thing says of it, where it reaches that far."""
    negators = list(_NEGATOR.finditer(lead))
    if not negators:
        return None
    gap = lead[negators[-1].end() :]
    if not _SCOPE.match(gap) or ("," in gap and not _is_list(gap, rest)):
        return None
    return "lacked" if _UNABLE.match(lead[negators[-1].start() :]) else "unwanted"


def _is_list(gap: str, rest: str) -> bool:
    """Tell whether commas divide things alike: no plating, painting or welding."""
    return bool(_OR.search(gap + rest[:40])) and not _GOES_ON.search(gap)
