"""What each part of the search adds: nDCG@10 step by step, with the paired test of each step.

    python -m benchmarks.ablation --firms corpus/firms --needs corpus/needs.jsonl \\
        --qrels corpus/qrels.tsv

Builds the plain encoder once more and two indexes in a folder of its own, and prints the table
that docs/search.md keeps. The weights of the first four steps are set by hand, the last row's
are the fitted ones.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from enishi.adapters.encoding import build_encoder, load_encoder
from enishi.adapters.encoding.centring import CentredEncoder
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.constraint import Constraints
from enishi.domain.evaluation import Judgements, ndcg_at_k
from enishi.domain.need import Need
from enishi.domain.passage import passages
from enishi.domain.query import Query
from enishi.domain.significance import randomisation_p
from enishi.entrypoints.cli.trec import read_qrels
from enishi.services.ranker import Ranker, Weights
from enishi.services.reading import Reader
from enishi.services.records import firm_of, need_of
from enishi.services.search import SearchService
from enishi.settings import Settings, read_settings

_TWO_LEGS = Weights(
    words=0.6,
    meaning=0.5,
    concepts=0.0,
    late=0.0,
    failed_condition=-1.0,
    unknown_condition=0.0,
    other_cluster=0.1,
    kinship=0.0,
)
_LEXICON = replace(_TWO_LEGS, concepts=0.25)
_CONDITIONS = replace(_LEXICON, unknown_condition=-0.3)
_TOKENS = replace(_CONDITIONS, late=0.5)


@dataclass(frozen=True)
class Step:
    """One more part than the row before."""

    name: str
    is_tuned: bool
    reads_conditions: bool
    weights: Weights


STEPS = (
    Step("語と意味の2つの脚", False, False, _TWO_LEGS),
    Step("＋ 用語の辞書", False, False, _LEXICON),
    Step("＋ 文から読む条件と、不明の条件", False, True, _CONDITIONS),
    Step("＋ 学習したエンコーダと語どうしの照らし合わせ", True, True, _TOKENS),
    Step("＋ 当てはめた重みと目的", True, True, Weights()),
)


class Unread(Reader):
    """Reads no conditions from a text."""

    def constraints(self, *_: object) -> Constraints:
        return Constraints()


def main(
    firms: Annotated[Path, typer.Option(help="a JSONL file, or a folder of them")],
    needs: Annotated[Path, typer.Option()],
    qrels: Annotated[Path, typer.Option()],
) -> None:
    judged = read_qrels(qrels)
    wanted = [need for need in map(need_of, _lines(needs)) if judged.get(need.ref)]
    with TemporaryDirectory() as folder:
        plain = _plain_encoder(Path(folder) / "plain")
        apps = {
            tuned: _application(Path(folder) / f"home-{tuned}", firms, None if tuned else plain)
            for tuned in (False, True)
        }
        print("| | 題と説明 | p | 短い問い | p |\n|---|---|---|---|---|")
        before: list[list[float]] = []
        for step in STEPS:
            search = _searching(apps[step.is_tuned], step)
            figures = [_figures(search, wanted, judged, short=short) for short in (False, True)]
            print(f"| {step.name} | {' | '.join(_cells(figures, before))} |")
            before = figures


def _cells(figures: Sequence[Sequence[float]], before: Sequence[Sequence[float]]) -> Iterator[str]:
    for number, scores in enumerate(figures):
        yield f"{fmean(scores):.3f}"
        if before:
            differences = [a - b for a, b in zip(scores, before[number], strict=True)]
            yield f"{randomisation_p(differences):.4f}"
        else:
            yield "―"


def _figures(
    search: SearchService,
    needs: Sequence[Need],
    judged: Mapping[str, Judgements],
    *,
    short: bool,
) -> list[float]:
    view = search.index.view()
    scores = []
    for need in needs:
        query = Query.of(need)
        asked = query.asking(need.query) if short and need.query else query
        refs = [candidate.firm.ref for candidate in search.rank(asked, view)]
        scores.append(ndcg_at_k(refs, judged[need.ref]))
    return scores


def _searching(app: Application, step: Step) -> SearchService:
    reader = app.search.reader if step.reads_conditions else Unread(app.analyzer)
    return replace(app.search, ranker=Ranker(app.encoder, step.weights), reader=reader)


def _application(home: Path, firms: Path, encoder: Path | None) -> Application:
    settings = read_settings()
    source = str(encoder) if encoder else settings.encoder_source
    app = Application(Settings(home=home, encoder=source))
    app.schema.upgrade()
    for line in _lines(firms):
        app.firms.publish(firm_of(line), by=LOCAL_OPERATOR)
    app.indexing.rebuild(lambda _done, _total: None)
    return app


def _plain_encoder(folder: Path) -> Path:
    corpus = read_settings().corpus
    build_encoder(folder, map(json.dumps, _lines(corpus / "firms")), lambda _: None)
    needs = [need_of(item) for item in _lines(corpus / "needs.jsonl")]
    questions = [text for need in needs for text in (need.title, need.text, need.query or "")]
    offers = [p.text for item in _lines(corpus / "firms") for p in passages(firm_of(item))]
    plain = load_encoder(folder)
    CentredEncoder.calibrated(plain, questions, offers[::3]).save(folder / "centre.npz")
    return folder


def _lines(path: Path) -> Iterator[dict[str, object]]:
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


if __name__ == "__main__":
    os.environ.pop("ENISHI_HOME", None)
    typer.run(main)
