"""Two searches side by side on the same judged needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from enishi.domain.evaluation import Qrels, Run, by_class, by_kind, judged, ndcg_at_k
from enishi.domain.need import Need
from enishi.domain.significance import Interval, bootstrap_interval, randomisation_p

# Of four differences 2 in 16 flips of signs are as extreme as the most extreme: no p-value
# could be small, so none is given.
FEWEST = 5
# Two nDCG are the same below this; the same gains may be summed in another order.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better the present search is than the baseline over a group of needs.

    All means are of nDCG@10.
    """

    needs: int
    baseline: float
    present: float
    difference: float  # present − baseline
    interval: Interval | None  # of the difference; None for less than two needs
    p_value: float | None  # None below FEWEST needs
    wins: int
    ties: int
    losses: int

    @classmethod
    def between(cls, baseline: Sequence[float], present: Sequence[float]) -> "Difference":
        """Compare figures paired by need; two empty sequences give 0."""
        apart = [now - before for before, now in zip(baseline, present, strict=True)]
        told = [item if abs(item) >= _SAME else 0.0 for item in apart]
        wins, losses = sum(item > 0 for item in told), sum(item < 0 for item in told)
        return cls(
            needs=len(told),
            baseline=_mean(baseline),
            present=_mean(present),
            difference=_mean(told),
            interval=bootstrap_interval(told),
            p_value=randomisation_p(told) if len(told) >= FEWEST else None,
            wins=wins,
            ties=len(told) - wins - losses,
            losses=losses,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in all, by kind and by class, and what either run left out."""

    overall: Difference
    by_kind: dict[str, Difference]
    by_class: dict[str, Difference]
    baseline_by_need: dict[str, float]  # nDCG@10
    present_by_need: dict[str, float]
    baseline_missing: tuple[str, ...]  # judged needs without a ranking, counted as 0
    present_missing: tuple[str, ...]

    @classmethod
    def of(cls, needs: Sequence[Need], qrels: Qrels, baseline: Run, present: Run) -> "Comparison":
        """Compare two runs on the needs that are judged.

        The firm that posts a need is never an answer, so it is passed over where a run has it.
        """
        measured = judged(needs, qrels)
        before, now = (_ndcg_by_need(measured, qrels, run) for run in (baseline, present))

        def between(group: Sequence[Need]) -> Difference:
            return Difference.between(
                [before[need.ref] for need in group], [now[need.ref] for need in group]
            )

        return cls(
            overall=between(measured),
            by_kind={name: between(group) for name, group in by_kind(measured).items()},
            by_class={name: between(group) for name, group in by_class(measured).items()},
            baseline_by_need=before,
            present_by_need=now,
            baseline_missing=_missing(measured, baseline),
            present_missing=_missing(measured, present),
        )


def _ndcg_by_need(needs: Sequence[Need], qrels: Qrels, run: Run) -> dict[str, float]:
    return {need.ref: ndcg_at_k(_answers(need, run), qrels[need.ref]) for need in needs}


def _answers(need: Need, run: Run) -> list[str]:
    return [ref for ref in run.get(need.ref, ()) if ref != need.firm_ref]


def _missing(needs: Sequence[Need], run: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(need.ref for need in needs if need.ref not in run)


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0
