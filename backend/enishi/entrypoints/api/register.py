"""What is known of a firm beside its entry: contact, succession, role, verification, paper."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.paper.profile_sheet import profile_sheet
from enishi.entrypoints.wire.register_answers import (
    ContactOut,
    NetworkRoleOut,
    SuccessionOut,
    VerificationOut,
    WithdrawalOut,
)
from enishi.entrypoints.wire.register_bodies import (
    ContactBody,
    NetworkRoleBody,
    SuccessionBody,
    VerificationBody,
    WithdrawalBody,
)
from enishi.entrypoints.wire.register_present import (
    contact_out,
    network_role_out,
    succession_out,
    verification_out,
)

router = APIRouter(prefix="/firms/{firm_id}", tags=["企業の台帳"])

# Paper with names and numbers on it has no place in a shared browser's memory.
NOT_KEPT = {"Cache-Control": "no-store"}


@router.get("/contact", operation_id="getContact", summary="連絡先")
def get_contact(app: App, by: Known, firm_id: str) -> ContactOut:
    """企業が見せている相手だけが読めます。初めはコーディネーターまでです。"""
    return contact_out(app.contacts.read(firm_id, to=by))


@router.put("/contact", operation_id="putContact", summary="連絡先を登録する")
def put_contact(app: App, by: Known, firm_id: str, body: ContactBody) -> ContactOut:
    """企業自身か、担当地域のコーディネーターが登録します。前の連絡先と置き換わります。"""
    return contact_out(app.contacts.write(firm_id, body.model_dump(mode="json"), by=by))


@router.delete("/contact", operation_id="deleteContact", summary="連絡先を消す", status_code=204)
def delete_contact(app: App, by: Known, firm_id: str) -> None:
    """企業自身か、担当地域のコーディネーターが消します。"""
    app.contacts.remove(firm_id, by=by)


@router.get("/succession", operation_id="getSuccession", summary="事業承継の予定")
def get_succession(app: App, by: Known, firm_id: str) -> SuccessionOut:
    """企業が見せている相手だけが読めます。初めはコーディネーターまでです。"""
    return succession_out(app.successions.read(firm_id, to=by))


@router.put("/succession", operation_id="putSuccession", summary="事業承継の予定を記録する")
def put_succession(app: App, by: Known, firm_id: str, body: SuccessionBody) -> SuccessionOut:
    """企業自身か、担当地域のコーディネーターが記録します。"""
    return succession_out(app.successions.write(firm_id, body.model_dump(mode="json"), by=by))


@router.delete(
    "/succession",
    operation_id="deleteSuccession",
    summary="事業承継の予定を消す",
    status_code=204,
)
def delete_succession(app: App, by: Known, firm_id: str) -> None:
    """企業自身か、担当地域のコーディネーターが消します。"""
    app.successions.remove(firm_id, by=by)


@router.get("/network-role", operation_id="getNetworkRole", summary="産地での役割")
def get_network_role(app: App, by: Known, firm_id: str) -> NetworkRoleOut:
    """コーディネーターの判断です。企業自身とコーディネーターだけが読めます。"""
    return network_role_out(app.network_roles.read(firm_id, to=by))


@router.put("/network-role", operation_id="putNetworkRole", summary="産地での役割を記録する")
def put_network_role(app: App, by: Known, firm_id: str, body: NetworkRoleBody) -> NetworkRoleOut:
    """担当地域のコーディネーターが、自分の判断として記録します。"""
    return network_role_out(app.network_roles.state(firm_id, body.model_dump(mode="json"), by=by))


@router.get("/verification", operation_id="getVerification", summary="企業の確認")
def get_verification(app: App, by: By, firm_id: str) -> VerificationOut:
    """未確認 → 法人番号確認 → コーディネーター確認 → 訪問済。人の確認は2年で期限が切れます。"""
    return verification_out(app.verifications.ladder(firm_id, to=by))


@router.post(
    "/verification",
    operation_id="createVerification",
    summary="企業を確認したと記録する",
    status_code=201,
)
def create_verification(
    app: App, by: Known, firm_id: str, body: VerificationBody
) -> VerificationOut:
    """担当地域のコーディネーターが記録します。記録は足すだけで、直せません。"""
    return verification_out(app.verifications.confirm(firm_id, body.model_dump(mode="json"), by=by))


@router.post(
    "/withdrawal", operation_id="withdrawConsent", summary="同意を取り下げる", status_code=201
)
def withdraw_consent(app: App, by: Known, firm_id: str, body: WithdrawalBody) -> WithdrawalOut:
    """企業と、その台帳のすべてを取り下げます。ファイルを取り込んでも、黙って戻ることはありません。"""
    left = app.withdrawals.withdraw(firm_id, body.means, by=by)
    return WithdrawalOut(firm_ref=left.firm_ref, withdrawn_at=left.withdrawn_at, means=left.means)


@router.get(
    "/sheet",
    operation_id="getProfileSheet",
    summary="届出票（A4 の印刷用ページ）",
    response_class=HTMLResponse,
)
def get_profile_sheet(app: App, by: Known, firm_id: str) -> HTMLResponse:
    """企業自身と、担当地域のコーディネーターが印刷できます。返信票が付きます。"""
    return HTMLResponse(profile_sheet(app.profile_sheets.of_firm(firm_id, to=by)), headers=NOT_KEPT)
