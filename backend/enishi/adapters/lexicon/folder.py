"""The lexicon's CSV files: one row a concept, several values in a cell divided by `|`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Relation, Replacement

CONCEPT_COLUMNS = ("concept", "kind", "names", "english", "chinese", *Relation, "note")
REPLACEMENT_COLUMNS = ("concept", "can_replace", "on_material", "keeps", "note")
_MANY = ("names", "english", "chinese", *(str(relation) for relation in Relation))


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of a file; as a context, it says where a refusal comes from."""

    file: str
    line: int

    def refusal(self, message: str, english: str, column: str | None = None) -> InvalidValueError:
        where = f"{self.file} {self.line} 行目" + (f" {column}" if column else "")
        where_en = f"{self.file} line {self.line}" + (f" {column}" if column else "")
        return InvalidValueError(
            f"{where}：{message}", field=column, english=f"{where_en}: {english}"
        )

    def __enter__(self) -> None:
        """Begin to make what the line holds."""

    def __exit__(self, _type: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, InvalidValueError):
            raise self.refusal(error.message, error.english, error.field) from error


@dataclass
class LexiconFolder:
    """A folder of such files, read again only where one of them has changed."""

    folder: Path
    _held: tuple[object, Lexicon] | None = None

    def lexicon(self) -> Lexicon:
        """Return what the files say now; raises InvalidValueError as `read_lexicon` does."""
        held, signature = self._held, self._signature()
        if held is None or held[0] != signature:
            self._held = held = (signature, read_lexicon(self.folder))
        return held[1]

    def _signature(self) -> list[tuple[Path, int, int]]:
        states = [(path, path.stat()) for path in sorted(self.folder.glob("*/*.csv"))]
        return [(path, state.st_mtime_ns, state.st_size) for path, state in states]


def read_lexicon(folder: Path) -> Lexicon:
    """Read `concepts/*.csv` and `replacements/*.csv`.

    Raises InvalidValueError naming the file, the line and the column of what is wrong.
    """
    if not folder.is_dir():
        raise InvalidValueError(
            f"用語の辞書のフォルダがありません（{folder}）。ENISHI_LEXICON を確かめてください",
            english=f"there is no lexicon in {folder}: check ENISHI_LEXICON",
        )
    concepts = [
        _concept(row, place)
        for path in sorted((folder / "concepts").glob("*.csv"))
        for row, place in _rows(path, CONCEPT_COLUMNS)
    ]
    replacements = [
        _replacement(row, place)
        for path in sorted((folder / "replacements").glob("*.csv"))
        for row, place in _rows(path, REPLACEMENT_COLUMNS)
    ]
    return Lexicon(tuple(concepts), tuple(replacements))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[dict[str, str], _Place]]:
    for line, cells in _lines(path):
        if line == 0:
            if tuple(cells) != columns:
                raise InvalidValueError(
                    f"{path.name}：見出しは {','.join(columns)} の順にしてください",
                    english=f"{path.name}: the header must be {','.join(columns)}",
                )
            continue
        place = _Place(path.name, line)
        if len(cells) != len(columns):
            raise place.refusal(
                f"列が {len(cells)} 個あります（{len(columns)} 個のはずです）",
                f"{len(cells)} cells, not {len(columns)}",
            )
        yield dict(zip(columns, cells, strict=True)), place


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with its last line; the header, even a missing one, is line 0."""
    place = _Place(path.name, 1)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            yield 0, next(reader, [])
            for cells in reader:
                place = _Place(path.name, reader.line_num)
                yield reader.line_num, cells
    except (csv.Error, UnicodeDecodeError) as error:
        raise place.refusal("読めません（UTF-8 の CSV にしてください）", str(error)) from error


def _concept(row: dict[str, str], place: _Place) -> Concept:
    try:
        kind = ConceptKind(row["kind"])
    except ValueError:
        kinds = "・".join(ConceptKind)
        raise place.refusal(
            f"kind は {kinds} のどれかです（{row['kind']}）", f"unknown kind {row['kind']}", "kind"
        ) from None
    with place:
        return Concept(
            name=row["concept"],
            kind=kind,
            note=row["note"] or None,
            **{column: many(row[column]) for column in _MANY},
        )


def _replacement(row: dict[str, str], place: _Place) -> Replacement:
    with place:
        return Replacement(
            concept=row["concept"],
            replaced=row["can_replace"],
            on_material=row["on_material"] or None,
            keeps=many(row["keeps"]),
            note=row["note"] or None,
        )


def many(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, each once, in order."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
