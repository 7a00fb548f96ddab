"""`enishi bia`: assesses a case in a file. It needs no database and no index."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from enishi.domain.bia.assessment import assess
from enishi.domain.errors import InvalidValueError
from enishi.domain.japan_time import day_in_japan
from enishi.entrypoints.cli.bia_tables import print_assessment
from enishi.entrypoints.cli.output import print_json
from enishi.entrypoints.wire.bia_files import read_case, schema
from enishi.entrypoints.wire.bia_present import present_assessment

_STANDARD_INPUT = "-"

app = typer.Typer(no_args_is_help=True)


@app.command("assess")
def assess_file(
    file: Annotated[str, typer.Argument(help="BIA のファイル（YAML・JSON）。- なら標準入力")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
    day: Annotated[
        str | None, typer.Option(help="この日の時点で計算する（YYYY-MM-DD）。空なら今日")
    ] = None,
) -> None:
    """事業影響度分析（BIA）を計算する"""
    case = read_case(_text(file)).to_case()
    assessment = assess(case, _day(day))
    if as_json:
        print_json(present_assessment(assessment).model_dump(mode="json"))
    else:
        print_assessment(assessment.case.title, present_assessment(assessment))


@app.command("schema")
def print_schema() -> None:
    """BIA のファイルの JSON Schema を出力する"""
    print_json(schema())


def _text(file: str) -> str:
    read = sys.stdin.buffer.read if file == _STANDARD_INPUT else Path(file).read_bytes
    try:
        return read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValueError(
            "UTF-8 のファイルではありません", field=file, english="not a file in UTF-8"
        ) from None


def _day(text: str | None) -> date:
    if text is None:
        return day_in_japan(datetime.now(UTC))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(
            f"日付（YYYY-MM-DD）で指定してください（{text}）",
            field="--day",
            english=f"must be a date (YYYY-MM-DD), not {text}",
        ) from None
