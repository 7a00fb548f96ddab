"""`enishi digest send`, `bounces` and `report`: sending, what comes back, and what became of it."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from enishi.domain.bounce import Bounce
from enishi.domain.errors import MailNotSentError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.mailing import MailingState
from enishi.domain.match_response import MatchAnswer
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.entrypoints.wire.digest_present import digest_report_out
from enishi.services.digests.reports import DigestReport

_STANDARD_INPUT = Path("-")

Week = Annotated[str, typer.Option(help="週（2026-W48 のように）")]
Json = Annotated[bool, typer.Option("--json", help="JSON で出力する")]


def send(
    week: Week,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="だれに何件送るかを示すだけで、送らない")
    ] = False,
) -> None:
    """今週の便りを、希望の時刻を待たずに送る（送った人には送らない）"""
    asked = IsoWeek.read(week)
    if dry_run:
        _rehearse(asked)
        return
    sending = application().digests.sending
    with sending.office.open():  # refused before anything is listed
        listed = sending.list_week(asked)
    states: Counter[str] = Counter()
    is_unreached, goes_on = False, True
    while goes_on:
        done = sending.send_due()
        states.update({state.label: number for state, number in done.states.items()})
        is_unreached, goes_on = done.is_unreached, done.goes_on
    told = "、".join(f"{label} {number}通" for label, number in states.items()) or "なし"
    say(f"{asked}：新しく {listed}人。{told}", f"{asked}: {listed} new; {dict(states)}")
    if is_unreached:
        raise MailNotSentError(
            "メールサーバーにつながりません。worker が、つながるまで試し続けます",
            english="the mail server cannot be reached; the worker goes on trying",
        )


def bounces(
    mailbox: Annotated[
        Path, typer.Option(help="Maildir のフォルダか mbox のファイル。- なら標準入力の1通")
    ] = _STANDARD_INPUT,
) -> None:
    """届かなかった知らせを読み、届かない宛先を止める"""
    counts = Counter(application().digests.bounces.take(item).label for item in _read(mailbox))
    told = (
        "、".join(f"{label} {number}件" for label, number in counts.items()) or "新しい知らせなし"
    )
    say(told, f"{counts.total()} messages: {dict(counts)}")


def report(
    week: Week,
    chamber: Annotated[
        str | None, typer.Option(help="会議所（chamber_ref）。なければすべて")
    ] = None,
    as_json: Json = False,
) -> None:
    """ある週の便りがどうなったかをまとめる"""
    found = application().digests.reports.of_week(
        IsoWeek.read(week), by=OPERATOR, chamber_ref=chamber
    )
    if as_json:
        print_json(digest_report_out(found).model_dump(mode="json"))
        return
    for line in _lines(found):
        print(line)


def _rehearse(week: IsoWeek) -> None:
    for item in application().digests.sending.rehearse(week):
        what = spoken(f"{item.items}件", f"{item.items} items") if item.items else "―"
        print("\t".join([item.person_ref, item.firm_ref or "―", item.problem or what]))
    say("送っていません", "nothing was sent")


def _read(mailbox: Path) -> Iterator[Bounce | None]:
    reader = application().digests.bounce_reader
    if mailbox == _STANDARD_INPUT:
        yield reader.read(sys.stdin.buffer.read())
    else:
        yield from reader.unread(mailbox)


def _lines(found: DigestReport) -> Iterator[str]:
    for state in MailingState:
        yield f"{spoken(state.label, state.value)}\t{found.count(state)}"
    for answer in MatchAnswer:
        yield f"{spoken(answer.label, answer.value)}\t{found.answers[answer]}"
    yield f"{spoken('返事をした人', 'reacted')}\t{_percent(found.reaction_share)}"
    yield f"{spoken('会いたいと答えた人', 'want to meet')}\t{_percent(found.meet_share)}"
    yield f"{spoken('止めた人', 'unsubscribed')}\t{found.unsubscribed}"
    for item in found.troubles:
        yield f"! {item.person_ref}\t{spoken(item.state.label, item.state.value)}\t{item.problem}"


def _percent(share: float | None) -> str:
    return "―" if share is None else f"{share:.1%}"
