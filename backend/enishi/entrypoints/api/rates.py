"""How much may be asked in a minute: by each key, each person who signed in, each address."""

import re
from collections import OrderedDict
from datetime import timedelta
from hashlib import sha256
from math import ceil
from time import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enishi.domain.access import Caller
from enishi.domain.errors import TooManyRequestsError
from enishi.entrypoints.api.network import client_network
from enishi.entrypoints.api.problems import refusal
from enishi.settings import Settings

_LIMITED = re.compile("/api/v1/|/mcp$")
# Whoever watches over the server asks these, and must not be turned away when it is busy.
_FREE = frozenset(f"/api/v1/{name}" for name in ("healthz", "readyz", "metrics"))
_WINDOW_SECONDS = 60
# Keys and sessions that are remembered to have convinced: some megabytes at most.
_MOST_PROVEN = 10_000

Headers = list[tuple[bytes, bytes]]


class RateLimits:
    """ASGI middleware; answers 429 to who asks too much, and tells everybody what is left.

    It must know who asks before any work is done, and may not ask the database. So a key or a
    cookie that has convinced once, in this process, is counted by whose it is; until then, and
    whenever nothing convincing is shown, the address is counted. Made-up keys thus buy no
    further calls.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._trusted_proxies = settings.trusted_proxies
        self._by_kind = {
            "key": _item(settings.rate_per_key, settings.workers),
            "session": _item(settings.rate_per_session, settings.workers),
            "address": _item(settings.rate_per_address, settings.workers),
        }
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._proven: OrderedDict[bytes, tuple[str, str]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on while there is something left for who asks."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not _LIMITED.match(path) or path in _FREE:
            await self._app(scope, receive, send)
            return
        shown = _shown(scope)
        kind, who = self._proven.get(shown) or (
            "address",
            client_network(scope, self._trusted_proxies),
        )
        headers, wait = self._count(kind, who)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._learn(shown, scope, message["status"])
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        if wait:
            await refusal(TooManyRequestsError(timedelta(seconds=wait)))(scope, receive, told)
        else:
            await self._app(scope, receive, told)

    def _count(self, kind: str, who: str) -> tuple[Headers, int]:
        """Count one request; return what to tell of it, and for how long to wait if refused."""
        item = self._by_kind[kind]
        if item is None:
            return [], 0
        is_within = self._limiter.hit(item, kind, who)
        window = self._limiter.get_window_stats(item, kind, who)
        seconds = min(max(ceil(window.reset_time - time()), 1), _WINDOW_SECONDS)
        told = {
            "ratelimit-limit": str(item.amount),
            "ratelimit-remaining": str(max(window.remaining, 0)),
            "ratelimit-reset": str(seconds),
            "ratelimit-policy": f"{item.amount};w={_WINDOW_SECONDS}",
        }
        headers = [(name.encode(), value.encode()) for name, value in told.items()]
        return headers, 0 if is_within else seconds

    def _learn(self, shown: bytes, scope: Scope, status: int) -> None:
        """Remember whose it was, as the request has found out; forget what no longer convinces."""
        by = scope.get("state", {}).get("caller")
        if status == 401:
            self._proven.pop(shown, None)
        elif shown and isinstance(by, Caller) and by.is_signed_in:
            self._proven[shown] = (
                ("key", by.key_ref) if by.key_ref else ("session", by.person_ref or "")
            )
            self._proven.move_to_end(shown)
            if len(self._proven) > _MOST_PROVEN:
                self._proven.popitem(last=False)


def _item(per_minute: int, workers: int) -> RateLimitItemPerMinute | None:
    """Return one process's share of a limit; None where there is none."""
    return RateLimitItemPerMinute(ceil(per_minute / workers)) if per_minute else None


def _shown(scope: Scope) -> bytes:
    """Return a digest of what a request shows of itself; empty where it shows nothing."""
    given = [value for name, value in scope["headers"] if name in (b"authorization", b"cookie")]
    return sha256(b"\n".join(given)).digest() if given else b""
