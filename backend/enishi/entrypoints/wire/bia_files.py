"""Reads a BIA case from a file: YAML or JSON, which is YAML too."""

import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.reasons import reason

# A plan of a large firm is 200 kB; a slip in a file name may be a film.
_LARGEST = 5_000_000
_SUFFIX = ".yaml"


def read_case(text: str) -> CaseBody:
    """Return the case that a file says; raises InvalidValueError naming the field or the line."""
    if len(text) > _LARGEST:
        raise InvalidValueError(
            f"ファイルが大きすぎます（{_LARGEST // 1_000_000}MB まで）",
            english=f"the file is larger than {_LARGEST // 1_000_000} MB",
        )
    try:
        content = _content(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _unreadable(mark.line if mark else None) from None
    except (ValueError, RecursionError):  # a date that is none, or brackets without end
        raise _unreadable() from None
    return _body(content)


def example_names(folder: Path) -> list[str]:
    """Return the names of the cases that are shipped."""
    return sorted(file.stem for file in folder.glob(f"*{_SUFFIX}"))


def read_example(folder: Path, name: str) -> CaseBody:
    """Return a case that is shipped; raises NotFoundError."""
    if name not in example_names(folder):  # and so nothing leads out of the folder
        raise NotFoundError("その例はありません", english="no such example")
    return read_case((folder / f"{name}{_SUFFIX}").read_text("utf-8"))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a case."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CaseBody.model_json_schema(),
    }


def _content(text: str) -> Any:
    """Return plain values. JSON goes first: tabs, which it may be indented by, are none of YAML."""
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            pass  # YAML may begin with a brace too, and says better where it is wrong
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):  # a few lines of them grow into a billion
            raise _unreadable(event.start_mark.line if event.start_mark else None)
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _body(content: Any) -> CaseBody:
    try:
        return CaseBody.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        japanese, english = reason(first)
        raise InvalidValueError(
            japanese, field=_field(first["loc"]) or "case", english=english
        ) from None


def _field(steps: tuple[int | str, ...]) -> str:
    """Write a place as the domain's refusals do: products[0].steps[3].name."""
    named = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return named.removeprefix(".")


def _unreadable(line: int | None = None) -> InvalidValueError:
    return InvalidValueError(
        "YAML・JSON として読めません" + ("" if line is None else f"（{line + 1}行目）"),
        english="not YAML or JSON" + ("" if line is None else f", line {line + 1}"),
    )
