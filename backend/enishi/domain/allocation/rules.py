"""The rules of the weekly allocation; their version stands on every suggestion."""

from dataclasses import dataclass
from datetime import timedelta

from enishi.domain.errors import InvalidValueError
from enishi.domain.tie import KNOWN_FOR

# Values and bonuses are whole ten-thousandths: a flow of whole numbers has a whole optimum, and
# the same one on every machine.
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class AllocationRules:
    """How many firms are shown to whom, who comes first, and who is not shown again.

    All of these are choices, and changing one takes a new `version`.
    """

    version: str = "flow-1"
    most_received: int = 5  # k: a list that is read on one screen
    most_shown: int = 8  # m: a firm of ten cannot answer more than eight letters a week
    least_elsewhere: int = 2  # places of k that the viewer's own cluster cannot take
    first_bonus: int = 500  # ten-thousandths, for being shown at all this week
    new_bonus: int = 1_500  # the same for a new firm, which nobody knows yet
    # A bonus alone promises nothing: whoever is worth a bonus less than the next is never shown.
    is_everybody_first: bool = True
    least_gain: int = 2_000  # ten-thousandths; a side that gains less counts as if it gained this
    unasked: int = 6_000  # ten-thousandths; a wish that nobody posted against one that was
    most_candidates: int = 50  # own list of a viewer; the reverse list comes on top
    variety: float = 0.7  # λ of the maximal marginal relevance: 1 is relevance alone
    least_joint_of_a_trial: float = 40.0  # J* of 100 under which nobody is tried out
    new_for: timedelta = timedelta(days=90)
    cool_down: timedelta = timedelta(days=90)  # after 今は無理 or a decline
    known_for: timedelta = KNOWN_FOR
    no_repeat_weeks: int = 26  # before the same pair is suggested again

    def __post_init__(self) -> None:
        if not 0 <= self.least_elsewhere <= self.most_received or self.most_shown < 1:
            raise InvalidValueError(
                "割り当ての規則が成り立ちません",
                field="rules",
                english="0 <= least_elsewhere <= most_received and most_shown >= 1 must hold",
            )

    @property
    def most_alike(self) -> int:
        """How many places of a list firms of the viewer's own cluster can take."""
        return self.most_received - self.least_elsewhere

    def bonus_of(self, *, is_new: bool) -> int:
        """Return what being shown for the first time this week is worth, in ten-thousandths."""
        return self.new_bonus if is_new else self.first_bonus
