"""`enishi digest`: the weekly digest on the command line."""

import typer

from enishi.entrypoints.cli.digest_compose import compose

app = typer.Typer(no_args_is_help=True)
app.command("compose")(compose)


@app.callback()
def _digests() -> None:
    """週の便りを組み立てる・送る"""
