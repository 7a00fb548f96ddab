"""The lexicon's CSV files: one row a concept, several values in a cell divided by `|`."""

import csv
from collections.abc import Iterator
from pathlib import Path

from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Relation, Replacement

CONCEPT_COLUMNS = ("concept", "kind", "names", "english", "chinese", *Relation, "note")
REPLACEMENT_COLUMNS = ("concept", "can_replace", "on_material", "keeps", "note")
_MANY = ("names", "english", "chinese", *(str(relation) for relation in Relation))


def read_lexicon(folder: Path) -> Lexicon:
    """Read `concepts/*.csv` and `replacements/*.csv`.

    Raises InvalidValueError naming the file, the line and the column of what is wrong.
    """
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


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[dict[str, str], str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if tuple(header) != columns:
            raise InvalidValueError(
                f"{path.name}：見出しは {','.join(columns)} の順にしてください",
                english=f"{path.name}: the header must be {','.join(columns)}",
            )
        for cells in reader:
            place = f"{path.name} {reader.line_num} 行目"
            if len(cells) != len(columns):
                raise InvalidValueError(
                    f"{place}：列が {len(cells)} 個あります（{len(columns)} 個のはずです）",
                    english=f"{path.name} line {reader.line_num}: {len(cells)} cells",
                )
            yield dict(zip(columns, cells, strict=True)), place


def _concept(row: dict[str, str], place: str) -> Concept:
    try:
        kind = ConceptKind(row["kind"])
    except ValueError:
        kinds = "・".join(ConceptKind)
        raise InvalidValueError(
            f"{place}：kind は {kinds} のどれかです（{row['kind']}）",
            field="kind",
            english=f"{place}: unknown kind {row['kind']}",
        ) from None
    try:
        return Concept(
            name=row["concept"],
            kind=kind,
            note=row["note"] or None,
            **{column: many(row[column]) for column in _MANY},
        )
    except InvalidValueError as error:
        raise error.at(place) from error


def _replacement(row: dict[str, str], place: str) -> Replacement:
    try:
        return Replacement(
            concept=row["concept"],
            replaced=row["can_replace"],
            on_material=row["on_material"] or None,
            keeps=many(row["keeps"]),
            note=row["note"] or None,
        )
    except InvalidValueError as error:
        raise error.at(place) from error


def many(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, each once, in order."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
