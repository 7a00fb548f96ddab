"""What the index knows of firms, as the fixation index asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.errors import IndexUnavailableError
from enishi.services.joint_development.knowledge import KnowledgeView
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.live_index import LiveIndex


@dataclass(frozen=True)
class IndexedKnowledge:
    """The knowledge of the firms of one index view."""

    knowledge: KnowledgeView

    @property
    def version(self) -> str:
        """The version of the setting by which shares are counted."""
        return self.knowledge.setting.version

    def industry_of(self, ref: str) -> str | None:
        """Return the trade of a firm, as coarse as the lexicon's widest processes."""
        return self.knowledge.industry_of(ref)

    def share_of(self, ref: str, partner_ref: str) -> float | None:
        """Return which share of its knowledge a firm has in common with another."""
        found = self.knowledge.score(ref, partner_ref)
        return None if found is None else found.own_share


def knowledge_of(index: LiveIndex, shelf: Callable[[], KnowledgeShelf]) -> IndexedKnowledge | None:
    """Return what the index knows, as coordinators see it; None where there is no index.

    One edition for everybody: a figure that changed with its reader would be no figure.
    """
    try:
        return IndexedKnowledge(shelf().of(index.view(LOCAL_OPERATOR)))
    except IndexUnavailableError:
        return None
