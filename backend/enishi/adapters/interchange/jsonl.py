"""JSON Lines, one record a line, read strictly."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from enishi.adapters.interchange.files import InputFile
from enishi.domain.errors import InvalidValueError
from enishi.services.fields import shown
from enishi.services.interchange import Line

# Far above any profile, so that a text that is too long is named by its field; beyond it
# lies a wrong file, such as a whole database on one line.
LONGEST_LINE = 16 << 20

_BOM = b"\xef\xbb\xbf"


class JsonLines:
    """A JSON Lines file (a byte order mark is accepted)."""

    def __init__(self, file: InputFile) -> None:
        self.file = file

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.file.name

    @property
    def size(self) -> int | None:
        """Its length in bytes."""
        return self.file.size

    def lines(self) -> Iterator[Line]:
        """Yield the records."""
        end = number = 0
        with self.file.open() as opened:
            while chunk := opened.readline(LONGEST_LINE + 1):
                number += 1
                end += len(chunk)
                if len(chunk) > LONGEST_LINE:
                    while not chunk.endswith(b"\n"):
                        chunk = opened.readline(LONGEST_LINE)
                        end += len(chunk)
                        if not chunk:
                            break
                    yield Line(number, "", error=_too_long(), end=end)
                    continue
                # Files that were put together keep their marks inside.
                chunk = chunk.removeprefix(_BOM)
                if chunk.strip():
                    yield _line(number, chunk, end)


def _line(number: int, chunk: bytes, end: int) -> Line:
    try:
        raw = chunk.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        seen = chunk.decode("utf-8", "replace").rstrip("\r\n")
        refusal = InvalidValueError(
            f"UTF-8 として読めません（行の先頭から{error.start + 1}バイト目。"
            "JSON Lines は UTF-8 で保存してください）",
            english=f"not UTF-8 at byte {error.start + 1} of the line; JSON Lines must be UTF-8",
        )
        return Line(number, seen, error=refusal, end=end)
    try:
        return Line(number, raw, record=parse_object(raw), end=end)
    except InvalidValueError as refusal:
        return Line(number, raw, error=refusal, end=end)


def parse_object(raw: str) -> Mapping[str, Any]:
    """Read one JSON object; raises InvalidValueError saying where it is broken."""
    value = parse_json(raw)
    if not isinstance(value, dict):
        raise InvalidValueError(
            f"1行に1つの JSON オブジェクト（{{…}}）が必要です（{shown(value)}）"
            if value is not None
            else "1行に1つの JSON オブジェクト（{…}）が必要です（null）",
            english="each line must be one JSON object",
        )
    return value


def parse_json(raw: str) -> Any:
    """Read JSON with its numbers exactly; raises InvalidValueError saying where it is broken.

    Stricter than Python's own reader: NaN and Infinity are not JSON, and a name that stands
    twice in one object leaves open which value was meant.
    """
    try:
        return json.loads(
            raw, parse_float=Decimal, parse_constant=_not_json, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise InvalidValueError(
            f"JSON として読めません（{error.colno}文字目の付近）",
            english=f"not JSON (column {error.colno}: {error.msg})",
        ) from None
    except RecursionError:
        raise InvalidValueError(
            "JSON の入れ子が深すぎます", english="the JSON is nested too deeply"
        ) from None
    except ValueError:  # the digits of a whole number are limited
        raise InvalidValueError(
            "JSON に桁数の多すぎる数値があります",
            english="the JSON holds a number of too many digits",
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise InvalidValueError(
            f"同じ項目が2回書かれています（{shown(twice)}）",
            field=shown(twice).strip("'"),
            english=f"the field {shown(twice)} stands twice",
        )
    return value


def _not_json(word: str) -> NoReturn:
    raise InvalidValueError(
        f"JSON として読めません（{word} は使えません）", english=f"not JSON: {word}"
    )


def _too_long() -> InvalidValueError:
    return InvalidValueError(
        f"1行が長すぎます（上限は {LONGEST_LINE >> 20} MiB）",
        english=f"the line is longer than {LONGEST_LINE >> 20} MiB",
    )


_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def to_json(value: Any) -> str:
    """Write JSON on one line: Japanese as it is, a Decimal digit for digit.

    Python's own writer knows no Decimal, and a float would change its digits.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        pairs = (f"{_text(name)}: {to_json(inner)}" for name, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(to_json, value))}]"
    return _plain(value)


def _text(value: str) -> str:
    written = _plain(value)
    # Lone surrogates, in a refused line that is set aside, fit into no file as they are.
    return written if written.isascii() or _encodable(written) else json.dumps(value)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(value: Decimal) -> str:
    # 1e999999999 in a refused line must not become a billion digits.
    return format(value, "f") if -40 < value.adjusted() < 40 else str(value)
