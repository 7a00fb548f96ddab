"""Signing in at a provider outside that vouches for people: what goes there, what comes back."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.session import FRESH

# Time to sign in there, even by somebody who has to look for the second factor.
REQUEST_LASTS = timedelta(minutes=15)

# 256 random bits in base 64. A shorter one could be guessed.
_SECRET_LETTERS = 43
# A page with every filter of a search set; the cookie that carries it holds 4,096 letters.
_LONGEST_PATH = 1_000
# Browsers read // and /\ as the beginning of another host, and skip tabs and line ends.
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")
_THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass(frozen=True, slots=True)
class AuthenticationRequest:
    """One browser's errand to a provider and back; everything in it comes from one secret.

    The browser keeps the secret and nothing is kept here, so any process can welcome it back.
    The provider is told the state and the nonce, which do not give the secret away. The state
    covers when the errand began and where it ends, so neither can be changed on the way.
    """

    secret: str
    begun_at: datetime  # UTC, in whole seconds
    next_path: str = "/"  # the page to end at

    def __post_init__(self) -> None:
        if len(self.secret) < _SECRET_LETTERS or not self.secret.isascii():
            raise InvalidValueError(
                "サインインの合言葉が短すぎます", field="secret", english="the secret is too short"
            )
        if len(self.next_path) > _LONGEST_PATH or not _OWN_PATH.fullmatch(self.next_path):
            raise InvalidValueError(
                "このサイトの中の、/ で始まるパスだけを指定できます",
                field="next",
                english="must be a path of this site, beginning with one slash",
            )

    @property
    def state(self) -> str:
        """What comes back beside the code, and shows that this browser asked for it."""
        return self._derived(f"state {self.begun_at.timestamp():.0f} {self.next_path}")

    @property
    def nonce(self) -> str:
        """What the provider signs, and shows that the token answers this request."""
        return self._derived("nonce")

    @property
    def code_verifier(self) -> str:
        """What the code is exchanged with: who intercepts the code lacks it (RFC 7636)."""
        return self._derived("code verifier")

    def is_answered_by(self, state: str) -> bool:
        """Whether the state that came back is the one that went out."""
        return hmac.compare_digest(self.state.encode(), state.encode("utf-8", "replace"))

    def is_over(self, now: datetime) -> bool:
        """Whether it began too long ago."""
        return not timedelta(0) <= now - self.begun_at < REQUEST_LASTS

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.secret.encode(), purpose.encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class FederatedIdentity:
    """Whom a provider vouches for."""

    email: EmailAddress
    is_verified: bool  # the provider knows that the mailbox is theirs
    authenticated_at: datetime | None = None  # UTC; when they last showed it who they are

    def shown_at(self, now: datetime) -> datetime:
        """Return when they showed who they are, as far as that matters here.

        A provider may let a browser pass without asking anything. A sign-in like that, or one
        that does not tell, is not fresh: it may not change the way in.
        """
        stale = now - FRESH
        return (
            stale if self.authenticated_at is None else min(max(stale, self.authenticated_at), now)
        )


def is_safe_to_ask(url: str) -> bool:
    """Whether nobody can listen on the way to an address: TLS, or this very machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)
    )
