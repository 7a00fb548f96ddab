"""How the rows of a CSV file make up records, and how a record is laid out in rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enishi.adapters.interchange.cells import undefused, value_of
from enishi.adapters.interchange.rows import CsvRows, Row, seen_in
from enishi.domain.errors import InvalidValueError
from enishi.services import records
from enishi.services.audits import ACT_FIELDS
from enishi.services.corrections import CORRECTION_FIELDS
from enishi.services.interchange import Line
from enishi.services.yearly_reports import YEARLY_REPORT_FIELDS

Record = Mapping[str, Any]

# Rows of one firm that are held at once; a thousand capabilities are not one firm's.
_ROWS_OF_A_FIRM = 1_000


@dataclass(frozen=True)
class CsvLayout:
    """The columns of one kind of record.

    `inside` names the field whose own fields have columns here; `repeats` says that it is a
    list with one row for each entry.
    """

    ref: str
    own: tuple[str, ...]
    inside: str = ""
    inner: tuple[str, ...] = ()
    repeats: bool = False
    required: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that an export writes."""
        return tuple(name for name in self.own if name != self.inside) + self.inner

    def lay_out(self, record: Record) -> Iterator[dict[str, Any]]:
        """Yield the values of each row of a record, by column."""
        own = {name: value for name, value in record.items() if name != self.inside}
        inside = record[self.inside] if self.inside else {}
        parts = (inside or [{}]) if self.repeats else [inside]
        for part in parts:
            yield {**own, **part}

    def must_fit(self, table: CsvRows) -> None:
        """Raise InvalidValueError where the file lacks a column that every record needs."""
        for name in self.required:
            if name not in table.header:
                hint = ""
                if "法人番号" in table.header:
                    hint = "。gBizINFO のファイルは enishi import gbizinfo で取り込みます"
                elif len(table.header) == 1:
                    hint = "。セルは「,」で区切ってください"
                raise table.file.refuse(
                    f"見出しに {name} がありません{hint}", f"the header has no column {name}"
                )

    def lines(self, table: CsvRows) -> Iterator[Line]:
        """Yield the records of a file."""
        if not self.repeats:
            for row in table.rows():
                yield self._line([row], table.header)
            return
        for rows in self._groups(table):
            yield self._line(rows, table.header)

    def _groups(self, table: CsvRows) -> Iterator[list[Row]]:
        """Put consecutive rows of the same ref together, broken ones among them."""
        place = table.header.index(self.ref)
        held: list[Row] = []
        ref = ""
        for row in table.rows():
            own = _cell(row, place)
            if held and own and own == ref:
                if len(held) == _ROWS_OF_A_FIRM:
                    raise table.file.refuse(
                        f"{row.number}行目: 同じ {self.ref} の行が"
                        f"{_ROWS_OF_A_FIRM:,}行を超えています",
                        f"line {row.number}: more than {_ROWS_OF_A_FIRM:,} rows of one {self.ref}",
                    )
                held.append(row)
                continue
            if held:
                yield held
            held, ref = [row], own
        if held:
            yield held

    def _line(self, rows: Sequence[Row], header: Sequence[str]) -> Line:
        number, end = rows[0].number, rows[-1].end
        raw = "".join(row.raw for row in rows)
        record: dict[str, Any] = {}
        parts: dict[int, Record] = {}  # by the line that says them
        row = rows[0]
        try:
            for row in rows:
                if row.error is not None:
                    raise row.error
                values = _values(row, header)
                part = {name: values.pop(name, None) for name in self.inner}
                if row is rows[0]:
                    record = values
                else:
                    self._must_agree(values, record, number)
                    self._must_say(part)
                if any(value is not None for value in part.values()):
                    self._must_be_alone(record)
                    parts[row.number] = part
        except InvalidValueError as error:
            return Line(row.number, raw, error=error, end=end)
        places = {}
        if parts and self.repeats:
            record[self.inside] = [*parts.values()]
            places = {f"{self.inside}[{at}]": line for at, line in enumerate(parts)}
        elif parts:
            record[self.inside] = parts[number]
            places = {self.inside: number}
        return Line(number, raw, record=record, end=end, parts=places)

    def _must_agree(self, values: Record, record: Record, number: int) -> None:
        for name, value in values.items():
            if name in self.own and value is not None and value != record.get(name):
                raise InvalidValueError(
                    f"同じ {self.ref} の{number}行目と違う値です",
                    field=name,
                    english=f"differs from line {number} of the same {self.ref}",
                )

    def _must_say(self, part: Record) -> None:
        if all(value is None for value in part.values()):
            raise InvalidValueError(
                f"前の行と同じ {self.ref} ですが、{self.inside} の列がすべて空です",
                field=self.ref,
                english=f"the same {self.ref} again, with every column of {self.inside} empty",
            )

    def _must_be_alone(self, record: Record) -> None:
        if record.get(self.inside) is not None:
            raise InvalidValueError(
                f"{self.inside} の列と、その中身の列は、どちらか一方に書いてください",
                field=self.inside,
                english=f"give either {self.inside} or the columns of what is inside it",
            )


def _values(row: Row, header: Sequence[str]) -> dict[str, Any]:
    return {name: value_of(name, cell) for name, cell in zip(header, row.cells, strict=True)}


def _cell(row: Row, place: int) -> str:
    """Return the ref of a row, as far as a broken row still says it."""
    cells = row.cells or next(iter(seen_in(row.raw)), ())
    return undefused(cells[place]).strip() if place < len(cells) else ""


FIRMS = CsvLayout(
    "firm_ref",
    records.FIRM_FIELDS,
    "capabilities",
    records.CAPABILITY_FIELDS,
    repeats=True,
    required=("firm_ref", "name"),
)
NEEDS = CsvLayout(
    "need_ref",
    records.NEED_FIELDS,
    "constraints",
    records.CONSTRAINT_FIELDS,
    required=("need_ref", "kind", "title"),
)
CORRECTIONS = CsvLayout("correction_ref", CORRECTION_FIELDS)  # written, never read back
ACTS = CsvLayout("position", ACT_FIELDS)  # written, never read back
YEARLY_REPORT = CsvLayout("項目", YEARLY_REPORT_FIELDS)  # written, never read back
TIES = CsvLayout("tie_ref", records.TIE_FIELDS, required=("tie_ref", "date", "kind", "firm_refs"))
