"""`/clusters`."""

from urllib.parse import quote

from fastapi import APIRouter, Response

from enishi.bootstrap import Application
from enishi.domain.cluster import Cluster
from enishi.entrypoints.api.dependencies import App, Expected, Operator, etag
from enishi.entrypoints.api.once import once
from enishi.entrypoints.api.stale import STALE, showing_current
from enishi.entrypoints.wire.answers import ClusterOut, ClusterPage
from enishi.entrypoints.wire.bodies import ClusterBody, ClusterPatch
from enishi.entrypoints.wire.merging import merged
from enishi.entrypoints.wire.present import cluster_out
from enishi.services.ports import Stored
from enishi.services.records import cluster_of, cluster_record

router = APIRouter(prefix="/clusters", tags=["産地"])


@router.get("", operation_id="listClusters", summary="産地の一覧")
def list_clusters(app: App) -> ClusterPage:
    """名前の順に、登録された企業の数を付けて並べます。"""
    return ClusterPage(
        items=[cluster_out(stored.record, firms) for stored, firms in app.clusters.all()]
    )


@router.post(
    "",
    operation_id="createCluster",
    summary="産地を登録する",
    status_code=201,
    dependencies=[Operator],
)
@once()
def create_cluster(app: App, body: ClusterBody, response: Response) -> ClusterOut:
    """企業の届け出に出てきた産地は登録済みです。その説明は PATCH で加えます。"""
    stored, firms = app.clusters.add(cluster_of(body.model_dump(mode="json")))
    response.headers["Location"] = f"/api/v1/clusters/{quote(stored.record.name, safe='')}"
    return _shown(stored, firms, response)


@router.get("/{name:path}", operation_id="getCluster", summary="産地")
def get_cluster(app: App, name: str, response: Response) -> ClusterOut:
    """ETag は変更するときに If-Match で送ります。"""
    return _shown(*app.clusters.get(name), response)


@router.patch(
    "/{name:path}",
    operation_id="updateCluster",
    summary="産地の説明を変える",
    responses=STALE,
    dependencies=[Operator],
)
def update_cluster(
    app: App, name: str, body: ClusterPatch, expected: Expected, response: Response
) -> ClusterOut:
    """送った項目だけを変えます。"""
    changes = body.model_dump(mode="json", exclude_unset=True)

    def edit(cluster: Cluster) -> Cluster:
        return cluster_of(merged(cluster_record(cluster), changes))

    with showing_current(lambda: _current(app, name), sent=body):
        stored, firms = app.clusters.change(name, edit, expected=expected)
    return _shown(stored, firms, response)


@router.delete(
    "/{name:path}",
    operation_id="deleteCluster",
    summary="産地を削除する",
    status_code=204,
    responses=STALE,
    dependencies=[Operator],
)
def delete_cluster(app: App, name: str, expected: Expected) -> None:
    """企業が登録されている産地は削除できません。"""
    with showing_current(lambda: _current(app, name)):
        app.clusters.remove(name, expected=expected)


def _current(app: Application, name: str) -> tuple[int, ClusterOut]:
    stored, firms = app.clusters.get(name)
    return stored.revision, cluster_out(stored.record, firms)


def _shown(stored: Stored[Cluster], firms: int, response: Response) -> ClusterOut:
    response.headers["ETag"] = etag(stored.revision)
    return cluster_out(stored.record, firms)
