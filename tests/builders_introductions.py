"""Makes introductions of which a test names only what matters.

a_case("S", "C", purpose=NeedKind.JOINT_DEVELOPMENT)
then(a_case(), Moved(Stage.APPROACHED), yes(Side.SEEKER))
a_case_at(Stage.MET)
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from enishi.domain.introduction import (
    Act,
    AgreementTerm,
    Answered,
    Introduction,
    IntroductionEvent,
    Moved,
    Opened,
    Side,
    Stage,
    TermAgreed,
    after,
    opened,
)
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Evidence, EvidenceKind, Rung, RungReached, rung_reached

BEGIN = datetime(2026, 4, 1, tzinfo=UTC)  # nine in the morning in Japan

_numbers = count(1)


def day(number: int) -> datetime:
    """Return the instant that many days after the first."""
    return BEGIN + timedelta(days=number)


def date_of(number: int) -> date:
    """Return the day that many days after the first."""
    return day(number).date()


def a_case(
    seeker: str = "S",
    candidate: str = "C",
    *,
    purpose: NeedKind = NeedKind.SOURCING,
    need: str | None = "N1",
    chamber: str | None = "CH1",
    on: int = 0,
    next_date: date | None = None,
    is_anonymous: bool = False,
    ref: str | None = None,
) -> Introduction:
    """Return an introduction that has just been proposed."""
    event = IntroductionEvent(day(on), "P-clerk", Opened("切削の依頼", chamber), None, next_date)
    return opened(
        ref or f"I{next(_numbers):05}",
        event,
        purpose=purpose,
        seeker_ref=seeker,
        candidate_ref=candidate,
        is_anonymous=is_anonymous,
        need_ref=need,
    )


def then(case: Introduction, *acts: Act, on: int = 0, note: str | None = "理由") -> Introduction:
    """Return the case after some more acts, all on one day."""
    for act in acts:
        case = after(case, IntroductionEvent(day(on), "P-clerk", act, note))
    return case


def yes(side: Side) -> Answered:
    """Return a side's yes."""
    return Answered(side, is_yes=True)


def a_case_at(stage: Stage, *, on: int = 0, case: Introduction | None = None) -> Introduction:
    """Return a case that went straight to a stage, all on one day."""
    case = case or a_case(on=on)
    for step in list(Stage)[1 : stage.place + 1]:
        if step is Stage.AGREED:
            case = then(case, *map(yes, Side), on=on)
        if step is Stage.DEALT and case.purpose is NeedKind.JOINT_DEVELOPMENT:
            terms = (TermAgreed(term, "折半する", date_of(on)) for term in AgreementTerm)
            case = then(case, *terms, on=on)
        case = then(case, Moved(step), on=on)
    return case


def a_proof(*kinds: EvidenceKind, on: int = 0) -> tuple[Evidence, ...]:
    """Return evidence of some kinds."""
    return tuple(Evidence(kind, "R-2026-01", date_of(on), "品質保証 佐藤") for kind in kinds)


PROOFS = {
    Rung.AGREED: (EvidenceKind.MEMORANDUM,),
    Rung.QUALIFIED: (EvidenceKind.CHANGE_APPROVAL, EvidenceKind.FIRST_ARTICLE),
    Rung.TRAINED: (EvidenceKind.TRAINING_RECORD,),
}


def a_rung(rung: Rung, *, on: int = 0, until: int | None = None) -> RungReached:
    """Return a rung with all the evidence it needs."""
    end = None if until is None else date_of(until)
    return rung_reached(rung, a_proof(*PROOFS[rung], on=on), date_of(on), end)
