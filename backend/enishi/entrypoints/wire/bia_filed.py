"""BIA cases that are kept: what a client asks of them, and what it is answered."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from enishi.domain.bia.expectation import ExpectedLoss
from enishi.domain.bia.filing import CaseNotice, FiledCase, PartnerChange
from enishi.domain.bia.job import Job, JobState
from enishi.domain.bia.portfolio import PortfolioObjective
from enishi.domain.bia.product import StockLevel
from enishi.entrypoints.wire.bia_answers import (
    ExpectedLossOut,
    OutcomeOut,
    PortfolioOut,
    RemovalOut,
    RiskOut,
)
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_written import case_body
from enishi.entrypoints.wire.bodies import Number, Whole
from enishi.entrypoints.wire.body import Body
from enishi.services.bia.portfolios import PortfolioPlan, ScenarioRisk
from enishi.services.ports import Stored


class FiledCaseBrief(BaseModel):
    """一覧に出る BIA。"""

    id: str
    title: str
    firm_name: str
    organisation_ref: str = Field(description="この BIA を持つ企業か会議所")
    revision: int
    created_at: datetime
    updated_at: datetime


class FiledCaseOut(FiledCaseBrief):
    """保存された BIA と、その中身。"""

    case: CaseBody


class FiledCasePage(BaseModel):
    """BIA の1ページ。"""

    items: list[FiledCaseBrief]
    next_cursor: str | None


class ExampleOut(BaseModel):
    """付属の例。"""

    name: str
    title: str
    firm_name: str


class ExamplePage(BaseModel):
    """付属の例の一覧。"""

    items: list[ExampleOut]


class WhatIfBody(Body):
    """「この選択肢を使ったら」という問い。"""

    product_ref: str = Field(examples=["A"])
    scenario_ref: str = Field(examples=["blackout"])
    option_refs: Annotated[list[str], Field(max_length=500)] = Field([], examples=[["O1"]])
    stock_level: StockLevel = Field(StockLevel.MEAN, description="災害のときの在庫の水準")


class WhatIfOut(BaseModel):
    """選択肢がないときと、あるとき。"""

    before: OutcomeOut
    after: OutcomeOut
    sentence: str = Field(description="計画書のどの文がどう変わるか")


class PortfolioBody(Body):
    """予算のなかで備えを選ぶ。"""

    budget: Number | None = Field(None, description="円。空なら BIA の予算", examples=[500_000])
    objective: PortfolioObjective = Field(
        PortfolioObjective.MEAN, description="mean 平均を小さく / cvar 悪い場合を小さく"
    )
    draws: Annotated[Whole, Field(ge=100, le=100_000)] = Field(
        20_000, description="モンテカルロ計算の回数"
    )


class JobOut(BaseModel):
    """時間のかかる計算の様子。"""

    id: str
    case_id: str
    state: JobState
    label: str
    progress: float = Field(ge=0, le=1)
    started_at: datetime
    ended_at: datetime | None
    problem: str | None = Field(description="失敗したときの理由")
    result: PortfolioOut | None


class FigureChangeOut(BaseModel):
    """変わった数値。"""

    product_ref: str
    scenario_ref: str
    is_official: bool
    text: str


class CaseNoticeOut(BaseModel):
    """相手の登録が変わったために、BIA の数値が変わったという知らせ。"""

    id: str
    case_id: str
    at: datetime
    change: PartnerChange
    label: str
    text: str
    changes: list[FigureChangeOut]


class CaseNoticePage(BaseModel):
    """知らせの1ページ。新しい順です。"""

    items: list[CaseNoticeOut]
    next_cursor: str | None


def case_brief(stored: Stored[FiledCase]) -> FiledCaseBrief:
    """A case in a list."""
    filed = stored.record
    return FiledCaseBrief(
        id=filed.ref,
        title=filed.case.title,
        firm_name=filed.case.firm_name,
        organisation_ref=filed.organisation_ref,
        revision=stored.revision,
        created_at=filed.created_at,
        updated_at=stored.updated_at,
    )


def case_out(stored: Stored[FiledCase]) -> FiledCaseOut:
    """A case with its contents."""
    return FiledCaseOut(**case_brief(stored).model_dump(), case=case_body(stored.record.case))


def notice_out(notice: CaseNotice) -> CaseNoticeOut:
    """What an owner is told."""
    return CaseNoticeOut(
        id=notice.ref,
        case_id=notice.case_ref,
        at=notice.at,
        change=notice.change,
        label=notice.change.label,
        text=notice.text,
        changes=[
            FigureChangeOut(
                product_ref=change.product_ref,
                scenario_ref=change.scenario_ref,
                is_official=change.is_official,
                text=change.text,
            )
            for change in notice.changes
        ],
    )


def job_out(job: Job[PortfolioPlan]) -> JobOut:
    """How far a computation is."""
    return JobOut(
        id=job.ref,
        case_id=job.case_ref,
        state=job.state,
        label=job.state.label,
        progress=job.progress,
        started_at=job.started_at,
        ended_at=job.ended_at,
        problem=job.problem,
        result=None if job.result is None else portfolio_out(job.result),
    )


def portfolio_out(plan: PortfolioPlan) -> PortfolioOut:
    """What to prepare under a budget."""
    return PortfolioOut(
        budget=plan.budget,
        chosen=_expected(plan.chosen),
        without=_expected(plan.without),
        removals=[
            RemovalOut(
                option_ref=item.option_ref,
                expected_loss=item.without.yearly,
                change=item.change,
            )
            for item in plan.removals
        ],
        risks=[_risk(item) for item in plan.risks],
        optimality_gap=plan.choice.gap,
        solver=f"HiGHS（{plan.choice.status.label}）",
    )


def _expected(loss: ExpectedLoss) -> ExpectedLossOut:
    return ExpectedLossOut(
        option_refs=list(loss.option_refs),
        preparations=loss.preparations,
        expected_loss=loss.yearly,
        by_scenario=dict(loss.by_scenario),
    )


def _risk(item: ScenarioRisk) -> RiskOut:
    losses = item.losses
    return RiskOut(
        scenario_ref=item.scenario_ref,
        option_refs=list(item.option_refs),
        draws=losses.draws,
        seed=losses.seed,
        mean=losses.mean,
        standard_error=losses.standard_error,
        var95=losses.var95,
        cvar95=losses.cvar95,
    )
