"""Turns what a BIA answers into wire bodies; decides nothing."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from enishi.domain.bia.assessment import MODEL_VERSION, Assessment, DailyLoss
from enishi.domain.bia.claims import SharedCapacity
from enishi.domain.bia.continuity import Continuity, StockCover
from enishi.domain.bia.guide import GuideItem
from enishi.domain.bia.impact import ImpactScore
from enishi.domain.bia.impact_over_time import ImpactOverTime
from enishi.domain.bia.independence import SharedHazard
from enishi.domain.bia.lint import CaseFinding
from enishi.domain.bia.pairs import BackupPair
from enishi.domain.bia.plan import plan_gaps
from enishi.domain.bia.priority import PossibleOrder, Priority
from enishi.domain.bia.product import Timing
from enishi.domain.bia.prospect import OptionProspect
from enishi.domain.bia.recovery import RecoveryOutcome
from enishi.domain.bia.schedule import Schedule, ScheduledStep
from enishi.domain.bia.skills import SkillCover
from enishi.domain.bia.stages import StageTarget
from enishi.domain.bia.values import in_days
from enishi.entrypoints.wire import bia_answers as answers


def present_assessment(
    assessment: Assessment,
    *,
    claims: Iterable[SharedCapacity] = (),
    pairs: Iterable[BackupPair] = (),
) -> answers.AssessmentOut:
    """The whole assessment; claims and pairs are known of cases that are kept alone."""
    return answers.AssessmentOut(
        model_version=MODEL_VERSION,
        assessed_on=assessment.day,
        daily_losses=[_daily_loss(item) for item in assessment.daily_losses],
        impacts=[_impact(item) for item in assessment.impacts],
        impacts_over_time=[_over_time(item) for item in assessment.impacts_over_time],
        schedules=[
            _schedule(product_ref, timing, schedule)
            for product_ref, timed in assessment.schedules.items()
            for timing, schedule in timed.items()
        ],
        covers=[_cover(item) for item in assessment.covers],
        priorities=[_priority(item) for item in assessment.priorities.rows],
        orders=[_order(item) for item in assessment.priorities.orders],
        continuity=[_continuity(item) for item in assessment.continuity],
        options=[_option(item, assessment.day) for item in assessment.options],
        outcomes=[present_outcome(item) for item in assessment.outcomes],
        stages=[_stage(item) for item in assessment.stages],
        skills=[_skill(item) for item in assessment.skills],
        pairs=[_pair(item) for item in pairs],
        claims=[_claim(item) for item in claims],
        findings=[_finding(item) for item in assessment.findings],
        guide=[_guide(item) for item in assessment.guide],
        plan_gaps=list(plan_gaps(assessment.case)),
    )


def present_outcome(outcome: RecoveryOutcome) -> answers.OutcomeOut:
    """What becomes of a product in an event."""
    return answers.OutcomeOut(
        product_ref=outcome.product_ref,
        scenario_ref=outcome.scenario_ref,
        option_refs=list(outcome.option_refs),
        stock_level=outcome.stock_level,
        lead_days=days(outcome.lead),
        delay_days=in_days(outcome.delay),
        shortage_days=in_days(outcome.shortage),
        unmet=number(outcome.unmet),
        supplied=number(outcome.supplied),
        loss=outcome.loss,
        lost_profit=outcome.lost_profit,
        penalties=outcome.penalties,
        option_costs=outcome.option_costs,
        rta_days=days(outcome.rta),
        tts_days=days(outcome.tts),
        rto_days=days(outcome.rto),
        is_rto_met=outcome.is_rto_met,
        is_official=outcome.is_official,
        points=[
            answers.PointOut(
                day=point.day,
                stock=number(point.stock),
                service=point.service,
                production=point.production,
            )
            for point in outcome.points
        ],
        notes=list(outcome.notes),
    )


def present_hazard(hazard: SharedHazard) -> answers.ExposureOut:
    """What an event does to a partner."""
    return answers.ExposureOut(
        scenario_ref=hazard.scenario_ref, exposure=hazard.exposure, shared=list(hazard.shared)
    )


def days(value: timedelta | None) -> Decimal | None:
    """A duration in days."""
    return None if value is None else in_days(value)


def number(value: Decimal) -> Decimal:
    """Pieces as they are shown: thirds of a piece have no end."""
    return round(value, 6)


def _pair(item: BackupPair) -> answers.BackupPairOut:
    return answers.BackupPairOut(
        one=item.one,
        other=item.other,
        independence_of_one=item.independence_of_one,
        independence_of_other=item.independence_of_other,
        text=item.text,
    )


def _claim(item: SharedCapacity) -> answers.ClaimOut:
    return answers.ClaimOut(
        firm_ref=item.firm_ref,
        scenario_ref=item.scenario_ref,
        claimed_per_day=number(item.claimed),
        capacity_per_day=number(item.capacity),
        granted_share=item.granted_share,
        text=item.text,
    )


def _daily_loss(item: DailyLoss) -> answers.DailyLossOut:
    return answers.DailyLossOut(
        product_ref=item.product.ref,
        name=item.product.name,
        calendar_days=item.calendar_days,
        daily_sales=item.sales,
        daily_marginal_profit=item.marginal_profit,
        formula=item.formula,
    )


def _impact(item: ImpactScore) -> answers.ImpactOut:
    return answers.ImpactOut(
        process_ref=item.process.ref,
        name=item.process.name,
        layer=item.process.layer,
        axes=[
            answers.AxisOut(axis=axis.axis.value, score=axis.score, reason=axis.reason)
            for axis in item.axes
        ],
        total=number(item.total),
        rank=item.rank.value,
    )


def _over_time(item: ImpactOverTime) -> answers.ImpactOverTimeOut:
    return answers.ImpactOverTimeOut(
        process_ref=item.process.ref,
        name=item.process.name,
        points=[
            answers.ImpactPointOut(
                hours=in_days(point.after) * 24, loss=point.loss, rank=point.rank.value
            )
            for point in item.points
        ],
        mtpd_hours=in_days(item.mtpd.limit) * 24 if item.mtpd else None,
        mtpd_reason=item.mtpd.reason if item.mtpd else None,
    )


def _schedule(product_ref: str, timing: Timing, schedule: Schedule) -> answers.ScheduleOut:
    return answers.ScheduleOut(
        product_ref=product_ref,
        mode=timing,
        total_days=in_days(schedule.total),
        steps=[_scheduled(step) for step in schedule.steps],
        critical_paths=[list(path) for path in schedule.critical_paths],
        critical_path_count=schedule.critical_path_count,
    )


def _scheduled(item: ScheduledStep) -> answers.ScheduledOut:
    return answers.ScheduledOut(
        ref=item.ref,
        name=item.step.name,
        takes_days=in_days(item.takes),
        earliest_start=in_days(item.earliest_start),
        earliest_finish=in_days(item.earliest_finish),
        latest_start=in_days(item.latest_start),
        latest_finish=in_days(item.latest_finish),
        total_float=in_days(item.total_float),
        free_float=in_days(item.free_float),
        drag=in_days(item.drag),
        is_critical=item.is_critical,
    )


def _cover(item: StockCover) -> answers.StockCoverOut:
    return answers.StockCoverOut(
        product_ref=item.product.ref, level=item.level, pieces=item.pieces, days=item.days
    )


def _priority(item: Priority) -> answers.PriorityOut:
    rating = item.rating
    return answers.PriorityOut(
        process_ref=item.process.ref,
        name=item.process.name,
        impact=rating.impact,
        ease=rating.ease,
        customer=rating.customer,
        legal=rating.legal,
        mean=number(item.mean),
        rank=item.label,
        first_share=item.first_share,
    )


def _order(item: PossibleOrder) -> answers.OrderOut:
    return answers.OrderOut(process_refs=list(item.refs), share=item.share)


def _continuity(item: Continuity) -> answers.ContinuityOut:
    process = item.process
    return answers.ContinuityOut(
        process_ref=process.ref,
        name=process.name,
        rto_hours=_hours(process.rto),
        mtpd_hours=_hours(process.mtpd),
        mbco=process.mbco,
        reached_hours=_hours(item.reached),
        waits_for=item.waits_for.ref if item.waits_for else None,
        is_met=item.is_met,
    )


def _option(item: OptionProspect, day: date) -> answers.OptionOut:
    option = item.option
    return answers.OptionOut(
        ref=option.ref,
        name=item.name,
        kind=option.kind,
        label=option.kind.label,
        product_ref=option.product_ref,
        covers=list(option.covers),
        first_delivery_days=in_days(item.first_delivery),
        ramp_days=in_days(option.ramp),
        capacity_share=item.capacity_share,
        premium=option.premium,
        transport=option.transport,
        preparation=option.preparation,
        activation=option.activation,
        hazard_independence=item.independence,
        exposures=[present_hazard(hazard) for hazard in item.hazards],
        rung=option.rung,
        standing=item.standing.label,
        is_official=item.counts and option.is_official(day),
        valid_until=option.valid_until,
        notes=list(item.notes),
    )


def _stage(item: StageTarget) -> answers.StageOut:
    return answers.StageOut(
        stage=item.stage,
        label=item.stage.label,
        process_refs=[process.ref for process in item.processes],
        service_level=item.service_level,
        text=item.text,
    )


def _skill(item: SkillCover) -> answers.SkillOut:
    return answers.SkillOut(
        process_ref=item.process.ref,
        skill=item.skill.name,
        holders=item.holders,
        needed=item.skill.needed,
        is_single_point=item.is_single_point,
        text=item.text,
    )


def _finding(item: CaseFinding) -> answers.FindingOut:
    return answers.FindingOut(
        rule=item.rule,
        severity=item.severity.value,
        field=item.field,
        text=item.text,
        english=item.english,
    )


def _guide(item: GuideItem) -> answers.GuideItemOut:
    return answers.GuideItemOut(
        ref=item.ref, text=item.text, is_done=item.is_done, evidence=item.evidence
    )


def _hours(value: timedelta | None) -> Decimal | None:
    return None if value is None else in_days(value) * 24
