"""What an introduction adds to the history of the network."""

from enishi.domain.introduction.introduction import Introduction
from enishi.domain.introduction.stage import Stage
from enishi.domain.japan_time import day_in_japan
from enishi.domain.need import NeedKind
from enishi.domain.tie import Tie, TieKind

_SOURCE = "縁の紹介"
_INTRODUCED, _DEALT = "introduction-", "deal-"


def ties_of(case: Introduction) -> list[Tie]:
    """Return the contacts that came of a case so far; each keeps its ref when it changes.

    A no is kept as an introduction that was not accepted, and so is a step back behind
    双方同意 or behind the deal.
    """
    firms = (case.seeker_ref, case.candidate_ref)
    ties = []
    agreed, dealt = case.entered(Stage.AGREED), case.entered(Stage.DEALT)
    closing = case.closing
    is_declined = closing is not None and closing.ending.declined_by is not None
    introduced = agreed or (case.closed_at if is_declined else None)
    if introduced is not None:
        accepted = case.last_stage.place >= Stage.AGREED.place
        day = day_in_japan(introduced)
        ref = f"{_INTRODUCED}{case.ref}"
        ties.append(Tie(ref, day, TieKind.INTRODUCTION, firms, accepted, _SOURCE))
    if dealt is not None:
        is_joint = case.purpose is NeedKind.JOINT_DEVELOPMENT
        kind = TieKind.JOINT_PROJECT if is_joint else TieKind.TRANSACTION
        accepted = case.last_stage is Stage.DEALT
        ties.append(Tie(f"{_DEALT}{case.ref}", day_in_japan(dealt), kind, firms, accepted, _SOURCE))
    return ties


def is_of_a_case(tie: Tie) -> bool:
    """Whether an introduction wrote a tie: with its next step it would write it again."""
    return tie.source == _SOURCE and tie.ref.startswith((_INTRODUCED, _DEALT))
