"""Between the text of one CSV cell and the value of a field, in both directions."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from enishi.adapters.interchange.jsonl import parse_json, to_json
from enishi.domain.errors import InvalidValueError
from enishi.services.fields import shown

NUMBERS = frozenset(
    (
        *("latitude", "longitude", "employees", "founded"),
        *("max_size_mm", "tolerance_um", "lot_min", "lot_max", "lead_time_days"),
        *("capacity_per_month", "max_lead_time_days", "lot"),
    )
)
LISTS = frozenset(
    (
        *("certifications", "processes", "materials", "equipment"),
        *("exclude_clusters", "prefectures", "firm_refs", "fields"),
    )
)
NESTED = frozenset(("facilities", "capabilities", "constraints"))

_TRUE = frozenset(("true", "1", "はい", "yes"))
_FALSE = frozenset(("false", "0", "いいえ", "no"))

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?(e[+-]?\d{1,3})?", re.ASCII | re.I)
_MINUS = str.maketrans("−‐–—", "----")
# 2025-04-01, 2025/4/1 (as Excel rewrites it), 2025年4月1日
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)

_SEPARATOR = re.compile(r"[;；、|｜\r\n]")

# A spreadsheet runs a cell that begins like this as a formula (CSV injection); a leading
# apostrophe makes it text. One that stands there already is kept by adding another. Japanese
# spreadsheets take the full-width signs as well.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def value_of(name: str, cell: str) -> Any:
    """Read a cell as the field of that name; blank is None.

    Raises InvalidValueError with the name of the column.
    """
    text = undefused(cell).strip()
    if not text:
        return None
    return _READERS[name](name, text) if name in _READERS else text


def cell_of(name: str, value: Any) -> str | int | float | Decimal | None:
    """Write a value as `value_of` reads it back; numbers stay numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if name in NESTED:
        return to_json(value) if value else None
    if name in LISTS:
        return _joined(value)
    return value  # type: ignore[no-any-return]


def text_of(value: str | int | float | Decimal | None) -> str:
    """Return the text of a CSV cell, which no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def defused(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def undefused(cell: str) -> str:
    """Return the text without the apostrophe that `defused` added."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _texts(name: str, text: str) -> Sequence[Any]:
    if text.startswith("[") and text.endswith("]"):
        items = _json(name, text)
        return items if isinstance(items, list) else [text]
    return [item for item in map(str.strip, _SEPARATOR.split(text)) if item]


def _joined(items: Sequence[str]) -> str | None:
    if not items:
        return None
    joined = ";".join(items)
    if joined.startswith("[") or [*map(str.strip, _SEPARATOR.split(joined))] != list(items):
        return to_json(items)  # an item holds a separator
    return joined


def _number(name: str, text: str) -> Decimal:
    plain = normalize("NFKC", text).translate(_MINUS)
    if not _NUMBER.fullmatch(plain):
        raise InvalidValueError(
            f"数値で指定してください（{shown(text)}）",
            field=name,
            english=f"must be a number, not {shown(text)}",
        )
    return Decimal(plain.replace(",", ""))


def _json(name: str, text: str) -> Any:
    try:
        return parse_json(text)
    except InvalidValueError as error:
        raise error.at(name) from None


def _day(_name: str, text: str) -> str:
    found = _DAY.fullmatch(normalize("NFKC", text))
    if found is None:
        return text  # the field itself says what is wrong with it
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _code(_name: str, text: str) -> str:
    # A spreadsheet takes the zero of the prefectures 01 to 09 off.
    return text.zfill(5) if len(text) == 4 else text


def _flag(name: str, text: str) -> bool:
    word = normalize("NFKC", text).casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise InvalidValueError(
        f"true か false、または はい か いいえ で指定してください（{shown(text)}）",
        field=name,
        english=f"must be true or false, not {shown(text)}",
    )


_READERS: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(LISTS, _texts),
    **dict.fromkeys(NESTED, _json),
    **dict.fromkeys(("availability_as_of", "date"), _day),
    "municipality_code": _code,
    "accepted": _flag,
}
