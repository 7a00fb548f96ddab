"""Gatherings: firms that come together on a day, and who sits with whom in each round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import combinations

from enishi.domain.errors import ConflictError, InvalidValueError
from enishi.domain.limits import NAME, bounded
from enishi.domain.tie import Tie, TieKind

Pair = tuple[str, str]  # two firm_refs, the smaller first
Wishes = Mapping[str, Sequence[str]]  # firm_ref → the firms it wants to meet, dearest first

# A hall of a hundred tables; larger meetings are several gatherings.
MOST_FIRMS = 400
# A working day of twenty minutes each, with a lunch.
MOST_ROUNDS = 12


class GatheringKind(StrEnum):
    """How firms come together."""

    WORKING_GROUP = "working_group"
    VISIT_DAY = "visit_day"
    BUSINESS_MEETING = "business_meeting"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _KINDS[self]


_KINDS = {
    GatheringKind.WORKING_GROUP: "合同ワーキンググループ",
    GatheringKind.VISIT_DAY: "相互訪問",
    GatheringKind.BUSINESS_MEETING: "商談会",
}


class GatheringState(StrEnum):
    """How far a gathering is."""

    PLANNED = "planned"
    HELD = "held"
    CALLED_OFF = "called_off"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STATES[self]


_STATES = {
    GatheringState.PLANNED: "予定",
    GatheringState.HELD: "開催済み",
    GatheringState.CALLED_OFF: "中止",
}


@dataclass(frozen=True, slots=True)
class GatheringTable:
    """Who sits together once; at a business meeting the host first, at a visit by the route."""

    number: int  # 1 is the first
    firm_refs: tuple[str, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two of it."""
        return pairs_of(self.firm_refs)


@dataclass(frozen=True, slots=True)
class GatheringRound:
    """Everybody's place between two changes of seats; nobody sits twice."""

    number: int  # 1 is the first
    tables: tuple[GatheringTable, ...]

    def __post_init__(self) -> None:
        seated = [ref for table in self.tables for ref in table.firm_refs]
        if len(seated) != len(set(seated)):
            raise InvalidValueError(
                f"{self.number}回目に、同じ企業が二つの席にいます",
                field="rounds",
                english=f"a firm sits twice in round {self.number}",
            )

    def without(self, firm_refs: frozenset[str]) -> "GatheringRound":
        """Return it with some firms gone from their seats."""
        tables = (
            replace(table, firm_refs=tuple(ref for ref in table.firm_refs if ref not in firm_refs))
            for table in self.tables
        )
        return replace(self, tables=tuple(table for table in tables if table.firm_refs))


@dataclass(frozen=True, slots=True)
class Gathering:
    """One meeting of many firms with its seat plan."""

    ref: str
    kind: GatheringKind
    title: str
    day: date
    chamber_ref: str | None  # None: of the platform
    firm_refs: tuple[str, ...]  # in order of ref
    rounds: tuple[GatheringRound, ...]
    host_refs: tuple[str, ...] = ()  # who stays seated at a business meeting
    starts_at: time | None = None
    minutes: int = 20  # of a round
    state: GatheringState = GatheringState.PLANNED
    absent_refs: frozenset[str] = field(default_factory=frozenset)  # known once it was held
    planned_at: datetime | None = None  # UTC

    def __post_init__(self) -> None:
        bounded(self.ref, "gathering_ref", NAME, required=True)
        bounded(self.title, "title", NAME, required=True)
        if self.starts_at is not None and self.starts_at.tzinfo is not None:
            raise InvalidValueError(
                "開始は日本の時刻で書いてください（13:30 のように）",
                field="starts_at",
                english="a time of day in Japan, without a time zone",
            )
        if not 5 <= self.minutes <= 120:
            raise InvalidValueError(
                "一回は5分から120分です", field="minutes", english="a round takes 5 to 120 minutes"
            )

    def begins(self, number: int) -> time | None:
        """Return when a round begins; None where the day has no hour, or would be over."""
        if self.starts_at is None:
            return None
        begun = self.starts_at.hour * 60 + self.starts_at.minute + self.minutes * (number - 1)
        hour, minute = divmod(begun, 60)
        return time(hour, minute) if hour < 24 else None

    def resting(self, number: int) -> tuple[str, ...]:
        """Return the firms that have no seat in a round."""
        seated = {ref for table in self.rounds[number - 1].tables for ref in table.firm_refs}
        return tuple(ref for ref in self.firm_refs if ref not in seated)

    def pairs(self) -> Iterator[Pair]:
        """Yield who sits with whom, as often as they do."""
        for taken in self.rounds:
            for table in taken.tables:
                yield from table.pairs

    def without(self, firm_ref: str) -> "Gathering":
        """Return it as if a firm that has left the network had never come."""
        gone = frozenset({firm_ref})
        return replace(
            self,
            firm_refs=tuple(ref for ref in self.firm_refs if ref != firm_ref),
            host_refs=tuple(ref for ref in self.host_refs if ref != firm_ref),
            rounds=tuple(taken.without(gone) for taken in self.rounds),
            absent_refs=self.absent_refs - gone,
        )

    def held(self, absent_refs: frozenset[str], today: date) -> "Gathering":
        """Return it after it took place; what was said before of who was absent is corrected.

        Raises ConflictError where it was called off, and InvalidValueError for a day ahead
        and for an absent firm that was not asked.
        """
        if self.state is GatheringState.CALLED_OFF:
            raise ConflictError("中止した集まりです", english="the gathering was called off")
        if self.day > today:
            raise InvalidValueError(
                f"まだ開かれていません（{self.day}）",
                field="date",
                english=f"it takes place on {self.day}",
            )
        unknown = sorted(absent_refs - set(self.firm_refs))
        if unknown:
            raise InvalidValueError(
                f"この集まりの企業ではありません（{unknown[0]}）",
                field="absent_refs",
                english=f"not of this gathering: {unknown[0]}",
            )
        return replace(self, state=GatheringState.HELD, absent_refs=absent_refs)

    def called_off(self) -> "Gathering":
        """Return it called off; raises ConflictError where it has taken place."""
        if self.state is GatheringState.HELD:
            raise ConflictError(
                "開催済みの集まりは中止できません", english="a gathering that was held stays"
            )
        return replace(self, state=GatheringState.CALLED_OFF)

    def ties(self) -> tuple[Tie, ...]:
        """Return the contacts that it left: one meeting for each table where two or more sat.

        The ref of a tie is that of its table, so that saying again who came changes the same
        ties and adds none.
        """
        if self.state is not GatheringState.HELD:
            return ()
        return tuple(
            Tie(self.tie_ref(taken, table), self.day, TieKind.MEETING, here, source=self.title)
            for taken in self.rounds
            for table in taken.tables
            for here in [tuple(ref for ref in table.firm_refs if ref not in self.absent_refs)]
            if len(here) > 1
        )

    def tie_refs(self) -> tuple[str, ...]:
        """Return the refs of all contacts that it could leave."""
        return tuple(self.tie_ref(taken, table) for taken in self.rounds for table in taken.tables)

    def tie_ref(self, taken: GatheringRound, table: GatheringTable) -> str:
        """Return the ref of the contact that one table leaves."""
        return f"{self.ref}-{taken.number}-{table.number}"


def pairs_of(firm_refs: Sequence[str]) -> tuple[Pair, ...]:
    """Return every two of some firms, each pair and all pairs in order of ref."""
    return tuple(combinations(sorted(firm_refs), 2))
