"""The board (デジタル掲示板): posting needs and taking them down."""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.domain.errors import ConflictError, InvalidValueError, NotFoundError
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.domain.need import Need, NeedKind
from enishi.services.firms import must_be_current
from enishi.services.ports import Change, Database, Stored, UnitOfWork


@dataclass(frozen=True)
class NeedService:
    """Posts needs, changes them and takes them down."""

    database: Database

    def page(
        self, *, after: str | None, limit: int, kind: NeedKind | None, cluster: str | None
    ) -> list[tuple[Stored[Need], Firm | None]]:
        """Return needs in order of ref, each with the firm that posts it."""
        with self.database.read() as work:
            page = work.needs.page(after=after, limit=limit, kind=kind, cluster=cluster)
            refs = [item.record.firm_ref for item in page if item.record.firm_ref]
            firms = work.firms.get_many(refs)
        return [(item, _seeker(item.record, firms)) for item in page]

    def get(self, need_id: str) -> tuple[Stored[Need], Firm | None]:
        """Return one need with the firm that posts it; raises NotFoundError."""
        with self.database.read() as work:
            return _with_seeker(work, _found(work, need_id))

    def post(self, need: Need) -> tuple[Stored[Need], Firm | None]:
        """Store a new need; raises ConflictError where its ref is taken."""
        with self.database.begin() as work:
            if work.needs.get(need.ref) is not None:
                raise ConflictError(
                    f"need_ref {need.ref} は登録済みです", english=f"{need.ref} exists already"
                )
            return _with_seeker(work, _store(work, need))

    def change(
        self, need_id: str, edit: Callable[[Need], Need], *, expected: int | None
    ) -> tuple[Stored[Need], Firm | None]:
        """Replace a need by its edited self; raises NotFoundError and ConflictError."""
        with self.database.begin() as work:
            stored = _found(work, need_id)
            must_be_current(stored, expected)
            return _with_seeker(work, _store(work, edit(stored.record)))

    def withdraw(self, need_id: str, *, expected: int | None) -> None:
        """Take a need down; raises NotFoundError and ConflictError."""
        with self.database.begin() as work:
            stored = _found(work, need_id)
            must_be_current(stored, expected)
            work.needs.remove(stored.record.ref)
            work.outbox.add(Event(EventKind.NEED_WITHDRAWN, stored.record.ref))


def _store(work: UnitOfWork, need: Need) -> Stored[Need]:
    (answer,) = work.needs.put_many([need])
    if isinstance(answer, InvalidValueError):
        raise answer
    if answer is not Change.UNCHANGED:
        work.outbox.add(Event(EventKind.NEED_POSTED, need.ref))
    stored = work.needs.get(need.ref)
    assert stored is not None
    return stored


def _found(work: UnitOfWork, need_id: str) -> Stored[Need]:
    ref = work.needs.ref_of(need_id)
    stored = work.needs.get(ref) if ref is not None else None
    if stored is None:
        raise NotFoundError("その探しものは見つかりません", english="no such need")
    return stored


def _with_seeker(work: UnitOfWork, stored: Stored[Need]) -> tuple[Stored[Need], Firm | None]:
    refs = [stored.record.firm_ref] if stored.record.firm_ref else []
    return stored, _seeker(stored.record, work.firms.get_many(refs))


def _seeker(need: Need, firms: dict[str, Stored[Firm]]) -> Firm | None:
    stored = firms.get(need.firm_ref) if need.firm_ref else None
    return stored.record if stored else None
