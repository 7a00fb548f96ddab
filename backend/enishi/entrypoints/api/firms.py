"""`/firms` and what they can do."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.capability import Capability
from enishi.domain.errors import NotFoundError
from enishi.domain.firm import Firm
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App, Expected, etag, new_ref
from enishi.entrypoints.api.once import once
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.api.stale import STALE, showing_current
from enishi.entrypoints.wire.answers import CapabilityOut, CapabilityPage, FirmOut, FirmPage
from enishi.entrypoints.wire.bodies import CapabilityBody, CapabilityPatch, FirmBody, FirmPatch
from enishi.entrypoints.wire.merging import merged
from enishi.entrypoints.wire.present import capability_out, firm_brief, firm_out
from enishi.services.ports import Stored
from enishi.services.records import capability_of, capability_record, firm_of, firm_record

router = APIRouter(prefix="/firms", tags=["企業"])


@router.get("", operation_id="listFirms", summary="企業の一覧")
def list_firms(
    app: App,
    by: By,
    cluster: Annotated[str | None, Query(description="この産地に限る")] = None,
    prefecture: Annotated[str | None, Query(description="この都道府県に限る")] = None,
    name: Annotated[
        str | None,
        Query(description="名前にこの文字が入る企業か、この firm_ref の企業に限る", max_length=200),
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> FirmPage:
    """firm_ref の順に並べます。"""
    found = app.firms.page(
        after=read_cursor(cursor),
        limit=limit + 1,
        cluster=cluster,
        prefecture=prefecture,
        named=name,
        by=by,
    )
    page = [stored.record for stored in found[:limit]]
    return FirmPage(
        items=[firm_brief(firm) for firm in page],
        next_cursor=write_cursor(page[-1].ref) if len(found) > limit else None,
    )


@router.post(
    "",
    operation_id="createFirm",
    summary="企業を登録する",
    status_code=201,
)
@once()
def create_firm(app: App, by: Known, body: FirmBody, response: Response) -> FirmOut:
    """登録した企業は2秒以内に検索できるようになります。"""
    record = body.model_dump(mode="json")
    record["firm_ref"] = record["firm_ref"] or new_ref()
    stored = app.firms.publish(firm_of(record), by=by)
    response.headers["Location"] = f"/api/v1/firms/{stored.record.id}"
    return _shown(stored, response)


@router.get("/{firm_id}", operation_id="getFirm", summary="企業の公開情報")
def get_firm(app: App, by: By, firm_id: str, response: Response) -> FirmOut:
    """ETag は変更するときに If-Match で送ります。"""
    return _shown(app.firms.get(firm_id, by=by), response)


@router.patch(
    "/{firm_id}",
    operation_id="updateFirm",
    summary="企業の情報を変える",
    responses=STALE,
)
def update_firm(
    app: App, by: Known, firm_id: str, body: FirmPatch, expected: Expected, response: Response
) -> FirmOut:
    """送った項目だけを変えます。能力は /capabilities で変えます。"""
    changes = body.model_dump(mode="json", exclude_unset=True)

    def edit(firm: Firm) -> Firm:
        return firm_of(merged(firm_record(firm), changes))

    with showing_current(lambda: _current(app, by, firm_id), sent=body):
        stored = app.firms.change(firm_id, edit, expected=expected, by=by)
    return _shown(stored, response)


@router.delete(
    "/{firm_id}",
    operation_id="deleteFirm",
    summary="企業を取り下げる",
    status_code=204,
    responses=STALE,
)
def delete_firm(app: App, by: Known, firm_id: str, expected: Expected) -> None:
    """企業とその探しものを取り下げます。検索からは2秒以内に消えます。"""
    with showing_current(lambda: _current(app, by, firm_id)):
        app.firms.withdraw(firm_id, expected=expected, by=by)


@router.get(
    "/{firm_id}/capabilities",
    operation_id="listCapabilities",
    summary="企業のできること",
)
def list_capabilities(app: App, by: By, firm_id: str, response: Response) -> CapabilityPage:
    """届け出の順に並べます。"""
    stored = app.firms.get(firm_id, by=by)
    response.headers["ETag"] = etag(stored.revision)
    return CapabilityPage(items=[capability_out(item) for item in stored.record.capabilities])


@router.post(
    "/{firm_id}/capabilities",
    operation_id="createCapability",
    summary="できることを加える",
    status_code=201,
    responses=STALE,
)
@once()
def create_capability(
    app: App, by: Known, firm_id: str, body: CapabilityBody, expected: Expected, response: Response
) -> CapabilityOut:
    """加えた能力は2秒以内に検索できるようになります。"""
    record = body.model_dump(mode="json")
    record["capability_ref"] = record["capability_ref"] or new_ref()
    capability = capability_of(record)
    with showing_current(lambda: _current(app, by, firm_id), sent=body):
        stored = app.firms.add_capability(firm_id, capability, expected=expected, by=by)
    response.headers["Location"] = (
        f"/api/v1/firms/{firm_id}/capabilities/{quote(capability.ref, safe='')}"
    )
    return _capability(stored, capability.ref, response)


@router.get(
    "/{firm_id}/capabilities/{capability_ref:path}",
    operation_id="getCapability",
    summary="できること",
)
def get_capability(
    app: App, by: By, firm_id: str, capability_ref: str, response: Response
) -> CapabilityOut:
    """ETag は企業のもので、変更するときに If-Match で送ります。"""
    return _capability(app.firms.get(firm_id, by=by), capability_ref, response)


@router.patch(
    "/{firm_id}/capabilities/{capability_ref:path}",
    operation_id="updateCapability",
    summary="できることを変える",
    responses=STALE,
)
def update_capability(
    app: App,
    by: Known,
    firm_id: str,
    capability_ref: str,
    body: CapabilityPatch,
    expected: Expected,
    response: Response,
) -> CapabilityOut:
    """送った項目だけを変えます。"""
    changes = body.model_dump(mode="json", exclude_unset=True)

    def edit(capability: Capability) -> Capability:
        return capability_of(merged(capability_record(capability), changes))

    with showing_current(lambda: _current(app, by, firm_id), sent=body):
        stored = app.firms.change_capability(
            firm_id, capability_ref, edit, expected=expected, by=by
        )
    return _capability(stored, capability_ref, response)


@router.delete(
    "/{firm_id}/capabilities/{capability_ref:path}",
    operation_id="deleteCapability",
    summary="できることを取り下げる",
    status_code=204,
    responses=STALE,
)
def delete_capability(
    app: App, by: Known, firm_id: str, capability_ref: str, expected: Expected
) -> None:
    """検索からは2秒以内に消えます。"""
    with showing_current(lambda: _current(app, by, firm_id)):
        app.firms.withdraw_capability(firm_id, capability_ref, expected=expected, by=by)


def _current(app: Application, by: Caller, firm_id: str) -> tuple[int, FirmOut]:
    stored = app.firms.get(firm_id, by=by)
    return stored.revision, firm_out(stored)


def _shown(stored: Stored[Firm], response: Response) -> FirmOut:
    response.headers["ETag"] = etag(stored.revision)
    return firm_out(stored)


def _capability(stored: Stored[Firm], ref: str, response: Response) -> CapabilityOut:
    response.headers["ETag"] = etag(stored.revision)
    capability = stored.record.capability(ref)
    if capability is None:
        raise NotFoundError("その能力は見つかりません", english="no such capability")
    return capability_out(capability)
