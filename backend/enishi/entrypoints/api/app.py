"""The HTTP door: routes over the services, with the web page beside them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute
from starlette.routing import Route

from enishi import __version__
from enishi.bootstrap import Application
from enishi.entrypoints import logs
from enishi.entrypoints.api import (
    audit,
    bia,
    bia_alternatives,
    bia_cases,
    bia_jobs,
    bia_papers,
    bulk,
    chambers,
    changes,
    clusters,
    corrections,
    digest_previews,
    digests,
    disclosures,
    exports,
    federation,
    firms,
    gatherings,
    health,
    introduction_steps,
    introductions,
    keys,
    lexicon,
    me,
    needs,
    networks,
    overlooked,
    partners,
    people,
    problems,
    proxy_registrations,
    register,
    reports,
    responses,
    search,
    sign_in,
    suggestions,
    ties,
    web,
    webhooks,
    workbench,
)
from enishi.entrypoints.api.address import must_be_understood, query_parameters
from enishi.entrypoints.api.body_limit import BodyLimit
from enishi.entrypoints.api.callers import by_bearer, known
from enishi.entrypoints.api.follower import Follower
from enishi.entrypoints.api.headers import SecurityHeaders
from enishi.entrypoints.api.rates import RateLimits
from enishi.entrypoints.api.telemetry import Telemetry
from enishi.entrypoints.jobs.tallying import Tallying
from enishi.entrypoints.mcp.http import ADDRESS, AgentDoor
from enishi.entrypoints.wire.answers import Problem
from enishi.settings import read_settings

_ABOUT = """産業集積をまたいで、中小製造業の「できること」と「探しもの」を結ぶ API です。

検索の答えには理由と条件の判定が付きます。`index_version`・`model_version`・`ranker_version` が
同じなら、同じ答えが再現します。断りはすべて `application/problem+json`（RFC 9457）で、
日本語の説明と英語の対訳が付きます。
"""

_MODULES = (
    *(search, firms, needs, disclosures, clusters, lexicon, corrections, health),
    *(sign_in, federation, me, people, chambers, keys, audit),
    *(register, proxy_registrations, workbench),
    *(introductions, introduction_steps, responses, reports),
    *(bulk, changes, exports, webhooks),
    *(ties, networks),
    *(bia, bia_cases, bia_alternatives, bia_jobs, bia_papers),
    *(digests, digest_previews),
    *(gatherings, overlooked, partners, suggestions),
)

_REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Problem, "description": "断り"},
    "5XX": {"model": Problem, "description": "いまは答えられません"},
}


def serve() -> FastAPI:
    """Build a server process from the environment's settings."""
    settings = read_settings()
    logs.set_up(settings.log_level)
    return create(Application(settings))


def create(served: Application) -> FastAPI:
    """Build the server over an application."""

    app = FastAPI(
        title="縁 Enishi API",
        version=__version__,
        description=_ABOUT,
        lifespan=_life,
        docs_url=None,  # its page would fetch scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.application = served
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(RateLimits, settings=served.settings)
    app.add_middleware(Telemetry)
    app.add_middleware(SecurityHeaders)
    problems.install(app)
    api = APIRouter(
        prefix="/api/v1", dependencies=[Depends(must_be_understood)], responses=_REFUSALS
    )
    for module in _MODULES:
        api.include_router(module.router)
    app.include_router(api)
    app.include_router(federation.returning, prefix="/api/v1", responses=_REFUSALS)
    app.include_router(health.router, include_in_schema=False)
    app.state.agents = AgentDoor(lambda: app.state.application, by_bearer)
    app.router.routes.append(Route(ADDRESS, app.state.agents, include_in_schema=False))
    web.install(app, served.settings.web)
    definition = _define(app)
    app.state.query_parameters = query_parameters(definition)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    served: Application = app.state.application
    follower = Follower(lambda: served.live_index, served.settings.index_poll_seconds)
    follower.start()
    tallying = Tallying(served.network.tally)
    tallying.start()
    async with app.state.agents.open():
        yield
    tallying.stop()
    follower.stop()


def _define(app: FastAPI) -> dict[str, Any]:
    """Complete the API's definition once, before anybody asks for it."""
    definition = app.openapi()
    insisting = {
        route.operation_id
        for module in _MODULES
        for route in module.router.routes
        if isinstance(route, APIRoute) and _insists(route.dependant)
    }
    for operations in definition["paths"].values():
        for operation in operations.values():
            if "security" in operation and operation["operationId"] not in insisting:
                operation["security"].append({})  # a key shows more, and is not asked for
            for status, response in operation["responses"].items():
                if status in _REFUSALS or status == "412":
                    # Told under the type of the answer itself, which may be a page.
                    (told,) = response["content"].values()
                    response["content"] = {problems.MEDIA_TYPE: told}
                elif response["description"] == "Successful Response":
                    response["description"] = "答え"
    return definition


def _insists(needed: Dependant) -> bool:
    """Tell whether a route is only for those who say who they are."""
    return any(part.call is known or _insists(part) for part in needed.dependencies)
