"""In which file formats a document is handed out."""

from enum import StrEnum

from enishi.entrypoints.paper.document import Paper
from enishi.entrypoints.paper.pdf import pdf_file
from enishi.entrypoints.paper.word import word_file


class PaperFormat(StrEnum):
    """A file format; its value ends the file's name."""

    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The type that HTTP names."""
        return _TYPES[self]


_TYPES = {
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.JSON: "application/json",
}


def rendered(paper: Paper, form: PaperFormat) -> bytes:
    """Return the document as a file; all three formats say the same."""
    match form:
        case PaperFormat.DOCX:
            return word_file(paper)
        case PaperFormat.PDF:
            return pdf_file(paper)
        case PaperFormat.JSON:
            return paper.model_dump_json(indent=2).encode() + b"\n"
