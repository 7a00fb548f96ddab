"""The chambers and their regions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.chamber import Chamber, Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import ConflictError, NotFoundError, NotPermittedError
from enishi.services.acts import act
from enishi.services.fields import Fields
from enishi.services.firms import must_be_current
from enishi.services.organisations import Organisation, may_administer
from enishi.services.ports import Database, Stored, UnitOfWork


@dataclass(frozen=True)
class ChamberService:
    """Lists the chambers, for everybody; operators add them and draw their regions."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def all(self) -> list[Stored[Chamber]]:
        """Return every chamber in order of ref."""
        with self.database.read() as work:
            return work.chambers.all()

    def get(self, ref: str) -> Stored[Chamber]:
        """Return one chamber; raises NotFoundError."""
        with self.database.read() as work:
            return _found(work, ref)

    def add(self, chamber: Chamber, *, by: Caller) -> Stored[Chamber]:
        """Store a new chamber; raises ConflictError where an organisation has its ref."""
        _must_draw(by)
        with self.database.begin() as work:
            if work.chambers.get(chamber.ref) is not None:
                raise ConflictError(
                    f"{chamber.ref} は登録済みです", english=f"{chamber.ref} exists already"
                )
            work.chambers.put(chamber)
            self._write_down(work, chamber.ref, by)
            return _found(work, chamber.ref)

    def change(
        self, ref: str, edit: Callable[[Chamber], Chamber], *, expected: int | None, by: Caller
    ) -> Stored[Chamber]:
        """Replace a chamber by its edited self.

        Its administrators change all but the region, from which rights follow. Raises
        NotFoundError, NotPermittedError and StaleRevisionError.
        """
        by.must_have(Scope.ADMINISTER)
        with self.database.begin() as work:
            stored = _found(work, ref)
            if not may_administer(work, Organisation(ref, chamber=stored.record), by):
                raise NotPermittedError(
                    "この操作は、その会議所の管理者だけができます",
                    english="only an administrator of that chamber may do this",
                )
            must_be_current(stored, expected)
            changed = edit(stored.record)
            if changed.region != stored.record.region:
                by.must_be_operator()
            work.chambers.put(changed)
            self._write_down(work, ref, by)
            return _found(work, ref)

    def remove(self, ref: str, *, expected: int | None, by: Caller) -> None:
        """Delete a chamber; raises ConflictError while people belong to it."""
        _must_draw(by)
        with self.database.begin() as work:
            stored = _found(work, ref)
            must_be_current(stored, expected)
            people = len(work.memberships.of_organisation(ref))
            if people:
                raise ConflictError(
                    f"{stored.record.name} には{people}人が所属しているため、削除できません",
                    english=f"{people} people belong to {ref}; it cannot be removed",
                )
            work.chambers.remove(ref)
            self._write_down(work, ref, by)

    def _write_down(self, work: UnitOfWork, ref: str, by: Caller) -> None:
        entry = act(
            *(AuditAction.WRITTEN, "chamber", ref),
            owner=ref,
            by=by,
            at=self.now(),
            organisation=ref,
        )
        work.audit.add(entry)


def chamber_of(record: Mapping[str, Any], *, ref: str) -> Chamber:
    """Read a chamber; raises InvalidValueError naming the field."""
    fields = Fields(record)
    email = fields.text("email")
    return Chamber(
        ref=ref,
        name=fields.text("name") or "",
        region=Region(
            clusters=fields.texts("clusters"),
            prefectures=fields.texts("prefectures"),
            municipality_codes=fields.texts("municipality_codes"),
        ),
        email=EmailAddress(email) if email else None,
        phone=fields.text("phone"),
        fax=fields.text("fax"),
        address=fields.text("address"),
    )


def chamber_record(chamber: Chamber) -> dict[str, Any]:
    """Write a chamber as plain values, as `chamber_of` reads it."""
    return {
        "name": chamber.name,
        "clusters": list(chamber.region.clusters),
        "prefectures": list(chamber.region.prefectures),
        "municipality_codes": list(chamber.region.municipality_codes),
        "email": chamber.email.text if chamber.email else None,
        "phone": chamber.phone,
        "fax": chamber.fax,
        "address": chamber.address,
    }


def _must_draw(by: Caller) -> None:
    by.must_be_operator()
    by.must_have(Scope.ADMINISTER)


def _found(work: UnitOfWork, ref: str) -> Stored[Chamber]:
    stored = work.chambers.get(ref)
    if stored is None:
        raise NotFoundError("その会議所は見つかりません", english="no such chamber")
    return stored
