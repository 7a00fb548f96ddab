"""Reads the fields of one record, each with its type, and names the field that is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from enishi.domain.errors import InvalidValueError
from enishi.domain.text import well_formed

NounT = TypeVar("NounT")
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

# 64-bit columns end here, on both databases.
_LARGEST = 2**63 - 1
# With the nineteen digits before the point these are the 28 that Decimal computes with.
_DECIMALS = 9

# Characters of a wrong value that a message repeats.
_SHOWN = 40

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Fields:
    """One record. A field that is missing, null or blank reads as None.

    Every method raises InvalidValueError with the name of the field.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._record = record

    def text(self, name: str) -> str | None:
        """Read a text; surrounding white space is dropped."""
        value = self._record.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise _wrong(name, "文字列", "a string", value)
        return _clean(name, value) or None

    def whole(self, name: str) -> int | None:
        """Read a whole number; 3.0 is one, 3.5 and true are not."""
        value = self._finite(name)
        if value is None:
            return None
        if value != value.to_integral_value():
            raise _wrong(name, "整数", "a whole number", self._record[name])
        return int(value)

    def number(self, name: str) -> Decimal | None:
        """Read an exact number of at most nine decimals; 10, 10.0 and 1e1 read alike."""
        value = self._finite(name)
        if value is None:
            return None
        if value != round(value, _DECIMALS):
            raise InvalidValueError(
                f"小数は{_DECIMALS}桁までです",
                field=name,
                english=f"at most {_DECIMALS} decimals",
            )
        plain = format(round(value, _DECIMALS), "f")
        return Decimal(plain.rstrip("0").rstrip(".")) if value else Decimal(0)

    def real(self, name: str) -> float | None:
        """Read a measured number, such as a coordinate."""
        value = self._finite(name)
        return None if value is None else float(value)

    def flag(self, name: str) -> bool | None:
        """Read true or false."""
        value = self._record.get(name)
        if value is not None and not isinstance(value, bool):
            raise _wrong(name, "true か false", "true or false", value)
        return value

    def day(self, name: str) -> date | None:
        """Read a date written YYYY-MM-DD."""
        value = self.text(name)
        if value is None:
            return None
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass  # 2026-02-30
        raise _wrong(name, "日付（YYYY-MM-DD）", "a date (YYYY-MM-DD)", value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts; blank entries are dropped and equal ones kept once."""
        items = []
        for number, item in enumerate(self._list(name)):
            if not isinstance(item, str):
                raise _wrong(name, "文字列の配列", "a list of strings", item)
            items.append(_clean(f"{name}[{number}]", item))
        return tuple(dict.fromkeys(item for item in items if item))

    def choice(self, name: str, choices: type[ChoiceT]) -> ChoiceT | None:
        """Read one of a fixed set of words."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return choices(value)
        except ValueError:
            allowed = "・".join(choices)
            raise InvalidValueError(
                f"{allowed} のどれかを指定してください（{shown(value)}）",
                field=name,
                english=f"must be one of {', '.join(choices)}, not {shown(value)}",
            ) from None

    def one(self, name: str, read: Callable[[Mapping[str, Any]], NounT]) -> NounT | None:
        """Read a record inside the record."""
        value = self._record.get(name)
        if value is None:
            return None
        return _inside(name, value, read)

    def each(
        self,
        name: str,
        read: Callable[[Mapping[str, Any]], NounT],
        *,
        numbered: tuple[str, str] | None = None,
    ) -> tuple[NounT, ...]:
        """Read a list of records inside the record.

        `numbered` names the ref of such a record, and what its number (1, 2, …) is put
        behind where it has none.
        """

        def read_numbered(number: int, item: object) -> NounT:
            if numbered is not None and isinstance(item, Mapping):
                ref, stem = numbered
                if item.get(ref) in (None, ""):
                    item = {**item, ref: f"{stem}{number + 1}"}
            return _inside(f"{name}[{number}]", item, read)

        return tuple(read_numbered(*place) for place in enumerate(self._list(name)))

    def _finite(self, name: str) -> Decimal | None:
        value = self._record.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise _wrong(name, "数値", "a number", value)
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        # abs() would round, and overflow on 1e999999999; a comparison does neither.
        if not exact.is_finite() or not -_LARGEST <= exact <= _LARGEST:
            raise _wrong(name, "数値", "a number", value)
        return exact

    def _list(self, name: str) -> Sequence[Any]:
        value = self._record.get(name)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            raise _wrong(name, "配列", "a list", value)
        return value


def _clean(name: str, value: str) -> str:
    try:
        return well_formed(value.strip())
    except InvalidValueError as error:
        raise error.at(name) from None


def _inside(name: str, value: object, read: Callable[[Mapping[str, Any]], NounT]) -> NounT:
    if not isinstance(value, Mapping):
        raise _wrong(name, "オブジェクト", "an object", value)
    try:
        return read(value)
    except InvalidValueError as error:
        raise error.at(name) from None


def shown(value: object) -> str:
    """Return the beginning of a value, which may be a megabyte long or a thousand lists deep."""
    if isinstance(value, str):
        text = repr(value[:_SHOWN])  # repr, so that a lone surrogate can be printed
        return text if len(value) <= _SHOWN else f"{text}…"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        text = str(value)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "[…]" if isinstance(value, Sequence) else "{…}"


def _wrong(name: str, japanese: str, english: str, value: object) -> InvalidValueError:
    return InvalidValueError(
        f"{japanese}で指定してください（{shown(value)}）",
        field=name,
        english=f"must be {english}, not {shown(value)}",
    )
