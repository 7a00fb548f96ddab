"""Stand-ins that behave: the ledger of the weekly digest, and a post office with a diary."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from enishi.domain.bounce import PausedAddress
from enishi.domain.digest import DigestPreference
from enishi.domain.digest_answer import DigestAnswer
from enishi.domain.iso_week import IsoWeek
from enishi.domain.letter import Letter
from enishi.domain.mailing import Mailing, MailingState, MailReply, MailReplyKind

if TYPE_CHECKING:
    from fake_people import FakeConsents, FakeMemberships, FakePeople


class FakeMailings:
    """Mailings by their person and week."""

    def __init__(
        self, people: "FakePeople", memberships: "FakeMemberships", consents: "FakeConsents"
    ) -> None:
        self.held: dict[tuple[str, IsoWeek], Mailing] = {}
        self._people, self._memberships, self._consents = people, memberships, consents

    def add(self, *mailings: Mailing) -> None:
        for mailing in mailings:
            assert (mailing.person_ref, mailing.week) not in self.held
            self.held[mailing.person_ref, mailing.week] = mailing

    def put(self, mailing: Mailing) -> bool:
        key = mailing.person_ref, mailing.week
        if key not in self.held:
            return False
        self.held[key] = mailing
        return True

    def get(self, person_ref: str, week: IsoWeek) -> Mailing | None:
        return self.held.get((person_ref, week))

    def by_mark(self, mark: str) -> Mailing | None:
        return next((item for item in self.held.values() if item.mark == mark), None)

    def unlisted(self, week: IsoWeek, terms_version: str) -> list[str]:
        return [
            person.ref
            for person in self._people.all()
            if (person.ref, week) not in self.held
            and any(item.firm_ref for item in self._memberships.of_person(person.ref))
            and any(
                item.firm_ref is None
                and item.withdrawn_at is None
                and item.terms_version == terms_version
                for item in self._consents.of_person(person.ref)
            )
        ]

    def due(self, now: datetime, limit: int) -> list[Mailing]:
        found = self._until(now, MailingState.WAITING)
        return sorted(found, key=lambda item: (item.due_at, item.person_ref))[:limit]

    def stranded(self, now: datetime) -> list[Mailing]:
        return self._until(now, MailingState.HANDING)

    def of_week(self, week: IsoWeek) -> list[Mailing]:
        return [self.held[key] for key in sorted(self.held) if key[1] == week]

    def of_person(self, person_ref: str) -> list[Mailing]:
        mine = [key for key in sorted(self.held, reverse=True) if key[0] == person_ref]
        return [self.held[key] for key in mine]

    def remove(self, person_ref: str, week: IsoWeek) -> None:
        self.held.pop((person_ref, week), None)

    def forget_person(self, ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if key[0] != ref}

    def _until(self, now: datetime, state: MailingState) -> list[Mailing]:
        return [
            item
            for item in self.held.values()
            if item.state is state and item.next_at is not None and item.next_at <= now
        ]


class FakeDigestPreferences:
    """What people want, by their ref."""

    def __init__(self) -> None:
        self.held: dict[str, DigestPreference] = {}

    def put(self, preference: DigestPreference) -> None:
        self.held[preference.person_ref] = preference

    def of(self, person_ref: str) -> DigestPreference:
        return self.held.get(person_ref) or DigestPreference(person_ref)

    def all(self) -> dict[str, DigestPreference]:
        return dict(self.held)

    def forget_person(self, ref: str) -> None:
        self.held.pop(ref, None)


class FakePausedAddresses:
    """Paused addresses, one a person."""

    def __init__(self) -> None:
        self.held: dict[str, PausedAddress] = {}

    def put(self, paused: PausedAddress) -> None:
        self.held[paused.person_ref] = paused

    def of(self, person_ref: str) -> PausedAddress | None:
        return self.held.get(person_ref)

    def all(self) -> dict[str, PausedAddress]:
        return dict(self.held)

    def remove(self, person_ref: str) -> bool:
        return self.held.pop(person_ref, None) is not None

    def forget_person(self, ref: str) -> None:
        self.remove(ref)


class FakeDigestAnswers:
    """The last answer of each person to each item."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], DigestAnswer] = {}

    def put(self, answer: DigestAnswer) -> None:
        self.held[answer.person_ref, answer.item_ref] = answer

    def get(self, person_ref: str, item_ref: str) -> DigestAnswer | None:
        return self.held.get((person_ref, item_ref))

    def of_week(self, week: IsoWeek) -> list[DigestAnswer]:
        return [self.held[key] for key in sorted(self.held) if self.held[key].week == week]

    def of_person(self, person_ref: str) -> list[DigestAnswer]:
        mine = [item for item in self.held.values() if item.person_ref == person_ref]
        return sorted(mine, key=lambda item: (item.at, item.item_ref), reverse=True)

    def forget_person(self, ref: str) -> None:
        self.held = {key: item for key, item in self.held.items() if key[0] != ref}


class FakeInstallationKey:
    """The one key."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def get(self) -> bytes | None:
        return self.held[0] if self.held else None

    def put(self, key: bytes, _made_at: datetime) -> None:
        assert not self.held
        self.held = [key]


@dataclass
class DiaryOffice:
    """Takes letters, writes them down, and replies as it is told to, each time for one letter.

    Without a word it takes every letter. `when_handed` is called with each before the reply.
    """

    replies: list[MailReply] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    opened: int = 0
    when_handed: Callable[[Letter], None] = lambda _letter: None

    @contextmanager
    def open(self) -> Iterator["DiaryOffice"]:
        self.opened += 1
        yield self

    def hand_over(self, letter: Letter) -> MailReply:
        self.when_handed(letter)
        reply = self.replies.pop(0) if self.replies else MailReply(MailReplyKind.TAKEN)
        if reply.kind in (MailReplyKind.TAKEN, MailReplyKind.CUT):
            self.letters.append(letter)
        return reply

    @property
    def addressees(self) -> list[str]:
        """To whom letters went, in order."""
        return [letter.to.text for letter in self.letters]
