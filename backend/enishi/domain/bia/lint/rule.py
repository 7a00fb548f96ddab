"""What a rule of the plan's lint is, and what it looks at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from enishi.domain.bia.case import Case
from enishi.domain.bia.continuity import Continuity, continuities
from enishi.domain.bia.impact import ImpactScore, impacts, made_by
from enishi.domain.bia.impact_over_time import ImpactOverTime, impact_over_time
from enishi.domain.bia.priority import Priorities, prioritise
from enishi.domain.bia.process import Process
from enishi.domain.bia.product import Product, Timing
from enishi.domain.bia.schedule import Schedule, schedules


class Severity(StrEnum):
    """How much a finding matters."""

    PROBLEM = "problem"  # the plan contradicts itself, or cannot hold
    WARNING = "warning"  # it may hold, but somebody will be surprised
    NOTE = "note"  # worth a look

    @property
    def label(self) -> str:
        """Japanese name."""
        return _SEVERITIES[self]


_SEVERITIES = {Severity.PROBLEM: "問題", Severity.WARNING: "注意", Severity.NOTE: "参考"}


class Remark(NamedTuple):
    """What a check found: the field as the case's file names it, and a sentence twice."""

    field: str
    text: str
    english: str


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """One thing in a plan that is worth mending, under the stable name of its rule."""

    rule: str
    severity: Severity
    field: str
    text: str
    english: str


@dataclass(frozen=True, slots=True)
class ExaminedCase:
    """A case with everything that more than one rule reads, reckoned once."""

    case: Case
    day: date
    places: Mapping[str, str]  # of each process in the file: processes[3]
    made_by: Mapping[str, tuple[Product, ...]]  # each process
    impacts: tuple[ImpactScore, ...]
    over_time: Mapping[str, ImpactOverTime]
    continuities: Mapping[str, Continuity]
    priorities: Priorities
    schedules: Mapping[str, Mapping[Timing, Schedule]]

    @property
    def processes(self) -> Iterator[tuple[str, Process]]:
        """Every process with its place in the file."""
        return ((self.places[process.ref], process) for process in self.case.processes)

    @property
    def products(self) -> Iterator[tuple[str, Product]]:
        """Every product with its place in the file."""
        return ((f"products[{n}]", product) for n, product in enumerate(self.case.products))


def examined(case: Case, day: date) -> ExaminedCase:
    """Return the case, read once; raises InvalidValueError where something goes in a circle."""
    made = made_by(case)
    return ExaminedCase(
        case=case,
        day=day,
        places={process.ref: f"processes[{n}]" for n, process in enumerate(case.processes)},
        made_by=made,
        impacts=impacts(case),
        over_time={
            item.ref: impact_over_time(item, made[item.ref], case.finance)
            for item in case.processes
        },
        continuities={item.process.ref: item for item in continuities(case)},
        priorities=prioritise(case),
        schedules={product.ref: schedules(product) for product in case.products},
    )


@dataclass(frozen=True, slots=True)
class LintRule:
    """One check of a plan: its stable name, what it means, and who says so."""

    name: str
    severity: Severity
    meaning: str  # one Japanese sentence
    source: str
    check: Callable[[ExaminedCase], Iterator[Remark]]

    def findings(self, read: ExaminedCase) -> Iterator[CaseFinding]:
        """Return what the check finds, in the order of the file."""
        for remark in self.check(read):
            yield CaseFinding(self.name, self.severity, *remark)
