"""`/search`."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import FirmKind
from enishi.domain.need import NeedKind
from enishi.domain.query import Conditions, Filters
from enishi.domain.query import Query as Question
from enishi.entrypoints.api.callers import By
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.answers import SearchAnswer
from enishi.entrypoints.wire.bodies import SearchBody
from enishi.entrypoints.wire.present import search_answer
from enishi.entrypoints.wire.renaming import renaming
from enishi.services.records import constraints_of
from enishi.services.search import LARGEST_PAGE

router = APIRouter(tags=["さがす"])

# Without bounds 1e999999999 would be written out, one zero after the other.
Exact = Annotated[Decimal, Field(max_digits=28, decimal_places=9)]
# What the body of a POST calls the parameters of a GET.
IN_A_BODY = {"q": "text", "cluster": "clusters", "kind": "kinds"}


class SearchParameters(BaseModel):
    """What a search address may say; anything else is named and refused."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(description="探したいこと", examples=["塩水で錆びない取っ手を削り出せるところ"])
    purpose: NeedKind = Field(NeedKind.SOURCING, description="目的")
    cluster: list[str] = Field([], description="この産地に限る")
    exclude_cluster: list[str] = Field([], description="この産地を除く")
    prefecture: list[str] = Field([], description="この都道府県に限る")
    certification: list[str] = Field([], description="この認証を持つ")
    kind: list[FirmKind] = Field([], description="この種類の組織に限る")
    max_size_mm: Exact | None = Field(None, ge=0, description="必要な寸法（mm）")
    tolerance_um: Exact | None = Field(None, ge=0, description="必要な精度（μm）")
    max_lead_time_days: int | None = Field(None, ge=0, description="納期（日以内）")
    lot: int | None = Field(None, ge=1, description="必要な個数")
    conditions: Conditions = Field(
        Conditions.PENALTY, description="満たさない企業を penalty 下げる / gate 外す"
    )
    seeker_ref: str | None = Field(None, description="探している企業の firm_ref")
    prefer_other_clusters: bool = Field(True, description="別の産地を優先する")
    ignore: list[str] = Field([], description="読み取りから外すもの（用語や条件の名前）")
    limit: int = Field(20, ge=1, le=LARGEST_PAGE, description="1ページの件数")
    cursor: str | None = Field(None, description="前のページの next_cursor")
    explain: bool = Field(False, description="点数の内訳を付ける")

    def question(self) -> Question:
        """Return the question asked; raises InvalidValueError."""
        return Question(
            text=self.q,
            purpose=self.purpose,
            filters=Filters(
                clusters=tuple(self.cluster),
                prefectures=tuple(self.prefecture),
                certifications=tuple(self.certification),
                kinds=tuple(self.kind),
                exclude_clusters=tuple(self.exclude_cluster),
            ),
            constraints=Constraints(
                max_size_mm=self.max_size_mm,
                tolerance_um=self.tolerance_um,
                max_lead_time_days=self.max_lead_time_days,
                lot=self.lot,
            ),
            conditions=self.conditions,
            seeker_ref=self.seeker_ref,
            prefer_other_clusters=self.prefer_other_clusters,
            ignored=tuple(self.ignore),
        )


@router.get("/search", operation_id="search", summary="文で探す")
def search(app: App, by: By, asked: Annotated[SearchParameters, Query()]) -> SearchAnswer:
    """公開されている項目だけから、理由とともに企業を探します。"""
    asking = asked.question()
    result = app.search.search(asking, limit=asked.limit, cursor=asked.cursor, by=by)
    if asked.cursor is None:
        app.network.tally.note(asking, result, by=by)
    return search_answer(result, explain=asked.explain)


@router.post("/search", operation_id="searchNeed", summary="その場限りの探しもので探す")
def search_need(app: App, by: By, body: SearchBody) -> SearchAnswer:
    """条件の付いた探しものを、保存せずに検索します。"""
    with renaming(IN_A_BODY):
        asking = question(body)
        result = app.search.search(asking, limit=body.limit, cursor=body.cursor, by=by)
    if body.cursor is None:
        app.network.tally.note(asking, result, by=by)
    return search_answer(result, explain=body.explain)


def question(body: SearchBody) -> Question:
    """Return the question that a body asks; raises InvalidValueError."""
    try:
        constraints = constraints_of(body.constraints.model_dump())
    except InvalidValueError as error:
        raise error.at("constraints") from None
    return Question(
        text=body.text,
        purpose=body.purpose,
        filters=Filters(clusters=tuple(body.clusters), kinds=tuple(body.kinds)),
        constraints=constraints,
        conditions=body.conditions,
        seeker_ref=body.seeker_ref,
        prefer_other_clusters=body.prefer_other_clusters,
        ignored=tuple(body.ignore),
    )
