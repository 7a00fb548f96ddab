import pytest

from enishi.adapters.interchange.files import open_input
from enishi.adapters.interchange.rows import CsvRows
from enishi.domain.errors import InvalidValueError


def table(path):
    return CsvRows(open_input(path))


def rows_of(path):
    return list(table(path).rows())


def test_a_row_knows_the_line_where_it_begins_though_cells_hold_line_breaks(save):
    path = save("f.csv", 'a,b\n1,"two\nlines"\n\n2,"three\r\nmore\nlines"\n3,x\n')

    assert [(row.number, list(row.cells)) for row in rows_of(path)] == [
        (2, ["1", "two\nlines"]),
        (5, ["2", "three\r\nmore\nlines"]),
        (8, ["3", "x"]),
    ]


def test_rows_without_anything_in_them_are_passed_over(save):
    assert [row.number for row in rows_of(save("f.csv", "\n\na,b\n,\n  , \n1,2\n\n"))] == [6]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(save, end):
    path = save("f.csv", end.join(["a,b", "1,2", "3,4"]))

    assert [(row.number, list(row.cells)) for row in rows_of(path)] == [
        (2, ["1", "2"]),
        (3, ["3", "4"]),
    ]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("", "空のファイル"),
        ("\n\n", "空のファイル"),
        ("a,,b\n", "2列目に名前がありません"),
        ("a,b,a\n", "同じ名前が2つあります（a）"),
        ("ａ,b,a\n", "同じ名前が2つあります（a）"),
        ('"a,b\n', "見出しの行を読めません"),
    ],
)
def test_a_header_that_leaves_a_column_open_is_refused(save, header, why):
    with pytest.raises(InvalidValueError) as refused:
        table(save("f.csv", header))

    assert why in refused.value.message
    assert refused.value.message.startswith("f.csv: ")


def test_too_few_and_too_many_cells_are_errors_of_their_lines(save):
    short, long, spare = rows_of(save("f.csv", "a,b\n1\n1,2,3\n1,2,,\n"))

    assert "セルが足りません（見出しは2列、この行は1列）" in short.error.message
    assert "セルが多すぎます（見出しは2列、この行は3列）" in long.error.message
    assert spare.error is None
    assert list(spare.cells) == ["1", "2"]


@pytest.mark.parametrize("broken", ['1,"x"y\n', '1,"x\n'])
def test_a_wrong_quote_is_an_error_where_its_row_begins(save, broken):
    rows = rows_of(save("f.csv", f"a,b\n0,0\n{broken}"))

    assert [row.number for row in rows] == [2, 3]
    assert "引用符" in rows[1].error.message
    assert rows[1].raw == broken


def test_the_rows_behind_a_wrong_quote_are_read_again(save):
    rows = rows_of(save("f.csv", 'a,b\n1,"x"y\n2,z\n'))

    assert [(row.number, row.error is None) for row in rows] == [(2, False), (3, True)]


def test_an_enormous_cell_is_an_error_of_its_line_and_column(save):
    big, after = rows_of(save("f.csv", "a,b\n1," + "x" * (1 << 20) + "x\n2,y\n"))

    assert (big.number, big.error.field) == (2, "b")
    assert "セルが長すぎます（1,048,577文字" in big.error.message
    assert list(after.cells) == ["2", "y"]


def test_a_line_beyond_all_measure_is_refused_and_the_next_one_read(save):
    big, after = rows_of(save("f.csv", "a,b\n" + "x" * (17 << 20) + "\n2,y\n"))

    assert "1行が長すぎます" in big.error.message
    assert (after.number, list(after.cells)) == (3, ["2", "y"])


def test_a_quote_that_never_closes_does_not_swallow_a_long_file(save):
    rows = rows_of(save("f.csv", 'a,b\n1,"x\n' + "2,y\n" * 1_500_000))

    assert "閉じていない可能性" in rows[0].error.message
    assert sum(row.error is None for row in rows) > 100_000


def test_cp932_and_utf8_give_the_same_rows(save):
    text = "a,b\n髙橋,ﾌﾟﾚｽ①\n"

    assert [row.cells for row in rows_of(save("a.csv", text, "cp932"))] == [
        row.cells for row in rows_of(save("b.csv", text, "utf-8-sig"))
    ]


def test_nul_is_handed_on_for_its_field_to_refuse(save):
    (row,) = rows_of(save("f.csv", "a,b\n1,x\0y\n"))

    assert list(row.cells) == ["1", "x\0y"]
