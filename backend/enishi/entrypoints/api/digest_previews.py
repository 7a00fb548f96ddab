"""Previews of the weekly digest: one's own, and a firm's for its chamber."""

from typing import Annotated

from fastapi import APIRouter, Query

from enishi.domain.iso_week import IsoWeek
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.digest_answers import DigestPreviewOut
from enishi.entrypoints.wire.preview_present import preview_out

router = APIRouter(tags=["週の便り"])

Week = Annotated[
    str | None, Query(description="週（空なら今週）", examples=["2026-W48"], max_length=10)
]


@router.get("/me/digest/preview", operation_id="previewDigest", summary="自分の便りの下見")
def preview_digest(
    app: App,
    by: Known,
    week: Week = None,
    firm_id: Annotated[
        str | None, Query(description="自分の企業が複数のとき、どの企業のものか", max_length=36)
    ] = None,
) -> DigestPreviewOut:
    """その週にメールで届くものと同じです。返事のリンクだけは、画面に続くものに替わります。"""
    found = app.digests.previews.own(_week(week), firm_id, by=by)
    return preview_out(found)


@router.get(
    "/firms/{firm_id}/digest-preview",
    operation_id="previewFirmDigest",
    summary="ある企業に届く便りの下見",
)
def preview_firm_digest(app: App, by: Known, firm_id: str, week: Week = None) -> DigestPreviewOut:
    """企業と、地域を受け持つ商工会議所が読めます。読む人に見えないものは除いています。"""
    return preview_out(app.digests.previews.of_firm(firm_id, _week(week), by=by))


def _week(text: str | None) -> IsoWeek | None:
    return IsoWeek.read(text) if text else None
