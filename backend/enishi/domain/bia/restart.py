"""When the firm's own flow of steps yields again, by itself and with others standing in.

Two ways are kept apart. Alone, with what the firm does itself, the flow comes back on some day
in full. With partners who stand in for steps it may yield earlier, at what they can carry: that
is a supply like any other, until the flow is back by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.independence import exposure, own_places
from enishi.domain.bia.option import OptionKind, RecoveryOption
from enishi.domain.bia.product import ProcessStep, Product, Timing
from enishi.domain.bia.scenario import Exposure, Scenario, Site
from enishi.domain.bia.schedule import schedule
from enishi.domain.bia.trajectory import Supply
from enishi.domain.bia.values import in_days, of_days

_NOTHING = timedelta(0)
_FASTER = frozenset({OptionKind.REPAIR, OptionKind.OVERTIME})


@dataclass(frozen=True, slots=True)
class Restart:
    """How long the flow takes in an event, and when it yields."""

    lead: timedelta | None  # through the whole flow; None: the product has no steps
    alone: timedelta  # until the flow is back in full by what the firm does itself
    covered: Supply | None  # what it yields before that, with partners standing in


@dataclass(frozen=True, slots=True)
class _Event:
    """One event at one product's flow, with the options that work in it."""

    case: Case
    product: Product
    scenario: Scenario
    day: date
    prepared: frozenset[str]

    def is_spared(self, step: ProcessStep) -> bool:
        """Whether a step is known to be done where the event does not strike."""
        site = self._site(step)
        return site is not None and exposure([site.place], self.scenario) is Exposure.SPARED

    def is_struck(self) -> bool:
        """Whether production stands at all; where that is not known, it does."""
        if self.scenario.outage is not None:
            return True
        if self.product.steps:
            return not all(self.is_spared(step) for step in self.product.steps)
        return exposure(own_places(self.case, self.product), self.scenario) is not Exposure.SPARED

    def waits(self, step: ProcessStep, options: Iterable[RecoveryOption]) -> timedelta:
        """Return how long a step of the firm waits for power, or for water to leave.

        Own power ends the wait for power; ground under water stays so.
        """
        if self.is_spared(step):
            return _NOTHING
        site = self._site(step)
        has_power = (
            (site is not None and site.has_own_power)
            or not self._needs_power(step)
            or any(o.kind is OptionKind.OWN_POWER and step.ref in o.covers for o in options)
        )
        return self.scenario.flooding if has_power else self.scenario.utility_wait

    def delivery(self, option: RecoveryOption) -> timedelta:
        """Return when a partner first delivers in this event."""
        is_prepared = option.ref in self.prepared
        return self.scenario.lead_delay + option.first_delivery(self.day, is_prepared=is_prepared)

    def _site(self, step: ProcessStep) -> Site | None:
        return next((site for site in self.case.sites if site.ref == step.site_ref), None)

    def _needs_power(self, step: ProcessStep) -> bool:
        return all(p.needs_power for p in self.case.processes if p.ref == step.process_ref)


def restart(
    case: Case,
    product: Product,
    scenario: Scenario,
    options: Sequence[RecoveryOption],
    *,
    day: date,
    prepared: frozenset[str] = frozenset(),
) -> Restart:
    """Return when the flow yields again, with options that work in the event.

    Pipeline kept: the delay is T(recovery) − T(normal); lost: T(recovery), with T the length of
    the flow by the critical path method. A stated outage is shortened by as many days as the
    options shorten the flow. Nothing begins before power is back or water has left.
    """
    event = _Event(case, product, scenario, day, prepared)
    own = [option for option in options if not option.kind.needs_partner]
    partners = [option for option in options if option.kind.needs_partner and option.covers]
    together = _delay(event, own, partners)
    return Restart(
        lead=_lead(event, own, partners) if product.steps else None,
        alone=_delay(event, own, ()),
        covered=_covered(event, partners, together) if partners else None,
    )


