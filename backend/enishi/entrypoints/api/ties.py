"""`/ties`: who met whom, and what is written down of it by hand."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from enishi.domain.tie import TieKind
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.paging import Cursor, Limit, not_a_cursor, read_cursor, write_cursor
from enishi.entrypoints.wire.network_answers import TieOut, TiePage
from enishi.entrypoints.wire.network_bodies import TieBody
from enishi.entrypoints.wire.network_present import tie_out
from enishi.services.ties import TieFilter

router = APIRouter(prefix="/ties", tags=["ネットワーク"])


@router.get("", operation_id="listTies", summary="企業どうしの接点の一覧")
def list_ties(
    app: App,
    by: By,
    firm: Annotated[str | None, Query(description="この企業（firm_ref）の参加したもの")] = None,
    cluster: Annotated[str | None, Query(description="この産業集積の企業の参加したもの")] = None,
    kind: Annotated[TieKind | None, Query(description="この種類")] = None,
    since: Annotated[date | None, Query(description="この日から")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> TiePage:
    """新しい順です。参加した企業が見せているものだけが見えます。初めはコーディネーターまでです。"""
    found = app.network.ties.page(
        TieFilter(firm, cluster, kind, since), by=by, before=_place(cursor), limit=limit + 1
    )
    page = found[:limit]
    return TiePage(
        items=[tie_out(seen) for seen in page],
        next_cursor=write_cursor(f"{page[-1].tie.date} {page[-1].tie.ref}")
        if len(found) > limit
        else None,
    )


@router.post("", operation_id="createTie", summary="接点を書きとめる", status_code=201)
def create_tie(app: App, by: Known, body: TieBody) -> TieOut:
    """参加した企業か、その地域のコーディネーターが書きます。同じ日・種類・企業のものは一つだけです。"""
    return tie_out(app.network.ties.record(body.model_dump(mode="json"), by=by))


@router.delete("/{tie_ref}", operation_id="deleteTie", summary="接点を消す", status_code=204)
def delete_tie(app: App, by: Known, tie_ref: str) -> None:
    """参加した企業か、その地域のコーディネーターが消します。紹介から来た接点は、紹介の側で変えます。"""
    app.network.ties.remove(tie_ref, by=by)


def _place(cursor: str | None) -> tuple[date, str] | None:
    """Return the day and the ref that a page ended with; raises InvalidValueError."""
    ended = read_cursor(cursor)
    if ended is None:
        return None
    day, _, ref = ended.partition(" ")
    try:
        return date.fromisoformat(day), ref
    except ValueError:
        raise not_a_cursor() from None
