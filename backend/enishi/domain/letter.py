"""A letter that is sent by e-mail."""

import re
from dataclasses import dataclass

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# A letter is a page; the weekly digest, the longest of them, is two.
_LONGEST = 50_000
# Whatever ends a line somewhere: a header must stay one line, or its rest is a header of its own.
_LINE_END = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to one person: plain text, with a twin in HTML where it helps."""

    to: EmailAddress
    subject: str
    text: str
    html: str | None = None
    message_id: str | None = None  # what stands before its @; None: the mailer makes one up
    bounces_to: EmailAddress | None = None  # None: to the sender
    stop_address: str | None = None  # where a mailbox stops such letters by POST (RFC 8058)

    def __post_init__(self) -> None:
        bounded(self.subject, "subject", NAME, required=True)
        bounded(self.text, "text", _LONGEST, required=True)
        bounded(self.html, "html", _LONGEST)
        header_value(self.subject, "subject")
        header_value(self.message_id or "", "message_id")
        header_value(self.stop_address or "", "stop_address")


def header_value(text: str, field: str) -> str:
    """Return the text as it is; raises InvalidValueError where it is more than one line."""
    if _LINE_END.search(text):
        raise InvalidValueError(
            "改行は使えません", field=field, english="must not contain a line break"
        )
    return text
