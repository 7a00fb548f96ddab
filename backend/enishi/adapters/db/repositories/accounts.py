"""Sessions, invitations, what people sign in with, and what was tried in vain."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, update
from sqlmodel import SQLModel, col, select

from enishi.adapters.db.tables import (
    FailuresRow,
    InvitationRow,
    KnownDeviceRow,
    PasswordRow,
    SecondFactorRow,
    SessionRow,
    SignInLinkRow,
)
from enishi.domain.attempts import Failures
from enishi.domain.email_address import EmailAddress
from enishi.domain.invitation import Invitation, SignInLink
from enishi.domain.membership import Role
from enishi.domain.second_factor import SecondFactor
from enishi.domain.session import Session

_SESSION = ("ref", "token_hash", "person_ref", "begun_at", "seen_at", "awaits_code", "browser")
_INVITATION = ("ref", "token_hash", "organisation_ref", "invited_by", "invited_at")
_LINK = ("token_hash", "person_ref", "issued_at")
_FACTOR = ("person_ref", "secret", "confirmed_at", "last_step")


class SqlSessionRepository:
    """The session table, and that of the known devices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, session: Session) -> None:
        """Store the session, or that it was seen again."""
        values = {name: getattr(session, name) for name in _SESSION}
        _put(self._connection, SessionRow, {"token_hash": session.token_hash}, values)

    def by_token(self, token_hash: str) -> Session | None:
        """Return the session of a token."""
        found = self._where(col(SessionRow.token_hash) == token_hash)
        return found[0] if found else None

    def of_person(self, person_ref: str) -> tuple[Session, ...]:
        """Return a person's sessions, newest first."""
        return self._where(col(SessionRow.person_ref) == person_ref)

    def remove(self, ref: str) -> bool:
        """End a session; False where there is none."""
        return _remove(self._connection, SessionRow, col(SessionRow.ref) == ref) > 0

    def remove_of_person(self, person_ref: str) -> int:
        """End a person's sessions and forget their browsers; return how many sessions ended."""
        _remove(self._connection, KnownDeviceRow, col(KnownDeviceRow.person_ref) == person_ref)
        return _remove(self._connection, SessionRow, col(SessionRow.person_ref) == person_ref)

    def know_device(self, token_hash: str, person_ref: str, now: datetime) -> None:
        """Remember that a browser has signed in as somebody."""
        names = {"token_hash": token_hash, "person_ref": person_ref}
        _put(self._connection, KnownDeviceRow, names, names | {"seen_at": now})

    def knows_device(self, token_hash: str, person_ref: str) -> bool:
        """Whether a browser has signed in as somebody before."""
        statement = select(func.count()).where(
            col(KnownDeviceRow.token_hash) == token_hash,
            col(KnownDeviceRow.person_ref) == person_ref,
        )
        return bool(self._connection.execute(statement).scalar_one())

    def forget_before(self, begun: datetime, devices: datetime) -> None:
        """Delete sessions begun before a time, and browsers not seen since another."""
        _remove(self._connection, SessionRow, col(SessionRow.begun_at) < begun)
        _remove(self._connection, KnownDeviceRow, col(KnownDeviceRow.seen_at) < devices)

    def _where(self, condition: Any) -> tuple[Session, ...]:
        rows = self._connection.execute(
            select(SessionRow)
            .where(condition)
            .order_by(col(SessionRow.begun_at).desc(), col(SessionRow.ref))
        )
        return tuple(Session(**{name: getattr(row, name) for name in _SESSION}) for row in rows)


