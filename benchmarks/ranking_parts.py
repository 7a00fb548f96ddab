"""What each part of the ranking is worth: nDCG@10 of the legs alone and of ways to mix them.

    python -m benchmarks.ranking_parts --needs corpus/needs.jsonl --qrels corpus/qrels.tsv

Reads the index of ENISHI_HOME. Beside each figure stands its difference from the search as it
is, with a 95 % interval over the needs (normal approximation): an interval that holds 0 says that
the collection cannot tell the two apart. docs/search.md keeps the tables that this prints.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from enishi.adapters.encoding import load_encoder
from enishi.adapters.lexical.fields import WEIGHTS
from enishi.bootstrap import Application
from enishi.domain.evaluation import ndcg_at_k
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.domain.query import Query
from enishi.domain.ranking import Background
from enishi.services.ports import Stored
from enishi.services.ranker import Ranker, Weights
from enishi.services.records import need_of
from enishi.services.retrieval import Encoder, Vectors
from enishi.settings import read_settings

# Cormack, Clarke & Büttcher 2009.
RRF_K = 60

Scores = dict[int, float]  # row → score
Ranking = Callable[[Query], Sequence[str]]  # a question → firm refs, best first


@dataclass(frozen=True)
class Legs:
    """Both legs' scores of every firm for one text, as they come and in spreads."""

    words: Scores
    meaning: Scores
    words_z: Scores
    meaning_z: Scores
    coverage: float

    def mixed(self, share: float) -> Scores:
        return {
            row: share * words + (1 - share) * self.meaning_z[row]
            for row, words in self.words_z.items()
        }

    def reciprocal_ranks(self) -> Scores:
        ranks = [_ranks(self.words), _ranks(self.meaning)]
        return {row: sum(1 / (RRF_K + rank[row]) for rank in ranks) for row in self.words}


def _standardised(scores: Scores, sample: Sequence[float]) -> Scores:
    background = Background.of(sample)
    return {row: background.standardise(score) for row, score in scores.items()}


def _ranks(scores: Scores) -> dict[int, int]:
    order = sorted(scores, key=lambda row: (-scores[row], row))
    return {row: rank for rank, row in enumerate(order, start=1)}


MIXES: dict[str, Callable[[Legs], Scores]] = {
    "words alone": lambda legs: legs.words,
    "meaning alone": lambda legs: legs.meaning,
    "reciprocal ranks, k 60": Legs.reciprocal_ranks,
    "z-scores, words 0.3": lambda legs: legs.mixed(0.3),
    "z-scores, words 0.4": lambda legs: legs.mixed(0.4),
    "z-scores, words 0.5": lambda legs: legs.mixed(0.5),
    "z-scores, words 0.6": lambda legs: legs.mixed(0.6),
    "z-scores, words 0.7": lambda legs: legs.mixed(0.7),
    "z-scores, words 0.6 × coverage": lambda legs: legs.mixed(0.6 * legs.coverage),
}


class Collection:
    """The judged needs of one collection, over one index."""

    def __init__(self, app: Application, needs: Path, qrels: Path) -> None:
        self.app = app
        self.view = app.search.index.view()
        catalogue = self.view.catalogue
        rows = (catalogue.row_of(stored.record.ref) for stored in _firms(app))
        self.rows = [row for row in rows if row is not None]
        self.refs = dict(zip(self.rows, catalogue.refs(self.rows), strict=True))
        self.qrels: dict[str, dict[str, int]] = {}
        for line in qrels.read_text("utf-8").splitlines():
            need_ref, firm_ref, grade = line.split("\t")
            self.qrels.setdefault(need_ref, {})[firm_ref] = int(grade)
        with needs.open(encoding="utf-8") as lines:
            read = [need_of(json.loads(line)) for line in lines]
        self.needs = [need for need in read if need.ref in self.qrels]

    def ndcg(self, ranking: Ranking, *, short: bool) -> list[float]:
        """Return the figure of each need; its own firm is never an answer."""
        return [
            ndcg_at_k(
                [ref for ref in ranking(_asked(need, short=short)) if ref != need.firm_ref],
                self.qrels[need.ref],
            )
            for need in self.needs
        ]

    def legs(self, text: str) -> Legs:
        """Score every firm by both legs."""
        vector: Vectors = self.app.encoder.encode_queries([text])
        near = self.view.dense.similarities(vector, self.rows)
        found = self.view.lexical.scores(text, self.rows)
        words = {row: found.get(row, 0.0) for row in near}
        meaning = {row: float(passages.max()) for row, passages in near.items()}
        return Legs(
            words,
            meaning,
            _standardised(words, self.view.lexical.background(text)),
            _standardised(meaning, self.view.dense.background(vector)),
            self.view.lexical.coverage(text),
        )

    def ordered(self, scores: Mapping[int, float]) -> list[str]:
        order = sorted(scores, key=lambda row: (-scores[row], self.refs[row]))
        return [self.refs[row] for row in order]


