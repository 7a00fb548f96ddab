"""The profile sheet in a real browser, printed: it fits the paper and loses nothing."""

import os
import re
import shutil
import subprocess
import zlib
from datetime import date
from pathlib import Path

import pytest

from builders import a_capability, a_firm, a_full_firm
from builders_register import a_contact
from enishi.domain.chamber import Chamber, Region
from enishi.domain.disclosure import OPEN
from enishi.domain.firm import Firm, FirmKind
from enishi.entrypoints.paper.profile_sheet import profile_sheet
from enishi.services.profile_sheets import ProfileSheet

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
CHAMBER = Chamber("C1", "燕商工会議所", Region(("燕三条",)), fax="0256-99-9999", address="燕市")
# A4 in points of 1/72 inch.
A4 = (595, 842)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


def printed(folder: Path, firm: Firm) -> bytes:
    """Return the sheet as Chromium prints it."""
    contact = a_contact(firm.ref, name="縁側 一郎", email="info@engawa.example")
    sheet = ProfileSheet(firm, contact, OPEN, CHAMBER, date(2026, 11, 25), "d0123456789abcdef")
    page, paper = folder / "sheet.html", folder / "sheet.pdf"
    page.write_text(profile_sheet(sheet), "utf-8")
    subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={paper}", page.as_uri()),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return paper.read_bytes()


def pages(paper: bytes) -> list[tuple[int, int]]:
    """Return the size of each page of a PDF."""
    inside = [paper]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        try:
            inside.append(zlib.decompress(stream))
        except zlib.error:  # a picture or a font
            continue
    text = b"\n".join(inside)
    count = len(re.findall(rb"/Type\s*/Page\b(?!s)", text))
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", text)
    sizes = [(round(float(wide)), round(float(high))) for wide, high in boxes]
    return (sizes * count)[:count]


ONE_TRADE = a_firm(
    ref="F1",
    name="縁側精工株式会社",
    can=[a_capability("冷間鍛造", description="ステンレスの小物を、成形から研磨まで一貫で。" * 3)],
)
BANK = a_firm(
    ref="F2",
    name="縁信用金庫",
    kind=FirmKind.SUPPORT_BODY,
    can=[a_capability("事業承継の相談"), a_capability("展示会の支援")],
)


@pytest.mark.parametrize(
    ("firm", "most"),
    [(BANK, 1), (ONE_TRADE, 2), (a_full_firm(ref="F3"), 2), (a_firm(ref="F4"), 2)],
    ids=["a bank", "one trade", "everything", "nothing yet"],
)
def test_a_sheet_fits_on_a_sheet_of_paper_or_two(tmp_path: Path, firm: Firm, most: int):
    sizes = pages(printed(tmp_path, firm))

    assert 1 <= len(sizes) <= most
    assert {(abs(wide - A4[0]) <= 1, abs(high - A4[1]) <= 1) for wide, high in sizes} == {
        (True, True)
    }


def test_a_firm_with_many_trades_takes_more_paper_and_loses_none(tmp_path: Path):
    firm = a_firm(*(f"加工その{number}" for number in range(12)), ref="F5")

    assert len(pages(printed(tmp_path, firm))) > 2
