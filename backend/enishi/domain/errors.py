"""Refusals, each with a sentence for the user in Japanese and its English twin."""

from datetime import timedelta
from math import ceil


class EnishiError(Exception):
    """Base of every refusal that a user is meant to read.

    `slug` is stable: it ends the `type` of a problem document and never changes its meaning.
    """

    slug = "error"

    def __init__(self, message: str, *, english: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.english = english or message


class InvalidValueError(EnishiError):
    """A value breaks its own promise; `field` names it as the interchange files do."""

    slug = "invalid-value"

    def __init__(
        self, message: str, *, field: str | None = None, english: str | None = None
    ) -> None:
        super().__init__(message, english=english)
        self.field = field

    def at(self, field: str) -> "InvalidValueError":
        """Return the same refusal, named after the field of the record around it."""
        inner = f"{field}.{self.field}" if self.field else field
        return InvalidValueError(self.message, field=inner, english=self.english)


class TooLargeError(EnishiError):
    """More was sent than one request or one file line may hold."""

    slug = "too-large"


class NotFoundError(EnishiError):
    """Nothing of that name is visible here."""

    slug = "not-found"


class ConflictError(EnishiError):
    """The record changed, or exists already, since the caller last looked."""

    slug = "conflict"


class StaleRevisionError(ConflictError):
    """The record has changed since the caller read it; both revisions are named."""

    slug = "stale-revision"

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(
            f"ほかの人が先に変更しています（あなたが見た版 {seen}、現在の版 {current}）。"
            "読み直してから、もう一度変更してください",
            english=f"changed meanwhile: you saw revision {seen}, it is now {current}",
        )
        self.seen = seen
        self.current = current


class IdempotencyConflictError(EnishiError):
    """The Idempotency-Key was used for another request."""

    slug = "idempotency-conflict"


class NotSignedInError(EnishiError):
    """The caller has not shown who they are, or not convincingly."""

    slug = "not-signed-in"


class NotPermittedError(EnishiError):
    """The caller may not do this."""

    slug = "not-permitted"


class TooManyRequestsError(EnishiError):
    """Too much was asked or tried in too short a time; `seconds` says how long to wait."""

    slug = "too-many-requests"

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, ceil(wait.total_seconds()))
        super().__init__(
            "短い間に要求が多すぎるため、しばらく受け付けません。"
            f"{self.seconds}秒待って、もう一度お試しください",
            english=f"too many requests; try again in {self.seconds} seconds",
        )


class IndexUnavailableError(EnishiError):
    """There is no index that can be searched; the database and everything else still work."""

    slug = "index-unavailable"


class EncoderMissingError(EnishiError):
    """The encoder that the settings name is not there."""

    slug = "encoder-missing"


class SchemaOutdatedError(EnishiError):
    """The database is missing or behind this version of the programme."""

    slug = "schema-outdated"


class DatabaseUnavailableError(EnishiError):
    """The database does not answer, or its file is not one."""

    slug = "database-unavailable"


class BusyError(EnishiError):
    """The database is held by a longer write; the same call may succeed in a moment."""

    slug = "busy"


class ProviderUnavailableError(EnishiError):
    """The provider that people sign in at does not answer, or not as one does."""

    slug = "provider-unavailable"


class MailNotSentError(EnishiError):
    """A letter that has to go out did not."""

    slug = "mail-not-sent"


class FontMissingError(EnishiError):
    """A document cannot be typeset: no font for its letters is installed."""

    slug = "font-missing"
