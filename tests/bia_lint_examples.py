"""For every rule of the plan's lint, a case that breaks it and one that just keeps it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from builders_bia import a_case, a_process, a_product, a_rating, a_scenario, a_step, days, hours
from enishi.domain.bia.case import Case
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.option import OptionKind, RecoveryOption
from enishi.domain.bia.process import (
    Contract,
    DataClass,
    DataSet,
    Layer,
    Process,
    RecoveryStage,
    Skill,
    StatedScores,
    Upstream,
)
from enishi.domain.bia.product import Penalty, Stock
from enishi.domain.bia.scenario import Footprint, Location, Site
from enishi.domain.readiness import Rung

DAY = date(2026, 4, 1)
HERE, THERE, SOMEWHERE = Location("11203"), Location("15213"), Location(None)
SALES = {"annual_sales": Decimal(36_500_000), "margin": Decimal(1)}  # 100,000 yen a day
S_RANK = StatedScores(*[Decimal(5)] * 4)


class Example(NamedTuple):
    """A case that breaks a rule at a field, and one that keeps the rule."""

    broken: Case
    kept: Case
    field: str


def _process(field: str, broken: dict[str, Any], kept: dict[str, Any], **case: Any) -> Example:
    return Example(
        a_case(a_process(**broken), **case),
        a_case(a_process(**kept), **case),
        f"processes[0].{field}",
    )


def _pair(first: dict[str, Any], second: dict[str, Any]) -> Case:
    return a_case(a_process("P1", **first), a_process("P2", **second))


def _data(field: str, broken: dict[str, Any], kept: dict[str, Any]) -> Example:
    given = {"name": "受注", "data_class": DataClass.DAILY}
    found = [a_case(data=(DataSet(**(given | part)),)) for part in (broken, kept)]
    return Example(found[0], found[1], f"data[0].{field}")


def _product(field: str, broken: dict[str, Any], kept: dict[str, Any]) -> Example:
    found = [a_case(products=(a_product(**part),)) for part in (broken, kept)]
    return Example(found[0], found[1], f"products[0].{field}")


def _option(field: str, broken: dict[str, Any], kept: dict[str, Any], **case: Any) -> Example:
    return Example(
        with_option(**broken, **case), with_option(**kept, **case), f"options[0].{field}"
    )


def with_option(**named: Any) -> Case:
    case = {
        "products": (a_product(),),
        "sites": (Site("S1", "本社", HERE),),
        "scenarios": (a_scenario(),),
    }
    given = {"ref": "O1", "name": "協力会社", "kind": OptionKind.ALTERNATIVE, "product_ref": "A"}
    shared = {name: named.pop(name) for name in case.keys() & named.keys()}
    return a_case(options=(RecoveryOption(**(given | named)),), **(case | shared))


def _whole(field: str, broken: dict[str, Any], kept: dict[str, Any]) -> Example:
    return Example(a_case(a_process(), **broken), a_case(a_process(), **kept), field)


def _skill(field: str, broken: dict[str, Any], kept: dict[str, Any]) -> Example:
    given = {"name": "溶接", "process_ref": "P1"}
    found = [a_case(a_process(), skills=(Skill(**(given | part)),)) for part in (broken, kept)]
    return Example(found[0], found[1], f"skills[0].{field}")


def _scored(*stated: StatedScores) -> Case:
    return a_case(*(a_process(str(n), stated=scores) for n, scores in enumerate(stated)))


def _rated(*ratings: str, rtos: tuple[int, ...] = ()) -> Case:
    rto = [hours(value) for value in rtos] or [None] * len(ratings)
    return a_case(
        *(a_process(str(n), rating=a_rating(*four), rto=rto[n]) for n, four in enumerate(ratings))
    )


def _made(**named: Any) -> dict[str, Any]:
    """A product that the process P1 makes."""
    return {"products": (a_product(steps=(a_step("1", process_ref="P1"),), **named),)}


def _layered(*layers: Layer) -> tuple[Process, ...]:
    return tuple(a_process(str(n), layer=layer) for n, layer in enumerate(layers))


def _buffered(buffer: float) -> Case:
    stock = Stock(Decimal(300), Decimal(100), Decimal(600))  # 2, 6 and 12 days
    last = a_process("P2", upstream=(Upstream("P1", days(buffer)),))
    return a_case(a_process("P1"), last, **_made(stock=stock))


_ROW = (a_step("1"), a_step("2", after="1"), a_step("3", after="2"))
_SIDE_BY_SIDE = (a_step("1"), a_step("2"), a_step("3", after="12"))
_SLOW = {"steps": (a_step("1", normal=days(1), constrained=days(1), recovery=days(9)),)}
_QUICK = {"steps": (a_step("1", normal=days(1), constrained=days(1), recovery=days(7)),)}
_HALF = Decimal("0.5")
_BLACKOUT = {"scenarios": (a_scenario(blackout=hours(72)),)}
_AT = {"sites": (Site("S1", "本社", HERE),)}

EXAMPLES: dict[str, Example] = {
    "rto-over-tolerance": _process(
        "rto_hours",
        {"rto": hours(3), "contract": Contract.JIT},
        {"rto": hours(2), "contract": Contract.JIT},
    ),
    "rto-over-contract-class": _process(
        "rto_hours",
        {"rto": hours(73), "contract": Contract.REGULAR},
        {"rto": hours(72), "contract": Contract.REGULAR},
    ),
    "tolerance-over-contract-class": _process(
        "tolerance_hours",
        {"tolerance": hours(3), "contract": Contract.JIT},
        {"tolerance": hours(2), "contract": Contract.JIT},
    ),
    "rto-over-mtpd": _process(
        "rto_hours",
        {"rto": hours(25), "sales_share": Decimal(1)},
        {"rto": hours(24), "sales_share": Decimal(1)},
        finance=Finance(**SALES, cash_limit=Decimal(100_000)),
    ),
    "rto-before-upstream": Example(
        _pair({"rto": hours(9)}, {"rto": hours(4), "upstream": (Upstream("P1", hours(4)),)}),
        _pair({"rto": hours(9)}, {"rto": hours(4), "upstream": (Upstream("P1", hours(5)),)}),
        "processes[1].rto_hours",
    ),
    "recovery-over-rto": _process(
        "rto_hours",
        {"rto": hours(4), "own_recovery": hours(5)},
        {"rto": hours(4), "own_recovery": hours(4)},
    ),
    "rto-under-outage": _process(
        "rto_hours", {"rto": hours(71)}, {"rto": hours(72)}, **_BLACKOUT, **_AT
    ),
    "rto-without-mbco": _process("mbco", {"rto": hours(1)}, {"rto": hours(1), "mbco": _HALF}),
    "rto-without-grounds": _process(
        "grounds", {"rto": hours(1), "grounds": " "}, {"rto": hours(1), "grounds": "紙の様式"}
    ),
    "stage-against-rto": _process(
        "stage",
        {"rto": hours(24), "stage": RecoveryStage.PROVISIONAL},
        {"rto": hours(25), "stage": RecoveryStage.PROVISIONAL},
    ),
    "level-under-mbco": _process(
        "service_level",
        {"service_level": Decimal("0.4"), "mbco": _HALF},
        {"service_level": _HALF, "mbco": _HALF},
    ),
    "rto-missing": _process("rto_hours", {"stated": S_RANK}, {"stated": S_RANK, "rto": hours(1)}),
    "lead-time-over-rto": Example(
        a_case(a_process(rto=hours(23)), **_made()),
        a_case(a_process(rto=hours(24)), **_made()),
        "products[0].steps",
    ),
    "rpo-over-class": _data("rpo_hours", {"rpo": hours(25)}, {"rpo": hours(24)}),
    "rpo-missing": _data("rpo_hours", {}, {"rpo": hours(24)}),
    "backup-over-rpo": _data(
        "backup_interval_hours",
        {"rpo": hours(4), "backup_interval": hours(5)},
        {"rpo": hours(4), "backup_interval": hours(4)},
    ),
    "backup-unknown": _data(
        "backup_interval_hours", {"rpo": hours(4)}, {"rpo": hours(4), "backup_interval": hours(1)}
    ),
    "grounds-name-another-target": _process(
        "grounds",
        {"rto": hours(4), "grounds": "受発注業務のRTO：24時間"},
        {"rto": hours(24), "grounds": "受発注業務のRTOは1日"},
    ),
    "too-many-top-ranks": Example(
        _scored(S_RANK, S_RANK, StatedScores(*[Decimal(1)] * 4)),
        _scored(S_RANK, StatedScores(*[Decimal(1)] * 4), StatedScores(*[Decimal(1)] * 4)),
        "processes",
    ),
    "axis-without-facts": Example(
        a_case(a_process(contract=Contract.SPOT)),
        a_case(a_process(contract=Contract.SPOT, sales_share=_HALF)),
        "processes[0]",
    ),
    "priority-tie": Example(_rated("4542", "4445"), _rated("4542", "4444"), "processes[1].rating"),
    "priority-against-rto": Example(
        _rated("5555", "1111", rtos=(5, 4)),
        _rated("5555", "1111", rtos=(4, 4)),
        "processes[0].rto_hours",
    ),
    "priority-unstable": Example(
        _rated("5354", "4445", "4542", "4443"), _rated("5555", "1111"), "priority_weights"
    ),
    "priority-missing": Example(
        _scored(S_RANK),
        a_case(a_process(stated=S_RANK, rating=a_rating(*"5555"))),
        "processes",
    ),
    "product-shares-over-one": Example(
        a_case(
            products=(a_product("A", sales_share=_HALF), a_product("B", sales_share=Decimal("0.6")))
        ),
        a_case(products=(a_product("A", sales_share=_HALF), a_product("B", sales_share=_HALF))),
        "products",
    ),
    "customer-shares-over-one": Example(
        _pair({"customer_share": _HALF}, {"customer_share": Decimal("0.6")}),
        _pair({"customer_share": _HALF}, {"customer_share": _HALF}),
        "processes",
    ),
    "layers-missing": Example(
        a_case(*_layered(Layer.BUSINESS, Layer.OPERATION)), a_case(*_layered(*Layer)), "processes"
    ),
    "no-dependencies": Example(
        _pair({"rto": hours(1)}, {"rto": hours(2)}),
        _pair({"rto": hours(1)}, {"rto": hours(2), "upstream": (Upstream("P1"),)}),
        "processes",
    ),
    "single-stock-figure": _product(
        "stock",
        {"stock": Stock(Decimal(300), minimum=Decimal(100))},
        {"stock": Stock(Decimal(300), Decimal(100), Decimal(600))},
    ),
    "buffer-over-minimum-stock": Example(
        _buffered(2.5), _buffered(2), "processes[1].upstream[0].buffer_hours"
    ),
    "flow-missing": _product("steps", {"steps": ()}, {}),
    "no-parallel-drawn": _product("steps", {"steps": _ROW}, {"steps": _SIDE_BY_SIDE}),
    "series-all-critical": _product("steps", {"steps": _ROW}, {"steps": _SIDE_BY_SIDE}),
    "capacity-under-demand": _product(
        "steps[0].capacity_per_day",
        {"steps": (a_step("1", capacity_per_day=Decimal(49)),)},
        {"steps": (a_step("1", capacity_per_day=Decimal(50)),)},
    ),
    "durations-out-of-order": _product(
        "steps[0]", {"steps": (a_step("1", 2, normal=days(3)),)}, {"steps": (a_step("1", 2),)}
    ),
    # Eight days late are two too many for six days of stock; six are not.
    "delay-over-stock": _product("stock.mean", _SLOW, _QUICK),
    "penalty-in-reach": _product(
        "penalties[0]",
        _SLOW | {"penalties": (Penalty("X", days(1), Decimal(1)),)},
        _SLOW | {"penalties": (Penalty("X", days(2), Decimal(1)),)},
    ),
    "calendar-unchecked": Example(
        a_case(products=(a_product(),)), a_case(a_process()), "finance.calendar_days"
    ),
    "cash-limit-missing": _whole(
        "finance.cash_limit",
        {"finance": Finance(**SALES)},
        {"finance": Finance(**SALES, cash_limit=Decimal(1))},
    ),
    "scenario-missing": _whole("scenarios", {}, {"scenarios": (a_scenario(),)}),
    "site-missing": _whole(
        "sites", {"scenarios": (a_scenario(),)}, {"scenarios": (a_scenario(),)} | _AT
    ),
    "site-hazard-unknown": _whole(
        "sites[0]",
        {"scenarios": (a_scenario(),), "sites": (Site("S1", "本社", SOMEWHERE),)},
        {"scenarios": (a_scenario(),)} | _AT,
    ),
    "scenario-strikes-no-site": _whole(
        "scenarios[0].footprint",
        {"scenarios": (a_scenario(),), "sites": (Site("S1", "本社", THERE),)},
        {"scenarios": (a_scenario(),), "sites": (Site("S1", "本社", SOMEWHERE),)},
    ),
    "scenario-without-grounds": _whole(
        "scenarios[0].grounds",
        {"scenarios": (a_scenario(),)},
        {"scenarios": (a_scenario(grounds="公開の想定"),)},
    ),
    "partner-hazard-unknown": _option("places", {"places": (SOMEWHERE,)}, {"places": (THERE,)}),
    "partner-shares-hazard": _option("places", {"places": (THERE, HERE)}, {"places": (THERE,)}),
    "partner-unqualified": _option("rung", {"rung": Rung.AGREED}, {"rung": Rung.QUALIFIED}),
    "partner-expired": _option(
        "valid_until", {"valid_until": DAY - timedelta(days=1)}, {"valid_until": DAY}
    ),
    "partner-estimated": _option("is_estimated", {"is_estimated": True}, {}),
    "quality-boundary-missing": _option(
        "quality_boundary",
        {"kind": OptionKind.OUTSIDE_INSPECTION, "covers": ("1",)},
        {"kind": OptionKind.OUTSIDE_INSPECTION, "covers": ("1",), "quality_boundary": "合否は自社"},
    ),
    "no-hearing": _whole("hearings", {"hearings": 0}, {"hearings": 1}),
    "sole-skill-holder": _skill("holders", {"holders": ("甲",)}, {"holders": ("甲", "乙")}),
    "too-few-skill-holders": _skill(
        "holders", {"holders": ("甲", "乙"), "needed": 3}, {"holders": ("甲", "乙"), "needed": 2}
    ),
    "skill-without-manual": _skill("has_manual", {}, {"has_manual": True}),
    "approver-missing": _whole("approver", {}, {"approver": "社長"}),
    "approval-missing": _whole("approved_on", {}, {"approved_on": DAY}),
    "plan-older-than-a-year": _whole(
        "approved_on", {"approved_on": date(2025, 3, 30)}, {"approved_on": date(2025, 4, 1)}
    ),
    "review-date-missing": _whole("review_on", {}, {"review_on": DAY}),
    "review-overdue": _whole(
        "review_on", {"review_on": DAY - timedelta(days=1)}, {"review_on": DAY}
    ),
}

# A footprint by river, for a partner of which only the municipality is known.
BY_RIVER = Footprint(river_systems=frozenset({"荒川水系"}))
