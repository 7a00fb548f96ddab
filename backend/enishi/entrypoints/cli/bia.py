"""`enishi bia`: assesses a case in a file, and writes its papers, without a database."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from enishi.domain.bia.assessment import assess
from enishi.domain.bia.case import Case
from enishi.domain.bia.plan import approved_in_advance
from enishi.domain.errors import InvalidValueError
from enishi.domain.japan_time import day_in_japan
from enishi.entrypoints.cli.bia_papers import put_paper
from enishi.entrypoints.cli.bia_tables import print_assessment
from enishi.entrypoints.cli.output import print_json
from enishi.entrypoints.paper.document import PaperFormat
from enishi.entrypoints.paper.plan import PlanForm, plan_paper
from enishi.entrypoints.paper.proposal import proposal_paper
from enishi.entrypoints.wire.bia_answers import AssessmentOut
from enishi.entrypoints.wire.bia_files import read_case, schema
from enishi.entrypoints.wire.bia_present import present_assessment

_STANDARD_INPUT = "-"

app = typer.Typer(no_args_is_help=True)

File = Annotated[str, typer.Argument(help="BIA のファイル（YAML・JSON）。- なら標準入力")]
On = Annotated[str | None, typer.Option(help="この日の時点で計算する（YYYY-MM-DD）。空なら今日")]
Kind = Annotated[PaperFormat, typer.Option("--format", help="文書の形式")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="書き出すファイル（なければ標準出力）")
]


@app.command("assess")
def assess_file(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
    day: On = None,
) -> None:
    """事業影響度分析（BIA）を計算する"""
    case = read_case(_text(file)).to_case()
    assessment = assess(case, _day(day))
    if as_json:
        print_json(present_assessment(assessment).model_dump(mode="json"))
    else:
        print_assessment(assessment.case, present_assessment(assessment))


@app.command("plan")
def write_plan(
    file: File,
    form: Annotated[PlanForm, typer.Option(help="単独型（single）か連携型（joint）")] = (
        PlanForm.SINGLE
    ),
    kind: Kind = PaperFormat.DOCX,
    out: Out = None,
    day: On = None,
) -> None:
    """事業継続力強化計画の下書きをつくる（Word・PDF・JSON）"""
    case = read_case(_text(file))
    put_paper(plan_paper(case, _assessed(case.to_case(), day), form), kind, out)


@app.command("proposal")
def write_proposal(
    file: File,
    customer: Annotated[
        str | None, typer.Option(help="顧客の名前。違約金にあるものなら、その製品だけ")
    ] = None,
    kind: Kind = PaperFormat.DOCX,
    out: Out = None,
    day: On = None,
) -> None:
    """顧客への1枚の提案（災害時リカバリー提案）をつくる"""
    body = read_case(_text(file))
    case = body.to_case()
    approved = _assessed(approved_in_advance(case), day)
    put_paper(proposal_paper(body, _assessed(case, day), approved, customer), kind, out)


def _assessed(case: Case, day: str | None) -> AssessmentOut:
    return present_assessment(assess(case, _day(day)))


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
