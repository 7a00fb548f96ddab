"""Tokens of a digest: what its links and its return address carry, signed by the installation.

Each is signed by HMAC-SHA256 (RFC 2104) under the one key of the installation, with its purpose
first in what is signed: a token made for one thing opens no other. Nothing of them is stored.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from enishi.domain.errors import InvalidValueError
from enishi.domain.iso_week import IsoWeek

# Three digests: who was on holiday for the first still answers it.
TAP_LASTS = timedelta(days=21)
# 32 bytes are as many as the hash has.
KEY_BYTES = 32

# 96 bits in small letters and digits each: the part of an address before the @ has room for 64
# characters (RFC 5321 §4.5.3.1.1), and some servers fold it to small letters.
_MARK, _SEAL = 24, 24


@dataclass(frozen=True, slots=True)
class TapToken:
    """Opens the four answers to one item of one person's digest."""

    person_ref: str
    week: IsoWeek
    item_ref: str
    until: datetime  # UTC, whole seconds

    def signed(self, key: bytes) -> str:
        """Return it as an address carries it."""
        until = int(self.until.timestamp())
        return _signed("tap", (self.person_ref, str(self.week), self.item_ref, str(until)), key)

    @classmethod
    def read(cls, token: str, key: bytes) -> "TapToken":
        """Read a token; raises InvalidValueError where it is not ours. It may have expired."""
        person_ref, week, item_ref, until = _read("tap", token, 4, key)
        return cls(
            person_ref, IsoWeek.read(week), item_ref, datetime.fromtimestamp(int(until), UTC)
        )


def stop_token(person_ref: str, key: bytes) -> str:
    """Return what stops somebody's digests. It does not expire: old letters can be stopped by."""
    return _signed("stop", (person_ref,), key)


def person_of_stop_token(token: str, key: bytes) -> str:
    """Return whose digests a token stops; raises InvalidValueError."""
    (person_ref,) = _read("stop", token, 1, key)
    return person_ref


def mailing_mark(person_ref: str, week: IsoWeek, key: bytes) -> str:
    """Return what names a mailing in its Message-ID; nobody else can tell whose it is."""
    return _tag("mailing", (person_ref, str(week)), key).hex()[:_MARK]


def bounce_token(mark: str, key: bytes) -> str:
    """Return what names a mailing in its return address (VERP).

    Answers quote the Message-ID, so the mark alone must not be enough to pause an address.
    """
    return mark + _tag("bounce", (mark,), key).hex()[:_SEAL]


def mark_of_bounce_token(token: str, key: bytes) -> str | None:
    """Return the mailing's mark; None where we have not made the token."""
    mark = token[:_MARK]
    return mark if _is_same(bounce_token(mark, key), token) else None


def _is_same(ours: str, given: str) -> bool:
    return hmac.compare_digest(ours.encode(), given.encode("utf-8", "surrogatepass"))


def _tag(purpose: str, parts: tuple[str, ...], key: bytes) -> bytes:
    told = "\n".join((purpose, *parts)).encode("utf-8", "surrogatepass")
    return hmac.new(key, told, sha256).digest()


def _signed(purpose: str, parts: tuple[str, ...], key: bytes) -> str:
    told = "\n".join(parts).encode()
    return f"{_written(told)}.{_written(_tag(purpose, parts, key))}"


def _read(purpose: str, token: str, number: int, key: bytes) -> tuple[str, ...]:
    told = token.partition(".")[0]
    try:
        parts = tuple(_bytes(told).decode().split("\n"))
    except (NotBase64Error, UnicodeError):
        parts = ()
    if len(parts) != number or not _is_same(_signed(purpose, parts, key), token):
        raise InvalidValueError(
            "このリンクは正しくありません。メールのリンクを、途中で切らずに開いてください",
            field="token",
            english="this link is not one of ours: open the whole link of the mail",
        )
    return parts


def _written(told: bytes) -> str:
    return urlsafe_b64encode(told).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    raw = text.encode("ascii")
    return urlsafe_b64decode(raw + b"=" * (-len(raw) % 4))
