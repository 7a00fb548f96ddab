"""The coordinator's lists: who may be lost, whose entry lacks most, who has gone silent."""

import re
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.paging import (
    Cursor,
    Limit,
    not_a_cursor,
    read_cursor,
    write_cursor,
)
from enishi.entrypoints.wire.register_answers import (
    CompletenessPage,
    SilentFirmPage,
    SuccessionRiskPage,
)
from enishi.entrypoints.wire.register_present import (
    completeness_out,
    risk_out,
    silent_firm_out,
)
from enishi.services.successions import Soonness

router = APIRouter(tags=["コーディネーターの作業台"])

_NUMBER = re.compile(r"[0-9]{1,5}")

Chamber = Annotated[str | None, Query(description="この会議所の地域に限る")]
# Each firm of the list asks the search a question of its own.
FewLimit = Annotated[int, Query(ge=1, le=20, description="1ページの件数（20まで）")]
Days = Annotated[int, Query(ge=1, le=3650, description="この日数のあいだ便りがない")]


@router.get(
    "/succession-risks", operation_id="listSuccessionRisks", summary="なくなるかもしれない企業"
)
def list_succession_risks(
    app: App, by: Known, chamber: Chamber = None, limit: FewLimit = 10, cursor: Cursor = None
) -> SuccessionRiskPage:
    """担当地域で廃業予定や後継者のいない企業を、早い順に、頼っている企業と代わりの候補とともに並べます。"""
    page, end = app.successions.risks(
        by=by, chamber_ref=chamber, after=_soonness_behind(cursor), limit=limit
    )
    return SuccessionRiskPage(
        items=[risk_out(risk) for risk in page],
        next_cursor=write_cursor(f"{end[0]}{end[1]} {end[2]}") if end else None,
    )


@router.get("/completeness", operation_id="listCompleteness", summary="届け出の充実度")
def list_completeness(
    app: App, by: Known, chamber: Chamber = None, limit: Limit = 50, cursor: Cursor = None
) -> CompletenessPage:
    """担当地域の企業を、足りないものが多い順に、電話で聞く文とともに並べます。"""
    found = app.completeness.queue(
        by=by, chamber_ref=chamber, after=_number_behind(cursor), limit=limit + 1
    )
    page = found[:limit]
    last = f"{page[-1].score} {page[-1].firm.ref}" if len(found) > limit else None
    return CompletenessPage(
        items=[completeness_out(item) for item in page],
        next_cursor=write_cursor(last) if last else None,
    )


@router.get("/silent-firms", operation_id="listSilentFirms", summary="便りのない企業")
def list_silent_firms(
    app: App,
    by: Known,
    chamber: Chamber = None,
    days: Days = 90,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> SilentFirmPage:
    """担当地域で、サインインも変更も回答もない企業を、長い順に並べます。"""
    found = app.silent_firms.quiet(
        by=by, chamber_ref=chamber, days=days, after=_time_behind(cursor), limit=limit + 1
    )
    page = found[:limit]
    last = f"{page[-1].heard_at.isoformat()} {page[-1].firm.ref}" if len(found) > limit else None
    return SilentFirmPage(
        items=[silent_firm_out(item) for item in page],
        next_cursor=write_cursor(last) if last else None,
    )


def _soonness_behind(cursor: str | None) -> Soonness | None:
    place = _number_behind(cursor)
    return None if place is None else (*divmod(place[0], 10), place[1])


def _number_behind(cursor: str | None) -> tuple[int, str] | None:
    text = read_cursor(cursor)
    if text is None:
        return None
    number, _, ref = text.partition(" ")
    if not _NUMBER.fullmatch(number):
        raise not_a_cursor()
    return int(number), ref


def _time_behind(cursor: str | None) -> tuple[datetime, str] | None:
    text = read_cursor(cursor)
    if text is None:
        return None
    heard_at, _, ref = text.partition(" ")
    try:
        return datetime.fromisoformat(heard_at).astimezone(UTC), ref
    except (ValueError, OverflowError):
        raise not_a_cursor() from None
