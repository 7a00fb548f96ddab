"""`enishi demo`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from enishi.adapters.interchange import Layout, NoRejects, open_source
from enishi.domain.chamber import Chamber, Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import EnishiError
from enishi.domain.japan_time import day_in_japan
from enishi.domain.membership import Role
from enishi.domain.query import Query
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.encoder import build as build_encoder
from enishi.entrypoints.cli.output import progress, say, spoken
from enishi.entrypoints.cli.search import print_result
from enishi.entrypoints.cli.serve import serve
from enishi.services.interchange import Exported, ImportReport, Line, Mode, Source
from enishi.services.records import cluster_of

_EXAMPLE = "塩水で錆びない取っ手を削り出せるところ"
# Who to be for a quarter of an hour: a chamber's coordinator, and a firm of its region.
_CHAMBER = Chamber("demo-chamber", "見本商工会議所", Region(clusters=("燕三条",)))
_COORDINATOR = EmailAddress("coordinator@enishi.example")
_MEMBER = EmailAddress("firm@enishi.example")


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
    _invite()
    if serving:
        serve(None, None, None)


def _load() -> None:
    """Put the corpus into the database; what is there already stays as it is."""
    app = application()
    corpus = app.settings.corpus
    with (corpus / "clusters.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            app.clusters.describe(cluster_of(json.loads(line)), expected=None, by=OPERATOR)
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
    if next(iter(app.exports.records(Exported.TIES)), None) is None:
        _load_ties()


def _load_ties() -> None:
    """Put the invented history of contacts into the database, moved so that it ends today."""
    app = application()
    report = app.imports.ties(
        RecentHistory.of(open_source(app.settings.corpus / "ties.jsonl", Layout.TIES)),
        mode=Mode.ALL_OR_NOTHING,
        rejects=NoRejects(),
        progress=lambda _done, _total: None,
    )
    _must_be_stored(report)
    say(f"付属データ: 接点 新規 {report.added}", f"corpus: {report.added} ties added")


@dataclass(frozen=True)
class RecentHistory:
    """A file of ties whose dates are moved by whole weeks, so that the last lies just behind.

    How fixed a network is, is read off the last half year; a history of fixed dates would have
    nothing to show from a certain day on.
    """

    name: str
    size: int | None
    held: tuple[Line, ...]
    moved: timedelta

    @classmethod
    def of(cls, source: Source) -> "RecentHistory":
        """Read the whole file."""
        held = tuple(source.lines())
        days = [date.fromisoformat(line.record["date"]) for line in held if line.record]
        today = day_in_japan(datetime.now(UTC))
        weeks = (today - max(days)) // timedelta(weeks=1)
        return cls(source.name, source.size, held, weeks * timedelta(weeks=1))

    def lines(self) -> Iterator[Line]:
        """Yield the ties with their dates moved."""
        for line in self.held:
            if line.record is None:
                yield line
                continue
            day = date.fromisoformat(line.record["date"]) + self.moved
            yield replace(line, record={**line.record, "date": day.isoformat()})


def _invite() -> None:
    """Print links by which a visitor signs in on both sides of an introduction."""
    app = application()
    if app.settings.public_url is not None:
        return  # a demonstration that others can reach hands out no keys
    people = {item.email for item, _ in app.people.everybody(by=OPERATOR)}
    if _COORDINATOR not in people:
        if _CHAMBER.ref not in {stored.record.ref for stored in app.chambers.all()}:
            app.chambers.add(_CHAMBER, by=OPERATOR)
        role = Role.CHAMBER_ADMINISTRATOR
        app.people.register(_COORDINATOR, "縁 結子", role, _CHAMBER.ref, by=OPERATOR)
    if _MEMBER not in people:
        first = app.firms.page(after=None, limit=1, cluster="燕三条", prefecture=None)[0].record
        role = Role.FIRM_ADMINISTRATOR
        app.people.register(_MEMBER, f"{first.name} 担当", role, first.ref, by=OPERATOR)
    print(
        spoken(
            "\nサインインして試す（15分のあいだ、一度だけ）", "\nsign in to try (15 minutes, once)"
        )
    )
    for email, who, who_en in (
        (_COORDINATOR, "コーディネーターとして", "as a coordinator"),
        (_MEMBER, "企業の担当者として", "as a firm's own"),
    ):
        print(f"  {spoken(who, who_en)}: {app.sign_in.new_link(email, by=OPERATOR)}")


def _must_be_stored(report: ImportReport) -> None:
    if not report.stored:
        first = report.refusals[0]
        raise EnishiError(
            f"付属データ {report.source} の {first.line} 行目: {first.reason}",
            english=f"corpus file {report.source}, line {first.line}: {first.reason_en}",
        )
