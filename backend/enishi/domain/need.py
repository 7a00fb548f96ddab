"""What somebody looks for, and for which of four purposes."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

from enishi.domain.constraint import Constraints
from enishi.domain.limits import DESCRIPTION, NAME, QUERY, bounded

_NEEDS = uuid5(NAMESPACE_URL, "https://enishi.example/needs")


class NeedKind(StrEnum):
    """Why a partner is sought; the same words are the purposes of a search."""

    ALTERNATIVE_SOURCING = "alternative_sourcing"
    JOINT_DEVELOPMENT = "joint_development"
    SOURCING = "sourcing"
    EQUIPMENT_SHARING = "equipment_sharing"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]


_LABELS = {
    NeedKind.ALTERNATIVE_SOURCING: "代替調達",
    NeedKind.JOINT_DEVELOPMENT: "共同開発",
    NeedKind.SOURCING: "発注",
    NeedKind.EQUIPMENT_SHARING: "設備・人の融通",
}


@dataclass(frozen=True, slots=True)
class Need:
    """A request posted on the board (デジタル掲示板) by a firm or by a coordinator."""

    ref: str
    kind: NeedKind
    title: str
    description: str | None = None
    query: str | None = None  # the same need as somebody would type it into a search box
    firm_ref: str | None = None  # None: posted by a coordinator
    constraints: Constraints = field(default_factory=Constraints)
    label: str | None = None  # `class` in files: a free label of test collections

    def __post_init__(self) -> None:
        bounded(self.ref, "need_ref", NAME, required=True)
        bounded(self.title, "title", NAME, required=True)
        bounded(self.description, "description", DESCRIPTION)
        bounded(self.query, "query", QUERY)
        bounded(self.firm_ref, "firm_ref", NAME)
        bounded(self.label, "class", NAME)

    @property
    def id(self) -> UUID:
        """Identity derived from `need_ref`, the same on every installation."""
        return need_id(self.ref)

    @property
    def text(self) -> str:
        """Title and description, as a reader sees them."""
        return self.title if not self.description else f"{self.title}\n{self.description}"


def need_id(ref: str) -> UUID:
    """Return the identity of the need that a file calls `ref`."""
    return uuid5(_NEEDS, ref)
