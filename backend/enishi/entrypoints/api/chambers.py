"""`/chambers`."""

from fastapi import APIRouter, Response

from enishi.domain.chamber import Chamber
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App, Expected, etag
from enishi.entrypoints.wire.accounts import (
    ChamberBody,
    ChamberOut,
    ChamberPage,
    ChamberPatch,
    chamber_out,
)
from enishi.entrypoints.wire.merging import merged
from enishi.services.chambers import chamber_of, chamber_record
from enishi.services.ports import Stored
from enishi.services.tokens import new_ref

router = APIRouter(prefix="/chambers", tags=["会議所"])


@router.get("", operation_id="listChambers", summary="会議所の一覧")
def list_chambers(app: App) -> ChamberPage:
    """紹介を取り持つ組織と、その担当区域です。だれでも読めます。"""
    return ChamberPage(items=[chamber_out(stored) for stored in app.chambers.all()])


@router.get("/{chamber_ref}", operation_id="getChamber", summary="会議所")
def get_chamber(app: App, chamber_ref: str, response: Response) -> ChamberOut:
    """ETag は変更するときに If-Match で送ります。"""
    return _shown(app.chambers.get(chamber_ref), response)


@router.post("", operation_id="createChamber", summary="会議所を登録する", status_code=201)
def create_chamber(app: App, by: Known, body: ChamberBody, response: Response) -> ChamberOut:
    """運営者だけができます。担当区域の中の企業を、その会議所のコーディネーターが受け持ちます。"""
    chamber = chamber_of(body.model_dump(mode="json"), ref=new_ref("c"))
    response.headers["Location"] = f"/api/v1/chambers/{chamber.ref}"
    return _shown(app.chambers.add(chamber, by=by), response)


@router.patch("/{chamber_ref}", operation_id="updateChamber", summary="会議所を変える")
def update_chamber(
    app: App,
    by: Known,
    chamber_ref: str,
    body: ChamberPatch,
    expected: Expected,
    response: Response,
) -> ChamberOut:
    """会議所の管理者もできますが、担当区域を変えられるのは運営者だけです。"""
    changes = body.model_dump(mode="json", exclude_unset=True)

    def edit(chamber: Chamber) -> Chamber:
        return chamber_of(merged(chamber_record(chamber), changes), ref=chamber.ref)

    return _shown(app.chambers.change(chamber_ref, edit, expected=expected, by=by), response)


@router.delete(
    "/{chamber_ref}", operation_id="deleteChamber", summary="会議所を削除する", status_code=204
)
def delete_chamber(app: App, by: Known, chamber_ref: str, expected: Expected) -> None:
    """人が所属している会議所は削除できません。"""
    app.chambers.remove(chamber_ref, expected=expected, by=by)


def _shown(stored: Stored[Chamber], response: Response) -> ChamberOut:
    response.headers["ETag"] = etag(stored.revision)
    return chamber_out(stored)