def _firms(app: Application) -> Iterator[Stored[Firm]]:
    with app.database.read() as work:
        yield from work.firms.stream()


def _asked(need: Need, *, short: bool) -> Query:
    query = Query.of(need)
    return query.asking(need.query) if short and need.query else query


def mixing(collection: Collection, mix: Callable[[Legs], Scores]) -> Ranking:
    """Rank by a mix of the legs, without conditions and without a preference for clusters."""
    return lambda query: collection.ordered(mix(collection.legs(query.text)))


def not_centred(collection: Collection, encoder: Encoder) -> Ranking:
    """Rank by the encoder as it comes; its passages are encoded anew."""
    passages = {row: collection.view.catalogue.passages(row) for row in collection.rows}
    vectors = {
        row: encoder.encode_passages([passage.text for passage in said])
        for row, said in passages.items()
        if said
    }

    def ranking(query: Query) -> list[str]:
        asked = encoder.encode_queries([query.text])[0]
        return collection.ordered(
            {row: float(np.max(found @ asked)) for row, found in vectors.items()}
        )

    return ranking


def searching(collection: Collection, weights: Weights) -> Ranking:
    """Rank as the search does."""
    ranker = Ranker(collection.app.encoder, weights)
    return lambda query: [
        candidate.firm.ref
        for candidate in ranker.rank(query, collection.view, ranker.encode(query))
    ]


@contextmanager
def without_fields(*left_out: str) -> Iterator[None]:
    """Search without some lexical fields; boosts are read when a query is made."""
    kept = dict(WEIGHTS)
    for field in left_out:
        del WEIGHTS[field]
    try:
        yield
    finally:
        WEIGHTS.clear()
        WEIGHTS.update(kept)


class Table:
    """Prints one row after the other, each compared with the search as it is."""

    def __init__(self, collection: Collection, as_it_is: Ranking) -> None:
        self._collection = collection
        self._standard = [collection.ndcg(as_it_is, short=short) for short in (False, True)]
        print(f"{'nDCG@10':34}{'title+description':>26}{'query':>26}")
        self._print("search as it is", self._standard)

    def row(self, name: str, ranking: Ranking) -> None:
        self._print(name, [self._collection.ndcg(ranking, short=short) for short in (False, True)])

    def _print(self, name: str, figures: list[list[float]]) -> None:
        cells = map(_cell, figures, self._standard)
        print(f"{name:34}{''.join(f'{cell:>26}' for cell in cells)}", flush=True)


def _cell(figures: Sequence[float], standard: Sequence[float]) -> str:
    differences = [figure - other for figure, other in zip(figures, standard, strict=True)]
    spread = 1.96 * stdev(differences) / sqrt(len(differences))
    return f"{fmean(figures):.3f} ({fmean(differences):+.3f} ± {spread:.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--needs", type=Path, required=True)
    parser.add_argument("--qrels", type=Path, required=True)
    wanted = parser.parse_args()
    app = Application(read_settings())
    collection = Collection(app, wanted.needs, wanted.qrels)
    print(
        f"{len(collection.needs)} needs, index {collection.view.version}, model "
        f"{collection.view.model_version}, ranker {app.search.ranker_version}"
    )
    as_it_is = searching(collection, Weights())
    table = Table(collection, as_it_is)
    table.row("without conditions", searching(collection, Weights(failed_condition=0.0)))
    table.row("without other clusters first", searching(collection, Weights(other_cluster=0.0)))
    extra = [field for field in WEIGHTS if field != "text"]
    for left_out in (*([field] for field in extra), extra):
        with without_fields(*left_out):
            table.row(f"without {', '.join(left_out)}"[:33], as_it_is)
    for name, mix in MIXES.items():
        table.row(name, mixing(collection, mix))
    plain = load_encoder(app.settings.encoder_source, app.settings.encoder_threads)
    table.row("meaning alone, not centred", not_centred(collection, plain))


if __name__ == "__main__":
    main()
