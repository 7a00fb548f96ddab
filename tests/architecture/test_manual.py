"""What the manual shows and quotes: pictures, and the words of the pages."""

import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
CHAPTERS = sorted(MANUAL.glob("*.md"))
PICTURES = MANUAL / "pictures"

# A page of the manual opens at a chamber's telephone line, too.
_LARGEST_PICTURE = 120_000
_MOST_PICTURES = 10

_PICTURE = re.compile(r"!\[[^\]]+\]\(pictures/([^)]+)\)")
_BUTTON = re.compile(r"［([^］]+)］")
_QUOTED = re.compile(r"「([^」]+)」")
_TEXT = re.compile(r"[\"`]([^\"`\n]+)[\"`]")
_SHOWN_AS_AN_EXAMPLE = {"このように"}

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.name)


def _texts(*sources: Path) -> set[str]:
    """Return what stands between quotation marks in these sources."""
    return set(chain.from_iterable(_TEXT.findall(file.read_text("utf-8")) for file in sources))


@pytest.fixture(scope="module")
def pages() -> set[str]:
    """The Japanese texts of the pages."""
    folder = ROOT / "frontend" / "src" / "i18n"
    return _texts(*folder.glob("ja*.ts"), folder / "corner.ts")


@pytest.fixture(scope="module")
def refusals() -> set[str]:
    """The texts of the programme behind the pages."""
    return _texts(*(ROOT / "backend" / "enishi").rglob("*.py"))


def test_every_picture_of_the_manual_is_there_and_every_one_there_is_shown():
    shown = [name for chapter in CHAPTERS for name in _PICTURE.findall(chapter.read_text("utf-8"))]

    assert sorted(shown) == sorted(path.name for path in PICTURES.iterdir())
    assert 0 < len(shown) <= _MOST_PICTURES


def test_no_picture_of_the_manual_is_heavy():
    heavy = [path.name for path in PICTURES.iterdir() if path.stat().st_size > _LARGEST_PICTURE]

    assert heavy == []


def test_the_journey_takes_every_picture_of_the_manual():
    journey = (ROOT / "frontend" / "e2e" / "manual.e2e.ts").read_text("utf-8")
    taken = re.findall(r"picture\(\s*page,\s*\"([^\"]+)\"", journey)

    assert sorted(f"{name}.png" for name in taken) == sorted(
        path.name for path in PICTURES.iterdir()
    )


@each_chapter
def test_every_button_that_the_manual_names_is_on_a_page(chapter: Path, pages: set[str]):
    named = set(_BUTTON.findall(chapter.read_text("utf-8"))) - _SHOWN_AS_AN_EXAMPLE

    assert sorted(named - pages) == []


@pytest.mark.parametrize("name", ["03-komattara.md", "06-tsunagari.md"])
def test_whoever_sees_something_red_finds_its_own_words_in_the_table(
    name: str, pages: set[str], refusals: set[str]
):
    chapter = (MANUAL / name).read_text("utf-8")
    rows = re.findall(r"^\| ([^|]*「[^|]*) \|", chapter, re.MULTILINE)
    quoted = [words for row in rows for words in _QUOTED.findall(row)]
    told = "\n".join(pages | refusals)

    assert quoted
    assert [words for words in quoted if words not in told] == []
