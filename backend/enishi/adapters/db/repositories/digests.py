"""The ledger of the weekly digest, and what stands beside it."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, update
from sqlmodel import SQLModel, col, select

from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import (
    ConsentRow,
    DigestAnswerRow,
    DigestPreferenceRow,
    InstallationKeyRow,
    MailingRow,
    MembershipRow,
    PausedAddressRow,
    PersonRow,
)
from enishi.domain.bounce import PausedAddress
from enishi.domain.correction import CorrectionReason
from enishi.domain.digest import DigestFrequency, DigestPreference
from enishi.domain.digest_answer import DigestAnswer
from enishi.domain.email_address import EmailAddress
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import Mailing, MailingState, MailTrouble
from enishi.domain.match_response import MatchAnswer

# Fields that a row keeps as the noun has them.
_MAILING = (
    *("person_ref", "mark", "due_at", "next_at", "changed_at"),
    *("firm_ref", "attempts", "code"),
)
_ONE = 1


class SqlMailingRepository:
    """The mailing table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *mailings: Mailing) -> None:
        """Store new mailings."""
        add_rows(self._connection, MailingRow, [_values(mailing) for mailing in mailings])

    def put(self, mailing: Mailing) -> bool:
        """Store what became of a mailing; False where it is gone."""
        held = update(MailingRow).where(*_is(mailing.person_ref, mailing.week))
        return self._connection.execute(held.values(**_values(mailing))).rowcount > 0

    def get(self, person_ref: str, week: IsoWeek) -> Mailing | None:
        """Return one mailing."""
        return next(iter(self._where(*_is(person_ref, week))), None)

    def by_mark(self, mark: str) -> Mailing | None:
        """Return the mailing of a Message-ID."""
        return next(iter(self._where(col(MailingRow.mark) == mark)), None)

    def unlisted(self, week: IsoWeek, terms_version: str) -> list[str]:
        """Return who belongs to a firm, has agreed to the terms and has no mailing that week."""
        is_of_a_firm = select(MembershipRow.id).where(
            MembershipRow.person_ref == PersonRow.ref, col(MembershipRow.firm_ref).is_not(None)
        )
        has_agreed = select(ConsentRow.ref).where(
            ConsentRow.person_ref == PersonRow.ref,
            ConsentRow.terms_version == terms_version,
            col(ConsentRow.firm_ref).is_(None),
            col(ConsentRow.withdrawn_at).is_(None),
        )
        is_listed = select(MailingRow.mark).where(
            MailingRow.person_ref == PersonRow.ref, MailingRow.week == str(week)
        )
        rows = self._connection.execute(
            select(PersonRow.ref)
            .where(is_of_a_firm.exists(), has_agreed.exists(), ~is_listed.exists())
            .order_by(col(PersonRow.ref))
        )
        return [row.ref for row in rows]

    def due(self, now: datetime, limit: int) -> list[Mailing]:
        """Return waiting mailings whose time has come, longest due first."""
        waiting = select(MailingRow).where(
            MailingRow.state == MailingState.WAITING.value, col(MailingRow.next_at) <= now
        )
        in_order = waiting.order_by(col(MailingRow.due_at), col(MailingRow.person_ref))
        return [_mailing(row) for row in self._connection.execute(in_order.limit(limit))]

    def stranded(self, now: datetime) -> list[Mailing]:
        """Return what somebody was handing over who has not come back within their lease."""
        return self._where(
            col(MailingRow.state) == MailingState.HANDING.value, col(MailingRow.next_at) <= now
        )

    def of_week(self, week: IsoWeek) -> list[Mailing]:
        """Return a week's mailings in order of person."""
        return self._where(col(MailingRow.week) == str(week))

    def of_person(self, person_ref: str) -> list[Mailing]:
        """Return a person's mailings, newest week first."""
        return self._where(col(MailingRow.person_ref) == person_ref)

    def remove(self, person_ref: str, week: IsoWeek) -> None:
        """Forget a mailing that nothing was sent for."""
        self._connection.execute(delete(MailingRow).where(*_is(person_ref, week)))

    def _where(self, *conditions: Any) -> list[Mailing]:
        rows = self._connection.execute(
            select(MailingRow)
            .where(*conditions)
            .order_by(col(MailingRow.week).desc(), col(MailingRow.person_ref))
        )
        return [_mailing(row) for row in rows]


