"""Agents elsewhere: one request, one answer at /mcp, under the key that each request shows.

No session is kept and no stream stays open, so any server process answers any request. Cookies
count for nothing here: no page of another site can have a browser ask in somebody's name.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from anyio import to_thread
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from enishi.bootstrap import Application
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.errors import EnishiError, NotSignedInError
from enishi.entrypoints.api.problems import refusal
from enishi.entrypoints.mcp.desk import Asking, Desk
from enishi.entrypoints.mcp.server import agent_server

ADDRESS = "/mcp"
# An agent's question is a few kilobytes; the whole server refuses what is far larger.
_LARGEST_BODY = 1 << 20

Bearer = Callable[[Application, str], Caller]


class AgentDoor:
    """ASGI application at one address; `by_bearer` tells whose key is shown."""

    path = ADDRESS

    def __init__(self, application: Callable[[], Application], by_bearer: Bearer) -> None:
        self._application = application
        self._by_bearer = by_bearer
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Answer for as long as the server lives."""
        server = agent_server(Desk(self._application, _caller))
        server.streamable_http_app(
            stateless_http=True,
            json_response=True,
            max_request_body_size=_LARGEST_BODY,
            # Against a page that has rebound its name to us: it has no key to show, and
            # without one there is nothing to be had that is not public.
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        self._manager = server.session_manager
        async with self._manager.run():
            yield
        self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, once it is known who asks."""
        scope["route"] = self  # under whose path the request is counted
        if scope["method"] != "POST" or self._manager is None:
            raise HTTPException(405, headers={"Allow": "POST"})
        try:
            by = await to_thread.run_sync(self._asking, scope)
        except EnishiError as error:
            await refusal(error)(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = by
        await self._manager.handle_request(scope, receive, send)

    def _asking(self, scope: Scope) -> Caller:
        """Return who asks, as the request's key shows it; nobody in particular without one."""
        shown = [value for name, value in scope["headers"] if name == b"authorization"]
        if not shown:
            return replace(ANONYMOUS, door="mcp")
        scheme, _, secret = shown[0].decode("latin-1").partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise NotSignedInError(
                "鍵を Authorization: Bearer … で送ってください",
                english="send the key as Authorization: Bearer …",
            )
        return replace(self._by_bearer(self._application(), secret.strip()), door="mcp")


def _caller(asking: Asking) -> Caller:
    request = asking.request_context.request
    assert request is not None
    found: Caller = request.state.caller
    return found
