"""What the fixation index says of simulated histories, how sure it is, and how long it takes.

    PYTHONPATH=tests python -m benchmarks.fixation

Histories of four years with six meetings of three a month (tests/histories.py), read at their
end; then 2,016 ties of four years, as a cluster's page asks for them. Prints the tables that
docs/network.md keeps.
"""

from collections.abc import Callable, Iterable
from statistics import mean, median, pstdev
from time import process_time

from enishi.domain.fixation import (
    STANDARD_FIXATION,
    FixationTally,
    ObservedNetwork,
    acquaintances,
    fixation_trend,
    locked_in_share,
    proposed_bridges,
    read_fixation,
)
from histories import closed_club, end_of_month, fixed_trios, grown_teams

MONTHS = 48
END = end_of_month(MONTHS - 1)
_RUNS = 5


def simulated() -> None:
    """Print the index of each kind of history over eight seeds."""
    kinds: dict[str, Callable[[int], ObservedNetwork]] = {
        "four fixed trios": lambda _seed: fixed_trios(MONTHS, trios=4),
        "teams p=.95 q=.9": lambda seed: grown_teams(0.95, 0.9, MONTHS, seed),
        "closed club of 40": lambda seed: closed_club(MONTHS, seed),
        "teams p=.8 q=.6": lambda seed: grown_teams(0.8, 0.6, MONTHS, seed),
        "teams p=.5 q=.2": lambda seed: grown_teams(0.5, 0.2, MONTHS, seed),
    }
    for name, made in kinds.items():
        values = [read_fixation(made(seed), END).index or 0 for seed in range(8)]
        print(f"{name:20} {mean(values):6.1f} ± {pstdev(values):.1f}")


def covered() -> None:
    """Print how often the interval of one history holds the mean of sixty."""
    for p, q in ((0.8, 0.6), (0.95, 0.9)):
        readings = [read_fixation(grown_teams(p, q, MONTHS, seed), END) for seed in range(60)]
        centre = mean(item.index or 0 for item in readings)
        widths = [item.half_width or 0 for item in readings]
        inside = mean(
            abs((item.index or 0) - centre) <= width
            for item, width in zip(readings, widths, strict=True)
        )
        print(f"p={p} q={q}: covered {inside:.0%}, mean width {2 * mean(widths):.1f}")


def timed() -> None:
    """Print how long each part of a page takes over 2,016 ties."""
    network = grown_teams(0.9, 0.7, MONTHS, 1, a_month=42)
    tally = FixationTally(network, END, STANDARD_FIXATION)
    known = acquaintances(meeting.firms for meeting in network.meetings)
    parts: Iterable[tuple[str, Callable[[], object]]] = (
        ("index with jackknife", lambda: read_fixation(network, END)),
        ("trend of nine points", lambda: fixation_trend(network, END)),
        ("locked-in firms", lambda: locked_in_share(network, END)),
        ("bridges", lambda: proposed_bridges(tally, known)),
    )
    print(f"{len(network.meetings)} ties")
    for name, work in parts:
        print(f"{name:22} {median(_seconds(work) for _ in range(_RUNS)):.2f} s")


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


if __name__ == "__main__":
    simulated()
    covered()
    timed()
