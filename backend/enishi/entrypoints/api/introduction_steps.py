"""`/introductions/{ref}/…`: one address for each thing that can be done in an introduction."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction import Stage
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App, Expected
from enishi.entrypoints.api.introductions import shown
from enishi.entrypoints.wire.introduction_answers import IntroductionOut
from enishi.entrypoints.wire.introduction_bodies import (
    AcceptBody,
    AnswerBody,
    HandOverBody,
    OutcomeBody,
    ReadinessBody,
    ReleaseBody,
    StageBody,
    TermBody,
)
from enishi.entrypoints.wire.introduction_present import evidence_of, hearing_of
from enishi.services.introductions.service import Turn

router = APIRouter(prefix="/introductions/{introduction_ref}", tags=["紹介"])


@router.post("/stage", operation_id="moveIntroduction", summary="紹介の段階を進める")
def move_introduction(
    app: App,
    by: Known,
    introduction_ref: str,
    body: StageBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """一つずつ進めます。双方同意は両側の「会いたい」がそろってから。終了はどの段階からでもできます。"""
    turn = Turn(by, body.note, body.next_date, expected)
    if body.stage is not Stage.CLOSED:
        return shown(app.introductions.move(introduction_ref, body.stage, turn), response)
    if body.ending is None:
        raise InvalidValueError(
            "終了するときは、どう終わったかを選んでください",
            field="ending",
            english="say how it ended",
        )
    view = app.introductions.close(
        introduction_ref,
        body.ending,
        turn,
        reason=body.reason,
        others_because=body.others_because,
    )
    return shown(view, response)


@router.post("/answers", operation_id="answerIntroduction", summary="会うかどうかを答える")
def answer_introduction(
    app: App,
    by: Known,
    introduction_ref: str,
    body: AnswerBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """企業の人は自社の返事を、コーディネーターは聞いた返事を、だれの言葉かとともに記録します。"""
    view = app.introductions.answer(
        introduction_ref,
        Turn(by, body.note, None, expected),
        is_yes=body.wants_to_meet,
        reason=body.reason,
        side=body.side,
        heard=hearing_of(body.heard),
    )
    return shown(view, response)


@router.post("/agreements", operation_id="settleTerm", summary="共同開発の取り決めを記録する")
def settle_term(
    app: App,
    by: Known,
    introduction_ref: str,
    body: TermBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """分担・知財・費用の三つがそろうと、「取引・共同開発」に進めます。"""
    view = app.introductions.settle(
        introduction_ref,
        body.term,
        Turn(by, body.note, None, expected),
        sentence=body.sentence,
        on=body.on,
    )
    return shown(view, response)


@router.post("/readiness", operation_id="recordReadiness", summary="備えの段を記録する")
def record_readiness(
    app: App,
    by: Known,
    introduction_ref: str,
    body: ReadinessBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """代替調達の備えを、裏づけと期限とともに記録します。期限を過ぎた段は数えません。"""
    view = app.introductions.climb(
        introduction_ref,
        body.rung,
        Turn(by, body.note, None, expected),
        evidence=evidence_of(body.evidence),
        on=body.on,
        valid_until=body.valid_until,
    )
    return shown(view, response)


@router.post("/hand-over", operation_id="handOverIntroduction", summary="引き継ぎを申し込む")
def hand_over_introduction(
    app: App,
    by: Known,
    introduction_ref: str,
    body: HandOverBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """申し込んだときから、両方の会議所がこの紹介を読めます。担当は、受けたときに替わります。"""
    turn = Turn(by, body.note, None, expected)
    return shown(app.introductions.hand_over(introduction_ref, body.chamber_ref, turn), response)


@router.post("/hand-over/accept", operation_id="acceptIntroduction", summary="引き継ぎを受ける")
def accept_introduction(
    app: App,
    by: Known,
    introduction_ref: str,
    body: AcceptBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """申し込まれた会議所の人が受けると、その人が担当者になります。"""
    turn = Turn(by, body.note, None, expected)
    return shown(app.introductions.accept(introduction_ref, turn), response)


@router.post("/outcomes", operation_id="recordOutcome", summary="成果を記録する")
def record_outcome(
    app: App,
    by: Known,
    introduction_ref: str,
    body: OutcomeBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """面談の30・90・180日後に、2011年の調査と同じ項目で答えます。終了した紹介でも答えられます。"""
    view = app.introductions.tell_outcome(
        introduction_ref,
        Turn(by, body.note, None, expected),
        after_days=body.after_days,
        items=tuple(body.items),
        orders=body.orders,
        side=body.side,
        heard=hearing_of(body.heard),
    )
    return shown(view, response)


@router.post("/releases", operation_id="releaseField", summary="項目を相手に開示する")
def release_field(
    app: App,
    by: Known,
    introduction_ref: str,
    body: ReleaseBody,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """双方同意の前に、伏せている項目をこの相手にだけ見せます。一つずつ記録され、取り消せます。"""
    turn = Turn(by, body.note, None, expected)
    view = app.introductions.release(
        introduction_ref, body.path, turn, heard=hearing_of(body.heard)
    )
    return shown(view, response)


@router.delete("/releases", operation_id="revokeRelease", summary="開示を取り消す")
def revoke_release(
    app: App,
    by: Known,
    introduction_ref: str,
    path: Annotated[str, Query(description="取り消す項目", examples=["firm_ref"])],
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """取り消した項目は、この相手から見えなくなります。すでに読まれた内容は戻りません。"""
    turn = Turn(by, None, None, expected)
    return shown(app.introductions.revoke(introduction_ref, path, turn), response)
