"""Help and wrong usage in Japanese: what a command takes, and what was wrong with a line."""

import re
from enum import Enum
from functools import partial
from typing import Any

from pydantic import ValidationError
from typer import Context, Typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from enishi.entrypoints.cli.output import say_error
from enishi.entrypoints.wire.reasons import reason

# What typer says → what it means. Its classes are private, its sentences are what it shows.
_SENTENCES = {
    r"No such option: (?P<what>\S+)": "知らない指定です",
    r"No such command '(?P<what>[^']+)'": "そのコマンドはありません",
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)": "余分な引数です",
    r"Option '(?P<what>[^']+)' requires (?:an argument|\d+ arguments)": "値が必要です",
    r"Option '(?P<what>[^']+)' does not take a value": "値は付けられません",
}
_TYPES = {
    "str": "文字",
    "int": "整数",
    "float": "数",
    "Path": "ファイル",
    "list[str]": "文字",
    "list[Scope]": "read・write・introduce・administer",
    "tuple[pathlib.Path, pathlib.Path]": "ファイル 2つ",
}


def in_japanese(app: Typer) -> TyperGroup:
    """Return the whole command with every `--help` in Japanese."""
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    _translate(command)
    return command


def _translate(command: Any) -> None:
    """Put Japanese in place of the words that typer offers no setting for."""
    command.options_metavar = "[指定]"
    command.format_usage = partial(_format_usage, command)
    for parameter in command.params:
        parameter.display_type_rich = partial(_type, parameter, parameter.display_type_rich)
    asks_for_help = command.get_help_option(Context(command))
    asks_for_help.help = "この説明を表示する"
    asks_for_help.display_type_rich = partial(_type, asks_for_help, None)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = "コマンド ..."
        for inner in command.commands.values():
            _translate(inner)


def _format_usage(command: TyperCommand | TyperGroup, ctx: Context, formatter: Any) -> None:
    """Write the first line of a help, and name the panels that follow it."""
    # Only a help needs it, and it takes a twentieth of a second to import.
    from typer import rich_utils  # noqa: PLC0415

    rich_utils.ARGUMENTS_PANEL_TITLE = "引数"
    rich_utils.OPTIONS_PANEL_TITLE = "指定"
    rich_utils.COMMANDS_PANEL_TITLE = "コマンド"
    rich_utils.DEFAULT_STRING = "[既定: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[必須]"
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, "使い方: ")


def _type(parameter: Any, typed: Any, ctx: Context) -> str | None:
    if getattr(parameter, "is_flag", False):
        return None
    word = _TYPES.get(parameter.bare_type())
    return f"<{word}>" if word else typed(ctx)


def tell(error: TyperException) -> None:
    """Say in one line what was wrong with a command line, and where the help is.

    A group without a command is told its help.
    """
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message())
        return
    parameter = getattr(error, "param", None)
    name = "/".join(parameter.opts) if parameter is not None else ""
    japanese = _meaning(error, parameter)
    english = ": ".join(filter(None, (name, str(getattr(error, "message", error)))))
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "enishi"
    say_error(
        f"{': '.join(filter(None, (name, japanese)))}（使い方: {command} --help）",
        f"{english or 'wrong usage'} (usage: {command} --help)",
    )


def _meaning(error: TyperException, parameter: Any) -> str:
    if type(error).__name__ == "MissingParameter":
        return "必要な指定がありません"
    if parameter is not None:
        choices = parameter.type_descriptor.annotation
        if isinstance(choices, type) and issubclass(choices, Enum):
            return f"{', '.join(item.value for item in choices)} のどれかを指定してください"
        if isinstance(error.__cause__, ValidationError):
            return reason(dict(error.__cause__.errors()[0]))[0]
    message = str(getattr(error, "message", error))
    for pattern, sentence in _SENTENCES.items():
        if found := re.match(pattern, message):
            return f"{sentence}（{found['what']}）"
    return f"使い方が正しくありません（{message}）"
