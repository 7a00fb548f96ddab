"""Beginning an introduction: which need, which two firms, and whether they may meet."""

from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from enishi.domain.access import Caller
from enishi.domain.disclosure import SEEKER, Visibility
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.firm import Firm
from enishi.domain.introduction import (
    Introduction,
    IntroductionEvent,
    Opened,
    must_be_a_fresh_pair,
    must_have_room,
    opened,
)
from enishi.domain.limits import NAME, bounded
from enishi.domain.need import Need, NeedKind
from enishi.services.introductions.rights import must_coordinate
from enishi.services.ports import UnitOfWork
from enishi.services.sight import postings_seen


@dataclass(frozen=True)
class Proposal:
    """Whom a coordinator wants to introduce to whom, and why."""

    candidate_ref: str
    need_ref: str | None = None
    seeker_ref: str | None = None  # None: the firm that posts the need
    purpose: NeedKind | None = None  # None: the need's
    title: str | None = None  # None: the need's
    chamber_ref: str | None = None  # None: the coordinator's own
    coordinator_ref: str | None = None  # None: whoever proposes it
    again_because: str | None = None
    note: str | None = None
    next_date: date | None = None

    def __post_init__(self) -> None:
        bounded(self.candidate_ref, "candidate_ref", NAME, required=True)
        for name in ("need_ref", "seeker_ref", "chamber_ref", "coordinator_ref"):
            bounded(getattr(self, name), name, NAME)


@dataclass(frozen=True)
class Pairing:
    """Who is to be brought to whom, for what, from which need."""

    need: Need | None
    seeker_ref: str
    candidate_ref: str
    purpose: NeedKind


def proposed(work: UnitOfWork, proposal: Proposal, by: Caller, at: datetime) -> Introduction:
    """Return the new case of a coordinator's proposal.

    Raises NotFoundError for what the coordinator does not see, NotPermittedError for a pair
    outside their region or one that must not meet, InvalidValueError and ConflictError.
    """
    chamber_ref = _chamber(work, proposal.chamber_ref, by)
    if proposal.coordinator_ref is not None:
        must_coordinate(work, proposal.coordinator_ref, chamber_ref)
    need = found_need(work, proposal.need_ref, by) if proposal.need_ref else None
    if need is not None and need.firm_ref is None:
        _must_be_nobodys(work, need.ref)
    seeker = found_firm(work, _seeker_ref(proposal, need), by)
    candidate = found_firm(work, proposal.candidate_ref, by)
    if not (by.is_operator or by.coordinates(seeker) or by.coordinates(candidate)):
        raise NotPermittedError(
            "どちらの企業も担当区域にありません。地域の会議所に相談してください",
            english="neither firm is in your region; ask the chamber of theirs",
        )
    purpose = _agreed("purpose", proposal.purpose, need.kind if need else None)
    pairing = Pairing(need, seeker.ref, candidate.ref, purpose)
    if hide_from_each_other(work, pairing):
        raise NotPermittedError(
            "この2社の間では紹介できません",
            english="these two firms cannot be introduced to each other",
        )
    must_fit(work, pairing, at, proposal.again_because)
    opening = Opened(
        title=proposal.title or (need.title if need else ""),
        chamber_ref=chamber_ref,
        coordinator_ref=proposal.coordinator_ref or by.person_ref,
        again_because=proposal.again_because,
    )
    event = IntroductionEvent(at, by.person_ref, opening, proposal.note, proposal.next_date)
    return begun(work, event, pairing)


def begun(work: UnitOfWork, event: IntroductionEvent, pairing: Pairing) -> Introduction:
    """Return the new case; the seeker is named to the candidate only where its need names it."""
    need = pairing.need
    is_named = (
        need is not None
        and need.firm_ref == pairing.seeker_ref
        and work.disclosures.of_need(need.ref).of(SEEKER) is Visibility.PUBLIC
    )
    return opened(
        f"I{token_hex(8)}",
        event,
        purpose=pairing.purpose,
        seeker_ref=pairing.seeker_ref,
        candidate_ref=pairing.candidate_ref,
        is_anonymous=not is_named,
        need_ref=need.ref if need else None,
    )


