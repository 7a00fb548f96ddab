"""Who is calling, as the request shows it."""

import hmac
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from enishi.bootstrap import Application
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.entrypoints.api.cookies import must_come_from_here, must_show_csrf, shown_token
from enishi.entrypoints.api.dependencies import App

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="鍵",
    description="API の鍵、または設定 ENISHI_OPERATOR_TOKEN と同じ事務局トークン。"
    "画面ではサインインの Cookie が代わりになります",
)


def caller(
    app: App,
    request: Request,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    """Return who calls; nobody in particular where nothing is shown.

    Where both a key and a cookie are shown, the key counts. Raises NotSignedInError for a key
    that does not convince, whichever part is wrong; a cookie that does not is as good as none.
    """
    by = by_bearer(app, shown.credentials) if shown else _by_cookie(app, request)
    request.state.caller = by  # whose request it was, for the limits of rate
    return by


def by_bearer(app: Application, credentials: str) -> Caller:
    """Return whose key or token this is; raises NotSignedInError."""
    if _is_the_operators(app, credentials):
        return LOCAL_OPERATOR
    return app.api_keys.caller(credentials)


def _by_cookie(app: Application, request: Request) -> Caller:
    token = shown_token(request, app)
    if not token:
        return ANONYMOUS
    found = app.sessions.caller_of(token)
    if found.session_ref is not None:
        must_come_from_here(request, app)
        must_show_csrf(request, token)
    return found


def _is_the_operators(app: Application, credentials: str) -> bool:
    token = app.settings.operator_token
    if token is None or not token.get_secret_value():
        return False
    given = credentials.encode("latin-1")  # as the header's bytes came
    return hmac.compare_digest(given, token.get_secret_value().encode())


By = Annotated[Caller, Depends(caller)]


def known(by: By) -> Caller:
    """Return who calls; raises NotSignedInError where nobody says so."""
    by.must_be_signed_in()
    return by


# For what nobody may do without saying who they are: refused before anything else is read.
Known = Annotated[Caller, Depends(known)]
