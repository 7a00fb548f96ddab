"""`enishi introduction`: the pipeline on the command line, as an operator sees it."""

from typing import Annotated

import typer

from enishi.domain.introduction import Stage
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, spoken
from enishi.entrypoints.wire.introduction_present import event_out, introduction_out
from enishi.services.introductions.viewing import IntroductionView

app = typer.Typer(no_args_is_help=True)

# As many cases as one question to the database brings.
_PAGE = 100

Json = Annotated[bool, typer.Option("--json", help="JSON で出力する")]


@app.command("list")
def list_introductions(
    stage: Annotated[Stage | None, typer.Option(help="この段階のもの")] = None,
    chamber: Annotated[str | None, typer.Option(help="この会議所が担当するもの")] = None,
    due: Annotated[bool, typer.Option("--due", help="確かめる日が来たものだけ")] = False,
    as_json: Json = False,
) -> None:
    """紹介を新しい順に並べる"""
    found: list[IntroductionView] = []
    page = _page(None, stage, chamber, due)
    while page:
        found += page
        page = _page(page[-1].ref, stage, chamber, due) if len(page) == _PAGE else []
    if as_json:
        print_json([introduction_out(view).model_dump(mode="json") for view in found])
        return
    for view in found:
        print(_line(view))
    if not found:
        print(spoken("紹介はありません", "no introductions"))


@app.command("show")
def show_introduction(
    ref: Annotated[str, typer.Argument(help="紹介（introduction_ref）")],
    as_json: Json = False,
) -> None:
    """一つの紹介と、その記録を示す"""
    view = application().introductions.get(ref, by=OPERATOR)
    if as_json:
        events = [event_out(event).model_dump(mode="json") for event in view.events]
        print_json(introduction_out(view).model_dump(mode="json") | {"events": events})
        return
    print(_line(view))
    for event in view.events:
        said = "、".join(f"{name}={value}" for name, value in event.content.items())
        note = f" 「{event.note}」" if event.note else ""
        print(f"  {event.at:%Y-%m-%d %H:%M} {spoken(event.label, event.act)} {said}{note}")


def _page(
    after: str | None, stage: Stage | None, chamber: str | None, due: bool
) -> list[IntroductionView]:
    return application().introductions.page(
        by=OPERATOR, after=after, limit=_PAGE, stage=stage, chamber_ref=chamber, is_due=due
    )


def _line(view: IntroductionView) -> str:
    stage = spoken(view.stage.label, view.stage.value)
    seeker = view.seeker.name if view.seeker else view.seeker_ref
    candidate = view.candidate.name if view.candidate else view.candidate_ref
    when = f" {view.next_date}" if view.next_date else ""
    return f"{view.ref} {stage}{when} {seeker} → {candidate} {view.title}"
