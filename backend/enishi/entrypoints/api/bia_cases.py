"""`/bia/cases`: the cases that organisations keep, and what follows from them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.bia.filing import FiledCase
from enishi.entrypoints.api.bia import Day
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App, Expected, etag
from enishi.entrypoints.api.once import once
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.api.stale import STALE, showing_current
from enishi.entrypoints.wire.bia_answers import AssessmentOut
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_filed import (
    CaseNoticePage,
    FiledCaseOut,
    FiledCasePage,
    WhatIfBody,
    WhatIfOut,
    case_brief,
    case_out,
    notice_out,
)
from enishi.entrypoints.wire.bia_present import present_assessment, present_outcome
from enishi.services.bia.assessments import WhatIf
from enishi.services.ports import Stored

router = APIRouter(prefix="/bia", tags=["事業影響度分析"])

Owner = Annotated[
    str | None,
    Query(description="firm_ref か chamber_ref。所属が1つなら要りません"),
]


@router.get("/cases", operation_id="listCases", summary="BIA の一覧")
def list_cases(app: App, by: Known, limit: Limit = 50, cursor: Cursor = None) -> FiledCasePage:
    """自社のものを新しい順に並べます。コーディネーターは、受け持つ地域の企業のものも読めます。"""
    found = app.bia.cases.page(by=by, after=read_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    return FiledCasePage(
        items=[case_brief(stored) for stored in page],
        next_cursor=write_cursor(page[-1].record.ref) if len(found) > limit else None,
    )


@router.post("/cases", operation_id="createCase", summary="BIA を保存する", status_code=201)
@once()
def create_case(
    app: App, by: Known, body: CaseBody, response: Response, organisation_ref: Owner = None
) -> FiledCaseOut:
    """自社の人と、地域を受け持つ会議所だけが読めます。"""
    stored = app.bia.cases.create(body.to_case(), by=by, organisation_ref=organisation_ref)
    response.headers["Location"] = f"/api/v1/bia/cases/{stored.record.ref}"
    return shown(stored, response)


@router.get("/cases/{case_id}", operation_id="getCase", summary="BIA を読む")
def get_case(app: App, by: Known, case_id: str, response: Response) -> FiledCaseOut:
    """ETag は変更するときに If-Match で送ります。"""
    return shown(app.bia.cases.get(case_id, by=by), response)


@router.put(
    "/cases/{case_id}", operation_id="replaceCase", summary="BIA を書き直す", responses=STALE
)
def replace_case(
    app: App, by: Known, case_id: str, body: CaseBody, expected: Expected, response: Response
) -> FiledCaseOut:
    """全体を置き換えます。"""
    with showing_current(lambda: _current(app, by, case_id), sent=body):
        stored = app.bia.cases.replace(case_id, body.to_case(), expected=expected, by=by)
    return shown(stored, response)


@router.delete(
    "/cases/{case_id}",
    operation_id="deleteCase",
    summary="BIA を消す",
    status_code=204,
    responses=STALE,
)
def delete_case(app: App, by: Known, case_id: str, expected: Expected) -> None:
    """知らせも消えます。元には戻せません。"""
    with showing_current(lambda: _current(app, by, case_id)):
        app.bia.cases.remove(case_id, expected=expected, by=by)


@router.get(
    "/cases/{case_id}/assessment", operation_id="getCaseAssessment", summary="BIA の計算結果"
)
def get_case_assessment(
    app: App, by: Known, case_id: str, response: Response, day: Day = None
) -> AssessmentOut:
    """協力会社の場所と準備の段階は、いまの登録と紹介の記録に従います。"""
    found = app.bia.assessments.in_network(case_id, by=by, day=day)
    response.headers["ETag"] = etag(found.filed.revision)
    return present_assessment(found.assessment, claims=found.claims, pairs=found.pairs)


@router.post(
    "/cases/{case_id}/what-if", operation_id="askWhatIf", summary="選択肢を使ったら、どうなるか"
)
def ask_what_if(app: App, by: Known, case_id: str, body: WhatIfBody) -> WhatIfOut:
    """備えがないときと、選んだ備えがあるときを比べます。何も保存しません。"""
    question = WhatIf(
        body.product_ref, body.scenario_ref, tuple(body.option_refs), body.stock_level
    )
    found = app.bia.assessments.what_if(case_id, question, by=by)
    return WhatIfOut(
        before=present_outcome(found.before),
        after=present_outcome(found.after),
        sentence=found.sentence,
    )


@router.get("/notices", operation_id="listCaseNotices", summary="BIA の数値が変わった知らせ")
def list_case_notices(
    app: App, by: Known, limit: Limit = 50, cursor: Cursor = None
) -> CaseNoticePage:
    """協力会社の登録が変わり、BIA の数値が変わったときの知らせです。新しい順に並べます。"""
    found = app.bia.cases.notices(by=by, after=read_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    return CaseNoticePage(
        items=[notice_out(notice) for notice in page],
        next_cursor=write_cursor(page[-1].ref) if len(found) > limit else None,
    )


def shown(stored: Stored[FiledCase], response: Response) -> FiledCaseOut:
    """Answer with a case and the ETag of what the caller has now seen."""
    response.headers["ETag"] = etag(stored.revision)
    return case_out(stored)


def _current(app: Application, by: Caller, case_id: str) -> tuple[int, FiledCaseOut]:
    stored = app.bia.cases.get(case_id, by=by)
    return stored.revision, case_out(stored)
