"""`/proxy-registrations`: firms entered for them; `/confirmations`: their own word on it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from enishi.domain.firm import Firm
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.register import NOT_KEPT
from enishi.entrypoints.paper.profile_sheet import profile_sheet
from enishi.entrypoints.wire.answers import FirmOut
from enishi.entrypoints.wire.merging import merged
from enishi.entrypoints.wire.present import firm_out
from enishi.entrypoints.wire.register_answers import (
    ConfirmationOut,
    DraftOut,
    DraftPage,
    ProxyRegistrationOut,
)
from enishi.entrypoints.wire.register_bodies import (
    ConfirmationBody,
    FirmCorrectionPatch,
    ProxyRegistrationBody,
    SlipBody,
)
from enishi.entrypoints.wire.register_present import (
    confirmation_out,
    draft_out,
    registration_out,
)
from enishi.services.records import firm_of, firm_record

router = APIRouter(tags=["代理登録"])


@router.post(
    "/proxy-registrations",
    operation_id="createProxyRegistration",
    summary="企業を代理で登録する",
    status_code=201,
)
def create_proxy_registration(
    app: App, by: Known, body: ProxyRegistrationBody
) -> ProxyRegistrationOut:
    """担当地域の企業を、記録した同意とともに下書きします。企業が確かめるまで公開されません。"""
    return registration_out(app.proxy_registrations.register(body.model_dump(mode="json"), by=by))


@router.get(
    "/proxy-registrations",
    operation_id="listProxyRegistrations",
    summary="確認を待つ代理登録の一覧",
)
def list_proxy_registrations(
    app: App,
    by: Known,
    chamber: Annotated[str | None, Query(description="この会議所の地域に限る")] = None,
) -> DraftPage:
    """担当地域のものを、待っている時間の長い順に並べます。"""
    drafts = app.proxy_registrations.waiting(by=by, chamber_ref=chamber)
    return DraftPage(items=[draft_out(draft) for draft in drafts])


@router.get(
    "/proxy-registrations/{draft_ref}",
    operation_id="getProxyRegistration",
    summary="確認を待つ代理登録",
)
def get_proxy_registration(app: App, by: Known, draft_ref: str) -> DraftOut:
    """担当地域のコーディネーターが読めます。"""
    return draft_out(app.proxy_registrations.get(draft_ref, by=by))


@router.delete(
    "/proxy-registrations/{draft_ref}",
    operation_id="deleteProxyRegistration",
    summary="代理登録をやめる",
    status_code=204,
)
def delete_proxy_registration(app: App, by: Known, draft_ref: str) -> None:
    """企業が望まなかったときに、下書きを消します。"""
    app.proxy_registrations.discard(draft_ref, by=by)


@router.post(
    "/proxy-registrations/{draft_ref}/link",
    operation_id="renewConfirmationLink",
    summary="確認リンクを作り直す",
    status_code=201,
)
def renew_confirmation_link(app: App, by: Known, draft_ref: str) -> ProxyRegistrationOut:
    """前のリンクは使えなくなります。新しいリンクは30日のあいだ、1度だけ使えます。"""
    return registration_out(app.proxy_registrations.renew_link(draft_ref, by=by))


@router.post(
    "/proxy-registrations/{draft_ref}/slip",
    operation_id="recordReturnedSlip",
    summary="返信票を記録して公開する",
    status_code=201,
)
def record_returned_slip(app: App, by: Known, draft_ref: str, body: SlipBody) -> FirmOut:
    """書面や FAX で戻った返信票の同意と、書き込まれた訂正を記録して公開します。"""
    stored = app.proxy_registrations.take_slip(
        draft_ref, body.model_dump(mode="json"), _correcting(body.firm), by=by
    )
    return firm_out(stored)


@router.get(
    "/proxy-registrations/{draft_ref}/sheet",
    operation_id="getDraftSheet",
    summary="代理登録の届出票（A4 の印刷用ページ）",
    response_class=HTMLResponse,
)
def get_draft_sheet(app: App, by: Known, draft_ref: str) -> HTMLResponse:
    """担当地域のコーディネーターが印刷して、企業に送れます。"""
    sheet = app.profile_sheets.of_draft(draft_ref, to=by)
    return HTMLResponse(profile_sheet(sheet), headers=NOT_KEPT)


@router.get(
    "/confirmations/{secret}",
    operation_id="getConfirmation",
    summary="確認リンクで見る下書き",
)
def get_confirmation(app: App, secret: str) -> ConfirmationOut:
    """見るだけで、何も確定しません。メールの検査がリンクを開いても安全です。"""
    return confirmation_out(app.proxy_registrations.opened(secret))


@router.post(
    "/confirmations/{secret}",
    operation_id="confirmRegistration",
    summary="下書きを確認して公開する",
    status_code=201,
)
def confirm_registration(app: App, secret: str, body: ConfirmationBody) -> FirmOut:
    """企業自身が、直したところとともに確認します。リンクは1度だけ使えます。"""
    stored = app.proxy_registrations.confirm(
        secret, body.model_dump(mode="json"), _correcting(body.firm)
    )
    return firm_out(stored)


def _correcting(patch: FirmCorrectionPatch) -> Callable[[Firm], Firm]:
    changes = patch.model_dump(mode="json", exclude_unset=True)
    return lambda firm: firm_of(merged(firm_record(firm), changes))
