"""Reads and writes the interchange files: JSON Lines, CSV, XLSX and the gBizINFO bulk file."""

from enishi.adapters.interchange.reading import Layout, open_source
from enishi.adapters.interchange.rejects import NoRejects, RejectFile
from enishi.adapters.interchange.writing import (
    CsvEncoding,
    Format,
    write,
    write_acts,
    write_corrections,
    write_yearly_report,
)

__all__ = [
    "CsvEncoding",
    "Format",
    "Layout",
    "NoRejects",
    "RejectFile",
    "open_source",
    "write",
    "write_acts",
    "write_corrections",
    "write_yearly_report",
]
