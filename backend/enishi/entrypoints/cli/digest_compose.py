"""`enishi digest compose`: looks at digests without sending any."""

from enum import StrEnum
from typing import Annotated

import typer

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import NotFoundError
from enishi.domain.firm import firm_id
from enishi.domain.iso_week import IsoWeek
from enishi.domain.person import Person
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.entrypoints.wire.preview_present import preview_out
from enishi.services.digests.previews import DigestPreview


class DigestFormat(StrEnum):
    """As what a digest is printed."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def compose(
    week: Annotated[str | None, typer.Option(help="週（2026-W48 のように。なければ今週）")] = None,
    firm: Annotated[str | None, typer.Option(help="企業（firm_ref）")] = None,
    person: Annotated[
        str | None, typer.Option(help="受け取る人のメールアドレス（なければ企業の担当者一般）")
    ] = None,
    form: Annotated[DigestFormat, typer.Option("--format", help="形式")] = DigestFormat.TEXT,
) -> None:
    """便りを組み立てて示す（送りません）。--firm も --person もなければ、全員の件名を並べる"""
    asked = IsoWeek.read(week) if week else None
    if person is not None:
        _show(_of_person(asked, EmailAddress(person), firm), form)
    elif firm is not None:
        previews = application().digests.previews
        _show(previews.of_firm(str(firm_id(firm)), asked, by=OPERATOR), form)
    else:
        _list(asked, form)


def _of_person(week: IsoWeek | None, email: EmailAddress, firm: str | None) -> DigestPreview:
    for known, memberships in application().people.everybody(by=OPERATOR):
        refs = sorted(item.firm_ref for item in memberships if item.firm_ref)
        if known.email == email and refs:
            return application().digests.previews.of_person(week, known, firm or refs[0])
    raise NotFoundError(
        f"{email.text} は、企業の担当者として登録されていません",
        english=f"{email.text} is not registered as a person of a firm",
    )


def _list(week: IsoWeek | None, form: DigestFormat) -> None:
    """Print a line for each person and firm."""
    people = application().people.everybody(by=OPERATOR)
    pairs: list[tuple[Person, str]] = [
        (person, ref)
        for person, memberships in people
        for ref in sorted(item.firm_ref for item in memberships if item.firm_ref)
    ]
    previews = [
        (person, application().digests.previews.of_person(week, person, ref))
        for person, ref in pairs
    ]
    if form is DigestFormat.JSON:
        print_json([preview_out(item).model_dump(mode="json") for _, item in previews])
        return
    for person, item in previews:
        subject = item.written.subject if item.written else spoken("（なし）", "(nothing)")
        number = len(item.digest.items)
        print(f"{person.email.text}\t{item.digest.firm_ref}\t{number}\t{subject}")
    if not previews:
        say("企業の担当者がいません", "nobody belongs to a firm")


def _show(preview: DigestPreview, form: DigestFormat) -> None:
    if form is DigestFormat.JSON:
        print_json(preview_out(preview).model_dump(mode="json"))
    elif preview.written is None:
        week = preview.digest.week
        say(f"{week} に伝えることはありません。送りません", f"nothing to say in {week}: not sent")
    elif form is DigestFormat.HTML:
        print(preview.written.html)
    else:
        print(preview.written.subject, end="\n\n")
        print(preview.written.text, end="")
