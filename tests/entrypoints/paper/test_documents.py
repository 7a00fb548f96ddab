"""One document, three formats that say the same."""

import re
from datetime import date
from io import BytesIO

import pytest
import typst
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from enishi.domain.errors import FontMissingError
from enishi.entrypoints.paper.document import (
    Align,
    Bullets,
    Heading,
    Paper,
    PaperFormat,
    Paragraph,
    Table,
    TextRole,
    columns,
    missing,
)
from enishi.entrypoints.paper.pdf import pdf_file
from enishi.entrypoints.paper.rendering import rendered
from paper_texts import json_texts, letters, pdf_text, word_text
from pdf_text import pdf_pages

MARKUP = (
    '#panic("x") *b* $x$ @ref <label> \\ `raw` = h // c /* c */ [#include "a"] ]) {{7*7}} <b>&amp;'
)
# Letters that are markup somewhere, that end a line, or that XML cannot hold.
TRICKY = "#$*_`<>@\\[]{}()=/~\"'\n\r\t\0\u202e"


def a_paper(text: str = "本文", *, title: str = "題", rows: int = 1) -> Paper:
    return Paper(
        title=title,
        subtitle=text,
        firm_name=text,
        dated=date(2026, 11, 26),
        notices=(text,),
        gaps=(text,),
        blocks=(
            Heading(level=1, text="1　章"),
            Heading(level=2, text=text),
            Paragraph(text=text),
            Paragraph(text=text, role=TextRole.GROUNDS),
            missing(text),
            Bullets(items=(text, "項目")),
            Table(
                caption=text,
                columns=columns((text, 2), ("額", 1, Align.END)),
                rows=tuple((text, f"{number}円") for number in range(rows)),
            ),
        ),
    )


@pytest.mark.parametrize("form", PaperFormat)
def test_the_same_document_is_the_same_bytes(form: PaperFormat):
    assert rendered(a_paper(), form) == rendered(a_paper(), form)


def test_every_text_of_the_document_is_in_word_and_in_the_pdf():
    paper = a_paper("震度6強、停電48〜72時間。①㈱髙﨑 Ra0.8μm ±5%")

    texts = [letters(text) for text in json_texts(paper)]

    assert [text for text in texts if text not in word_text(paper)] == []
    assert [text for text in texts if text not in pdf_text(paper)] == []


def test_markup_in_a_text_is_shown_and_never_carried_out():
    paper = a_paper(MARKUP)

    assert json_texts(paper).count(MARKUP) == 11
    assert letters(MARKUP) in word_text(paper)
    assert letters(MARKUP) in pdf_text(paper)


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from(TRICKY), max_size=40))
@settings(max_examples=10, deadline=None)
def test_no_text_whatever_breaks_a_format(text: str):
    paper = a_paper(text)

    Document(BytesIO(rendered(paper, PaperFormat.DOCX)))
    assert rendered(paper, PaperFormat.PDF).startswith(b"%PDF-")
    assert Paper.model_validate_json(rendered(paper, PaperFormat.JSON)) == paper


def test_a_letter_that_turns_the_text_around_is_left_out():
    assert a_paper("あ\u202eい\0う").subtitle == "あいう"


def test_a_heading_of_nothing_but_gaps_is_called_nameless():
    assert Heading(level=1, text=" \u200b\n").text == "（名前なし）"


def test_a_row_that_is_too_short_is_refused():
    with pytest.raises(ValidationError):
        Table(caption="表", columns=columns(("一", 1), ("二", 1)), rows=(("一つだけ",),))


def test_word_has_its_headings_in_order_as_headings():
    word = Document(BytesIO(rendered(a_paper("節"), PaperFormat.DOCX)))
    headings = [
        (item.style.name, item.text)
        for item in word.paragraphs
        if item.style and item.style.name.startswith("Heading")
    ]

    assert headings == [
        ("Heading 1", "未記入の項目（1件）"),
        ("Heading 1", "1　章"),
        ("Heading 2", "節"),
    ]


def test_word_is_a4_in_japanese_with_numbered_pages_and_repeating_table_heads():
    word = Document(BytesIO(rendered(a_paper(), PaperFormat.DOCX)))
    section, (table,) = word.sections[0], word.tables
    normal = word.styles["Normal"].element.rPr
    language = word.styles.element.find(f".//{qn('w:lang')}")

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert language.get(qn("w:eastAsia")) == "ja-JP"
    assert normal.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "游ゴシック"
    assert [node.text for node in section.footer._element.iter(qn("w:instrText"))] == [
        " PAGE ",
        " NUMPAGES ",
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert sum(column.width for column in table.columns) <= Mm(170.1)


def test_the_pdf_is_a4_tagged_and_says_its_language_and_title():
    paper = rendered(a_paper(title="事業継続力強化計画"), PaperFormat.PDF)

    assert set(re.findall(rb"/MediaBox\[0 0 ([\d.]+ [\d.]+)\]", paper)) == {b"595.2756 841.8898"}
    assert b"/Lang(ja" in paper
    assert b"/StructTreeRoot" in paper
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper


def test_a_letter_that_no_font_has_is_a_box_and_no_refusal():
    paper = rendered(a_paper("外字\ue000"), PaperFormat.PDF)

    assert len(pdf_pages(paper)) == 1
    assert b"/StructTreeRoot" in paper


def test_a_long_table_goes_over_pages_with_its_head_on_each():
    pages = pdf_pages(rendered(a_paper("行", rows=120), PaperFormat.PDF))

    assert len(pages) > 2
    assert all("額" in page for page in pages[1:])
    assert all(page.endswith(f"{number} / {len(pages)}") for number, page in enumerate(pages, 1))


def test_without_a_japanese_font_the_refusal_names_the_package():
    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)

    with pytest.raises(FontMissingError, match="fonts-noto-cjk") as refused:
        pdf_file(a_paper(), bare)

    assert "fonts-noto-cjk" in refused.value.english
