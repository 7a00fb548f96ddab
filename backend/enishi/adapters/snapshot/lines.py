"""Records of a snapshot, one JSON line a row, read where they stand."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class LineWriter:
    """Writes one line a row."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self.ends: list[int] = []  # by which `Lines` finds the rows again

    def add(self, record: object) -> None:
        """Append the line of the next row."""
        line = json.dumps(record, ensure_ascii=False, default=_tagged)
        self._file.write(line.encode() + b"\n")
        self.ends.append(self._file.tell())

    def close(self) -> None:
        """Finish the file, or let go of it unfinished."""
        self._file.close()


class Lines:
    """The lines of a file, mapped into memory."""

    def __init__(self, path: Path, ends: Sequence[int]) -> None:
        """Open a file; raises ValueError where it is not as long as was written."""
        self._ends: NDArray[np.int64] = np.asarray([0, *ends], np.int64)
        if path.stat().st_size != self._ends[-1]:
            raise ValueError(f"{path.name} does not have the length that was written")
        with path.open("rb") as file:
            # An empty file cannot be mapped, and has no row to be asked for.
            self._bytes = mmap(file.fileno(), 0, access=ACCESS_READ) if ends else b""

    def record(self, row: int) -> Any:
        """Return what was written of a row; raises ValueError where it cannot be read."""
        line = self._bytes[self._ends[row] : self._ends[row + 1]]
        return json.loads(line, object_hook=_untagged)


def _tagged(value: object) -> dict[str, str]:
    """Write a Decimal digit for digit, which a JSON number read back as a float is not."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"cannot write {type(value).__name__}")


def _untagged(value: dict[str, Any]) -> object:
    match value:
        case {"decimal": str(digits)} if len(value) == 1:
            return Decimal(digits)
        case {"date": str(day)} if len(value) == 1:
            return date.fromisoformat(day)
    return value
