"""Every refusal as RFC 9457 problem+json, in Japanese with an English twin: one table."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from enishi.domain.errors import (
    EnishiError,
    InvalidValueError,
    StaleRevisionError,
    TooManyRequestsError,
)
from enishi.entrypoints.wire.answers import Problem, ProblemField
from enishi.entrypoints.wire.reasons import reason

MEDIA_TYPE = "application/problem+json"

# slug → status, title, English title
_KINDS = {
    "invalid-value": (422, "値が正しくありません", "Invalid value"),
    "invalid-request": (422, "リクエストが正しくありません", "Invalid request"),
    "unreadable-body": (400, "送られた内容を読めません", "Unreadable body"),
    "too-large": (413, "送られた内容が大きすぎます", "Too large"),
    "mail-not-sent": (503, "メールを送れません", "Mail cannot be sent"),
    "provider-unavailable": (503, "サインインの提供元が応えません", "No sign-in provider"),
    "not-found": (404, "見つかりません", "Not found"),
    "method-not-allowed": (405, "この操作はできません", "Method not allowed"),
    "conflict": (409, "すでに登録されているか、変更されています", "Conflict"),
    "stale-revision": (412, "ほかの人が先に変更しています", "Stale revision"),
    "idempotency-conflict": (422, "Idempotency-Key が使用済みです", "Idempotency-Key was used"),
    "not-signed-in": (401, "認証が必要です", "Authentication required"),
    "not-permitted": (403, "許可されていません", "Not permitted"),
    "too-many-requests": (429, "要求が多すぎます", "Too many requests"),
    "index-unavailable": (503, "検索の索引が使えません", "The index is unavailable"),
    "encoder-missing": (503, "エンコーダがありません", "The encoder is missing"),
    "font-missing": (503, "文書の書体がありません", "A font is missing"),
    "schema-outdated": (503, "データベースの準備ができていません", "The database is not ready"),
    "database-unavailable": (503, "データベースが使えません", "The database is unavailable"),
    "busy": (503, "ただいま混み合っています", "Busy"),
    "error": (400, "処理できませんでした", "Refused"),
    "internal": (500, "サーバーの内部で問題が起きました", "Internal error"),
}
_RETRY_AFTER = {"busy": "2", "index-unavailable": "30", "database-unavailable": "30"}

# What some refusals say beside their sentence, under the same names.
_TOLD = ("seen", "current", "current_record", "sent")

# A body may be wrong in a hundred thousand places; a reader mends the first ones.
_MOST_FIELDS = 50
# Letters of a name that a client made up.
_LONGEST_NAME = 80


class ShownStaleError(StaleRevisionError):
    """A stale revision with the record as it is, and what the caller would have made of it."""

    def __init__(
        self, seen: int, current: int, *, record: dict[str, Any], sent: dict[str, Any] | None
    ) -> None:
        super().__init__(seen, current)
        self.current_record = record
        self.sent = sent


def problem(
    slug: str,
    detail: str,
    detail_en: str,
    *,
    errors: Sequence[ProblemField] = (),
    extra: dict[str, Any] | None = None,
) -> JSONResponse:
    """Build the answer for one refusal."""
    status, title, title_en = _KINDS.get(slug, _KINDS["error"])
    body = Problem(
        type=f"/problems/{slug}",
        title=title,
        status=status,
        detail=detail,
        title_en=title_en,
        detail_en=detail_en,
        errors=list(errors),
    )
    headers = {"Content-Language": "ja"}
    if slug in _RETRY_AFTER:
        headers["Retry-After"] = _RETRY_AFTER[slug]
    if slug == "not-signed-in":
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(
        body.model_dump() | (extra or {}), status, headers=headers, media_type=MEDIA_TYPE
    )


def install(app: FastAPI) -> None:
    """Have every refusal of the application answered as a problem."""
    app.add_exception_handler(EnishiError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)


def refusal(error: EnishiError) -> JSONResponse:
    """Answer one of the domain's refusals."""
    if isinstance(error, InvalidValueError) and error.field:
        steps = error.field.replace("[", ".").replace("]", "").split(".")
        return _wrong("invalid-value", [_field(steps, error.message, error.english)])
    told = {name: getattr(error, name) for name in _TOLD if hasattr(error, name)}
    answer = problem(error.slug, error.message, error.english, extra=told)
    if isinstance(error, TooManyRequestsError):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def told(error: EnishiError) -> str:
    """Return the problem document by itself, for an answer that holds others beside it."""
    return bytes(refusal(error).body).decode()


def unforeseen() -> JSONResponse:
    """Answer for a mistake of our own: the log knows more."""
    return problem(
        "internal",
        "サーバーの内部で問題が起きました。時間をおいて、もう一度お試しください",
        "something went wrong on the server; try again later",
    )


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, EnishiError)
    return refusal(error)


def _malformed(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if found[0]["type"] == "json_invalid":
        return _unreadable(
            f"（{found[0]['loc'][-1] + 1}文字目）", f"near {found[0]['loc'][-1] + 1}"
        )
    # The first step names where the value came from (body, query, path).
    fields = [_field(item["loc"][1:], *reason(item)) for item in found[:_MOST_FIELDS]]
    return _wrong("invalid-request", fields)


def _wrong(slug: str, fields: Sequence[ProblemField]) -> JSONResponse:
    """Name the first wrong field in the sentence, and all of them in `errors`."""
    first = fields[0]
    name = first.pointer.strip("/").replace("/", ".")
    return problem(
        slug,
        f"{name or '本文'}: {first.detail}",
        f"{name or 'the body'}: {first.detail_en}",
        errors=fields,
    )


def _field(steps: Sequence[str | int], detail: str, detail_en: str) -> ProblemField:
    pointer = "".join(f"/{_step(step)}" for step in steps)
    return ProblemField(pointer=pointer, detail=detail, detail_en=detail_en)


def _step(step: str | int) -> str:
    """Write one step of a JSON Pointer (RFC 6901); JSON can spell names that UTF-8 cannot."""
    name = str(step)[:_LONGEST_NAME].encode("utf-8", "backslashreplace").decode("utf-8")
    return name.replace("~", "~0").replace("/", "~1")


def _unreadable(place: str = "", place_en: str = "") -> JSONResponse:
    return problem(
        "unreadable-body",
        f"JSON として読めません{place}。UTF-8 の JSON を送ってください",
        " ".join(filter(None, ("not JSON in UTF-8", place_en))),
    )


def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    match error.status_code:
        case 400:  # the framework's word for a body in another encoding, or nested too deep
            return _unreadable()
        case 404:
            return problem("not-found", "そのアドレスには何もありません", "nothing is here")
        case 405:
            answer = problem(
                "method-not-allowed",
                "このアドレスではその操作はできません",
                "this address does not take that method",
            )
            answer.headers.update(error.headers or {})
            return answer
        case _:
            return problem("error", "処理できませんでした", str(error.detail))
