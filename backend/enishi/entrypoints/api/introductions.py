"""`/introductions`: the coordinators' pipeline, and what the two firms see of it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.domain.introduction import Stage
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App, Expected, etag
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.wire.introduction_answers import (
    IntroductionEventPage,
    IntroductionOut,
    IntroductionPage,
    RemindersOut,
)
from enishi.entrypoints.wire.introduction_bodies import IntroductionBody, IntroductionPatch
from enishi.entrypoints.wire.introduction_present import (
    event_out,
    introduction_out,
    reminders_out,
)
from enishi.services.introductions.opening import Proposal
from enishi.services.introductions.service import Turn
from enishi.services.introductions.viewing import IntroductionView

router = APIRouter(prefix="/introductions", tags=["紹介"])


@router.get("", operation_id="listIntroductions", summary="紹介の一覧")
def list_introductions(
    app: App,
    by: Known,
    stage: Annotated[Stage | None, Query(description="この段階のもの")] = None,
    chamber: Annotated[str | None, Query(description="この会議所が担当するもの")] = None,
    firm: Annotated[
        str | None, Query(description="この企業のもの（企業の人は自社だけを指定できます）")
    ] = None,
    need: Annotated[str | None, Query(description="この探しものから始まったもの")] = None,
    due: Annotated[bool, Query(description="確かめる日が来たものだけ")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> IntroductionPage:
    """新しい順に並べます。コーディネーターは担当・引き継ぎ・地域の企業のもの、企業は自社のものを読めます。"""
    found = app.introductions.page(
        by=by,
        after=read_cursor(cursor),
        limit=limit + 1,
        stage=stage,
        chamber_ref=chamber,
        firm_ref=firm,
        need_ref=need,
        is_due=due,
    )
    page = found[:limit]
    return IntroductionPage(
        items=[introduction_out(view) for view in page],
        next_cursor=write_cursor(page[-1].ref) if len(found) > limit else None,
    )


@router.post("", operation_id="createIntroduction", summary="紹介を提案する", status_code=201)
def create_introduction(
    app: App, by: Known, body: IntroductionBody, response: Response
) -> IntroductionOut:
    """一つの探しもので同時に5件まで。同じ2社の同じ目的の紹介は、一度に一つです。"""
    view = app.introductions.propose(Proposal(**body.model_dump()), by=by)
    response.headers["Location"] = f"/api/v1/introductions/{view.ref}"
    return shown(view, response)


@router.get("/reminders", operation_id="listReminders", summary="今日すること")
def list_reminders(
    app: App,
    by: Known,
    on: Annotated[date | None, Query(description="この日の分。空なら今日")] = None,
) -> RemindersOut:
    """確かめる日が来た紹介を長く過ぎた順に、続けて成果をたずねる相手を並べます。"""
    return reminders_out(app.reminders.due(by=by, on=on))


@router.get("/{introduction_ref}", operation_id="getIntroduction", summary="紹介")
def get_introduction(
    app: App, by: Known, introduction_ref: str, response: Response
) -> IntroductionOut:
    """ETag は変更するときに If-Match で送ります。"""
    return shown(app.introductions.get(introduction_ref, by=by), response)


@router.patch("/{introduction_ref}", operation_id="updateIntroduction", summary="紹介を書き直す")
def update_introduction(
    app: App,
    by: Known,
    introduction_ref: str,
    body: IntroductionPatch,
    expected: Expected,
    response: Response,
) -> IntroductionOut:
    """題・担当者・次に確かめる日を変えます。覚え書きだけを足すこともできます。"""
    turn = Turn(by, body.note, body.next_date, expected)
    view = app.introductions.edit(
        introduction_ref, turn, title=body.title, coordinator_ref=body.coordinator_ref
    )
    return shown(view, response)


@router.get(
    "/{introduction_ref}/events", operation_id="listIntroductionEvents", summary="紹介の記録"
)
def list_introduction_events(app: App, by: Known, introduction_ref: str) -> IntroductionEventPage:
    """だれが、いつ、何を、なぜしたか。企業には、自社にかかわるものだけが見えます。"""
    view = app.introductions.get(introduction_ref, by=by)
    return IntroductionEventPage(items=[event_out(event) for event in view.events])


def shown(view: IntroductionView, response: Response) -> IntroductionOut:
    """Answer with an introduction and the ETag of what the caller has now seen."""
    response.headers["ETag"] = etag(view.revision)
    return introduction_out(view)
