"""`enishi audit`."""

from typing import Annotated

import typer

from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.services.audits import NamedAct, act_record


def audit(
    owner: Annotated[str | None, typer.Option("--owner", help="この企業か人のデータに限る")] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", help="この対象（企業・探しもの・鍵など）に限る")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="件数")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """だれがいつ何を読み、変えたかを、新しい順に示す"""
    found = application().audits.page(
        before=None, limit=limit, owner_ref=owner, subject_ref=subject, by=OPERATOR
    )
    if as_json:
        print_json([act_record(named) for named in found])
        return
    for named in found:
        print(_line(named))
    if not found:
        say("記録はありません", "there are no entries")


def _line(named: NamedAct) -> str:
    entry = named.act.entry
    where = named.organisation or entry.organisation_ref
    actor = spoken(named.actor, named.actor_en) + (f" / {where}" if where else "")
    fields = f" ({', '.join(entry.fields)})" if entry.fields else ""
    return "  ".join(
        (
            f"{entry.at:%Y-%m-%d %H:%M:%S}Z",
            spoken(entry.action.label, entry.action.value),
            f"{entry.subject_kind} {entry.subject_ref}{fields}",
            actor,
            entry.door,
        )
    )
