"""What a command says of itself."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from enishi.entrypoints.cli import usage
from enishi.entrypoints.cli.app import assembled
from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|OPTIONS|COMMAND|Show this|default|required|<str>|<int|<bool>"
    r"|<float|<Path>|list\["
)


def commands(group: Any, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, *path, name)


EVERY = list(commands(usage.in_japanese(assembled())))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_help_is_in_japanese_to_the_last_word(enishi: Enishi, path: tuple[str, ...]):
    ended = enishi(*path, "--help")

    assert ended.status == 0
    assert ended.err == ""
    assert f"使い方: {' '.join(('enishi', *path))} [指定]" in ended.out
    assert "この説明を表示する" in ended.out
    assert not ENGLISH.findall(ended.out)


@pytest.mark.parametrize("path", EVERY[1:], ids=" ".join)
def test_every_option_says_in_japanese_what_it_is_for(path: tuple[str, ...]):
    command: Any = usage.in_japanese(assembled())
    for name in path:
        command = command.commands[name]

    assert JAPANESE.search(command.help)
    assert not command.help.endswith(".")
    for parameter in command.params:
        assert JAPANESE.search(parameter.help or ""), parameter.name


def test_the_commands_that_people_rely_on_are_there():
    promised = {
        ("db", "upgrade"),
        *(("import", what) for what in ("firms", "needs", "ties", "gbizinfo")),
        *(("export", what) for what in ("firms", "needs", "ties", "corrections")),
        *(("index", what) for what in ("rebuild", "refresh", "status", "verify")),
        *(("lexicon", what) for what in ("lint", "status", "explain")),
        *(("api-key", what) for what in ("create", "rotate", "revoke", "list")),
        ("audit",),
        ("search",),
        ("evaluate",),
        ("demo",),
        ("serve",),
        ("worker",),
        ("doctor",),
    }

    assert promised <= set(EVERY)


@pytest.mark.parametrize(
    "path",
    [(), ("db",), ("import",), ("export",), ("index",), ("encoder",), ("lexicon",), ("api-key",)],
)
def test_a_group_without_a_command_shows_its_help_as_wrong_usage(
    enishi: Enishi, path: tuple[str, ...]
):
    ended = enishi(*path)

    assert ended.status == 2
    assert "使い方" in ended.out
