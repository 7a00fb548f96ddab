"""Files in and out: all or nothing, or the good lines with the bad ones set aside."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from more_itertools import chunked

from enishi.domain.errors import InvalidValueError
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.domain.tie import Tie
from enishi.services import records
from enishi.services.ports import Change, Database, Progress, UnitOfWork
from enishi.services.ties import store_ties
from enishi.services.withdrawals import withdrawn_among

NounT = TypeVar("NounT", Firm, Need, Tie)

# Records stored with one round of statements: large enough to be fast, small enough that
# memory stays flat however long the file is.
_BATCH = 500
# Refusals kept word for word in a report; all of them are counted and set aside.
_SHOWN = 1_000
# Letters of one reason: a value that it repeats may be a megabyte long.
_LONGEST = 500
# Unknown names beyond these are a wrong file, not a misspelling.
_UNKNOWN_NAMES = 100


class LeftOutError(InvalidValueError):
    """A line that is in order and still not for the network: no reason to undo the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file: what it says, or why it cannot be read."""

    number: int  # of the line where the record begins, counted from 1
    raw: str
    record: Mapping[str, Any] | None = None
    error: InvalidValueError | None = None
    end: int = 0  # how much of the source is read, in the units of `Source.size`
    # Where the parts of a record that covers several lines begin: `capabilities[1]` → 7.
    parts: Mapping[str, int] = field(default_factory=dict)

    def place(self, name: str | None) -> tuple[int, str | None]:
        """Return the line of a field, and its name as that line shows it."""
        part, _, inner = (name or "").partition(".")
        if part in self.parts:
            return self.parts[part], inner or part
        return self.number, name


class Source(Protocol):
    """A file being read."""

    @property
    def name(self) -> str:
        """What to call it in a message."""

    @property
    def size(self) -> int | None:
        """Its length in bytes, where known."""

    def lines(self) -> Iterator[Line]:
        """Yield its records one by one; memory does not grow with their number."""


class Rejects(Protocol):
    """Where refused lines are set aside."""

    def put(self, line: Line, reason: str) -> None:
        """Keep one line with its reason."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One line that was not stored, and why."""

    line: int
    field: str | None
    reason: str
    reason_en: str

    @classmethod
    def of(cls, line: Line, error: InvalidValueError) -> "Refusal":
        """Say where in the file the error stands."""
        number, name = line.place(error.field)
        return cls(number, name, error.message[:_LONGEST], error.english[:_LONGEST])

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" if self.field else self.reason


@dataclass(slots=True)
class ImportReport:
    """What an import did; with `stored` False it did nothing at all."""

    source: str
    stored: bool = False
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)  # the first thousand
    left_out: int = 0  # registry rows in order but not for the network, such as closed firms
    known_elsewhere: int = 0  # registry rows whose firm is registered under another ref
    notes: list[Refusal] = field(default_factory=list)  # the first thousand of these two
    unknown_fields: dict[str, int] = field(default_factory=dict)  # name → first line

    @property
    def read(self) -> int:
        """How many records the file held."""
        stored = self.added + self.updated + self.unchanged
        return stored + self.refused + self.left_out + self.known_elsewhere

    def count(self, change: Change) -> None:
        """Count one stored record."""
        setattr(self, change.value, getattr(self, change.value) + 1)

    def refuse(self, line: Line, error: InvalidValueError) -> Refusal:
        """Count one refused line."""
        self.refused += 1
        refusal = Refusal.of(line, error)
        if len(self.refusals) < _SHOWN:
            self.refusals.append(refusal)
        return refusal

    def leave_out(self, line: Line, error: LeftOutError) -> None:
        """Count one line that was left alone."""
        if isinstance(error, _KnownElsewhereError):
            self.known_elsewhere += 1
        else:
            self.left_out += 1
        if len(self.notes) < _SHOWN:
            self.notes.append(Refusal.of(line, error))

    def unknown(self, name: str, line: int) -> None:
        """Remember where a name that no field has was first seen."""
        if len(self.unknown_fields) < _UNKNOWN_NAMES:
            # A name may be anything that JSON can spell, even what no terminal can show.
            shown = name[:_UNKNOWN_NAMES].encode("utf-8", "backslashreplace").decode("utf-8")
            self.unknown_fields.setdefault(shown, line)


