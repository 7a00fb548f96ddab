"""Counts what searches missed in firms, beside the search and without holding it up."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Lock

from enishi.domain.access import Caller
from enishi.domain.constraint import Outcome, Verdict, certification_key
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.firm import Firm
from enishi.domain.japan_time import day_in_japan
from enishi.domain.match import Match
from enishi.domain.near_miss import APPEARED, UNKNOWN, NearMiss
from enishi.domain.query import Query
from enishi.services.ports import Database
from enishi.services.retrieval import IndexSource
from enishi.services.search import SearchResult

# What a firm cannot change, or what would say from which cluster somebody wants nobody.
NOT_THEIRS = frozenset({"prefectures", "exclude_clusters"})
CERTIFICATIONS = "certifications"
# What half a year old searches asked for says little of the market now.
KEPT = timedelta(days=180)
# Of one search; a text that speaks of everything asks for nothing in particular.
_MOST_CONCEPTS = 10

_Key = tuple[str, date, str, str | None]


@dataclass
class SearchTally:
    """Keeps counts in memory until they are written down; a process that is killed loses them.

    That is a few seconds of a statistic, which is no reason for every search to write.
    Operators are not counted: they try the search out.
    """

    database: Database
    index: IndexSource
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _counts: Counter[_Key] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)
    _forgotten_on: date | None = None

    def note(self, query: Query, result: SearchResult, *, by: Caller) -> None:
        """Count the firms on the first page of an answer, and its near misses.

        Of the question only concepts of the lexicon are kept, and certificates that a firm of
        the network holds: words that everybody knows, and nobody's own.
        """
        if by.is_operator:
            return
        day = day_in_japan(self.now())
        concepts = _asked_for(result)
        found: list[_Key] = []
        for match in (*result.matches, *result.near_misses):
            if not by.belongs_to(match.firm.ref):
                for missing in self._missing(query, result, match):
                    ref = match.firm.ref
                    found.append((ref, day, missing, None))
                    if missing != APPEARED and not missing.startswith(UNKNOWN):
                        found += ((ref, day, missing, concept) for concept in concepts)
        with self._lock:
            self._counts.update(found)

    def flush(self) -> int:
        """Write down what was counted, and forget what is old; return how many entries."""
        today = day_in_japan(self.now())
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return 0
        try:
            with self.database.begin() as work:
                work.near_misses.add([NearMiss(*key, times) for key, times in counts.items()])
                if self._forgotten_on != today:
                    work.near_misses.forget(today - KEPT)
        except BaseException:
            with self._lock:
                self._counts.update(counts)
            raise
        self._forgotten_on = today
        return len(counts)

    def _missing(self, query: Query, result: SearchResult, match: Match) -> Iterator[str]:
        """Yield under what a firm is counted: at most one condition, and what it is silent on."""
        failed = match.failed
        if not failed:
            yield APPEARED
            for name in {item.name for item in match.verdicts if item.outcome is Outcome.UNKNOWN}:
                if name not in NOT_THEIRS:
                    yield UNKNOWN + name
        elif len(failed) == 1 and failed[0].name not in NOT_THEIRS:
            yield self._named(failed[0], query, result, match.firm)

    def _named(self, verdict: Verdict, query: Query, result: SearchResult, firm: Firm) -> str:
        if verdict.name != CERTIFICATIONS:
            return verdict.name
        asked = query.constraints.completed_by(result.reading.held).certifications
        name = certificate_missed(asked, firm.certifications, self._certificates())
        return f"{CERTIFICATIONS}:{name}" if name else CERTIFICATIONS

    def _certificates(self) -> Collection[str]:
        try:
            return self.index.view().catalogue.values("certification")
        except IndexUnavailableError:
            return ()


def certificate_missed(
    asked: Collection[str], held: Collection[str], known: Collection[str]
) -> str | None:
    """Return the certificate that is asked for and not held, as the network spells it.

    None where nobody on the network holds it.
    """
    own = set(map(certification_key, held))
    missed = {certification_key(name) for name in asked} - own
    return next((name for name in sorted(known) if certification_key(name) in missed), None)


def _asked_for(result: SearchResult) -> list[str]:
    ignored = set(result.reading.ignored)
    said = (item for item in result.reading.concepts if not item.is_denied)
    names = dict.fromkeys(item.concept for item in said if item.concept not in ignored)
    return list(names)[:_MOST_CONCEPTS]
