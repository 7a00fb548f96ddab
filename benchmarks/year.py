r"""Simulates a year of suggestions: Enishi's allocation, the most similar, and a lottery.

    python -m benchmarks.year --firms corpus/firms --plot docs/images/year.svg

Every method fills five places a firm and week under the same rules: nobody is shown again within
26 weeks, nor ever once they have met. Prints a table as docs/network.md has it.
"""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.simulation.course import Course, YearResult
from benchmarks.simulation.methods import METHODS
from benchmarks.simulation.plot import Results, drawn, points_of
from benchmarks.simulation.tastes import TASTES
from benchmarks.simulation.world import World, make_world, read_firms
from enishi.bootstrap import Application
from enishi.settings import read_settings

_SEED = 6


def main(
    firms: Annotated[Path, typer.Option(help="firms.jsonl のフォルダ")],
    count: Annotated[int, typer.Option(min=20, help="作る企業の数")] = 2_000,
    weeks: Annotated[int, typer.Option(min=1, help="週")] = 52,
    plot: Annotated[Path | None, typer.Option(help="図を書き出すファイル（.svg）")] = None,
    processes: Annotated[int, typer.Option(min=1, help="同時に使うプロセス")] = 2,
) -> None:
    """Make the firms, live through the year with each method and taste, and print the figures."""
    world = make_world(read_firms(firms), Application(read_settings()).finder, count, _SEED)
    results = a_year(world, weeks, processes)
    for line in table(results):
        print(line)
    if plot is not None:
        plot.write_text(drawn(results, weeks), encoding="utf-8")


def a_year(world: World, weeks: int, processes: int = 1) -> Results:
    """Return what the year came to for each taste and method."""
    cases = [(taste, method) for taste in TASTES for method in METHODS]
    if processes == 1:
        found = [_one(world, taste, method, weeks) for taste, method in cases]
    else:
        with ProcessPoolExecutor(processes, initializer=_keep, initargs=(world,)) as pool:
            found = list(pool.map(_kept_one, *zip(*cases, strict=True), [weeks] * len(cases)))
    results = dict(zip(cases, found, strict=True))
    return {taste: {method: results[taste, method] for method in METHODS} for taste in TASTES}


def table(results: Results) -> list[str]:
    """Return the figures as a table in Markdown."""
    lines = [
        "| 受け入れ方 | 方法 | F はじめ | F 終わり | 相手の産地の多様さ | 受け入れられた紹介 |"
        " うち産地の外 | 見せる機会のジニ係数 | 見せられない企業（週） | 最も多い企業（週） |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for taste, of_methods in results.items():
        for method, result in of_methods.items():
            lines.append(
                f"| {taste} | {method} | {result.fixation[0]:.1f} | {points_of(result):.1f} | "
                f"{result.diversity:.2f} | {result.accepted:,} | {result.elsewhere:.0%} | "
                f"{result.exposure:.2f} | {result.unseen:.1%} | {result.most_shown} |"
            )
    return lines


def _one(world: World, taste: str, method: str, weeks: int) -> YearResult:
    return Course(world, METHODS[method], TASTES[taste], seed=_SEED).run(weeks)


_worlds: dict[str, World] = {}  # of a process of the pool: sent once, not with every case


def _keep(world: World) -> None:
    _worlds["kept"] = world


def _kept_one(taste: str, method: str, weeks: int) -> YearResult:
    return _one(_worlds["kept"], taste, method, weeks)


if __name__ == "__main__":
    typer.run(main)
