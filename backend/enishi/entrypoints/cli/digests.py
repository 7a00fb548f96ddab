"""`enishi digest`: the weekly digest on the command line."""

import typer

from enishi.entrypoints.cli.digest_compose import compose
from enishi.entrypoints.cli.digest_sending import bounces, report, send

app = typer.Typer(no_args_is_help=True)
for command in (compose, send, bounces, report):
    app.command(command.__name__)(command)
