"""Publishing firms and what they can do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from enishi.domain.access import ANONYMOUS, Audience, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.capability import Capability
from enishi.domain.disclosure import OPEN
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    StaleRevisionError,
)
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.services.acts import act, keep
from enishi.services.ports import Change, Database, Stored, UnitOfWork
from enishi.services.sight import (
    SeenFirm,
    changed_fields,
    firm_as_seen,
    firm_to_write,
    firms_seen,
    guarded_read,
    must_leave_alone_what_is_kept_back,
    must_write_of,
    seen_among,
)


@dataclass(frozen=True)
class FirmService:
    """Puts firms on the network, changes them and takes them off."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        cluster: str | None,
        prefecture: str | None,
        named: str | None = None,
        by: Caller = ANONYMOUS,
    ) -> list[Stored[Firm]]:
        """Return firms in order of ref, beginning behind `after`, as the caller sees them.

        `named` keeps those whose name contains it, and the one that has it as its ref.
        """

        def fits(firm: Firm) -> bool:
            return cluster in (None, firm.cluster) and prefecture in (None, firm.prefecture)

        found: list[SeenFirm] = []
        with self.database.read() as work:
            while len(found) < limit:
                batch = work.firms.page(
                    after=after, limit=limit, cluster=cluster, prefecture=prefecture, named=named
                )
                seen = seen_among(work, {item.record.ref: item for item in batch}, by)
                found += (item for item in seen.values() if fits(item.shown))
                if len(batch) < limit:
                    break
                after = batch[-1].record.ref
        page = found[:limit]
        self._note(by, page)
        return [item.shown_record for item in page]

    def get(self, firm_id: str, *, by: Caller = ANONYMOUS) -> Stored[Firm]:
        """Return one firm as the caller sees it; raises NotFoundError.

        That something was shown which not everybody sees goes into the audit log.
        """
        with self.database.read() as work:
            seen = firm_as_seen(work, firm_id, by)
        self._note(by, [seen])
        return seen.shown_record

    def get_many(self, refs: list[str], *, by: Caller = ANONYMOUS) -> dict[str, Stored[Firm]]:
        """Return those of the firms that the caller sees."""
        with self.database.read() as work:
            return firms_seen(work, work.firms.get_many(refs), by)

    def publish(self, firm: Firm, *, by: Caller) -> Stored[Firm]:
        """Store a new firm; it is findable within two seconds.

        Raises ConflictError where its ref is taken, and NotPermittedError where it is not in
        the caller's region.
        """
        must_write_of(firm, by)
        with self.database.begin() as work:
            if work.firms.get(firm.ref) is not None:
                raise ConflictError(
                    f"firm_ref {firm.ref} は登録済みです", english=f"{firm.ref} exists already"
                )
            work.audit.add(
                act(AuditAction.WRITTEN, "firm", firm.ref, owner=firm.ref, by=by, at=self.now())
            )
            return SeenFirm(put_on(work, firm), OPEN, Audience.OWNER).shown_record

    def change(
        self, firm_id: str, edit: Callable[[Firm], Firm], *, expected: int | None, by: Caller
    ) -> Stored[Firm]:
        """Replace a firm by its edited self.

        `expected` is the revision that the caller saw; raises ConflictError where the firm
        has another by now, NotFoundError and NotPermittedError.
        """
        with self.database.begin() as work:
            seen = firm_to_write(work, firm_id, by)
            must_be_current(seen.stored, expected)
            edited = edit(seen.firm)
            must_leave_alone_what_is_kept_back(seen.disclosure, seen.audience, seen.firm, edited)
            fields = changed_fields(seen.firm, edited)
            if fields:
                ref = edited.ref
                work.audit.add(
                    act(
                        AuditAction.WRITTEN,
                        "firm",
                        ref,
                        owner=ref,
                        by=by,
                        at=self.now(),
                        fields=fields,
                    )
                )
            return replace(seen, stored=put_on(work, edited)).shown_record

    def withdraw(self, firm_id: str, *, expected: int | None, by: Caller) -> None:
        """Take a firm and its needs off the network; it leaves the search within two seconds.

        For the firm's own administrator and the coordinators of its region; raises
        NotFoundError and NotPermittedError.
        """
        with self.database.begin() as work:
            seen = firm_to_write(work, firm_id, by)
            ref = seen.firm.ref
            if not by.coordinates(seen.firm):
                by.must_administer(ref)
            must_be_current(seen.stored, expected)
            take_off(work, ref)
            work.audit.add(act(AuditAction.ERASED, "firm", ref, owner=ref, by=by, at=self.now()))

    def add_capability(
        self, firm_id: str, capability: Capability, *, expected: int | None, by: Caller
    ) -> Stored[Firm]:
        """Add something the firm can do; raises ConflictError where its ref is taken."""

        def edit(firm: Firm) -> Firm:
            if firm.capability(capability.ref) is not None:
                raise ConflictError(
                    f"capability_ref {capability.ref} は登録済みです",
                    english=f"{capability.ref} exists already",
                )
            return replace(firm, capabilities=(*firm.capabilities, capability))

        return self.change(firm_id, edit, expected=expected, by=by)

    def change_capability(
        self,
        firm_id: str,
        ref: str,
        edit: Callable[[Capability], Capability],
        *,
        expected: int | None,
        by: Caller,
    ) -> Stored[Firm]:
        """Replace one capability by its edited self; raises NotFoundError."""

        def edit_firm(firm: Firm) -> Firm:
            _must_have(firm, ref)
            return replace(
                firm,
                capabilities=tuple(
                    edit(item) if item.ref == ref else item for item in firm.capabilities
                ),
            )

        return self.change(firm_id, edit_firm, expected=expected, by=by)

    def withdraw_capability(
        self, firm_id: str, ref: str, *, expected: int | None, by: Caller
    ) -> Stored[Firm]:
        """Take one capability off; raises NotFoundError."""

        def edit(firm: Firm) -> Firm:
            _must_have(firm, ref)
            kept = tuple(item for item in firm.capabilities if item.ref != ref)
            return replace(firm, capabilities=kept)

        return self.change(firm_id, edit, expected=expected, by=by)

    def _note(self, by: Caller, shown: Iterable[SeenFirm]) -> None:
        """Keep in the log that something was shown which not everybody sees."""
        now = self.now()
        readings = (guarded_read(by, item.firm, item.disclosure, at=now) for item in shown)
        keep(self.database, readings)


