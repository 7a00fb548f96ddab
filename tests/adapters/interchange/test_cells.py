from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.interchange.cells import (
    cell_of,
    defused,
    text_of,
    undefused,
    value_of,
)
from enishi.domain.errors import InvalidValueError


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("24", "24"),
        (" ２４ ", "24"),
        ("1,200", "1200"),
        ("１，２００．５", "1200.5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("'-5", "-5"),
        ("0.005", "0.005"),
        ("1e3", "1000"),
    ],
)
def test_a_number_is_read_as_people_and_spreadsheets_write_it(cell, number):
    assert value_of("max_size_mm", cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["24人", "約20", "1,20", "1.2.3", "NaN", "∞", "一", "1 200", "0x10"]
)
def test_what_is_no_number_is_refused_by_its_column(cell):
    with pytest.raises(InvalidValueError, match="数値で指定してください") as refused:
        value_of("employees", cell)

    assert refused.value.field == "employees"


@pytest.mark.parametrize("name", ["name", "employees", "certifications", "facilities", "date"])
@pytest.mark.parametrize("cell", ["", "  ", "\u3000"])
def test_a_blank_cell_says_nothing(name, cell):
    assert value_of(name, cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "切削;研磨",
        "切削；研磨",
        "切削、 研磨",
        "切削|研磨",
        "切削｜研磨;",
        "切削\n研磨",
        '["切削","研磨"]',
    ],
)
def test_a_list_is_separated_as_people_do_or_written_as_json(cell):
    assert value_of("processes", cell) == ["切削", "研磨"]


def test_a_comma_and_a_middle_dot_belong_to_the_entry():
    assert value_of("equipment", "プレス 1,000t;溶接・板金") == ["プレス 1,000t", "溶接・板金"]


def test_broken_json_is_refused_by_its_column():
    for name, cell in (("processes", "[切削]"), ("facilities", "[{]")):
        with pytest.raises(InvalidValueError, match="JSON として読めません") as refused:
            value_of(name, cell)
        assert refused.value.field == name


@pytest.mark.parametrize(
    "cell", ["2025-04-01", "2025/4/1", "2025/04/01", "２０２５年４月１日", "2025.4.1"]
)
def test_a_date_is_read_as_spreadsheets_rewrite_it(cell):
    assert value_of("date", cell) == "2025-04-01"


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        *(("true", True), ("TRUE", True), ("1", True), ("はい", True)),
        *(("false", False), ("FALSE", False), ("０", False), ("いいえ", False)),
    ],
)
def test_a_flag_is_read_in_words(cell, flag):
    assert value_of("accepted", cell) is flag


def test_what_is_no_flag_is_refused_by_its_column():
    with pytest.raises(InvalidValueError) as refused:
        value_of("accepted", "たぶん")

    assert refused.value.field == "accepted"


def test_a_municipality_code_gets_back_the_zero_that_a_spreadsheet_took():
    assert value_of("municipality_code", "7202") == "07202"
    assert value_of("municipality_code", "15213") == "15213"


@pytest.mark.parametrize("text", ["=1+1", "+81-256", "-1-2", "@SUM", "\t=1", "＝1", "'=1", "''-x"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.5", "'70年創業", "研磨", "a=b", "'"])
def test_plain_numbers_and_plain_texts_stay_as_they_are(text):
    assert defused(text) == text


@given(st.text())
def test_an_apostrophe_that_was_added_is_taken_off_again(text):
    assert undefused(defused(text)) == text


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'[]\"\n;、"))
_stripped = _texts.map(str.strip)


@given(_stripped)
def test_a_text_comes_back_from_its_cell(text):
    assert value_of("summary", text_of(cell_of("summary", text))) == (text or None)


@given(st.lists(_stripped.filter(bool)))
def test_a_list_comes_back_from_its_cell(items):
    assert (value_of("processes", text_of(cell_of("processes", items))) or []) == items


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18)
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
)
def test_a_number_comes_back_from_its_cell(number):
    back = value_of("max_size_mm", text_of(cell_of("max_size_mm", number)))

    assert type(number)(back) == number
