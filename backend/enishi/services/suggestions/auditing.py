"""The audit of a week's plan, beside what similarity alone would have shown."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from enishi.domain.exposure import (
    SMALL_UP_TO,
    ExposureAudit,
    ExposureGroup,
    ExposureGroupName,
    ExposureSpread,
    group_of,
    loads_of,
)
from enishi.domain.iso_week import IsoWeek
from enishi.services.retrieval import IndexView
from enishi.services.suggestions.plan import WeekPlan, times_shown
from enishi.services.suggestions.taking_part import TakingPart

# Rows compared at a time: a thousand against ten thousand take 40 MB.
_BLOCK = 1_000


def audit(
    week: IsoWeek,
    plan: WeekPlan,
    part: TakingPart,
    view: IndexView,
    *,
    received: int,
    version: str,
    at: datetime,
) -> ExposureAudit:
    """Return how evenly a plan shows the firms; `received` is the length of a naive list."""
    shown = times_shown(plan)
    refs = sorted(part.firms)
    counts = [shown[ref] for ref in refs]
    pairs = [(arc.viewer, arc.shown) for own in plan.lists.values() for arc in own]
    others = [part.is_other_cluster(*pair) for pair in pairs]
    naive = similarity_counts(view, refs, received)
    return ExposureAudit(
        week=week,
        made_at=at,
        allocation_version=version,
        is_fallback=plan.is_fallback,
        firms=len(refs),
        viewers=len(plan.lists),
        suggestions=len(pairs),
        trials=len(plan.tried),
        elsewhere=sum(other is True for other in others),
        clustered=sum(other is not None for other in others),
        spread=ExposureSpread.of(counts),
        naive=ExposureSpread.of([naive[ref] for ref in refs]) if naive else None,
        groups=tuple(_groups(part, shown)),
        loads=loads_of(counts),
    )


def similarity_counts(view: IndexView, refs: Sequence[str], received: int) -> Counter[str]:
    """Return how often each firm would be shown if everybody got the most similar ones.

    Similarity is the cosine of the mean vectors of two profiles; ties go to the smaller ref.
    """
    rows = [(ref, row) for ref in refs if (row := view.catalogue.row_of(ref)) is not None]
    known = [ref for ref, _ in rows]
    counts: Counter[str] = Counter()
    if len(known) < 2:
        return counts
    means = np.stack([_mean(view, row) for _, row in rows])
    for first in range(0, len(known), _BLOCK):
        near = np.round(means[first : first + _BLOCK] @ means.T, 6)
        near[np.arange(len(near)), np.arange(first, first + len(near))] = -np.inf
        best = np.argsort(-near, axis=1, kind="stable")[:, : min(received, len(known) - 1)]
        counts.update(known[place] for place in best.ravel().tolist())
    return counts


def _mean(view: IndexView, row: int) -> NDArray[np.float32]:
    vectors = view.dense.vectors(row)
    if not len(vectors):
        return np.zeros(vectors.shape[1], np.float32)
    mean: NDArray[np.float32] = vectors.mean(axis=0, dtype=np.float32)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _groups(part: TakingPart, shown: Counter[str]) -> list[ExposureGroup]:
    """Return new and old, small and large firms; of unknown size is neither."""
    sizes = {ref: firm.employees for ref, firm in part.firms.items() if firm.employees is not None}
    members = {
        ExposureGroupName.NEW: [ref for ref in part.firms if ref in part.newcomers],
        ExposureGroupName.OLD: [ref for ref in part.firms if ref not in part.newcomers],
        ExposureGroupName.SMALL: [ref for ref, size in sizes.items() if size <= SMALL_UP_TO],
        ExposureGroupName.LARGE: [ref for ref, size in sizes.items() if size > SMALL_UP_TO],
    }
    return [group_of(name, [shown[ref] for ref in refs]) for name, refs in members.items()]