def must_be_current(stored: Stored[object], expected: int | None) -> None:
    """Refuse a change to a record that is no longer as the caller saw it."""
    if expected is not None and stored.revision != expected:
        raise StaleRevisionError(expected, stored.revision)


def put_on(work: UnitOfWork, firm: Firm) -> Stored[Firm]:
    """Store a firm in the transaction at hand, and tell the index of it.

    Raises ConflictError for a firm that took its consent back and has not agreed anew.
    """
    numbers = [firm.corporate_number] if firm.corporate_number else []
    for withdrawal in work.withdrawals.of([firm.ref], numbers):
        raise ConflictError(withdrawal.sentence, english=withdrawal.english)
    if firm.cluster:
        work.clusters.mention([firm.cluster])
    (answer,) = work.firms.put_many([firm])
    if isinstance(answer, InvalidValueError):
        raise answer
    if answer is not Change.UNCHANGED:
        work.outbox.add(Event(EventKind.FIRM_PUBLISHED, firm.ref))
    stored = work.firms.get(firm.ref)
    assert stored is not None
    return stored


def take_off(work: UnitOfWork, firm_ref: str) -> None:
    """Remove a firm and its needs in the transaction at hand, and tell the index of it."""
    needs = work.needs.refs_of_firm(firm_ref)
    work.firms.remove(firm_ref)
    work.outbox.add(
        *(Event(EventKind.NEED_WITHDRAWN, ref) for ref in needs),
        Event(EventKind.FIRM_WITHDRAWN, firm_ref),
    )


def _must_have(firm: Firm, ref: str) -> None:
    if firm.capability(ref) is None:
        raise NotFoundError("その能力は見つかりません", english="no such capability")
