"""`/firms/{id}/disclosure` and `/needs/{id}/disclosure`: who may see what."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.domain.disclosure import Disclosure
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App, Expected, etag
from enishi.entrypoints.api.stale import STALE, showing_current
from enishi.entrypoints.wire.answers import FirmOut
from enishi.entrypoints.wire.disclosures import (
    AudienceName,
    DisclosureBody,
    DisclosureOut,
    disclosure_out,
)
from enishi.entrypoints.wire.present import firm_out

router = APIRouter(tags=["公開範囲"])


@router.get(
    "/firms/{firm_id}/disclosure", operation_id="getFirmDisclosure", summary="企業の公開範囲"
)
def get_firm_disclosure(app: App, by: Known, firm_id: str, response: Response) -> DisclosureOut:
    """その企業と、地域を受け持つ商工会議所だけが読めます。"""
    return _shown(app.disclosures.of_firm(firm_id, by=by), response)


@router.put(
    "/firms/{firm_id}/disclosure",
    operation_id="putFirmDisclosure",
    summary="企業の公開範囲を決める",
    responses=STALE,
)
def put_firm_disclosure(
    app: App, by: Known, firm_id: str, body: DisclosureBody, expected: Expected, response: Response
) -> DisclosureOut:
    """全体を置き換えます。検索には2秒以内に反映されます。"""
    with showing_current(lambda: _current(app.disclosures.of_firm(firm_id, by=by)), sent=body):
        decided = app.disclosures.decide_for_firm(
            firm_id, body.disclosure, expected=expected, by=by
        )
    return _shown(decided, response)


@router.get("/firms/{firm_id}/preview", operation_id="previewFirm", summary="ほかの人からの見え方")
def preview_firm(
    app: App,
    by: Known,
    firm_id: str,
    audience: Annotated[AudienceName, Query(description="だれから見た姿か")],
) -> FirmOut:
    """その範囲の読み手に見える姿です。見えないときは 404 と理由を返します。"""
    return firm_out(app.disclosures.preview(firm_id, audience.audience, by=by))


@router.get(
    "/needs/{need_id}/disclosure", operation_id="getNeedDisclosure", summary="探しものの公開範囲"
)
def get_need_disclosure(app: App, by: Known, need_id: str, response: Response) -> DisclosureOut:
    """掲示した企業と、地域を受け持つ商工会議所だけが読めます。"""
    return _shown(app.disclosures.of_need(need_id, by=by), response)


@router.put(
    "/needs/{need_id}/disclosure",
    operation_id="putNeedDisclosure",
    summary="探しものの公開範囲を決める",
    responses=STALE,
)
def put_need_disclosure(
    app: App, by: Known, need_id: str, body: DisclosureBody, expected: Expected, response: Response
) -> DisclosureOut:
    """全体を置き換えます。firm_ref を公開以外にすると、名前を伏せた探しものになります。"""
    with showing_current(lambda: _current(app.disclosures.of_need(need_id, by=by)), sent=body):
        decided = app.disclosures.decide_for_need(
            need_id, body.disclosure, expected=expected, by=by
        )
    return _shown(decided, response)


def _shown(decided: Disclosure, response: Response) -> DisclosureOut:
    response.headers["ETag"] = etag(decided.revision)
    return disclosure_out(decided)


def _current(decided: Disclosure) -> tuple[int, DisclosureOut]:
    return decided.revision, disclosure_out(decided)
