"""Keys with which a person's programmes call, each bound to one organisation of theirs."""

import hmac
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from hashlib import sha256

from enishi.domain.access import Scope
from enishi.domain.chamber import Region
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# Half a year by default: whoever set a programme up is likely still there to renew its key.
DEFAULT_LIFETIME = timedelta(days=180)
# A year and a month: a yearly chore that slips by some weeks does not stop a programme.
LONGEST_LIFETIME = timedelta(days=400)
# Within a week every programme of a small organisation has been given the new secret.
LONGEST_OVERLAP = timedelta(days=7)

# Days are those of the people who read them in a list.
_JAPAN = timezone(timedelta(hours=9))

# enk_, the key's own mark, and 256 random bits as URL-safe base64.
_SECRET = re.compile(r"enk_(?P<mark>[0-9a-f]{16})_[A-Za-z0-9_-]{43}", re.ASCII)
_REF = re.compile(r"K[0-9a-f]{16}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class KeyState(StrEnum):
    """Whether a key opens anything."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STATES[self]


_STATES = {
    KeyState.VALID: "使えます",
    KeyState.EXPIRED: "期限切れ",
    KeyState.REVOKED: "取り消し済み",
}


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret, of which only a digest is known.

    The secret is random, 256 bits of it: nobody guesses it from its SHA-256, so the slow hash
    that a chosen password needs would only make every call slow. A key can do at most what
    its person can in that one organisation, less what its scopes and its region leave out.
    """

    ref: str
    person_ref: str
    organisation_ref: str
    name: str  # what it is for, in its holder's words
    scopes: frozenset[Scope]
    digest: str
    made_at: datetime  # UTC, as every instant here
    secret_since: datetime
    expires_at: datetime
    region: Region | None = None  # None: no narrower than the organisation's
    former_digest: str | None = None
    former_until: datetime | None = None
    revoked_at: datetime | None = None
    last_used_on: date | None = None
    last_refused_on: date | None = None

    def __post_init__(self) -> None:
        if not _REF.fullmatch(self.ref):
            raise InvalidValueError("鍵の番号ではありません", field="key_ref", english="no key ref")
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.organisation_ref, "organisation_ref", NAME, required=True)
        bounded(self.name, "name", NAME, required=True)
        for digest in (self.digest, self.former_digest):
            if digest is not None and not _DIGEST.fullmatch(digest):
                raise InvalidValueError("要約値ではありません", field="digest", english="no digest")
        if not self.scopes:
            raise InvalidValueError(
                "権限を1つ以上選んでください", field="scopes", english="choose at least one scope"
            )
        if self.region is not None and self.region == Region():
            raise InvalidValueError(
                "区域を限るなら、産地・都道府県・市区町村のどれかを指定してください",
                field="region",
                english="a region names a cluster, a prefecture or a municipality",
            )
        _must_last(self.expires_at - self.secret_since)

    @property
    def prefix(self) -> str:
        """How the secret begins: enough to tell keys apart, and of no use to anybody."""
        return f"enk_{self.ref[1:]}_"

    def state(self, at: datetime) -> KeyState:
        """Return whether the key opens anything."""
        if self.revoked_at is not None:
            return KeyState.REVOKED
        return KeyState.VALID if at < self.expires_at else KeyState.EXPIRED

    def answers_to(self, secret: str, at: datetime) -> bool:
        """Whether the secret is the key's, or the one before it while that still counts.

        Takes the same time whichever part is wrong.
        """
        shown = digest_of(secret)
        is_own = hmac.compare_digest(shown, self.digest)
        is_former = hmac.compare_digest(shown, self.former_digest or "")
        still = self.former_until is not None and at < self.former_until
        return self.state(at) is KeyState.VALID and (is_own or (is_former and still))

    def rotated(
        self, digest: str, at: datetime, *, overlap: timedelta, lifetime: timedelta | None
    ) -> "ApiKey":
        """Return the key with another secret; the one it had still works for the overlap.

        Without a new lifetime it ends when it would have ended. Raises InvalidValueError.
        """
        if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
            raise InvalidValueError(
                f"前の秘密を残せるのは0〜{LONGEST_OVERLAP.days}日です",
                field="overlap_days",
                english=f"the former secret may stay for 0 to {LONGEST_OVERLAP.days} days",
            )
        if lifetime is not None:
            _must_last(lifetime)
        return replace(
            self,
            digest=digest,
            secret_since=at,
            expires_at=self.expires_at if lifetime is None else at + lifetime,
            former_digest=self.digest if overlap else None,
            former_until=at + overlap if overlap else None,
        )

    def revoked(self, at: datetime) -> "ApiKey":
        """Return the key as one that opens nothing any more."""
        return self if self.revoked_at is not None else replace(self, revoked_at=at)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def secret_of(key_ref: str, random: str) -> str:
    """Return the secret of a key; `random` is 32 random bytes as URL-safe base64."""
    return f"enk_{key_ref[1:]}_{random}"


def key_ref_of(secret: str) -> str | None:
    """Return which key a secret claims to be of; None where it is none."""
    found = _SECRET.fullmatch(secret)
    return f"K{found['mark']}" if found else None


def day_of(at: datetime) -> date:
    """Return the day in Japan."""
    return at.astimezone(_JAPAN).date()


def _must_last(lifetime: timedelta) -> None:
    if not timedelta(0) < lifetime <= LONGEST_LIFETIME:
        raise InvalidValueError(
            f"有効期間は1〜{LONGEST_LIFETIME.days}日です",
            field="days",
            english=f"a key lasts 1 to {LONGEST_LIFETIME.days} days",
        )
