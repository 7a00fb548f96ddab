"""Sentence frames: how needs and capabilities are worded, with slots for what they name."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from enishi.domain.errors import InvalidValueError

SLOT = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of one folder: one a line, and numbers to choose from."""

    technical: Sequence[str]  # needs that name the work to be done
    things: Sequence[str]  # needs that name a material, a machine, a product
    wishes: Sequence[str]  # needs that say what is wrong or wished for
    capabilities: Sequence[str]  # that name the work
    holdings: Sequence[str]  # capabilities that name a material, a machine, a product
    numbers: Mapping[str, Sequence[int]]  # by slot

    @classmethod
    def read(cls, folder: Path) -> "Frames":
        """Read a folder; raises InvalidValueError where a file is missing."""
        try:
            return cls(
                technical=_lines(folder / "needs-technical.txt"),
                things=_lines(folder / "needs-things.txt"),
                wishes=_lines(folder / "needs-wishes.txt"),
                capabilities=_lines(folder / "capabilities.txt"),
                holdings=_lines(folder / "capabilities-things.txt"),
                numbers=json.loads((folder / "numbers.json").read_text("utf-8")),
            )
        except OSError as error:
            raise InvalidValueError(
                f"文の型がありません（{error.filename}）", english=f"no frames: {error.filename}"
            ) from error


def is_english(frame: str) -> bool:
    """Tell whether a frame is written in English, and so takes English names."""
    return SLOT.sub("", frame).isascii()


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]
