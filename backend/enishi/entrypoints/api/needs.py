"""`/needs`: the board, and the firms for a need."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.need import Need, NeedKind
from enishi.domain.query import Conditions
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App, Expected, etag, new_ref
from enishi.entrypoints.api.once import once
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.api.stale import STALE, showing_current
from enishi.entrypoints.wire.answers import NeedMatches, NeedOut, NeedPage
from enishi.entrypoints.wire.bodies import NeedBody, NeedPatch
from enishi.entrypoints.wire.merging import merged
from enishi.entrypoints.wire.present import need_matches, need_out
from enishi.services.records import need_of, need_record
from enishi.services.sight import Posting

router = APIRouter(prefix="/needs", tags=["掲示板"])


@router.get("", operation_id="listNeeds", summary="探しものの一覧")
def list_needs(
    app: App,
    by: By,
    kind: Annotated[NeedKind | None, Query(description="目的")] = None,
    cluster: Annotated[str | None, Query(description="この産地の企業の探しもの")] = None,
    firm_ref: Annotated[str | None, Query(description="この企業の探しもの")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> NeedPage:
    """need_ref の順に並べます。"""
    found = app.needs.page(
        after=read_cursor(cursor),
        limit=limit + 1,
        kind=kind,
        cluster=cluster,
        firm_ref=firm_ref,
        by=by,
    )
    page = found[:limit]
    return NeedPage(
        items=[need_out(posting) for posting in page],
        next_cursor=write_cursor(page[-1].need.record.ref) if len(found) > limit else None,
    )


@router.post(
    "",
    operation_id="createNeed",
    summary="探しものを掲示する",
    status_code=201,
)
@once()
def create_need(app: App, by: Known, body: NeedBody, response: Response) -> NeedOut:
    """掲示した探しものに合う企業は /matches で読めます。"""
    record = body.model_dump(mode="json")
    record["need_ref"] = record["need_ref"] or new_ref()
    del record["disclosure"]
    disclosure = body.disclosure.disclosure
    posting = app.needs.post(need_of(record), by=by, disclosure=disclosure)
    response.headers["Location"] = f"/api/v1/needs/{posting.need.record.id}"
    return _shown(posting, response)


@router.get("/{need_id}", operation_id="getNeed", summary="探しもの")
def get_need(app: App, by: By, need_id: str, response: Response) -> NeedOut:
    """ETag は変更するときに If-Match で送ります。"""
    return _shown(app.needs.get(need_id, by=by), response)


@router.patch(
    "/{need_id}",
    operation_id="updateNeed",
    summary="探しものを変える",
    responses=STALE,
)
def update_need(
    app: App, by: Known, need_id: str, body: NeedPatch, expected: Expected, response: Response
) -> NeedOut:
    """送った項目だけを変えます。条件（constraints）も、送ったものだけが変わります。"""
    changes = body.model_dump(mode="json", exclude_unset=True)

    def edit(need: Need) -> Need:
        return need_of(merged(need_record(need), changes))

    with showing_current(lambda: _current(app, by, need_id), sent=body):
        posting = app.needs.change(need_id, edit, expected=expected, by=by)
    return _shown(posting, response)


@router.delete(
    "/{need_id}",
    operation_id="deleteNeed",
    summary="探しものを取り下げる",
    status_code=204,
    responses=STALE,
)
def delete_need(app: App, by: Known, need_id: str, expected: Expected) -> None:
    """掲示板から取り下げます。"""
    with showing_current(lambda: _current(app, by, need_id)):
        app.needs.withdraw(need_id, expected=expected, by=by)


@router.get(
    "/{need_id}/matches",
    operation_id="matchesForNeed",
    summary="探しものに合う企業",
)
def matches_for_need(
    app: App,
    by: By,
    need_id: str,
    conditions: Annotated[
        Conditions, Query(description="満たさない企業を penalty 下げる / gate 外す")
    ] = Conditions.GATE,
    limit: Limit = 20,
    cursor: Cursor = None,
    explain: Annotated[bool, Query(description="点数の内訳を付ける")] = False,
) -> NeedMatches:
    """理由・条件の判定・あと一つで条件が合う企業を付けて返します。"""
    posting, result = app.matches.for_need(
        need_id, conditions=conditions, limit=limit, cursor=cursor, by=by
    )
    return need_matches(posting, result, explain=explain)


def _current(app: Application, by: Caller, need_id: str) -> tuple[int, NeedOut]:
    posting = app.needs.get(need_id, by=by)
    return posting.need.revision, need_out(posting)


def _shown(posting: Posting, response: Response) -> NeedOut:
    response.headers["ETag"] = etag(posting.need.revision)
    return need_out(posting)
