"""One-tap answers: what somebody says to an item of their digest without signing in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from enishi.domain.access import Caller
from enishi.domain.audit import AuditEntry
from enishi.domain.correction import CorrectionReason
from enishi.domain.digest_answer import DigestAnswer
from enishi.domain.digest_token import TapToken
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.match_response import MatchAnswer
from enishi.services.acts import keep
from enishi.services.digests.recipients import caller_by_mail
from enishi.services.ports import Database, UnitOfWork
from enishi.services.sight import guarded_read
from enishi.services.suggestions.reading import SeenSuggestion, list_of


class SuggestionAnswers(Protocol):
    """Takes the answers to suggestions, wherever they are given."""

    def answer(
        self,
        suggestion_ref: str,
        answer: MatchAnswer,
        *,
        by: Caller,
        reason: CorrectionReason | None = None,
    ) -> object:
        """Keep an answer; the same again changes nothing, and the last one counts."""


class TapState(StrEnum):
    """Whether an answer can still be given."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class TapView:
    """What stands on the page that asks whether an answer is meant."""

    state: TapState
    firm_name: str  # who was suggested
    own_name: str  # for whom one answers
    headline: str
    given: MatchAnswer | None


@dataclass(frozen=True, slots=True)
class TapResult:
    """What became of an answer."""

    answer: MatchAnswer
    before: MatchAnswer | None  # what it takes the place of

    @property
    def is_repeated(self) -> bool:
        """Whether it had been given before."""
        return self.answer is self.before


@dataclass(frozen=True)
class TapService:
    """Shows what a link of a digest asks, and takes the answer.

    Whoever holds the link acts as the person that it was sent to, as far as they still belong
    to the firm; it opens this one item and nothing else.
    """

    database: Database
    answers: Callable[[], SuggestionAnswers]
    key: Callable[[], bytes]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def show(self, token: str) -> TapView:
        """Return what the link asks; programmes that open every link of a mail change nothing.

        Raises InvalidValueError for a token that is not ours, NotPermittedError for one of
        somebody who has left the firm, and NotFoundError where the firm is not there any more.
        """
        tap, now = TapToken.read(token, self.key()), self.now()
        with self.database.read() as work:
            by = caller_by_mail(work, tap.person_ref)
            seen, own = _asked(work, tap, by, now)
        keep(self.database, [_entry(seen, by, now)])
        state = TapState.ANSWERED if seen.answer else TapState.OPEN
        suggestion = seen.suggestion
        return TapView(
            state=TapState.EXPIRED if now >= tap.until else state,
            firm_name=seen.firm.name,
            own_name=own,
            headline=suggestion.why[0] if suggestion.why else suggestion.ground.label,
            given=seen.answer.answer if seen.answer else None,
        )

    def answer(
        self, token: str, answer: MatchAnswer, reason: CorrectionReason | None = None
    ) -> TapResult:
        """Take an answer; another one takes its place. Raises as `show`, and once it is too late.

        The suggestion's answer is kept first. Whoever dies in between has it kept once more by
        the next tap, which changes nothing there.
        """
        tap, now = TapToken.read(token, self.key()), self.now()
        if now >= tap.until:
            raise InvalidValueError(
                "このリンクの期限が切れています。新しい便りのリンクか、画面から返事をしてください",
                field="token",
                english="this link has expired: answer by a newer digest, or on the web page",
            )
        with self.database.read() as work:
            by = caller_by_mail(work, tap.person_ref)
            seen, _ = _asked(work, tap, by, now)
        self.answers().answer(tap.item_ref, answer, by=by, reason=reason)
        with self.database.begin() as work:
            if work.people.get(tap.person_ref) is not None:
                work.digest_answers.put(
                    DigestAnswer(tap.person_ref, tap.item_ref, tap.week, answer, now, reason)
                )
        return TapResult(answer, seen.answer.answer if seen.answer else None)


def _asked(
    work: UnitOfWork, tap: TapToken, by: Caller, now: datetime
) -> tuple[SeenSuggestion, str]:
    """Return the suggestion as the caller's firm may still see it, and the name of that firm."""
    suggestion = work.suggestions.get(tap.item_ref)
    own = work.firms.get(suggestion.viewer_ref) if suggestion else None
    if suggestion is None or own is None:
        raise _gone()
    if not by.belongs_to(suggestion.viewer_ref):
        raise NotPermittedError(
            "この便りを受け取った方は、もうこの企業の方ではないため、返事を受け取れません",
            english="whoever this digest was sent to does not belong to the firm any more",
        )
    for seen in list_of(work, suggestion.viewer_ref, suggestion.week, at=now).items:
        if seen.suggestion.ref == tap.item_ref:
            return seen, own.record.name
    raise _gone()


def _entry(seen: SeenSuggestion, by: Caller, now: datetime) -> AuditEntry | None:
    """Return what the log has to know of what was shown; None where it was public."""
    return guarded_read(by, seen.firm, seen.disclosure, at=now)


def _gone() -> NotFoundError:
    return NotFoundError("この提案は、もうありません", english="this suggestion is gone")
