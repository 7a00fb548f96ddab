"""docs/files.md names every field, and its examples can be imported."""

import re
from pathlib import Path

import pytest

from enishi.adapters.interchange import Layout, open_source
from enishi.domain.capability import Availability
from enishi.domain.firm import FirmKind
from enishi.domain.need import NeedKind
from enishi.domain.tie import TieKind
from enishi.services import records

DOCUMENT = (Path(__file__).parents[3] / "docs" / "files.md").read_text("utf-8")


def section(title):
    """Return the text below a heading, up to the next one."""
    found = re.search(rf"^(#+) [^\n]*`{title}`\n(.*?)(?=^#|\Z)", DOCUMENT, re.M | re.S)
    assert found, f"no heading for {title}"
    return found[2]


def rows(title):
    """Return the cells of the table below a heading, by the field they tell of."""
    lines = re.findall(r"^\| `(\w+)` \|(.*)\|$", section(title), re.M)
    return {name: [cell.strip() for cell in told.split("|")] for name, told in lines}


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("firms", records.FIRM_FIELDS),
        ("facilities", records.FACILITY_FIELDS),
        ("capabilities", records.CAPABILITY_FIELDS),
        ("needs", records.NEED_FIELDS),
        ("constraints", records.CONSTRAINT_FIELDS),
        ("ties", records.TIE_FIELDS),
    ],
)
def test_every_field_has_its_row_with_meaning_type_and_example(title, fields):
    told = rows(title)

    assert tuple(told) == fields
    for name, cells in told.items():
        meaning, kind, example = cells
        assert meaning, name
        assert kind, name
        assert example or "の配列" in kind or "オブジェクト" in kind, name


@pytest.mark.parametrize(
    ("title", "field", "words"),
    [
        ("firms", "kind", FirmKind),
        ("needs", "kind", NeedKind),
        ("ties", "kind", TieKind),
        ("capabilities", "availability", Availability),
    ],
)
def test_every_word_that_a_field_may_hold_is_told(title, field, words):
    told = " ".join(rows(title)[field])

    assert set(re.findall(r"`([^`]+)`", told)) >= {word.value for word in words}


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_the_examples_can_be_imported(save, ending):
    examples = re.findall(rf"^```{ending}\n(.*?)^```", DOCUMENT, re.M | re.S)
    assert examples

    for example in examples:
        path = save(f"firms.{ending.replace('json', 'jsonl')}", example)
        for line in open_source(path, Layout.FIRMS).lines():
            assert line.error is None
            assert not [*records.unknown_fields(line.record, frozenset(records.FIRM_FIELDS))]
            records.firm_of(line.record)


def test_no_link_inside_the_document_leads_nowhere():
    headings = re.findall(r"^#+ (.+)$", DOCUMENT, re.M)
    anchors = {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}

    assert {*re.findall(r"\]\(#([^)]+)\)", DOCUMENT)} <= anchors
