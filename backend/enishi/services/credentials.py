"""What people sign in with beside their mailbox: a password, and a second factor."""

import base64
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from secrets import token_bytes

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction
from enishi.domain.errors import ConflictError, InvalidValueError, NotFoundError, NotSignedInError
from enishi.domain.password import must_be_worth_having
from enishi.domain.person import Person
from enishi.domain.second_factor import RECOVERY_CODES, SecondFactor
from enishi.services.acts import act
from enishi.services.ports import Database, OneTimeCodes, Passwords, UnitOfWork
from enishi.services.sessions import must_be_fresh
from enishi.services.tokens import hash_of

# Forty-eight bits: ten letters to type, and nothing to guess through a door that counts.
_RECOVERY_BYTES = 6


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a telephone needs to compute codes, shown once."""

    secret: str
    address: str
    picture: str  # the address as a QR code, SVG


@dataclass(frozen=True)
class CredentialService:
    """Changes how a person signs in; each change asks for a fresh sign-in."""

    database: Database
    passwords: Passwords
    codes: OneTimeCodes
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def set_password(self, password: str, *, by: Caller) -> None:
        """Set or replace the password, and sign the person out of every other browser.

        Raises InvalidValueError where the password is not worth having.
        """
        now = self.now()
        with self.database.read() as work:
            must_be_fresh(work, now, by)
            person = _person(work, by)
        # Outside a transaction: it takes long on purpose, and writers wait for each other.
        password_hash = self.passwords.hashed(must_be_worth_having(password, person))
        with self.database.begin() as work:
            must_be_fresh(work, now, by)
            work.credentials.put_password(person.ref, password_hash)
            kept = [s for s in work.sessions.of_person(person.ref) if s.ref == by.session_ref]
            work.sessions.remove_of_person(person.ref)
            work.sessions.put(kept[0])
            # Links that somebody may have asked for before the change end with it.
            work.invitations.remove_links(person.ref)
            self._write_down(work, "password", by)

    def begin_second_factor(self, *, by: Caller) -> SetUp:
        """Make a secret for the person's telephone; it counts once `confirm` has seen a code.

        Raises ConflictError where a second factor is set already.
        """
        with self.database.begin() as work:
            must_be_fresh(work, self.now(), by)
            person = _person(work, by)
            held = work.credentials.second_factor_of(person.ref)
            if held is not None and held.is_confirmed:
                raise ConflictError(
                    "2段階認証は設定済みです。替えるときは、先に外してください",
                    english="a second factor is set: remove it first",
                )
            secret = self.codes.new_secret()
            work.credentials.put_second_factor(SecondFactor(person.ref, secret))
        address = self.codes.address(secret, person)
        return SetUp(secret, address, self.codes.picture(address))

    def confirm_second_factor(self, code: str, *, by: Caller) -> tuple[str, ...]:
        """Turn the second factor on by a first code; return the recovery codes, shown once.

        Raises InvalidValueError for a wrong code.
        """
        now = self.now()
        with self.database.begin() as work:
            must_be_fresh(work, now, by)
            factor = work.credentials.second_factor_of(by.must_be_in_person())
            if factor is None or factor.is_confirmed:
                raise NotFoundError(
                    "確かめを待っている2段階認証はありません",
                    english="no second factor waits to be confirmed",
                )
            step = self.codes.step_of(factor.secret, recovery_spelling(code), now)
            if step is None:
                raise InvalidValueError(
                    "コードが違います。スマートフォンの時刻も確かめてください",
                    field="code",
                    english="wrong code; check the telephone's clock too",
                )
            recovery = tuple(_recovery_code() for _ in range(RECOVERY_CODES))
            hashes = tuple(hash_of(recovery_spelling(item)) for item in recovery)
            work.credentials.put_second_factor(
                replace(factor, confirmed_at=now, last_step=step, recovery_hashes=hashes)
            )
            self._write_down(work, "second_factor", by)
        return recovery

    def remove_second_factor(self, *, by: Caller) -> None:
        """Turn the second factor off; raises NotFoundError where there is none."""
        with self.database.begin() as work:
            must_be_fresh(work, self.now(), by)
            if not work.credentials.remove_second_factor(by.must_be_in_person()):
                raise NotFoundError("2段階認証は設定されていません", english="no second factor")
            self._write_down(work, "second_factor", by)

    def _write_down(self, work: UnitOfWork, what: str, by: Caller) -> None:
        person_ref = by.must_be_in_person()
        entry = act(
            *(AuditAction.WRITTEN, "person", person_ref),
            owner=person_ref,
            by=by,
            at=self.now(),
            fields=(what,),
        )
        work.audit.add(entry)


def recovery_spelling(code: str) -> str:
    """Return a code as it is compared: half width, small, without hyphens and spaces."""
    folded = unicodedata.normalize("NFKC", code).lower()
    return "".join(letter for letter in folded if letter.isalnum())


def _recovery_code() -> str:
    letters = base64.b32encode(token_bytes(_RECOVERY_BYTES)).decode().lower().rstrip("=")
    return f"{letters[:5]}-{letters[5:]}"


def _person(work: UnitOfWork, by: Caller) -> Person:
    person = work.people.get(by.must_be_in_person())
    if person is None:
        raise NotSignedInError("もう一度サインインしてください", english="sign in again")
    return person
