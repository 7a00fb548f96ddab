"""`/auth/oidc`: to a provider outside, and back. A browser is sent along; no page calls this."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from enishi.bootstrap import Application
from enishi.domain.errors import EnishiError, NotSignedInError, ProviderUnavailableError
from enishi.entrypoints.api.cookies import (
    brought_back,
    forget_request,
    let_in,
    send_along,
    visit_of,
)
from enishi.entrypoints.api.dependencies import App

_log = structlog.get_logger()

router = APIRouter(tags=["サインイン"])
# A provider adds to the address what it likes, so this one is not refused for what it knows not.
returning = APIRouter(tags=["サインイン"])


@router.get(
    "/auth/oidc",
    operation_id="goToProvider",
    summary="外部のアカウントでサインインする",
    status_code=302,
    response_class=RedirectResponse,
)
def go_to_provider(
    app: App,
    next_path: Annotated[
        str,
        Query(
            alias="next",
            description="サインインのあとに開くページ。このサイトの中の、/ で始まるパス",
            examples=["/needs"],
        ),
    ] = "/",
) -> RedirectResponse:
    """提供元（OpenID Connect）へ移ります。GET /me に oidc_name があるときに使えます。"""
    try:
        request, address = app.federation.begin(next_path)
    except ProviderUnavailableError as error:
        return _refused(app, error)
    answer = _redirected(address)
    send_along(answer, app, request)
    return answer


@returning.get(
    "/auth/oidc/return",
    operation_id="returnFromProvider",
    summary="外部のアカウントから戻る",
    status_code=302,
    response_class=RedirectResponse,
)
def return_from_provider(
    app: App,
    request: Request,
    state: Annotated[str, Query(description="提供元に渡した state")] = "",
    code: Annotated[str, Query(description="提供元が出したコード")] = "",
) -> RedirectResponse:
    """もとのページか、できなければ /sign-in?refused=oidc へ移ります。わけはログにだけ残します。"""
    try:
        sent = brought_back(request, app)
        if sent is None or not code:
            raise NotSignedInError(
                "サインインをはじめからやり直してください",
                english="no request of this browser" if sent is None else "no code came back",
            )
        visit = visit_of(request, app)
        signed_in = app.federation.complete(sent, state=state, code=code, visit=visit)
    except EnishiError as error:
        return _refused(app, error)
    answer = _redirected(sent.next_path)
    let_in(answer, app, signed_in)
    forget_request(answer, app)
    return answer


def _refused(app: Application, error: EnishiError) -> RedirectResponse:
    """Send the browser to the other ways in: who tries accounts learns nothing from it."""
    _log.warning("sign-in by the provider refused", reason=error.english)
    answer = _redirected("/sign-in?refused=oidc")
    forget_request(answer, app)
    return answer


def _redirected(address: str) -> RedirectResponse:
    return RedirectResponse(address, 302, headers={"Cache-Control": "no-store"})
