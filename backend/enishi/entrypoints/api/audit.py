"""`/audit`: who read and wrote what is mine."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, BinaryIO, cast

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from enishi.adapters.interchange import write_acts
from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.wire.key_answers import ActPage
from enishi.entrypoints.wire.present_keys import act_out
from enishi.services.audits import act_record

router = APIRouter(tags=["閲覧の記録"])

Owner = Annotated[
    str | None,
    Query(description="この企業か人のデータに限る（空なら、読めるものすべて）", examples=["F001"]),
]
Subject = Annotated[
    str | None, Query(description="この対象（企業・探しもの・鍵など）に限る", examples=["N001"])
]

# A copy up to this size is made in memory: some ten thousand entries.
_IN_MEMORY = 4 << 20
_CHUNK = 64 << 10


@router.get("/audit", operation_id="listAudit", summary="閲覧の記録")
def list_audit(
    app: App,
    by: Known,
    owner: Owner = None,
    subject: Subject = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> ActPage:
    """自社や自分のデータを、だれがいつ読み、変えたか。新しい順に並べます。

    企業の人は自社の、会議所の人は同僚が会議所として行った、運営者はすべての記録を読めます。
    """
    found = app.audits.page(
        before=_position(cursor), limit=limit + 1, owner_ref=owner, subject_ref=subject, by=by
    )
    page = found[:limit]
    return ActPage(
        items=[act_out(named) for named in page],
        next_cursor=write_cursor(str(page[-1].act.position)) if len(found) > limit else None,
    )


@router.get(
    "/audit.csv",
    operation_id="exportAudit",
    summary="閲覧の記録を CSV で書き出す",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}, "description": "CSV（UTF-8、BOM 付き）"}},
)
def export_audit(
    app: App, by: Known, owner: Owner = None, subject: Subject = None
) -> StreamingResponse:
    """古い順に並べます。書き出したことも、閲覧の記録に残ります。"""
    acts = app.audits.export(owner_ref=owner, subject_ref=subject, by=by)
    # Whole before the first byte goes out: half a copy would look like a whole one.
    target = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    write_acts(map(act_record, acts), cast(BinaryIO, target))
    return StreamingResponse(
        _sent(target),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


def _sent(target: IO[bytes]) -> Iterator[bytes]:
    with target:
        target.seek(0)
        while chunk := target.read(_CHUNK):
            yield chunk


def _position(cursor: str | None) -> int | None:
    """Read before which entry a page begins; raises InvalidValueError."""
    text = read_cursor(cursor)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):  # fits the column
        raise InvalidValueError(
            "カーソルが正しくありません。最初のページから読み直してください",
            field="cursor",
            english="not a cursor of this list; start again",
        )
    return int(text)
