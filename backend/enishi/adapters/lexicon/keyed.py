"""A file of values by key, each decoded when it is asked for: most never are."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class Keyed(Mapping[str, _Value]):
    """Reads back what `write_keyed` wrote."""

    def __init__(self, text: str, decode: Callable[[Any], _Value]) -> None:
        self._text = text
        self._decode = decode

    @classmethod
    def read(cls, path: Path, decode: Callable[[Any], _Value]) -> "Keyed[_Value]":
        """Open a file; raises ValueError or OSError where it is not whole."""
        count, end, text = path.read_bytes().decode().partition("\n")
        is_counted = int(count) == text.count("\n") == text.count("\t")
        if not (end and is_counted and text[-1:] in ("", "\n")):
            raise ValueError(f"{path.name} does not hold the {count} lines that were written")
        return cls(text, decode)

    @cached_property
    def _lines(self) -> dict[str, str]:
        """The values by key, as they were written."""
        lines = self._text.split("\n")[:-1]
        self._text = ""
        return dict(line.split("\t", 1) for line in lines)

    def __getitem__(self, key: str) -> _Value:
        return self._decode(json.loads(self._lines[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def write_keyed(path: Path, content: Mapping[str, object]) -> None:
    """Write one line a key, which holds neither tab nor line end: the key and its value."""
    lines = (f"{key}\t{json.dumps(value, ensure_ascii=False)}" for key, value in content.items())
    path.write_bytes("\n".join([str(len(content)), *lines, ""]).encode())
