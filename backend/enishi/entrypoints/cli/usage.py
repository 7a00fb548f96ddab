"""Wrong usage, told in Japanese: what was wrong, and where the help is."""

from typer import rich_utils
from typer.exceptions import TyperException

from enishi.entrypoints.cli.output import say_error

# By class name: the classes themselves are typer's private ones.
_SENTENCES = {
    "NoSuchOption": "知らない指定です",
    "MissingParameter": "必要な指定がありません",
    "BadParameter": "指定の値が正しくありません",
    "BadOptionUsage": "指定の使い方が正しくありません",
    "BadArgumentUsage": "引数の使い方が正しくありません",
}


def speak_japanese() -> None:
    """Give the panels of every `--help` Japanese titles."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "引数"
    rich_utils.OPTIONS_PANEL_TITLE = "指定"
    rich_utils.COMMANDS_PANEL_TITLE = "コマンド"
    rich_utils.DEFAULT_STRING = "[既定: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[必須]"


def tell(error: TyperException) -> None:
    """Say in one line what was wrong with a command line."""
    message = str(getattr(error, "message", error))
    parameter = getattr(error, "param", None)
    named = "/".join(parameter.opts) if parameter is not None else ""
    shown = ": ".join(filter(None, (named, message)))
    sentence = _SENTENCES.get(type(error).__name__, "使い方が正しくありません")
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "enishi"
    say_error(
        f"{sentence}（{shown}）。使い方: {command} --help", f"{shown}. Usage: {command} --help"
    )
