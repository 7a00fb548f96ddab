"""`/me`: one's own account."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from enishi.domain.consent import TERMS_VERSION
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.cookies import let_out, shown_token
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.accounts import (
    AgreementBody,
    CodeBody,
    ConsentOut,
    MeOut,
    MePatch,
    PasswordBody,
    PersonOut,
    RecoveryOut,
    SessionPage,
    SetUpOut,
    me_out,
    person_out,
    session_out,
    set_up_out,
)
from enishi.services.tokens import csrf_token

router = APIRouter(prefix="/me", tags=["自分のアカウント"])


@router.get("", operation_id="getMe", summary="いま呼んでいる人")
def get_me(app: App, by: By, request: Request, response: Response) -> MeOut:
    """サインインしていなくても 200 で答えます（signed_in が false）。"""
    response.headers["Cache-Control"] = "no-store"
    token = shown_token(request, app) if by.key_ref is None else None
    return me_out(
        app.accounts.of(by),
        signed_in=by.person_ref is not None,
        csrf_token=csrf_token(token) if token and by.session_ref else None,
        needs_code=bool(token) and by.person_ref is None and app.sessions.awaits_code(token or ""),
        terms_version=TERMS_VERSION,
        oidc_name=app.settings.oidc_name if app.settings.oidc_issuer else None,
    )


@router.patch("", operation_id="updateMe", summary="お名前や言語を変える")
def update_me(app: App, by: Known, body: MePatch) -> PersonOut:
    """送った項目だけを変えます。メールアドレスは変えられません。"""
    return person_out(app.accounts.change(name=body.name, language=body.language, by=by))


@router.delete("", operation_id="deleteMe", summary="アカウントを消す", status_code=204)
def delete_me(app: App, by: Known, response: Response) -> None:
    """サインインから15分以内に限ります。組織の最後の管理者は、先に後任を決めてください。"""
    app.accounts.erase(by=by)
    let_out(response, app)


@router.get("/export", operation_id="exportMe", summary="自分の情報を書き出す")
def export_me(app: App, by: Known) -> JSONResponse:
    """人・所属・同意・サインイン・閲覧の記録のすべてを JSON で渡します。"""
    content: dict[str, Any] = app.accounts.export(by=by)
    return JSONResponse(
        content,
        headers={
            "Content-Disposition": 'attachment; filename="enishi-me.json"',
            "Cache-Control": "no-store",
        },
    )


@router.post("/consents", operation_id="agreeToTerms", summary="規約に同意する", status_code=201)
def agree(app: App, by: Known, body: AgreementBody) -> ConsentOut:
    """いまの版にだけ同意できます。二度送っても、記録は1つです。"""
    consent = app.accounts.agree(body.terms_version, by=by)
    return ConsentOut(
        consent_ref=consent.ref, terms_version=consent.terms_version, given_at=consent.given_at
    )


@router.get("/sessions", operation_id="listSessions", summary="サインインしているブラウザ")
def list_sessions(app: App, by: Known) -> SessionPage:
    """新しい順に並べます。"""
    found = app.sessions.own(by=by)
    return SessionPage(items=[session_out(item, by.session_ref) for item in found])


@router.delete(
    "/sessions/{session_ref}",
    operation_id="endSession",
    summary="1つのブラウザからサインアウトする",
    status_code=204,
)
def end_session(app: App, by: Known, session_ref: str) -> None:
    """なくした端末などを、離れたところからサインアウトさせます。"""
    app.sessions.end(session_ref, by=by)


@router.put("/password", operation_id="setPassword", summary="パスワードを決める", status_code=204)
def set_password(app: App, by: Known, body: PasswordBody) -> None:
    """サインインから15分以内に限ります。ほかのブラウザはサインアウトします。"""
    app.credentials.set_password(body.password, by=by)


@router.post(
    "/second-factor",
    operation_id="beginSecondFactor",
    summary="2段階認証を始める",
    status_code=201,
)
def begin_second_factor(app: App, by: Known, response: Response) -> SetUpOut:
    """認証アプリに読み取らせ、最初のコードを PUT で送ると有効になります。"""
    response.headers["Cache-Control"] = "no-store"
    return set_up_out(app.credentials.begin_second_factor(by=by))


@router.put("/second-factor", operation_id="confirmSecondFactor", summary="2段階認証を有効にする")
def confirm_second_factor(app: App, by: Known, body: CodeBody, response: Response) -> RecoveryOut:
    """回復コードを10個返します。紙に控えてください。"""
    response.headers["Cache-Control"] = "no-store"
    codes = app.credentials.confirm_second_factor(body.code, by=by)
    return RecoveryOut(recovery_codes=list(codes))


@router.delete(
    "/second-factor",
    operation_id="removeSecondFactor",
    summary="2段階認証を外す",
    status_code=204,
)
def remove_second_factor(app: App, by: Known) -> None:
    """サインインから15分以内に限ります。"""
    app.credentials.remove_second_factor(by=by)
