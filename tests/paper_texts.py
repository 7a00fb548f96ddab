"""What a document says in each format: its texts, and the letters without gaps to compare them."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document

from enishi.entrypoints.paper.document import Paper, PaperFormat
from enishi.entrypoints.paper.rendering import rendered
from pdf_text import pdf_pages

# Words of the format itself, not of the document.
_OF_THE_FORM = {"kind", "role", "align", "dated"}
# Fonts draw the one dash as the other.
_DASHES = {ord("―"): "—"}


def letters(text: str) -> str:
    """Return a text as it is compared: without gaps."""
    return "".join(text.split()).translate(_DASHES)


def json_texts(paper: Paper) -> list[str]:
    """Return every text of the document, as its JSON has them."""
    return [text for text in _texts(json.loads(rendered(paper, PaperFormat.JSON))) if text.strip()]


def word_text(paper: Paper) -> str:
    """Return all that the Word file shows, in order."""
    word = Document(BytesIO(rendered(paper, PaperFormat.DOCX)))
    return letters(
        "".join(node.text or "" for node in word.element.body.iter() if node.tag[-2:] == "}t")
    )


def pdf_text(paper: Paper) -> str:
    """Return all that the PDF shows, page after page."""
    return letters("".join(pdf_pages(rendered(paper, PaperFormat.PDF))))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                if name not in _OF_THE_FORM:
                    yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case str():
            yield value
