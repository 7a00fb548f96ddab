"""Why a firm was not suggested (なぜ提案されなかったか): what it missed, and what would help."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from enishi.domain.access import Caller, as_member_of
from enishi.domain.advice import Advice, advice
from enishi.domain.audit import AuditAction
from enishi.domain.completeness import completeness_of
from enishi.domain.constraint import Outcome, Verdict
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.firm import Firm
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import day_in_japan
from enishi.domain.match_response import MatchAnswer
from enishi.domain.near_miss import MissedCondition, SearchesMissed, searches_missed
from enishi.domain.need import Need
from enishi.services.acts import keep
from enishi.services.completeness import known_entries
from enishi.services.concepts import asked_in
from enishi.services.ports import Database, UnitOfWork
from enishi.services.register import act_on_firm
from enishi.services.retrieval import IndexSource, IndexView
from enishi.services.search_tallies import CERTIFICATIONS, NOT_THEIRS, certificate_missed
from enishi.services.sight import Posting, firm_to_advise, guarded_postings, postings_seen

# A month: long enough to see a pattern, short enough to be about the profile as it is now.
WEEKS = 4
# A firm that speaks of half of what the best one speaks of would have been on the first page.
_RELEVANT = 0.5
# Needs are read, not browsed.
_MOST_NEEDS = 10


@dataclass(frozen=True, slots=True)
class MissedNeed:
    """A need that the firm would have answered but for one condition."""

    posting: Posting
    missing: str  # as in NearMiss
    asked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownOften:
    """How often others were shown the firm by the weekly suggestions, and what they said."""

    times: int
    median: float | None  # over all firms; None while nothing was suggested to anybody
    answers: dict[MatchAnswer, int]


@dataclass(frozen=True, slots=True)
class Overlooked:
    """Everything that is known of why a firm was not suggested more often."""

    firm: Firm
    since: IsoWeek
    until: IsoWeek
    searches: SearchesMissed
    needs: tuple[MissedNeed, ...]
    shown: ShownOften
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class OverlookedService:
    """Tells a firm, and the chamber that looks after it, what it nearly matched."""

    database: Database
    index: IndexSource
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of(self, firm_id: str, *, by: Caller) -> Overlooked:
        """Return what the last four weeks say of a firm.

        Needs are held against the public profile as it is now, and only needs that the firm
        itself may see. Raises NotSignedInError, NotFoundError and NotPermittedError.
        """
        now = self.now()
        today = day_in_japan(now)
        until = IsoWeek.of(now)
        since = until.before(WEEKS - 1)
        with self.database.read() as work:
            seen = firm_to_advise(work, firm_id, by, told="この内容")
            firm = seen.firm
            counted = work.near_misses.of_firm(firm.ref, since=since.monday, until=until.day(7))
            searches = searches_missed(counted)
            needs = self._needs(work, firm)
            entries = known_entries(work, [seen.stored], today)
            lacking = completeness_of(entries[0], today).missing if entries else ()
            shown = _shown(work, firm.ref, since)
        entry = None
        if not by.belongs_to(firm.ref):
            entry = act_on_firm(by, AuditAction.READ, now, firm.ref, "overlooked")
        told = guarded_postings(by, [item.posting for item in needs], at=now)
        keep(self.database, [entry, *told])
        missed = _with_needs(searches.missed, needs)
        return Overlooked(
            *(firm, since, until, searches, needs, shown),
            advice=advice(missed, searches.unknown, lacking),
        )

    def _needs(self, work: UnitOfWork, firm: Firm) -> tuple[MissedNeed, ...]:
        """Return the needs of others that one condition alone keeps the firm from."""
        try:
            view = self.index.view()
        except IndexUnavailableError:
            return ()
        row = view.catalogue.row_of(firm.ref)
        if row is None:
            return ()
        stored = (item for item in work.needs.stream() if item.record.constraints)
        others = [item for item in stored if item.record.firm_ref != firm.ref]
        found = []
        for posting in postings_seen(work, others, as_member_of(firm.ref)):
            need = posting.need.record
            missing = _missing_alone(need, view, row)
            asked = _relevant(need, view, row) if missing else ()
            if missing and asked:
                found.append(MissedNeed(posting, missing, asked))
        return tuple(found[:_MOST_NEEDS])


def _missing_alone(need: Need, view: IndexView, row: int) -> str | None:
    """Return the one condition that the firm's best capability fails; None for none or more."""
    standing = view.catalogue.standing(row)
    fewest: list[Verdict] | None = None
    for offer in view.catalogue.offers(row) or (None,):
        verdicts = need.constraints.judge(standing, offer)
        failed = [item for item in verdicts if item.outcome is Outcome.NOT_MET]
        if fewest is None or len(failed) < len(fewest):
            fewest = failed
    if fewest is None or len(fewest) != 1 or fewest[0].name in NOT_THEIRS:
        return None
    name = fewest[0].name
    if name == CERTIFICATIONS:
        known = view.catalogue.values("certification")
        asked = need.constraints.certifications
        certificate = certificate_missed(asked, standing.certifications, known)
        return f"{name}:{certificate}" if certificate else name
    return name


def _relevant(need: Need, view: IndexView, row: int) -> tuple[str, ...]:
    """Return what the need asks for where the firm speaks of enough of it, else nothing."""
    asked = asked_in(need.text, view.concepts)
    if not asked:
        return ()
    scores = view.concepts.scores(asked)
    if scores[row] <= 0 or scores[row] < _RELEVANT * scores.max():
        return ()
    return tuple(sorted(asked, key=lambda name: (-asked[name], name)))


def _shown(work: UnitOfWork, firm_ref: str, since: IsoWeek) -> ShownOften:
    times = work.suggestions.times_shown(since)
    everybody = sorted([*times.values(), *[0] * (work.firms.count() - len(times))])
    answers = Counter(item.answer for item in work.suggestions.answers_about(firm_ref, since))
    return ShownOften(
        times=times.get(firm_ref, 0),
        median=float(median(everybody)) if times else None,
        answers=dict(answers),
    )


def _with_needs(
    missed: Sequence[MissedCondition], needs: Sequence[MissedNeed]
) -> list[MissedCondition]:
    """Add the needs to how often each condition was missed."""
    times = Counter({item.missing: item.times for item in missed})
    times.update(item.missing for item in needs)
    return [MissedCondition(name, count, ()) for name, count in sorted(times.items())]
