"""`/search/bulk`: many ad-hoc needs in one call."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from enishi.domain.errors import EnishiError, InvalidValueError
from enishi.entrypoints.api import problems
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.search import IN_A_BODY, question
from enishi.entrypoints.wire.answers import Problem
from enishi.entrypoints.wire.bulk import BulkAnswer, BulkBody, BulkNeedBody, bulk_answer
from enishi.entrypoints.wire.reasons import reason
from enishi.services.bulk import AdHocNeed
from enishi.services.search import SearchResult

router = APIRouter(tags=["さがす"])

_LINES = "application/x-ndjson"


@router.post(
    "/search/bulk",
    operation_id="searchNeeds",
    summary="たくさんの探しもので一度に探す",
    response_class=StreamingResponse,
    responses={
        200: {
            "model": list[BulkAnswer | Problem],
            "description": f"送った順に、答えか断り。Accept が {_LINES} なら1行に1件",
        }
    },
)
def search_needs(
    app: App,
    by: Known,
    body: BulkBody,
    accept: Annotated[str, Header(description=f"{_LINES} なら1行に1件")] = "application/json",
) -> StreamingResponse:
    """1,000件まで。保存されません。誤りのあるものは、その場所に断りを返し、ほかは続けます。"""
    app.bulk.may_begin(len(body.needs), by=by)
    answers = map(_written, app.bulk.answers([_read(need) for need in body.needs], by=by))
    if _LINES in accept:
        return StreamingResponse((f"{answer}\n" for answer in answers), media_type=_LINES)
    return StreamingResponse(_array(answers), media_type="application/json")


def _read(sent: Any) -> AdHocNeed | EnishiError:
    """Read one need, or what is wrong with it."""
    try:
        body = BulkNeedBody.model_validate(sent)
        if body.cursor is not None:
            raise InvalidValueError(
                "まとめて探すときは、続きを読めません", field="cursor", english="no paging in bulk"
            )
        return AdHocNeed(question(body), body.limit)
    except ValidationError as error:
        first = error.errors()[0]
        japanese, english = reason(first)
        place = ".".join(map(str, first["loc"]))
        return InvalidValueError(japanese, field=place or None, english=english)
    except EnishiError as error:
        return error


def _written(answer: SearchResult | EnishiError) -> str:
    if isinstance(answer, InvalidValueError):
        field = IN_A_BODY.get(answer.field or "", answer.field)
        return problems.told(InvalidValueError(answer.message, field=field, english=answer.english))
    if isinstance(answer, EnishiError):
        return problems.told(answer)
    return bulk_answer(answer).model_dump_json()


def _array(answers: Iterator[str]) -> Iterator[str]:
    """Yield a JSON array, one element a line."""
    yield "["
    first = next(answers, None)
    if first is not None:
        yield first
    yield from chain.from_iterable((",\n", answer) for answer in answers)
    yield "]\n"