class Mode(StrEnum):
    """What an import does about bad lines, and whether it stores anything."""

    ALL_OR_NOTHING = "all_or_nothing"
    SKIP_INVALID = "skip_invalid"
    DRY_RUN = "dry_run"


class _UndoError(Exception):
    """Leaves the transaction so that everything in it is undone."""


@dataclass(frozen=True)
class _Kind(Generic[NounT]):
    """How one kind of record is read, stored and told."""

    ref_field: str
    known_fields: frozenset[str]
    read: Callable[[Mapping[str, Any]], NounT]
    store: Callable[[UnitOfWork, Sequence[NounT]], list[Change | InvalidValueError]]


@dataclass(frozen=True)
class ImportService:
    """Loads files of firms, needs and ties, each in one transaction."""

    database: Database
    today: Callable[[], date] = lambda: datetime.now(UTC).astimezone().date()

    def firms(
        self, source: Source, *, mode: Mode, rejects: Rejects, progress: Progress
    ) -> ImportReport:
        """Load firms; the next index refresh makes them findable."""
        return self._load(_FIRMS, source, mode, rejects, progress)

    def registry(
        self, source: Source, *, mode: Mode, rejects: Rejects, progress: Progress
    ) -> ImportReport:
        """Load firms of a public registry, leaving those registered under another ref alone.

        A chamber's own record says more than a registry row, so the row is only counted.
        """
        return self._load(_REGISTRY, source, mode, rejects, progress)

    def needs(
        self, source: Source, *, mode: Mode, rejects: Rejects, progress: Progress
    ) -> ImportReport:
        """Load needs."""
        return self._load(_NEEDS, source, mode, rejects, progress)

    def ties(
        self, source: Source, *, mode: Mode, rejects: Rejects, progress: Progress
    ) -> ImportReport:
        """Load the history of contacts; none may lie in the future."""
        today = self.today()

        def read(record: Mapping[str, Any]) -> Tie:
            tie = records.tie_of(record)
            if tie.date > today:
                raise InvalidValueError(
                    f"未来の日付です（{tie.date}）",
                    field="date",
                    english=f"the date {tie.date} is in the future",
                )
            return tie

        kind = _Kind("tie_ref", frozenset(records.TIE_FIELDS), read, store_ties)
        return self._load(kind, source, mode, rejects, progress)

    def _load(
        self,
        kind: _Kind[NounT],
        source: Source,
        mode: Mode,
        rejects: Rejects,
        progress: Progress,
    ) -> ImportReport:
        report = ImportReport(source.name)
        try:
            with self.database.begin() as work:
                for batch in chunked(_nouns(kind, source, report, rejects), _BATCH):
                    answers = kind.store(work, [noun for _, noun in batch])
                    for (line, _), answer in zip(batch, answers, strict=True):
                        if isinstance(answer, LeftOutError):
                            report.leave_out(line, answer)
                        elif isinstance(answer, InvalidValueError):
                            rejects.put(line, str(report.refuse(line, answer)))
                        else:
                            report.count(answer)
                    progress(batch[-1][0].end, source.size)
                if mode is Mode.DRY_RUN or (report.refused and mode is Mode.ALL_OR_NOTHING):
                    raise _UndoError
        except _UndoError:
            pass
        else:
            report.stored = True
        report.refusals.sort(key=lambda refusal: refusal.line)
        return report


def _nouns(
    kind: _Kind[NounT], source: Source, report: ImportReport, rejects: Rejects
) -> Iterator[tuple[Line, NounT]]:
    """Yield the readable records, each ref once, and set the others aside."""
    with _FirstLines() as first_lines:
        for line in source.lines():
            try:
                if line.error is not None:
                    raise line.error
                assert line.record is not None
                for name in records.unknown_fields(line.record, kind.known_fields):
                    report.unknown(name, line.number)
                noun = kind.read(line.record)
                earlier = first_lines.of(noun.ref, line.number)
                if earlier != line.number:
                    raise InvalidValueError(
                        f"{earlier}行目と同じ {kind.ref_field} です（{noun.ref}）",
                        field=kind.ref_field,
                        english=f"the same {kind.ref_field} as line {earlier}: {noun.ref}",
                    )
            except LeftOutError as error:
                report.leave_out(line, error)
            except InvalidValueError as error:
                rejects.put(line, str(report.refuse(line, error)))
            else:
                yield line, noun


