"""The exploratory place of a list (試し): who is worth finding out about.

Thompson sampling (Thompson 1933; Chapelle and Li 2011): every arm draws a number from what is
known of it, Beta(accepts + 1, declines + 1), and the highest draw is tried. An arm that little is
known of draws now high, now low; one that was declined again and again hardly ever wins.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer


@dataclass(frozen=True, slots=True, order=True)
class ExplorationArm:
    """Firms of one trade meeting firms of one cluster."""

    trade: str  # of the viewer
    cluster: str  # of the firm that is shown


@dataclass(frozen=True, slots=True)
class ArmRecord:
    """What came of an arm's showings."""

    accepts: int = 0
    declines: int = 0


@dataclass(frozen=True, slots=True)
class PastShowing:
    """One firm shown to another in a past week, and what was answered to it."""

    week: IsoWeek
    viewer_ref: str
    arm: ExplorationArm
    answer: MatchAnswer | None = None


@dataclass(frozen=True, slots=True)
class TrialCandidate:
    """A firm that could be tried out on a viewer: every guard rail is behind it."""

    viewer_ref: str
    shown_ref: str
    arm: ExplorationArm
    value: int  # ten-thousandths


# 知っている and 今は無理 say nothing of whether the two would have suited each other.
_SAYS_NOTHING = (MatchAnswer.KNOWS, MatchAnswer.NOT_NOW)


def arm_records(showings: Collection[PastShowing]) -> dict[ExplorationArm, ArmRecord]:
    """Return what is known of each arm, corrected for exposure.

    The unit is the showing, not the firm: who is shown ten times is not declined ten times as
    much as who is shown once, and silence counts only where the list was read. A list in which
    nothing was answered may never have been opened, and says nothing of the firms in it; in one
    with an answer, a firm passed over was seen and not wanted.
    """
    read = {(item.week, item.viewer_ref) for item in showings if item.answer is not None}
    accepts: Counter[ExplorationArm] = Counter()
    declines: Counter[ExplorationArm] = Counter()
    for item in showings:
        if (item.week, item.viewer_ref) not in read or item.answer in _SAYS_NOTHING:
            continue
        (accepts if item.answer is MatchAnswer.WANTS_TO_MEET else declines)[item.arm] += 1
    return {arm: ArmRecord(accepts[arm], declines[arm]) for arm in accepts | declines}


def trials(
    candidates: Iterable[TrialCandidate],
    records: Mapping[ExplorationArm, ArmRecord],
    *,
    seed: int,
    most_shown: int,
) -> list[TrialCandidate]:
    """Return at most one trial a viewer, and none of a firm beyond `most_shown`.

    Of the arm that wins, the firm that was tried least is taken, then the one worth most, then
    the first by ref. The same seed gives the same trials, in whatever order candidates come.
    """
    of_viewer: defaultdict[str, list[TrialCandidate]] = defaultdict(list)
    for item in candidates:
        of_viewer[item.viewer_ref].append(item)
    tried: Counter[str] = Counter()
    chosen = []
    # Who comes late finds firms tried already: the seed decides the order, not the ref.
    for viewer in sorted(of_viewer, key=lambda ref: (_drawn(seed, ref).random(), ref)):
        possible = [item for item in of_viewer[viewer] if tried[item.shown_ref] < most_shown]
        if possible:
            draw = _drawn(seed, f"{viewer} tries")
            draws = {arm: _draw(draw, records, arm) for arm in sorted({i.arm for i in possible})}
            arm = max(draws, key=lambda key: (draws[key], key))
            best = min(
                (item for item in possible if item.arm == arm),
                key=lambda item: (tried[item.shown_ref], -item.value, item.shown_ref),
            )
            tried[best.shown_ref] += 1
            chosen.append(best)
    return sorted(chosen, key=lambda item: item.viewer_ref)


def seed_of(week: IsoWeek, platform: str) -> int:
    """Return the seed of a week's exploration, the same wherever it is computed again."""
    return int.from_bytes(sha256(f"{week} {platform}".encode()).digest()[:6])


def _drawn(seed: int, purpose: str) -> Random:
    return Random(f"{seed} {purpose}")


def _draw(draw: Random, records: Mapping[ExplorationArm, ArmRecord], arm: ExplorationArm) -> float:
    known = records.get(arm, ArmRecord())
    return draw.betavariate(known.accepts + 1, known.declines + 1)
