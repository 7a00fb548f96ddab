"""`enishi serve`, `enishi worker`, `enishi openapi`."""

import errno
import json
import socket
from importlib import import_module
from typing import Annotated, Any

import typer

from enishi.domain.errors import EnishiError
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import say
from enishi.settings import hand_down

# By name: server processes import it themselves. What only servers need is imported where they
# start, so that a search on the command line need not wait for it.
_API = "enishi.entrypoints.api.app"
# How every server process speaks HTTP.
SERVING: dict[str, Any] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    # Whose word on the client's address counts is decided by ENISHI_TRUSTED_PROXIES alone.
    "proxy_headers": False,
    # A question of 2,000 characters is 18 kB in an address; a longer one is refused in words.
    "h11_max_incomplete_event_size": 256 << 10,
}


def serve(
    host: Annotated[str | None, typer.Option(help="待ち受けアドレス")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="ポート")] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="プロセス数")] = None,
) -> None:
    """画面と API を動かす"""
    import uvicorn  # noqa: PLC0415

    settings = application().settings
    where = host or settings.host, port or settings.port
    _must_be_free(*where)
    say(f"http://{where[0]}:{where[1]} で動かします", f"serving on http://{where[0]}:{where[1]}")
    processes = workers or settings.workers
    hand_down(workers=processes)  # each grants its share of what may be asked in a minute
    uvicorn.run(
        f"{_API}:serve",
        factory=True,
        host=where[0],
        port=where[1],
        workers=processes,
        **SERVING,
    )


def _must_be_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened at, before a server tries in its own words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        raise EnishiError(
            f"{host}:{port} で待ち受けできません"
            f"（{'ほかのプログラムが使っています' if taken else error.strerror}）",
            english=f"cannot listen at {host}:{port}: {error.strerror}",
        ) from error


def worker(
    once: Annotated[bool, typer.Option("--once", help="一度だけ確かめて終わる")] = False,
) -> None:
    """裏方の仕事をする（Webhook で知らせ、BIA を計算し直し、週の提案と便りと索引を作る）"""
    from enishi.entrypoints import logs  # noqa: PLC0415
    from enishi.entrypoints.jobs.compaction import Compaction  # noqa: PLC0415
    from enishi.entrypoints.jobs.deliveries import Deliveries  # noqa: PLC0415
    from enishi.entrypoints.jobs.digests import Digests  # noqa: PLC0415
    from enishi.entrypoints.jobs.recurring import look_at_each  # noqa: PLC0415
    from enishi.entrypoints.jobs.suggesting import Suggesting  # noqa: PLC0415
    from enishi.entrypoints.jobs.watching import Watching  # noqa: PLC0415

    settings = application().settings
    logs.set_up(settings.log_level)
    watching = Watching(application().bia.watch)
    deliveries = Deliveries(application().deliveries)
    suggesting = Suggesting(
        lambda: application().network.suggestions, application().live_index.catch_up
    )
    digests = Digests(lambda: application().digests.sending)
    job = Compaction(application().indexing, settings.compact_after)
    if once:
        mailing = [digests.check] if settings.smtp_url is not None else []
        look_at_each(deliveries.check, watching.check, job.check, suggesting.check, *mailing)
        return
    beside = (deliveries, watching, suggesting, digests)
    for thread in beside:
        thread.start()
    job.run()
    for thread in reversed(beside):
        thread.stop()


def openapi() -> None:
    """API の定義（OpenAPI 3.1）を出力する"""
    api = import_module(_API)
    print(json.dumps(api.create(application()).openapi(), ensure_ascii=False, indent=2))
