"""`enishi import`."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from enishi.adapters.interchange import Layout, NoRejects, RejectFile, open_source
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import print_json, progress, say, spoken
from enishi.services.interchange import ImportReport, Mode

app = typer.Typer(no_args_is_help=True)

File = Annotated[str, typer.Argument(help="ファイル名。- は標準入力")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="確かめるだけで、何も保存しない")]
SkipInvalid = Annotated[
    bool, typer.Option("--skip-invalid", help="正しい行だけ保存し、誤りのある行は別のファイルへ")
]
Rejects = Annotated[Path | None, typer.Option(help="誤りのある行を書き出すファイル")]
AsJson = Annotated[bool, typer.Option("--json", help="結果を JSON で出力する")]

# Reasons printed before the rest is only counted.
_PRINTED = 20


@app.command()
def firms(
    file: File,
    dry_run: DryRun = False,
    skip_invalid: SkipInvalid = False,
    rejects: Rejects = None,
    as_json: AsJson = False,
) -> None:
    """企業とその能力を取り込む（JSON Lines または CSV）"""
    _run(
        application().imports.firms,
        file,
        Layout.FIRMS,
        _mode(dry_run, skip_invalid),
        rejects,
        as_json,
    )


@app.command()
def needs(
    file: File,
    dry_run: DryRun = False,
    skip_invalid: SkipInvalid = False,
    rejects: Rejects = None,
    as_json: AsJson = False,
) -> None:
    """探しものを取り込む"""
    _run(
        application().imports.needs,
        file,
        Layout.NEEDS,
        _mode(dry_run, skip_invalid),
        rejects,
        as_json,
    )


@app.command()
def ties(
    file: File,
    dry_run: DryRun = False,
    skip_invalid: SkipInvalid = False,
    rejects: Rejects = None,
    as_json: AsJson = False,
) -> None:
    """企業どうしの接点の記録を取り込む"""
    _run(
        application().imports.ties,
        file,
        Layout.TIES,
        _mode(dry_run, skip_invalid),
        rejects,
        as_json,
    )


@app.command()
def gbizinfo(
    file: File,
    dry_run: DryRun = False,
    skip_invalid: SkipInvalid = False,
    rejects: Rejects = None,
    as_json: AsJson = False,
) -> None:
    """gBizINFO の一括ダウンロード（Kihonjoho_UTF-8.csv）から企業を取り込む"""
    mode = _mode(dry_run, skip_invalid)
    _run(application().imports.registry, file, Layout.GBIZINFO, mode, rejects, as_json)


def _mode(dry_run: bool, skip_invalid: bool) -> Mode:
    if dry_run:
        return Mode.DRY_RUN
    return Mode.SKIP_INVALID if skip_invalid else Mode.ALL_OR_NOTHING


def _run(
    load: Callable[..., ImportReport],
    file: str,
    layout: Layout,
    mode: Mode,
    rejects: Path | None,
    as_json: bool,
) -> None:
    source = open_source(file, layout)
    with progress(spoken("取り込み中", "importing")) as bar:
        if mode is Mode.SKIP_INVALID:
            with RejectFile(source, rejects) as aside:
                report = load(source, mode=mode, rejects=aside, progress=bar)
            kept = aside.path if report.refused else None
        else:
            report = load(source, mode=mode, rejects=NoRejects(), progress=bar)
            kept = None
    _tell(report, kept, mode)
    if as_json:
        print_json(asdict(report) | {"read": report.read, "reject_file": kept and str(kept)})
    if report.refused and mode is not Mode.SKIP_INVALID:
        raise typer.Exit(1)


def _tell(report: ImportReport, kept: Path | None, mode: Mode) -> None:
    for refusal in report.refusals[:_PRINTED]:
        where = f"{report.source}:{refusal.line}"
        field = f" {refusal.field}:" if refusal.field else ""
        say(f"{where}:{field} {refusal.reason}", f"{where}:{field} {refusal.reason_en}")
    if report.refused > _PRINTED:
        rest = report.refused - _PRINTED
        say(f"ほかに {rest:,}行", f"and {rest:,} more lines")
    for name, line in report.unknown_fields.items():
        say(
            f"{report.source}:{line}: 知らない項目 {name} は取り込みませんでした",
            f"{report.source}:{line}: unknown field {name} was kept out",
        )
    if report.known_elsewhere:
        say(
            f"{report.known_elsewhere:,}社は別の firm_ref で登録済みのため、そのままにしました",
            f"{report.known_elsewhere:,} firms are registered under another firm_ref; left alone",
        )
    if report.left_out:
        say(
            f"{report.left_out:,}件は登記が閉鎖された法人のため、取り込みませんでした",
            f"{report.left_out:,} closed registrations were left out",
        )
    counted = (
        f"新規 {report.added:,}・更新 {report.updated:,}・変更なし {report.unchanged:,}"
        f"・誤り {report.refused:,}",
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.refused:,} refused",
    )
    if report.stored:
        say(f"取り込みました（{counted[0]}）", f"imported ({counted[1]})")
        if report.added or report.updated:
            say(
                "検索に反映するには `enishi index refresh`（サーバーは自動で反映します）",
                "run `enishi index refresh` to make it findable (a server does so by itself)",
            )
    elif mode is Mode.DRY_RUN:
        say(f"確かめただけで、何も保存していません（{counted[0]}）", f"dry run ({counted[1]})")
    else:
        say(
            f"誤りがあるため、何も保存していません（{counted[0]}）。"
            "正しい行だけ保存するには --skip-invalid",
            f"nothing was stored ({counted[1]}); use --skip-invalid to store the good lines",
        )
    if kept:
        say(f"誤りのある行: {kept}", f"refused lines: {kept}")
