"""The tables of `enishi evaluate`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from rich.cells import cell_len

from enishi.domain.comparison import Comparison, Difference
from enishi.domain.significance import Interval
from enishi.entrypoints.cli.output import say, spoken
from enishi.services.evaluations import Evaluation, Figures

# Below this many needs a mean says little, and the table says how little.
_UNCERTAIN = 20
# Refs of missing needs that one line holds.
_REFS_TOLD = 10
# Columns of the terminal, after that of the names.
_NAMES = 24
_MEASURED = (6, 14, 14, 14)
_COMPARED = (6, 8, 8, 12, 18, 9, 16)

RowT = TypeVar("RowT", bound=Figures | Difference)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the names of both runs."""

    comparison: Comparison
    baseline: str
    present: str | None  # None: the search as it is

    def tell_missing(self) -> None:
        """Say which needs a run left out."""
        for name, missing in (
            (self.baseline, self.comparison.baseline_missing),
            (self._present, self.comparison.present_missing),
        ):
            if missing:
                refs = ", ".join(missing[:_REFS_TOLD]) + ("…" if missing[_REFS_TOLD:] else "")
                say(
                    f"{name}: 順位のない探しもの {len(missing)}件を 0 と数えます（{refs}）",
                    f"{name}: {len(missing)} needs without a ranking count as 0 ({refs})",
                )

    def as_json(self) -> dict[str, Any]:
        """Return it for programmes."""
        names = {"baseline_run": self.baseline, "present_run": self.present}
        return names | asdict(self.comparison)

    def print(self) -> None:
        """Print the table."""
        before, after = spoken("前", "before"), spoken("後", "after")
        print(f"nDCG@10  {before}: {self.baseline}  {after}: {self._present}")
        won = spoken("勝/分/負", "won/tied/lost")
        head = ("needs", before, after, spoken("差", "difference"), "95 %", "p", won)
        _print_row("", head, _COMPARED)
        found = self.comparison
        for name, difference in _rows(found.overall, found.by_kind, found.by_class):
            _print_row(name, _difference(difference), _COMPARED)

    @property
    def _present(self) -> str:
        return self.present or spoken("今の検索", "the search")


def print_figures(found: Evaluation) -> None:
    """Print the figures in all, by kind and by class."""
    print(
        f"{found.field.value}  index {found.index_version}  model {found.model_version}  "
        f"ranker {found.ranker_version}"
    )
    _print_row("", ("needs", "nDCG@10", "MRR@10", "recall@100"), _MEASURED)
    for name, figures in _rows(found.overall, found.by_kind, found.by_class):
        means = (figures.ndcg_at_10, figures.mrr_at_10, figures.recall_at_100)
        _print_row(name, (str(figures.needs), *map(_mean, means)), _MEASURED)
        if figures.needs < _UNCERTAIN:
            _print_row("", ("95 %", *_intervals(figures)), _MEASURED)


def _rows(
    overall: RowT, by_kind: dict[str, RowT], by_class: dict[str, RowT]
) -> Sequence[tuple[str, RowT]]:
    return [("all", overall), *by_kind.items(), *by_class.items()]


def _intervals(figures: Figures) -> list[str]:
    return [
        _interval(interval, ".2f")
        for interval in (
            figures.ndcg_at_10_interval,
            figures.mrr_at_10_interval,
            figures.recall_at_100_interval,
        )
    ]


def _difference(found: Difference) -> tuple[str, ...]:
    return (
        str(found.needs),
        _mean(found.baseline),
        _mean(found.present),
        f"{found.difference:+.3f}",
        _interval(found.interval, "+.3f"),
        spoken("少数", "few") if found.p_value is None else f"{found.p_value:.4f}",
        f"{found.wins}/{found.ties}/{found.losses}",
    )


def _mean(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(interval: Interval | None, form: str) -> str:
    return "–" if interval is None else f"[{interval.low:{form}}, {interval.high:{form}}]"


def _print_row(name: str, cells: Sequence[str], widths: Sequence[int]) -> None:
    """Print cells to the right of their columns; Japanese letters are two columns wide."""
    gaps = (" " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    padded = "".join(gap + cell for gap, cell in zip(gaps, cells, strict=True))
    print(name + " " * (_NAMES - cell_len(name)) + padded)
