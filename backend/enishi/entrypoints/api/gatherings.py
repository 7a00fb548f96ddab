"""`/gatherings`: round tables, visits and business meetings."""

from fastapi import APIRouter, Response

from enishi.domain.gathering import GatheringKind
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.paper.seat_sheets import seat_sheets
from enishi.entrypoints.wire.gathering_answers import (
    GatheringBody,
    GatheringOut,
    GatheringPage,
    HeldBody,
)
from enishi.entrypoints.wire.gathering_present import gathering_brief, gathering_out
from enishi.services.gatherings.planning import GatheringPlan

router = APIRouter(prefix="/gatherings", tags=["集まり"])


@router.get("", operation_id="listGatherings", summary="集まりの一覧")
def list_gatherings(app: App, by: Known, limit: Limit = 50, cursor: Cursor = None) -> GatheringPage:
    """日付の新しい順に、会議所には開くもの、企業には参加するものを並べます。"""
    found = app.network.gatherings.page(by=by, after=read_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    return GatheringPage(
        items=[gathering_brief(view) for view in page],
        next_cursor=write_cursor(page[-1].gathering.ref) if len(found) > limit else None,
    )


@router.post("", operation_id="planGathering", summary="集まりを計画する", status_code=201)
def plan_gathering(app: App, by: Known, body: GatheringBody, response: Response) -> GatheringOut:
    """前の3年に会っていない企業どうしが同じ席になるように、席を組みます。"""
    asked = body.model_dump()
    asked["day"], asked["kind"] = asked.pop("date"), GatheringKind(body.kind)
    view = app.network.gatherings.plan(GatheringPlan(**asked), by=by)
    response.headers["Location"] = f"/api/v1/gatherings/{view.gathering.ref}"
    return gathering_out(view)


@router.get("/{gathering_ref}", operation_id="getGathering", summary="集まりと席")
def get_gathering(app: App, by: Known, gathering_ref: str) -> GatheringOut:
    """開く会議所には全部の席、参加する企業には自社の席が見えます。"""
    return gathering_out(app.network.gatherings.get(gathering_ref, by=by))


@router.post(
    "/{gathering_ref}/held", operation_id="holdGathering", summary="集まりを開いたと記録する"
)
def hold_gathering(app: App, by: Known, gathering_ref: str, body: HeldBody) -> GatheringOut:
    """同じ席にいた企業どうしが、接点（会合）として残ります。もう一度送ると、書き直します。"""
    return gathering_out(app.network.gatherings.hold(gathering_ref, body.absent_refs, by=by))


@router.delete(
    "/{gathering_ref}", operation_id="callOffGathering", summary="集まりを中止する", status_code=204
)
def call_off_gathering(app: App, by: Known, gathering_ref: str) -> None:
    """開いたあとの集まりは、中止できません。"""
    app.network.gatherings.call_off(gathering_ref, by=by)


@router.get(
    "/{gathering_ref}/sheets.pdf",
    operation_id="printGathering",
    summary="席の表を印刷する",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "席の表（PDF）"}},
)
def print_gathering(app: App, by: Known, gathering_ref: str) -> Response:
    """全体の表と、企業ごとの小さな紙。企業には、自社の紙だけです。"""
    sheets = app.network.gatherings.sheets(gathering_ref, by=by)
    return Response(
        seat_sheets(sheets),
        media_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="sheets.pdf"',
            "Cache-Control": "no-store",
        },
    )
