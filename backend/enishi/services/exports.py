"""Exports for outsiders: the records of the interchange files, as each reader may see them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from more_itertools import batched, chunked

from enishi.domain.access import ANONYMOUS, Audience, Caller
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.disclosure import (
    CONTACT,
    OPEN,
    SUCCESSION,
    TIES,
    Disclosure,
    Visibility,
    disclosed_firm,
)
from enishi.domain.firm import Firm
from enishi.domain.limits import LIST_ITEMS
from enishi.domain.need import Need
from enishi.services.acts import act
from enishi.services.ports import Database, Stored, UnitOfWork
from enishi.services.records import firm_record, need_record
from enishi.services.sight import postings_seen

# Records whose disclosures one statement fetches.
_BATCH = 500
# Kept beside the profile, and in no export.
_BESIDE = frozenset((CONTACT, SUCCESSION, TIES))
# The path in the log of a record that is not there for everybody.
_LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Extent:
    """Which firms, or needs of which firms, an export is limited to; empty: all of them."""

    cluster: str | None = None
    prefecture: str | None = None

    def holds(self, firm: Firm | None) -> bool:
        """Whether a firm, as its reader sees it, is there; where anywhere will do, no firm is."""
        if firm is None:
            return self == Extent()
        return self.cluster in (None, firm.cluster) and self.prefecture in (None, firm.prefecture)


EVERYWHERE = Extent()


@dataclass(frozen=True, slots=True)
class _View:
    """One record as one reader sees it."""

    ref: str
    owner_ref: str | None
    record: dict[str, Any]
    beyond: tuple[str, ...] = field(default=())  # paths that not everybody sees


# Views of a batch, which leave out what is not there for the reader.
_Views = Callable[[UnitOfWork, Sequence[Any], Caller, Extent], Iterator[_View]]
_Logged = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class DisclosedExportService:
    """Gives the network back, to each reader what they may see of it.

    An export may take minutes, and a transaction that writes keeps all other writers waiting.
    So what is not public is looked up and logged first, in a transaction of its own, and then
    nothing else of the kind is given out: what stops being public in between is left out, and
    nothing leaves without its entry in the log.
    """

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def firms(self, *, by: Caller, extent: Extent = EVERYWHERE) -> Iterator[dict[str, Any]]:
        """Yield firms in order of ref; memory use does not grow with their number."""
        with self.database.read() as work:
            guarded = work.firms.get_many(work.disclosures.guarded_firms())
            beyond = self._beyond("firm", work, guarded.values(), _firm_views, by=by, extent=extent)
        logged = self._log(beyond)
        with self.database.read() as work:
            yield from _given(work, work.firms.stream(), _firm_views, logged, by=by, extent=extent)

    def needs(self, *, by: Caller, extent: Extent = EVERYWHERE) -> Iterator[dict[str, Any]]:
        """Yield needs in order of ref; one whose firm is kept back from the reader has none."""
        with self.database.read() as work:
            beyond = self._beyond(
                "need", work, work.needs.stream(), _need_views, by=by, extent=extent
            )
        logged = self._log(beyond)
        with self.database.read() as work:
            yield from _given(work, work.needs.stream(), _need_views, logged, by=by, extent=extent)

    def _beyond(
        self,
        kind: str,
        work: UnitOfWork,
        stored: Iterable[Stored[Any]],
        views: _Views,
        *,
        by: Caller,
        extent: Extent,
    ) -> list[AuditEntry]:
        """Return what the log has to say of what the reader sees and not everybody does."""
        if by.audience is Audience.ANYONE:
            return []
        return [
            act(
                *(AuditAction.EXPORTED, kind, view.ref),
                owner=view.owner_ref,
                by=by,
                at=self.now(),
                fields=named,
            )
            for batch in chunked(stored, _BATCH)
            for view in views(work, batch, by, extent)
            for named in batched(view.beyond, LIST_ITEMS)  # an entry names no more
        ]

    def _log(self, entries: Sequence[AuditEntry]) -> _Logged:
        logged: dict[str, frozenset[str]] = {}
        if entries:
            with self.database.begin() as work:
                work.audit.add(*entries)
        for entry in entries:
            logged[entry.subject_ref] = logged.get(entry.subject_ref, frozenset()).union(
                entry.fields
            )
        return logged


def _given(
    work: UnitOfWork,
    stored: Iterable[Stored[Any]],
    views: _Views,
    logged: _Logged,
    *,
    by: Caller,
    extent: Extent,
) -> Iterator[dict[str, Any]]:
    """Yield the records; of one that shows more than was logged, what everybody sees."""
    for batch in chunked(stored, _BATCH):
        public = {}
        seen = list(views(work, batch, by, extent))
        if any(not logged.get(view.ref, frozenset()).issuperset(view.beyond) for view in seen):
            public = {view.ref: view for view in views(work, batch, ANONYMOUS, extent)}
        for view in seen:
            if logged.get(view.ref, frozenset()).issuperset(view.beyond):
                yield view.record
            elif view.ref in public:
                yield public[view.ref].record


def _firm_views(
    work: UnitOfWork, batch: Sequence[Stored[Firm]], by: Caller, extent: Extent
) -> Iterator[_View]:
    decided = work.disclosures.of_firms([item.record.ref for item in batch])
    for item in batch:
        disclosure = decided.get(item.record.ref, OPEN)
        audience = disclosure.audience_of(by, item.record.ref)
        if audience is None:
            continue
        firm = disclosed_firm(item.record, disclosure, audience)
        if extent.holds(firm):
            beyond = _beyond_public(disclosure, audience)
            yield _View(firm.ref, firm.ref, firm_record(firm), beyond)


def _need_views(
    work: UnitOfWork, batch: Sequence[Stored[Need]], by: Caller, extent: Extent
) -> Iterator[_View]:
    for item in postings_seen(work, batch, by):
        if extent.holds(item.seeker):
            need = item.need.record
            beyond = _beyond_public(item.disclosure, item.audience)
            yield _View(need.ref, item.owner_ref, need_record(need), beyond)


def _beyond_public(disclosure: Disclosure, audience: Audience) -> tuple[str, ...]:
    """Return the paths that a circle sees and not everybody does."""
    paths = [
        path
        for path, level in disclosure.paths.items()
        if level is not Visibility.PUBLIC
        and path not in _BESIDE
        and (audience is Audience.OWNER or disclosure.of(path).admits(audience))
    ]
    is_listed_for_all = not disclosure.listing and not disclosure.hide_from
    return tuple(paths) if is_listed_for_all else (_LISTING, *paths)
