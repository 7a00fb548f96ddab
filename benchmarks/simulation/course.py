"""The course of a year: who is shown, who meets, and what becomes of the network."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.simulation.methods import RULES, Method, Pairs, Week, arm_of
from benchmarks.simulation.tastes import Taste
from benchmarks.simulation.world import Flags, World
from enishi.domain.exploration import ArmRecord, ExplorationArm
from enishi.domain.exposure import gini
from enishi.domain.fixation import (
    STANDARD_FIXATION,
    FixationTally,
    Meeting,
    ObservedNetwork,
    index_of,
)

START = date(2026, 1, 5)  # a Monday
_BEFORE = 52  # weeks of habits before the first suggestion
_ROUTINE = 0.25  # chance that a firm meets one of its partners in a week
_ROOM = 2  # new introductions that a firm can take on in a week
_NO = 0.05  # chance of an outspoken no
_READ_EVERY = 13  # weeks
_FOREVER = 10_000


@dataclass(frozen=True)
class YearResult:
    """What a year came to."""

    fixation: Mapping[int, float]  # week → F
    diversity: float  # Hill number of the clusters of a firm's partners, in the last half year
    exposure: float  # Gini of how often each was shown in the year
    unseen: float  # share of the firms that are shown to nobody in a week, on average
    most_shown: int  # of any firm in any week
    accepted: int
    elsewhere: float  # share of the accepted between clusters


class Course:
    """One year under one method and one taste; the same seed draws the same luck for all."""

    def __init__(self, world: World, method: Method, taste: Taste, *, seed: int) -> None:
        self._world, self._method, self._taste, self._seed = world, method, taste, seed
        count = len(world)
        self._blocked = np.zeros((count, count), np.int16)  # until which week, exclusive
        np.fill_diagonal(self._blocked, _FOREVER)
        self._partners = [list(habits) for habits in world.habits]
        for place, habits in enumerate(world.habits):
            for other in habits:
                self._blocked[place, other] = self._blocked[other, place] = _FOREVER
        self._meetings: list[Meeting] = []
        self._records: dict[ExplorationArm, ArmRecord] = {}
        self._shown, self._accepted, self._elsewhere = np.zeros(count, np.int64), 0, 0
        self._unseen: list[float] = []
        self._most = 0

    def run(self, weeks: int) -> YearResult:
        """Live through the weeks and return what came of them."""
        for number in range(-_BEFORE, 0):
            self._routine(number)
        fixation = {0: self._fixation(0)}
        for number in range(weeks):
            self._introduce(number)
            self._routine(number)
            if (number + 1) % _READ_EVERY == 0 or number + 1 == weeks:
                fixation[number + 1] = self._fixation(number + 1)
        return YearResult(
            fixation,
            self._diversity(weeks),
            gini(self._shown.tolist()) or 0.0,
            float(np.mean(self._unseen)),
            self._most,
            self._accepted,
            self._elsewhere / max(1, self._accepted),
        )

    def _introduce(self, number: int) -> None:
        world = self._world
        present = world.joined <= number
        open_pairs: Flags = (self._blocked <= number) & present[:, None] & present[None, :]
        drawn = np.random.default_rng((self._seed, number, 1))
        week = Week(world, number, open_pairs, self._records, self._seed * 1_000 + number, drawn)
        viewers, shown = self._method(week)
        seen = np.bincount(shown, minlength=len(world))
        self._shown += seen
        self._most = max(self._most, int(seen.max()))
        self._unseen.append(float((seen[present] == 0).mean()))
        until = number + RULES.no_repeat_weeks
        self._blocked[viewers, shown] = self._blocked[shown, viewers] = until
        self._answer(number, (viewers, shown))

    def _answer(self, number: int, pairs: Pairs) -> None:
        """Let both sides answer; nobody takes on more than there is room for."""
        world, (viewers, shown) = self._world, pairs
        luck = np.random.default_rng((self._seed, number, 2)).random((len(world), len(world)))
        drawn, chance = luck[viewers, shown], self._taste(world, viewers, shown)
        room = Counter[int]()
        met, refused = [], []
        for place in np.argsort(drawn / chance, kind="stable").tolist():
            if drawn[place] >= chance[place] + _NO:
                continue
            pair = int(viewers[place]), int(shown[place])
            if drawn[place] >= chance[place]:
                refused.append(pair)
            elif all(room[firm] < _ROOM for firm in pair):
                room.update(pair)
                met.append(pair)
        for pair in met:
            self._meet(number, *pair)
            self._accepted += 1
            self._elsewhere += bool(world.clusters[pair[0]] != world.clusters[pair[1]])
        self._learn(met, refused)

    def _meet(self, number: int, one: int, other: int) -> None:
        """Keep a first meeting: from now on the two meet as old partners do."""
        self._blocked[one, other] = self._blocked[other, one] = _FOREVER
        self._partners[one].append(other)
        self._partners[other].append(one)
        self._keep(number, one, other)

    def _keep(self, number: int, one: int, other: int) -> None:
        firms = tuple(sorted((self._world.refs[one], self._world.refs[other])))
        self._meetings.append(Meeting(START + timedelta(weeks=number), firms))

    def _learn(self, met: list[tuple[int, int]], refused: list[tuple[int, int]]) -> None:
        for pairs, is_yes in ((met, True), (refused, False)):
            for pair in pairs:
                arm = arm_of(self._world, *pair)
                known = self._records.get(arm, ArmRecord())
                self._records[arm] = ArmRecord(
                    known.accepts + is_yes, known.declines + (not is_yes)
                )

    def _routine(self, number: int) -> None:
        """Let firms meet their partners, new ones as often as old ones."""
        drawn = np.random.default_rng((self._seed, number + _BEFORE, 3))
        lots = drawn.random((len(self._world), 2))
        for place, partners in enumerate(self._partners):
            present = [
                item for item in partners if self._world.joined[item] <= number or number < 0
            ]
            if (
                lots[place, 0] < _ROUTINE
                and present
                and self._world.joined[place] <= max(number, 0)
            ):
                self._keep(number, place, present[int(lots[place, 1] * len(present))])

    def _network(self) -> ObservedNetwork:
        world = self._world
        places = {ref: place for place, ref in enumerate(world.refs)}
        self._meetings.sort(key=lambda meeting: (meeting.day, meeting.firms))

        def share(one: str, other: str) -> float:
            return float(world.shares[places[one], places[other]])

        return ObservedNetwork(tuple(self._meetings), world.population, shared_knowledge=share)

    def _tally(self, number: int) -> FixationTally:
        end = START + timedelta(weeks=number) - timedelta(days=1)
        return FixationTally(self._network(), end, STANDARD_FIXATION)

    def _fixation(self, number: int) -> float:
        tally = self._tally(number)
        return index_of(tally.sums, tally.network, STANDARD_FIXATION) or 0.0

    def _diversity(self, number: int) -> float:
        return self._tally(number).regions() or 0.0
