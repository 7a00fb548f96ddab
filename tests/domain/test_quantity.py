from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.quantity import (
    Dimension,
    Kind,
    Quantity,
    Sense,
    Unit,
    calendar_days,
    lead_time_days,
    lot,
    monthly_pieces,
    parse_quantity,
    read_quantities,
    size_mm,
    tolerance_um,
)

values = st.decimals(0, 10**9, places=4)
units = st.sampled_from(Unit)
pairs = st.tuples(units, units).filter(lambda pair: pair[0].converts_to(pair[1]))


# --- a quantity keeps its own promise


@pytest.mark.parametrize(
    ("fields", "english"),
    [
        ({"value": Decimal("NaN")}, "finite"),
        ({"value": Decimal("Infinity")}, "finite"),
        ({"value": Decimal(-1)}, "negative"),
        ({"sense": Sense.RANGE}, "upper end"),
        ({"sense": Sense.RANGE, "upper": Decimal(2)}, "below its start"),
        ({"sense": Sense.AT_MOST, "upper": Decimal(9)}, "only a range"),
        ({"upper": Decimal(9)}, "only a range"),
        ({"span": (3, 2)}, "span"),
    ],
)
def test_a_quantity_that_breaks_its_promise_is_refused(fields, english):
    known = {"value": Decimal(5), "unit": Unit.MILLIMETRE}

    with pytest.raises(InvalidValueError) as refusal:
        Quantity(**(known | fields))

    assert english in refusal.value.english


def test_only_a_temperature_may_be_negative():
    assert Quantity(Decimal(-40), Unit.CELSIUS).value == -40


def test_the_symbols_of_units_are_distinct():
    assert len({unit.symbol for unit in Unit}) == len(Unit)


# --- conversion


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("0.005", Unit.MILLIMETRE, Unit.MICROMETRE, "5"),
        ("5", Unit.MICROMETRE, Unit.MILLIMETRE, "0.005"),
        ("2.5", Unit.METRE, Unit.MILLIMETRE, "2500"),
        ("3.3", Unit.SHAKU, Unit.METRE, "1"),
        ("1000", Unit.MILLIMETRE, Unit.SHAKU, "3.3"),
        ("10", Unit.SUN, Unit.SHAKU, "1"),
        ("0.75", Unit.INCH, Unit.MILLIMETRE, "19.05"),
        ("1.5", Unit.TONNE, Unit.KILOGRAM, "1500"),
        ("100", Unit.TONNE_FORCE, Unit.KILONEWTON, "980.665"),
        ("1", Unit.ATMOSPHERE, Unit.KILOPASCAL, "101.325"),
        ("90", Unit.MINUTE, Unit.HOUR, "1.5"),
        ("2", Unit.WEEK, Unit.DAY, "14"),
        ("1.5", Unit.YEAR, Unit.MONTH, "18"),
        ("10", Unit.DOZEN, Unit.PIECE, "120"),
        ("600", Unit.PER_YEAR, Unit.PER_MONTH, "50"),
        ("200", Unit.PER_WEEK, Unit.PER_MONTH, "800"),
        ("3000", Unit.PER_DAY, Unit.PER_MONTH, "60000"),
        (
            "123456789012345678901234567890.5",
            Unit.METRE,
            Unit.MILLIMETRE,
            "123456789012345678901234567890500",
        ),
    ],
)
def test_a_conversion_is_exact(value, unit, to, expected):
    assert str(Quantity(Decimal(value), unit).to(to).value) == expected


def test_what_decimals_cannot_hold_is_rounded_to_28_digits():
    assert str(Quantity(Decimal(1), Unit.SHAKU).to(Unit.MILLIMETRE).value) == (
        "303.0303030303030303030303030"
    )


def test_both_ends_of_a_range_convert():
    inches = Quantity(Decimal(1), Unit.INCH, Sense.RANGE, Decimal(2)).to(Unit.MILLIMETRE)

    assert (inches.value, inches.upper) == (Decimal("25.4"), Decimal("50.8"))


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        (Unit.MILLIMETRE, Unit.KILOGRAM),
        (Unit.DAY, Unit.WORKING_DAY),
        (Unit.MONTH, Unit.DAY),
        (Unit.HRC, Unit.HV),
        (Unit.TONNE, Unit.TONNE_FORCE),
        (Unit.PIECE, Unit.PER_MONTH),
        (Unit.LOT, Unit.PIECE),
    ],
)
def test_units_that_do_not_measure_the_same_do_not_convert(unit, to):
    with pytest.raises(InvalidValueError, match="換算できません"):
        Quantity(Decimal(1), unit).to(to)


