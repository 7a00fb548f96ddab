"""Answers to matches (会いたい・知っている・違う・今は無理): one tap, and what follows from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_hex

from enishi.domain.access import Audience, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.correction import (
    Correction,
    CorrectionReason,
    CorrectionVerdict,
    correction_ref,
)
from enishi.domain.disclosure import SEEKER, Visibility, disclosed_need
from enishi.domain.errors import InvalidValueError, NotPermittedError
from enishi.domain.introduction import Side
from enishi.domain.limits import NAME, QUERY, bounded
from enishi.domain.match_response import MatchAnswer, MatchResponse
from enishi.domain.need import Need
from enishi.services.acts import act
from enishi.services.introductions.opening import (
    Pairing,
    found_firm,
    found_need,
)
from enishi.services.introductions.viewing import IntroductionView
from enishi.services.introductions.wishes import (
    Wish,
    granted,
    note_acquaintance,
    under_way,
    view_for,
)
from enishi.services.needs import need_as_seen
from enishi.services.ports import Database, UnitOfWork


@dataclass(frozen=True)
class Versions:
    """Which answer of the search was seen, so that it can be reproduced."""

    index_version: str
    model_version: str
    ranker_version: str


@dataclass(frozen=True)
class ResponseResult:
    """What an answer led to."""

    response: MatchResponse
    introduction: IntroductionView | None = None
    correction: Correction | None = None
    waiting: tuple[str, str] | None = None  # why a wish to meet began nothing yet


@dataclass(frozen=True)
class MatchResponseService:
    """Takes the answers of firms and coordinators to matches."""

    database: Database
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def respond(
        self,
        need_id: str,
        firm_ref: str,
        answer: MatchAnswer,
        *,
        by: Caller,
        reason: CorrectionReason | None = None,
        note: str | None = None,
        seen: Versions | None = None,
    ) -> ResponseResult:
        """Keep an answer; a wish to meet begins an introduction or joins the one under way.

        `need_id` is the need's identity as in addresses. Raises NotFoundError,
        NotPermittedError where neither firm is the caller's, and InvalidValueError.
        """
        with self.database.begin() as work:
            return self.respond_within(
                work, need_id, firm_ref, answer, by=by, reason=reason, note=note, seen=seen
            )

    def respond_within(
        self,
        work: UnitOfWork,
        need_id: str,
        firm_ref: str,
        answer: MatchAnswer,
        *,
        by: Caller,
        reason: CorrectionReason | None = None,
        note: str | None = None,
        seen: Versions | None = None,
    ) -> ResponseResult:
        """Do the same as a part of a transaction at hand."""
        by.must_have(Scope.INTRODUCE)
        bounded(firm_ref, "firm_ref", NAME, required=True)
        at = self.now()
        need = need_as_seen(work, need_id, by).record
        found_firm(work, firm_ref, by)
        shown = found_need(work, need.ref, by)
        side = _side(work, shown, firm_ref, by)
        if answer is not MatchAnswer.DOES_NOT_FIT and reason is not None:
            raise InvalidValueError(
                "理由は「違う」のときに選びます",
                field="reason",
                english="a reason goes with does_not_fit",
            )
        response = MatchResponse(need.ref, firm_ref, side, answer, at, by.person_ref, reason, note)
        work.match_responses.put(response)
        work.audit.add(self._entry(AuditAction.WRITTEN, need.ref, side, by))
        match answer:
            case MatchAnswer.WANTS_TO_MEET:
                return self._wish(work, need, response, by)
            case MatchAnswer.KNOWS:
                _note_acquaintance(work, shown, response)
            case MatchAnswer.DOES_NOT_FIT if seen is not None and _is_public(work, need):
                correction = _correction(work, need, response, seen)
                work.corrections.add(correction)
                return ResponseResult(response, correction=correction)
        return ResponseResult(response)

    def of_need(self, need_id: str, *, by: Caller) -> list[MatchResponse]:
        """Return the answers to a need's matches, to coordinators of either firm's region."""
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        with self.database.begin() as work:
            need = need_as_seen(work, need_id, by).record
            work.audit.add(self._entry(AuditAction.READ, need.ref, None, by))
            found = work.match_responses.of_need(need.ref)
            seeker_ref = found_need(work, need.ref, by).firm_ref
            return [
                response
                for response in found
                if _mediates(work, seeker_ref, response.firm_ref, by=by)
            ]

    def _wish(
        self, work: UnitOfWork, need: Need, response: MatchResponse, by: Caller
    ) -> ResponseResult:
        """Begin an introduction, or add the wish to the one that is under way."""
        if need.firm_ref is None:
            return ResponseResult(response, waiting=_NO_SEEKER)
        pairing = Pairing(need, need.firm_ref, response.firm_ref, need.kind)
        is_its_own = response.side is Side.SEEKER or under_way(work, pairing) is not None
        if not is_its_own and _is_nameless(work, need):
            # A case would name the firm to coordinators: only its own wish begins one.
            return ResponseResult(response, waiting=_NO_SEEKER)
        wish = Wish(pairing, need.title, response.side, by, response.at, response.note)
        case = granted(work, wish)
        if case is None:
            return ResponseResult(response, waiting=NO_ROOM)
        return ResponseResult(response, introduction=view_for(work, case, by, response.at))

    def _entry(
        self, action: AuditAction, need_ref: str, side: Side | None, by: Caller
    ) -> AuditEntry:
        own = next(iter(sorted(by.firm_refs if side else by.chamber_refs)), None)
        return act(
            *(action, "match_response", need_ref),
            owner=own if side else None,
            by=by,
            at=self.now(),
            organisation=own,
        )


_NO_SEEKER = (
    "会いたい旨をお預かりしました。コーディネーターが探す側に確かめます",
    "your wish is noted; the coordinator will ask whoever seeks",
)
NO_ROOM = (
    "会いたい旨をお預かりしました。ほかの紹介が一段落してから、コーディネーターがご案内します",
    "your wish is noted; the coordinator will come back to you when there is room",
)


def _side(work: UnitOfWork, need: Need, firm_ref: str, by: Caller) -> Side | None:
    """Return whose answer it is; None: a coordinator's own.

    `need` is as the caller sees it: no refusal tells whose it is.
    """
    if need.firm_ref == firm_ref:
        raise InvalidValueError(
            "自社の探しものに自社は答えられません",
            field="firm_ref",
            english="a firm does not answer its own need",
        )
    if by.belongs_to(need.firm_ref):
        return Side.SEEKER
    if by.belongs_to(firm_ref):
        return Side.CANDIDATE
    if _mediates(work, need.firm_ref, firm_ref, by=by):
        return None
    raise NotPermittedError(
        "答えられるのは、探している企業、見つかった企業、その地域のコーディネーターだけです",
        english="only the firm that seeks, the firm found and their coordinators may answer",
    )


def _mediates(work: UnitOfWork, *firm_refs: str | None, by: Caller) -> bool:
    """Whether the caller coordinates any of the firms; an operator, all."""
    found = work.firms.get_many([ref for ref in firm_refs if ref is not None])
    return by.is_operator or any(by.coordinates(item.record) for item in found.values())


def _is_public(work: UnitOfWork, need: Need) -> bool:
    """Whether everybody may know that the need is there, and so read it in a correction."""
    return work.disclosures.of_need(need.ref).listing is Visibility.PUBLIC


def _is_nameless(work: UnitOfWork, need: Need) -> bool:
    """Whether a firm posts the need that keeps its name even from coordinators."""
    if need.firm_ref is None:
        return False
    decided = work.disclosures.of_need(need.ref).posted_by(work.disclosures.of_firm(need.firm_ref))
    return not decided.of(SEEKER).admits(Audience.COORDINATORS)


def _note_acquaintance(work: UnitOfWork, shown: Need, response: MatchResponse) -> None:
    """Add to the ties that the two firms know each other already."""
    is_anonymous = work.disclosures.of_need(shown.ref).of(SEEKER) is not Visibility.PUBLIC
    if shown.firm_ref is None or (response.side is Side.CANDIDATE and is_anonymous):
        raise InvalidValueError(
            "名前を伏せた探しものの企業を、知っているとは答えられません",
            field="answer",
            english="nobody knows a firm that keeps its name back",
        )
    note_acquaintance(work, shown.firm_ref, response.firm_ref, response.at)


def _correction(
    work: UnitOfWork, need: Need, response: MatchResponse, seen: Versions
) -> Correction:
    # Corrections are read for mending the search, by people whom the need may not be meant for.
    public = disclosed_need(need, work.disclosures.of_need(need.ref), Audience.ANYONE)
    return Correction(
        ref=correction_ref(response.at, token_hex(4)),
        created_at=response.at,
        question=public.text[:QUERY],
        purpose=need.kind,
        firm_ref=response.firm_ref,
        verdict=CorrectionVerdict.WRONG,
        index_version=seen.index_version,
        model_version=seen.model_version,
        ranker_version=seen.ranker_version,
        reason=response.reason or CorrectionReason.OTHER,
        need_ref=need.ref,
        note=response.note,
    )
