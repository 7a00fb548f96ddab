"""The lexicon as it is now: the files it began with, and what a chamber changed since."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.errors import IndexUnavailableError, InvalidValueError, NotFoundError
from enishi.domain.events import Event, EventKind
from enishi.domain.lexicon import Amendment, Concept, ConceptKind, Lexicon, Replacement
from enishi.domain.lexicon.amendment import Origin, laid_over
from enishi.domain.lexicon.lint import Finding, lint
from enishi.domain.text import fold
from enishi.services.amendments import Record, amendment_of
from enishi.services.fields import shown
from enishi.services.ports import Database, UnitOfWork
from enishi.services.retrieval import ConceptFinder
from enishi.services.snapshots import SnapshotStore

# A concept that everything points to breaks hundreds when it goes; an editor mends the first.
_SENTENCES = 50


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept with all that the lexicon says of it."""

    concept: Concept
    replacements: tuple[Replacement, ...]
    origin: Origin
    amended_at: datetime | None  # None: as the files have it


@dataclass(frozen=True, slots=True)
class LexiconStatus:
    """How large the lexicon is, and how far it is from its files."""

    version: str
    concepts: int
    names: int
    replacements: int
    amendments: int
    left_out: tuple[str, ...]  # what the files have and the chamber does not


@dataclass(frozen=True, slots=True)
class _Edition:
    """The lexicon at one moment, with what it was made of."""

    base: Lexicon
    amendments: Mapping[str, Amendment]
    lexicon: Lexicon

    def entries(self, concepts: list[Concept]) -> list[ConceptEntry]:
        replacements: defaultdict[str, list[Replacement]] = defaultdict(list)
        for item in self.lexicon.replacements:
            replacements[item.concept].append(item)
        return [
            ConceptEntry(
                concept,
                tuple(replacements[concept.name]),
                self._origin(concept.name),
                held.amended_at if (held := self.amendments.get(concept.name)) else None,
            )
            for concept in concepts
        ]

    def _origin(self, name: str) -> Origin:
        if name not in self.amendments:
            return Origin.BASE
        return Origin.AMENDED if name in self.base.by_name else Origin.ADDED


@dataclass(frozen=True)
class LexiconService:
    """Shows the lexicon and lets a chamber amend it; an index takes it in when it is built."""

    database: Database
    base: Callable[[], Lexicon]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def lexicon(self) -> Lexicon:
        """Return the files with the amendments laid over them."""
        return self._read().lexicon

    def status(self) -> LexiconStatus:
        """Count what is there."""
        edition = self._read()
        lexicon, amendments = edition.lexicon, edition.amendments.values()
        return LexiconStatus(
            version=lexicon.version,
            concepts=len(lexicon),
            names=sum(len(concept.spellings) for concept in lexicon.concepts),
            replacements=len(lexicon.replacements),
            amendments=len(amendments),
            left_out=tuple(item.name for item in amendments if item.concept is None),
        )

    def get(self, name: str) -> ConceptEntry:
        """Return one concept; raises NotFoundError, which says so where it was left out."""
        edition = self._read()
        concept = edition.lexicon.by_name.get(name)
        if concept is None:
            raise _missing(name, is_left_out=name in edition.amendments)
        return edition.entries([concept])[0]

    def page(
        self, *, after: str | None, limit: int, q: str | None, kind: ConceptKind | None
    ) -> list[ConceptEntry]:
        """Return concepts in order of name, beginning behind `after`.

        `q` keeps those of which a spelling, in any language, contains it.
        """
        edition = self._read()
        key = fold(q) if q else ""
        found = sorted(
            (
                concept
                for concept in edition.lexicon.concepts
                if (after is None or concept.name > after)
                and kind in (None, concept.kind)
                and (not key or any(key in spelling for spelling in concept.keys))
            ),
            key=lambda concept: concept.name,
        )
        return edition.entries(found[:limit])

    def put(self, name: str, said: Record, *, by: Caller) -> ConceptEntry:
        """Say what a concept is, new or not, in place of all that was said of it.

        Raises InvalidValueError naming the field, or telling what the lint would find newly.
        """
        _must_amend(by)
        amendment = amendment_of(name, said, amended_at=self.now().astimezone(UTC))
        with self._amending(amendment.name) as (work, _):
            work.amendments.put(amendment)
        return self.get(amendment.name)

    def leave_out(self, name: str, *, by: Caller) -> None:
        """Take a concept out of the lexicon; what the files have of it stays there.

        Raises NotFoundError, and InvalidValueError while others still need it.
        """
        _must_amend(by)
        with self._amending(name) as (work, edition):
            if name not in edition.lexicon.by_name:
                raise _missing(name, is_left_out=name in edition.amendments)
            if name in edition.base.by_name:
                work.amendments.put(Amendment(name, None, (), self.now().astimezone(UTC)))
            else:
                work.amendments.remove(name)

    def restore(self, name: str, *, by: Caller) -> None:
        """Go back to what the files say of a concept.

        Raises NotFoundError where nothing was amended, and InvalidValueError while others
        need what was.
        """
        _must_amend(by)
        with self._amending(name) as (work, _):
            if not work.amendments.remove(name):
                raise NotFoundError(
                    f"{shown(name)} は変更されていません",
                    english=f"{shown(name)} was not amended",
                )

    def _read(self) -> _Edition:
        base = self.base()
        with self.database.read() as work:
            return _edition(base, work)

    @contextmanager
    def _amending(self, name: str) -> Iterator[tuple[UnitOfWork, _Edition]]:
        """Open a transaction that amends one concept, undone where it breaks the lexicon."""
        base = self.base()
        with self.database.begin() as work:
            before = _edition(base, work)
            yield work, before
            after = _edition(base, work)
            if after.lexicon != before.lexicon:
                _must_break_nothing(before.lexicon, after.lexicon)
                work.outbox.add(Event(EventKind.LEXICON_AMENDED, name))


def _must_amend(by: Caller) -> None:
    by.must_have(Scope.WRITE)
    by.must_be_of_a_chamber()


def is_indexed(store: SnapshotStore, finder: ConceptFinder) -> bool:
    """Tell whether the current index was built with the lexicon that the finder reads by."""
    try:
        _, manifest = store.current()
    except IndexUnavailableError:
        return False
    return manifest.lexicon_version == finder.version


def _edition(base: Lexicon, work: UnitOfWork) -> _Edition:
    amendments = {item.name: item for item in work.amendments.all()}
    return _Edition(base, amendments, laid_over(base, amendments.values()))


def _must_break_nothing(before: Lexicon, after: Lexicon) -> None:
    """Refuse what the lint finds now and did not find before."""
    found = lint(after)
    held = set(lint(before)) if found else set()
    if broken := [finding for finding in found if finding not in held]:
        raise _breaking(broken)


def _breaking(findings: list[Finding]) -> InvalidValueError:
    more = len(findings) - _SENTENCES
    japanese = [item.text for item in findings[:_SENTENCES]]
    english = [item.text_en for item in findings[:_SENTENCES]]
    if more > 0:
        japanese.append(f"ほか{more:,}件")
        english.append(f"{more:,} more")
    return InvalidValueError("。".join(japanese), english="; ".join(english))


def _missing(name: str, *, is_left_out: bool) -> NotFoundError:
    if is_left_out:
        return NotFoundError(
            f"{shown(name)} は辞書から外してあります。restore で戻せます",
            english=f"{shown(name)} was left out; restore brings it back",
        )
    return NotFoundError(
        f"{shown(name)} は辞書にありません", english=f"{shown(name)} is not in the lexicon"
    )
