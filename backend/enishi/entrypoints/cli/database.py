"""`enishi db`."""

import typer

from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import say

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """データベースを作る・新しくする"""


@app.command()
def upgrade() -> None:
    """データベースを作る。すでにあれば最新の形にする"""
    schema = application().schema
    before = schema.current()
    schema.upgrade()
    after = schema.current()
    if before == after:
        say(f"データベースは最新です（{after}）", f"the database is up to date ({after})")
    else:
        say(f"データベースを {after} にしました", f"the database is now at {after}")
