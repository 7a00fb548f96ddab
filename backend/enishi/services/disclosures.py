"""Deciding who may see what of a firm and of a need."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from enishi.domain.access import Audience, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import (
    OPEN,
    SEEKER,
    Disclosure,
    must_name_fields_of_firm,
    must_name_fields_of_need,
)
from enishi.domain.errors import (
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    StaleRevisionError,
)
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.services.acts import act
from enishi.services.needs import need_to_write
from enishi.services.ports import Database, Stored
from enishi.services.sight import firm_to_write


@dataclass(frozen=True)
class DisclosureService:
    """Keeps what firms decided, and shows them how others see them."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of_firm(self, firm_id: str, *, by: Caller) -> Disclosure:
        """Return what a firm decided, to itself and to those who may write for it.

        Raises NotFoundError, NotSignedInError and NotPermittedError.
        """
        with self.database.read() as work:
            return firm_to_write(work, firm_id, by).disclosure

    def decide_for_firm(
        self, firm_id: str, disclosure: Disclosure, *, expected: int | None = None, by: Caller
    ) -> Disclosure:
        """Store who may see what; searches follow within two seconds.

        A coordinator may write for a firm, but does not open what the firm keeps to itself.
        Raises InvalidValueError for a field that the firm does not have, and StaleRevisionError
        where `expected` is not the revision of what was decided last.
        """
        with self.database.begin() as work:
            seen = firm_to_write(work, firm_id, by)
            firm, before = seen.firm, seen.disclosure
            _must_be_current(before, expected)
            must_name_fields_of_firm(disclosure, firm)
            if firm.ref in disclosure.hide_from:
                raise InvalidValueError(
                    "自社を見せない相手にはできません",
                    field="hide_from",
                    english="a firm cannot hide from itself",
                )
            _must_not_open_for_others(before, disclosure, firm.ref, by)
            work.disclosures.put_firm(firm.ref, disclosure)
            paths = disclosure.paths.keys() | before.paths.keys()
            changed = sorted(path for path in paths if disclosure.of(path) != before.of(path))
            work.audit.add(
                act(
                    AuditAction.WRITTEN,
                    "disclosure",
                    firm.ref,
                    owner=firm.ref,
                    by=by,
                    at=self.now(),
                    fields=changed,
                )
            )
            # Who follows reads the firm anew, and its needs, which say no more of it than it does:
            # only those that now look different, for a need beside its firm tells whose it is.
            refs = work.needs.refs_of_firm(firm.ref)
            decided = work.disclosures.of_needs(refs)
            work.outbox.add(
                Event(EventKind.FIRM_PUBLISHED, firm.ref),
                *(
                    Event(EventKind.NEED_POSTED, ref)
                    for ref in refs
                    if _looks_different(decided.get(ref, OPEN), before, disclosure)
                ),
            )
            return disclosure

    def preview(self, firm_id: str, audience: Audience, *, by: Caller) -> Stored[Firm]:
        """Return the firm as a circle of readers sees it.

        Raises NotFoundError where that circle does not see it at all.
        """
        with self.database.read() as work:
            seen = firm_to_write(work, firm_id, by)
        is_listed = seen.disclosure.listing.admits(audience)
        if not is_listed or (seen.disclosure.hide_from and audience is Audience.ANYONE):
            raise NotFoundError(
                "この範囲の読み手には、この企業は見えません",
                english="readers of this circle do not see the firm",
            )
        return replace(seen, audience=audience).shown_record

    def of_need(self, need_id: str, *, by: Caller) -> Disclosure:
        """Return what was decided on a need, to those who may write it."""
        with self.database.read() as work:
            ref = need_to_write(work, need_id, by).record.ref
            return work.disclosures.of_need(ref)

    def decide_for_need(
        self, need_id: str, disclosure: Disclosure, *, expected: int | None = None, by: Caller
    ) -> Disclosure:
        """Store who may see what of a need; the board follows at once.

        As with a firm, a coordinator opens nothing that they do not see themselves. Raises
        StaleRevisionError where `expected` is not the revision of what was decided last.
        """
        must_name_fields_of_need(disclosure)
        with self.database.begin() as work:
            need = need_to_write(work, need_id, by).record
            ref, owner = need.ref, need.firm_ref
            before = work.disclosures.of_need(ref)
            _must_be_current(before, expected)
            _must_not_open_for_others(before, disclosure, owner, by)
            work.disclosures.put_need(ref, disclosure)
            paths = disclosure.paths.keys() | before.paths.keys()
            changed = sorted(path for path in paths if disclosure.of(path) != before.of(path))
            work.audit.add(
                act(
                    AuditAction.WRITTEN,
                    "need_disclosure",
                    ref,
                    owner=owner,
                    by=by,
                    at=self.now(),
                    fields=changed,
                )
            )
            work.outbox.add(Event(EventKind.NEED_POSTED, ref))
            return work.disclosures.of_need(ref)


def _looks_different(need: Disclosure, before: Disclosure, after: Disclosure) -> bool:
    """Whether members see another need once its firm has decided anew."""
    was, now = need.posted_by(before), need.posted_by(after)
    was_named, is_named = (item.of(SEEKER).admits(Audience.MEMBERS) for item in (was, now))
    return was.hide_from != now.hide_from or (
        (was_named or is_named) and was.of(SEEKER) is not now.of(SEEKER)
    )


def _must_be_current(before: Disclosure, expected: int | None) -> None:
    if expected is not None and expected != before.revision:
        raise StaleRevisionError(expected, before.revision)


def _must_not_open_for_others(
    before: Disclosure, after: Disclosure, owner_ref: str | None, by: Caller
) -> None:
    """Refuse that somebody else opens what a firm keeps to itself; raises NotPermittedError."""
    if by.belongs_to(owner_ref):
        return
    for path, level in before.paths.items():
        if not level.admits(by.audience) and after.of(path) < level:
            raise NotPermittedError(
                f"{path} は、企業が自社だけに限っている項目です。企業だけが公開範囲を広げられます",
                english=f"{path} is kept back by the firm, which alone may open it",
            )
