"""`/firms/{firm_id}/suggestions` and `/suggestions`: whom firms could meet this week."""

from typing import Annotated

from fastapi import APIRouter, Query

from enishi.domain.iso_week import IsoWeek
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.suggestion_answers import (
    ExposureAuditOut,
    ExposureAuditPage,
    SuggestionPage,
    SuggestionPauseOut,
    SuggestionResponseAnswer,
    SuggestionRoundOut,
)
from enishi.entrypoints.wire.suggestion_bodies import (
    SuggestionPauseBody,
    SuggestionResponseBody,
    SuggestionRoundBody,
)
from enishi.entrypoints.wire.suggestion_present import (
    exposure_out,
    pause_out,
    response_out,
    round_out,
    suggestions_out,
)

router = APIRouter(tags=["週の提案"])

Week = Annotated[str | None, Query(description="週。なければ今週", examples=["2026-W48"])]


@router.get("/firms/{firm_id}/suggestions", operation_id="listSuggestions", summary="今週の提案")
def list_suggestions(app: App, by: Known, firm_id: str, week: Week = None) -> SuggestionPage:
    """その企業に見せる相手と、その理由です。提案のあとで隠れた企業や、取り下げられた探しものは出ません。

    その企業自身と、担当地域のコーディネーターが読めます。
    """
    asked = IsoWeek.read(week) if week is not None else None
    return suggestions_out(app.network.suggestions.of_firm(firm_id, asked, by=by))


@router.put(
    "/firms/{firm_id}/suggestions/pause",
    operation_id="pauseSuggestions",
    summary="提案を休む・また受け取る",
)
def pause_suggestions(
    app: App, by: Known, firm_id: str, body: SuggestionPauseBody
) -> SuggestionPauseOut:
    """休むあいだ、その企業にはだれも見せず、だれにもその企業を見せません。すぐに効きます。"""
    pauses = app.network.suggestion_pauses
    if body.is_paused:
        return pause_out(pauses.pause(firm_id, by=by, until=body.until))
    pauses.resume(firm_id, by=by)
    return pause_out(None)


@router.post(
    "/suggestions/{suggestion_ref}/responses",
    operation_id="answerSuggestion",
    summary="提案に答える",
    status_code=201,
)
def answer_suggestion(
    app: App, by: Known, suggestion_ref: str, body: SuggestionResponseBody
) -> SuggestionResponseAnswer:
    """「会いたい」は紹介を始めるか、進んでいる紹介に加わります。同じ返事をもう一度送っても何も起きません。

    違う返事は前の返事に代わり、次の週の提案に効きます。
    """
    answers = app.network.suggestion_answers
    return response_out(answers.answer(suggestion_ref, body.answer, by=by, reason=body.reason))


@router.get("/suggestions/audits", operation_id="listExposureAudits", summary="見せ方の点検の一覧")
def list_exposure_audits(app: App, by: Known) -> ExposureAuditPage:
    """新しい週から52週まで。企業の名前は出ません。コーディネーターと運営者が読めます。"""
    found = app.network.suggestions.audits(by=by)
    return ExposureAuditPage(items=[exposure_out(item) for item in found])


@router.get(
    "/suggestions/audits/{week}", operation_id="getExposureAudit", summary="ある週の見せ方の点検"
)
def get_exposure_audit(app: App, by: Known, week: str) -> ExposureAuditOut:
    """どの企業も等しく見せたかを、似た順に見せた場合とくらべます。"""
    return exposure_out(app.network.suggestions.audit(IsoWeek.read(week), by=by))


@router.post(
    "/suggestions/rounds",
    operation_id="makeSuggestions",
    summary="週の提案を作る",
    status_code=201,
)
def make_suggestions(app: App, by: Known, body: SuggestionRoundBody) -> SuggestionRoundOut:
    """運営者が使います。ふだんは worker が月曜の3時に作ります。作られた週はそのまま返します。"""
    suggestions = app.network.suggestions
    week = IsoWeek.read(body.week) if body.week is not None else suggestions.this_week()
    return round_out(suggestions.make(week, by=by))
