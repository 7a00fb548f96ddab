"""The week's suggestions as items of a digest, without those that have become wrong since."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from enishi.domain.digest import DigestItem, DigestItemKind
from enishi.domain.events import EventKind
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer
from enishi.domain.person import PreferredLanguage
from enishi.domain.suggestion import Suggestion, SuggestionGround
from enishi.services.acquaintance import firms_met
from enishi.services.digests.choosing import DigestCandidate
from enishi.services.digests.sight import DigestSight
from enishi.services.digests.wording import DigestWording
from enishi.services.ports import UnitOfWork
from enishi.services.sight import Posting

# What was shown within so many weeks is not new, and neither is its cluster.
WEEKS_REMEMBERED = 8
# Reasons, and things that are missing: a reader of a telephone decides in ten seconds.
_SENTENCES = 3


@dataclass(frozen=True)
class SuggestedItems:
    """Makes items of the suggestions of one firm and week."""

    sight: DigestSight
    wording: DigestWording
    firm: Firm  # whose suggestions they are
    week: IsoWeek
    today: date  # in Japan

    def candidates(self) -> list[DigestCandidate]:
        """Return those that may be told, in their order.

        Left out is a firm that was shown in the eight weeks before, that is known by now, that
        is or was being introduced, that pauses or that is no longer there for every reader; a
        suggestion that somebody of the firm has answered; and one for the sake of a need of
        which a reader may not know whose it is.
        """
        work, own = self.sight.work, self.firm.ref
        paused = work.suggestion_pauses.holding(self.today)
        of_week = [] if own in paused else work.suggestions.of_viewer(own, self.week)
        answered = work.suggestions.answers_to([item.ref for item in of_week])
        earlier = shown_before(work, own, self.week)
        avoided = {*earlier, *firms_met(work, own, self.today), *paused}
        firms = self.sight.firms({item.shown_ref for item in of_week} | {*earlier})
        needs = self._needs(of_week)
        seen_clusters = {self.firm.cluster, *(_cluster_of(firms.get(ref)) for ref in earlier)}
        if not earlier:  # who has been shown nobody yet has no circle to stay in
            seen_clusters |= {_cluster_of(firm) for firm in firms.values()}
        return [
            self._candidate(item, firms[item.shown_ref], needs, seen_clusters)
            for item in of_week
            if item.shown_ref in firms
            and item.shown_ref not in avoided
            and item.ref not in answered
            and not work.introductions.of_pair(own, item.shown_ref)
            and _may_be_told(item, needs)
        ]

    def _needs(self, suggestions: Sequence[Suggestion]) -> dict[str, Posting]:
        refs = [item.need_ref for item in suggestions if item.need_ref]
        found = self.sight.work.needs.get_many(refs)
        return {item.need.record.ref: item for item in self.sight.needs(found.values())}

    def _candidate(
        self,
        item: Suggestion,
        shown: Firm,
        needs: dict[str, Posting],
        seen_clusters: Collection[str | None],
    ) -> DigestCandidate:
        need = needs.get(item.need_ref or "")
        title = need.need.record.title if need else None
        does = next((able.name for able in shown.capabilities), None)
        is_fresh = shown.cluster is not None and shown.cluster not in seen_clusters
        is_english = self.wording.language is PreferredLanguage.ENGLISH
        why = (item.why_en if is_english else ()) or item.why
        missing = (item.missing_en if is_english else ()) or item.missing
        why, missing = why[:_SENTENCES], missing[:_SENTENCES]
        if _has_changed(self.sight.work, item):
            why, missing = (self.wording.changed_since(),), ()
        elif item.need_ref and not self.sight.is_seen_alike(item.need_ref):
            why, missing = (self.wording.withheld(),), ()
        if is_fresh and shown.cluster:
            why = (*why, self.wording.other_cluster(shown.cluster))
        told = DigestItem(
            ref=item.ref,
            kind=DigestItemKind.SUGGESTION,
            firm_name=shown.name,
            headline=self.wording.suggestion(item.ground, title, does),
            place=place_of(shown),
            why=why,
            missing=missing,
            path=f"/firms/{shown.id}",
            is_other_cluster=bool(item.is_other_cluster),
            is_trial=item.is_trial,
            can_be_answered=True,
        )
        return DigestCandidate(told, shown.ref, item.need_ref, is_fresh)


def shown_before(work: UnitOfWork, firm_ref: str, week: IsoWeek) -> list[str]:
    """Return whom a firm was shown in the eight weeks before a week, each once, last week first."""
    return list(dict.fromkeys(item.shown_ref for item in _before(work, firm_ref, week)))


def wanted_before(work: UnitOfWork, firm_ref: str, week: IsoWeek) -> list[str]:
    """Return whom a firm was shown and did not turn down (違う), as `shown_before`."""
    found = list(_before(work, firm_ref, week))
    answers = work.suggestions.answers_to([item.ref for item in found])
    unwanted = {
        item.shown_ref
        for item in found
        if item.ref in answers and answers[item.ref].answer is MatchAnswer.DOES_NOT_FIT
    }
    return list(dict.fromkeys(item.shown_ref for item in found if item.shown_ref not in unwanted))


def _before(work: UnitOfWork, firm_ref: str, week: IsoWeek) -> Iterator[Suggestion]:
    for number in range(1, WEEKS_REMEMBERED + 1):
        yield from work.suggestions.of_viewer(firm_ref, week.before(number))


def place_of(firm: Firm) -> str | None:
    """Say where a firm is: its cluster, and its municipality."""
    where = f"{firm.prefecture or ''}{firm.municipality or ''}"
    parts = [part for part in (firm.cluster, where) if part]
    return "・".join(parts) or None


def _cluster_of(firm: Firm | None) -> str | None:
    return firm.cluster if firm else None


def _may_be_told(item: Suggestion, needs: dict[str, Posting]) -> bool:
    """Whether everybody may know that the two firms and the need belong together."""
    if item.need_ref is None or item.ground is SuggestionGround.JOINT_DEVELOPMENT:
        return True
    need = needs.get(item.need_ref)
    owner = item.viewer_ref if item.ground is SuggestionGround.OWN_NEED else item.shown_ref
    return need is not None and need.seeker is not None and need.seeker.ref == owner


def _has_changed(work: UnitOfWork, item: Suggestion) -> bool:
    """Whether the firm or the need was changed after the sentences were written.

    What was kept back since stands in them, perhaps.
    """
    made = work.suggestions.round_of(item.week)
    if made is None:
        return True
    refs = [ref for ref in (item.shown_ref, item.need_ref) if ref]
    latest = work.outbox.latest([*EventKind], refs, until=work.outbox.position())
    return any(event.occurred_at >= made.made_at for event in latest.values())
