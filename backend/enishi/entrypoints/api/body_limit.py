"""Stops reading a request body that is too large, declared or not."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enishi.domain.errors import TooLargeError
from enishi.entrypoints.api.problems import refusal

# A firm with every text at its limit is about 10 MB of JSON only when every one of its two
# hundred capabilities says twenty thousand characters; one in practice is 10 kB.
LARGEST_BODY = 4 << 20


class BodyLimit:
    """ASGI middleware; answers 413 as soon as the limit is passed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on while its body stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > LARGEST_BODY:
            await self._refuse(scope, receive, send)
            return
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return  # the client has left in the middle of what it had to say
            body += message.get("body", b"")
            if len(body) > LARGEST_BODY:
                await self._refuse(scope, receive, send)
                return
            if not message.get("more_body", False):
                break
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, replay, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = TooLargeError(
            f"一度に送れるのは {LARGEST_BODY >> 20} MiB までです",
            english=f"a request may hold at most {LARGEST_BODY >> 20} MiB",
        )
        await refusal(error)(scope, receive, send)