class SqlDigestPreferenceRepository:
    """The digest_preference table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, preference: DigestPreference) -> None:
        """Store what a person wants in place of what they wanted."""
        values = {
            "person_ref": preference.person_ref,
            "frequency": preference.frequency.value,
            "weekday": preference.weekday,
            "clock": preference.clock.isoformat("minutes"),
            "stopped_at": preference.stopped_at,
        }
        _replace(
            self._connection,
            DigestPreferenceRow,
            values,
            col(DigestPreferenceRow.person_ref) == preference.person_ref,
        )

    def of(self, person_ref: str) -> DigestPreference:
        """Return what a person wants; the usual where they have said nothing."""
        row = self._connection.execute(
            select(DigestPreferenceRow).where(DigestPreferenceRow.person_ref == person_ref)
        ).first()
        return DigestPreference(person_ref) if row is None else _preference(row)

    def all(self) -> dict[str, DigestPreference]:
        """Return what people want who have said so, by person_ref."""
        rows = self._connection.execute(select(DigestPreferenceRow))
        return {row.person_ref: _preference(row) for row in rows}


class SqlPausedAddressRepository:
    """The paused_address table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, paused: PausedAddress) -> None:
        """Store that an address is paused."""
        values = {
            "person_ref": paused.person_ref,
            "address": paused.address.text,
            "paused_at": paused.paused_at,
            "code": paused.code,
        }
        _replace(
            self._connection,
            PausedAddressRow,
            values,
            col(PausedAddressRow.person_ref) == paused.person_ref,
        )

    def of(self, person_ref: str) -> PausedAddress | None:
        """Return a person's paused address."""
        row = self._connection.execute(
            select(PausedAddressRow).where(PausedAddressRow.person_ref == person_ref)
        ).first()
        return None if row is None else _paused(row)

    def all(self) -> dict[str, PausedAddress]:
        """Return every paused address by person_ref."""
        rows = self._connection.execute(select(PausedAddressRow))
        return {row.person_ref: _paused(row) for row in rows}

    def remove(self, person_ref: str) -> bool:
        """Take letters up again; False where nothing was paused."""
        done = self._connection.execute(
            delete(PausedAddressRow).where(col(PausedAddressRow.person_ref) == person_ref)
        )
        return done.rowcount > 0


class SqlDigestAnswerRepository:
    """The digest_answer table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, answer: DigestAnswer) -> None:
        """Store an answer in place of the earlier one."""
        values = {
            "person_ref": answer.person_ref,
            "item_ref": answer.item_ref,
            "week": str(answer.week),
            "answer": answer.answer.value,
            "at": answer.at,
            "reason": answer.reason.value if answer.reason else None,
        }
        _replace(
            self._connection,
            DigestAnswerRow,
            values,
            col(DigestAnswerRow.person_ref) == answer.person_ref,
            col(DigestAnswerRow.item_ref) == answer.item_ref,
        )

    def get(self, person_ref: str, item_ref: str) -> DigestAnswer | None:
        """Return what a person answered to an item."""
        is_it = col(DigestAnswerRow.item_ref) == item_ref
        found = self._where(is_it, col(DigestAnswerRow.person_ref) == person_ref)
        return next(iter(found), None)

    def of_week(self, week: IsoWeek) -> list[DigestAnswer]:
        """Return the answers to a week's items in order of person and item."""
        return self._where(col(DigestAnswerRow.week) == str(week))

    def of_person(self, person_ref: str) -> list[DigestAnswer]:
        """Return a person's answers, newest first."""
        found = self._where(col(DigestAnswerRow.person_ref) == person_ref)
        return sorted(found, key=lambda item: (item.at, item.item_ref), reverse=True)

    def _where(self, *conditions: Any) -> list[DigestAnswer]:
        rows = self._connection.execute(
            select(DigestAnswerRow)
            .where(*conditions)
            .order_by(col(DigestAnswerRow.person_ref), col(DigestAnswerRow.item_ref))
        )
        return [
            DigestAnswer(
                person_ref=row.person_ref,
                item_ref=row.item_ref,
                week=IsoWeek.read(row.week),
                answer=MatchAnswer(row.answer),
                at=row.at,
                reason=CorrectionReason(row.reason) if row.reason else None,
            )
            for row in rows
        ]


class SqlInstallationKeyRepository:
    """The installation_key table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> bytes | None:
        """Return the key; None where none has been made."""
        row = self._connection.execute(select(InstallationKeyRow)).first()
        return None if row is None else bytes.fromhex(row.key)

    def put(self, key: bytes, made_at: datetime) -> None:
        """Store the key; there must be none yet."""
        values = {"number": _ONE, "key": key.hex(), "made_at": made_at}
        self._connection.execute(insert(InstallationKeyRow), values)


def _replace(
    connection: Connection, table: type[SQLModel], values: dict[str, Any], *conditions: Any
) -> None:
    if connection.execute(update(table).where(*conditions).values(**values)).rowcount == 0:
        connection.execute(insert(table), values)


def _is(person_ref: str, week: IsoWeek) -> tuple[Any, Any]:
    return col(MailingRow.person_ref) == person_ref, col(MailingRow.week) == str(week)


def _values(mailing: Mailing) -> dict[str, Any]:
    return {
        **{name: getattr(mailing, name) for name in _MAILING},
        "week": str(mailing.week),
        "state": mailing.state.value,
        "trouble": mailing.trouble.value if mailing.trouble else None,
    }


def _mailing(row: Row[Any]) -> Mailing:
    return Mailing(
        **{name: getattr(row, name) for name in _MAILING},
        week=IsoWeek.read(row.week),
        state=MailingState(row.state),
        trouble=MailTrouble(row.trouble) if row.trouble else None,
    )


def _preference(row: Row[Any]) -> DigestPreference:
    return DigestPreference(
        person_ref=row.person_ref,
        frequency=DigestFrequency(row.frequency),
        weekday=row.weekday,
        clock=time.fromisoformat(row.clock),
        stopped_at=row.stopped_at,
    )


def _paused(row: Row[Any]) -> PausedAddress:
    return PausedAddress(row.person_ref, EmailAddress(row.address), row.paused_at, row.code)
