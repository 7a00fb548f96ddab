r"""Fits the ranker's weights on judged needs, and says by cross-validation what they are worth.

    python -m benchmarks.fit_ranker --needs corpus/needs.jsonl --qrels corpus/qrels.tsv \
        --offtopic corpus/offtopic.txt

A pairwise logistic loss (RankNet: Burges et al. 2005), each pair weighted by its difference in
gain and each need the same; every weight keeps the sign that sense demands, so the score is
monotone. Prints the fields of `enishi.services.ranker.Weights`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.optimize import minimize

from enishi.bootstrap import Application
from enishi.domain.evaluation import RELEVANT, Judgements, ndcg_at_k
from enishi.domain.need import Need
from enishi.domain.query import Query
from enishi.entrypoints.cli.trec import read_qrels
from enishi.services.ranker import Candidate, Weights
from enishi.services.records import need_of
from enishi.services.slate import LEGS, WORDS
from enishi.settings import read_settings

_FOLDS = 5
# Of the mean squared logarithm. Two hundred needs of one collection say little about eight weights:
# with a faint one (.02) the fit strays further and cross-validates no better (.696 against .697).
_FADE = 0.5
_LEG_NAMES = LEGS
_OTHERS = {
    "failed_conditions": "failed_condition",
    "unknown_conditions": "unknown_condition",
    "other_cluster": "other_cluster",
    "kinship": "kinship",
    "joint": "joint",
}
_SIGNS = {field.name: np.sign(getattr(Weights(), field.name)) for field in fields(Weights)}
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question with the values of its candidates."""

    need: str
    refs: Sequence[str]
    legs: Array  # (candidates, legs), in spreads; 0 where a leg says nothing
    present: Array  # (legs,): 0, 1, or the share of known words
    others: Array  # (candidates, others)
    grades: Array
    nearness: Array  # cosine of the nearest passage
    coverage: Array  # of the question, the same for each
    judgements: Judgements

    def scores(self, weights: Mapping[str, float]) -> Array:
        """Return the score of every candidate under the weights."""
        leg = np.array([weights[name] for name in _LEG_NAMES]) * self.present
        other = np.array([weights[name] for name in _OTHERS.values()])
        scores: Array = self.legs @ leg / leg.sum() + self.others @ other
        return scores

    def ndcg(self, weights: Mapping[str, float]) -> float:
        """Return nDCG@10 under the weights, scores rounded as the ranking rounds them."""
        scores = np.round(self.scores(weights), 4)
        order = sorted(range(len(self.refs)), key=lambda row: (-scores[row], self.refs[row]))
        return ndcg_at_k([self.refs[row] for row in order], self.judgements)

    def loss(self, weights: Mapping[str, float]) -> float:
        """Return the mean loss of the pairs that the judgements order."""
        gains, scores = 2**self.grades - 1, self.scores(weights)
        apart = gains[:, None] - gains[None, :]
        better, worse = np.nonzero(apart > 0)
        weight = apart[better, worse]
        return float(np.average(np.logaddexp(0, scores[worse] - scores[better]), weights=weight))


def main(
    needs: Annotated[Path, typer.Option()],
    qrels: Annotated[Path, typer.Option()],
    offtopic: Annotated[Path, typer.Option()],
) -> None:
    app = Application(read_settings())
    judged = read_qrels(qrels)
    read = [need_of(json.loads(line)) for line in needs.open(encoding="utf-8")]
    wanted = [need for need in read if judged.get(need.ref)]
    cases = [case for need in wanted for case in cases_of(app, need, judged[need.ref])]
    print(f"{len(wanted)} needs, {len(cases)} questions; now {score(cases, asdict(Weights())):.3f}")
    print(f"cross-validated {cross_validated(cases):.3f}")
    fitted = fit(cases)
    print(f"fitted {score(cases, fitted):.3f}")
    for name, value in fitted.items():
        print(f"    {name}: float = {value:.2f}")
    calibrate([*cases, *unanswerable(app, offtopic)], fitted)


def cases_of(app: Application, need: Need, judgements: Judgements) -> list[Case]:
    """Ask a need in both forms."""
    view = app.search.index.view()
    cases = []
    whole = Query.of(need)
    for question in (whole, whole.asking(need.query or need.title)):
        candidates = app.search.rank(question, view)
        if any(judgements.get(item.firm.ref) for item in candidates):
            cases.append(_case(need.ref, candidates, judgements))
    return cases


