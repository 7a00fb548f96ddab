"""The public records of a snapshot, and the values that filters and facets compare."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enishi.domain.constraint import certification_key
from enishi.domain.errors import IndexUnavailableError, InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.passage import Passage, passages
from enishi.domain.query import Filters
from enishi.services.records import firm_of, firm_record
from enishi.services.retrieval import FirmEntry, Mask

_RECORDS, _TABLE = "firms.jsonl", "table.json"
# Parsed firms kept at hand, about 5 kB each; a query looks at two hundred.
_CACHED = 20_000
# Choices of facets whose rows are at hand; one answer with facets asks for each several times.
_CHOICES = 64


@dataclass(frozen=True, slots=True)
class Labels:
    """What filters and facets know of one firm."""

    ref: str
    cluster: str | None
    prefecture: str | None
    kind: str
    certifications: tuple[str, ...]
    processes: tuple[str, ...]

    @classmethod
    def of(cls, firm: Firm) -> "Labels":
        """Read them off a firm."""
        processes = (name for item in firm.capabilities for name in item.processes)
        return cls(
            ref=firm.ref,
            cluster=firm.cluster,
            prefecture=firm.prefecture,
            kind=firm.kind.value,
            certifications=firm.certifications,
            processes=tuple(dict.fromkeys(processes)),
        )

    def passes(self, filters: Filters) -> bool:
        """Whether the firm stays within the filters."""
        return (
            (not filters.clusters or self.cluster in filters.clusters)
            and (not filters.prefectures or self.prefecture in filters.prefectures)
            and (not filters.kinds or self.kind in [kind.value for kind in filters.kinds])
            and (
                not filters.certifications
                or not {certification_key(name) for name in filters.certifications}.isdisjoint(
                    map(certification_key, self.certifications)
                )
            )
            and self.cluster not in filters.exclude_clusters
        )


class CatalogueWriter:
    """Writes the records one by one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._file = (folder / _RECORDS).open("wb")
        self._ends: list[int] = []
        self._labels: list[Labels] = []

    def add(self, entry: FirmEntry) -> None:
        """Append the record of the next row; rows come in order from 0."""
        assert entry.row == len(self._ends)
        line = json.dumps(firm_record(entry.firm), ensure_ascii=False, default=_tagged)
        self._file.write(line.encode() + b"\n")
        self._ends.append(self._file.tell())
        self._labels.append(Labels.of(entry.firm))

    def abandon(self) -> None:
        """Let go of the files unfinished."""
        self._file.close()

    def close(self) -> None:
        """Finish the files."""
        self._file.close()
        table = {
            "ends": self._ends,
            "labels": [astuple(item) for item in self._labels],
        }
        (self._folder / _TABLE).write_text(json.dumps(table, ensure_ascii=False), "utf-8")


