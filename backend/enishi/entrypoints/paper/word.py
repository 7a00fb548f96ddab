"""A document as a Word file: real headings, tables with repeating heads, A4, page numbers."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from enishi.entrypoints.paper.document import (
    Align,
    Bullets,
    Column,
    Heading,
    Paper,
    Paragraph,
    Table,
    TextRole,
)

# On Windows and macOS as Office brings it; elsewhere Word takes another gothic.
_FONT = "游ゴシック"
_INK, _GREY, _RED = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x55, 0x55, 0x55), RGBColor(0xA4, 0, 0)
_HEAD = "E8EEF4"
# Styles of the cells of tables: one for what begins at the left, one for figures.
_CELLS = {Align.START: "EnishiCell", Align.END: "EnishiFigure"}
_SIZES = {"Normal": 10, "Title": 18, "Subtitle": 11, "Caption": 9, "List Bullet": 10}
_HEADINGS = {"Heading 1": 14, "Heading 2": 12, "Heading 3": 10.5}
_BODY_MM = 170
# A zip file's clock begins here; a document is the same bytes whenever it is made.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def word_file(paper: Paper) -> bytes:
    """Return the document as .docx; the same document gives the same bytes."""
    word = Document()
    _set_page(word, paper)
    _set_styles(word, paper)
    _set_properties(word, paper)
    _write_opening(word, paper)
    for block in paper.blocks:
        match block:
            case Heading(level=level, text=text):
                word.add_heading(text, level)
            case Paragraph():
                _write_paragraph(word, block)
            case Bullets(items=items):
                for item in items:
                    word.add_paragraph(item, "List Bullet")
            case Table():
                _write_table(word, block)
    buffer = BytesIO()
    word.save(buffer)
    return _without_clock(buffer)


def _set_page(word: WordDocument, paper: Paper) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    margin = Mm(14 if paper.is_one_page else 20)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = margin
    header = section.header.paragraphs[0]
    header.text = f"{paper.firm_name}　{paper.title}"
    header.style.font.size = Pt(8)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """Append a field that Word fills in, such as the page's number."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _set_styles(word: WordDocument, paper: Paper) -> None:
    smaller = 1.0 if paper.is_one_page else 0.0
    for name, size in (_SIZES | _HEADINGS).items():
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(size - smaller)
        style.font.color.rgb = _INK
        style.font.italic = False
        _set_font(style.element.get_or_add_rPr())
        style.paragraph_format.space_after = Pt(2 if paper.is_one_page else 4)
        if name in _HEADINGS:
            style.paragraph_format.space_before = Pt(5 if paper.is_one_page else 10)
            style.paragraph_format.keep_with_next = True
    _add_cell_styles(word)
    caption = word.styles["Caption"]
    assert isinstance(caption, ParagraphStyle)
    caption.paragraph_format.keep_with_next = True
    _set_language(word)


def _add_cell_styles(word: WordDocument) -> None:
    for align, name in _CELLS.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = word.styles["Normal"]
        style.font.size = Pt(8.5)
        style.paragraph_format.space_after = Pt(0)
        if align is Align.END:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_font(properties: BaseOxmlElement) -> None:
    """Name the font for Latin and for Japanese letters; a theme's font would come before it."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _set_language(word: WordDocument) -> None:
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    for use in ("val", "eastAsia"):
        language.set(qn(f"w:{use}"), "ja-JP")
    _set_font(defaults)


def _set_properties(word: WordDocument, paper: Paper) -> None:
    """Set what the file says of itself; nothing in it depends on when it was made."""
    about, day = word.core_properties, datetime.combine(paper.dated, time())
    about.title, about.author, about.subject = paper.title, paper.firm_name, paper.subtitle
    about.comments, about.language, about.last_modified_by = "", "ja-JP", ""
    about.created = about.modified = about.last_printed = day
    about.revision = 1


def _write_opening(word: WordDocument, paper: Paper) -> None:
    word.add_paragraph(paper.title, "Title")
    word.add_paragraph(f"{paper.firm_name}　{paper.subtitle}", "Subtitle")
    for notice in paper.notices:
        _write_paragraph(word, Paragraph(text=notice, role=TextRole.NOTICE))
    if paper.gaps:
        word.add_heading(f"未記入の項目（{len(paper.gaps)}件）", 1)
        for gap in paper.gaps:
            word.add_paragraph(gap, "List Bullet")


def _write_paragraph(word: WordDocument, block: Paragraph) -> None:
    run = word.add_paragraph().add_run(block.text)
    match block.role:
        case TextRole.GROUNDS | TextRole.NOTICE:
            run.font.size, run.font.color.rgb = Pt(8.5), _GREY
        case TextRole.MISSING:
            run.font.bold, run.font.color.rgb = True, _RED
        case TextRole.PLAIN:
            pass


def _write_table(word: WordDocument, block: Table) -> None:
    word.add_paragraph(block.caption, "Caption")
    table = word.add_table(len(block.rows) + 1, len(block.columns), "Table Grid")
    table.autofit = False
    total = sum(column.width for column in block.columns)
    widths = [Mm(_BODY_MM * column.width / total) for column in block.columns]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    head = tuple(column.title for column in block.columns)
    # The rows of the file themselves: asking the table for its rows counts them all each time.
    for number, (line, texts) in enumerate(
        zip(table._tbl.tr_lst, (head, *block.rows), strict=True)
    ):
        cells = [_Cell(cell, table) for cell in line.tc_lst]
        for cell, text, column, width in zip(cells, texts, block.columns, widths, strict=True):
            cell.width = width
            _write_cell(cell, text, column)
            if number == 0:
                _as_head(cell)
        marks = ("w:cantSplit", "w:tblHeader") if number == 0 else ("w:cantSplit",)
        for mark in marks:
            line.get_or_add_trPr().append(OxmlElement(mark))
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _write_cell(cell: _Cell, text: str, column: Column) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = _CELLS[column.align]
    paragraph.add_run(text)


def _as_head(cell: _Cell) -> None:
    for run in cell.paragraphs[0].runs:
        run.font.bold = True
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _HEAD)
    cell._tc.get_or_add_tcPr().append(shade)


def _without_clock(made: BytesIO) -> bytes:
    """Return the zip file with the same parts in the same order, all of one fixed time."""
    buffer = BytesIO()
    with ZipFile(made) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(ZipInfo(part.filename, _ZIP_TIME), source.read(part), ZIP_DEFLATED)
    return buffer.getvalue()
