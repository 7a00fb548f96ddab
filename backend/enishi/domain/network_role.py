"""What a firm is to the network of its cluster (seed: 産業集積の現状と課題, 図3-1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enishi.domain.limits import NAME, bounded


class NetworkRole(StrEnum):
    """The part that a firm plays among the others of its cluster."""

    LINKER = "linker"  # joins demand and supply inside the cluster
    CARRIER = "carrier"  # brings demand in from outside
    INVESTOR = "investor"
    TRADITIONAL = "traditional"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {
    NetworkRole.LINKER: "需給結合企業",
    NetworkRole.CARRIER: "需要搬入企業",
    NetworkRole.INVESTOR: "設備投資型",
    NetworkRole.TRADITIONAL: "従来型",
    NetworkRole.UNKNOWN: "不明",
}


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A judgement about one firm: what it is, who says so, and since when."""

    firm_ref: str
    role: NetworkRole
    said_by: str  # person_ref of the coordinator
    said_on: date
    note: str | None = None

    def __post_init__(self) -> None:
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.said_by, "said_by", NAME, required=True)
        bounded(self.note, "note", NAME)
