"""The server that agents speak to: its tools, and refusals in words that they can pass on."""

from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from enishi import __version__
from enishi.domain.errors import EnishiError, InvalidValueError
from enishi.entrypoints.mcp.desk import Desk
from enishi.entrypoints.wire.reasons import reason

_ABOUT = """産業集積をまたいで、中小製造業の「できること」と「探しもの」を結ぶ縁（えにし）です。
読むだけの道具です。企業の名前や数値は答えのとおりに伝え、答えにないことを補わないでください。
Enishi matches what small manufacturers of Japan can do with what others look for. Read-only.
"""

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


class AgentServer(MCPServer[Any]):
    """Tells the domain's refusals as errors of a tool, in Japanese with an English twin."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Use a tool; raises ToolError with sentences for whoever asked the agent."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            match error.__cause__:
                case EnishiError() as refusal:
                    raise ToolError(_told(refusal)) from refusal
                case ValidationError() as wrong if not isinstance(error, UnexpectedToolError):
                    raise ToolError(_wrong(wrong)) from wrong
                case None:  # no tool of that name
                    raise ToolError(_words(f"{name} という道具はありません", str(error))) from None
                case cause:
                    raise UnexpectedToolError(_OUR_MISTAKE) from cause


def agent_server(desk: Desk) -> AgentServer:
    """Build a server over a desk; it keeps nothing between two calls."""
    server = AgentServer(
        "enishi",
        title="縁 Enishi",
        instructions=_ABOUT,
        version=__version__,
        log_level="WARNING",
        subscriptions=False,  # nothing here changes that an agent would have to be told of
    )
    for tool, title in (
        (desk.find_firms, "企業をさがす"),
        (desk.describe_firm, "企業を知る"),
        (desk.matches_for_need, "探しものに合う企業"),
        (desk.partners_for_firm, "思いつかなかった相手"),
        (desk.suggestions_for_firm, "今週の提案"),
        (desk.network_health, "ネットワークの健康"),
        (desk.why_not_suggested, "なぜ提案されなかったか"),
        (desk.introduction_status, "紹介の進み具合"),
    ):
        server.add_tool(tool, title=title, annotations=_READS)
    return server


def _told(refusal: EnishiError) -> str:
    if isinstance(refusal, InvalidValueError) and refusal.field:
        return _words(f"{refusal.field}: {refusal.message}", f"{refusal.field}: {refusal.english}")
    return _words(refusal.message, refusal.english)


def _wrong(error: ValidationError) -> str:
    """Name the first argument that is wrong; an agent mends one after the other."""
    first = error.errors()[0]
    name = ".".join(str(step) for step in first["loc"])
    japanese, english = reason(first)
    return _words(f"{name}: {japanese}", f"{name}: {english}")


def _words(japanese: str, english: str) -> str:
    return f"{japanese}\n{english}"


_OUR_MISTAKE = _words(
    "サーバーの内部で問題が起きました。時間をおいて、もう一度お試しください",
    "something went wrong on the server; try again later",
)
