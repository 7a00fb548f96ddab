"""`/networks`: the graph of who met whom, how fixed it is, and what would open it."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.paper.document import PaperFormat
from enishi.entrypoints.paper.network_report import network_paper
from enishi.entrypoints.paper.rendering import rendered
from enishi.entrypoints.wire.network_answers import FixationOut, NetworkGraphOut, WhatIfTiesOut
from enishi.entrypoints.wire.network_bodies import WhatIfTiesBody
from enishi.entrypoints.wire.network_present import fixation_out, graph_out, what_if_out

router = APIRouter(tags=["ネットワーク"])

Group = Annotated[
    str | None, Query(description="この集まり（接点の source）だけ。空なら全体", max_length=200)
]
Since = Annotated[date | None, Query(description="この日から。空なら終わりの1年前")]
Until = Annotated[date | None, Query(description="この日まで。空なら今日")]
_PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A4 1枚の報告",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/networks/fixation", operation_id="getFixation", summary="全体・集まりの固定化")
def get_fixation(app: App, by: Known, group: Group = None) -> FixationOut:
    """コーディネーターと運営者が読めます。データが足りないところに数は出しません。"""
    return fixation_out(app.network.fixations.of_group(group, by=by))


@router.get("/networks/graph", operation_id="getGraph", summary="全体・集まりの関係の図")
def get_graph(
    app: App, by: By, group: Group = None, since: Since = None, until: Until = None
) -> NetworkGraphOut:
    """線は、両方の企業が読む人に見せている接点だけです。"""
    found = app.network.graphs.of_group(group, by=by, since=since, until=until)
    return graph_out(found)


@router.get(
    "/networks/{cluster}/fixation",
    operation_id="getClusterFixation",
    summary="産業集積の固定化",
)
def get_cluster_fixation(app: App, by: Known, cluster: str) -> FixationOut:
    """コーディネーターと運営者が読めます。成分の点の和が指数です。"""
    return fixation_out(app.network.fixations.of_cluster(cluster, by=by))


@router.get(
    "/networks/{cluster}/graph", operation_id="getClusterGraph", summary="産業集積の関係の図"
)
def get_cluster_graph(
    app: App, by: By, cluster: str, since: Since = None, until: Until = None
) -> NetworkGraphOut:
    """集積の企業と、その相手です。線は、両方の企業が読む人に見せている接点だけです。"""
    found = app.network.graphs.of_cluster(cluster, by=by, since=since, until=until)
    return graph_out(found)


@router.get(
    "/networks/{cluster}/report.pdf",
    operation_id="getClusterReport",
    summary="固定化の報告（A4 1枚）",
    response_class=Response,
    responses=_PDF,
)
def get_cluster_report(app: App, by: Known, cluster: str) -> Response:
    """首長や役員会に渡す1枚です。つくりたい橋と、この数が言わないことも書きます。"""
    found = app.network.fixations.of_cluster(cluster, by=by)
    return Response(
        rendered(network_paper(fixation_out(found)), PaperFormat.PDF),
        media_type=PaperFormat.PDF.media_type,
        headers={
            "Content-Disposition": 'attachment; filename="network.pdf"',
            "Cache-Control": "no-store",
        },
    )


@router.post(
    "/networks/{cluster}/what-if",
    operation_id="tryTies",
    summary="この紹介が成り立ったら",
)
def try_ties(app: App, by: Known, cluster: str, body: WhatIfTiesBody) -> WhatIfTiesOut:
    """何も保存しません。紹介が10件まで成り立ったとして、指数を数え直します。"""
    pairs = [(one, other) for one, other in body.ties]
    return what_if_out(app.network.fixations.try_ties(cluster, pairs, by=by))


@router.get(
    "/firms/{firm_id}/fixation", operation_id="getFirmFixation", summary="企業の相手の固定化"
)
def get_firm_fixation(app: App, by: Known, firm_id: str) -> FixationOut:
    """その企業と、地域を受け持つコーディネーターが読めます。"""
    return fixation_out(app.network.fixations.of_firm(firm_id, by=by))
