"""Turns what the services say of introductions into wire bodies; decides nothing."""

from decimal import Decimal

from enishi.domain.introduction import Hearing
from enishi.domain.match_response import MatchResponse
from enishi.domain.need import need_id
from enishi.domain.readiness import Evidence
from enishi.domain.yearly_report import LEAST_TO_SAY, NORTH_STARS, Share, YearlyReport
from enishi.entrypoints.wire import introduction_answers as answers
from enishi.entrypoints.wire import introduction_bodies as bodies
from enishi.entrypoints.wire.answers import CorrectionOut
from enishi.entrypoints.wire.present import firm_brief
from enishi.services.corrections import correction_record
from enishi.services.introductions.reminders import Reminders
from enishi.services.introductions.viewing import EventView, IntroductionView
from enishi.services.responses import ResponseResult


def introduction_out(view: IntroductionView) -> answers.IntroductionOut:
    """An introduction as its reader sees it."""
    standing = view.readiness
    return answers.IntroductionOut(
        introduction_ref=view.ref,
        need_ref=view.need_ref,
        need_id=str(need_id(view.need_ref)) if view.need_ref else None,
        purpose=view.purpose,
        title=view.title,
        stage=view.stage,
        stage_label=view.stage.label,
        next_stages=list(view.stage.next_stages),
        ending=view.ending,
        seeker=firm_brief(view.seeker) if view.seeker else None,
        candidate=firm_brief(view.candidate) if view.candidate else None,
        sides=sorted(view.sides),
        answers=dict(view.answers),
        released=sorted(view.released),
        told=_sentence(view.told),
        readiness=answers.ReadinessOut(
            rung=standing.rung, label=standing.rung.label, valid_until=standing.valid_until
        )
        if standing
        else None,
        questions=dict(view.questions),
        chamber_ref=view.chamber_ref,
        coordinator_ref=view.coordinator_ref,
        offered_to=view.offered_to,
        next_date=view.next_date,
        opened_at=view.opened_at,
        updated_at=view.updated_at,
    )


def event_out(event: EventView) -> answers.IntroductionEventOut:
    """One act."""
    return answers.IntroductionEventOut(
        at=event.at,
        act=event.act,
        label=event.label,
        content=dict(event.content),
        actor_ref=event.actor_ref,
        note=event.note,
        next_date=event.next_date,
    )


def reminders_out(found: Reminders) -> answers.RemindersOut:
    """A coordinator's day."""
    return answers.RemindersOut(
        on=found.on,
        cases=[
            answers.DueCaseOut(
                introduction=introduction_out(item.case), days_overdue=item.days_overdue
            )
            for item in found.cases
        ],
        questions=[
            answers.DueQuestionOut(
                introduction=introduction_out(item.case),
                side=item.side,
                after_days=item.after_days,
            )
            for item in found.questions
        ],
        hand_overs=[introduction_out(case) for case in found.hand_overs],
        wishes=[introduction_out(case) for case in found.wishes],
    )


def response_out(response: MatchResponse) -> answers.MatchResponseOut:
    """One answer to a match."""
    return answers.MatchResponseOut(
        need_ref=response.need_ref,
        firm_ref=response.firm_ref,
        side=response.side,
        answer=response.answer,
        label=response.answer.label,
        reason=response.reason,
        note=response.note,
        at=response.at,
    )


def response_answer(result: ResponseResult) -> answers.MatchResponseAnswer:
    """An answer and what it led to."""
    case, correction = result.introduction, result.correction
    return answers.MatchResponseAnswer(
        response=response_out(result.response),
        introduction=introduction_out(case) if case else None,
        correction=CorrectionOut.model_validate(
            {"id": str(correction.id), **correction_record(correction)}
        )
        if correction
        else None,
        waiting=_sentence(result.waiting),
    )


def report_out(report: YearlyReport) -> answers.YearlyReportOut:
    """A year, for a page that can be printed."""
    return answers.YearlyReportOut(
        year=report.period.year,
        is_fiscal=report.period.is_fiscal,
        label=report.period.label,
        chamber_ref=report.chamber_ref,
        reached=dict(report.reached),
        endings=dict(report.endings),
        declined_for=dict(report.declined_for),
        other_clusters=_share(report.other_clusters),
        days={
            stage: answers.StageDaysOut(median_days=days.median_days, cases=days.cases)
            for stage, days in report.days.items()
        },
        outcomes=[
            answers.OutcomeShareOut(
                item=told.item,
                column_label=told.item.column.label,
                label=told.item.label,
                is_north_star=told.item in NORTH_STARS,
                told=_share(told.told),
                baseline=_share(told.baseline),
            )
            for told in report.outcomes
        ],
        orders=report.orders,
        cases_with_orders=report.cases_with_orders,
    )


def hearing_of(body: bodies.HearingBody | None) -> Hearing | None:
    """How a coordinator heard it, where one did."""
    return Hearing(body.means, body.said_by) if body else None


def evidence_of(items: list[bodies.EvidenceBody]) -> tuple[Evidence, ...]:
    """What proves a rung."""
    return tuple(Evidence(item.kind, item.text, item.on, item.person) for item in items)


def _sentence(both: tuple[str, str] | None) -> answers.SentenceOut | None:
    return answers.SentenceOut(text=both[0], text_en=both[1]) if both else None


def _share(share: Share) -> answers.ShareOut:
    percent, interval = share.percent, share.interval
    if percent is None or interval is None:
        text = f"まだ言えない（{LEAST_TO_SAY}件未満）"
        text_en = f"too few to say (fewer than {LEAST_TO_SAY})"
        low = high = None
    else:
        text = f"{percent} %（{share.of}件のうち{share.count}件）"
        text_en = f"{percent} % ({share.count} of {share.of})"
        low, high = (round(Decimal(bound * 100), 1) for bound in (interval.low, interval.high))
    return answers.ShareOut(
        count=share.count,
        of=share.of,
        percent=percent,
        low=low,
        high=high,
        text=text,
        text_en=text_en,
    )
