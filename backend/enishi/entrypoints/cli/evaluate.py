"""`enishi evaluate`."""

from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from enishi.adapters.interchange import Layout, open_source
from enishi.domain.errors import InvalidValueError
from enishi.domain.evaluation import HIGHEST_GRADE
from enishi.domain.need import Need
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import print_json, progress, spoken
from enishi.services.evaluations import Evaluation, Figures, NeedField, RunLine
from enishi.services.records import need_of


def evaluate(
    needs: Annotated[Path, typer.Option(help="探しもの（needs.jsonl）")],
    qrels: Annotated[Path, typer.Option(help="判定（qrels.tsv）")],
    field: Annotated[
        NeedField, typer.Option(help="検索にかける項目")
    ] = NeedField.TITLE_AND_DESCRIPTION,
    run: Annotated[Path | None, typer.Option(help="順位を TREC 形式で書き出すファイル")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """検索の質を、判定済みの探しもので測る（nDCG@10・MRR@10・recall@100）"""
    application().live_index.catch_up()
    with progress(spoken("測定中", "measuring")) as report:
        found = application().evaluations.evaluate(_needs(needs), _qrels(qrels), field, report)
    if run is not None:
        run.write_text("".join(map(_trec, found.run)), encoding="utf-8")
    if as_json:
        print_json({name: value for name, value in asdict(found).items() if name != "run"})
    else:
        _print(found)


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


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    judgements: defaultdict[str, dict[str, int]] = defaultdict(dict)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValueError(
            f"読めません（{error}）", field=path.name, english=f"cannot be read ({error})"
        ) from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match line.split("\t"):
            case [need_ref, firm_ref, grade] if grade.strip() in map(str, range(HIGHEST_GRADE + 1)):
                judgements[need_ref][firm_ref] = int(grade)
            case _:
                raise InvalidValueError(
                    "「need_ref（タブ）firm_ref（タブ）0〜3」の形ではありません",
                    field=f"{path.name}:{number}",
                    english="must be need_ref, firm_ref and a grade of 0 to 3, tab separated",
                )
    return judgements


def _trec(line: RunLine) -> str:
    return f"{line.need_ref} Q0 {line.firm_ref} {line.rank} {line.score:.4f} enishi\n"


def _print(found: Evaluation) -> None:
    print(
        f"{found.field.value}  index {found.index_version}  model {found.model_version}  "
        f"ranker {found.ranker_version}"
    )
    print(f"{'':24}{'needs':>6}{'nDCG@10':>9}{'MRR@10':>9}{'recall@100':>12}")
    for name, figures in (
        ("all", found.overall),
        *found.by_kind.items(),
        *found.by_class.items(),
    ):
        _print_row(name, figures)


def _print_row(name: str, figures: Figures) -> None:
    recall = "–" if figures.recall_at_100 is None else f"{figures.recall_at_100:.3f}"
    print(
        f"{name:24}{figures.needs:>6}{figures.ndcg_at_10:>9.3f}{figures.mrr_at_10:>9.3f}"
        f"{recall:>12}"
    )
