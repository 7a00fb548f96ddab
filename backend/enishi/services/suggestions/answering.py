"""Answers to suggestions: one tap, and what follows from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.correction import CorrectionReason
from enishi.domain.errors import NotFoundError
from enishi.domain.introduction import Side
from enishi.domain.limits import NAME, bounded
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind, need_id
from enishi.domain.suggestion import Suggestion, SuggestionAnswer, SuggestionGround
from enishi.services.acquaintance import answers_between
from enishi.services.acts import act
from enishi.services.introductions.opening import Pairing
from enishi.services.introductions.viewing import IntroductionView
from enishi.services.introductions.wishes import (
    Wish,
    forget_acquaintance,
    granted,
    note_acquaintance,
    view_for,
)
from enishi.services.ports import Database, UnitOfWork
from enishi.services.responses import NO_ROOM, MatchResponseService, Versions
from enishi.services.suggestions.reading import SeenSuggestion, list_of

# What the case of two firms without a posted need is called until somebody names it.
_TITLE = "共同開発の相談"


@dataclass(frozen=True)
class SuggestionAnswerResult:
    """What an answer to a suggestion led to."""

    suggestion: Suggestion
    answer: SuggestionAnswer
    introduction: IntroductionView | None = None
    waiting: tuple[str, str] | None = None  # why a wish to meet began nothing yet


@dataclass(frozen=True)
class SuggestionAnswerService:
    """Takes what firms answer to their suggestions, on the screen or from the mail."""

    database: Database
    responses: MatchResponseService
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def answer(
        self,
        suggestion_ref: str,
        answer: MatchAnswer,
        *,
        by: Caller,
        reason: CorrectionReason | None = None,
    ) -> SuggestionAnswerResult:
        """Keep an answer and do what it asks for, in one transaction.

        会いたい begins an introduction or joins the one under way; 知っている is a tie; 違う and
        今は無理 are heeded when the next week is made. The same answer again changes nothing; of
        different ones the last stands. Raises NotFoundError for a suggestion that is not the
        caller's or whose firm has hidden since, NotSignedInError, NotPermittedError and
        InvalidValueError.
        """
        by.must_have(Scope.INTRODUCE)
        bounded(suggestion_ref, "suggestion_ref", NAME, required=True)
        at = self.now()
        with self.database.begin() as work:
            seen = _own(work, suggestion_ref, by, at)
            given = SuggestionAnswer(suggestion_ref, answer, at, by.person_ref, reason)
            before = seen.answer
            if before is not None and (before.answer, before.reason) == (answer, reason):
                return _told_again(work, seen, before, by)
            work.suggestions.put_answer(given)
            owner = seen.suggestion.viewer_ref
            work.audit.add(
                act(AuditAction.WRITTEN, "suggestion", suggestion_ref, owner=owner, by=by, at=at)
            )
            result = self._led_to(work, seen, given, by)
            if before is not None and before.answer is MatchAnswer.KNOWS:
                _take_back(work, seen.suggestion)
            return result

    def _led_to(
        self, work: UnitOfWork, seen: SeenSuggestion, given: SuggestionAnswer, by: Caller
    ) -> SuggestionAnswerResult:
        """Do what an answer asks for."""
        if seen.need is not None:
            return self._of_need(work, seen, given, by)
        suggestion = seen.suggestion
        if given.answer is MatchAnswer.KNOWS:
            note_acquaintance(work, suggestion.viewer_ref, suggestion.shown_ref, given.at)
        if given.answer is not MatchAnswer.WANTS_TO_MEET:
            return SuggestionAnswerResult(suggestion, given)
        # Whoever was turned down is not sent to who did, and does not learn of it by the answer.
        is_open = not _was_turned_down(work, suggestion)
        case = granted(work, _wish(work, suggestion, by, given.at)) if is_open else None
        if case is None:
            return SuggestionAnswerResult(suggestion, given, waiting=NO_ROOM)
        view = view_for(work, case, by, given.at)
        return SuggestionAnswerResult(suggestion, given, introduction=view)

    def _of_need(
        self, work: UnitOfWork, seen: SeenSuggestion, given: SuggestionAnswer, by: Caller
    ) -> SuggestionAnswerResult:
        """Answer as to a match of the need: by its firm, or by the firm that could answer it."""
        suggestion, need = seen.suggestion, seen.need
        assert need is not None
        is_own = suggestion.ground is SuggestionGround.OWN_NEED
        result = self.responses.respond_within(
            work,
            str(need_id(need.ref)),
            suggestion.shown_ref if is_own else suggestion.viewer_ref,
            given.answer,
            by=by,
            reason=given.reason,
            seen=_versions(work, suggestion),
        )
        return SuggestionAnswerResult(suggestion, given, result.introduction, result.waiting)


def _own(work: UnitOfWork, ref: str, by: Caller, at: datetime) -> SeenSuggestion:
    """Return a suggestion to a firm of the caller, as the firm may still see it."""
    suggestion = work.suggestions.get(ref)
    if suggestion is not None and by.belongs_to(suggestion.viewer_ref):
        for item in list_of(work, suggestion.viewer_ref, suggestion.week, at=at).items:
            if item.suggestion.ref == ref:
                return item
    raise NotFoundError("その提案は見つかりません", english="no such suggestion")


def _was_turned_down(work: UnitOfWork, suggestion: Suggestion) -> bool:
    """Whether the shown firm has said 違う of the viewer, when it was shown the viewer."""
    pair = suggestion.shown_ref, suggestion.viewer_ref
    return any(
        given.answer is MatchAnswer.DOES_NOT_FIT and (item.viewer_ref, item.shown_ref) == pair
        for item, given in work.suggestions.answered_with(suggestion.viewer_ref)
    )


def _take_back(work: UnitOfWork, suggestion: Suggestion) -> None:
    """Forget that two firms know each other, unless one of them still says so elsewhere."""
    own, other = suggestion.viewer_ref, suggestion.shown_ref
    if (MatchAnswer.KNOWS, other) not in answers_between(work, own):
        forget_acquaintance(work, own, other)


def _wish(work: UnitOfWork, suggestion: Suggestion, by: Caller, at: datetime) -> Wish:
    """Return the wish of the viewer; where the other wished first, it answers that wish."""
    own, other = suggestion.viewer_ref, suggestion.shown_ref
    purpose = NeedKind.JOINT_DEVELOPMENT
    is_answer = any(
        case.stage.is_open and case.purpose is purpose and case.seeker_ref == other
        for case in work.introductions.of_pair(own, other)
    )
    if is_answer:
        pairing, side = Pairing(None, other, own, purpose), Side.CANDIDATE
    else:
        pairing, side = Pairing(None, own, other, purpose), Side.SEEKER
    return Wish(pairing, _TITLE, side, by, at)


def _told_again(
    work: UnitOfWork, seen: SeenSuggestion, given: SuggestionAnswer, by: Caller
) -> SuggestionAnswerResult:
    """Return what an answer led to when it was given first."""
    suggestion = seen.suggestion
    if given.answer is not MatchAnswer.WANTS_TO_MEET:
        return SuggestionAnswerResult(suggestion, given)
    for case in work.introductions.of_pair(suggestion.viewer_ref, suggestion.shown_ref):
        if case.stage.is_open and case.purpose is suggestion.purpose:
            view = view_for(work, case, by, given.at)
            return SuggestionAnswerResult(suggestion, given, introduction=view)
    return SuggestionAnswerResult(suggestion, given, waiting=NO_ROOM)


def _versions(work: UnitOfWork, suggestion: Suggestion) -> Versions | None:
    made = work.suggestions.round_of(suggestion.week)
    if made is None:
        return None
    found = made.versions
    return Versions(found.index_version, found.model_version, found.ranker_version)
