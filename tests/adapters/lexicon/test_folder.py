from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.lexicon import LexiconFolder, read_lexicon
from enishi.adapters.lexicon.folder import CONCEPT_COLUMNS, REPLACEMENT_COLUMNS, many
from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import ConceptKind

HEADER = ",".join(CONCEPT_COLUMNS)
REPLACEMENT_HEADER = ",".join(REPLACEMENT_COLUMNS)


def row(**cells: str) -> str:
    known = {"concept": "めっき", "kind": "treatment"} | cells
    return ",".join(known.get(column, "") for column in CONCEPT_COLUMNS)


def folder(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    (tmp_path / "concepts").mkdir()
    text = "\n".join((header, *rows, ""))
    (tmp_path / "concepts" / "treatments.csv").write_text(text, encoding="utf-8")
    return tmp_path


def refusal(root: Path) -> InvalidValueError:
    with pytest.raises(InvalidValueError) as refused:
        read_lexicon(root)
    return refused.value


def test_an_empty_folder_is_an_empty_lexicon(tmp_path):
    assert len(read_lexicon(tmp_path)) == 0


def test_a_folder_that_is_not_there_is_named_with_the_setting(tmp_path):
    refused = refusal(tmp_path / "lexicno")

    assert "lexicno" in refused.message
    assert "ENISHI_LEXICON" in refused.message


def test_a_row_is_a_concept_with_its_lists(tmp_path):
    line = row(
        names="鍍金|メッキ|鍍金", english="plating | coating", note="湿式", broader="表面処理"
    )

    (concept,) = read_lexicon(folder(tmp_path, line)).concepts

    assert concept.name == "めっき"
    assert concept.kind is ConceptKind.TREATMENT
    assert concept.names == ("鍍金", "メッキ")
    assert concept.english == ("plating", "coating")
    assert concept.broader == ("表面処理",)
    assert concept.note == "湿式"


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    root = folder(tmp_path, row(concept="b"))
    (root / "concepts" / "a.csv").write_text(f"{HEADER}\n{row(concept='a')}\n", encoding="utf-8")

    assert [concept.name for concept in read_lexicon(root).concepts] == ["a", "b"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    root = folder(tmp_path)
    text = f"{HEADER}\r\n{row()}\r\n"
    (root / "concepts" / "treatments.csv").write_bytes(text.encode("utf-8-sig"))

    assert [concept.name for concept in read_lexicon(root).concepts] == ["めっき"]


def test_replacements_are_read_beside_the_concepts(tmp_path):
    (tmp_path / "replacements").mkdir()
    text = f"{REPLACEMENT_HEADER}\n無電解ニッケルめっき,硬質クロムめっき,鋼,硬さ|耐食性,\n"
    (tmp_path / "replacements" / "treatments.csv").write_text(text, encoding="utf-8")

    (item,) = read_lexicon(tmp_path).replacements

    assert (item.concept, item.replaced) == ("無電解ニッケルめっき", "硬質クロムめっき")
    assert (item.on_material, item.keeps, item.note) == ("鋼", ("硬さ", "耐食性"), None)


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([row(kind="処理")], 2, "kind"),
        ([row(), row(concept="")], 3, "concept"),
        ([row(), row(concept="塗装", names="長" * 201)], 3, "names[0]"),
        ([row(broader="めっき")], 2, "broader"),
        ([row(note="長" * 201)], 2, "note"),
    ],
)
def test_a_wrong_cell_is_named_by_file_line_and_column(tmp_path, rows, line, column):
    error = refusal(folder(tmp_path, *rows))

    assert f"treatments.csv {line} 行目 {column}" in error.message
    assert f"treatments.csv line {line} {column}" in error.english
    assert error.field == column


def test_a_row_of_another_length_is_named_by_file_and_line(tmp_path):
    error = refusal(folder(tmp_path, row(), "めっき,treatment"))

    assert "treatments.csv 3 行目" in error.message
    assert "2 個" in error.message
    assert "treatments.csv line 3" in error.english


@pytest.mark.parametrize("header", ["", "concept,kind", HEADER.replace("names", "name")])
def test_another_header_is_named_by_file(tmp_path, header):
    error = refusal(folder(tmp_path, row(), header=header))

    assert "treatments.csv" in error.message
    assert HEADER in error.message
    assert HEADER in error.english


def test_a_wrong_replacement_is_named_by_file_line_and_column(tmp_path):
    (tmp_path / "replacements").mkdir()
    text = f"{REPLACEMENT_HEADER}\n無電解ニッケルめっき,,,,\n"
    (tmp_path / "replacements" / "materials.csv").write_text(text, encoding="utf-8")

    error = refusal(tmp_path)

    assert "materials.csv 2 行目 can_replace" in error.message
    assert "materials.csv line 2 can_replace" in error.english


def test_a_file_in_another_encoding_is_named(tmp_path):
    root = folder(tmp_path)
    (root / "concepts" / "treatments.csv").write_bytes(f"{HEADER}\n{row()}\n".encode("cp932"))

    error = refusal(root)

    assert "treatments.csv" in error.message
    assert "UTF-8" in error.message


@given(st.lists(st.text(st.characters(exclude_characters="|"), max_size=5), max_size=6))
def test_the_values_of_a_cell_come_once_each_in_order_and_without_edges(values):
    found = many(" | ".join(values))

    assert list(found) == list(dict.fromkeys(value.strip() for value in values if value.strip()))


def test_the_files_are_read_once_as_long_as_they_stay_as_they_are(tmp_path):
    found = LexiconFolder(folder(tmp_path, row()))

    assert found.lexicon() is found.lexicon()


@pytest.mark.parametrize("change", ["longer", "another file", "deleted"])
def test_a_folder_that_changed_is_read_again(tmp_path, change: str):
    found = LexiconFolder(folder(tmp_path, row()))
    before = found.lexicon()
    file = tmp_path / "concepts" / "treatments.csv"

    match change:
        case "longer":
            file.write_text("\n".join((HEADER, row(), row(concept="塗装"), "")), encoding="utf-8")
        case "another file":
            (tmp_path / "replacements").mkdir()
            text = f"{REPLACEMENT_HEADER}\n塗装,めっき,,,\n"
            (tmp_path / "replacements" / "all.csv").write_text(text, encoding="utf-8")
        case "deleted":
            file.unlink()

    assert found.lexicon() != before
    assert found.lexicon() == read_lexicon(tmp_path)


def test_a_broken_file_is_refused_each_time_until_it_is_mended(tmp_path):
    found = LexiconFolder(folder(tmp_path, row(kind="craft")))

    for _ in range(2):
        with pytest.raises(InvalidValueError, match="2 行目"):
            found.lexicon()
    (tmp_path / "concepts" / "treatments.csv").write_text(
        "\n".join((HEADER, row(), "")), encoding="utf-8"
    )

    assert len(found.lexicon()) == 1
