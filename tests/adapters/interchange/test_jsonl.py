import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.interchange import Layout, open_source
from enishi.adapters.interchange.jsonl import parse_json, to_json
from enishi.domain.errors import InvalidValueError


def lines_of(path):
    return list(open_source(path, Layout.FIRMS).lines())


def test_a_record_keeps_its_line_when_blank_lines_lie_between(save):
    first, second = lines_of(save("firms.jsonl", '\n{"firm_ref": "F1"}\n\n  \n{"firm_ref": "F2"}'))

    assert (first.number, first.record) == (2, {"firm_ref": "F1"})
    assert (second.number, second.record) == (5, {"firm_ref": "F2"})


def test_a_byte_order_mark_is_accepted_even_where_files_were_put_together(save):
    text = '\ufeff{"firm_ref":"F1"}\r\n\ufeff{"firm_ref":"F2"}\r\n'

    assert [line.record["firm_ref"] for line in lines_of(save("f.jsonl", text))] == ["F1", "F2"]


def test_numbers_are_read_digit_for_digit(save):
    (line,) = lines_of(save("f.jsonl", '{"tolerance_um": 0.10000000000000000001, "lot": 3}'))

    assert line.record == {"tolerance_um": Decimal("0.10000000000000000001"), "lot": 3}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('{"firm_ref": "F1"', "JSON として読めません"),
        ('{"firm_ref": "F1",}', "JSON として読めません"),
        ("firm_ref,name", "JSON として読めません"),
        ("[1, 2]", "1行に1つの JSON オブジェクト"),
        ("null", "1行に1つの JSON オブジェクト"),
        ('{"employees": NaN}', "NaN は使えません"),
        ('{"employees": -Infinity}', "-Infinity は使えません"),
        ('{"employees": ' + "9" * 5_000 + "}", "桁数の多すぎる"),
        ('{"name": ' + "[" * 100_000 + "]" * 100_000 + "}", "深すぎます"),
        ('{"firm_ref": "F1", "firm_ref": "F2"}', "同じ項目が2回"),
        ('{"capabilities": [{"title": "a", "title": "b"}]}', "同じ項目が2回"),
    ],
)
def test_a_line_that_is_no_json_object_is_an_error_of_that_line_alone(save, broken, why):
    lines = lines_of(save("f.jsonl", f'{{"firm_ref":"F0"}}\n{broken}\n{{"firm_ref":"F9"}}\n'))

    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.error is None for line in lines] == [True, False, True]
    assert why in lines[1].error.message
    assert lines[1].raw == broken


def test_a_field_that_stands_twice_is_named():
    with pytest.raises(InvalidValueError) as refused:
        parse_json('{"name": "a", "kind": "company", "name": "b"}')

    assert refused.value.field == "name"


def test_another_encoding_is_an_error_of_its_line(save):
    text = '{"firm_ref":"F1"}\n{"name":"研磨"}\n'

    first, second = lines_of(save("f.jsonl", text, "cp932"))

    assert first.error is None
    assert "UTF-8 として読めません" in second.error.message


def test_a_line_beyond_all_measure_is_refused_and_the_next_one_read(save):
    endless = '{"name": "' + "x" * (17 << 20) + '"}\n{"firm_ref":"F2"}\n'

    first, second = lines_of(save("f.jsonl", endless))

    assert "1行が長すぎます" in first.error.message
    assert first.raw == ""
    assert (second.number, second.record) == (2, {"firm_ref": "F2"})


def test_a_file_with_nothing_in_it_holds_no_records(save):
    assert lines_of(save("f.jsonl", "")) == []


def test_progress_ends_at_the_size_of_the_file(save):
    source = open_source(save("f.jsonl", '{"firm_ref":"F1"}\n{"firm_ref":"燕"}\n'), Layout.FIRMS)

    assert [*source.lines()][-1].end == source.size


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: +number)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(_values)
def test_what_is_written_reads_back_equal_on_one_line(value):
    written = to_json(value)

    assert "\n" not in written
    assert parse_json(written) == value


@given(_values)
def test_what_is_written_is_json_to_any_reader(value):
    assert json.loads(to_json(value), parse_float=Decimal) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_reads_back_to_the_same_bits(value):
    back = parse_json(to_json(value))

    assert math.copysign(1, float(back)) == math.copysign(1, value)
    assert float(back) == value


def test_a_decimal_is_written_plainly_unless_that_would_be_endless():
    assert to_json(Decimal("1E+2")) == "100"
    assert to_json(Decimal("0.10")) == "0.10"
    assert to_json(Decimal("1E+999999")) == "1E+999999"


def test_japanese_is_written_as_it_is_and_half_a_letter_as_its_escape():
    assert to_json({"name": "研磨"}) == '{"name": "研磨"}'
    assert to_json("研\ud800").isascii()