class SqlInvitationRepository:
    """The invitation table, and that of the sign-in links."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, invitation: Invitation) -> None:
        """Store the invitation in place of one of the same address and organisation."""
        membership = invitation.membership("somebody")
        names = {
            "email": invitation.email.text,
            "organisation_ref": invitation.organisation_ref,
        }
        values = {name: getattr(invitation, name) for name in _INVITATION} | {
            "email": invitation.email.text,
            "role": invitation.role.value,
            "firm_ref": membership.firm_ref,
            "chamber_ref": membership.chamber_ref,
        }
        _put(self._connection, InvitationRow, names, values)

    def by_token(self, token_hash: str) -> Invitation | None:
        """Return the invitation of a token."""
        found = self._where(col(InvitationRow.token_hash) == token_hash)
        return found[0] if found else None

    def of_organisation(self, organisation_ref: str) -> tuple[Invitation, ...]:
        """Return an organisation's invitations, newest first."""
        return self._where(col(InvitationRow.organisation_ref) == organisation_ref)

    def remove(self, ref: str) -> bool:
        """Take an invitation back; False where there is none."""
        return _remove(self._connection, InvitationRow, col(InvitationRow.ref) == ref) > 0

    def remove_for(self, email: EmailAddress) -> None:
        """Delete whatever was sent to an address."""
        _remove(self._connection, InvitationRow, col(InvitationRow.email) == email.text)

    def put_link(self, link: SignInLink) -> None:
        """Store a sign-in link."""
        values = {name: getattr(link, name) for name in _LINK}
        self._connection.execute(insert(SignInLinkRow), values)

    def link_by_token(self, token_hash: str) -> SignInLink | None:
        """Return the link of a token; None where it has been used."""
        found = self._links(col(SignInLinkRow.token_hash) == token_hash)
        return found[0] if found else None

    def links_of_person(self, person_ref: str) -> tuple[SignInLink, ...]:
        """Return a person's unused links, newest first."""
        return self._links(col(SignInLinkRow.person_ref) == person_ref)

    def remove_links(self, person_ref: str) -> None:
        """Delete a person's links: one of them was used."""
        _remove(self._connection, SignInLinkRow, col(SignInLinkRow.person_ref) == person_ref)

    def forget_before(self, invited: datetime, issued: datetime) -> None:
        """Delete invitations and links that are older."""
        _remove(self._connection, InvitationRow, col(InvitationRow.invited_at) < invited)
        _remove(self._connection, SignInLinkRow, col(SignInLinkRow.issued_at) < issued)

    def _where(self, condition: Any) -> tuple[Invitation, ...]:
        rows = self._connection.execute(
            select(InvitationRow)
            .where(condition)
            .order_by(col(InvitationRow.invited_at).desc(), col(InvitationRow.ref))
        )
        return tuple(_invitation(row) for row in rows)

    def _links(self, condition: Any) -> tuple[SignInLink, ...]:
        rows = self._connection.execute(
            select(SignInLinkRow).where(condition).order_by(col(SignInLinkRow.issued_at).desc())
        )
        return tuple(SignInLink(**{name: getattr(row, name) for name in _LINK}) for row in rows)


class SqlCredentialRepository:
    """The password table, and that of the second factors."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def password_of(self, person_ref: str) -> str | None:
        """Return the hash of a person's password; None where they have none."""
        row = self._connection.execute(
            select(PasswordRow).where(PasswordRow.person_ref == person_ref)
        ).first()
        return None if row is None else row.password_hash

    def put_password(self, person_ref: str, password_hash: str) -> None:
        """Store the hash of a password."""
        names = {"person_ref": person_ref}
        _put(self._connection, PasswordRow, names, names | {"password_hash": password_hash})

    def second_factor_of(self, person_ref: str) -> SecondFactor | None:
        """Return a person's second factor, confirmed or not."""
        row = self._connection.execute(
            select(SecondFactorRow).where(SecondFactorRow.person_ref == person_ref)
        ).first()
        if row is None:
            return None
        known = {name: getattr(row, name) for name in _FACTOR}
        return SecondFactor(**known, recovery_hashes=tuple(row.recovery_hashes))

    def put_second_factor(self, factor: SecondFactor) -> None:
        """Store the second factor."""
        values = {name: getattr(factor, name) for name in _FACTOR}
        values["recovery_hashes"] = list(factor.recovery_hashes)
        _put(self._connection, SecondFactorRow, {"person_ref": factor.person_ref}, values)

    def remove_second_factor(self, person_ref: str) -> bool:
        """Forget the second factor; False where there was none."""
        its = col(SecondFactorRow.person_ref) == person_ref
        return _remove(self._connection, SecondFactorRow, its) > 0


class SqlFailureRepository:
    """The table of failures."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> Failures | None:
        """Return what was counted under a key."""
        row = self._connection.execute(select(FailuresRow).where(FailuresRow.key == key)).first()
        return None if row is None else Failures(row.key, row.level, row.last_at)

    def put(self, failures: Failures) -> None:
        """Store a count."""
        names = {"key": failures.key}
        counted = {"level": failures.level, "last_at": failures.last_at}
        _put(self._connection, FailuresRow, names, names | counted)

    def remove(self, key: str) -> None:
        """Begin to count anew."""
        _remove(self._connection, FailuresRow, col(FailuresRow.key) == key)

    def forget_before(self, last_at: datetime) -> None:
        """Delete the counts that nobody has added to since."""
        _remove(self._connection, FailuresRow, col(FailuresRow.last_at) < last_at)


def _put(
    connection: Connection, table: type[SQLModel], names: dict[str, Any], values: dict[str, Any]
) -> None:
    """Replace the row of these names, or add it."""
    held = update(table)
    for name, value in names.items():
        held = held.where(col(getattr(table, name)) == value)
    if connection.execute(held.values(values)).rowcount == 0:
        connection.execute(insert(table), values)


def _remove(connection: Connection, table: type[SQLModel], condition: Any) -> int:
    return connection.execute(delete(table).where(condition)).rowcount


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        **{name: getattr(row, name) for name in _INVITATION},
        email=EmailAddress(row.email),
        role=Role(row.role),
    )
