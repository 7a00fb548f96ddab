"""The cookies that keep a browser signed in, and what guards them against other sites."""

import hmac
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from fastapi import Request, Response

from enishi.bootstrap import Application
from enishi.domain.errors import InvalidValueError, NotPermittedError
from enishi.domain.federation import REQUEST_LASTS, AuthenticationRequest
from enishi.domain.session import LONGEST, Visit
from enishi.services.sessions import SignedIn
from enishi.services.tokens import csrf_token, is_a_token

CSRF_HEADER = "X-Enishi-CSRF"
# Reads change nothing, so nobody gains by having a browser send one.
_SAFE = {"GET", "HEAD", "OPTIONS"}
# A browser stays known for a year after it has signed in.
_KNOWN_SECONDS = 400 * 24 * 3600
# What a browser has to bring back from a provider.
_REQUEST = "enishi-oidc"


def session_cookie(app: Application) -> str:
    """Return the name of the session's cookie.

    Behind TLS its prefix has the browser itself refuse one that another host has set.
    """
    return _named(app, "enishi")


def shown_token(request: Request, app: Application) -> str | None:
    """Return the session token that the browser shows."""
    return request.cookies.get(session_cookie(app))


def visit_of(request: Request, app: Application) -> Visit:
    """Return from where somebody signs in."""
    device = request.cookies.get(_named(app, "enishi-device"), "")
    return Visit(
        address=request.client.host if request.client else "",
        browser=request.headers.get("user-agent", ""),
        device=device if is_a_token(device) else None,
    )


def let_in(response: Response, app: Application, signed_in: SignedIn) -> None:
    """Give the browser its cookies."""
    _set(response, app, "enishi", signed_in.token, round(LONGEST.total_seconds()))
    if signed_in.device is not None:
        _set(response, app, "enishi-device", signed_in.device, _KNOWN_SECONDS)


def let_out(response: Response, app: Application) -> None:
    """Take the session's cookie away; the browser stays known."""
    _set(response, app, "enishi", "", 0)


def send_along(response: Response, app: Application, sent: AuthenticationRequest) -> None:
    """Give the browser what it has to bring back from a provider."""
    value = f"{sent.secret}.{sent.begun_at.timestamp():.0f}.{quote(sent.next_path, safe='')}"
    _set(response, app, _REQUEST, value, round(REQUEST_LASTS.total_seconds()))


def brought_back(request: Request, app: Application) -> AuthenticationRequest | None:
    """Return what the browser has brought back; None where it is nothing that was sent along."""
    secret, _, rest = request.cookies.get(_named(app, _REQUEST), "").partition(".")
    begun_at, _, next_path = rest.partition(".")
    try:
        moment = datetime.fromtimestamp(int(begun_at), UTC)
        return AuthenticationRequest(secret, moment, unquote(next_path))
    except (InvalidValueError, ValueError, OverflowError, OSError):
        return None


def forget_request(response: Response, app: Application) -> None:
    """Take away what was sent along: it is good for one return."""
    _set(response, app, _REQUEST, "", 0)


def must_come_from_here(request: Request, app: Application) -> None:
    """Refuse a write that a page of another site has the browser send."""
    origin = request.headers.get("origin")
    if request.method in _SAFE or origin is None:
        return
    # A proxy may tell another host than the one that people see; either is ours.
    if origin == app.settings.address or origin.partition("://")[2] == request.headers.get("host"):
        return
    raise NotPermittedError(
        "ほかのサイトからの書き込みは受け付けません", english="writes from another site are refused"
    )


def must_show_csrf(request: Request, token: str) -> None:
    """Refuse a write by cookie that does not show what only a page of ours can know."""
    if request.method in _SAFE:
        return
    shown = request.headers.get(CSRF_HEADER, "").encode("latin-1", "replace")
    if not hmac.compare_digest(shown, csrf_token(token).encode()):
        raise NotPermittedError(
            f"画面を読み直してください（{CSRF_HEADER} に GET /me の csrf_token が要ります）",
            english=f"the header {CSRF_HEADER} must be the csrf_token of GET /me",
        )


def _named(app: Application, name: str) -> str:
    return f"__Host-{name}" if app.settings.is_behind_tls else name


def _set(response: Response, app: Application, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _named(app, name),
        value,
        max_age=seconds,
        path="/",
        secure=app.settings.is_behind_tls,
        httponly=True,
        samesite="lax",
    )
