"""Publishing firms and what they can do."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from enishi.domain.capability import Capability
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    StaleRevisionError,
)
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.services.ports import Change, Database, Stored, UnitOfWork


@dataclass(frozen=True)
class FirmService:
    """Puts firms on the network, changes them and takes them off."""

    database: Database

    def page(
        self, *, after: str | None, limit: int, cluster: str | None, prefecture: str | None
    ) -> list[Stored[Firm]]:
        """Return firms in order of ref, beginning behind `after`."""
        with self.database.read() as work:
            return work.firms.page(after=after, limit=limit, cluster=cluster, prefecture=prefecture)

    def get(self, firm_id: str) -> Stored[Firm]:
        """Return one firm; raises NotFoundError."""
        with self.database.read() as work:
            return _found(work, firm_id)

    def get_many(self, refs: list[str]) -> dict[str, Stored[Firm]]:
        """Return those of the firms that exist."""
        with self.database.read() as work:
            return work.firms.get_many(refs)

    def publish(self, firm: Firm) -> Stored[Firm]:
        """Store a new firm; it is findable within two seconds.

        Raises ConflictError where its ref is taken.
        """
        with self.database.begin() as work:
            if work.firms.get(firm.ref) is not None:
                raise ConflictError(
                    f"firm_ref {firm.ref} は登録済みです", english=f"{firm.ref} exists already"
                )
            return put_on(work, firm)

    def change(
        self, firm_id: str, edit: Callable[[Firm], Firm], *, expected: int | None
    ) -> Stored[Firm]:
        """Replace a firm by its edited self.

        `expected` is the revision that the caller saw; raises ConflictError where the firm
        has another by now, and NotFoundError.
        """
        with self.database.begin() as work:
            stored = _found(work, firm_id)
            must_be_current(stored, expected)
            return put_on(work, edit(stored.record))

    def withdraw(self, firm_id: str, *, expected: int | None) -> None:
        """Take a firm and its needs off the network; it leaves the search within two seconds."""
        with self.database.begin() as work:
            stored = _found(work, firm_id)
            must_be_current(stored, expected)
            take_off(work, stored.record.ref)

    def add_capability(
        self, firm_id: str, capability: Capability, *, expected: int | None
    ) -> Stored[Firm]:
        """Add something the firm can do; raises ConflictError where its ref is taken."""

        def edit(firm: Firm) -> Firm:
            if firm.capability(capability.ref) is not None:
                raise ConflictError(
                    f"capability_ref {capability.ref} は登録済みです",
                    english=f"{capability.ref} exists already",
                )
            return replace(firm, capabilities=(*firm.capabilities, capability))

        return self.change(firm_id, edit, expected=expected)

    def change_capability(
        self,
        firm_id: str,
        ref: str,
        edit: Callable[[Capability], Capability],
        *,
        expected: int | None,
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

        return self.change(firm_id, edit_firm, expected=expected)

    def withdraw_capability(self, firm_id: str, ref: str, *, expected: int | None) -> Stored[Firm]:
        """Take one capability off; raises NotFoundError."""

        def edit(firm: Firm) -> Firm:
            _must_have(firm, ref)
            kept = tuple(item for item in firm.capabilities if item.ref != ref)
            return replace(firm, capabilities=kept)

        return self.change(firm_id, edit, expected=expected)


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


def no_such_firm() -> NotFoundError:
    """The one sentence for a firm that is not there, or not there for the reader."""
    return NotFoundError("その企業は見つかりません", english="no such firm")


def _found(work: UnitOfWork, firm_id: str) -> Stored[Firm]:
    ref = work.firms.ref_of(firm_id)
    stored = work.firms.get(ref) if ref is not None else None
    if stored is None:
        raise no_such_firm()
    return stored


def _must_have(firm: Firm, ref: str) -> None:
    if firm.capability(ref) is None:
        raise NotFoundError("その能力は見つかりません", english="no such capability")
