"""`/changes`: the delta feed."""

from typing import Annotated

from fastapi import APIRouter, Query

from enishi.entrypoints.api.callers import By
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.feeds import ChangePage, change_page
from enishi.services.changes import LARGEST_PAGE

router = APIRouter(tags=["連携"])


@router.get("/changes", operation_id="listChanges", summary="起きたことの続き")
def list_changes(
    app: App,
    by: By,
    since: Annotated[
        str | None,
        Query(
            description="前の答えの next_cursor（はじめは begin）か、"
            "時差のついた日時。空なら、はじめから",
            examples=["2026-11-25T09:00:00+09:00"],
        ),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="1ページの件数")] = 100,
) -> ChangePage:
    """あなたが見てよい企業と探しものについて、起きた順に並べます。中身は url で読みます。"""
    return change_page(app.changes.since(since, by=by, limit=limit))
