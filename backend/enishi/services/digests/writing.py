"""What a digest becomes when it is written: a subject, a page, and its twin in plain text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

from enishi.domain.digest import Digest, DigestItem
from enishi.domain.match_response import MatchAnswer


@dataclass(frozen=True, slots=True)
class DigestLinks:
    """Where the links of one digest lead. What opens a page without sign-in, the sender signs.

    A token stands behind the #, which browsers send to no server: no log ever holds it. Without
    one, as in a preview, a link leads to the page behind the sign-in.
    """

    address: str  # of the screen, without a slash at its end
    answer_tokens: Mapping[str, str] = field(default_factory=dict)  # by the ref of the item
    stop_token: str | None = None

    def page(self, item: DigestItem) -> str:
        """Return where an item is read on."""
        return f"{self.address}{item.path}"

    def answer(self, item: DigestItem, answer: MatchAnswer | None = None) -> str:
        """Return the page that asks whether the answer is meant; opening it changes nothing.

        Without an answer the page asks which.
        """
        token = self.answer_tokens.get(item.ref)
        if token is None:
            return self.page(item)
        asked = f"?answer={answer}" if answer else ""
        return f"{self.address}/digest/answer{asked}#{quote(token)}"

    def stop(self) -> str:
        """Return the page that stops the digest, or makes it rarer."""
        if self.stop_token is None:
            return self.preferences()
        return f"{self.address}/digest/stop#{quote(self.stop_token)}"

    def preferences(self) -> str:
        """Return the page with the person's own choices."""
        return f"{self.address}/my/digest"

    def suggestions(self) -> str:
        """Return the page with every suggestion of the week."""
        return f"{self.address}/my/suggestions"


@dataclass(frozen=True, slots=True)
class WrittenDigest:
    """A digest as it is sent: the page and the plain text say the same."""

    subject: str  # one line
    html: str
    text: str


class DigestWriter(Protocol):
    """Puts a digest into words and onto a page."""

    def write(self, digest: Digest, links: DigestLinks) -> WrittenDigest:
        """Return the written digest, the same for the same input; it must have an item."""
