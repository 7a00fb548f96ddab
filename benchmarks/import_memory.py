"""Imports a long file of firms and prints how fast, and by how much memory grew.

    python benchmarks/import_memory.py [--lines 200000] [--format jsonl|csv]

The file and the database live in a temporary folder. Memory is the resident set of the
process after a first import of 1,000 lines (which loads every module and fills every cache)
against its peak during the long one.
"""

import argparse
import tempfile
import time
from pathlib import Path

import psutil

from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.adapters.interchange import Format, Layout, NoRejects, open_source, write
from enishi.services.interchange import Exported, ImportReport, ImportService, Mode

MIB = 1 << 20


def firm(number: int) -> dict[str, object]:
    return {
        "firm_ref": f"F{number:07}",
        "name": f"株式会社第{number}製作所",
        "prefecture": "新潟県",
        "municipality": "燕市",
        "municipality_code": "15213",
        "latitude": 37.67,
        "longitude": 138.88,
        "employees": number % 300,
        "certifications": ["ISO9001"],
        "summary": "ステンレスの深絞りと研磨を、小ロットから承ります。" * 4,
        "capabilities": [
            {
                "capability_ref": f"F{number:07}-{part}",
                "title": "深絞り",
                "description": f"板厚0.4〜2.0、φ{number % 500} までの器物。" * 6,
                "processes": ["深絞り", "研磨"],
                "materials": ["SUS304"],
                "lead_time_days": 14,
            }
            for part in (1, 2)
        ],
    }


class Watch:
    """Follows the peak of the resident set as the import tells how far it is."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.peak = 0

    def now(self) -> int:
        return int(self._process.memory_info().rss)

    def __call__(self, _done: int, _total: int | None) -> None:
        self.peak = max(self.peak, self.now())


def imported(database: SqlDatabase, path: Path, watch: Watch) -> ImportReport:
    return ImportService(database).firms(
        open_source(path, Layout.FIRMS),
        mode=Mode.ALL_OR_NOTHING,
        rejects=NoRejects(),
        progress=watch,
    )


def written(path: Path, lines: int, ending: Format) -> Path:
    with path.with_suffix(f".{ending}").open("wb") as out:
        write(map(firm, range(lines)), Exported.FIRMS, ending, out)
    return path.with_suffix(f".{ending}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=200_000)
    parser.add_argument("--format", type=Format, default=Format.JSONL, choices=["jsonl", "csv"])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="enishi-") as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'enishi.db'}")
        Schema(engine).upgrade()
        database, watch = SqlDatabase(engine), Watch()
        imported(database, written(Path(folder) / "warm", 1_000, wanted.format), watch)
        path = written(Path(folder) / "long", wanted.lines, wanted.format)
        before = watch.peak = watch.now()
        began = time.perf_counter()
        report = imported(database, path, watch)
        seconds = time.perf_counter() - began
        print(
            f"{report.read:,} lines ({path.stat().st_size / MIB:,.0f} MiB of {wanted.format})"
            f" in {seconds:,.1f} s: {report.read / seconds:,.0f} lines/s;"
            f" memory {before / MIB:,.0f} MiB, at most {(watch.peak - before) / MIB:+,.1f} MiB"
        )
        engine.dispose()


if __name__ == "__main__":
    main()
