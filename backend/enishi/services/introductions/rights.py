"""Who may do what in a case that they see."""

from enishi.domain.access import Caller
from enishi.domain.errors import InvalidValueError, NotPermittedError
from enishi.domain.introduction import Hearing, Introduction, Side, leads, sight_of
from enishi.services.ports import UnitOfWork


def must_lead(by: Caller, case: Introduction) -> None:
    """Raise NotPermittedError unless the caller's chamber leads the case."""
    if not leads(by, case):
        raise NotPermittedError(
            "この紹介を進められるのは、担当する会議所だけです",
            english="only the chamber that leads this introduction may do this",
        )


def must_coordinate(work: UnitOfWork, person_ref: str | None, chamber_ref: str | None) -> None:
    """Refuse a coordinator of a case who is none of the chamber that leads it."""
    people = {
        item.person_ref
        for item in work.memberships.of_organisation(chamber_ref or "")
        if item.role.is_of_a_chamber
    }
    if person_ref not in people:
        raise InvalidValueError(
            "担当者は、この紹介を進める会議所の人から選んでください",
            field="coordinator_ref",
            english="the coordinator must be of the chamber that leads the introduction",
        )


def must_be_asked_to_take(by: Caller, case: Introduction) -> str:
    """Return the chamber that a case is offered to; it has to be the caller's."""
    offered = case.offered_to
    if offered is None:
        raise InvalidValueError(
            "引き継ぎは申し込まれていません", field="stage", english="no hand-over was proposed"
        )
    if not (by.is_operator or offered in by.chamber_refs):
        raise NotPermittedError(
            "引き継ぎを受けられるのは、申し込まれた会議所だけです",
            english="only the chamber that was asked may take it over",
        )
    return offered


def must_speak_for(
    by: Caller, case: Introduction, side: Side | None, heard: Hearing | None
) -> Side:
    """Return the side whose word it is: the caller's own firm, or one that a coordinator heard.

    Raises NotPermittedError, and InvalidValueError where a coordinator does not say whom they
    heard, or a firm says that it was heard.
    """
    own = sight_of(by).sides(case)
    if heard is None and own and (side is None or side in own):
        return side or min(own)
    if not leads(by, case):
        raise NotPermittedError(
            "返事ができるのは、その企業の人と、担当する会議所だけです",
            english="only the firm itself or the chamber that leads may say this",
        )
    if side is None:
        raise InvalidValueError(
            "どちらの企業の返事かを選んでください", field="side", english="say which side"
        )
    if heard is None:
        raise InvalidValueError(
            "だれから、どうやって聞いたかを書いてください",
            field="heard",
            english="say from whom it was heard, and how",
        )
    return side