@settings(deadline=None)
@given(values, pairs)
def test_there_and_back_is_where_it_began(value, pair):
    there, back = pair
    again = Quantity(value, back).to(there).to(back).value

    assert abs(again - value) <= value * Decimal("1e-26")
    if _ends((back.scale / there.scale).denominator):
        assert again == value


def _ends(denominator: int) -> bool:
    """Whether a fraction of that denominator is a finite decimal."""
    return 10**64 % denominator == 0


@settings(deadline=None)
@given(values, pairs)
def test_a_conversion_multiplies_by_the_ratio_of_the_scales(value, pair):
    unit, to = pair
    exact = Fraction(value) * unit.scale / to.scale
    read = Fraction(Quantity(value, unit).to(to).value)

    assert abs(read - exact) <= exact / 10**27


@settings(deadline=None)
@given(values)
def test_a_unit_converts_to_itself_unchanged(value):
    assert Quantity(value, Unit.HV).to(Unit.HV).value == value


# --- spans


around = st.sampled_from(["", "半角ｶﾅの", "㈱山田です。", "㍿ ", "か゛", "葛󠄀", "  　", "①"])


@settings(deadline=None)
@given(
    around,
    st.sampled_from(
        [
            "３００㎜",
            "約５００個程度",
            "外径φ２０",
            "±０．０１",
            "公差は±5μ",
            "月産５万本",
            "1日3000個",
            "HRC５８～６２",
            "t＝０．５",
            "コンマ２㍉",
            "板厚１．２㍉以下",
            "１／１００",
            "中２日",
            "翌日",
            "納期は2週間以内",
            "最大８０℃",
            "五、六本",
            "2ﾒｰﾄﾙ半",
        ]
    ),
    around,
)
def test_a_span_slices_to_the_notation_as_it_was_written(before, notation, after):
    text = f"{before}、{notation}。{after}"
    (quantity,) = read_quantities(text)

    assert text[slice(*quantity.span)] == notation


soup = st.text(
    st.sampled_from(
        "0123456789.,〜-+/×x±φtTMRaHC\"°′'%¥μm㎜ミリ個本台枚日月年週度℃営業時間半中約最大小以内上下から"
        "数十百千万億コンマ公差ロット翌 　\n１２ｔ㏩㋀①½²ｶﾞ゛ー－～、。・()Wk銭円"
    ),
    max_size=60,
)


@settings(max_examples=1000, deadline=None)
@given(soup)
def test_spans_run_left_to_right_inside_the_text_whatever_it_says(text):
    spans = [quantity.span for quantity in read_quantities(text)]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_no_well_formed_text_is_refused(text):
    read_quantities(text)


def test_a_malformed_text_is_refused():
    with pytest.raises(InvalidValueError):
        read_quantities("300mm\x00")


# --- widths and numerals


@settings(deadline=None)
@given(st.integers(1, 99_999_999))
def test_a_number_is_the_same_in_every_writing(number):
    grouped, plain = f"{number:,}", str(number)
    wide = plain.translate({ord("0") + digit: "０１２３４５６７８９"[digit] for digit in range(10)})
    writings = (plain, grouped, wide, _kanji(number))

    assert {parse_quantity(f"{writing}個").value for writing in writings} == {Decimal(number)}


def _kanji(number: int) -> str:
    high, low = divmod(number, 10_000)
    return (f"{_below_ten_thousand(high)}万" if high else "") + _below_ten_thousand(low)


def _below_ten_thousand(number: int) -> str:
    written = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            written += ("" if digit == 1 and scale > 1 else "〇一二三四五六七八九"[digit]) + name
    return written


@settings(deadline=None)
@given(
    st.decimals("0.001", 999, places=3), st.sampled_from(["mm", "㎜", "ミリ", "ﾐﾘ", "ｍｍ", " mm"])
)
def test_a_decimal_is_the_same_with_every_spelling_of_its_unit(number, unit):
    assert parse_quantity(f"{number}{unit}") == Quantity(
        number, Unit.MILLIMETRE, span=(0, len(f"{number}{unit}"))
    )


# --- time


