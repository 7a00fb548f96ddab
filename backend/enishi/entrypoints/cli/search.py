"""`enishi search`."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from enishi.domain.constraint import Outcome
from enishi.domain.match import Fit, Match
from enishi.domain.need import NeedKind
from enishi.domain.query import Filters, Query
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.entrypoints.wire.present import search_answer
from enishi.entrypoints.wire.renaming import renaming
from enishi.services.reading import Reading
from enishi.services.records import constraints_of
from enishi.services.search import LARGEST_PAGE, SearchResult

# More changes than this are not taken in before answering: the answer would take longer
# than building the index.
_TAKEN_IN = 200

_FITS = {Fit.HIGH: "high", Fit.MEDIUM: "medium", Fit.LOW: "low"}
_MARKS = {Outcome.MET: "○", Outcome.NOT_MET: "×", Outcome.UNKNOWN: "？"}


def search(
    text: Annotated[str, typer.Argument(help="探したいこと（日本語の文のままで）")],
    purpose: Annotated[NeedKind, typer.Option(help="目的")] = NeedKind.SOURCING,
    limit: Annotated[int, typer.Option(min=1, max=LARGEST_PAGE, help="件数")] = 10,
    cluster: Annotated[list[str] | None, typer.Option(help="この産地に限る（複数可）")] = None,
    exclude_cluster: Annotated[
        list[str] | None, typer.Option(help="この産地を除く（複数可）")
    ] = None,
    prefecture: Annotated[list[str] | None, typer.Option(help="この都道府県に限る")] = None,
    certification: Annotated[list[str] | None, typer.Option(help="この認証を持つ")] = None,
    max_size_mm: Annotated[float | None, typer.Option(min=0, help="必要な寸法（mm）")] = None,
    tolerance_um: Annotated[float | None, typer.Option(min=0, help="必要な精度（μm）")] = None,
    lot: Annotated[int | None, typer.Option(min=1, help="必要な個数")] = None,
    max_lead_time_days: Annotated[int | None, typer.Option(min=0, help="納期（日以内）")] = None,
    seeker: Annotated[str | None, typer.Option(help="探している企業の firm_ref")] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="読み取りから外す用語や条件（複数可）")
    ] = None,
    explain: Annotated[bool, typer.Option(help="点数の内訳も出す")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """できる企業を、理由とともに探す"""
    conditions = {
        "max_size_mm": max_size_mm,
        "tolerance_um": tolerance_um,
        "lot": lot,
        "max_lead_time_days": max_lead_time_days,
    }
    with renaming({"q": "text"}):
        query = Query(
            text=text,
            purpose=purpose,
            filters=Filters(
                clusters=tuple(cluster or ()),
                prefectures=tuple(prefecture or ()),
                certifications=tuple(certification or ()),
                exclude_clusters=tuple(exclude_cluster or ()),
            ),
            constraints=constraints_of(conditions),
            seeker_ref=seeker,
            ignored=tuple(ignore or ()),
        )
    application().warm_up()
    with _uncollected():
        _take_in_changes()
        result = application().search.search(query, limit=limit)
    if as_json:
        print_json(search_answer(result, explain=explain).model_dump(mode="json"))
    else:
        print_result(result)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the garbage lie: opening the index makes a million objects that all stay alive.

    Looking through them again and again would take a sixth of the answer's time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _take_in_changes() -> None:
    live = application().live_index
    live.view()
    pending = live.pending()
    if pending <= _TAKEN_IN:
        live.catch_up()
    else:
        say(
            f"未反映の変更が {pending:,}件あります。`enishi index refresh` を実行してください",
            f"{pending:,} changes are not in the index yet: run `enishi index refresh`",
        )


def print_result(result: SearchResult) -> None:
    """Print a page of answers for people."""
    if read := _read(result.reading):
        print(spoken(f"読み取り: {read}", f"understood: {read}"))
    about = spoken("およそ", "about ") if result.count_relation == "about" else ""
    print(spoken(f"{about}{result.count}件", f"{about}{result.count} found"))
    for number, match in enumerate(result.matches, start=1):
        _print_match(number, match)
    for relaxation in result.relaxations:
        print(spoken(relaxation.text, relaxation.text_en))
    print(
        spoken(
            f"索引 {result.index_version} / モデル {result.model_version} / "
            f"順位 {result.ranker_version}",
            f"index {result.index_version} / model {result.model_version} / "
            f"ranker {result.ranker_version}",
        )
    )


def _read(reading: Reading) -> str:
    """Return what was understood and not taken back, in one line."""
    ignored = set(reading.ignored)
    conditions = [item for item in reading.conditions if not {item.name, item.value} & ignored]
    told = {item.span for item in conditions}  # a certificate is a concept as well
    concepts = [
        (spoken("除く ", "not ") if item.is_denied else "") + spoken(item.concept, item.concept_en)
        for item in reading.concepts
        if item.concept not in ignored and item.span not in told
    ]
    labels = [spoken(item.label, item.label_en) for item in conditions]
    return spoken("・", ", ").join((*concepts, *labels))


def _print_match(number: int, match: Match) -> None:
    firm = match.firm
    place = " ".join(filter(None, (firm.cluster, firm.prefecture, firm.municipality)))
    fit = spoken(f"適合: {match.fit.value}", f"fit: {_FITS[match.fit]}")
    print(f"\n{number}. {firm.name}（{place}）  {fit}")
    if match.capability is not None:
        print(f"   {match.capability.name}")
    for reason in match.reasons:
        print(f"   ・{spoken(reason.text, reason.text_en)}")
    for verdict in match.verdicts:
        print(f"   {_MARKS[verdict.outcome]} {spoken(verdict.text, verdict.text_en)}")
