"""The board (デジタル掲示板): posting needs and taking them down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import OPEN, Disclosure, must_name_fields_of_need
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
)
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.domain.need import Need, NeedKind
from enishi.services.acts import act, keep
from enishi.services.firms import must_be_current
from enishi.services.ports import Change, Database, Stored, UnitOfWork
from enishi.services.sight import (
    Posting,
    changed_fields,
    guarded_postings,
    must_leave_alone_what_is_kept_back,
    postings_seen,
)


@dataclass(frozen=True)
class NeedService:
    """Posts needs, changes them and takes them down."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        kind: NeedKind | None,
        cluster: str | None,
        firm_ref: str | None = None,
        by: Caller = ANONYMOUS,
    ) -> list[Posting]:
        """Return needs in order of ref, as the caller sees them.

        `cluster` keeps needs of firms that the caller knows to be in it, `firm_ref` those of
        one firm: of an anonymous need nobody learns whose it is, nor from which cluster.
        """

        def fits(item: Posting) -> bool:
            whose = item.seeker
            return (cluster is None or (whose is not None and whose.cluster == cluster)) and (
                firm_ref is None or (whose is not None and whose.ref == firm_ref)
            )

        found: list[Posting] = []
        with self.database.read() as work:
            while len(found) < limit:
                batch = work.needs.page(
                    after=after, limit=limit, kind=kind, cluster=cluster, firm_ref=firm_ref
                )
                found += (item for item in postings_seen(work, batch, by) if fits(item))
                if len(batch) < limit:
                    break
                after = batch[-1].record.ref
        page = found[:limit]
        self._note(by, page)
        return page

    def get(self, need_id: str, *, by: Caller = ANONYMOUS) -> Posting:
        """Return one need as the caller sees it; raises NotFoundError."""
        with self.database.read() as work:
            posting = _seen(work, need_as_seen(work, need_id, by), by)
        self._note(by, [posting])
        return posting

    def post(self, need: Need, *, by: Caller, disclosure: Disclosure = OPEN) -> Posting:
        """Store a new need; raises ConflictError where its ref is taken.

        A firm posts its own needs, a coordinator those of the region's firms and the
        chamber's own. `disclosure` keeps fields of it back from the first moment on.
        """
        must_name_fields_of_need(disclosure)
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            if need.firm_ref is not None and _firm_seen(work, need.firm_ref, by) is None:
                # In the words of a firm that is not there: it may only be hidden.
                raise InvalidValueError(
                    f"登録されていない企業です（{need.firm_ref}）",
                    field="firm_ref",
                    english=f"no such firm: {need.firm_ref}",
                )
            _must_write(work, need, by)
            if work.needs.get(need.ref) is not None:
                raise ConflictError(
                    f"need_ref {need.ref} は登録済みです", english=f"{need.ref} exists already"
                )
            stored = _store(work, need)
            work.disclosures.put_need(need.ref, disclosure)
            work.audit.add(
                act(
                    AuditAction.WRITTEN, "need", need.ref, owner=need.firm_ref, by=by, at=self.now()
                )
            )
            return _seen(work, stored, by)

    def change(
        self, need_id: str, edit: Callable[[Need], Need], *, expected: int | None, by: Caller
    ) -> Posting:
        """Replace a need by its edited self.

        Raises NotFoundError, NotPermittedError and ConflictError.
        """
        with self.database.begin() as work:
            stored = need_to_write(work, need_id, by)
            must_be_current(stored, expected)
            edited = edit(stored.record)
            before = _seen(work, stored, by)
            must_leave_alone_what_is_kept_back(
                before.disclosure, before.audience, stored.record, edited
            )
            fields = changed_fields(stored.record, edited)
            if fields:
                ref, owner = edited.ref, edited.firm_ref
                work.audit.add(
                    act(
                        AuditAction.WRITTEN,
                        "need",
                        ref,
                        owner=owner,
                        by=by,
                        at=self.now(),
                        fields=fields,
                    )
                )
            return _seen(work, _store(work, edited), by)

    def withdraw(self, need_id: str, *, expected: int | None, by: Caller) -> None:
        """Take a need down; raises NotFoundError, NotPermittedError and ConflictError."""
        with self.database.begin() as work:
            stored = need_to_write(work, need_id, by)
            must_be_current(stored, expected)
            ref, owner = stored.record.ref, stored.record.firm_ref
            work.needs.remove(ref)
            work.audit.add(act(AuditAction.ERASED, "need", ref, owner=owner, by=by, at=self.now()))
            work.outbox.add(Event(EventKind.NEED_WITHDRAWN, ref))

    def _note(self, by: Caller, shown: Iterable[Posting]) -> None:
        """Keep in the log that something was shown which not everybody sees."""
        keep(self.database, guarded_postings(by, shown, at=self.now()))


def _store(work: UnitOfWork, need: Need) -> Stored[Need]:
    (answer,) = work.needs.put_many([need])
    if isinstance(answer, InvalidValueError):
        raise answer
    if answer is not Change.UNCHANGED:
        work.outbox.add(Event(EventKind.NEED_POSTED, need.ref))
    stored = work.needs.get(need.ref)
    assert stored is not None
    return stored


def need_as_seen(work: UnitOfWork, need_id: str, by: Caller) -> Stored[Need]:
    """Return the whole need; raises NotFoundError, also where it is not there for the caller."""
    ref = work.needs.ref_of(need_id)
    stored = work.needs.get(ref) if ref is not None else None
    if stored is None or not postings_seen(work, [stored], by):
        raise NotFoundError("その探しものは見つかりません", english="no such need")
    return stored


def _firm_seen(work: UnitOfWork, ref: str, by: Caller) -> Firm | None:
    """Return the whole firm where it is there for the caller."""
    stored = work.firms.get(ref)
    if stored is None or work.disclosures.of_firm(ref).audience_of(by, ref) is None:
        return None
    return stored.record


def _seen(work: UnitOfWork, stored: Stored[Need], by: Caller) -> Posting:
    return next(iter(postings_seen(work, [stored], by)))


def need_to_write(work: UnitOfWork, need_id: str, by: Caller) -> Stored[Need]:
    """Return the whole need for its firm, or for the chamber of its region.

    Raises NotSignedInError, NotFoundError, and NotPermittedError for anybody else: also for the
    chamber, where the firm keeps its name even from coordinators.
    """
    by.must_have(Scope.WRITE)
    stored = need_as_seen(work, need_id, by)
    is_nameless = _seen(work, stored, by).need.record.firm_ref is None
    if stored.record.firm_ref is not None and is_nameless and not by.is_operator:
        raise _of_another_firm()
    _must_write(work, stored.record, by)
    return stored


def _must_write(work: UnitOfWork, need: Need, by: Caller) -> None:
    by.must_have(Scope.WRITE)
    if need.firm_ref is None:
        by.must_be_of_a_chamber()
        return
    firm = _firm_seen(work, need.firm_ref, by)
    if firm is None or not by.may_write_of(firm):
        raise _of_another_firm()


def _of_another_firm() -> NotPermittedError:
    return NotPermittedError(
        "この企業の探しものは、その企業と、地域を受け持つ商工会議所だけが扱えます",
        english="only the firm itself and the chamber of its region may post its needs",
    )
