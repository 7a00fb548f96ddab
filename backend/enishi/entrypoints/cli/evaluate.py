"""`enishi evaluate`."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from enishi.adapters.interchange import Layout, open_source
from enishi.domain.comparison import Comparison
from enishi.domain.errors import InvalidValueError
from enishi.domain.need import Need
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.figures import Compared, print_figures
from enishi.entrypoints.cli.output import print_json, progress, spoken
from enishi.entrypoints.cli.shortfalls import page_of
from enishi.entrypoints.cli.trec import read_qrels, read_run, write_run
from enishi.services.evaluations import Evaluation, NeedField
from enishi.services.records import need_of


def evaluate(
    needs: Annotated[Path, typer.Option(help="探しもの（needs.jsonl）")],
    qrels: Annotated[Path, typer.Option(help="判定（qrels.tsv）")],
    field: Annotated[
        NeedField, typer.Option(help="検索にかける項目")
    ] = NeedField.TITLE_AND_DESCRIPTION,
    run: Annotated[Path | None, typer.Option(help="順位を TREC 形式で書き出すファイル")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="今の検索と比べる、前の順位（TREC 形式）")
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option(help="検索せずに、2つの順位を比べる（前、後。TREC 形式）"),
    ] = None,
    worst: Annotated[
        Path | None, typer.Option(help="答えの悪い探しものを、理由とともに書き出すファイル（.md）")
    ] = None,
    worst_count: Annotated[int, typer.Option(min=1, help="--worst に書く件数")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """検索の質を、判定済みの探しもので測る（nDCG@10・MRR@10・recall@100）。前の順位とも比べる"""
    asked, judgements = _needs(needs), read_qrels(qrels)
    if compare is not None:
        _must_not_search({"--run": run, "--baseline": baseline, "--worst": worst})
        before, after = compare
        compared = Comparison.of(asked, judgements, read_run(before), read_run(after))
        _answer(None, Compared(compared, before.name, after.name), as_json=as_json)
        return
    earlier = read_run(baseline) if baseline is not None else None
    application().live_index.catch_up()
    service = application().evaluations
    with progress(spoken("測定中", "measuring")) as report:
        found = service.evaluate(asked, judgements, field, report)
    if run is not None:
        write_run(run, found.run)
    if worst is not None:
        page = page_of(service.worst(asked, judgements, found, worst_count), found)
        worst.write_text(page, encoding="utf-8")
    versus = None
    if baseline is not None and earlier is not None:
        compared = Comparison.of(asked, judgements, earlier, found.rankings)
        versus = Compared(compared, baseline.name, None)
    _answer(found, versus, as_json=as_json)


def _must_not_search(options: dict[str, Path | None]) -> None:
    for name, value in options.items():
        if value is not None:
            raise InvalidValueError(
                f"検索せずに順位を比べるので、{name} とは一緒に使えません",
                field="--compare",
                english=f"compares without searching, so {name} cannot stand beside it",
            )


def _needs(path: Path) -> list[Need]:
    needs = []
    for line in open_source(path, Layout.NEEDS).lines():
        try:
            if line.error is not None:
                raise line.error
            needs.append(need_of(line.record or {}))
        except InvalidValueError as error:
            raise error.at(f"{path.name}:{line.number}") from None
    return needs


def _answer(found: Evaluation | None, versus: Compared | None, *, as_json: bool) -> None:
    if versus is not None:
        versus.tell_missing()
    if as_json:
        answer: dict[str, Any] = {}
        if found is not None:
            answer |= {name: value for name, value in asdict(found).items() if name != "run"}
        if versus is not None:
            answer["comparison"] = versus.as_json()
        print_json(answer)
        return
    if found is not None:
        print_figures(found)
    if versus is not None:
        versus.print()
