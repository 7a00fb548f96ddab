"""Sets refused lines aside in a file that can be corrected and imported as it is."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from enishi.adapters.interchange.cells import defused, undefused
from enishi.adapters.interchange.jsonl import JsonLines, to_json
from enishi.adapters.interchange.reading import OpenedSource
from enishi.adapters.interchange.rows import seen_in
from enishi.domain.errors import EnishiError
from enishi.services.interchange import Line

_REASON = "_reason"
_LINE = "_line"
_RAW = "_raw"


class NoRejects:
    """Keeps nothing: the report alone tells what was refused."""

    def put(self, line: Line, reason: str) -> None:
        """Let the line go."""


class RejectFile:
    """`firms.reject.jsonl` or `.reject.csv` beside the input, written once there is a reject.

    A name that begins with `_` is a remark to the reader, which an import passes over.
    """

    def __init__(self, source: OpenedSource, path: Path | None = None) -> None:
        """Set aside at `path`; without one, beside the input or in the current folder.

        Raises EnishiError where that is the input itself.
        """
        self._source = source
        self.path = path if path is not None else _beside(source)
        if source.file.path is not None and self.path.resolve() == source.file.path.resolve():
            raise EnishiError(
                f"{self.path} は取り込むファイル自身です。別の名前を指定してください",
                english=f"{self.path} is the input itself; name another file",
            )
        self.written = 0
        self._out: TextIO | None = None

    def __enter__(self) -> "RejectFile":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish the file, if there is one."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def put(self, line: Line, reason: str) -> None:
        """Keep one line with its reason; raises EnishiError where the file cannot be written."""
        try:
            if self._out is None:
                self._out = self._begun()
            self._write(self._out, line, reason)
        except OSError as error:
            raise EnishiError(
                f"取り込めなかった行を {self.path} に書けません（{error.strerror}）",
                english=f"cannot write the rejects to {self.path}: {error.strerror}",
            ) from None
        self.written += 1

    def _begun(self) -> TextIO:
        if isinstance(self._source, JsonLines):
            return self.path.open("w", encoding="utf-8", newline="\n")
        out = self.path.open("w", encoding="utf-8-sig", newline="")
        # The reason comes first: a row may hold fewer cells than the header, or more.
        csv.writer(out).writerow([_REASON, *self._named(self._source.table.header)])
        return out

    def _write(self, out: TextIO, line: Line, reason: str) -> None:
        if isinstance(self._source, JsonLines):
            out.write(_kept(line, reason) + "\n")
            return
        again = self._source.table.header[:1] == (_REASON,)
        writer = csv.writer(out)
        for cells in [*filter(any, seen_in(line.raw))] or [[]]:
            kept = cells[1:] if again else cells
            writer.writerow([reason, *(defused(undefused(cell)) for cell in kept)])

    @staticmethod
    def _named(header: tuple[str, ...]) -> tuple[str, ...]:
        return header[1:] if header[:1] == (_REASON,) else header


def _beside(source: OpenedSource) -> Path:
    ending = "jsonl" if isinstance(source, JsonLines) else "csv"
    path = source.file.path
    return (
        path.with_name(f"{path.stem}.reject.{ending}") if path else Path(f"stdin.reject.{ending}")
    )


def _kept(line: Line, reason: str) -> str:
    """Return the record as it was, or its text where it is no record, with the reason."""
    remarks: dict[str, Any] = {_LINE: line.number, _REASON: reason}
    if line.record is not None:
        own = {name: value for name, value in line.record.items() if not name.startswith("_")}
        try:
            return to_json({**own, **remarks})
        except RecursionError:
            pass  # lists in lists beyond what is written back
    return to_json({**remarks, _RAW: line.raw})
