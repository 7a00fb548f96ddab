"""The HTTP door: routes over the services, with the web page beside them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from enishi import __version__
from enishi.bootstrap import Application
from enishi.domain.errors import EnishiError
from enishi.entrypoints.api import clusters, firms, health, needs, problems, search, web
from enishi.entrypoints.api.body_limit import BodyLimit
from enishi.entrypoints.api.follower import Follower
from enishi.entrypoints.api.telemetry import Telemetry
from enishi.entrypoints.wire.schemas import Problem
from enishi.settings import read_settings

_ABOUT = """産業集積をまたいで、中小製造業の「できること」と「探しもの」を結ぶ API です。

検索の答えには理由と条件の判定が付きます。`index_version`・`model_version`・`ranker_version` が
同じなら、同じ答えが再現します。断りはすべて `application/problem+json`（RFC 9457）で、
日本語の説明と英語の対訳が付きます。
"""


def create(application: Application | None = None) -> FastAPI:
    """Build the server; without an application, one from the environment's settings."""
    served = application or Application(read_settings())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        follower = None
        try:
            follower = Follower(served.live_index, served.settings.index_poll_seconds)
            follower.start()
        except EnishiError:
            # Without an encoder there is no search, but everything else works; the
            # refusal reaches whoever searches.
            follower = None
        yield
        if follower is not None:
            follower.stop()
            served.live_index.close()

    app = FastAPI(
        title="縁 Enishi API",
        version=__version__,
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,  # its page would fetch scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.application = served
    app.add_middleware(BodyLimit)
    app.add_middleware(Telemetry)
    problems.install(app)
    api = APIRouter(prefix="/api/v1", responses={"4XX": {"model": Problem, "description": "断り"}})
    for module in (search, firms, needs, clusters, health):
        api.include_router(module.router)
    app.include_router(api)
    app.include_router(health.router, include_in_schema=False)
    web.install(app, served.settings.web)
    return app
