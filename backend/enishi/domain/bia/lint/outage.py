"""An RTO against the hours in which a scenario takes away power or ground."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from enishi.domain.bia.case import Case
from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.option import OptionKind
from enishi.domain.bia.process import Process
from enishi.domain.bia.scenario import Exposure, Scenario, Site
from enishi.domain.bia.wording import lasting, lasting_english

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class _Workplace:
    """Where a process is done, and whether it has power of its own there."""

    sites: tuple[Site, ...]
    makes_something: bool
    has_power_by_option: bool  # an option covers every step that it does

    def wait(self, process: Process, scenario: Scenario, spared: frozenset[str]) -> timedelta:
        """Return how long a scenario that spares some sites keeps power or ground from a process.

        Power of its own, at every struck site or by an option, ends the wait for power but not
        for ground.
        """
        struck = [site for site in self.sites if site.ref not in spared]
        if self.sites and not struck:
            return _NOTHING
        is_powered = self.has_power_by_option or (
            bool(struck) and all(site.has_own_power for site in struck)
        )
        return max(
            scenario.blackout if process.needs_power and not is_powered else _NOTHING,
            scenario.flooding if process.needs_power or self.makes_something else _NOTHING,
        )


def _workplaces(case: Case) -> Mapping[str | None, _Workplace]:
    """Return the workplace of every process by its reference.

    It is at the sites of its steps; where no step says so, it may be at any site.
    """
    powered = {
        (option.product_ref, ref)
        for option in case.options
        if option.kind is OptionKind.OWN_POWER
        for ref in option.covers
    }
    sites: dict[str | None, set[str]] = defaultdict(set)
    steps: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    for product in case.products:
        for step in product.steps:
            steps[step.process_ref].add((product.ref, step.ref))
            if step.site_ref is not None:
                sites[step.process_ref].add(step.site_ref)
    return {
        process.ref: _Workplace(
            sites=tuple(
                site
                for site in case.sites
                if not sites[process.ref] or site.ref in sites[process.ref]
            ),
            makes_something=bool(steps[process.ref]),
            has_power_by_option=bool(steps[process.ref]) and steps[process.ref] <= powered,
        )
        for process in case.processes
    }


def _spared(scenario: Scenario, case: Case) -> frozenset[str]:
    """Return the sites that it spares; one of which that is not known may be struck."""
    strikes = scenario.footprint.strikes
    return frozenset(site.ref for site in case.sites if strikes(site.place) is Exposure.SPARED)


def _under_outage(read: ExaminedCase) -> Iterator[Remark]:
    workplaces = _workplaces(read.case)
    events = [(scenario, _spared(scenario, read.case)) for scenario in read.case.scenarios]
    for place, process in read.processes:
        if process.rto is None or not events:
            continue
        workplace = workplaces[process.ref]
        waits = [(workplace.wait(process, *event), event[0]) for event in events]
        wait, scenario = max(waits, key=lambda pair: pair[0])
        if process.rto < wait:
            yield Remark(
                f"{place}.rto_hours",
                f"「{process.name}」のRTO {lasting(process.rto)}は、「{scenario.name}」で"
                f"電気や場所が使えない{lasting(wait)}より短く、それを補う備えがありません",
                f"{process.name}: an RTO of {lasting_english(process.rto)} is shorter than the"
                f" {lasting_english(wait)} without power or ground in {scenario.name}",
            )


RULES = (
    LintRule(
        "rto-under-outage",
        Severity.PROBLEM,
        "RTOが想定災害の停電・浸水の長さより短く、自家発電などの備えもない",
        "解説：シナリオ別BIA",
        _under_outage,
    ),
)
