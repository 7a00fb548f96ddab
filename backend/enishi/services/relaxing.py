"""Which single condition to give up, and the question without it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from enishi.domain.firm import FirmKind
from enishi.domain.query import Filters, Query

# Facet name → field of Filters.
FACET_GROUPS = {
    "cluster": "clusters",
    "prefecture": "prefectures",
    "certification": "certifications",
    "kind": "kinds",
}
_LABELS = {
    "cluster": ("産地", "cluster"),
    "prefecture": ("都道府県", "prefecture"),
    "certification": ("認証", "certification"),
    "kind": ("組織の種類", "kind of organisation"),
    "exclude_cluster": ("除外した産地", "excluded cluster"),
    "certifications": ("認証の条件", "required certificate"),
    "max_lead_time_days": ("納期", "lead time"),
    "lot": ("ロット", "lot"),
    "tolerance_um": ("精度", "tolerance"),
    "max_size_mm": ("寸法", "size"),
    "exclude_clusters": ("除外した産地", "excluded cluster"),
    "prefectures": ("所在地の条件", "required place"),
}


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One condition that could be dropped, and how many firms would then be found."""

    drop: str
    value: str | None
    count: int = 0

    def finding(self, count: int) -> "Relaxation":
        """Return it with the number it would find."""
        return replace(self, count=count)

    @property
    def text(self) -> str:
        """The offer in Japanese."""
        return f"{_LABELS[self.drop][0]}{self._shown}の条件を外すと{self.count}件見つかります"

    @property
    def text_en(self) -> str:
        """The offer in English."""
        return f"without {_LABELS[self.drop][1]}{self._shown}: {self.count} found"

    @property
    def _shown(self) -> str:
        return f"「{self.value}」" if self.value else ""


def without_group(query: Query, group: str) -> Query | None:
    """Return the question without the choice in one facet group; None where there is none."""
    name = FACET_GROUPS[group]
    if not getattr(query.filters, name):
        return None
    return query.within(replace(query.filters, **{name: ()}))


def easings(query: Query) -> Iterator[tuple[Relaxation, Query]]:
    """Yield each single condition of the question with the question without it."""
    for group, name in FACET_GROUPS.items():
        chosen = getattr(query.filters, name)
        wider = without_group(query, group)
        if wider is not None:
            names = (item.label if isinstance(item, FirmKind) else item for item in chosen)
            yield Relaxation(group, "・".join(names)), wider
    if query.filters.exclude_clusters:
        value = "・".join(query.filters.exclude_clusters)
        yield (
            Relaxation("exclude_cluster", value),
            query.within(replace(query.filters, exclude_clusters=Filters().exclude_clusters)),
        )
    for item in fields(query.constraints):
        value = getattr(query.constraints, item.name)
        if value in (None, ()):
            continue
        nothing: dict[str, Any] = {item.name: () if isinstance(value, tuple) else None}
        shown = "・".join(value) if isinstance(value, tuple) else f"{Decimal(value):,f}"
        yield (
            Relaxation(item.name, shown),
            query.under(replace(query.constraints, **nothing)),
        )
