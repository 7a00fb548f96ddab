"""`enishi partners`."""

from typing import Annotated

import typer

from enishi.domain.firm import firm_id
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.entrypoints.wire.partner_present import partners_out
from enishi.services.joint_development.partners import LARGEST_LIST
from enishi.services.joint_development.wording import joint_words


def partners(
    firm_ref: Annotated[str, typer.Argument(help="企業の firm_ref")],
    limit: Annotated[int, typer.Option(min=1, max=LARGEST_LIST, help="件数")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """共同開発の相手になりそうな、まだ会っていない企業を、理由とともに挙げる"""
    application().live_index.catch_up()
    found = application().network.partners.partners(
        str(firm_id(firm_ref)), by=OPERATOR, limit=limit
    )
    if as_json:
        print_json(partners_out(found).model_dump(mode="json"))
        return
    for place, item in enumerate(found.partners, 1):
        words = joint_words(item.joint)
        where = item.firm.cluster or item.firm.prefecture or spoken("所在地不明", "place unknown")
        print(f"{place}. {item.firm.name}（{where}） {item.joint.size_neutral:.0f}")
        print(f"   {spoken(words.text, words.text_en)}")
        print(f"   {spoken(words.forecast, words.forecast_en)}")
    say(
        f"{found.compared}社とくらべました（すでに関係のある {found.known}社を除く）。"
        f"設定 {found.joint_version}",
        f"compared with {found.compared} firms, {found.known} known ones left out; "
        f"setting {found.joint_version}",
    )
