"""`/clusters`."""

from fastapi import APIRouter, Response

from enishi.entrypoints.api.dependencies import App, Expected, Operator, etag
from enishi.entrypoints.wire.present import cluster_out
from enishi.entrypoints.wire.schemas import ClusterBody, ClusterOut, ClusterPage
from enishi.services.records import cluster_of

router = APIRouter(prefix="/clusters", tags=["産地"])


@router.get("", operation_id="listClusters", summary="産地の一覧")
def list_clusters(app: App) -> ClusterPage:
    """名前の順に、登録された企業の数を付けて並べます。"""
    return ClusterPage(
        items=[cluster_out(stored.record, firms) for stored, firms in app.clusters.all()]
    )


@router.get("/{name}", operation_id="getCluster", summary="産地")
def get_cluster(app: App, name: str, response: Response) -> ClusterOut:
    """ETag は変更するときに If-Match で送ります。"""
    stored, firms = app.clusters.get(name)
    response.headers["ETag"] = etag(stored.revision)
    return cluster_out(stored.record, firms)


@router.post(
    "",
    operation_id="describeCluster",
    summary="産地の説明を登録する",
    status_code=201,
    dependencies=[Operator],
)
def describe_cluster(
    app: App, body: ClusterBody, expected: Expected, response: Response
) -> ClusterOut:
    """同じ名前の産地があれば、その説明を置き換えます。"""
    stored, firms = app.clusters.describe(
        cluster_of(body.model_dump(mode="json")), expected=expected
    )
    response.headers["ETag"] = etag(stored.revision)
    return cluster_out(stored.record, firms)


@router.delete(
    "/{name}",
    operation_id="deleteCluster",
    summary="産地を削除する",
    status_code=204,
    dependencies=[Operator],
)
def delete_cluster(app: App, name: str, expected: Expected) -> None:
    """企業が登録されている産地は削除できません。"""
    app.clusters.remove(name, expected=expected)
