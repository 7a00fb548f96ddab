"""`enishi export`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from enishi.adapters.interchange import CsvEncoding, Format, write, write_corrections
from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import say
from enishi.services.corrections import correction_record
from enishi.services.interchange import Exported

app = typer.Typer(no_args_is_help=True)


Form = Annotated[Format, typer.Option("--format", help="形式")]
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
def corrections(
    form: Form = Format.JSONL, output: Output = None, encoding: Encoding = CsvEncoding.UTF_8
) -> None:
    """検索の答えへの訂正を、古い順に書き出す"""
    must_be_shown(form, output)
    records = map(correction_record, application().corrections.stream())
    put(output, lambda target: write_corrections(records, form, target, encoding=encoding))


def _run(what: Exported, form: Format, output: Path | None, encoding: CsvEncoding) -> None:
    must_be_shown(form, output)
    records = application().exports.records(what)
    put(output, lambda target: write(records, what, form, target, encoding=encoding))


def must_be_shown(form: Format, output: Path | None) -> None:
    """Refuse to print a workbook on a terminal."""
    if output is None and form is Format.XLSX and sys.stdout.isatty():
        raise InvalidValueError(
            "XLSX は画面に出せません。--output でファイルを指定してください",
            field="output",
            english="XLSX cannot go to a terminal; name a file with --output",
        )


def put(output: Path | None, write_to: Callable[[BinaryIO], int]) -> None:
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
