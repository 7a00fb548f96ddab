"""`/bia/cases/…/recovery-options` and `/needs`: a plan is fed from the matching."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.entrypoints.api.bia_cases import shown
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.once import once
from enishi.entrypoints.wire.answers import NeedOut
from enishi.entrypoints.wire.bia_alternatives import (
    AlternativesOut,
    CaseNeedBody,
    TakeBody,
    TakenOut,
    alternatives_out,
    taken_out,
)
from enishi.entrypoints.wire.present import need_out
from enishi.services.bia.alternatives import Wanted

router = APIRouter(prefix="/bia/cases/{case_id}", tags=["事業影響度分析"])


@router.get("/recovery-options", operation_id="findAlternatives", summary="工程の代替先をさがす")
def find_alternatives(
    app: App,
    by: Known,
    case_id: str,
    product_ref: Annotated[str, Query(description="製品", examples=["A"])],
    step_ref: Annotated[
        list[str] | None, Query(description="任せたい工程。空なら完成品の納入")
    ] = None,
    scenario_ref: Annotated[
        str | None, Query(description="前後を比べる災害。空なら期待損失が最大のもの")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=30, description="件数")] = 10,
) -> AlternativesOut:
    """業務から探しものを書き、条件に合う企業を、認定したときに期待損失がよく減る順に並べます。"""
    wanted = Wanted(product_ref, tuple(step_ref or ()), scenario_ref)
    return alternatives_out(app.bia.alternatives.find(case_id, wanted, by=by, limit=limit))


@router.post(
    "/recovery-options",
    operation_id="takeAlternative",
    summary="見つかった企業を選択肢に加える",
    status_code=201,
)
@once()
def take_alternative(
    app: App, by: Known, case_id: str, body: TakeBody, response: Response
) -> TakenOut:
    """値は相手が確かめるまで「推定」です。加えた後の BIA と、前後の違いを返します。"""
    taken = app.bia.alternatives.take(
        case_id,
        body.firm_ref,
        Wanted(body.product_ref, tuple(body.covers), body.scenario_ref),
        by=by,
        capability_ref=body.capability_ref,
    )
    shown(taken.filed, response)
    return taken_out(taken)


@router.post(
    "/needs",
    operation_id="postCaseNeed",
    summary="業務から書いた探しものを掲示する",
    status_code=201,
)
@once()
def post_case_need(
    app: App, by: Known, case_id: str, body: CaseNeedBody, response: Response
) -> NeedOut:
    """弱みが知られないよう、指定がなければ社名を伏せます。"""
    wanted = Wanted(body.product_ref, tuple(body.covers))
    posting = app.bia.alternatives.post_need(case_id, wanted, is_anonymous=body.is_anonymous, by=by)
    response.headers["Location"] = f"/api/v1/needs/{posting.need.record.id}"
    return need_out(posting)
