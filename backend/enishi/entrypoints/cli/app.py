"""Puts the commands together, and turns refusals into one line and an exit status."""

import errno
import os
import sys
import traceback
from typing import Annotated

import typer
from typer.exceptions import TyperException

from enishi.domain.errors import EnishiError, InvalidValueError
from enishi.entrypoints.cli import (
    database,
    demo,
    doctor,
    encoder,
    evaluate,
    exports,
    imports,
    index,
    lexicon,
    search,
    serve,
    usage,
)
from enishi.entrypoints.cli.output import Language, say_error, set_language
from enishi.settings import read_settings

app = typer.Typer(
    name="enishi",
    help="縁（えにし）― 産業集積をまたいで、できることと探しものを結ぶ",
    no_args_is_help=True,
    add_completion=False,
)
app.add_typer(database.app, name="db", help="データベースを作る・新しくする")
app.add_typer(imports.app, name="import", help="ファイルから取り込む")
app.add_typer(exports.app, name="export", help="ファイルに書き出す")
app.add_typer(index.app, name="index", help="検索の索引を作る・確かめる")
app.add_typer(encoder.app, name="encoder", help="文の意味を数値にするモデルを用意する")
app.add_typer(lexicon.app, name="lexicon", help="用語の辞書を点検する・調べる")
app.command("search")(search.search)
app.command("evaluate")(evaluate.evaluate)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("worker")(serve.worker)
app.command("doctor")(doctor.doctor)
app.command("openapi")(serve.openapi)

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


@app.callback()
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
    command = usage.in_japanese(app)
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
