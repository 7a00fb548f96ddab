"""Puts a plan or a proposal where a command was told to."""

import sys
from pathlib import Path

from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.cli.output import say
from enishi.entrypoints.paper.document import Paper, PaperFormat


def put_paper(paper: Paper, kind: PaperFormat, out: Path | None) -> None:
    """Write to standard output, or to a file that changes only when all is written."""
    # Word and typst take a third of a second to load, and an assessment needs neither.
    from enishi.entrypoints.paper.rendering import rendered  # noqa: PLC0415

    if out is None and kind is not PaperFormat.JSON and sys.stdout.isatty():
        raise InvalidValueError(
            "Word と PDF は画面に出せません。--out でファイルを指定してください",
            field="out",
            english="Word and PDF cannot go to a terminal; name a file with --out",
        )
    made = rendered(paper, kind)
    if out is None:
        sys.stdout.buffer.write(made)
        return
    _keep(out, made)
    say(
        f"{out} に書き出しました（未記入の項目 {len(paper.gaps)}件）",
        f"written to {out}; {len(paper.gaps)} items are not filled in",
    )


def _keep(out: Path, made: bytes) -> None:
    aside = out.with_name(f".{out.name}.part")
    try:
        aside.write_bytes(made)
        aside.replace(out)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from error
    finally:
        aside.unlink(missing_ok=True)
