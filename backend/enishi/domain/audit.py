"""Who read or wrote what that is not public: a log that is only ever added to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enishi.domain.limits import NAME, bounded, bounded_list


class AuditAction(StrEnum):
    """What was done."""

    READ = "read"
    WRITTEN = "written"
    EXPORTED = "exported"
    RELEASED = "released"  # a field of an anonymous need was opened to somebody
    REVOKED = "revoked"
    SIGNED_IN = "signed_in"
    REFUSED = "refused"  # a sign-in or a key that did not convince
    ERASED = "erased"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {
    AuditAction.READ: "閲覧",
    AuditAction.WRITTEN: "変更",
    AuditAction.EXPORTED: "書き出し",
    AuditAction.RELEASED: "開示",
    AuditAction.REVOKED: "開示の取り消し",
    AuditAction.SIGNED_IN: "サインイン",
    AuditAction.REFUSED: "拒否",
    AuditAction.ERASED: "消去",
}


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act on data that is not public. Whose data it is, may read the entry.

    `fields` are paths as in `Disclosure`. Nothing of what the fields hold is kept.
    """

    at: datetime  # UTC
    action: AuditAction
    subject_kind: str  # firm, need, introduction, person, key …
    subject_ref: str
    owner_ref: str | None  # the firm or the person whose data it is; None: the platform's
    actor_ref: str | None  # person_ref; None: nobody who was known
    organisation_ref: str | None = None  # for which the actor acted
    key_ref: str | None = None
    door: str = "api"  # api, web, mcp, cli, mail
    fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("subject_kind", "subject_ref", "door"):
            bounded(getattr(self, name), name, NAME, required=True)
        for name in ("owner_ref", "actor_ref", "organisation_ref", "key_ref"):
            bounded(getattr(self, name), name, NAME)
        bounded_list(self.fields, "fields")


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """An entry with its place in the log; places only grow."""

    position: int
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class AuditReach:
    """Which entries somebody may read.

    Those of what is theirs (`owner_refs`), those of whoever acted for a chamber of theirs
    (`organisation_refs`), and those of its people (`colleague_refs`) where it was not noted
    for whom they acted.
    """

    owner_refs: frozenset[str] = frozenset()
    organisation_refs: frozenset[str] = frozenset()
    colleague_refs: frozenset[str] = frozenset()

    def covers(self, entry: AuditEntry) -> bool:
        """Whether the entry may be read."""
        return (
            entry.owner_ref in self.owner_refs
            or entry.organisation_ref in self.organisation_refs
            or (entry.organisation_ref is None and entry.actor_ref in self.colleague_refs)
        )
