"""Puts a written digest into its envelope: to whom, with which marks, and where it returns to."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from enishi.domain.digest import Digest
from enishi.domain.digest_token import TAP_LASTS, TapToken, bounce_token, stop_token
from enishi.domain.email_address import EmailAddress
from enishi.domain.letter import Letter
from enishi.domain.person import Person
from enishi.services.digests.writing import DigestLinks, DigestWriter

# A mailbox stops the digest here by POST (RFC 8058), without anybody opening a page.
_STOP = "/api/v1/digests/unsubscribe/one-click"


@dataclass(frozen=True)
class DigestEnvelopes:
    """Makes letters of digests."""

    writer: DigestWriter
    key: Callable[[], bytes]
    address: str  # of the screen, without a slash at its end
    bounces_to: EmailAddress | None = None  # without a token; None: to the sender, unread

    def letter(self, digest: Digest, person: Person, mark: str) -> Letter:
        """Return the letter: whatever its links open, they open for this person alone."""
        links = self._links(digest)
        written = self.writer.write(digest, links)
        return Letter(
            to=person.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            message_id=mark,
            bounces_to=self._return_address(mark),
            stop_address=f"{self.address}{_STOP}?{urlencode({'token': links.stop_token})}",
        )

    def _links(self, digest: Digest) -> DigestLinks:
        key = self.key()
        # To the second, as the token carries it.
        until = (digest.composed_at + TAP_LASTS).replace(microsecond=0)
        tokens = {
            item.ref: TapToken(digest.person_ref, digest.week, item.ref, until).signed(key)
            for item in digest.items
            if item.can_be_answered
        }
        return DigestLinks(self.address, tokens, stop_token(digest.person_ref, key))

    def _return_address(self, mark: str) -> EmailAddress | None:
        if self.bounces_to is None:
            return None
        local, _, domain = self.bounces_to.text.partition("@")
        return EmailAddress(f"{local}+{bounce_token(mark, self.key())}@{domain}")
