"""Which two firms may be introduced to each other, given what was tried before."""

from collections.abc import Collection
from datetime import datetime, timedelta

from enishi.domain.errors import ConflictError, InvalidValueError
from enishi.domain.introduction.introduction import Introduction
from enishi.domain.need import NeedKind

# A buyer who meets more than five firms compares prices instead of trying to work together, and
# each firm that comes for nothing comes less gladly the next time (product research, 2026).
MOST_OPEN_OF_A_NEED = 5
# Firms change slowly: before a year is over the same question gets the same answer.
REMEMBERED_FOR = timedelta(days=365)


def must_be_a_fresh_pair(
    seeker_ref: str,
    candidate_ref: str,
    purpose: NeedKind,
    earlier: Collection[Introduction],
    *,
    at: datetime,
    again_because: str | None,
) -> None:
    """Refuse a pair that is being introduced already, or that declined and nothing has changed.

    `earlier` are the introductions of either firm. Raises ConflictError, InvalidValueError.
    """
    pair = [item for item in earlier if item.is_of(seeker_ref, candidate_ref)]
    for item in pair:
        if item.stage.is_open and item.purpose is purpose:
            raise ConflictError(
                "この2社の同じ目的の紹介が、すでに進んでいます",
                english="an introduction of this pair for this purpose is under way",
            )
    if again_because and again_because.strip():
        return
    for item in pair:
        closing, closed_at = item.closing, item.closed_at
        declined = closing is not None and closing.ending.declined_by is not None
        if declined and closed_at is not None and at - closed_at < REMEMBERED_FOR:
            raise InvalidValueError(
                "この2社は1年以内に見送っています。もう一度紹介する理由を書いてください",
                field="again_because",
                english="this pair declined within a year; say why it is asked again",
            )


def must_have_room(of_need: Collection[Introduction]) -> None:
    """Refuse a sixth open introduction of one need; raises InvalidValueError."""
    if sum(item.stage.is_open for item in of_need) >= MOST_OPEN_OF_A_NEED:
        raise InvalidValueError(
            f"一つの探しもので同時に進められる紹介は{MOST_OPEN_OF_A_NEED}件までです。"
            "終わったものを「終了」にしてから始めてください",
            field="need_ref",
            english=f"at most {MOST_OPEN_OF_A_NEED} open introductions of a need; close one first",
        )
