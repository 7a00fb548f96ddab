"""A document as a PDF: typeset by typst, tagged for screen readers, with a Japanese font."""

from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files

import typst

from enishi.domain.errors import FontMissingError
from enishi.entrypoints.paper.document import Paper

_TEMPLATE = (files(__package__) / "paper.typ").read_bytes()
# In the order of preference: free ones first, then what Windows and macOS bring.
_JAPANESE = (
    *("Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic", "IPAGothic", "BIZ UDGothic"),
    *("BIZ UDPGothic", "Yu Gothic", "YuGothic", "Hiragino Sans", "Meiryo", "MS Gothic"),
    *("TakaoGothic", "VL Gothic", "Source Han Sans JP", "Noto Serif CJK JP"),
)


def pdf_file(paper: Paper, fonts: typst.Fonts | None = None) -> bytes:
    """Return the document as a PDF; the same document and font give the same bytes.

    Texts go to typst as data and are never read as its markup. Raises FontMissingError where
    no Japanese font is installed.
    """
    return typeset(_TEMPLATE, "paper", paper.model_dump_json(), paper.dated, fonts)


def typeset(
    template: bytes, name: str, told: str, day: date, fonts: typst.Fonts | None = None
) -> bytes:
    """Return a PDF of what a template makes of the JSON that it knows by a name.

    Raises FontMissingError where no Japanese font is installed.
    """
    found = fonts or _installed()
    inputs = {name: told, "font": japanese_font(found)}
    try:
        return _compiled(template, found, inputs, day, for_readers=True)
    except typst.TypstError:
        # PDF/UA refuses a letter that no font has (外字, 絵文字); a tagged PDF shows a box for it.
        return _compiled(template, found, inputs, day, for_readers=False)


def _compiled(
    template: bytes, fonts: typst.Fonts, told: dict[str, str], day: date, *, for_readers: bool
) -> bytes:
    """Return the PDF; `for_readers`: it keeps all that screen readers ask for (PDF/UA-1)."""
    made = typst.Compiler(template, font_paths=fonts, sys_inputs=told).compile(
        format="pdf",
        pdf_standards="ua-1" if for_readers else None,
        timestamp=datetime.combine(day, time(), UTC),
    )
    assert isinstance(made, bytes)
    return made


def japanese_font(fonts: typst.Fonts) -> str:
    """Return the name of the first Japanese font that is there, or raise FontMissingError."""
    there = set(fonts.families())
    for family in _JAPANESE:
        if family in there:
            return family
    raise FontMissingError(
        "PDF をつくるための日本語フォントがありません。パッケージ fonts-noto-cjk を入れてください。"
        "Word と JSON は、このままつくれます",
        english="no Japanese font for the PDF: install the package fonts-noto-cjk;"
        " Word and JSON work without it",
    )


@cache
def _installed() -> typst.Fonts:
    """Return the fonts of the system, looked for once."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
