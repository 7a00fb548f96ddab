"""What recovery tests are about: the agreed product in an outage, options, events, draws."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from builders_bia import a_case, a_product, a_scenario, days
from enishi.domain.bia.case import Case
from enishi.domain.bia.option import Lead, OptionKind, RecoveryOption
from enishi.domain.bia.product import Penalty, Product, Stock
from enishi.domain.bia.recovery import RecoveryOutcome, recover
from enishi.domain.bia.scenario import Footprint, Location, Scenario
from enishi.domain.readiness import Rung

TODAY = date(2026, 4, 1)
HOME = Location("11203", "荒川水系", "東京電力管内")
NIIGATA = Location("15213", "信濃川水系", "東北電力管内")
OSAKA = Location("27227", "大和川水系", "関西電力管内")
THE_PENALTY = Penalty("顧客X", days(2), Decimal(1_000_000))


def an_option(ref: str = "O1", kind: OptionKind = OptionKind.ALTERNATIVE, **named: Any):
    """A qualified partner far away who delivers finished pieces at once and for nothing."""
    given: dict[str, Any] = {"name": ref, "product_ref": "A", "places": (NIIGATA,)}
    if kind.needs_partner:
        given["rung"] = Rung.TRAINED
    return RecoveryOption(**({"ref": ref, "kind": kind} | given | named))


def an_alternative(ref: str = "O1", lead: float = 12, **named: Any) -> RecoveryOption:
    """The alternative of the agreed answers: 30 pieces a day after a ramp of 4 days."""
    given = {
        "lead": Lead(production=days(lead)),
        "ramp": days(4),
        "capacity_per_day": Decimal(30),
        "premium": Decimal(450),
        "activation": Decimal(200_000),
    }
    return an_option(ref, **(given | named))


def the_product(**named: Any) -> Product:
    """The product of the agreed answers: 50 pieces a day, 300 in stock, one penalty."""
    given = {
        "demand_per_day": Decimal(50),
        "stock": Stock(Decimal(300), Decimal(100), Decimal(600)),
        "penalties": (THE_PENALTY,),
        "steps": (),
    }
    return a_product("A", **(given | named))


def an_outage(length: float | timedelta = 20, ref: str = "quake", **named: Any) -> Scenario:
    """An event that stands own production for so many days."""
    outage = length if isinstance(length, timedelta) else days(length)
    return a_scenario(ref, **({"outage": outage} | named))


def outcome(
    *options: RecoveryOption,
    product: Product | None = None,
    scenario: Scenario | None = None,
    case: Case | None = None,
    **named: Any,
) -> RecoveryOutcome:
    product = product or the_product()
    case = case or a_case(products=(product,))
    return recover(case, product, scenario or an_outage(), options, day=TODAY, **named)


def a_footprint(**named: Any) -> Footprint:
    return Footprint(**{name: frozenset(values) for name, values in named.items()})
