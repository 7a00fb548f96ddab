"""What routes ask for: the application, who is calling, and which revision they saw."""

import hmac
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from enishi.bootstrap import Application
from enishi.domain.errors import InvalidValueError, NotPermittedError, NotSignedInError

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="事務局トークン",
    description="書き込みには、設定 ENISHI_OPERATOR_TOKEN と同じトークンが必要です",
)


def application(request: Request) -> Application:
    """The application that serves this request."""
    found: Application = request.app.state.application
    return found


App = Annotated[Application, Depends(application)]


def operator(
    app: App, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    """Let only the operator through; until accounts exist there is one token."""
    token = app.settings.operator_token
    if token is None or not token.get_secret_value():
        raise NotPermittedError(
            "このサーバーは HTTP での書き込みを受け付けていません"
            "（設定 ENISHI_OPERATOR_TOKEN がありません）",
            english="this server takes no writes over HTTP (ENISHI_OPERATOR_TOKEN is not set)",
        )
    given = shown.credentials if shown else ""
    if not hmac.compare_digest(given.encode(), token.get_secret_value().encode()):
        raise NotSignedInError(
            "事務局トークンが必要です。Authorization: Bearer … で送ってください",
            english="the operator token is required, as Authorization: Bearer …",
        )


Operator = Depends(operator)


def expected_revision(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """Read If-Match; without it the latest revision is changed."""
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isdigit():
        raise InvalidValueError(
            "If-Match には、読み取り時の ETag をそのまま指定してください",
            field="If-Match",
            english="If-Match must be an ETag as it was given",
        )
    return int(text)


Expected = Annotated[int | None, Depends(expected_revision)]


def etag(revision: int) -> str:
    """The ETag of a revision."""
    return f'"{revision}"'
