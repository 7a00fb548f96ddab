"""The shipped example, and an assessment of a case with figures that are easy to find again."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from enishi.domain.bia.option import OptionKind
from enishi.domain.bia.process import Layer, RecoveryStage
from enishi.domain.bia.product import StockLevel, Timing
from enishi.domain.bia.scenario import Exposure
from enishi.domain.readiness import Rung
from enishi.entrypoints.wire.bia_answers import (
    AssessmentOut,
    AxisOut,
    BackupPairOut,
    ContinuityOut,
    CoverOut,
    DailyLossOut,
    ExposureOut,
    FindingOut,
    GuideItemOut,
    ImpactOut,
    ImpactOverTimeOut,
    ImpactPointOut,
    OptionOut,
    OrderOut,
    OutcomeOut,
    PriorityOut,
    ScheduledOut,
    ScheduleOut,
    SkillOut,
    StageOut,
)
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_events import OptionBody

SEED = Path(__file__).parents[1] / "corpus" / "bia" / "seed.yaml"
DAY = date(2026, 11, 26)
_OFFICIAL = frozenset({Rung.QUALIFIED, Rung.TRAINED})
_TOTALS = {Timing.NORMAL: 12, Timing.CONSTRAINED: 19, Timing.RECOVERY: 26}


def the_seed(**changed: Any) -> CaseBody:
    """Return the shipped example, with some of its fields changed."""
    return CaseBody.model_validate(yaml.safe_load(SEED.read_text("utf-8")) | changed)


def an_assessment(case: CaseBody, **told: Any) -> AssessmentOut:
    """Return an assessment that has something to say of everything in the case."""
    base = AssessmentOut(
        model_version="bia-1",
        assessed_on=DAY,
        daily_losses=[_daily_loss(product.ref, product.name) for product in case.products],
        impacts=[_impact(process.ref, process.name) for process in case.processes],
        impacts_over_time=[_over_time(process.ref, process.name) for process in case.processes],
        schedules=[
            _schedule(product.ref, [step.ref for step in product.steps], mode)
            for product in case.products
            for mode in Timing
        ],
        covers=[
            CoverOut(product_ref=product.ref, level=level, pieces=Decimal(300), days=Decimal(6))
            for product in case.products
            for level in StockLevel
        ],
        priorities=[
            _priority(process.ref, process.name) for process in case.processes if process.rating
        ],
        orders=[OrderOut(process_refs=[p.ref for p in case.processes], share=Decimal("0.468"))],
        continuity=[_continuity(process.ref, process.name) for process in case.processes],
        options=[an_option_judged(option, case) for option in case.options],
        outcomes=[
            outcome
            for product in case.products
            for scenario in case.scenarios
            for outcome in _outcomes(case, product.ref, scenario.ref)
        ],
        stages=[
            StageOut(
                stage=stage,
                label=stage.label,
                process_refs=[p.ref for p in case.processes if p.stage is stage],
                service_level=Decimal("0.5"),
                text="段階の説明",
            )
            for stage in RecoveryStage
        ],
        skills=[
            SkillOut(
                process_ref=skill.process_ref,
                skill=skill.name,
                holders=len(skill.holders),
                needed=skill.needed,
                is_single_point=len(skill.holders) < skill.needed,
                text=f"「{skill.name}」ができる人は{len(skill.holders)}人",
            )
            for skill in case.skills
        ],
        pairs=[
            BackupPairOut(
                one=option.name,
                other=case.firm_name,
                independence_of_one=None,
                independence_of_other=None,
                text=f"{option.name}と{case.firm_name}は互いの代替先になれます",
            )
            for option in case.options
            if option.kind is OptionKind.ALTERNATIVE
        ],
        findings=[
            FindingOut(
                rule="partner-not-qualified",
                severity="warning",
                field=f"options[{number}]",
                text=f"「{option.name}」は正式に数えません",
                english=f"“{option.name}” does not count",
            )
            for number, option in enumerate(case.options)
        ],
        guide=[GuideItemOut(ref="G1", text="在庫を数える", is_done=False, evidence=None)],
        plan_gaps=[],
    )
    return base.model_copy(update=told)


def an_option_judged(option: OptionBody, case: CaseBody) -> OptionOut:
    """Return what is said of an option: only qualified and trained partners are official."""
    official = not option.kind.needs_partner or option.rung in _OFFICIAL
    standing = "正式" if official else "推定" if option.is_estimated else "予定"
    return OptionOut(
        ref=option.ref,
        name=option.name,
        kind=option.kind,
        label=option.kind.label,
        product_ref=option.product_ref,
        covers=option.covers,
        first_delivery_days=Decimal("2.6"),
        ramp_days=option.ramp_days,
        capacity_share=Decimal("0.6"),
        premium=option.premium,
        transport=option.transport,
        preparation=option.preparation,
        activation=option.activation,
        hazard_independence=Decimal("0.4444444444"),
        exposures=[
            ExposureOut(
                scenario_ref=scenario.ref,
                exposure=Exposure.HIT,
                shared=["同じ電力管内（東京電力管内）"],
            )
            for scenario in case.scenarios
        ],
        rung=option.rung,
        standing=standing,
        is_official=official,
        valid_until=option.valid_until,
        notes=[f"{option.name}の注記"],
    )


def _outcomes(case: CaseBody, product_ref: str, scenario_ref: str) -> list[OutcomeOut]:
    """Return no help at each stock, each option alone, and all official options together."""
    refs = [option.ref for option in case.options if option.product_ref == product_ref]
    official = [
        option.ref
        for option in case.options
        if option.product_ref == product_ref and an_option_judged(option, case).is_official
    ]
    bare = [
        _outcome(product_ref, scenario_ref, [], level, shortage)
        for level, shortage in zip(StockLevel, (11, 8, 4), strict=True)
    ]
    alone = [
        _outcome(product_ref, scenario_ref, [ref], StockLevel.MEAN, 4, official=ref in official)
        for ref in refs
    ]
    together = [_outcome(product_ref, scenario_ref, official, StockLevel.MEAN, 0)]
    return [*bare, *alone, *(together if len(official) > 1 else [])]


def _outcome(
    product_ref: str,
    scenario_ref: str,
    refs: list[str],
    level: StockLevel,
    shortage: int,
    *,
    official: bool = True,
) -> OutcomeOut:
    profit = Decimal("98630.1369863014") * shortage
    penalty = Decimal(1_000_000 if shortage > 2 else 0)
    return OutcomeOut(
        product_ref=product_ref,
        scenario_ref=scenario_ref,
        option_refs=refs,
        stock_level=level,
        lead_days=Decimal(26),
        delay_days=Decimal(shortage + 6),
        shortage_days=Decimal(shortage),
        unmet=Decimal(50 * shortage),
        supplied=Decimal(0),
        loss=profit + penalty,
        lost_profit=profit,
        penalties=penalty,
        option_costs=Decimal(0),
        rta_days=Decimal(shortage + 6),
        tts_days=Decimal(6) if shortage else None,
        rto_days=Decimal(1),
        is_rto_met=False,
        is_official=official,
        points=[],
    )


def _daily_loss(ref: str, name: str) -> DailyLossOut:
    return DailyLossOut(
        product_ref=ref,
        name=name,
        calendar_days=365,
        daily_sales=Decimal("328767.1232876712"),
        daily_marginal_profit=Decimal("98630.1369863014"),
        formula="300,000,000円 ÷ 365日 × 40% × 30%",
    )


def _impact(ref: str, name: str) -> ImpactOut:
    return ImpactOut(
        process_ref=ref,
        name=name,
        layer=Layer.OPERATION,
        axes=[AxisOut(axis="sales", score=Decimal(5), reason="会社の日次限界利益の25%以上")],
        total=Decimal("4.45"),
        rank="A",
    )


def _over_time(ref: str, name: str) -> ImpactOverTimeOut:
    marks = (2, 4, 8, 24, 48, 72, 168, 336, 720)
    return ImpactOverTimeOut(
        process_ref=ref,
        name=name,
        points=[
            ImpactPointOut(hours=Decimal(mark), loss=Decimal(98_630 * mark // 24), rank="B")
            for mark in marks
        ],
        mtpd_hours=Decimal(168),
        mtpd_reason="顧客の遅延許容時間",
    )


def _schedule(product_ref: str, refs: list[str], mode: Timing) -> ScheduleOut:
    return ScheduleOut(
        product_ref=product_ref,
        mode=mode,
        total_days=Decimal(_TOTALS[mode]),
        steps=[
            ScheduledOut(
                ref=ref,
                name=ref,
                takes_days=Decimal(4),
                earliest_start=Decimal(0),
                earliest_finish=Decimal(4),
                latest_start=Decimal(0),
                latest_finish=Decimal(4),
                total_float=Decimal(0),
                free_float=Decimal(0),
                drag=Decimal(4),
                is_critical=True,
            )
            for ref in refs
        ],
        critical_paths=[refs],
        critical_path_count=1,
    )


def _priority(ref: str, name: str) -> PriorityOut:
    return PriorityOut(
        process_ref=ref,
        name=name,
        impact=Decimal(4),
        ease=Decimal(4),
        customer=Decimal(4),
        legal=Decimal(5),
        mean=Decimal("4.1"),
        rank="2=",
        first_share=Decimal("0.143"),
    )


def _continuity(ref: str, name: str) -> ContinuityOut:
    return ContinuityOut(
        process_ref=ref,
        name=name,
        rto_hours=Decimal(12),
        mtpd_hours=None,
        mbco=None,
        reached_hours=Decimal(24),
        waits_for=ref,
        is_met=False,
    )
