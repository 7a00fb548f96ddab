"""`enishi suggestions`: make a week's suggestions, and see how evenly firms were shown."""

from typing import Annotated

import typer

from enishi.domain.exposure import ExposureAudit
from enishi.domain.iso_week import IsoWeek
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.entrypoints.wire.suggestion_present import exposure_out, round_out

app = typer.Typer(no_args_is_help=True)

Week = Annotated[str | None, typer.Option(help="週（2026-W48 のように）。なければ今週")]
Json = Annotated[bool, typer.Option("--json", help="JSON で出力する")]


@app.command("make")
def make_suggestions(week: Week = None, as_json: Json = False) -> None:
    """週の提案を作る（もう作られた週は、そのまま示す）"""
    served = application()
    served.live_index.catch_up()
    suggestions = served.network.suggestions
    made = suggestions.make(_week(week), by=OPERATOR)
    if as_json:
        print_json(round_out(made).model_dump(mode="json"))
        return
    _print_audit(suggestions.audit(made.week, by=OPERATOR))
    if made.is_fallback:
        say(
            "最適な割り当てが解けなかったので、簡単な規則で割り当てました",
            "the optimum was not found; the greedy rule stood in",
        )


@app.command("audit")
def audit_suggestions(week: Week = None, as_json: Json = False) -> None:
    """ある週に、どの企業がどれだけ見せられたかを点検する"""
    audit = application().network.suggestions.audit(_week(week), by=OPERATOR)
    if as_json:
        print_json(exposure_out(audit).model_dump(mode="json"))
    else:
        _print_audit(audit)


def _week(text: str | None) -> IsoWeek:
    return application().network.suggestions.this_week() if text is None else IsoWeek.read(text)


def _print_audit(audit: ExposureAudit) -> None:
    print(f"{audit.week}: {spoken(audit.text, audit.text_en)}")
    gini, naive = audit.spread.gini, audit.naive.gini if audit.naive else None
    if gini is not None:
        told = f"  Gini {gini:.3f}"
        print(
            told
            if naive is None
            else told + spoken(f"（似た順なら {naive:.3f}）", f" (by similarity {naive:.3f})")
        )
    print(
        spoken(
            f"  提案 {audit.suggestions}件（うち試し {audit.trials}件）、相手 {audit.viewers}社",
            f"  {audit.suggestions} suggestions, {audit.trials} trials, {audit.viewers} viewers",
        )
    )
    for group in audit.groups:
        print(
            spoken(
                f"  {group.name.label}: {group.firms}社、平均 {group.mean:.1f}回、"
                f"見せられなかった {group.zero_share:.0%}",
                f"  {group.name}: {group.firms} firms, mean {group.mean:.1f}, "
                f"never shown {group.zero_share:.0%}",
            )
        )
