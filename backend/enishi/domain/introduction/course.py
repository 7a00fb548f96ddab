"""Which act may come next in an introduction: the one table of what leads where."""

from dataclasses import replace

from enishi.domain.disclosure import Disclosure, Visibility, must_name_fields_of_need
from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction.acts import (
    CANDIDATE_NAME,
    SEEKER_NAME,
    Act,
    Answered,
    Closed,
    HandOverAccepted,
    HandOverProposed,
    IntroductionEvent,
    Moved,
    Opened,
    Released,
    Revoked,
    TermAgreed,
)
from enishi.domain.introduction.introduction import Introduction, usual_next_date
from enishi.domain.introduction.outcome import OutcomeTold
from enishi.domain.introduction.stage import AgreementTerm, Ending, Side, Stage
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Rung, RungReached


def after(case: Introduction, event: IntroductionEvent) -> Introduction:
    """Return the case with one more event; raises InvalidValueError where it may not come now.

    An event that changes the stage without a next date gets the usual one.
    """
    _must_be_allowed(case, event)
    if isinstance(event.act, Moved) and event.next_date is None:
        event = replace(event, next_date=usual_next_date(event.at, event.act.to))
    return replace(case, events=(*case.events, event))


def _must_be_allowed(case: Introduction, event: IntroductionEvent) -> None:
    act: Act = event.act
    _must_be_open(case, act)
    match act:
        case Opened():
            raise _refusal("すでに始まっています", "events", "it has begun already")
        case Moved():
            _may_move(case, act.to, event.note)
        case Answered() if case.last_stage.place >= Stage.AGREED.place:
            raise _refusal(
                "双方の同意のあとで返事は変えられません。終了するか、段階を戻してください",
                "answer",
                "answers stand once both sides agreed; close the case or step back",
            )
        case TermAgreed() if case.purpose is not NeedKind.JOINT_DEVELOPMENT:
            raise _refusal(
                "分担・知財・費用の取り決めは、共同開発の紹介にだけ記録します",
                "term",
                "terms belong to joint development only",
            )
        case HandOverProposed() if act.to_ref == case.chamber_ref:
            raise _refusal("すでに担当しています", "chamber_ref", "that chamber leads already")
        case HandOverAccepted() if act.to_ref != case.offered_to:
            raise _refusal(
                "この会議所への引き継ぎは申し込まれていません",
                "chamber_ref",
                "no hand-over to that chamber was proposed",
            )
        case Released():
            _may_release(case, act.path)
        case Revoked() if act.path not in case.released():
            raise _refusal("開示されていません", "path", "it is not released")
        case RungReached():
            _may_climb(case, act)
        case OutcomeTold() if case.entered(Stage.MET) is None:
            raise _refusal("面談のあとで記録します", "after_days", "outcomes follow a meeting")
        case Closed(ending=Ending.SUCCEEDED) if case.stage is not Stage.DEALT:
            raise _refusal(
                "成約は「取引・共同開発」に進んでから選びます",
                "ending",
                "only a case that came to a deal succeeds",
            )


def _must_be_open(case: Introduction, act: Act) -> None:
    """Let only what may follow the end follow it: outcomes, proofs of a success, take-backs."""
    if case.closing is None or isinstance(act, OutcomeTold | Revoked):
        return
    if isinstance(act, RungReached) and case.closing.ending is Ending.SUCCEEDED:
        return
    raise _refusal("この紹介は終了しています", "stage", "this introduction is closed")


def _may_move(case: Introduction, to: Stage, note: str | None) -> None:
    if to not in case.stage.next_stages:
        allowed = "」「".join(stage.label for stage in case.stage.next_stages)
        raise _refusal(
            f"「{case.stage.label}」から進めるのは「{allowed}」です",
            "stage",
            f"from {case.stage} it goes to: {', '.join(case.stage.next_stages)}",
        )
    if to.place < case.stage.place and not (note and note.strip()):
        raise _refusal("段階を戻す理由を書いてください", "note", "a step back needs a reason")
    if to is Stage.AGREED and to.place > case.stage.place:
        waiting = [side for side in Side if not case.said_yes(side)]
        if waiting:
            raise _refusal(
                f"{'と'.join(side.label for side in waiting)}の同意がまだありません",
                "stage",
                f"still without a yes: {', '.join(waiting)}",
            )
    if to is Stage.DEALT and case.purpose is NeedKind.JOINT_DEVELOPMENT:
        missing = [term for term in AgreementTerm if term not in case.terms]
        if missing:
            names = "・".join(term.label for term in missing)
            raise _refusal(
                f"共同開発に進む前に、{names}の取り決めが必要です",
                "stage",
                f"joint development still needs terms on: {', '.join(missing)}",
            )


def _may_release(case: Introduction, path: str) -> None:
    if path in case.released():
        raise _refusal("すでに開示されています", "path", "it is released already")
    if path in (SEEKER_NAME, CANDIDATE_NAME):
        return
    if case.need_ref is None:
        raise _refusal(
            "探しものから始まった紹介ではないので、開示できるのは名前だけです",
            "path",
            "without a need only the names can be released",
        )
    must_name_fields_of_need(Disclosure(paths={path: Visibility.PRIVATE}))


def _may_climb(case: Introduction, act: RungReached) -> None:
    if case.purpose is not NeedKind.ALTERNATIVE_SOURCING:
        raise _refusal(
            "備えの段は、代替調達の紹介にだけ記録します",
            "rung",
            "the ladder belongs to alternative sourcing only",
        )
    if case.last_stage.place < Stage.AGREED.place:
        raise _refusal(
            "備えの段は、双方が同意してから記録します",
            "rung",
            "the ladder is climbed once both sides agreed",
        )
    heights = {item.rung.height for item in case.acts(RungReached)}
    below = act.rung.height - 1
    if below >= Rung.AGREED.height and below not in heights:
        below_rung = next(rung for rung in Rung if rung.height == below)
        raise _refusal(
            f"先に「{below_rung.label}」が必要です", "rung", f"the rung {below_rung} comes first"
        )


def _refusal(japanese: str, field: str, english: str) -> InvalidValueError:
    return InvalidValueError(japanese, field=field, english=english)
