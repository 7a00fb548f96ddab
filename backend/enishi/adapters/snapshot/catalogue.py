"""The public records of a snapshot, and the values that filters and facets compare."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from enishi.adapters.snapshot.lines import Lines, LineWriter
from enishi.domain.constraint import certification_key
from enishi.domain.errors import IndexUnavailableError, InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.offer import Offer, offer_of
from enishi.domain.passage import Passage, passages
from enishi.domain.query import Filters
from enishi.services.records import firm_of, firm_record
from enishi.services.retrieval import FirmEntry, Mask

_FIRMS, _OFFERS, _TABLE = "firms.jsonl", "offers.jsonl", "table.json"
# Parsed firms kept at hand, about 5 kB each; a page shows twenty.
_FIRMS_CACHED = 2_000
# What firms offer, about 1 kB each; a query is held against two hundred.
_OFFERS_CACHED = 20_000
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
        self._firms = LineWriter(folder / _FIRMS)
        self._offers = LineWriter(folder / _OFFERS)
        self._labels: list[Labels] = []

    def add(self, entry: FirmEntry) -> None:
        """Append the record of the next row; rows come in order from 0."""
        assert entry.row == len(self._labels)
        self._firms.add(firm_record(entry.firm))
        self._offers.add([_offer_record(offer) for offer in _offers_of(entry.firm)])
        self._labels.append(Labels.of(entry.firm))

    def abandon(self) -> None:
        """Let go of the files unfinished."""
        self._firms.close()
        self._offers.close()

    def close(self) -> None:
        """Finish the files."""
        self.abandon()
        table = {
            "firms": self._firms.ends,
            "offers": self._offers.ends,
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
    later_offers: Mapping[int, tuple[Offer | None, ...]]

    @classmethod
    def open(cls, folder: Path) -> "Catalogue":
        """Open a snapshot's records; raises IndexUnavailableError where they are not whole."""
        try:
            table = json.loads((folder / _TABLE).read_text("utf-8"))
            labels = [
                Labels(ref, cluster, prefecture, kind, tuple(certifications), tuple(processes))
                for ref, cluster, prefecture, kind, certifications, processes in table["labels"]
            ]
            records = Records(
                Lines(folder / _FIRMS, table["firms"]), Lines(folder / _OFFERS, table["offers"])
            )
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise _damaged(error) from error
        return cls(
            labels=labels,
            alive=np.ones(len(labels), np.bool_),
            row_by_ref={item.ref: row for row, item in enumerate(labels)},
            records=records,
            later={},
            later_offers={},
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
            later_offers={
                **self.later_offers,
                **{entry.row: _offers_of(entry.firm) for entry in entries},
            },
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

    def offers(self, row: int) -> tuple[Offer | None, ...]:
        """Return what the capability of each passage offers; None where it is the summary."""
        return self.later_offers[row] if row in self.later else self.records.offers(row)

    def standing(self, row: int) -> Labels:
        """Return what conditions ask of the firm of a row."""
        return self.labels[row]

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
    """Firms and what they offer, read from the lines of a snapshot when they are asked for."""

    def __init__(self, firms: Lines, offers: Lines) -> None:
        self._firms = firms
        self._offers = offers
        self.firm = lru_cache(maxsize=_FIRMS_CACHED)(self._firm)
        self.passages = lru_cache(maxsize=_FIRMS_CACHED)(lambda row: passages(self.firm(row)))
        self.offers = lru_cache(maxsize=_OFFERS_CACHED)(self._offers_of)

    def _firm(self, row: int) -> Firm:
        with _refusing_damage():
            return firm_of(self._firms.record(row))

    def _offers_of(self, row: int) -> tuple[Offer | None, ...]:
        with _refusing_damage():
            return tuple(map(_offer, self._offers.record(row)))


@contextmanager
def _refusing_damage() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, AttributeError, ArithmeticError, InvalidValueError) as error:
        raise _damaged(error) from error


def _offers_of(firm: Firm) -> tuple[Offer | None, ...]:
    """Return for each passage of a firm what its capability offers; the summary offers nothing."""
    offers = {item.ref: offer_of(item) for item in firm.capabilities}
    return tuple(
        None if ref is None else offers[ref]
        for ref in (passage.place.capability_ref for passage in passages(firm))
    )


def _offer_record(offer: Offer | None) -> dict[str, Any] | None:
    if offer is None:
        return None
    known = {item.name: getattr(offer, item.name) for item in fields(offer)}
    known["from_text"] = sorted(offer.from_text)
    return {name: value for name, value in known.items() if value not in (None, [])}


def _offer(record: dict[str, Any] | None) -> Offer | None:
    if record is None:
        return None
    return Offer(**{**record, "from_text": frozenset(record.get("from_text", ()))})


def _damaged(error: Exception) -> IndexUnavailableError:
    return IndexUnavailableError(
        "索引の台帳が壊れています。`enishi index rebuild` を実行してください",
        english=f"the index's records are damaged ({error}): run `enishi index rebuild`",
    )


def _counted(values: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(value for value in values if value is not None)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
