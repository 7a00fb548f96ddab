"""An address that mail can be sent to, and that cannot smuggle anything into a header."""

import re
import unicodedata
from dataclasses import dataclass

from enishi.domain.errors import InvalidValueError

# RFC 5321 §4.5.3.1.3, less the angle brackets.
_LONGEST = 254
# The dot-atom of RFC 5322 at a host name of at least two labels: what mailboxes look like in
# practice. Quoted local parts and bare addresses of machines are left out on purpose.
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
)


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """A mail address, in half-width small letters: two spellings of one mailbox are equal."""

    text: str

    def __post_init__(self) -> None:
        folded = unicodedata.normalize("NFKC", self.text).strip().lower()
        if len(folded) > _LONGEST or not _ADDRESS.fullmatch(folded):
            raise InvalidValueError(
                "メールアドレスの形になっていません",
                field="email",
                english="not an e-mail address",
            )
        object.__setattr__(self, "text", folded)

    def __str__(self) -> str:
        return self.text
