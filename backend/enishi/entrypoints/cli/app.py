"""Puts the commands together, and turns refusals into one line and an exit status."""

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.exceptions import TyperException

from enishi.domain.errors import EnishiError, InvalidValueError
from enishi.entrypoints.cli import usage
from enishi.entrypoints.cli.output import Language, say_error, set_language
from enishi.settings import read_settings

_HERE = "enishi.entrypoints.cli"
# Group or command → its module here, and what a group is for. Only the one that a command line
# asks for is imported: all of them take a tenth of a second.
_GROUPS = {
    "db": ("database", "データベースを作る・新しくする"),
    "import": ("imports", "ファイルから取り込む"),
    "export": ("exports", "ファイルに書き出す"),
    "index": ("index", "検索の索引を作る・確かめる"),
    "encoder": ("encoder", "文の意味を数値にするモデルを用意する"),
    "user": ("user", "人を登録する・役割を変える・消す"),
    "chamber": ("chamber", "会議所を登録する・並べる"),
    "introduction": ("introductions", "紹介を調べる"),
    "report": ("reports", "報告をまとめる"),
    "network": ("network", "ネットワークの固定化を調べる"),
    "suggestions": ("suggestions", "週の提案を作る・見せ方を点検する"),
    "lexicon": ("lexicon", "用語の辞書を点検する・調べる"),
    "digest": ("digests", "週の便りを組み立てる・送る"),
    "bia": ("bia", "事業影響度分析（BIA）を計算する"),
    "api-key": ("api_keys", "API の鍵を作る・取り消す"),
}
_COMMANDS = {
    "search": "search",
    "partners": "partners",
    "evaluate": "evaluate",
    "demo": "demo",
    "serve": "serve",
    "worker": "serve",
    "doctor": "doctor",
    "openapi": "serve",
    "audit": "audit",
    "mcp": "agents",
}

_FILE_TROUBLE = {
    errno.ENOENT: "ファイルかフォルダがありません",
    errno.EACCES: "読み書きの権限がありません",
    errno.EEXIST: "すでにあります",
    errno.EISDIR: "フォルダです",
    errno.ENOTDIR: "フォルダではありません",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EROFS: "書き込めない場所です",
}
_FAILED, _WRONG_USAGE, _INTERRUPTED = 1, 2, 130


def assembled(words: Sequence[str] = ()) -> typer.Typer:
    """Return the command line with the command that the words ask for, else with every one."""
    app = typer.Typer(
        name="enishi",
        help="縁（えにし）― 産業集積をまたいで、できることと探しものを結ぶ",
        no_args_is_help=True,
        add_completion=False,
    )
    app.callback()(_common)
    asked = _asked(words)
    for name, (module, purpose) in _GROUPS.items():
        if asked in (None, name):
            app.add_typer(import_module(f"{_HERE}.{module}").app, name=name, help=purpose)
    for name, module in _COMMANDS.items():
        if asked in (None, name):
            app.command(name)(getattr(import_module(f"{_HERE}.{module}"), name))
    return app


def _asked(words: Sequence[str]) -> str | None:
    """Return the command that a command line asks for; None where it asks what there is."""
    for word in words:
        if word in _GROUPS or word in _COMMANDS:
            return word
        if word == "--help":
            return None
    return None


def _common(
    _lang: Annotated[
        Language,
        typer.Option(
            "--lang",
            help="メッセージの言語（ja または en）",
            callback=set_language,
            is_eager=True,  # before the words after it, which may be wrong
        ),
    ] = Language.JA,
) -> None:
    """縁（えにし）― 産業集積をまたいで、できることと探しものを結ぶ"""


def main() -> None:
    """Run the command; exits with 0 done, 1 refused or failed, 2 wrong usage."""
    status = 0
    try:
        status = _run(_language_first(sys.argv[1:]))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _close_quietly()
    sys.exit(status)


def _language_first(words: list[str]) -> list[str]:
    """Move `--lang` to where it is read, so that it may stand anywhere before a `--`."""
    end = words.index("--") if "--" in words else len(words)
    for place, word in enumerate(words[:end]):
        length = 2 if word == "--lang" else 1
        if (word == "--lang" or word.startswith("--lang=")) and place + length <= end:
            rest = words[:place] + words[place + length :]
            return [*words[place : place + length], *rest]
    return words


def _run(words: list[str]) -> int:
    command = usage.in_japanese(assembled(words))
    try:
        with command.make_context("enishi", words) as context:
            command.invoke(context)
    except typer.Exit as wanted:
        return wanted.exit_code
    except BrokenPipeError:
        raise
    except Exception as error:
        return _tell(error)
    except KeyboardInterrupt:
        say_error("中断しました", "interrupted")
        return _INTERRUPTED
    return 0


def _tell(error: Exception) -> int:
    """Say in one line why a command did not do what was asked; return the exit status."""
    if _is_debugging():
        traceback.print_exception(error)
    match error:
        case TyperException():
            usage.tell(error)
            return _WRONG_USAGE
        case InvalidValueError(field=str(name)):
            say_error(f"{name}: {error.message}", f"{name}: {error.english}")
        case EnishiError():
            say_error(error.message, error.english)
        case _:
            _tell_unforeseen(error)
    return _FAILED


def _tell_unforeseen(error: Exception) -> None:
    match error:
        case OSError(strerror=str(reason)) if error.filename is not None:
            say_error(
                f"{error.filename}: {_FILE_TROUBLE.get(error.errno or 0, reason)}",
                f"{error.filename}: {reason}",
            )
        case _:
            first = next(iter(str(error).splitlines()), "")
            what = f"{type(error).__name__}: {first}".rstrip(": ")
            say_error(
                f"予期しない問題が起きました（{what}）。ENISHI_LOG_LEVEL=DEBUG で詳しく表示します",
                f"unforeseen: {what}; ENISHI_LOG_LEVEL=DEBUG shows more",
            )


def _is_debugging() -> bool:
    try:
        return read_settings().log_level == "DEBUG"
    except InvalidValueError:
        return False


def _close_quietly() -> None:
    """Have the interpreter flush into nothing at its end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nothing, stream.fileno())