HOSTILE = [
    "1〜",
    "1×",
    "1、",
    "±0.1",
    "1日",
    "1尺",
    "1/",
    "1 ",
    "数",
    "最大約",
    "φ20×",
    "2024年",
    "-",
    "一",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_ten_thousand_hostile_characters_are_read_in_seconds(unit):
    """Generous for a busy machine: what grows with the square takes minutes here."""
    begun = process_time()
    read_quantities((unit * 10_000)[:10_000])

    assert process_time() - begun < 10


# --- a form field


@pytest.mark.parametrize("text", ["300mm", " ３００㎜ ", "長さは300mmくらいです", "300ミリ"])
def test_a_field_holds_one_quantity_with_words_around_it(text):
    assert parse_quantity(text).to(Unit.MILLIMETRE).value == 300


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "入力してください"),
        ("　", "入力してください"),
        ("なるべく早く", "数量がありません"),
        ("500", "「500」の単位が分かりません"),
        ("300mm 500個", "1つだけ"),
        ("600×400", "1つだけ"),
        ("SUS304 3mm", "「304」が何の数か"),
        ("300mm\x00", "使えない文字"),
    ],
)
def test_a_field_that_holds_anything_else_is_told_what_is_wrong(text, message):
    with pytest.raises(InvalidValueError, match=message):
        parse_quantity(text)


# --- what a need states


NEED = (
    "SUS304の外径φ20±0.01（真円度5μm）、長さ150のシャフト。M6タップ、面粗さRa0.8。"
    "月産5万本、ロットは500〜1000本。試作5個。納期は2週間以内、試作は3営業日。車で50キロ圏。"
)


def test_the_size_of_a_need_is_its_largest_dimension():
    assert size_mm(read_quantities(NEED)) == 150
    assert size_mm(read_quantities("最大1.2m×2.4m、φ600")) == 2400
    assert size_mm(read_quantities("300〜500mm")) == 500


def test_the_tolerance_of_a_need_is_its_tightest():
    assert tolerance_um(read_quantities(NEED)) == 5
    assert tolerance_um(read_quantities("1/100台")) == 10
    assert tolerance_um(read_quantities("±0.02〜±0.05")) == 20
    assert tolerance_um(read_quantities("角度±0.5°")) is None


def test_the_lot_of_a_need_is_the_biggest_that_is_called_a_lot():
    assert lot(read_quantities(NEED)) == 1000
    assert lot(read_quantities("試作5個、その後200個")) == 200
    assert lot(read_quantities("10ダース")) == 120
    assert lot(read_quantities("一個1.5キロ、月に八百個")) == 800
    assert lot(read_quantities("月産10t")) is None


def test_the_rate_of_a_need_is_by_the_month():
    assert monthly_pieces(read_quantities(NEED)) == 50_000
    assert monthly_pieces(read_quantities("年600 個")) == 50
    assert monthly_pieces(read_quantities("ロット500個")) is None


def test_the_lead_time_of_a_need_is_the_shortest_in_days():
    assert lead_time_days(read_quantities(NEED)) == 5
    assert lead_time_days(read_quantities("納期2〜3週間")) == 21
    assert lead_time_days(read_quantities("中2日")) == 3
    assert lead_time_days(read_quantities("翌日出荷")) == 1
    assert lead_time_days(read_quantities("支払は60日以内、保証1年")) is None


def test_nothing_stated_is_none():
    nothing = read_quantities("めっきをお願いしたい")

    assert {size_mm(nothing), tolerance_um(nothing), lot(nothing), lead_time_days(nothing)} == {
        None
    }


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5営業日", 7),
        ("10営業日", 14),
        ("3営業日", 5),
        ("1営業日", 2),
        ("1ヶ月", 30),
        ("1ヶ月半", 45),
        ("1年", 365),
        ("1年6ヶ月", 545),
        ("2週間", 14),
        ("24時間", 1),
        ("36時間", 1),
        ("半日", 0),
        ("2日半", 2),
    ],
)
def test_conventions_turn_into_days_in_one_place(text, days):
    assert calendar_days(parse_quantity(text)) == days


def test_only_a_duration_has_days():
    with pytest.raises(InvalidValueError):
        calendar_days(parse_quantity("300mm"))


@settings(deadline=None)
@given(soup)
def test_what_a_need_states_never_fails(text):
    read = read_quantities(text)
    for pick in (size_mm, tolerance_um, lot, monthly_pieces, lead_time_days):
        pick(read)


def test_every_kind_fits_the_dimension_of_its_unit():
    read = read_quantities(NEED)

    assert {quantity.kind for quantity in read} >= {Kind.DIAMETER, Kind.TOLERANCE, Kind.THREAD}
    assert all(
        quantity.unit.dimension is Dimension.LENGTH
        for quantity in read
        if quantity.kind in (Kind.DIAMETER, Kind.THREAD, Kind.ROUGHNESS, Kind.DISTANCE)
    )
