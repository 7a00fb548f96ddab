"""Who is calling, as the request shows it."""

import hmac
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from enishi.bootstrap import Application
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.entrypoints.api.dependencies import App

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="鍵",
    description="API の鍵、または設定 ENISHI_OPERATOR_TOKEN と同じ事務局トークン",
)


def caller(
    request: Request,
    app: App,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    """Return who calls; nobody in particular where nothing is shown.

    Raises NotSignedInError for what is shown and does not convince, whichever part is wrong.
    """
    by = _by_bearer(app, shown.credentials) if shown is not None else ANONYMOUS
    request.state.caller = by  # whose request it was, for the limits of rate
    return by


def _by_bearer(app: Application, credentials: str) -> Caller:
    if _is_the_operators(app, credentials):
        return LOCAL_OPERATOR
    return app.api_keys.caller(credentials)


def _is_the_operators(app: Application, credentials: str) -> bool:
    token = app.settings.operator_token
    if token is None or not token.get_secret_value():
        return False
    given = credentials.encode("latin-1")  # as the header's bytes came
    return hmac.compare_digest(given, token.get_secret_value().encode())


By = Annotated[Caller, Depends(caller)]
