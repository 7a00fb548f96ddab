"""How good a ranking is against judgements (Järvelin & Kekäläinen 2002 and friends)."""

from collections.abc import Mapping, Sequence
from math import log2

# Grades: 3 can do it as asked, 2 the core with one condition open, 1 worth a call, 0 no.
HIGHEST_GRADE = 3
# MRR and recall count an answer from this grade on.
RELEVANT = 2

Judgements = Mapping[str, int]  # firm_ref → grade; absent is 0


def ndcg_at_k(ranking: Sequence[str], judgements: Judgements, k: int = 10) -> float:
    """Return the discounted gain of the first k, as a share of the best possible; in [0, 1].

    Gain 2^grade − 1, discount 1 / log2(rank + 1). 0 where nothing is relevant at all.
    """
    best = _discounted(sorted(judgements.values(), reverse=True)[:k])
    found = _discounted([judgements.get(ref, 0) for ref in ranking[:k]])
    return found / best if best else 0.0


def mrr_at_k(ranking: Sequence[str], judgements: Judgements, k: int = 10) -> float:
    """Return 1 / rank of the first relevant firm among the first k, 0 where there is none."""
    for rank, ref in enumerate(ranking[:k], start=1):
        if judgements.get(ref, 0) >= RELEVANT:
            return 1 / rank
    return 0.0


def recall_at_k(ranking: Sequence[str], judgements: Judgements, k: int = 100) -> float | None:
    """Return which share of the relevant firms is among the first k; None where none is."""
    relevant = {ref for ref, grade in judgements.items() if grade >= RELEVANT}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else None


def _discounted(grades: Sequence[int]) -> float:
    gains = (((1 << grade) - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
    return sum(gains)
