"""Sessions, invitations, what people sign in with, and what was tried in vain.

No token is here, only hashes of tokens: whoever reads the database signs in as nobody.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field, SQLModel

from enishi.adapters.db.columns import UtcDateTime
from enishi.adapters.db.tables.kinds import REF, instant, key, list_of, part_of, word


def _of_a_person() -> Column[Any]:
    return Column(REF, ForeignKey("person.ref", ondelete="CASCADE"), index=True, nullable=False)


def _own(table: str) -> Column[Any]:
    """The organisation, where it is one of this kind; gone when it is gone."""
    return Column(REF, ForeignKey(f"{table}.ref", ondelete="CASCADE"), index=True)


class SessionRow(SQLModel, table=True):
    """A browser that has signed in."""

    __tablename__ = "session"

    token_hash: str = Field(sa_column=key())
    ref: str = Field(sa_column=Column(REF, unique=True, nullable=False))
    person_ref: str = Field(sa_column=_of_a_person())
    begun_at: datetime = Field(sa_column=instant())
    seen_at: datetime = Field(sa_column=instant())
    awaits_code: bool
    browser: str = Field(sa_column=word())


class KnownDeviceRow(SQLModel, table=True):
    """A browser that has signed in as somebody before."""

    __tablename__ = "known_device"

    token_hash: str = Field(sa_column=key())
    person_ref: str = Field(sa_column=part_of("person"))
    seen_at: datetime = Field(sa_column=instant())


class InvitationRow(SQLModel, table=True):
    """A role offered to a mailbox."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("email", "organisation_ref"),)

    token_hash: str = Field(sa_column=key())
    ref: str = Field(sa_column=Column(REF, unique=True, nullable=False))
    email: str = Field(sa_column=word())
    role: str = Field(sa_column=word())
    organisation_ref: str = Field(sa_column=Column(REF, nullable=False))
    firm_ref: str | None = Field(default=None, sa_column=_own("firm"))
    chamber_ref: str | None = Field(default=None, sa_column=_own("chamber"))
    # Refers to no row: an invitation stands when who sent it has left.
    invited_by: str = Field(sa_column=word())
    invited_at: datetime = Field(sa_column=instant())


class SignInLinkRow(SQLModel, table=True):
    """A link that signs one person in, once."""

    __tablename__ = "sign_in_link"

    token_hash: str = Field(sa_column=key())
    person_ref: str = Field(sa_column=_of_a_person())
    issued_at: datetime = Field(sa_column=instant())


class PasswordRow(SQLModel, table=True):
    """The hash of a person's password."""

    __tablename__ = "password"

    person_ref: str = Field(sa_column=part_of("person"))
    password_hash: str = Field(sa_column=word())


class SecondFactorRow(SQLModel, table=True):
    """What a person's telephone computes codes from."""

    __tablename__ = "second_factor"

    person_ref: str = Field(sa_column=part_of("person"))
    secret: str = Field(sa_column=word())
    confirmed_at: datetime | None = Field(
        default=None, sa_column=Column(UtcDateTime, nullable=True)
    )
    last_step: int = Field(sa_column=Column(BigInteger, nullable=False))
    recovery_hashes: list[str] = Field(sa_column=list_of())


class FailuresRow(SQLModel, table=True):
    """How often something was tried in vain; the key names neither person nor address."""

    __tablename__ = "failures"

    key: str = Field(sa_column=key())
    level: float
    last_at: datetime = Field(sa_column=instant())
