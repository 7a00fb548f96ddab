"""Cursors of plain lists: where the last page ended, as an opaque text."""

import base64
import binascii
from typing import Annotated

from fastapi import Query

from enishi.domain.errors import InvalidValueError
from enishi.domain.text import well_formed

Limit = Annotated[int, Query(ge=1, le=100, description="1ページの件数")]
Cursor = Annotated[str | None, Query(description="前のページの next_cursor")]


def write_cursor(ref: str) -> str:
    """Return the cursor of the page behind `ref`."""
    return base64.urlsafe_b64encode(ref.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> str | None:
    """Return the ref behind which the page begins; raises InvalidValueError."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return well_formed(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
    except (binascii.Error, ValueError, InvalidValueError):
        raise not_a_cursor() from None


def not_a_cursor() -> InvalidValueError:
    """The refusal of a cursor that no page gave."""
    return InvalidValueError(
        "カーソルが正しくありません。最初のページから読み直してください",
        field="cursor",
        english="not a cursor of this list; start again",
    )
