"""`enishi mcp`."""

import sys

from enishi.entrypoints.cli.context import application


def mcp() -> None:
    """エージェント（MCP）の問いに標準入出力で答える"""
    # Imported here: what only agents need takes a second.
    from enishi.entrypoints import logs  # noqa: PLC0415
    from enishi.entrypoints.mcp.stdio import serve  # noqa: PLC0415

    # What is printed belongs to the protocol.
    logs.set_up(application().settings.log_level, to=sys.stderr)
    serve(application())
