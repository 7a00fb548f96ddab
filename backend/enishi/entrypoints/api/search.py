"""`/search`."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from enishi.domain.constraint import Constraints
from enishi.domain.firm import FirmKind
from enishi.domain.need import NeedKind
from enishi.domain.query import Conditions, Filters
from enishi.domain.query import Query as Question
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.paging import Cursor, Limit
from enishi.entrypoints.wire.present import search_answer
from enishi.entrypoints.wire.schemas import SearchAnswer, SearchBody
from enishi.services.records import constraints_of

router = APIRouter(tags=["さがす"])


@router.get("/search", operation_id="search", summary="文で探す")
def search(
    app: App,
    q: Annotated[
        str, Query(description="探したいこと", examples=["塩水で錆びない取っ手を削り出せるところ"])
    ],
    purpose: Annotated[NeedKind, Query(description="目的")] = NeedKind.SOURCING,
    cluster: Annotated[list[str], Query(description="この産地に限る")] = [],
    exclude_cluster: Annotated[list[str], Query(description="この産地を除く")] = [],
    prefecture: Annotated[list[str], Query(description="この都道府県に限る")] = [],
    certification: Annotated[list[str], Query(description="この認証を持つ")] = [],
    kind: Annotated[list[FirmKind], Query(description="この種類の組織に限る")] = [],
    max_size_mm: Annotated[Decimal | None, Query(ge=0, description="必要な寸法（mm）")] = None,
    tolerance_um: Annotated[Decimal | None, Query(ge=0, description="必要な精度（μm）")] = None,
    max_lead_time_days: Annotated[int | None, Query(ge=0, description="納期（日以内）")] = None,
    lot: Annotated[int | None, Query(ge=1, description="必要な個数")] = None,
    conditions: Annotated[
        Conditions, Query(description="満たさない企業を penalty 下げる / gate 外す")
    ] = Conditions.PENALTY,
    seeker_ref: Annotated[str | None, Query(description="探している企業の firm_ref")] = None,
    prefer_other_clusters: Annotated[bool, Query(description="別の産地を優先する")] = True,
    limit: Limit = 20,
    cursor: Cursor = None,
    explain: Annotated[bool, Query(description="点数の内訳を付ける")] = False,
) -> SearchAnswer:
    """公開されている項目だけから、理由とともに企業を探します。"""
    question = Question(
        text=q,
        purpose=purpose,
        filters=Filters(
            clusters=tuple(cluster),
            prefectures=tuple(prefecture),
            certifications=tuple(certification),
            kinds=tuple(kind),
            exclude_clusters=tuple(exclude_cluster),
        ),
        constraints=Constraints(
            max_size_mm=max_size_mm,
            tolerance_um=tolerance_um,
            max_lead_time_days=max_lead_time_days,
            lot=lot,
        ),
        conditions=conditions,
        seeker_ref=seeker_ref,
        prefer_other_clusters=prefer_other_clusters,
    )
    return search_answer(app.search.search(question, limit=limit, cursor=cursor), explain=explain)


@router.post("/search", operation_id="searchNeed", summary="その場限りの探しもので探す")
def search_need(app: App, body: SearchBody) -> SearchAnswer:
    """条件の付いた探しものを、保存せずに検索します。"""
    question = Question(
        text=body.text,
        purpose=body.purpose,
        filters=Filters(clusters=tuple(body.clusters), kinds=tuple(body.kinds)),
        constraints=constraints_of(body.constraints.model_dump(mode="python")),
        conditions=Conditions(body.conditions),
        seeker_ref=body.seeker_ref,
        prefer_other_clusters=body.prefer_other_clusters,
    )
    result = app.search.search(question, limit=body.limit, cursor=body.cursor)
    return search_answer(result, explain=body.explain)