def _delay(
    event: _Event, own: Sequence[RecoveryOption], partners: Sequence[RecoveryOption]
) -> timedelta:
    if not event.is_struck():
        return _NOTHING
    outage, wait = event.scenario.outage, _wait(event, own, partners)
    delay = _through(event, own, partners)
    if outage is not None:
        delay = max(_NOTHING, outage - (_through(event, (), ()) - delay))
        wait = min(wait, outage)
    return max(delay, wait)


def _through(
    event: _Event, own: Sequence[RecoveryOption], partners: Sequence[RecoveryOption]
) -> timedelta:
    """Return how much later than usual the flow yields, by its pipeline."""
    lead = _lead(event, own, partners)
    is_kept = event.scenario.keeps_work_in_progress or any(
        option.keeps_work_in_progress for option in (*own, *partners)
    )
    usual = schedule(event.product.steps, lambda step: step.takes(Timing.NORMAL)).total
    return max(_NOTHING, lead - usual) if is_kept else lead


def _wait(
    event: _Event, own: Sequence[RecoveryOption], partners: Sequence[RecoveryOption]
) -> timedelta:
    if not event.product.steps:
        return event.scenario.utility_wait
    carried = {ref for option in partners for ref in option.covers}
    left = [step for step in event.product.steps if step.ref not in carried]
    return max((event.waits(step, own) for step in left), default=_NOTHING)


def _lead(
    event: _Event, own: Sequence[RecoveryOption], partners: Sequence[RecoveryOption]
) -> timedelta:
    """Return how long one pass through the flow takes in the event."""
    carriers = _carriers(event, partners)
    entries = _entries(event.product, carriers)

    def takes(step: ProcessStep) -> timedelta:
        partner = carriers.get(step.ref)
        if partner is None:
            return _by_itself(event, step, own)
        return step.normal + (event.delivery(partner) if step.ref in entries else _NOTHING)

    return schedule(event.product.steps, takes).total


def _by_itself(event: _Event, step: ProcessStep, own: Sequence[RecoveryOption]) -> timedelta:
    """Return how long the firm takes for a step: recovery ÷ speed, with power as constrained."""
    if event.is_spared(step):
        return step.normal
    covering = [option for option in own if step.ref in option.covers]
    speed = max((o.speed for o in covering if o.kind in _FASTER), default=Decimal(1))
    takes = of_days(in_days(step.recovery) / speed)
    has_power = any(option.kind is OptionKind.OWN_POWER for option in covering)
    return min(takes, step.constrained) if has_power else takes


def _carriers(event: _Event, partners: Sequence[RecoveryOption]) -> dict[str, RecoveryOption]:
    """Return who stands in for each step: of several the first to deliver, ties by reference."""
    carriers: dict[str, RecoveryOption] = {}
    for option in sorted(partners, key=lambda o: (event.delivery(o), o.ref)):
        for ref in option.covers:
            carriers.setdefault(ref, option)
    return carriers


def _entries(product: Product, carriers: Mapping[str, RecoveryOption]) -> frozenset[str]:
    """Return the steps at which a partner's lead time passes: once on every path to it."""
    before = {step.ref: step.after for step in product.steps}
    return frozenset(
        ref
        for ref, partner in carriers.items()
        if not any(carriers.get(earlier) == partner for earlier in _all_before(ref, before))
    )


def _all_before(ref: str, before: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(before[ref])
    while ahead:
        earlier = ahead.pop()
        if earlier not in found:
            found.add(earlier)
            ahead += before[earlier]
    return found


def _covered(event: _Event, partners: Sequence[RecoveryOption], delay: timedelta) -> Supply:
    """Return what the flow yields with partners: as much as its narrowest place lets through."""
    demand = event.product.demand_per_day * event.scenario.demand_factor
    carried = {ref for option in partners for ref in option.covers}
    narrow = [option.capacity_per_day for option in partners]
    narrow += [s.capacity_per_day for s in event.product.steps if s.ref not in carried]
    return Supply(
        refs=tuple(sorted(option.ref for option in partners)),
        start=in_days(delay),
        ramp=in_days(max(option.ramp for option in partners)),
        capacity=min([demand, *(capacity for capacity in narrow if capacity is not None)]),
        cost=sum((option.premium + option.transport for option in partners), Decimal(0)),
    )
