"""The weekly suggestions: made once a week, read as they may still be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from enishi.domain.access import Caller, Scope
from enishi.domain.allocation import AllocationRules
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.domain.exploration import ExplorationArm, PastShowing, arm_records, seed_of
from enishi.domain.exposure import ExposureAudit
from enishi.domain.iso_week import IsoWeek
from enishi.domain.suggestion import (
    Suggestion,
    SuggestionAnswer,
    SuggestionRound,
    SuggestionVersions,
)
from enishi.services.acts import keep
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.ports import Allocator, Database, UnitOfWork
from enishi.services.register import act_on_firm
from enishi.services.retrieval import IndexSource
from enishi.services.search import SearchService
from enishi.services.sight import firm_to_advise, guarded_postings, guarded_read
from enishi.services.suggestions.auditing import audit
from enishi.services.suggestions.candidates import CandidateFinder
from enishi.services.suggestions.history import PairHistory, pair_history
from enishi.services.suggestions.plan import planned
from enishi.services.suggestions.reading import SuggestionList, list_of, mediated
from enishi.services.suggestions.taking_part import ANY_MEMBER, TakingPart, taking_part
from enishi.services.suggestions.written import RoundWriter

MOST_AUDITS = 52
# The next week's round may be made on the days before it begins, and no sooner: what is answered
# until then would not be in it.
_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class _Situation:
    """What the database said when a week was made."""

    part: TakingPart
    history: PairHistory
    shown: list[Suggestion]  # in the last weeks, of firms that take part
    answers: Mapping[str, SuggestionAnswer]  # to these, by ref


@dataclass(frozen=True)
class SuggestionService:
    """Makes each week's suggestions, and shows them."""

    database: Database
    index: IndexSource
    search: Callable[[], SearchService]  # these three load what only making a week needs
    shelf: Callable[[], KnowledgeShelf]
    allocator: Callable[[], Allocator]
    platform: str  # the seed of exploration: two platforms do not try out the same
    rules: AllocationRules = field(default_factory=AllocationRules)
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def this_week(self) -> IsoWeek:
        """Return the week that it is."""
        return IsoWeek.of(self.now())

    def is_made(self, week: IsoWeek) -> bool:
        """Tell whether a week was made."""
        with self.database.read() as work:
            return work.suggestions.round_of(week) is not None

    def make(self, week: IsoWeek, *, by: Caller) -> SuggestionRound:
        """Return the suggestions of a week, which are made when they are first asked for.

        They are computed outside the transaction and stored in one: of two that do so at once,
        the first is kept, and both return it. Raises NotSignedInError, NotPermittedError for all
        but operators, InvalidValueError for a week that is over or far ahead, and
        IndexUnavailableError.
        """
        by.must_have(Scope.ADMINISTER)
        by.must_be_operator()
        at = self.now()
        with self.database.read() as work:
            made = work.suggestions.round_of(week)
            if made is not None:
                return made
            _must_be_open(week, at)
            situation = self._situation(work, week, at)
        made, suggestions, audited = self._made(week, situation, at)
        with self.database.begin() as work:
            before = work.suggestions.round_of(week)
            if before is not None:
                return before
            # A firm may have left while its suggestions were made.
            refs = {ref for item in suggestions for ref in (item.viewer_ref, item.shown_ref)}
            there = work.firms.existing(sorted(refs))
            work.suggestions.add_round(
                made,
                [i for i in suggestions if i.viewer_ref in there and i.shown_ref in there],
                audited,
            )
        return made

    def of_firm(self, firm_id: str, week: IsoWeek | None = None, *, by: Caller) -> SuggestionList:
        """Return what a firm is suggested in a week, this week's unless another is named.

        For the firm and the coordinators of its region, who see what the firm sees: nobody who
        has hidden since, nor a need that is gone; and nobody at all while the firm pauses, but in
        weeks that are over. What a need keeps from coordinators they do not see here either.
        Raises NotFoundError, NotSignedInError and NotPermittedError.
        """
        at = self.now()
        with self.database.read() as work:
            firm = firm_to_advise(work, firm_id, by, told="提案").firm
            found = list_of(work, firm.ref, week or self.this_week(), at=at)
            if found.pause is not None and found.week >= self.this_week():
                found = replace(found, items=())
            entries: list[AuditEntry] = []
            if not by.belongs_to(firm.ref):
                found, postings = mediated(work, found, by)
                entries = guarded_postings(by, postings, at=at)
                entries.append(act_on_firm(by, AuditAction.READ, at, firm.ref, "suggestions"))
        shown = (guarded_read(by, item.firm, item.disclosure, at=at) for item in found.items)
        keep(self.database, [*entries, *shown])
        return found

    def audit(self, week: IsoWeek, *, by: Caller) -> ExposureAudit:
        """Return how evenly firms were shown in a week; for chambers and operators.

        Raises NotFoundError for a week that was not made, NotSignedInError, NotPermittedError.
        """
        _must_audit(by)
        with self.database.read() as work:
            found = work.suggestions.audit_of(week)
        if found is None:
            raise NotFoundError(
                f"{week} の提案はまだ作られていません", english=f"nothing was made for {week}"
            )
        return found

    def audits(self, *, by: Caller, limit: int = MOST_AUDITS) -> list[ExposureAudit]:
        """Return the audits, the newest week first; `limit` is 1 to 52."""
        _must_audit(by)
        with self.database.read() as work:
            return work.suggestions.audits(limit)

    def _situation(self, work: UnitOfWork, week: IsoWeek, at: datetime) -> _Situation:
        part = taking_part(work, self.rules, at)
        return _Situation(
            part,
            pair_history(work, week, self.rules, at),
            *_shown(work, week, part, self.rules),
        )

    def _made(
        self, week: IsoWeek, situation: _Situation, at: datetime
    ) -> tuple[SuggestionRound, list[Suggestion], ExposureAudit]:
        view, rules = self.index.view(ANY_MEMBER), self.rules
        knowledge, search = self.shelf().of(view), self.search()
        part = situation.part.in_trades(knowledge.industry_of)
        finder = CandidateFinder(search, knowledge, part, situation.history, rules)
        finder.gather()
        seed = seed_of(week, self.platform)
        records = arm_records(_showings(situation, part))
        plan = planned(finder, self.allocator(), records, seed=seed)
        versions = SuggestionVersions(
            view.version,
            view.model_version,
            search.ranker_version,
            knowledge.setting.version,
            rules.version,
            seed,
        )
        made = SuggestionRound(week, at, versions, len(part.firms), plan.is_fallback)
        audited = audit(
            *(week, plan, part, view),
            received=rules.most_received,
            version=rules.version,
            at=at,
        )
        return made, RoundWriter(week, plan, finder).suggestions(), audited