def unanswerable(app: Application, questions: Path) -> list[Case]:
    """Ask what no firm can answer: the chances must tell that too."""
    view = app.search.index.view()
    lines = questions.read_text(encoding="utf-8").splitlines()
    return [_case("-", app.search.rank(Query(line), view), {}) for line in lines]


def _case(need: str, candidates: Sequence[Candidate], judgements: Judgements) -> Case:
    values = [{part.name: part.value for part in item.parts} for item in candidates]
    weights = {part.name: part.weight for part in candidates[0].parts}
    default = asdict(Weights())
    known = {name: weights[name] / default[name] for name in _LEG_NAMES if name in weights}
    most = max(share for name, share in known.items() if name != WORDS)
    return Case(
        need=need,
        refs=[item.firm.ref for item in candidates],
        legs=np.array([[value.get(name, 0.0) for name in _LEG_NAMES] for value in values]),
        present=np.array([known.get(name, 0.0) / most for name in _LEG_NAMES]),
        others=np.array([[value.get(name, 0.0) for name in _OTHERS] for value in values]),
        grades=np.array([judgements.get(item.firm.ref, 0) for item in candidates], np.float64),
        nearness=np.array([item.similarity for item in candidates]),
        coverage=np.array([item.coverage for item in candidates]),
        judgements=judgements,
    )


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of least loss, the legs' summing to 1."""
    names = list(asdict(Weights()))
    start = np.log([abs(value) for value in asdict(Weights()).values()])

    def weights(logarithms: Array) -> dict[str, float]:
        return {
            name: float(_SIGNS[name] * np.exp(value))
            for name, value in zip(names, logarithms, strict=True)
        }

    def loss(logarithms: Array) -> float:
        current = weights(logarithms)
        fade = _FADE * float(((logarithms - start) ** 2).mean())
        return fmean(case.loss(current) for case in cases) + fade

    found = weights(minimize(loss, start, method="L-BFGS-B").x)
    whole = sum(found[name] for name in _LEG_NAMES)
    return {name: v / whole if name in _LEG_NAMES else v for name, v in found.items()}


def calibrate(cases: Sequence[Case], weights: Mapping[str, float]) -> None:
    """Print the calibration of least loss, and how true it is."""
    scores = np.concatenate([case.scores(weights) for case in cases])
    near = np.concatenate([case.nearness for case in cases])
    cover = np.concatenate([case.coverage for case in cases])
    can = np.concatenate([case.grades >= RELEVANT for case in cases])
    design = np.stack([np.ones_like(scores), scores, near, cover], axis=1)

    def loss(values: Array) -> float:
        return float(np.logaddexp(0, np.where(can, -1, 1) * (design @ values)).mean())

    rising = [(None, None), (0, None), (0, None), (0, None)]
    found = minimize(loss, np.array([-4.0, 1.0, 1.0, 1.0]), bounds=rising)
    intercept, slope, nearness, coverage = found.x

    def loss_alone(pair: Array) -> float:
        return loss(np.array([pair[0], 0.0, pair[1], coverage]))

    alone = minimize(loss_alone, np.array([-4.0, 4.0])).x
    print(
        f"Calibration(intercept={intercept:.2f}, score={slope:.2f}, nearness={nearness:.2f}, "
        f"coverage={coverage:.2f}, floor={alone[0]:.2f}, floor_nearness={alone[1]:.2f})"
    )
    chances = 1 / (1 + np.exp(-(design @ found.x)))
    for low, high in pairwise((0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.01)):
        inside = (chances >= low) & (chances < high)
        share = can[inside].mean() if inside.any() else float("nan")
        print(f"    chance {low:.2f}-{high:.2f}: {inside.sum()} firms, {share:.2f} can")


def score(cases: Sequence[Case], weights: Mapping[str, float]) -> float:
    """Return the mean nDCG@10."""
    return fmean(case.ndcg(weights) for case in cases)


def cross_validated(cases: Sequence[Case]) -> float:
    """Return the mean nDCG@10 of needs that the weights have not seen."""
    needs = sorted({case.need for case in cases})
    folds = [set(needs[number::_FOLDS]) for number in range(_FOLDS)]
    scores: list[float] = []
    for held in folds:
        fitted = fit([case for case in cases if case.need not in held])
        scores += [case.ndcg(fitted) for case in cases if case.need in held]
    return fmean(scores)


if __name__ == "__main__":
    typer.run(main)
