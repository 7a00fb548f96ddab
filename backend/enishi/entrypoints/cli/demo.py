"""`enishi demo`."""

import json
from typing import Annotated

import typer

from enishi.adapters.interchange import Layout, NoRejects, open_source
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.errors import EnishiError
from enishi.domain.query import Query
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.encoder import build as build_encoder
from enishi.entrypoints.cli.output import progress, say, spoken
from enishi.entrypoints.cli.search import print_result
from enishi.entrypoints.cli.serve import serve
from enishi.services.interchange import ImportReport, Mode
from enishi.services.records import cluster_of

_EXAMPLE = "塩水で錆びない取っ手を削り出せるところ"


def demo(
    serving: Annotated[
        bool, typer.Option("--serve/--no-serve", help="最後にサーバーを動かすか")
    ] = True,
) -> None:
    """付属の架空データで、取り込みから検索までを一度に試す（二度目は変わったものだけ）"""
    app = application()
    app.schema.upgrade()
    if app.settings.encoder is None:
        build_encoder()
    _load()
    with progress(spoken("索引を作成中", "building the index")) as report:
        manifest = app.indexing.refresh(report)
    say(
        f"索引 {manifest.name}（{manifest.firms:,}社、{manifest.passages:,}文）",
        f"index {manifest.name} ({manifest.firms:,} firms, {manifest.passages:,} passages)",
    )
    print(spoken(f"\n検索:「{_EXAMPLE}」", f"\nsearch: “{_EXAMPLE}”"))
    print_result(app.search.search(Query(_EXAMPLE), limit=1))
    if serving:
        serve(None, None, None)


def _load() -> None:
    """Put the corpus into the database; what is there already stays as it is."""
    app = application()
    corpus = app.settings.corpus
    with (corpus / "clusters.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            app.clusters.describe(cluster_of(json.loads(line)), expected=None, by=LOCAL_OPERATOR)
    added = updated = 0
    for file in sorted((corpus / "firms").glob("*.jsonl")):
        report = app.imports.firms(
            open_source(file, Layout.FIRMS),
            mode=Mode.ALL_OR_NOTHING,
            rejects=NoRejects(),
            progress=lambda _done, _total: None,
        )
        _must_be_stored(report)
        added, updated = added + report.added, updated + report.updated
    needs = app.imports.needs(
        open_source(corpus / "needs.jsonl", Layout.NEEDS),
        mode=Mode.ALL_OR_NOTHING,
        rejects=NoRejects(),
        progress=lambda _done, _total: None,
    )
    _must_be_stored(needs)
    say(
        f"付属データ: 企業 新規 {added}・更新 {updated}、探しもの 新規 {needs.added}・"
        f"更新 {needs.updated}",
        f"corpus: firms {added} added, {updated} updated; needs {needs.added} added, "
        f"{needs.updated} updated",
    )


def _must_be_stored(report: ImportReport) -> None:
    if not report.stored:
        first = report.refusals[0]
        raise EnishiError(
            f"付属データ {report.source} の {first.line} 行目: {first.reason}",
            english=f"corpus file {report.source}, line {first.line}: {first.reason_en}",
        )
