"""`enishi index`."""

from dataclasses import asdict
from typing import Annotated

import typer

from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import print_json, progress, say, spoken

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="JSON で出力する")]


@app.command()
def rebuild() -> None:
    """索引をはじめから作り直して切り替える（作成中も古い索引で検索できる）"""
    with progress(spoken("索引を作成中", "building the index")) as report:
        manifest = application().indexing.rebuild(report)
    say(
        f"索引 {manifest.name} に切り替えました（{manifest.firms:,}社、{manifest.passages:,}文）",
        f"now using index {manifest.name} ({manifest.firms:,} firms, "
        f"{manifest.passages:,} passages)",
    )


@app.command()
def refresh() -> None:
    """前の索引からの変更だけを取り込んだ新しい索引に切り替える"""
    with progress(spoken("変更を取り込み中", "taking in changes")) as report:
        manifest = application().indexing.refresh(report)
    say(
        f"索引は最新です（{manifest.name}、{manifest.firms:,}社）",
        f"the index is up to date ({manifest.name}, {manifest.firms:,} firms)",
    )


@app.command()
def status(as_json: AsJson = False) -> None:
    """索引がデータベースとそろっているかを示す"""
    found = application().indexing.status()
    manifest = found.manifest
    if as_json:
        print_json(
            {
                "index_version": manifest.name if manifest else None,
                "model_version": manifest.model_version if manifest else None,
                "built_at": manifest.built_at if manifest else None,
                "firms": manifest.firms if manifest else 0,
                "passages": manifest.passages if manifest else 0,
                "firms_in_database": found.firms_in_database,
                "pending_changes": found.pending,
                "problem": found.problem and found.problem.message,
            }
        )
    elif manifest:
        print(
            spoken(
                f"索引 {manifest.name}: {manifest.firms:,}社 {manifest.passages:,}文、"
                f"未反映の変更 {found.pending:,}件",
                f"index {manifest.name}: {manifest.firms:,} firms, {manifest.passages:,} "
                f"passages, {found.pending:,} changes pending",
            )
        )
    if found.problem:
        raise found.problem


@app.command()
def verify(as_json: AsJson = False) -> None:
    """索引をデータベースと突き合わせる。食い違いがあれば 1 で終わる"""
    found = application().indexing.verify()
    if as_json:
        print_json(asdict(found) | {"is_sound": found.is_sound})
    elif found.is_sound:
        print(
            spoken(
                f"索引 {found.snapshot} はデータベースと一致しています（{found.firms:,}社）",
                f"index {found.snapshot} equals the database ({found.firms:,} firms)",
            )
        )
    else:
        for japanese, english, refs in (
            ("壊れたファイル", "damaged files", found.damaged_files),
            ("索引にない企業", "missing from the index", found.missing),
            ("索引に残っている企業", "no longer in the database", found.surplus),
            ("内容が違う企業", "different", found.different),
        ):
            if refs:
                shown = "、".join(refs[:10]) + (" …" if len(refs) > 10 else "")
                say(f"{japanese} {len(refs)}件: {shown}", f"{english}: {len(refs)}: {shown}")
        if found.pending:
            say(
                f"索引の後に {found.pending}件の変更があります。`enishi index refresh` を"
                "実行してください",
                f"{found.pending} changes came after the index: run `enishi index refresh`",
            )
    if not found.is_sound:
        raise typer.Exit(1)
