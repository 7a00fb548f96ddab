"""`/lexicon`: anybody reads the words of the trade; coordinators amend them."""

from typing import Annotated

from fastapi import APIRouter, Query

from enishi.domain.lexicon import ConceptKind
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.paging import Cursor, Limit, read_cursor, write_cursor
from enishi.entrypoints.wire.bodies import ConceptBody
from enishi.entrypoints.wire.concepts import (
    ConceptOut,
    ConceptPage,
    LexiconOut,
    concept_out,
    lexicon_out,
)
from enishi.entrypoints.wire.renaming import renaming
from enishi.services.lexicon import is_indexed

router = APIRouter(prefix="/lexicon", tags=["用語の辞書"])


@router.get("", operation_id="getLexicon", summary="辞書の版と大きさ")
def get_lexicon(app: App) -> LexiconOut:
    """ファイルの辞書に、API での変更（追補）を重ねたものです。

    今の索引がこの辞書で作られたかも示します。
    """
    return lexicon_out(app.lexicons.status(), is_indexed=is_indexed(app.snapshots, app.finder))


@router.get("/concepts", operation_id="listConcepts", summary="用語の一覧")
def list_concepts(
    app: App,
    q: Annotated[
        str | None, Query(description="どれかの言い方がこれを含むもの（文字の幅などは問わない）")
    ] = None,
    kind: Annotated[ConceptKind | None, Query(description="この種類に限る")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> ConceptPage:
    """見出しの順に並べます。"""
    found = app.lexicons.page(after=read_cursor(cursor), limit=limit + 1, q=q, kind=kind)
    page = found[:limit]
    return ConceptPage(
        items=[concept_out(entry) for entry in page],
        next_cursor=write_cursor(page[-1].concept.name) if len(found) > limit else None,
    )


@router.get("/concepts/{name:path}", operation_id="getConcept", summary="用語")
def get_concept(app: App, name: str) -> ConceptOut:
    """見出しで引きます。この答えを直して、そのまま PUT で送れます。"""
    return concept_out(app.lexicons.get(name))


@router.put(
    "/concepts/{name:path}",
    operation_id="putConcept",
    summary="用語を加える・書き換える",
)
def put_concept(app: App, by: Known, name: str, body: ConceptBody) -> ConceptOut:
    """送らなかった項目は空になります。辞書の点検に通らなければ 422 と理由です。

    検索の答えには、次に索引を作り直したときに反映されます。
    """
    with renaming({"concept": "name"}):
        return concept_out(app.lexicons.put(name, body.model_dump(mode="json"), by=by))


@router.delete(
    "/concepts/{name:path}",
    operation_id="leaveOutConcept",
    summary="用語を辞書から外す",
    status_code=204,
)
def leave_out_concept(app: App, by: Known, name: str) -> None:
    """ほかの用語がまだ指しているものは外せません（422 と理由）。restore で戻せます。"""
    app.lexicons.leave_out(name, by=by)


@router.post(
    "/concepts/{name:path}/restore",
    operation_id="restoreConcept",
    summary="用語をファイルのとおりに戻す",
    status_code=204,
)
def restore_concept(app: App, by: Known, name: str) -> None:
    """その用語への変更を捨てます。API で加えた用語は、なくなります。"""
    app.lexicons.restore(name, by=by)
