"""Agents on the same machine: one programme, one key, over standard input and output."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from enishi.bootstrap import Application
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.errors import BusyError
from enishi.entrypoints.mcp.desk import Asking, Desk
from enishi.entrypoints.mcp.server import agent_server


def serve(application: Application) -> None:
    """Answer one agent until it hangs up."""

    def catch_up() -> None:
        with suppress(BusyError):  # what was found a moment ago is an answer, too
            application.live_index.catch_up()

    desk = Desk(lambda: application, key_holder(application), catch_up)
    agent_server(desk).run("stdio")


def key_holder(application: Application) -> Callable[[Asking], Caller]:
    """Return what tells whose key the settings name; without one it is nobody's.

    A key that does not convince is refused at each call, where the agent can say so.
    """
    secret = application.settings.mcp_key

    def caller(_asking: Asking) -> Caller:
        if secret is None:
            return replace(ANONYMOUS, door="mcp")
        return replace(application.api_keys.caller(secret.get_secret_value()), door="mcp")

    return caller
