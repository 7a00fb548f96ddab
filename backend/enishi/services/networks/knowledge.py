"""What the index knows of firms, as the fixation index asks for it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.lexicon import ConceptKind
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
        """Return the widest process above those that a firm speaks of most; ties by name.

        The lexicon's widest processes are some dozens (切削, 鋳造, 表面処理), which is about as
        fine as trades are; the processes themselves are nearly as many as the firms.
        """
        row = self.knowledge.view.catalogue.row_of(ref)
        if row is None:
            return None
        spoken: Counter[str] = Counter()
        for name, times in self.knowledge.view.concepts.concepts(row).items():
            widest = self._widest.get(name)
            if widest is not None:
                spoken[widest] += times
        return min(spoken, key=lambda name: (-spoken[name], name), default=None)

    def share_of(self, ref: str, partner_ref: str) -> float | None:
        """Return which share of its knowledge a firm has in common with another."""
        found = self.knowledge.score(ref, partner_ref)
        return None if found is None else found.own_share

    @cached_property
    def _widest(self) -> dict[str, str]:
        """The widest process above each one."""
        concepts = self.knowledge.view.concepts.lexicon.concepts
        above = {
            concept.name: sorted(concept.broader)
            for concept in concepts
            if concept.kind is ConceptKind.PROCESS
        }
        return {name: _top(name, above) for name in above}


def _top(name: str, above: dict[str, list[str]]) -> str:
    passed = {name}
    while wider := [parent for parent in above[name] if parent in above and parent not in passed]:
        name = wider[0]
        passed.add(name)
    return name


def knowledge_of(index: LiveIndex, shelf: Callable[[], KnowledgeShelf]) -> IndexedKnowledge | None:
    """Return what the index knows, as coordinators see it; None where there is no index.

    One edition for everybody: a figure that changed with its reader would be no figure.
    """
    try:
        return IndexedKnowledge(shelf().of(index.view(LOCAL_OPERATOR)))
    except IndexUnavailableError:
        return None
