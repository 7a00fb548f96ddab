"""Training texts written by hand: a capability, one that only looks alike, and who asks for it."""

import json
from collections.abc import Iterator
from pathlib import Path

from enishi.adapters.encoding.tuning.pairs import Pair
from enishi.domain.errors import InvalidValueError


def written_pairs(folder: Path) -> Iterator[Pair]:
    """Yield a pair for each text that asks, in the order of files and lines.

    Raises InvalidValueError naming the file and line of what cannot be read.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise InvalidValueError(f"例文がありません（{folder}）", english=f"no texts in {folder}")
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            if line.strip():
                yield from _pairs(line, path.name, number)


def _pairs(line: bytes, file: str, number: int) -> list[Pair]:
    try:
        item = json.loads(line)
        offered, contrast = _capability(item["capability"]), _capability(item["near_miss"])
        if not isinstance(item["asked"], list):
            raise TypeError("asked: no list")
        return [Pair(str(asked), offered, contrast) for asked in item["asked"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidValueError(
            f"{file} {number} 行目：読めません（{error}）",
            english=f"{file} line {number}: cannot be read ({error})",
        ) from error


def _capability(item: dict[str, str]) -> str:
    """Join title and description as a passage joins them."""
    return "。".join(part.rstrip("。") for part in (item["title"], item.get("description")) if part)
