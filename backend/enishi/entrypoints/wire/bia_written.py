"""Writes a BIA case back as its body: what is read from a body is written as the same body."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from typing import Any

from enishi.domain.bia.case import Case
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.process import DataSet, Process
from enishi.domain.bia.product import ProcessStep, Product
from enishi.domain.bia.scenario import Footprint, Location, Scenario, Site
from enishi.domain.bia.values import in_days
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_events import OptionBody


def case_body(case: Case) -> CaseBody:
    """Return the body that `to_case` reads as this case."""
    plain = ("title", "firm_name", "firm_ref", "budget", "approver", "hearings")
    return CaseBody.model_validate(
        {
            **{name: getattr(case, name) for name in plain},
            "finance": _flat(case.finance),
            "impact_weights": _flat(case.impact_weights),
            "priority_weights": _flat(case.priority_weights),
            "sales_bands": list(case.sales_bands.starts),
            "sites": [_site(site) for site in case.sites],
            "processes": [_process(process) for process in case.processes],
            "data": [_data_set(item) for item in case.data],
            "products": [_product(product) for product in case.products],
            "scenarios": [_scenario(scenario) for scenario in case.scenarios],
            "options": [_option(option) for option in case.options],
            "skills": [_flat(skill) for skill in case.skills],
            "plan": _flat(case.plan),
            "approved_on": case.approved_on,
            "review_on": case.review_on,
            "done": sorted(case.done),
        }
    )


def option_body(option: RecoveryOption) -> OptionBody:
    """Return the body that `to_option` reads as this option."""
    return OptionBody.model_validate(_option(option))


def _flat(noun: Any) -> dict[str, Any]:
    """Return the fields of a noun that its body calls the same; lists where it has tuples."""
    return {
        item.name: list(value) if isinstance(value, tuple) else value
        for item in fields(noun)
        for value in (getattr(noun, item.name),)
    }


def _renamed(
    noun: Any, *, hours: Iterable[str] = (), days: Iterable[str] = (), **others: Any
) -> dict[str, Any]:
    """Return the fields of a noun with its durations in hours or days, as the body names them."""
    flat: dict[str, Any] = _flat(noun)
    for name in hours:
        flat[f"{name}_hours"] = _hours(flat.pop(name))
    for name in days:
        flat[f"{name}_days"] = _days(flat.pop(name))
    return flat | others


def _hours(value: timedelta | None) -> Decimal | None:
    return None if value is None else _plain(in_days(value * 24))


def _days(value: timedelta | None) -> Decimal | None:
    return None if value is None else _plain(in_days(value))


def _plain(value: Decimal) -> Decimal:
    """Return a number within the nine decimals of a body; a microsecond of a day is longer."""
    return round(value, 9)


def _place(place: Location) -> Mapping[str, Any]:
    return _flat(place)


def _site(site: Site) -> dict[str, Any]:
    flat = _flat(site)
    return {**_place(flat.pop("place")), **flat}


def _process(process: Process) -> dict[str, Any]:
    return _renamed(
        process,
        hours=("takes", "tolerance", "rto", "mtpd", "own_recovery"),
        laws=sorted(process.laws),
        stated=_flat(process.stated),
        rating=None if process.rating is None else _flat(process.rating),
        upstream=[_renamed(item, hours=("buffer",)) for item in process.upstream],
    )


def _data_set(item: DataSet) -> dict[str, Any]:
    return _renamed(item, hours=("rpo", "backup_interval"))


def _product(product: Product) -> dict[str, Any]:
    return _flat(product) | {
        "stock": _flat(product.stock),
        "steps": [_step(step) for step in product.steps],
        "penalties": [_renamed(item, days=("after",)) for item in product.penalties],
    }


def _step(step: ProcessStep) -> dict[str, Any]:
    return _renamed(step, days=("normal", "constrained", "recovery"))


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return _renamed(
        scenario,
        hours=("blackout", "flooding"),
        days=("outage", "lead_delay"),
        footprint=_footprint(scenario.footprint),
    )


def _footprint(footprint: Footprint) -> dict[str, list[str]]:
    return {item.name: sorted(getattr(footprint, item.name)) for item in fields(footprint)}


def _option(option: RecoveryOption) -> dict[str, Any]:
    lead = {
        f"{item.name}_days": _days(getattr(option.lead, item.name)) for item in fields(option.lead)
    }
    return _renamed(
        option,
        days=("ramp",),
        lead=lead,
        places=[_place(place) for place in option.places],
    )
