"""Telling another programme what happens (Webhook): where to, and how each telling went.

The signature is that of the Standard Webhooks convention (standardwebhooks.com, version 1):
HMAC-SHA256 over `id.timestamp.body`. With the id inside, neither it nor the time can be
changed without breaking the signature, so a receiver that keeps the ids of ten minutes takes
each telling once.
"""

import hmac
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from enishi.domain.errors import InvalidValueError
from enishi.domain.events import EventKind
from enishi.domain.limits import NAME, QUERY, bounded
from enishi.domain.notice import SubjectKind, must_be_followed, subject_kind_of

# Each event costs one request to each webhook; ten systems of one organisation are many.
MOST_WEBHOOKS = 10
# From a restart to a night without anybody at work; after that a person has to look.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
# A long holiday is five days; a receiver that is silent for longer is not coming back by itself.
PATIENCE = timedelta(days=5)
# How long the old secret signs beside the new one.
OVERLAP = timedelta(hours=24)
# A receiver refuses what is older or younger than this by its own clock.
TOLERANCE = timedelta(minutes=5)

_PREFIX = "whsec_"
# 32 bytes are as many as the hash has; 24 are the least that the convention allows.
_LEAST_SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address of one organisation that is told of events as its members may see them."""

    ref: str
    firm_ref: str | None
    chamber_ref: str | None
    url: str
    kinds: frozenset[EventKind]
    secret: str
    created_at: datetime  # UTC
    position: int  # of the outbox, up to which events have become deliveries
    is_active: bool = True
    previous_secret: str | None = None
    previous_until: datetime | None = None
    failing_since: datetime | None = None  # no delivery has arrived from then on
    paused_at: datetime | None = None  # by us, for failing too long

    def __post_init__(self) -> None:
        bounded(self.ref, "webhook_ref", NAME, required=True)
        bounded(self.url, "url", QUERY, required=True)
        if (self.firm_ref is None) == (self.chamber_ref is None):
            raise InvalidValueError(
                "企業か会議所のどちらか一方を指定してください",
                field="organisation_ref",
                english="a webhook belongs to a firm or to a chamber",
            )
        must_be_followed(self.kinds)
        key_of(self.secret)

    @property
    def organisation_ref(self) -> str:
        """Whose it is."""
        return self.firm_ref or self.chamber_ref or ""

    def secrets(self, now: datetime) -> tuple[str, ...]:
        """Return what signs at that time, the newest first."""
        if self.previous_secret and self.previous_until and now < self.previous_until:
            return (self.secret, self.previous_secret)
        return (self.secret,)

    def rotated(self, secret: str, now: datetime) -> "Webhook":
        """Return it with a new secret; the old one signs beside it for a day."""
        return replace(
            self,
            secret=secret,
            previous_secret=self.secret,
            previous_until=now + OVERLAP,
        )

    def resumed(self) -> "Webhook":
        """Return it active again, with its failures forgotten."""
        return replace(self, is_active=True, failing_since=None, paused_at=None)

    def after(self, delivery: "Delivery", now: datetime) -> "Webhook":
        """Return it as a delivery leaves it: trusted again, failing, or paused."""
        if delivery.status is DeliveryStatus.DELIVERED:
            return replace(self, failing_since=None) if self.failing_since else self
        since = self.failing_since or now
        if now - since >= PATIENCE:
            return replace(self, failing_since=since, is_active=False, paused_at=now)
        return replace(self, failing_since=since)


class DeliveryStatus(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STATUSES[self]


_STATUSES = {
    DeliveryStatus.WAITING: "配達待ち",
    DeliveryStatus.DELIVERED: "配達済み",
    DeliveryStatus.GIVEN_UP: "断念",
}


class DeliveryTrouble(StrEnum):
    """Why a delivery did not arrive; nothing that the receiver wrote is kept."""

    UNKNOWN_NAME = "unknown_name"
    REFUSED_ADDRESS = "refused_address"
    NO_CONNECTION = "no_connection"
    BAD_CERTIFICATE = "bad_certificate"
    TOO_SLOW = "too_slow"
    BAD_ANSWER = "bad_answer"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _TROUBLES[self]


_TROUBLES = {
    DeliveryTrouble.UNKNOWN_NAME: "ホスト名が引けない",
    DeliveryTrouble.REFUSED_ADDRESS: "送ってはならない宛先",
    DeliveryTrouble.NO_CONNECTION: "つながらない",
    DeliveryTrouble.BAD_CERTIFICATE: "証明書を確かめられない",
    DeliveryTrouble.TOO_SLOW: "時間内に応えない",
    DeliveryTrouble.BAD_ANSWER: "HTTP の応答でない",
    DeliveryTrouble.REFUSED: "2xx 以外で応えた",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a receiver answered: a status, or why there was none."""

    status: int | None = None
    trouble: DeliveryTrouble | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether the receiver has it; a redirection is not followed and is no acceptance."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one webhook. Its ref is the `webhook-id`, the same at every attempt."""

    ref: str
    webhook_ref: str
    kind: EventKind | None  # None: a test
    subject_ref: str
    occurred_at: datetime  # UTC
    next_at: datetime | None  # of the next attempt; None when nothing more is tried
    status: DeliveryStatus = DeliveryStatus.WAITING
    attempts: int = 0
    attempted_at: datetime | None = None
    answer: Answer | None = None  # to the newest attempt

    def __post_init__(self) -> None:
        bounded(self.ref, "delivery_ref", NAME, required=True)
        bounded(self.webhook_ref, "webhook_ref", NAME, required=True)

    @property
    def subject_kind(self) -> SubjectKind | None:
        """What it is about; None for a test."""
        return subject_kind_of(self.kind) if self.kind else None

    def claimed(self, now: datetime, lease: timedelta) -> "Delivery":
        """Return it as somebody takes it to send: counted, and left to others until then.

        Whoever dies with it in hand has not lost it: it is due again when the lease ends.
        """
        return replace(self, attempts=self.attempts + 1, attempted_at=now, next_at=now + lease)

    def answered(self, answer: Answer, now: datetime) -> "Delivery":
        """Return it after an attempt: delivered, to be tried again, or given up."""
        if answer.is_accepted:
            status, next_at = DeliveryStatus.DELIVERED, None
        elif self.attempts > len(DELAYS) or self.kind is None:
            status, next_at = DeliveryStatus.GIVEN_UP, None
        else:
            status = DeliveryStatus.WAITING
            next_at = now + DELAYS[max(self.attempts, 1) - 1]
        return replace(self, status=status, next_at=next_at, answer=answer)


def new_secret(random: bytes) -> str:
    """Spell random bytes as a secret."""
    return _PREFIX + b64encode(random).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes of a secret; raises InvalidValueError."""
    try:
        key = b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError:
        key = b""
    if not secret.startswith(_PREFIX) or len(key) < _LEAST_SECRET_BYTES:
        raise InvalidValueError(
            "Webhook の秘密鍵が正しくありません", field="secret", english="not a webhook secret"
        )
    return key


def signature(secret: str, ref: str, timestamp: int, body: bytes) -> str:
    """Return the signature of one body, as the header `webhook-signature` has it."""
    signed = f"{ref}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key_of(secret), signed, sha256).digest()).decode()
