"""The need that a BIA process has of a partner, written as it would be posted on the board."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.process import Process
from enishi.domain.bia.product import ProcessStep, Product
from enishi.domain.bia.recovery import recover
from enishi.domain.bia.values import in_days
from enishi.domain.constraint import Constraints
from enishi.domain.limits import DESCRIPTION, NAME, QUERY
from enishi.domain.need import Need, NeedKind


def need_of_steps(
    case: Case,
    product: Product,
    covers: Collection[str],
    day: date,
    *,
    ref: str,
    firm_ref: str | None,
) -> Need:
    """Return the need of a partner for steps of a product; of none: for the whole of it.

    It says what is done, with which equipment and of which materials, and nothing else: words
    about disasters would find advisers, and the firm's or the product's name would tell who is
    weak where. `query` is the same for the search. The lot is a day's shipments. A partner
    slower than the firm's own recovery would help nobody: that is the longest lead time.
    """
    steps = [step for step in product.steps if not covers or step.ref in covers]
    processes = _processes(case, steps)
    work = list(dict.fromkeys(step.name for step in steps)) or [product.name]
    equipment, materials = _things(processes, "equipment"), _things(processes, "materials")
    said = {"工程": work, "設備": equipment, "資材": materials}
    return Need(
        ref=ref,
        kind=NeedKind.ALTERNATIVE_SOURCING,
        title=f"{'・'.join(work)}の代替先"[:NAME],
        description="\n".join(
            f"{name}：{'、'.join(items)}" for name, items in said.items() if items
        )[:DESCRIPTION],
        query="、".join([*work, *equipment, *materials])[:QUERY],
        firm_ref=firm_ref,
        constraints=Constraints(
            lot=int(product.demand_per_day.to_integral_value(ROUND_CEILING)),
            max_lead_time_days=_longest(case, product, day),
        ),
    )


def _processes(case: Case, steps: Collection[ProcessStep]) -> list[Process]:
    refs = {step.process_ref for step in steps}
    return [process for process in case.processes if process.ref in refs]


def _things(processes: Collection[Process], kind: str) -> list[str]:
    """Return the equipment or the materials of some processes, each once."""
    return list(dict.fromkeys(item for process in processes for item in getattr(process, kind)))


def _longest(case: Case, product: Product, day: date) -> int | None:
    """Return in how many days the firm is back by itself after the longest of its events."""
    delays = [recover(case, product, scenario, day=day).delay for scenario in case.scenarios]
    longest = max(delays, default=timedelta(0))
    days = in_days(longest).to_integral_value(ROUND_CEILING)
    return int(days) if days > Decimal(0) else None
