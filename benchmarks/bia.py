r"""How long the BIA reckons: a portfolio, a simulation, the exact outcomes of the shipped case.

    python -m benchmarks.bia

Prints the median of some runs beside the figures that were found. Five options, three events and
sixty days for the portfolio; 20,000 draws of an outage of ninety days with five partners for the
simulation; every combination of the shipped case's options for the exact outcomes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated, TypeVar

import typer
import yaml

from enishi.adapters.solver import HighsPortfolioSolver, NumpyLossSimulator
from enishi.domain.bia.case import Case
from enishi.domain.bia.expectation import expected_loss
from enishi.domain.bia.option import Lead, OptionKind, RecoveryOption
from enishi.domain.bia.portfolio import PortfolioObjective, portfolio_problem
from enishi.domain.bia.product import StockLevel
from enishi.domain.bia.recovery import situation
from enishi.domain.bia.scenario import Location
from enishi.entrypoints.wire.bia_case import CaseBody

_CASE = Path(__file__).parents[1] / "corpus" / "bia" / "seed.yaml"
_FAR = Location("27227", "大和川水系", "関西電力管内")
AnswerT = TypeVar("AnswerT")


def main(runs: Annotated[int, typer.Option(help="回数")] = 3) -> None:
    """Time the three and print what they found."""
    case = _with_outages(
        CaseBody.model_validate(yaml.safe_load(_CASE.read_text("utf-8"))).to_case(), 60
    )
    day = date.today()
    options = [_partner(number) for number in range(5)]
    for objective in PortfolioObjective:
        problem = portfolio_problem(case, options, day)
        seconds, found = _timed(
            runs, lambda p=problem, o=objective: HighsPortfolioSolver().solve(p, o)
        )
        print(f"portfolio ({objective}): {seconds:.2f} s, {found.option_refs}, {found.value:,.0f}")
    met = situation(
        case,
        case.products[0],
        _with_outages(case, 90).scenarios[0],
        options,
        level=StockLevel.MEAN,
        day=day,
    )
    seconds, drawn = _timed(runs, lambda: NumpyLossSimulator().simulate([met]))
    print(
        f"simulation: {seconds:.2f} s, mean {drawn.mean:,.0f} ± {drawn.standard_error:,.0f}, "
        f"VaR {drawn.var95:,.0f}, CVaR {drawn.cvar95:,.0f}"
    )
    seconds, expected = _timed(runs, lambda: expected_loss(case, [*case.options, *options], day))
    print(f"expected loss of ten options: {seconds:.2f} s, {expected.yearly:,.0f} yen a year")


def _timed(runs: int, reckon: Callable[[], AnswerT]) -> tuple[float, AnswerT]:
    times = []
    for _ in range(runs):
        begun = perf_counter()
        answer = reckon()
        times.append(perf_counter() - begun)
    return median(times), answer


def _with_outages(case: Case, days: int) -> Case:
    """Return the case with every event standing production so long."""
    return replace(
        case,
        scenarios=tuple(replace(item, outage=timedelta(days=days)) for item in case.scenarios),
    )


def _partner(number: int) -> RecoveryOption:
    return RecoveryOption(
        ref=f"N{number}",
        name=f"協力会社{number}",
        kind=OptionKind.ALTERNATIVE,
        product_ref="A",
        lead=Lead(production=timedelta(days=5 + 4 * number)),
        ramp=timedelta(days=4),
        capacity_per_day=Decimal(30),
        premium=Decimal(300 + 100 * number),
        preparation=Decimal(50_000 * number),
        activation=Decimal(200_000),
        places=(_FAR,),
    )


if __name__ == "__main__":
    typer.run(main)
