"""Counts and times requests, and writes one log line for each."""

import time
from uuid import uuid4

import structlog
from prometheus_client import Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enishi.entrypoints.api.problems import unforeseen

REQUESTS = Counter("enishi_requests_total", "Requests by route and status", ["route", "status"])
SECONDS = Histogram(
    "enishi_request_seconds",
    "Time to answer, by route",
    ["route"],
    buckets=(0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1, 2, 5),
)
PENDING = Gauge("enishi_index_pending_changes", "Changes not yet findable")
FIRMS = Gauge("enishi_index_firms", "Firms that can be found")

_log = structlog.get_logger()


class Telemetry:
    """ASGI middleware around everything else; the last resort for a mistake of our own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Time one request and tag its answer with an id that the log repeats."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = uuid4().hex[:16]
        status: int | None = None

        async def tagged(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, tagged)
        except Exception:
            _log.exception("unforeseen error", id=request_id)
            if status is not None:  # half an answer is out: all that is left is to break off
                raise
            await unforeseen()(scope, receive, tagged)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", None) or "other"
            REQUESTS.labels(route, str(status or 500)).inc()
            SECONDS.labels(route).observe(seconds)
            # The path alone: a query may say what a firm would not want in a log.
            _log.info(
                "request",
                id=request_id,
                method=scope["method"],
                route=route,
                status=status or 500,
                ms=round(seconds * 1000, 1),
            )
