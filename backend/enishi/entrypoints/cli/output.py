"""What commands print: sentences to stderr, answers to stdout, progress on a terminal only."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from enishi.services import ports


class Language(StrEnum):
    """The language of messages."""

    JA = "ja"
    EN = "en"


_language = Language.JA


def set_language(language: Language) -> None:
    """Choose the language once, at the entrance."""
    global _language  # noqa: PLW0603 - one process, one user, one language
    _language = language


def spoken(japanese: str, english: str) -> str:
    """Return the sentence in the chosen language."""
    return english if _language is Language.EN else japanese


def say(japanese: str, english: str) -> None:
    """Tell the user something that is not the answer itself."""
    print(spoken(japanese, english), file=sys.stderr, flush=True)


def say_error(japanese: str, english: str) -> None:
    """Tell in one line what was refused or failed."""
    line = spoken(japanese, english).replace("\n", " ")
    print(spoken(f"エラー: {line}", f"error: {line}"), file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    """Print an answer for programmes."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(f"cannot print {type(value).__name__}")


@contextmanager
def progress(label: str) -> Iterator[ports.Progress]:
    """Show how far a long job is, where somebody is watching."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
