"""Introductions of firms to each other, from the proposal to what came of it."""

from enishi.domain.introduction.acts import (
    CANDIDATE_NAME,
    SEEKER_NAME,
    Act,
    Answered,
    Closed,
    Edited,
    HandOverAccepted,
    HandOverProposed,
    IntroductionEvent,
    Moved,
    Opened,
    Released,
    Revoked,
    TermAgreed,
    closing,
    owner_of,
)
from enishi.domain.introduction.course import after
from enishi.domain.introduction.hearing import Hearing
from enishi.domain.introduction.history import is_of_a_case, ties_of
from enishi.domain.introduction.introduction import Introduction, opened
from enishi.domain.introduction.outcome import (
    ASKED_AFTER_DAYS,
    LAST_ASKED_DAY,
    OutcomeColumn,
    OutcomeItem,
    OutcomeTold,
)
from enishi.domain.introduction.pairing import (
    MOST_OPEN_OF_A_NEED,
    must_be_a_fresh_pair,
    must_have_room,
)
from enishi.domain.introduction.sight import Sight, leads, sight_of
from enishi.domain.introduction.stage import AgreementTerm, DeclineReason, Ending, Side, Stage

__all__ = [
    "ASKED_AFTER_DAYS",
    "CANDIDATE_NAME",
    "LAST_ASKED_DAY",
    "MOST_OPEN_OF_A_NEED",
    "SEEKER_NAME",
    "Act",
    "AgreementTerm",
    "Answered",
    "Closed",
    "DeclineReason",
    "Edited",
    "Ending",
    "HandOverAccepted",
    "HandOverProposed",
    "Hearing",
    "Introduction",
    "IntroductionEvent",
    "Moved",
    "Opened",
    "OutcomeColumn",
    "OutcomeItem",
    "OutcomeTold",
    "Released",
    "Revoked",
    "Side",
    "Sight",
    "Stage",
    "TermAgreed",
    "after",
    "closing",
    "is_of_a_case",
    "leads",
    "must_be_a_fresh_pair",
    "must_have_room",
    "opened",
    "owner_of",
    "sight_of",
    "ties_of",
]
