"""A small network for digests: one firm that is written to, and others to tell it of."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from builders_suggestions import a_round, a_suggestion, an_audit
from enishi.domain.chamber import Chamber, Region
from enishi.domain.digest import Digest, DigestItem
from enishi.domain.disclosure import Disclosure
from enishi.domain.email_address import EmailAddress
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.membership import Membership, Role
from enishi.domain.need import Need
from enishi.domain.person import Person
from enishi.domain.suggestion import Suggestion
from enishi.services.digests.composing import DigestComposer
from enishi.services.digests.news import NeedNews
from fakes import MemoryDatabase
from networks import Network

PERSON = Person("P-1", EmailAddress("hanako@example.jp"), "田中 花子")
# What is published during a test is news of this week: it stands in the next one's digest.
WEEK = IsoWeek.of(datetime.now(UTC)).after()


@dataclass
class DigestWorld:
    """A network with an index, and the composer over it."""

    own: Firm
    folder: Path
    database: MemoryDatabase = field(default_factory=MemoryDatabase)

    def __post_init__(self) -> None:
        self.network = Network(self.folder, database=self.database)
        self.network.publish(self.own)
        with self.database.begin() as work:
            work.people.put(PERSON)
            work.memberships.put(Membership(PERSON.ref, Role.FIRM_MEMBER, firm_ref=self.own.ref))

    def publish(self, *firms: Firm) -> "DigestWorld":
        """Put firms on the network that have been able to do what they can for long."""
        self.network.publish(*firms)
        with self.database.begin() as work:
            long_ago = datetime.now(UTC) - timedelta(days=90)
            work.firms.since = dict.fromkeys(work.firms.since, long_ago)
        return self

    def post(self, need: Need, disclosure: Disclosure | None = None) -> None:
        """Post a need, with what its owner keeps back."""
        with self.database.begin() as work:
            work.needs.put_many([need])
            if disclosure:
                work.disclosures.put_need(need.ref, disclosure)
            work.outbox.add(Event(EventKind.NEED_POSTED, need.ref))

    def keep_back(self, firm: Firm, disclosure: Disclosure) -> None:
        """Let a firm decide what is seen of it."""
        with self.database.begin() as work:
            work.disclosures.put_firm(firm.ref, disclosure)
            work.outbox.add(Event(EventKind.FIRM_PUBLISHED, firm.ref))

    def chamber(self, cluster: str) -> None:
        """Let a chamber look after a cluster."""
        chamber = Chamber("CH", f"{cluster}商工会議所", Region(clusters=(cluster,)), phone="0256")
        with self.database.begin() as work:
            work.chambers.put(chamber)

    def suggest(self, *shown: Firm, week: IsoWeek = WEEK, **known: Any) -> list[Suggestion]:
        """Make the suggestions of a week, in this order."""
        made = [
            a_digest_suggestion(self.own, firm, week=week, place=place, **known)
            for place, firm in enumerate(shown, 1)
        ]
        now = datetime.now(UTC)
        with self.database.begin() as work:
            work.suggestions.add_round(a_round(week=week, made_at=now), made, an_audit(week=week))
        return made

    @property
    def composer(self) -> DigestComposer:
        """The composer; the index is built when needs are new."""
        return DigestComposer(self.database, self._news)

    def _news(self) -> NeedNews:
        self.network.rebuild()
        self.network.live.catch_up()
        return NeedNews(self.network.search)

    def compose(self, person: Person = PERSON, week: IsoWeek = WEEK, **known: Any) -> Digest:
        """Compose the person's digest."""
        return self.composer.compose(week, person, self.own.ref, **known)

    def items(self, **known: Any) -> tuple[DigestItem, ...]:
        """Compose it and return its items."""
        return self.compose(**known).items


def a_digest_suggestion(viewer: Firm, shown: Firm, **known: Any) -> Suggestion:
    """Return a suggestion with a sentence of each sort."""
    own = {
        "ref": f"sg-{known['week']}-{viewer.ref}-{known['place']}",
        "why": (f"{shown.name}の知識の24%が共通です",),
        "missing": ("納期が分かりません",),
    }
    return a_suggestion(viewer.ref, shown.ref, **(own | known))
