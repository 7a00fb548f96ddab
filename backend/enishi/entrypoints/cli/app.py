"""Puts the commands together, and turns refusals into one line and an exit status."""

import sys
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
    search,
    serve,
    usage,
)
from enishi.entrypoints.cli.output import Language, say_error, set_language

app = typer.Typer(
    name="enishi",
    help="縁（えにし）― 産業集積をまたいで、できることと探しものを結ぶ",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(database.app, name="db", help="データベースを作る・新しくする")
app.add_typer(imports.app, name="import", help="ファイルから取り込む")
app.add_typer(exports.app, name="export", help="ファイルに書き出す")
app.add_typer(index.app, name="index", help="検索の索引を作る・確かめる")
app.add_typer(encoder.app, name="encoder", help="文の意味を数値にするモデルを用意する")
app.command("search")(search.search)
app.command("evaluate")(evaluate.evaluate)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("worker")(serve.worker)
app.command("doctor")(doctor.doctor)
app.command("openapi")(serve.openapi)


@app.callback()
def _common(
    lang: Annotated[Language, typer.Option(help="メッセージの言語（ja または en）")] = Language.JA,
) -> None:
    """縁（えにし）― 産業集積をまたいで、できることと探しものを結ぶ."""
    set_language(lang)


def main() -> None:
    """Run the command; 0 done, 1 refused or failed, 2 wrong usage."""
    usage.speak_japanese()
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
        else:
            usage.tell(error)
        sys.exit(getattr(error, "exit_code", 2))
    except InvalidValueError as error:
        field = f"{error.field}: " if error.field else ""
        say_error(f"{field}{error.message}", f"{field}{error.english}")
        sys.exit(1)
    except EnishiError as error:
        say_error(error.message, error.english)
        sys.exit(1)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        say_error("中断しました", "interrupted")
        sys.exit(1)