class _FirstLines:
    """Which line first said each ref: a nameless table on disk, so that memory stays flat."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("", isolation_level=None)

    def __enter__(self) -> "_FirstLines":
        # Nothing here outlives the import: no journal, no waiting for the disk.
        self._table.execute("PRAGMA journal_mode=OFF")
        self._table.execute("CREATE TABLE first (ref TEXT PRIMARY KEY, line) WITHOUT ROWID")
        self._table.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._table.close()

    def of(self, ref: str, line: int) -> int:
        """Return the line that first said `ref`: this one, if none did before."""
        new = self._table.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (ref, line))
        if new.rowcount:
            return line
        found: int = self._table.execute("SELECT line FROM first WHERE ref = ?", (ref,)).fetchone()[
            0
        ]
        return found


class _KnownElsewhereError(LeftOutError):
    """A registry row whose 法人番号 a chamber has registered under its own ref."""


class _WithdrawnError(InvalidValueError):
    """A line of a firm that took its consent back."""


def _store_firms(work: UnitOfWork, firms: Sequence[Firm]) -> list[Change | InvalidValueError]:
    withdrawn = {
        ref: _WithdrawnError(item.sentence, field="firm_ref", english=item.english)
        for ref, item in withdrawn_among(work, firms).items()
    }
    stay = [firm for firm in firms if firm.ref not in withdrawn]
    work.clusters.mention([firm.cluster for firm in stay if firm.cluster])
    answers = {
        firm.ref: answer for firm, answer in zip(stay, work.firms.put_many(stay), strict=True)
    }
    work.outbox.add(
        *(
            Event(EventKind.FIRM_PUBLISHED, ref)
            for ref, answer in answers.items()
            if answer in (Change.ADDED, Change.UPDATED)
        )
    )
    return [withdrawn.get(firm.ref) or answers[firm.ref] for firm in firms]


def _store_registry(work: UnitOfWork, firms: Sequence[Firm]) -> list[Change | InvalidValueError]:
    """Store rows of a public registry, and under which names it knows the numbers.

    A row of a firm that took its consent back is no fault of the file.
    """
    work.registered_names.put_many(
        {firm.corporate_number: firm.name for firm in firms if firm.corporate_number}
    )

    def told(answer: Change | InvalidValueError) -> Change | InvalidValueError:
        if not isinstance(answer, InvalidValueError):
            return answer
        kind = LeftOutError if isinstance(answer, _WithdrawnError) else _KnownElsewhereError
        return kind(answer.message, field=answer.field, english=answer.english)

    return [told(answer) for answer in _store_firms(work, firms)]


def _store_needs(work: UnitOfWork, needs: Sequence[Need]) -> list[Change | InvalidValueError]:
    answers = work.needs.put_many(needs)
    work.outbox.add(
        *(
            Event(EventKind.NEED_POSTED, need.ref)
            for need, answer in zip(needs, answers, strict=True)
            if answer in (Change.ADDED, Change.UPDATED)
        )
    )
    return answers


_FIRMS = _Kind("firm_ref", frozenset(records.FIRM_FIELDS), records.firm_of, _store_firms)
_REGISTRY = _Kind("firm_ref", frozenset(records.FIRM_FIELDS), records.firm_of, _store_registry)
_NEEDS = _Kind("need_ref", frozenset(records.NEED_FIELDS), records.need_of, _store_needs)


class Exported(StrEnum):
    """What can be exported."""

    FIRMS = "firms"
    NEEDS = "needs"
    TIES = "ties"


@dataclass(frozen=True)
class ExportService:
    """Gives everything back in the records that the import reads."""

    database: Database

    def records(self, what: Exported) -> Iterator[dict[str, Any]]:
        """Yield the records in order of ref, with memory use independent of their number."""
        with self.database.read() as work:
            yield from _streams(work, what)


def _streams(work: UnitOfWork, what: Exported) -> Iterable[dict[str, Any]]:
    if what is Exported.FIRMS:
        return (records.firm_record(item.record) for item in work.firms.stream())
    if what is Exported.NEEDS:
        return (records.need_record(item.record) for item in work.needs.stream())
    return (records.tie_record(item.record) for item in work.ties.stream())
