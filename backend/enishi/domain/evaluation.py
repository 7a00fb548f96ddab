"""How good a ranking is against judgements (Järvelin & Kekäläinen 2002 and friends)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import log2

from enishi.domain.need import Need

# Grades: 3 can do it as asked, 2 the core with one condition open, 1 worth a call, 0 no.
HIGHEST_GRADE = 3
# MRR and recall count an answer from this grade on.
RELEVANT = 2

Judgements = Mapping[str, int]  # firm_ref → grade; absent is 0
Qrels = Mapping[str, Judgements]  # by need_ref
Run = Mapping[str, Sequence[str]]  # need_ref → firm_refs, best first


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


def judged(needs: Sequence[Need], qrels: Qrels) -> list[Need]:
    """Return the needs that can be measured."""
    return [need for need in needs if qrels.get(need.ref)]


def by_kind(needs: Sequence[Need]) -> dict[str, list[Need]]:
    """Return the needs of each kind, in order of the kinds' names."""
    return _grouped(needs, lambda need: need.kind.value)


def by_class(needs: Sequence[Need]) -> dict[str, list[Need]]:
    """Return the needs of each class, in order of the classes' names; some needs have none."""
    return _grouped(needs, lambda need: need.label)


def _grouped(needs: Sequence[Need], key: Callable[[Need], str | None]) -> dict[str, list[Need]]:
    groups: defaultdict[str, list[Need]] = defaultdict(list)
    for need in needs:
        if name := key(need):
            groups[name].append(need)
    return dict(sorted(groups.items()))


def _discounted(grades: Sequence[int]) -> float:
    gains = (((1 << grade) - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
    return sum(gains)
