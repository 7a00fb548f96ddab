"""Composes the digest of one person for one firm and one week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditEntry
from enishi.domain.chamber import Chamber
from enishi.domain.digest import Digest, DigestItem, DigestItemKind
from enishi.domain.errors import NotFoundError
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import day_in_japan
from enishi.domain.person import Person, PreferredLanguage
from enishi.services.acts import keep
from enishi.services.digests.changes import ChangeItems
from enishi.services.digests.choosing import DigestCandidate, chosen
from enishi.services.digests.news import AnswerableNeed, NeedNews, new_needs
from enishi.services.digests.sight import DigestSight, any_reader_at, reader_at
from enishi.services.digests.suggested import SuggestedItems, place_of
from enishi.services.digests.window import DigestWindow
from enishi.services.digests.wording import DigestWording
from enishi.services.ports import Database, UnitOfWork
from enishi.services.sight import Posting, no_such_firm

# Words in common that are told of a need, besides what answers it.
_REASONS = 1


@dataclass(frozen=True)
class DigestComposer:
    """Decides what stands in a digest; whoever sends it decides when, and to whom."""

    database: Database
    news: Callable[[], NeedNews]  # which loads the index and the encoder when needs are new
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def compose(
        self, week: IsoWeek, person: Person, firm_ref: str, *, since: IsoWeek | None = None
    ) -> Digest:
        """Return what a person is written for a firm; without items there is nothing to say.

        The same whenever in the week it is composed, as long as nothing is withdrawn or hidden.
        `since` is the week of the person's digest before this one; None: the week before.
        Raises NotFoundError where the person is not of the firm, or the firm is gone.
        """
        with self.database.read() as work:
            own = work.memberships.of_person(person.ref)
            membership = next((item for item in own if item.firm_ref == firm_ref), None)
            if membership is None:
                raise NotFoundError(
                    "その人は、この企業の人ではありません", english="the person is not of this firm"
                )
            sight = DigestSight(work, [reader_at(membership)])
            digest, entries = self._composed(sight, week, firm_ref, person, since)
        keep(self.database, entries)
        return digest

    def compose_for_firm(self, week: IsoWeek, firm_ref: str, *, by: Caller) -> Digest:
        """Return what people of a firm are written, as far as the caller may see it, too.

        Raises NotFoundError where there is no such firm.
        """
        with self.database.read() as work:
            sight = DigestSight(work, [any_reader_at(firm_ref), by])
            digest, entries = self._composed(sight, week, firm_ref, None, None)
        keep(self.database, entries)
        return digest

    def _composed(
        self,
        sight: DigestSight,
        week: IsoWeek,
        firm_ref: str,
        person: Person | None,
        since: IsoWeek | None,
    ) -> tuple[Digest, list[AuditEntry | None]]:
        """Return the digest, and what the log has to know before anybody reads it."""
        stored = sight.work.firms.get(firm_ref)
        if stored is None:
            raise no_such_firm()
        firm, now = stored.record, self.now()
        wording = DigestWording(person.language if person else PreferredLanguage.JAPANESE)
        window = DigestWindow.of(week, since)
        suggested = SuggestedItems(sight, wording, firm, week, day_in_japan(now)).candidates()
        needs = self._needs(sight, wording, firm, window)
        changes = ChangeItems(sight, wording, firm, week, window).candidates()
        shown = {candidate.firm_ref for candidate in suggested}
        items = chosen(suggested, needs, [item for item in changes if item.firm_ref not in shown])
        chamber = _chamber_of(sight.work, firm)
        told = sum(item.item.kind is DigestItemKind.SUGGESTION for item in items)
        digest = Digest(
            week=week,
            person_ref=person.ref if person else "",
            firm_ref=firm.ref,
            firm_name=firm.name,
            items=tuple(candidate.item for candidate in items),
            composed_at=now,
            language=wording.language,
            person_name=person.name if person else None,
            chamber_name=chamber.name if chamber else None,
            chamber_phone=chamber.phone if chamber else None,
            chamber_fax=chamber.fax if chamber else None,
            left_over=len(suggested) - told,
        )
        return digest, _entries(sight, items, now)

    def _needs(
        self, sight: DigestSight, wording: DigestWording, firm: Firm, window: DigestWindow
    ) -> list[DigestCandidate]:
        postings = {
            posting.need.record.ref: posting
            for posting in sight.needs(new_needs(sight.work, window))
            if posting.owner_ref != firm.ref
        }
        if not postings:
            return []
        needs = [posting.need.record for posting in postings.values()]
        found = self.news().answerable(firm, needs, sight.reader)
        return [
            DigestCandidate(
                _need_item(answer, postings[answer.need.ref], firm, wording),
                need_ref=answer.need.ref,
            )
            for answer in found
        ]


def _entries(
    sight: DigestSight, items: Sequence[DigestCandidate], now: datetime
) -> list[AuditEntry | None]:
    firms = [item.firm_ref for item in items if item.firm_ref]
    needs = [item.need_ref for item in items if item.need_ref]
    return sight.entries(firms, needs, now)


def _need_item(
    answer: AnswerableNeed, posting: Posting, firm: Firm, wording: DigestWording
) -> DigestItem:
    seeker = posting.seeker
    with_what = [wording.answers_with(answer.capability)] if answer.capability else []
    why = [wording.either(reason.text, reason.text_en) for reason in answer.reasons[:_REASONS]]
    return DigestItem(
        ref=answer.need.ref,
        kind=DigestItemKind.NEED,
        firm_name=seeker.name if seeker else None,
        headline=answer.need.title,
        place=place_of(seeker) if seeker else None,
        why=(*with_what, *why),
        missing=tuple(wording.either(item.text, item.text_en) for item in answer.unknown),
        path=f"/needs/{answer.need.id}",
        is_other_cluster=seeker is not None
        and None not in (seeker.cluster, firm.cluster)
        and seeker.cluster != firm.cluster,
    )


def _chamber_of(work: UnitOfWork, firm: Firm) -> Chamber | None:
    """Return who looks after a firm: of several chambers the first by ref."""
    chambers = (stored.record for stored in work.chambers.all())
    return next((chamber for chamber in chambers if chamber.region.covers(firm)), None)
