"""What routes ask for: the application, and which revision the caller saw."""

import re
import secrets
from typing import Annotated

from fastapi import Depends, Header, Request

from enishi.bootstrap import Application
from enishi.domain.errors import InvalidValueError


def application(request: Request) -> Application:
    """The application that serves this request."""
    found: Application = request.app.state.application
    return found


App = Annotated[Application, Depends(application)]


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
