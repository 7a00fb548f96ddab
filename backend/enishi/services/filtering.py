"""Refuses filter values that nobody has, with the nearest that somebody does."""

from collections.abc import Collection
from difflib import get_close_matches

from enishi.domain.constraint import certification_key
from enishi.domain.errors import InvalidValueError
from enishi.domain.prefecture import PREFECTURES
from enishi.domain.query import Filters
from enishi.services.retrieval import CatalogueReader


def must_be_known(filters: Filters, catalogue: CatalogueReader) -> None:
    """Refuse an unknown cluster, certificate or prefecture; raises InvalidValueError.

    A typing mistake would otherwise look like a network that has nobody.
    """
    clusters, certificates = catalogue.values("cluster"), catalogue.values("certification")
    for value in filters.clusters:
        _must_be_among(value, clusters, "cluster", "産地")
    for value in filters.exclude_clusters:
        _must_be_among(value, clusters, "exclude_cluster", "産地")
    for value in filters.prefectures:
        _must_be_among(value, PREFECTURES, "prefecture", "都道府県")
    keys = {certification_key(name): name for name in certificates}
    for value in filters.certifications:
        if certification_key(value) not in keys:
            _must_be_among(value, certificates, "certification", "認証")


def _must_be_among(value: str, known: Collection[str], field: str, label: str) -> None:
    if value in known:
        return
    near = get_close_matches(value, known, n=3, cutoff=0.4)
    hint = f"（近いもの: {'、'.join(near)}）" if near else ""
    raise InvalidValueError(
        f"「{value[:40]}」という{label}の登録はありません{hint}",
        field=field,
        english=f"no such {field}: {value[:40]}" + (f" (near: {', '.join(near)})" if near else ""),
    )
