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
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line.strip():
                yield from _pairs(line, f"{path.name} {number} 行目")


def _pairs(line: str, place: str) -> Iterator[Pair]:
    try:
        item = json.loads(line)
        offered, contrast = _capability(item["capability"]), _capability(item["near_miss"])
        yield from (Pair(str(asked), offered, contrast) for asked in item["asked"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidValueError(
            f"{place}：読めません（{error}）", english=f"{place}: cannot be read ({error})"
        ) from error


def _capability(item: dict[str, str]) -> str:
    """Join title and description as a passage joins them."""
    return "。".join(part.rstrip("。") for part in (item["title"], item.get("description")) if part)
