"""A firm's own wish to meet another: it begins an introduction, or joins the one under way."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from enishi.domain.access import Caller
from enishi.domain.errors import ConflictError, InvalidValueError, NotFoundError
from enishi.domain.introduction import (
    Answered,
    Introduction,
    IntroductionEvent,
    Opened,
    Side,
    after,
    sight_of,
)
from enishi.domain.japan_time import day_in_japan
from enishi.domain.tie import Tie, TieKind
from enishi.services.introductions.opening import (
    Pairing,
    begun,
    hide_from_each_other,
    must_fit,
)
from enishi.services.introductions.traces import Hand, leave_traces
from enishi.services.introductions.viewing import IntroductionView, views
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True)
class Wish:
    """Somebody's wish that two firms meet."""

    pairing: Pairing
    title: str  # of the case that it begins
    side: Side | None  # whose wish it is; None: a coordinator's own
    by: Caller
    at: datetime  # UTC
    note: str | None = None


def under_way(work: UnitOfWork, pairing: Pairing) -> Introduction | None:
    """Return the open case of the same two firms for the same purpose."""
    for case in work.introductions.of_pair(pairing.seeker_ref, pairing.candidate_ref):
        is_same = (case.seeker_ref, case.purpose) == (pairing.seeker_ref, pairing.purpose)
        if case.stage.is_open and is_same:
            return case
    return None


def granted(work: UnitOfWork, wish: Wish) -> Introduction | None:
    """Begin an introduction, or add the side's yes to the one under way.

    None where there is no room for another, or the pair declined before: the wish waits. Raises
    NotFoundError where the two hide from each other.
    """
    pairing = wish.pairing
    case = under_way(work, pairing)
    if hide_from_each_other(work, pairing):
        # In the words of a firm that is not there.
        raise NotFoundError(
            f"その企業は見つかりません（{pairing.candidate_ref}）",
            english=f"no such firm: {pairing.candidate_ref}",
        )
    if case is None:
        try:
            must_fit(work, pairing, wish.at)
        except (InvalidValueError, ConflictError):
            return None
        case = _begun(work, wish)
    side = wish.side
    if side is None or case.said_yes(side) or case.was_agreed:
        return case
    answered = Answered(side, is_yes=True)
    return _kept(
        work, after(case, IntroductionEvent(wish.at, wish.by.person_ref, answered, wish.note)), wish
    )


def view_for(
    work: UnitOfWork, case: Introduction, by: Caller, at: datetime
) -> IntroductionView | None:
    """Return a case as the caller sees it; None where it is out of their sight."""
    stored = work.firms.get_many([case.seeker_ref, case.candidate_ref])
    if not sight_of(by).covers(case, {ref: item.record for ref, item in stored.items()}):
        return None
    (view,) = views(work, [case], by, day_in_japan(at))
    return view


def note_acquaintance(work: UnitOfWork, one: str, other: str, at: datetime) -> None:
    """Add to the ties that two firms know each other already."""
    pair = (min(one, other), max(one, other))
    tie = Tie(_known(pair), day_in_japan(at), TieKind.MEETING, pair, source="縁の返事")
    work.ties.put_many([tie])


def forget_acquaintance(work: UnitOfWork, one: str, other: str) -> None:
    """Take back what `note_acquaintance` added, where nobody says it any more."""
    work.ties.remove(_known((min(one, other), max(one, other))))


def _known(pair: tuple[str, str]) -> str:
    mark = sha256("\n".join(pair).encode()).hexdigest()[:32]  # refs may be as long as a tie's
    return f"known-{mark}"


def _begun(work: UnitOfWork, wish: Wish) -> Introduction:
    coordinator = wish.by.person_ref if wish.side is None else None
    opening = Opened(wish.title, _chamber(work, wish), coordinator)
    event = IntroductionEvent(wish.at, wish.by.person_ref, opening, wish.note)
    return _kept(work, begun(work, event, wish.pairing), wish)


def _kept(work: UnitOfWork, case: Introduction, wish: Wish) -> Introduction:
    work.introductions.put(case)
    leave_traces(work, case, Hand(wish.by, wish.at))
    return case


def _chamber(work: UnitOfWork, wish: Wish) -> str | None:
    """Return who leads a case: the coordinator's chamber, else the one of the firm that asked."""
    if wish.side is None:
        return next(iter(sorted(wish.by.chamber_refs)), None)
    refs = [wish.pairing.seeker_ref, wish.pairing.candidate_ref]
    stored = work.firms.get_many(refs)
    for ref in refs if wish.side is Side.SEEKER else reversed(refs):
        for chamber in work.chambers.all():
            if ref in stored and chamber.record.region.covers(stored[ref].record):
                return chamber.record.ref
    return None
