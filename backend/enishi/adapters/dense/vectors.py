"""The vectors of one snapshot on disk, with who they belong to."""

import os
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from enishi.domain.errors import IndexUnavailableError
from enishi.services.retrieval import FirmEntry, Rows, TokenVectors, Vectors

_VECTORS, _STARTS, _SAMPLE = "vectors.f32", "starts.npy", "sample.npy"
_TOKENS, _TOKEN_STARTS = "tokens.i8", "token_starts.npy"


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Passage vectors in order of row; row r owns `vectors[starts[r]:starts[r + 1]]`.

    Passage p owns the tokens from `token_starts[p]` to `token_starts[p + 1]`.
    """

    vectors: Vectors  # (passages, dimension)
    tokens: "TokenFile"
    token_starts: Rows  # (passages + 1,)
    starts: Rows  # (rows + 1,)
    sample: Rows  # rows of the background sample

    @property
    def rows(self) -> int:
        """How many rows the table holds."""
        return len(self.starts) - 1

    def tokens_of(self, row: int) -> list[TokenVectors]:
        """Return the tokens of each passage of a row."""
        bounds = self.token_starts[self.starts[row] : self.starts[row + 1] + 1]
        return (
            np.split(self.all_tokens_of(row), bounds[1:-1] - bounds[0]) if len(bounds) > 1 else []
        )

    def all_tokens_of(self, row: int) -> TokenVectors:
        """Return the tokens of a row, one passage after the other."""
        return self.tokens.read(*self._token_bounds(row))

    def has_tokens(self, row: int) -> bool:
        """Tell whether a row has any token."""
        first, last = self._token_bounds(row)
        return last > first

    def _token_bounds(self, row: int) -> tuple[int, int]:
        first, last = self.token_starts[self.starts[row]], self.token_starts[self.starts[row + 1]]
        return int(first), int(last)

    def numbers(self, rows: Rows) -> tuple[Rows, Rows]:
        """Return the passages of the given rows, one row after the other, and where each ends."""
        counts = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(counts)
        return np.repeat(self.starts[rows] - ends + counts, counts) + np.arange(counts.sum()), ends

    def owners(self, passages: Rows) -> Rows:
        """Return the row of each of the given passages."""
        return np.searchsorted(self.starts, passages, "right") - 1

    @classmethod
    def open(cls, folder: Path, dimension: int) -> "VectorTable":
        """Map the table into memory; raises IndexUnavailableError where it does not fit."""
        try:
            starts = np.load(folder / _STARTS)
            sample = np.load(folder / _SAMPLE)
            token_starts = np.load(folder / _TOKEN_STARTS)
            vectors = _mapped(folder / _VECTORS, np.dtype(np.float32), int(starts[-1]), dimension)
            total = int(token_starts[-1])
            width = (folder / _TOKENS).stat().st_size // total if total else 0
            tokens = TokenFile(folder / _TOKENS, total, width)
            if len(token_starts) != len(vectors) + 1 or (total and not width):
                raise ValueError(f"{_TOKENS} does not hold the tokens of every passage")
        # numpy says EOFError for an empty file, BadZipFile for one that begins like an archive.
        except (OSError, ValueError, IndexError, EOFError, BadZipFile) as error:
            raise damaged(error) from error
        return cls(vectors, tokens, token_starts, starts, sample)


class TokenFile:
    """Token vectors, read from the file where a query asks for them.

    Mapped into memory they would all come to stay there: 200 MB for ten thousand firms.
    """

    def __init__(self, path: Path, tokens: int, width: int) -> None:
        """Open a file; raises ValueError where it holds another amount, OSError where it is not."""
        _must_hold(path, tokens * width)
        self._width = width
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def read(self, first: int, last: int) -> TokenVectors:
        """Return the tokens from `first` to before `last`; shape (tokens, width)."""
        size = (last - first) * self._width
        read = os.pread(self._file, size, first * self._width)
        if len(read) != size:
            raise damaged(f"{_TOKENS} ends at {first * self._width + len(read)} bytes")
        return np.frombuffer(read, np.int8).reshape(last - first, self._width)


def _mapped(path: Path, kind: np.dtype[Any], rows: int, width: int) -> NDArray[Any]:
    """Map a file of `rows` × `width` numbers; raises ValueError where it holds another amount."""
    size = rows * width * kind.itemsize
    _must_hold(path, size)
    if not size:  # an empty file cannot be mapped
        return np.zeros((rows, width), kind)
    # A plain view: slices of a memmap cost more than their sums.
    return np.memmap(path, kind, "r").reshape(rows, width).view(np.ndarray)


def _must_hold(path: Path, expected: int) -> None:
    if (size := path.stat().st_size) != expected:
        raise ValueError(f"{path.name} holds {size} bytes, not {expected}")


def damaged(how: object) -> IndexUnavailableError:
    """Return what to raise where the files are not as they were written."""
    return IndexUnavailableError(
        "意味の索引が壊れています。`enishi index rebuild` を実行してください",
        english=f"the dense index is damaged ({how}): run `enishi index rebuild`",
    )


class VectorWriter:
    """Writes a table row by row, so that memory does not grow with it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._file = (folder / _VECTORS).open("wb")
        self._tokens = (folder / _TOKENS).open("wb")
        self._starts, self._token_starts = [0], [0]
        self._sample: list[int] = []

    def add(self, entry: FirmEntry) -> None:
        """Append the vectors of the next row; rows come in order from 0."""
        assert entry.row == len(self._starts) - 1
        self._file.write(np.ascontiguousarray(entry.vectors, np.float32).tobytes())
        self._starts.append(self._starts[-1] + len(entry.vectors))
        for tokens in entry.tokens:
            self._tokens.write(np.ascontiguousarray(tokens, np.int8).tobytes())
            self._token_starts.append(self._token_starts[-1] + len(tokens))
        if entry.in_sample:
            self._sample.append(entry.row)

    def abandon(self) -> None:
        """Let go of the files unfinished."""
        self._file.close()
        self._tokens.close()

    def close(self) -> None:
        """Finish the files."""
        self._file.close()
        self._tokens.close()
        np.save(self._folder / _TOKEN_STARTS, np.asarray(self._token_starts, np.int64))
        np.save(self._folder / _STARTS, np.asarray(self._starts, np.int64))
        np.save(self._folder / _SAMPLE, np.asarray(self._sample, np.int64))
