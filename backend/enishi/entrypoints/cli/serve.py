"""`enishi serve`, `enishi worker`, `enishi openapi`."""

import json
import logging
from typing import Annotated

import structlog
import typer
import uvicorn
from uvicorn.importer import import_from_string

from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import say
from enishi.entrypoints.jobs.compaction import Compaction

# By name: server processes import it themselves, and other commands start without it.
_SERVER = "enishi.entrypoints.api.app:create"


def serve(
    host: Annotated[str | None, typer.Option(help="待ち受けアドレス")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="ポート")] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="プロセス数")] = None,
) -> None:
    """画面と API を動かす."""
    settings = application().settings
    _set_up_logs(settings.log_level)
    where = host or settings.host, port or settings.port
    say(f"http://{where[0]}:{where[1]} で動いています", f"serving on http://{where[0]}:{where[1]}")
    uvicorn.run(
        _SERVER,
        factory=True,
        host=where[0],
        port=where[1],
        workers=workers or settings.workers,
        log_level="warning",
        access_log=False,
    )


def worker(
    once: Annotated[bool, typer.Option("--once", help="一度だけ確かめて終わる")] = False,
) -> None:
    """裏方の仕事をする（変更がたまったら索引を作り直す）."""
    settings = application().settings
    _set_up_logs(settings.log_level)
    job = Compaction(application().indexing, settings.compact_after)
    if once:
        job.check()
    else:
        job.run()


def openapi() -> None:
    """API の定義（OpenAPI 3.1）を出力する."""
    create = import_from_string(_SERVER)
    print(json.dumps(create(application()).openapi(), ensure_ascii=False, indent=2))


def _set_up_logs(level: str) -> None:
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
