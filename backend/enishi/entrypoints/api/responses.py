"""`/matches`: the four answers to a firm that was found for a need."""

from fastapi import APIRouter

from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.introduction_answers import MatchResponseAnswer, MatchResponsePage
from enishi.entrypoints.wire.introduction_bodies import MatchResponseBody
from enishi.entrypoints.wire.introduction_present import response_answer, response_out
from enishi.services.responses import Versions

router = APIRouter(prefix="/matches", tags=["紹介"])


@router.post(
    "/{need_id}/responses",
    operation_id="respondToMatch",
    summary="見つかった企業に答える",
    status_code=201,
)
def respond_to_match(
    app: App, by: Known, need_id: str, body: MatchResponseBody
) -> MatchResponseAnswer:
    """「会いたい」は紹介を始めるか、進んでいる紹介に加わります。同じ側の返事は、最後のものが残ります。"""
    result = app.match_responses.respond(
        need_id,
        body.firm_ref,
        body.answer,
        by=by,
        reason=body.reason,
        note=body.note,
        seen=_versions(body),
    )
    return response_answer(result)


@router.get(
    "/{need_id}/responses", operation_id="listMatchResponses", summary="探しものへの返事の一覧"
)
def list_match_responses(app: App, by: Known, need_id: str) -> MatchResponsePage:
    """コーディネーターが読みます。まだ紹介の始まっていない「会いたい」も並びます。"""
    found = app.match_responses.of_need(need_id, by=by)
    return MatchResponsePage(items=[response_out(item) for item in found])


def _versions(body: MatchResponseBody) -> Versions | None:
    if body.index_version and body.model_version and body.ranker_version:
        return Versions(body.index_version, body.model_version, body.ranker_version)
    return None
