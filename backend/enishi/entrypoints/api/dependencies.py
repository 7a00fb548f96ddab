"""What routes ask for: the application, who is calling, and which revision they saw."""

import hmac
import re
import secrets
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
    given = shown.credentials.encode("latin-1") if shown else b""  # as the header's bytes came
    if not hmac.compare_digest(given, token.get_secret_value().encode()):
        raise NotSignedInError(
            "事務局トークンが必要です。Authorization: Bearer … で送ってください",
            english="the operator token is required, as Authorization: Bearer …",
        )


Operator = Depends(operator)


# As `etag` writes it, with the W/ that a proxy which compresses puts before it.
_ETAG = re.compile(r'(?:W/)?"([0-9]{1,18})"')


def expected_revision(
    if_match: Annotated[
        str | None,
        Header(
            description="読み取り時の ETag。ほかの人が先に変更していれば 412 になります",
            examples=['"3"'],
        ),
    ] = None,
) -> int | None:
    """Read If-Match; without it the latest revision is changed."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise InvalidValueError(
            "読み取り時の ETag をそのまま指定してください",
            field="If-Match",
            english="must be an ETag as it was given",
        )
    return int(found[1])


Expected = Annotated[int | None, Depends(expected_revision)]


def etag(revision: int) -> str:
    """The ETag of a revision."""
    return f'"{revision}"'


def new_ref() -> str:
    """A ref for a record that is sent without one."""
    return f"web-{secrets.token_hex(6)}"
