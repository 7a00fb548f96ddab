"""`enishi report`: what a year came to."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from enishi.adapters.interchange import CsvEncoding, Format, write_yearly_report
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.exports import must_be_shown, put
from enishi.entrypoints.cli.output import print_json
from enishi.entrypoints.wire.introduction_present import report_out
from enishi.services.yearly_reports import yearly_report_rows

app = typer.Typer(no_args_is_help=True)


class TableFormat(StrEnum):
    """The files that a report is written as."""

    CSV = "csv"
    XLSX = "xlsx"


@app.callback()
def _reports() -> None:
    """報告をまとめる"""


@app.command()
def yearly(
    year: Annotated[int, typer.Argument(help="年")],
    fiscal: Annotated[bool, typer.Option("--fiscal", help="4月からの年度で数える")] = False,
    chamber: Annotated[str | None, typer.Option(help="会議所（なければすべて）")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
    form: Annotated[TableFormat | None, typer.Option("--format", help="表の形式")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="書き出すファイル（なければ標準出力）")
    ] = None,
    encoding: Annotated[CsvEncoding, typer.Option(help="CSV の文字コード")] = CsvEncoding.UTF_8,
) -> None:
    """一年の紹介と成果を、2011年の調査の値と並べる"""
    reports = application().yearly_reports
    report = reports.report(year, by=OPERATOR, chamber_ref=chamber, is_fiscal=fiscal)
    if as_json:
        print_json(report_out(report).model_dump(mode="json"))
        return
    rows = yearly_report_rows(report)
    if form is None and output is None:
        for row in rows:
            print("\t".join("" if cell is None else str(cell) for cell in row.values()))
        return
    kind = Format((form or TableFormat.CSV).value)
    must_be_shown(kind, output)
    put(output, lambda target: write_yearly_report(rows, kind, target, encoding=encoding))
