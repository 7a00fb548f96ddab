"""`enishi chamber`."""

from typing import Annotated

import typer

from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.services.chambers import chamber_of, chamber_record
from enishi.services.tokens import new_ref

app = typer.Typer(no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="名称")],
    cluster: Annotated[list[str] | None, typer.Option(help="受け持つ産地（何度でも）")] = None,
    prefecture: Annotated[
        list[str] | None, typer.Option(help="受け持つ都道府県（何度でも）")
    ] = None,
    municipality: Annotated[
        list[str] | None, typer.Option(help="受け持つ市区町村のコード5桁（何度でも）")
    ] = None,
    email: Annotated[str | None, typer.Option(help="窓口のメールアドレス")] = None,
    phone: Annotated[str | None, typer.Option(help="電話")] = None,
) -> None:
    """会議所を登録し、その chamber_ref を表示する"""
    record = {
        "name": name,
        "clusters": cluster,
        "prefectures": prefecture,
        "municipality_codes": municipality,
        "email": email,
        "phone": phone,
    }
    stored = application().chambers.add(chamber_of(record, ref=new_ref("c")), by=OPERATOR)
    say(f"{name} を登録しました", f"{name} registered")
    print(stored.record.ref)


@app.command("list")
def list_chambers(
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """会議所と担当区域を並べる"""
    chambers = [stored.record for stored in application().chambers.all()]
    if as_json:
        print_json([{"chamber_ref": item.ref, **chamber_record(item)} for item in chambers])
        return
    for item in chambers:
        region = item.region
        places = "、".join((*region.clusters, *region.prefectures, *region.municipality_codes))
        print(f"{item.ref}  {item.name}  {places or spoken('（担当区域なし）', '(no region)')}")
