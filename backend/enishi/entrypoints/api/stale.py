"""What somebody is told who would change a record as it no longer is: both versions."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from enishi.domain.errors import NotFoundError, StaleRevisionError
from enishi.entrypoints.api.problems import ShownStaleError
from enishi.entrypoints.wire.answers import StaleProblem

# What a route that takes If-Match says of itself.
STALE: dict[int | str, dict[str, Any]] = {
    412: {"model": StaleProblem, "description": "ほかの人が先に変更しています"}
}


@contextmanager
def showing_current(
    read: Callable[[], tuple[int, BaseModel]], *, sent: BaseModel | None = None
) -> Iterator[None]:
    """Add to a stale revision the record as it is, as the caller may read it, and what was sent.

    `read` is the route that shows the record to this caller, and no other way to it. What the
    record was in the revision that the caller saw is not stored: they saw it, and send what
    they would have made of it.
    """
    try:
        yield
    except StaleRevisionError as error:
        try:
            current, record = read()
        except NotFoundError:  # it went in this moment
            raise error from None
        raise ShownStaleError(
            error.seen,
            current,
            record=record.model_dump(mode="json"),
            sent=None if sent is None else _repeated(sent),
        ) from error


def _repeated(body: BaseModel) -> dict[str, Any] | None:
    """Return what was sent as JSON; None where it holds letters that no JSON may."""
    try:
        said: dict[str, Any] = json.loads(body.model_dump_json(exclude_unset=True))
    except PydanticSerializationError:  # half a letter: it would have been refused next
        return None
    return said
