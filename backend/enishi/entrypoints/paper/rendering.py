"""Writes a document as a file."""

from enishi.entrypoints.paper.document import Paper, PaperFormat
from enishi.entrypoints.paper.pdf import pdf_file
from enishi.entrypoints.paper.word import word_file


def rendered(paper: Paper, form: PaperFormat) -> bytes:
    """Return the document as a file; all three formats say the same.

    Raises FontMissingError where a PDF is asked for and no Japanese font is installed.
    """
    match form:
        case PaperFormat.DOCX:
            return word_file(paper)
        case PaperFormat.PDF:
            return pdf_file(paper)
        case PaperFormat.JSON:
            return paper.model_dump_json(indent=2).encode() + b"\n"