def must_fit(
    work: UnitOfWork, pairing: Pairing, at: datetime, again_because: str | None = None
) -> None:
    """Refuse a pair that is under way or declined, and a need that has enough introductions."""
    must_be_a_fresh_pair(
        pairing.seeker_ref,
        pairing.candidate_ref,
        pairing.purpose,
        work.introductions.of_pair(pairing.seeker_ref, pairing.candidate_ref),
        at=at,
        again_because=again_because,
    )
    if pairing.need is not None:
        must_have_room(work.introductions.of_need(pairing.need.ref))


def hide_from_each_other(work: UnitOfWork, pairing: Pairing) -> bool:
    """Whether either firm, or the need, hides from the other side."""
    seeker, candidate, need = pairing.seeker_ref, pairing.candidate_ref, pairing.need
    return (
        seeker in work.disclosures.hiding_from([candidate])
        or candidate in work.disclosures.hiding_from([seeker])
        or (need is not None and candidate in work.disclosures.of_need(need.ref).hide_from)
    )


def found_need(work: UnitOfWork, ref: str, by: Caller) -> Need:
    """Return the need as the caller sees it; raises NotFoundError."""
    stored = work.needs.get(ref)
    for posting in postings_seen(work, [stored] if stored else [], by):
        return posting.need.record
    raise NotFoundError(f"その探しものは見つかりません（{ref}）", english=f"no such need: {ref}")


def found_firm(work: UnitOfWork, ref: str, by: Caller) -> Firm:
    """Return a firm that is there for the caller; raises NotFoundError."""
    stored = work.firms.get(ref)
    if stored is None or work.disclosures.of_firm(ref).audience_of(by, ref) is None:
        raise NotFoundError(f"その企業は見つかりません（{ref}）", english=f"no such firm: {ref}")
    return stored.record


def _chamber(work: UnitOfWork, ref: str | None, by: Caller) -> str | None:
    if ref is None:
        own = sorted(by.chamber_refs)
        if len(own) > 1:
            raise InvalidValueError(
                "どの会議所として紹介するかを指定してください",
                field="chamber_ref",
                english="say for which of your chambers",
            )
        return own[0] if own else None
    if by.is_operator and work.chambers.get(ref) is None:
        raise NotFoundError(
            f"その会議所は見つかりません（{ref}）", english=f"no such chamber: {ref}"
        )
    if not by.is_operator and ref not in by.chamber_refs:
        raise NotPermittedError(
            "自分の会議所の紹介だけを始められます", english="only for a chamber of your own"
        )
    return ref


def _seeker_ref(proposal: Proposal, need: Need | None) -> str:
    if need is None or need.firm_ref is None:
        if proposal.seeker_ref is None:
            raise InvalidValueError(
                "探す側の企業を指定してください",
                field="seeker_ref",
                english="name the firm that seeks",
            )
        return proposal.seeker_ref
    if proposal.seeker_ref not in (None, need.firm_ref):
        raise InvalidValueError(
            "探しものを出した企業と違います",
            field="seeker_ref",
            english="not the firm that posted the need",
        )
    return need.firm_ref


def _must_be_nobodys(work: UnitOfWork, need_ref: str) -> None:
    """Refuse a need whose firm keeps its name even from coordinators."""
    stored = work.needs.get(need_ref)
    if stored is not None and stored.record.firm_ref is not None:
        raise NotPermittedError(
            "この探しものの企業は、名前をコーディネーターにも伏せています。"
            "企業が「会いたい」と答えると紹介が始まります",
            english="the firm keeps its name even from coordinators; its own wish begins the case",
        )


def _agreed(field: str, given: NeedKind | None, of_need: NeedKind | None) -> NeedKind:
    if given is None and of_need is None:
        raise InvalidValueError("必須の項目が空です", field=field, english="required")
    if given is not None and of_need is not None and given is not of_need:
        raise InvalidValueError(
            "探しものの目的と違います", field=field, english="differs from the need's purpose"
        )
    return given or of_need  # type: ignore[return-value]