@dataclass(frozen=True)
class Catalogue:
    """Immutable: `with_entries` gives the next state and leaves this one to its readers."""

    labels: Sequence[Labels]  # by row, the snapshot's first
    alive: Mask  # by row
    row_by_ref: Mapping[str, int]  # living rows
    records: "Records"
    later: Mapping[int, Firm]  # rows after the snapshot

    @classmethod
    def open(cls, folder: Path) -> "Catalogue":
        """Open a snapshot's records; raises IndexUnavailableError where they are not whole."""
        try:
            table = json.loads((folder / _TABLE).read_text("utf-8"))
            labels = [
                Labels(ref, cluster, prefecture, kind, tuple(certifications), tuple(processes))
                for ref, cluster, prefecture, kind, certifications, processes in table["labels"]
            ]
            records = Records(folder / _RECORDS, table["ends"])
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise _damaged(error) from error
        return cls(
            labels=labels,
            alive=np.ones(len(labels), np.bool_),
            row_by_ref={item.ref: row for row, item in enumerate(labels)},
            records=records,
            later={},
        )

    def with_entries(self, entries: Iterable[FirmEntry], gone: Iterable[str]) -> "Catalogue":
        """Return the state with these rows added and these refs no longer there."""
        entries = list(entries)
        alive = np.concatenate([self.alive, np.ones(len(entries), np.bool_)])
        row_by_ref = dict(self.row_by_ref)
        for ref in [*gone, *(entry.firm.ref for entry in entries)]:
            row = row_by_ref.pop(ref, None)
            if row is not None:
                alive[row] = False
        row_by_ref |= {entry.firm.ref: entry.row for entry in entries}
        return Catalogue(
            labels=[*self.labels, *(Labels.of(entry.firm) for entry in entries)],
            alive=alive,
            row_by_ref=row_by_ref,
            records=self.records,
            later={**self.later, **{entry.row: entry.firm for entry in entries}},
        )

    def __len__(self) -> int:
        return len(self.row_by_ref)

    @property
    def rows(self) -> int:
        """How many rows there are, dead ones included; the next row's number."""
        return len(self.labels)

    def firm(self, row: int) -> Firm:
        """Return the firm of a row."""
        return self.later[row] if row in self.later else self.records.firm(row)

    def passages(self, row: int) -> tuple[Passage, ...]:
        """Return the passages of the firm of a row."""
        return passages(self.later[row]) if row in self.later else self.records.passages(row)

    def refs(self, rows: Sequence[int]) -> list[str]:
        """Return the ref of each row."""
        return [self.labels[row].ref for row in rows]

    def row_of(self, ref: str) -> int | None:
        """Return the living row of a firm."""
        return self.row_by_ref.get(ref)

    def allowed(self, filters: Filters) -> Mask | None:
        """Return which rows are alive and pass; None when every row is."""
        if not filters:
            return None if bool(self.alive.all()) else self.alive
        return self._passing(filters)

    @cached_property
    def _passing(self) -> Callable[[Filters], Mask]:
        return lru_cache(maxsize=_CHOICES)(self._pass)

    def _pass(self, filters: Filters) -> Mask:
        passes = np.fromiter((item.passes(filters) for item in self.labels), np.bool_, self.rows)
        return passes & self.alive

    def values(self, group: str) -> Collection[str]:
        """Return the values of a facet group among the living firms."""
        return self._values[group]

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        facets = self.facets(list(self.row_by_ref.values()))
        return {group: sorted(counts) for group, counts in facets.items()}

    def processes(self) -> Collection[str]:
        """Return the names of processes that living firms publish."""
        return self._processes

    @cached_property
    def _processes(self) -> list[str]:
        named = (self.labels[row].processes for row in self.row_by_ref.values())
        return sorted({name for names in named for name in names})

    def facets(self, rows: Sequence[int]) -> dict[str, dict[str, int]]:
        """Count the values among the rows, frequent ones first."""
        found = [self.labels[row] for row in rows]
        return {
            "cluster": _counted(item.cluster for item in found),
            "prefecture": _counted(item.prefecture for item in found),
            "certification": _counted(name for item in found for name in item.certifications),
            "kind": _counted(item.kind for item in found),
        }


class Records:
    """The record lines of a snapshot, read where they stand."""

    def __init__(self, path: Path, ends: Sequence[int]) -> None:
        self._ends: NDArray[np.int64] = np.asarray([0, *ends], np.int64)
        if path.stat().st_size != self._ends[-1]:
            raise ValueError(f"{path.name} does not have the length that was written")
        with path.open("rb") as file:
            # An empty file cannot be mapped, and has no row to be asked for.
            self._bytes = mmap(file.fileno(), 0, access=ACCESS_READ) if ends else b""
        self.firm = lru_cache(maxsize=_CACHED)(self._firm)
        self.passages = lru_cache(maxsize=_CACHED)(lambda row: passages(self.firm(row)))

    def _firm(self, row: int) -> Firm:
        line = self._bytes[self._ends[row] : self._ends[row + 1]]
        try:
            return firm_of(json.loads(line, object_hook=_untagged))
        except (ValueError, TypeError, AttributeError, ArithmeticError, InvalidValueError) as error:
            raise _damaged(error) from error


def _damaged(error: Exception) -> IndexUnavailableError:
    return IndexUnavailableError(
        "索引の台帳が壊れています。`enishi index rebuild` を実行してください",
        english=f"the index's records are damaged ({error}): run `enishi index rebuild`",
    )


def _counted(values: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(value for value in values if value is not None)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _tagged(value: object) -> dict[str, str]:
    """Write a Decimal digit for digit, which a JSON number read back as a float is not."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    raise TypeError(f"cannot write {type(value).__name__}")


def _untagged(value: dict[str, Any]) -> object:
    return Decimal(value["decimal"]) if value.keys() == {"decimal"} else value
