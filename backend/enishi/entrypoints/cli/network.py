"""`enishi network`: how fixed networks are."""

from pathlib import Path
from typing import Annotated

import typer

from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.cli.bia_papers import put_paper
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, spoken
from enishi.entrypoints.paper.document import PaperFormat
from enishi.entrypoints.paper.network_report import network_paper
from enishi.entrypoints.wire.network_answers import FixationOut
from enishi.entrypoints.wire.network_present import fixation_out

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _networks() -> None:
    """ネットワークの固定化を調べる"""


@app.command()
def report(
    cluster: Annotated[str | None, typer.Option(help="産業集積（なければ全体）")] = None,
    group: Annotated[str | None, typer.Option(help="集まり（接点の source）")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A4 1枚の PDF を書き出すファイル")
    ] = None,
) -> None:
    """固定化の指数を、内訳・推移・つくりたい橋とともに出す"""
    if cluster is not None and group is not None:
        raise InvalidValueError(
            "産業集積と集まりは、どちらか一つを指定してください",
            field="group",
            english="name a cluster or a group, not both",
        )
    fixations = application().network.fixations
    found = fixation_out(
        fixations.of_group(group, by=OPERATOR)
        if cluster is None
        else fixations.of_cluster(cluster, by=OPERATOR)
    )
    if output is not None:
        put_paper(network_paper(found), PaperFormat.PDF, output)
    if as_json:
        print_json(found.model_dump(mode="json"))
    elif output is None:
        _print(found)


def _print(found: FixationOut) -> None:
    value = "―" if found.value is None else f"{found.value:.1f}"
    span = "" if found.low is None else f" [{found.low:.1f}, {found.high:.1f}]"
    band = f" {found.band_label}" if found.band_label else ""
    print(f"{found.name}\t{value}{span}{band}\t{found.confidence_label}")
    print(spoken(found.confidence_text, found.confidence_text_en))
    for part in found.parts:
        points = "―" if part.points is None else f"{part.points:.1f}"
        print(f"{part.label}\t{points}\t{spoken(part.text, part.text_en)}")
    for bridge in found.bridges:
        print(spoken(bridge.text, bridge.text_en))
