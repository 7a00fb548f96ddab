"""Silent firms (音沙汰のない企業): of whom nothing has been heard for a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from more_itertools import chunked

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.firm import Firm
from enishi.services.ports import Database, Stored, UnitOfWork
from enishi.services.register import chamber_named, firms_in_charge
from enishi.services.sight import firms_seen

_BATCH = 500


class SignOfLife(StrEnum):
    """What was last heard of a firm."""

    CHANGE = "change"  # its entry, whoever changed it
    SIGN_IN = "sign_in"
    ACT = "act"  # one of its people read, answered or changed something

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {
    SignOfLife.CHANGE: "登録内容の変更",
    SignOfLife.SIGN_IN: "サインイン",
    SignOfLife.ACT: "操作・回答",
}


@dataclass(frozen=True, slots=True)
class SilentFirm:
    """A firm, and the last that was heard of it."""

    firm: Firm
    heard_at: datetime
    sign: SignOfLife
    days: int


@dataclass(frozen=True)
class SilentFirmService:
    """Tells coordinators of whom they have heard nothing."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def quiet(
        self,
        *,
        by: Caller,
        chamber_ref: str | None,
        days: int,
        after: tuple[datetime, str] | None,
        limit: int,
    ) -> list[SilentFirm]:
        """Return the firms of the caller's region without a word for `days`, longest first.

        `after` is the time and the firm_ref behind which the page begins. Raises
        NotSignedInError, NotPermittedError and NotFoundError.
        """
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        now = self.now()
        found: list[SilentFirm] = []
        with self.database.read() as work:
            chamber = chamber_named(work, chamber_ref)
            for batch in chunked(firms_in_charge(work, by, chamber), _BATCH):
                found += _heard(work, batch, now, by)
        quiet = sorted(
            (item for item in found if now - item.heard_at >= timedelta(days=days)),
            key=_longest_first,
        )
        return [item for item in quiet if after is None or _longest_first(item) > after][:limit]


def _longest_first(item: SilentFirm) -> tuple[datetime, str]:
    return item.heard_at, item.firm.ref


def _heard(
    work: UnitOfWork, batch: Sequence[Stored[Firm]], now: datetime, by: Caller
) -> list[SilentFirm]:
    """Return when those firms of a batch were last heard of that are there for the caller."""
    seen = firms_seen(work, {stored.record.ref: stored for stored in batch}, by)
    refs = list(seen)
    people = work.memberships.of_organisations(refs)
    acts = work.audit.newest_of([item.person_ref for item in people])
    heard = {ref: (stored.updated_at, SignOfLife.CHANGE) for ref, stored in seen.items()}
    for item in people:
        entry = acts.get(item.person_ref)
        if entry is not None:
            signed_in = entry.action is AuditAction.SIGNED_IN
            sign = SignOfLife.SIGN_IN if signed_in else SignOfLife.ACT
            heard[item.organisation_ref] = max(heard[item.organisation_ref], (entry.at, sign))
    return [
        SilentFirm(stored.record, at, sign, (now - at).days)
        for ref, stored in seen.items()
        for at, sign in (heard[ref],)
    ]
