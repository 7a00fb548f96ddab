"""A firm found for a need, with everything a coordinator needs to pick up the phone."""

from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.capability import Capability
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.firm import Firm
from enishi.domain.joint_development import JointDevelopment
from enishi.domain.reason import Reason


class Fit(StrEnum):
    """How well a firm fits, in words that a reader can act on."""

    HIGH = "高い"
    MEDIUM = "中"
    LOW = "低い"


# Of a part's value that are shown: finer ones are the noise of sums of floats.
PART_DIGITS = 3


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One addend of the ranking: how many spreads above the background, and its weight."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Cover:
    """One of several kinds of work asked for, and by which concept the firm covers it."""

    step: str
    by: str | None  # None: the profile says nothing of it


@dataclass(frozen=True, slots=True)
class Match:
    """One firm, the capability that earned its place, and the evidence."""

    firm: Firm
    capability: Capability | None  # None: found by the firm's own summary
    fit: Fit
    reasons: tuple[Reason, ...]
    verdicts: tuple[Verdict, ...]
    is_other_cluster: bool | None  # None: the seeker's or the firm's cluster is unknown
    score_parts: tuple[ScorePart, ...] = ()
    covers: tuple[Cover, ...] = ()  # where several kinds of work are asked for
    joint: JointDevelopment | None = None  # where a known firm seeks a partner to develop with

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The conditions that this capability does not meet."""
        return tuple(v for v in self.verdicts if v.outcome is Outcome.NOT_MET)
