"""Finds a firm for somebody who reads or writes what the register (台帳) holds beside it."""

from collections.abc import Iterator
from datetime import date, datetime

from enishi.domain.access import Audience, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Chamber
from enishi.domain.disclosure import Visibility
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.firm import Firm
from enishi.services.acts import act
from enishi.services.fields import Fields
from enishi.services.ports import Stored, UnitOfWork
from enishi.services.sight import SeenFirm, firm_as_seen


def reading_of(seen: SeenFirm, path: str, to: Caller, at: datetime) -> tuple[AuditEntry, ...]:
    """Return what the audit log keeps of the reading: nothing where it needs no right."""
    is_open = seen.disclosure.of(path) is Visibility.PUBLIC
    if is_open or seen.audience is Audience.OWNER:
        return ()
    return (act_on_firm(to, AuditAction.READ, at, seen.firm.ref, path),)


def past_day(said: Fields, name: str, today: date) -> date:
    """Read a day that may not lie ahead; today where none is said."""
    day = said.day(name) or today
    if day > today:
        raise InvalidValueError(
            f"未来の日付です（{day}）", field=name, english=f"{day} is in the future"
        )
    return day


def act_on_firm(
    by: Caller,
    action: AuditAction,
    at: datetime,
    firm_ref: str,
    *fields: str,
    draft_ref: str | None = None,
) -> AuditEntry:
    """Return the audit entry of what a caller does to a firm's data, or to its draft."""
    subject = ("draft", draft_ref) if draft_ref else ("firm", firm_ref)
    return act(action, *subject, owner=firm_ref, by=by, at=at, fields=fields)


def firm_to_coordinate(work: UnitOfWork, firm_id: str, by: Caller) -> Firm:
    """Return a firm for a coordinator of its region.

    Raises NotSignedInError, NotFoundError, and NotPermittedError for anybody else.
    """
    by.must_have(Scope.WRITE)
    by.must_be_of_a_chamber()
    firm = firm_as_seen(work, firm_id, by).firm
    must_be_in_charge(by, firm)
    return firm


def is_in_charge(by: Caller, firm: Firm) -> bool:
    """Whether the caller coordinates the firm; an operator, all."""
    return by.is_operator or by.coordinates(firm)


def must_be_in_charge(by: Caller, firm: Firm) -> None:
    """Raise NotPermittedError where the firm is outside the caller's region."""
    if not is_in_charge(by, firm):
        raise NotPermittedError(
            "担当する地域の企業ではありません", english="the firm is outside your region"
        )


def chamber_named(work: UnitOfWork, ref: str | None) -> Chamber | None:
    """Return the chamber that a list is narrowed to; raises NotFoundError."""
    if ref is None:
        return None
    stored = work.chambers.get(ref)
    if stored is None:
        raise NotFoundError("その会議所は見つかりません", english="no such chamber")
    return stored.record


def firms_in_charge(
    work: UnitOfWork, by: Caller, chamber: Chamber | None
) -> Iterator[Stored[Firm]]:
    """Yield in order of ref the firms that a coordinator looks after, perhaps of one chamber."""
    regions = (chamber.region,) if chamber else by.regions
    everywhere = by.is_operator and chamber is None
    found = work.firms.stream() if everywhere else work.firms.within(regions)
    return (item for item in found if is_in_charge(by, item.record))