def _must_be_open(week: IsoWeek, at: datetime) -> None:
    """Refuse a week that is over, or that cannot be made yet."""
    if week > IsoWeek.of(at + _AHEAD):
        raise InvalidValueError(
            f"{week} は先の週です。提案は前の週から作れます",
            field="week",
            english=f"{week} lies ahead; it can be made from the week before it",
        )
    if week < IsoWeek.of(at):
        raise InvalidValueError(f"{week} は過ぎた週です", field="week", english=f"{week} is over")


def _must_audit(by: Caller) -> None:
    by.must_have(Scope.READ)
    by.must_be_of_a_chamber()


def _shown(
    work: UnitOfWork, week: IsoWeek, part: TakingPart, rules: AllocationRules
) -> tuple[list[Suggestion], Mapping[str, SuggestionAnswer]]:
    """Return what was shown in the last weeks, with the answers."""
    recent = [
        item
        for item in work.suggestions.recent(week.before(rules.no_repeat_weeks))
        if item.week < week and item.viewer_ref in part.firms and item.shown_ref in part.firms
    ]
    return recent, work.suggestions.answers_to([item.ref for item in recent])


def _showings(situation: _Situation, part: TakingPart) -> list[PastShowing]:
    """Return what the arms can learn from."""
    answers = situation.answers
    return [
        PastShowing(
            item.week,
            item.viewer_ref,
            ExplorationArm(part.trades[item.viewer_ref], cluster),
            answers[item.ref].answer if item.ref in answers else None,
        )
        for item in situation.shown
        for cluster in [part.firms[item.shown_ref].cluster]
        if cluster is not None
    ]
