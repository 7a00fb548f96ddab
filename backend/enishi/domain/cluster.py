"""Industrial clusters (産業集積) and their four types."""

from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.limits import NAME, SUMMARY, bounded, bounded_list


class ClusterType(StrEnum):
    """How a cluster came to be (seed 001 names four origins)."""

    CASTLE_TOWN = "castle_town"  # 企業城下町型
    LOCAL_INDUSTRY = "local_industry"  # 産地型
    URBAN_COMPLEX = "urban_complex"  # 都市型複合
    ATTRACTED_COMPLEX = "attracted_complex"  # 誘致型複合

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {
    ClusterType.CASTLE_TOWN: "企業城下町型",
    ClusterType.LOCAL_INDUSTRY: "産地型",
    ClusterType.URBAN_COMPLEX: "都市型複合",
    ClusterType.ATTRACTED_COMPLEX: "誘致型複合",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A district whose firms share trades, customers and skills.

    A cluster first seen in an import file has only its name: its `type` stays unknown.
    """

    name: str
    type: ClusterType | None = None
    name_kana: str | None = None
    name_en: str | None = None
    prefecture: str | None = None
    municipalities: tuple[str, ...] = ()
    summary: str | None = None

    def __post_init__(self) -> None:
        bounded(self.name, "name", NAME, required=True)
        for field in ("name_kana", "name_en", "prefecture"):
            bounded(getattr(self, field), field, NAME)
        bounded_list(self.municipalities, "municipalities")
        bounded(self.summary, "summary", SUMMARY)
