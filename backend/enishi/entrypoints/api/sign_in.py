"""`/auth`, and accepting an invitation: what a browser does before it is signed in."""

import structlog
from fastapi import APIRouter, BackgroundTasks, Depends, Request, Response

from enishi.bootstrap import Application
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import EnishiError, NotSignedInError
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.cookies import (
    let_in,
    let_out,
    must_come_from_here,
    shown_token,
    visit_of,
)
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.accounts import (
    AcceptanceBody,
    CodeBody,
    LinkBody,
    PasswordSignInBody,
    RedeemBody,
    SentOut,
    SignedInOut,
)
from enishi.services.sessions import SignedIn

_log = structlog.get_logger()


def _from_here(request: Request, app: App) -> None:
    """Refuse what another site sends: it would sign a browser in as somebody else."""
    must_come_from_here(request, app)


router = APIRouter(tags=["サインイン"], dependencies=[Depends(_from_here)])


@router.post(
    "/auth/links", operation_id="askForLink", summary="サインインのリンクを送る", status_code=202
)
def ask_for_link(
    app: App, body: LinkBody, request: Request, background: BackgroundTasks
) -> SentOut:
    """登録されたアドレスなら、一度だけ使えるリンクを送ります。答えはいつも同じです。"""
    email = EmailAddress(body.email)
    app.sign_in.ask_for_link(email, visit=visit_of(request, app))
    # After the answer: how long a mail server takes would tell that there is an account.
    background.add_task(_send_link, app, email)
    return SentOut()


@router.post("/auth/links/redeem", operation_id="redeemLink", summary="リンクでサインインする")
def redeem_link(app: App, body: RedeemBody, request: Request, response: Response) -> SignedInOut:
    """リンクは15分のあいだ、一度だけ使えます。"""
    return _let_in(app, response, app.sign_in.redeem_link(body.token, visit=visit_of(request, app)))


@router.post(
    "/auth/password", operation_id="signInByPassword", summary="パスワードでサインインする"
)
def sign_in_by_password(
    app: App, body: PasswordSignInBody, request: Request, response: Response
) -> SignedInOut:
    """続けて間違えると、待つ時間が延びます（429 と Retry-After）。"""
    signed_in = app.sign_in.with_password(
        EmailAddress(body.email), body.password, visit=visit_of(request, app)
    )
    return _let_in(app, response, signed_in)


@router.post(
    "/auth/second-factor", operation_id="showSecondFactor", summary="2段階認証のコードを示す"
)
def show_second_factor(
    app: App, body: CodeBody, request: Request, response: Response
) -> SignedInOut:
    """needs_code が true だったサインインを終えます。回復コードも使えます。"""
    token = shown_token(request, app)
    if not token:
        raise NotSignedInError(
            "はじめからサインインしてください", english="begin the sign-in again"
        )
    signed_in = app.sign_in.with_code(token, body.code, visit=visit_of(request, app))
    return _let_in(app, response, signed_in)


@router.post("/invitations/redeem", operation_id="acceptInvitation", summary="招待を受けて参加する")
def accept_invitation(
    app: App, body: AcceptanceBody, request: Request, response: Response
) -> SignedInOut:
    """招待は14日のあいだ、一度だけ使えます。はじめての人は、お名前も送ります。"""
    signed_in = app.invitations.accept(
        body.token, body.name, body.language, visit=visit_of(request, app)
    )
    return _let_in(app, response, signed_in)


@router.delete("/auth/session", operation_id="signOut", summary="サインアウトする", status_code=204)
def sign_out(app: App, _by: By, request: Request, response: Response) -> None:
    """このブラウザだけがサインアウトします。サインインの途中でも使えます。"""
    token = shown_token(request, app)
    if token:
        app.sessions.end_by_token(token)
    let_out(response, app)


@router.delete(
    "/auth/sessions",
    operation_id="signOutEverywhere",
    summary="すべてのブラウザからサインアウトする",
    status_code=204,
)
def sign_out_everywhere(app: App, by: Known, response: Response) -> None:
    """このブラウザも含めて、すべてのサインインを終えます。"""
    app.sessions.end_all(by=by)
    let_out(response, app)


def _let_in(app: Application, response: Response, signed_in: SignedIn) -> SignedInOut:
    let_in(response, app, signed_in)
    response.headers["Cache-Control"] = "no-store"
    needs_code = signed_in.session.awaits_code
    return SignedInOut(signed_in=not needs_code, needs_code=needs_code)


def _send_link(app: Application, email: EmailAddress) -> None:
    try:
        app.sign_in.send_link(email)
    except EnishiError as error:  # nobody waits for it; the address stays out of the log
        _log.warning("sign-in link not sent", reason=error.english)
