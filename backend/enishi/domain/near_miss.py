"""What searches missed in a firm, counted by day and never by who searched."""

from dataclasses import dataclass
from datetime import date

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# Nothing was missing: the firm stood on the first page with every condition met.
APPEARED = "appeared"
# What was asked for is told from so many different days on: what one searcher asks in an
# afternoon could be known for theirs, what comes back for three days is the market's.
LEAST_DAYS = 3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How often on one day searches came by one firm, and the one condition that it missed.

    `missing` is the condition's name, for a certificate with which one behind a colon; or
    APPEARED. `concept` is one that was asked for then; None for the searches themselves, so
    that a search is counted once however much it asks for. No text and no searcher is kept.
    """

    firm_ref: str
    day: date  # in Japan
    missing: str
    concept: str | None
    times: int

    def __post_init__(self) -> None:
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.missing, "missing", NAME * 2, required=True)
        bounded(self.concept, "concept", NAME)
        if self.times < 1:
            raise InvalidValueError(
                "回数は1以上です", field="times", english="counted at least once"
            )
