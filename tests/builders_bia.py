"""BIA nouns that name only what a test is about; the rest is small, sound and silent."""

import json
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from enishi.domain.bia.case import Case
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.process import PriorityRating, Process
from enishi.domain.bia.product import ProcessStep, Product, Stock
from enishi.domain.bia.scenario import Footprint, Hazard, Scenario
from enishi.entrypoints.wire.bia_case import CaseBody

_ROOT = Path(__file__).parents[1]


@cache
def known_answers() -> dict[str, Any]:
    """The known answers that were agreed once for the whole analysis."""
    path = _ROOT / "tests" / "domain" / "bia" / "bia_fixture.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def the_seed_case() -> Case:
    """The example firm that is shipped: the one of the seed document, with its contradictions."""
    path = _ROOT / "corpus" / "bia" / "seed.yaml"
    return CaseBody.model_validate(yaml.safe_load(path.read_text("utf-8"))).to_case()


def hours(value: float) -> timedelta:
    return timedelta(hours=value)


def days(value: float) -> timedelta:
    return timedelta(days=value)


def a_step(ref: str, takes: float = 1, after: str | list[str] = (), **named: Any) -> ProcessStep:
    """A step that takes as many days under all three timings; a string lists one-letter refs."""
    durations = {"normal": days(takes), "constrained": days(takes), "recovery": days(takes)}
    return ProcessStep(ref=ref, name=ref, after=tuple(after), **(durations | named))


def a_process(ref: str = "P1", **named: Any) -> Process:
    return Process(**({"ref": ref, "name": ref} | named))


def a_rating(impact: str, ease: str, customer: str, legal: str) -> PriorityRating:
    return PriorityRating(*map(Decimal, (impact, ease, customer, legal)))


def a_product(ref: str = "A", **named: Any) -> Product:
    given = {
        "sales_share": Decimal("0.4"),
        "demand_per_day": Decimal(50),
        "stock": Stock(Decimal(300), Decimal(100), Decimal(600)),
        "steps": (a_step("1"),),
    }
    return Product(**({"ref": ref, "name": ref} | given | named))


def a_scenario(ref: str = "quake", **named: Any) -> Scenario:
    given = {
        "hazard": Hazard.EARTHQUAKE,
        "footprint": Footprint(municipalities=frozenset({"11203"})),
        "annual_rate": Decimal("0.03"),
    }
    return Scenario(**({"ref": ref, "name": ref} | given | named))


def a_case(*processes: Process, **named: Any) -> Case:
    """A case of a firm with the seed's sales and margin."""
    given = {
        "title": "分析",
        "firm_name": "例示工業",
        "finance": Finance(Decimal(300_000_000), Decimal("0.3")),
    }
    return Case(processes=processes, **(given | named))
