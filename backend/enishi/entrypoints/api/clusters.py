"""`/clusters`."""

from urllib.parse import quote

from fastapi import APIRouter, Response

from enishi.bootstrap import Application
from enishi.domain.access import Caller
from enishi.domain.cluster import Cluster
from enishi.entrypoints.api.callers import By, Known
from enishi.entrypoints.api.dependencies import App, Expected, etag
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
def list_clusters(app: App, by: By) -> ClusterPage:
    """名前の順に、登録された企業の数を付けて並べます。"""
    return ClusterPage(
        items=[cluster_out(stored.record, firms) for stored, firms in app.clusters.all(by=by)]
    )


@router.post(
    "",
    operation_id="createCluster",
    summary="産地を登録する",
    status_code=201,
)
@once()
def create_cluster(app: App, by: Known, body: ClusterBody, response: Response) -> ClusterOut:
    """企業の届け出に出てきた産地は登録済みです。その説明は PATCH で加えます。"""
    stored, firms = app.clusters.add(cluster_of(body.model_dump(mode="json")), by=by)
    response.headers["Location"] = f"/api/v1/clusters/{quote(stored.record.name, safe='')}"
    return _shown(stored, firms, response)


@router.get("/{name:path}", operation_id="getCluster", summary="産地")
def get_cluster(app: App, by: By, name: str, response: Response) -> ClusterOut:
    """ETag は変更するときに If-Match で送ります。"""
    return _shown(*app.clusters.get(name, by=by), response)


@router.patch(
    "/{name:path}",
    operation_id="updateCluster",
    summary="産地の説明を変える",
    responses=STALE,
)
def update_cluster(
    app: App, by: Known, name: str, body: ClusterPatch, expected: Expected, response: Response
) -> ClusterOut:
    """送った項目だけを変えます。"""
    changes = body.model_dump(mode="json", exclude_unset=True)

    def edit(cluster: Cluster) -> Cluster:
        return cluster_of(merged(cluster_record(cluster), changes))

    with showing_current(lambda: _current(app, by, name), sent=body):
        stored, firms = app.clusters.change(name, edit, expected=expected, by=by)
    return _shown(stored, firms, response)


@router.delete(
    "/{name:path}",
    operation_id="deleteCluster",
    summary="産地を削除する",
    status_code=204,
    responses=STALE,
)
def delete_cluster(app: App, by: Known, name: str, expected: Expected) -> None:
    """企業が登録されている産地は削除できません。"""
    with showing_current(lambda: _current(app, by, name)):
        app.clusters.remove(name, expected=expected, by=by)


def _current(app: Application, by: Caller, name: str) -> tuple[int, ClusterOut]:
    stored, firms = app.clusters.get(name, by=by)
    return stored.revision, cluster_out(stored.record, firms)


def _shown(stored: Stored[Cluster], firms: int, response: Response) -> ClusterOut:
    response.headers["ETag"] = etag(stored.revision)
    return cluster_out(stored.record, firms)
