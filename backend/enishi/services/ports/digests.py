"""Where digests are kept, and by whom they are carried."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from enishi.domain.bounce import PausedAddress
from enishi.domain.digest import DigestPreference
from enishi.domain.digest_answer import DigestAnswer
from enishi.domain.iso_week import IsoWeek
from enishi.domain.letter import Letter
from enishi.domain.mailing import Mailing, MailReply


class MailingRepository(Protocol):
    """The ledger: one row for each person and week; a person's go with the person."""

    def add(self, *mailings: Mailing) -> None:
        """Store new mailings; of one person and week there must be none yet."""

    def put(self, mailing: Mailing) -> bool:
        """Store what became of a mailing; False where it is gone."""

    def get(self, person_ref: str, week: IsoWeek) -> Mailing | None:
        """Return one mailing."""

    def by_mark(self, mark: str) -> Mailing | None:
        """Return the mailing of a Message-ID."""

    def unlisted(self, week: IsoWeek, terms_version: str) -> list[str]:
        """Return who belongs to a firm, has agreed to the terms and has no mailing that week.

        By person_ref, in order.
        """

    def due(self, now: datetime, limit: int) -> list[Mailing]:
        """Return waiting mailings whose time has come, longest due first."""

    def stranded(self, now: datetime) -> list[Mailing]:
        """Return what somebody was handing over who has not come back within their lease."""

    def of_week(self, week: IsoWeek) -> list[Mailing]:
        """Return a week's mailings in order of person."""

    def of_person(self, person_ref: str) -> list[Mailing]:
        """Return a person's mailings, newest week first."""

    def remove(self, person_ref: str, week: IsoWeek) -> None:
        """Forget a mailing that nothing was sent for."""


class DigestPreferenceRepository(Protocol):
    """When people want the digest; who has said nothing wants it as usual."""

    def put(self, preference: DigestPreference) -> None:
        """Store what a person wants in place of what they wanted."""

    def of(self, person_ref: str) -> DigestPreference:
        """Return what a person wants; the usual where they have said nothing."""

    def all(self) -> dict[str, DigestPreference]:
        """Return what people want who have said so, by person_ref."""


class PausedAddressRepository(Protocol):
    """Addresses that take no letters, one a person at most."""

    def put(self, paused: PausedAddress) -> None:
        """Store that an address is paused."""

    def of(self, person_ref: str) -> PausedAddress | None:
        """Return a person's paused address."""

    def all(self) -> dict[str, PausedAddress]:
        """Return every paused address by person_ref."""

    def remove(self, person_ref: str) -> bool:
        """Take letters up again; False where nothing was paused."""


class DigestAnswerRepository(Protocol):
    """The last answer of each person to each item."""

    def put(self, answer: DigestAnswer) -> None:
        """Store an answer in place of the earlier one."""

    def get(self, person_ref: str, item_ref: str) -> DigestAnswer | None:
        """Return what a person answered to an item."""

    def of_week(self, week: IsoWeek) -> list[DigestAnswer]:
        """Return the answers to a week's items in order of person and item."""

    def of_person(self, person_ref: str) -> list[DigestAnswer]:
        """Return a person's answers, newest first."""


class InstallationKeyRepository(Protocol):
    """What this installation signs with: made once, and never told."""

    def get(self) -> bytes | None:
        """Return the key; None where none has been made."""

    def put(self, key: bytes, made_at: datetime) -> None:
        """Store the key; there must be none yet."""


class MailSession(Protocol):
    """One connection to the mail server, for many letters; it is opened when first needed."""

    def hand_over(self, letter: Letter) -> MailReply:
        """Hand a letter over and return what the server replied; trouble is a reply too."""


class PostOffice(Protocol):
    """Where many letters are handed over in a row."""

    def open(self) -> AbstractContextManager[MailSession]:
        """Open a session; raises MailNotSentError where no mail server is set."""
