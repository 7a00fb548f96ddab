"""Secrets that a browser or a letter carries, of which only hashes are kept."""

import hmac
from hashlib import sha256
from secrets import token_hex, token_urlsafe


def new_token() -> str:
    """Return 256 random bits in letters that an address can hold."""
    return token_urlsafe(32)


def is_a_token(text: str) -> bool:
    """Whether it is long enough to be one of ours: a short one could be guessed."""
    return len(text) == len(new_token())


def new_ref(letter: str) -> str:
    """Return a random ref that tells nothing but what kind of thing it names."""
    return f"{letter}{token_hex(8)}"


def hash_of(token: str) -> str:
    """Return what is kept of a token; it is random, so a plain hash gives nothing away."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_token(session_token: str) -> str:
    """Return what a page of ours has to show beside the session's cookie.

    Another site can have the cookie sent, but can neither read nor compute this.
    """
    return hmac.new(session_token.encode("utf-8", "surrogatepass"), b"csrf", sha256).hexdigest()
