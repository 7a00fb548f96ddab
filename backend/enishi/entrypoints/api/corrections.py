"""`/corrections`: anybody may say that an answer is wrong; the operator reads what was said."""

from fastapi import APIRouter

from enishi.domain.correction import Correction
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.once import once
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.wire.answers import CorrectionOut, CorrectionPage
from enishi.entrypoints.wire.bodies import CorrectionBody
from enishi.services.corrections import correction_record

router = APIRouter(prefix="/corrections", tags=["訂正"])


@router.get("", operation_id="listCorrections", summary="訂正の一覧")
def list_corrections(
    app: App, by: Known, limit: Limit = 50, cursor: Cursor = None
) -> CorrectionPage:
    """新しい順に並べます。書かれた文を含むので、事務局だけが読めます。"""
    found = app.corrections.page(after=read_cursor(cursor), limit=limit + 1, by=by)
    page = found[:limit]
    return CorrectionPage(
        items=[_shown(correction) for correction in page],
        next_cursor=write_cursor(page[-1].ref) if len(found) > limit else None,
    )


@router.post("", operation_id="createCorrection", summary="答えを訂正する", status_code=201)
@once()
def create_correction(app: App, by: By, body: CorrectionBody) -> CorrectionOut:
    """検索の答えが合わない（または合っている）ことを記録します。トークンは要りません。"""
    return _shown(app.corrections.record(body.model_dump(mode="json"), by=by))


def _shown(correction: Correction) -> CorrectionOut:
    return CorrectionOut.model_validate({"id": str(correction.id), **correction_record(correction)})
