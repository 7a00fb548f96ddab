"""People who get a digest, and what sends it, over a database and a clock that is turned."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from builders import a_firm
from builders_accounts import ADDRESS, Clock
from enishi.domain.consent import TERMS_VERSION, Consent, ConsentMeans
from enishi.domain.digest import Digest, DigestItem, DigestItemKind
from enishi.domain.email_address import EmailAddress
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import MailingState
from enishi.domain.membership import Membership, Role
from enishi.domain.person import Person
from enishi.services.digests.envelopes import DigestEnvelopes
from enishi.services.digests.sending import SendingRound, SendingService
from enishi.services.digests.writing import DigestLinks, WrittenDigest
from enishi.services.ports import Database, PostOffice
from fake_digests import DiaryOffice

WEEK = IsoWeek(2026, 48)
# Tuesday, half past seven in the morning in Japan.
DUE = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
KEY = bytes(range(32))
RETURN = EmailAddress("bounce@enishi.example")


def an_item(ref: str = "s1", **changes: object) -> DigestItem:
    said = {
        "kind": DigestItemKind.SUGGESTION,
        "firm_name": "諏訪精密",
        "headline": "冷間鍛造を探しています",
        "place": "諏訪",
        "why": ("冷間鍛造ができます",),
        "missing": (),
        "path": "/firms/1",
        "can_be_answered": True,
    } | changes
    return DigestItem(ref, **said)  # type: ignore[arg-type]


@dataclass
class PlainDigests:
    """Says one thing to everybody but the silent, and stumbles over the broken.

    `composed` tells for whom and for which firm a digest was asked for, and since when.
    """

    silent: set[str] = field(default_factory=set)  # person_ref or firm_ref
    broken: set[str] = field(default_factory=set)
    trouble: Exception | None = None
    composed: list[tuple[str, str, IsoWeek | None]] = field(default_factory=list)

    def compose(
        self, week: IsoWeek, person: Person, firm_ref: str, *, since: IsoWeek | None = None
    ) -> Digest:
        self.composed.append((person.ref, firm_ref, since))
        if self.trouble is not None:
            raise self.trouble
        if person.ref in self.broken:
            raise KeyError("秘密の探しもの")
        items = () if {person.ref, firm_ref} & self.silent else (an_item(f"s-{person.ref}"),)
        at = datetime.combine(week.monday, datetime.min.time(), UTC)
        return Digest(week, person.ref, firm_ref, f"企業{firm_ref}", items, at)


class PlainWriter:
    """Writes one line for each item, with its links."""

    def write(self, digest: Digest, links: DigestLinks) -> WrittenDigest:
        lines = [
            f"{item.headline} {links.answer_tokens.get(item.ref, '')}" for item in digest.items
        ]
        text = "\n".join([digest.firm_name, *lines, links.stop()])
        return WrittenDigest(f"【縁】{digest.week} の便り", f"<p>{text}</p>", text)


@dataclass
class SendingRoom:
    """The sending of digests, with everything around it."""

    database: Database
    clock: Clock = field(default_factory=lambda: Clock(DUE))
    source: PlainDigests = field(default_factory=PlainDigests)
    office: PostOffice = field(default_factory=DiaryOffice)
    key: Callable[[], bytes] = lambda: KEY

    @property
    def diary(self) -> DiaryOffice:
        assert isinstance(self.office, DiaryOffice)
        return self.office

    @property
    def sending(self) -> SendingService:
        envelopes = DigestEnvelopes(PlainWriter(), self.key, ADDRESS, RETURN)
        return SendingService(
            self.database, self.source, envelopes, self.office, self.key, now=self.clock
        )

    def a_reader(self, ref: str = "p1", *firm_refs: str) -> Person:
        """Put somebody into the database who agreed to the terms, with the firms they belong to."""
        person = Person(ref, EmailAddress(f"{ref}@tsubame.example"), f"佐藤 {ref}")
        with self.database.begin() as work:
            work.people.put(person)
            for firm_ref in firm_refs or ("F1",):
                work.firms.put_many([a_firm("冷間鍛造", ref=firm_ref)])
                work.memberships.put(Membership(ref, Role.FIRM_MEMBER, firm_ref))
            consent = Consent(f"k-{ref}", TERMS_VERSION, DUE, ConsentMeans.WEB, person_ref=ref)
            work.consents.put(consent)
        return person

    def send(self) -> SendingRound:
        """Send until there is nothing more to do; return the last round."""
        while (done := self.sending.send_due()).goes_on:
            pass
        return done

    def states(self, week: IsoWeek = WEEK) -> dict[str, MailingState]:
        """Return what became of a week's mailings, by person."""
        with self.database.read() as work:
            return {item.person_ref: item.state for item in work.mailings.of_week(week)}
