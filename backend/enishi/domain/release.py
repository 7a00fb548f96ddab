"""Opening a field of an anonymous need to one firm: each opening logged, each revocable."""

from dataclasses import dataclass, replace
from datetime import datetime

from enishi.domain.japan_time import must_be_utc
from enishi.domain.limits import NAME, bounded


@dataclass(frozen=True, slots=True)
class Release:
    """One field of one need, opened to one firm beyond what its disclosure shows.

    `path` is one of the paths of a need's disclosure: `firm_ref`, `description`,
    `constraints/lot` …
    """

    need_ref: str
    path: str
    to_ref: str  # firm_ref
    at: datetime  # UTC
    by: str | None  # person_ref
    revoked_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("need_ref", "path", "to_ref"):
            bounded(getattr(self, name), name, NAME, required=True)
        bounded(self.by, "by", NAME)
        must_be_utc(self.at, "at")
        if self.revoked_at is not None:
            must_be_utc(self.revoked_at, "revoked_at")

    @property
    def stands(self) -> bool:
        """Whether the firm still sees the field."""
        return self.revoked_at is None

    def revoked(self, at: datetime) -> "Release":
        """Return the release taken back; one that was taken back earlier stays as it is."""
        return self if self.revoked_at is not None else replace(self, revoked_at=at)
