"""The printed seat plan."""

from datetime import date, time

from builders import a_firm
from enishi.domain.gathering import (
    AgendaTopic,
    Gathering,
    GatheringKind,
    GatheringRound,
    GatheringTable,
)
from enishi.entrypoints.paper.seat_sheets import seat_sheets
from enishi.services.gatherings.service import GatheringView, SeatSheets
from pdf_text import pdf_pages

FIRMS = {ref: a_firm(ref=ref, name=f"{ref}製作所") for ref in ("A", "B", "C")}
ROUNDS = (
    GatheringRound(1, (GatheringTable(1, ("A", "B")),)),
    GatheringRound(2, (GatheringTable(1, ("A", "C")),)),
)
MEETING = Gathering(
    "g1",
    GatheringKind.BUSINESS_MEETING,
    "第3回 商談会 #set page(fill: red)",
    date(2026, 12, 1),
    None,
    ("A", "B", "C"),
    ROUNDS,
    ("A",),
    time(13, 30),
    20,
)


def view(firms: str, *, is_run: bool) -> GatheringView:
    seen = {ref: FIRMS[ref] for ref in firms}
    topics = {(2, 1): (AgendaTopic("電解研磨", 2),)}
    return GatheringView(MEETING, seen, "燕商工会議所", is_run, topics=topics)


def test_the_plan_for_the_wall_is_followed_by_a_sheet_for_each_firm():
    sheets = SeatSheets(view("ABC", is_run=True), {ref: view("ABC", is_run=True) for ref in "ABC"})

    said = "".join(pdf_pages(seat_sheets(sheets)))

    assert "第3回 商談会 #set page(fill: red)" in said
    for words in ("2026年12月1日", "1回目 13:30", "2回目 13:50", "A製作所　B製作所", "（お休み）"):
        assert words in said
    assert said.count("電解研磨（2社が探しています）") == 2


def test_a_firm_gets_its_own_sheet_and_not_the_plan():
    own = view("ABC", is_run=False)

    said = "".join(pdf_pages(seat_sheets(SeatSheets(own, {"B": own}))))

    assert "B製作所" in said
    assert "1回目" not in said
    assert "C製作所" not in said


def test_the_same_plan_prints_to_the_same_bytes():
    sheets = SeatSheets(view("ABC", is_run=True), {})

    assert seat_sheets(sheets) == seat_sheets(sheets)
