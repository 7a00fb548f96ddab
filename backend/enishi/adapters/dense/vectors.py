"""The vectors of one snapshot on disk, with who they belong to."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from enishi.domain.errors import IndexUnavailableError
from enishi.services.retrieval import FirmEntry, Vectors

_VECTORS, _STARTS, _SAMPLE = "vectors.f32", "starts.npy", "sample.npy"


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Passage vectors in order of row; row r owns `vectors[starts[r]:starts[r + 1]]`."""

    vectors: Vectors  # (passages, dimension)
    starts: NDArray[np.int64]  # (rows + 1,)
    sample: NDArray[np.int64]  # rows of the background sample

    @property
    def rows(self) -> int:
        """How many rows the table holds."""
        return len(self.starts) - 1

    def numbers(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the passages of the given rows, one row after the other, and where each ends."""
        counts = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(counts)
        return np.repeat(self.starts[rows] - ends + counts, counts) + np.arange(counts.sum()), ends

    def owners(self, passages: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of each of the given passages."""
        return np.searchsorted(self.starts, passages, "right") - 1

    @classmethod
    def open(cls, folder: Path, dimension: int) -> "VectorTable":
        """Map the table into memory; raises IndexUnavailableError where it does not fit."""
        try:
            starts = np.load(folder / _STARTS)
            sample = np.load(folder / _SAMPLE)
            size, expected = (folder / _VECTORS).stat().st_size, int(starts[-1]) * dimension * 4
            if size != expected:
                raise ValueError(f"{_VECTORS} holds {size} bytes, not {expected}")
            vectors: Vectors = np.zeros((0, dimension), np.float32)
            if size:  # an empty file cannot be mapped
                mapped = np.memmap(folder / _VECTORS, np.float32, "r").reshape(-1, dimension)
                vectors = mapped.view(np.ndarray)  # slices of a memmap cost more than their sums
        # numpy says EOFError for an empty file, BadZipFile for one that begins like an archive.
        except (OSError, ValueError, IndexError, EOFError, BadZipFile) as error:
            raise IndexUnavailableError(
                "意味の索引が壊れています。`enishi index rebuild` を実行してください",
                english=f"the dense index is damaged ({error}): run `enishi index rebuild`",
            ) from error
        return cls(vectors, starts, sample)


class VectorWriter:
    """Writes a table row by row, so that memory does not grow with it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._file = (folder / _VECTORS).open("wb")
        self._starts = [0]
        self._sample: list[int] = []

    def add(self, entry: FirmEntry) -> None:
        """Append the vectors of the next row; rows come in order from 0."""
        assert entry.row == len(self._starts) - 1
        self._file.write(np.ascontiguousarray(entry.vectors, np.float32).tobytes())
        self._starts.append(self._starts[-1] + len(entry.vectors))
        if entry.in_sample:
            self._sample.append(entry.row)

    def abandon(self) -> None:
        """Let go of the files unfinished."""
        self._file.close()

    def close(self) -> None:
        """Finish the files."""
        self._file.close()
        np.save(self._folder / _STARTS, np.asarray(self._starts, np.int64))
        np.save(self._folder / _SAMPLE, np.asarray(self._sample, np.int64))
