"""Whether the server lives, can answer, and how it does."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from enishi.domain.errors import EnishiError
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.answers import Health

router = APIRouter(tags=["運用"])


@router.get("/healthz", operation_id="healthz", summary="動いているか")
def healthz() -> Health:
    """プロセスが動いていれば ok です。"""
    return Health(status="ok")


@router.get(
    "/readyz", operation_id="readyz", summary="答えられるか", responses={503: {"model": Health}}
)
def readyz(app: App, response: Response) -> Health:
    """データベースと索引がそろっていれば ok、そうでなければ 503 と理由です。"""
    checks: dict[str, str] = {}
    healthy = True
    for name, check in (("database", _database), ("index", _index)):
        try:
            checks[name] = check(app)
        except EnishiError as error:
            healthy, checks[name] = False, error.message
        except Exception as error:  # whatever it is, it keeps this server from answering
            healthy, checks[name] = False, type(error).__name__
    response.status_code = 200 if healthy else 503
    return Health(status="ok" if healthy else "unavailable", checks=checks)


@router.get(
    "/metrics", operation_id="metrics", summary="計測値（Prometheus）", response_class=Response
)
def metrics() -> Response:
    """応答時間・件数・索引の遅れ。"""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _database(app: App) -> str:
    app.schema.must_be_current()
    return "ok"


def _index(app: App) -> str:
    return app.live_index.view().version
