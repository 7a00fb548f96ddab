"""Networks small enough to read in a test, each with an index of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from enishi.adapters.lexical import MecabAnalyzer
from enishi.adapters.lexicon import LexiconFinder
from enishi.adapters.snapshot import SnapshotStore
from enishi.bootstrap.index_rooms import Rooms
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.constraint import Constraints
from enishi.domain.firm import Firm
from enishi.domain.lexicon import Lexicon
from enishi.domain.match import Match
from enishi.domain.query import Conditions, Filters, Query
from enishi.services.explaining import Explainer
from enishi.services.firms import FirmService
from enishi.services.indexing import IndexService, entries_of
from enishi.services.live_index import LiveIndex
from enishi.services.ports import Database
from enishi.services.ranker import Ranker
from enishi.services.reading import Reader
from enishi.services.retrieval import Encoder, FirmEntry, IndexView
from enishi.services.search import SearchResult, SearchService
from enishi.services.snapshots import Manifest
from fakes import LetterEncoder, MemoryDatabase

ANALYZER = MecabAnalyzer()
NO_LEXICON = LexiconFinder(Lexicon(), ANALYZER)


def entries(*firms: Firm, first_row: int = 0, total: int | None = None) -> list[FirmEntry]:
    """Return the firms as an index takes them in."""
    known = len(firms) if total is None else total
    return entries_of(
        firms,
        first_row=first_row,
        total=known,
        encoder=LetterEncoder(),
        finder=NO_LEXICON,
        known={},
    )


def silent(_done: int, _total: int | None) -> None:
    """Report progress to nobody."""


@dataclass
class Network:
    """A database, the index built from it, and the search over both."""

    folder: Path
    database: Database = field(default_factory=MemoryDatabase)
    encoder: Encoder = field(default_factory=LetterEncoder)
    analyzer: MecabAnalyzer = ANALYZER
    lexicon: Lexicon = field(default_factory=Lexicon)

    @cached_property
    def store(self) -> SnapshotStore:
        return SnapshotStore(self.folder)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(self.analyzer)

    @cached_property
    def firms(self) -> FirmService:
        return FirmService(self.database)

    @cached_property
    def indexing(self) -> IndexService:
        return IndexService(
            self.database,
            self.store,
            self.rooms,
            self.analyzer,
            self.encoder,
            lambda: self.finder,
        )

    @cached_property
    def finder(self) -> LexiconFinder:
        return LexiconFinder(self.lexicon, self.analyzer)

    @cached_property
    def live(self) -> LiveIndex:
        return LiveIndex(self.database, self.store, self.rooms, self.analyzer, lambda: self.encoder)

    @cached_property
    def search(self) -> SearchService:
        return SearchService(
            self.live, Ranker(self.encoder), Explainer(self.analyzer), Reader(self.analyzer)
        )

    @property
    def view(self) -> IndexView:
        return self.live.view()

    def publish(self, *firms: Firm) -> "Network":
        """Put firms on the network; the index does not know yet."""
        for firm in firms:
            self.firms.publish(firm, by=LOCAL_OPERATOR)
        return self

    def withdraw(self, *firms: Firm) -> "Network":
        """Take firms off the network; the index does not know yet."""
        for firm in firms:
            self.firms.withdraw(str(firm.id), expected=None, by=LOCAL_OPERATOR)
        return self

    def change(self, firm: Firm) -> "Network":
        """Replace a firm by its new self; the index does not know yet."""
        self.firms.change(str(firm.id), lambda _: firm, expected=None, by=LOCAL_OPERATOR)
        return self

    def rebuild(self) -> Manifest:
        """Build the index from nothing."""
        return self.indexing.rebuild(silent)

    def refresh(self) -> Manifest:
        """Fold the changes into a new index."""
        return self.indexing.refresh(silent)

    def find(
        self, question: str | Query, *, limit: int = 100, cursor: str | None = None, **asked: Any
    ) -> SearchResult:
        """Search; `asked` are facets, conditions or other fields of the question."""
        query = question if isinstance(question, Query) else a_question(question, **asked)
        return self.search.search(query, limit=limit, cursor=cursor)

    def refs(self, question: str | Query, **asked: Any) -> list[str]:
        """Search and return the refs of the answers in order."""
        return refs(self.find(question, **asked).matches)


def a_question(text: str, **asked: Any) -> Query:
    """Return a question; names of facets and of conditions go where they belong."""
    filters = {name: asked.pop(name) for name in [*asked] if name in Filters.__slots__}
    conditions = {name: asked.pop(name) for name in [*asked] if name in Constraints.__slots__}
    # exclude_clusters is both a facet and a condition; a search box has the facet.
    conditions |= asked.pop("constraints", {})
    return Query(text, filters=Filters(**filters), constraints=Constraints(**conditions), **asked)


def gated(text: str, **asked: Any) -> Query:
    """Return a question whose conditions take firms off the list."""
    return a_question(text, conditions=Conditions.GATE, **asked)


def refs(matches: Iterable[Match]) -> list[str]:
    """Return who was found, in order."""
    return [match.firm.ref for match in matches]


def walk(network: Network, query: Query, size: int) -> Sequence[str]:
    """Return the refs of all pages of `size` answers, one page after the other."""
    found, cursor = [], None
    while True:
        page = network.search.search(query, limit=size, cursor=cursor)
        found += refs(page.matches)
        cursor = page.next_cursor
        if cursor is None:
            return found
