"""Keeps the knowledge of the indexes that were asked last."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from enishi.services.joint_development.estimating import Transport
from enishi.services.joint_development.knowledge import KnowledgeView
from enishi.services.retrieval import IndexView

# Editions in use at a time: everybody's, members', coordinators', and one that a firm hides from.
_KEPT = 4


@dataclass(frozen=True)
class KnowledgeShelf:
    """Makes the knowledge of an index view once, and keeps it while the view is in use."""

    transport: Transport
    _kept: OrderedDict[int, KnowledgeView] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, view: IndexView) -> KnowledgeView:
        """Return the knowledge of the firms of a view.

        A view is known by itself, not by its version: editions that hide different firms have
        the same one.
        """
        with self._lock:
            found = self._kept.get(id(view))
            if found is None or found.view is not view:
                found = KnowledgeView.over(view, self.transport)
                self._kept[id(view)] = found
            self._kept.move_to_end(id(view))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return found
