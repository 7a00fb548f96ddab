"""What becomes of the introductions of a firm that leaves the network."""

from enishi.domain.introduction import (
    Closed,
    Ending,
    IntroductionEvent,
    Sight,
    after,
    closing,
)
from enishi.services.introductions.traces import Hand, leave_traces
from enishi.services.ports import UnitOfWork

_EVERYTHING = Sight(is_everything=True)
_STEP = 100
_GONE = Closed(Ending.WITHDRAWN)
_WHY = "企業が掲載の同意を取り下げたため"


def end_cases_of(work: UnitOfWork, firm_ref: str, hand: Hand) -> int:
    """End every open case of a firm as withdrawn, whoever leads it; return how many.

    The other side and its coordinator find the case ended, and nobody goes on with a firm that
    has taken its consent back. What came of cases that had ended stays for the yearly report.
    """
    count = 0
    # Ended cases are no longer found: the next page is always the first.
    while cases := work.introductions.page(
        _EVERYTHING, after=None, limit=_STEP, is_open=True, firm_ref=firm_ref
    ):
        for case in cases:
            # The candidate is told that the need is gone, but not where the candidate itself is.
            act = closing(Ending.WITHDRAWN) if case.seeker_ref == firm_ref else _GONE
            ended = after(case, IntroductionEvent(hand.at, hand.by.person_ref, act, _WHY))
            work.introductions.put(ended)
            leave_traces(work, ended, hand)
            count += 1
    return count
