"""`enishi export`."""

import csv
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from enishi.adapters.interchange import CsvEncoding, Format, write
from enishi.adapters.interchange.cells import text_of
from enishi.adapters.interchange.jsonl import to_json
from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import say
from enishi.services.corrections import CORRECTION_FIELDS, correction_record
from enishi.services.interchange import Exported

app = typer.Typer(no_args_is_help=True)


class TextFormat(StrEnum):
    """How corrections are written: for programmes that improve the ranking."""

    JSONL = "jsonl"
    CSV = "csv"


Form = Annotated[Format, typer.Option("--format", help="形式")]
TextForm = Annotated[TextFormat, typer.Option("--format", help="形式")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="書き出すファイル（なければ標準出力）")
]
Encoding = Annotated[CsvEncoding, typer.Option(help="CSV の文字コード")]


@app.command()
def firms(
    form: Form = Format.JSONL, output: Output = None, encoding: Encoding = CsvEncoding.UTF_8
) -> None:
    """企業とその能力を書き出す"""
    _run(Exported.FIRMS, form, output, encoding)


@app.command()
def needs(
    form: Form = Format.JSONL, output: Output = None, encoding: Encoding = CsvEncoding.UTF_8
) -> None:
    """探しものを書き出す"""
    _run(Exported.NEEDS, form, output, encoding)


@app.command()
def ties(
    form: Form = Format.JSONL, output: Output = None, encoding: Encoding = CsvEncoding.UTF_8
) -> None:
    """企業どうしの接点の記録を書き出す"""
    _run(Exported.TIES, form, output, encoding)


@app.command()
def corrections(form: TextForm = TextFormat.JSONL, output: Output = None) -> None:
    """検索の答えへの訂正を、古い順に書き出す"""
    records = map(correction_record, application().corrections.stream())
    write_as = _write_jsonl if form is TextFormat.JSONL else _write_csv
    _put(output, lambda target: write_as(records, target))


def _run(what: Exported, form: Format, output: Path | None, encoding: CsvEncoding) -> None:
    if output is None and form is Format.XLSX and sys.stdout.isatty():
        raise InvalidValueError(
            "XLSX は画面に出せません。--output でファイルを指定してください",
            field="output",
            english="XLSX cannot go to a terminal; name a file with --output",
        )
    records = application().exports.records(what)
    _put(output, lambda target: write(records, what, form, target, encoding=encoding))


def _put(output: Path | None, write_to: Callable[[BinaryIO], int]) -> None:
    """Write to standard output, or to a file that changes only when all is written."""
    if output is None:
        written = write_to(sys.stdout.buffer)
    else:
        aside = output.with_name(f".{output.name}.part")
        try:
            with aside.open("wb") as target:
                written = write_to(target)
            aside.replace(output)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(output)) from error
        finally:
            aside.unlink(missing_ok=True)
    say(f"{written:,}件を書き出しました", f"{written:,} records written")


def _write_jsonl(records: Iterable[Mapping[str, Any]], target: BinaryIO) -> int:
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 — the count is the answer
        target.write(f"{to_json(record)}\n".encode())
    return number


def _write_csv(records: Iterable[Mapping[str, Any]], target: BinaryIO) -> int:
    """Write what strangers typed so that no spreadsheet takes it for a formula."""
    out = TextIOWrapper(target, encoding=CsvEncoding.UTF_8.value, newline="")
    writer = csv.writer(out)
    writer.writerow(CORRECTION_FIELDS)
    number = 0
    try:
        for number, record in enumerate(records, 1):  # noqa: B007 — the count is the answer
            writer.writerow([text_of(record[name]) for name in CORRECTION_FIELDS])
        out.flush()
    finally:
        out.detach()
    return number
