"""Every refusal as RFC 9457 problem+json, in Japanese with an English twin: one table."""

from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from enishi.domain.errors import EnishiError, InvalidValueError
from enishi.entrypoints.wire.schemas import Problem, ProblemField

MEDIA_TYPE = "application/problem+json"

# slug → status, title, English title
_KINDS = {
    "invalid-value": (422, "値が正しくありません", "Invalid value"),
    "invalid-request": (422, "リクエストが正しくありません", "Invalid request"),
    "too-large": (413, "送られた内容が大きすぎます", "Too large"),
    "not-found": (404, "見つかりません", "Not found"),
    "method-not-allowed": (405, "この操作はできません", "Method not allowed"),
    "conflict": (409, "すでに登録されているか、変更されています", "Conflict"),
    "stale-revision": (412, "ほかの人が先に変更しています", "Stale revision"),
    "not-signed-in": (401, "認証が必要です", "Authentication required"),
    "not-permitted": (403, "許可されていません", "Not permitted"),
    "index-unavailable": (503, "検索の索引が使えません", "The index is unavailable"),
    "encoder-missing": (503, "エンコーダがありません", "The encoder is missing"),
    "schema-outdated": (503, "データベースの準備ができていません", "The database is not ready"),
    "busy": (503, "ただいま混み合っています", "Busy"),
    "error": (400, "処理できませんでした", "Refused"),
    "internal": (500, "サーバーの内部で問題が起きました", "Internal error"),
}
_RETRY_AFTER = {"busy": "2", "index-unavailable": "30"}

# pydantic's error type → what is wrong, in both languages; `{…}` are its context.
_REASONS = {
    "missing": ("必須の項目です", "required"),
    "extra_forbidden": ("知らない項目です", "unknown field"),
    "json_invalid": ("JSON として読めません", "not JSON"),
    "string_type": ("文字列で指定してください", "must be a string"),
    "string_unicode": ("文字として読めません", "not valid text"),
    "int_type": ("整数で指定してください", "must be a whole number"),
    "int_parsing": ("整数で指定してください", "must be a whole number"),
    "int_from_float": ("整数で指定してください", "must be a whole number"),
    "float_type": ("数値で指定してください", "must be a number"),
    "float_parsing": ("数値で指定してください", "must be a number"),
    "finite_number": ("数値で指定してください", "must be a finite number"),
    "decimal_type": ("数値で指定してください", "must be a number"),
    "decimal_parsing": ("数値で指定してください", "must be a number"),
    "bool_type": ("true か false で指定してください", "must be true or false"),
    "bool_parsing": ("true か false で指定してください", "must be true or false"),
    "list_type": ("配列で指定してください", "must be a list"),
    "dict_type": ("オブジェクトで指定してください", "must be an object"),
    "model_attributes_type": ("オブジェクトで指定してください", "must be an object"),
    "enum": ("{expected} のどれかを指定してください", "must be one of {expected}"),
    "literal_error": ("{expected} のどれかを指定してください", "must be one of {expected}"),
    "greater_than_equal": ("{ge} 以上で指定してください", "must be at least {ge}"),
    "greater_than": ("{gt} より大きい値を指定してください", "must be more than {gt}"),
    "less_than_equal": ("{le} 以下で指定してください", "must be at most {le}"),
    "date_from_datetime_parsing": ("日付（YYYY-MM-DD）で指定してください", "must be a date"),
    "date_parsing": ("日付（YYYY-MM-DD）で指定してください", "must be a date"),
}


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
    app.add_exception_handler(Exception, _unforeseen)


def refusal(error: EnishiError) -> JSONResponse:
    """Answer one of the domain's refusals."""
    errors = []
    if isinstance(error, InvalidValueError) and error.field:
        pointer = "/" + error.field.replace("[", "/").replace("]", "").replace(".", "/")
        errors = [ProblemField(pointer=pointer, detail=error.message, detail_en=error.english)]
    revisions = {name: getattr(error, name) for name in ("seen", "current") if hasattr(error, name)}
    return problem(error.slug, error.message, error.english, errors=errors, extra=revisions)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, EnishiError)
    return refusal(error)


def _malformed(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = [_field(item) for item in error.errors()]
    first = fields[0]
    return problem(
        "invalid-request",
        f"{first.pointer}: {first.detail}",
        f"{first.pointer}: {first.detail_en}",
        errors=fields,
    )


def _field(item: dict[str, Any]) -> ProblemField:
    # The first step names where the value came from (body, query, path).
    steps = item["loc"][1:] if len(item["loc"]) > 1 else item["loc"]
    japanese, english = _REASONS.get(
        item["type"], ("値が正しくありません", f"invalid ({item['type']})")
    )
    context = {key: str(value) for key, value in item.get("ctx", {}).items()}
    return ProblemField(
        pointer="/" + "/".join(map(str, steps)),
        detail=japanese.format_map(context),
        detail_en=english.format_map(context),
    )


def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    match error.status_code:
        case 404:
            return problem("not-found", "そのアドレスには何もありません", "nothing is here")
        case 405:
            return problem(
                "method-not-allowed",
                "このアドレスではその操作はできません",
                "this address does not take that method",
            )
        case _:
            return problem("error", "処理できませんでした", str(error.detail))


def _unforeseen(request: Request, _error: Exception) -> JSONResponse:
    structlog.get_logger().exception("unforeseen error", path=request.url.path)
    return problem(
        "internal",
        "サーバーの内部で問題が起きました。時間をおいて、もう一度お試しください",
        "something went wrong on the server; try again later",
    )
