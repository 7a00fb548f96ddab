import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.corporate_number import CorporateNumber, check_digit
from enishi.domain.errors import InvalidValueError

EXAMPLE = "8700110005901"  # 国税庁「検査用数字を算出する算式」

bodies = st.text("0123456789", min_size=12, max_size=12)
numbers = bodies.map(lambda body: f"{check_digit(body)}{body}")
places = st.integers(0, 12)


def test_the_example_of_the_tax_agency_checks():
    assert check_digit("700110005901") == 8
    assert str(CorporateNumber(EXAMPLE)) == EXAMPLE


@pytest.mark.parametrize(
    "written",
    [
        "８７００１１０００５９０１",
        "8-7001-1000-5901",
        "8 7001 1000 5901",
        "８－７００１－１０００－５９０１",
        f"\t{EXAMPLE}\n",
    ],
)
def test_a_number_is_the_same_however_it_is_written(written):
    assert CorporateNumber(written) == CorporateNumber(EXAMPLE)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("870011000590", "12桁"),
        ("87001100059011", "14桁"),
        ("", "0桁"),
        ("87001100O5901", "9文字目の「O」"),
        ("T8700110005901", "1文字目の「T」"),  # the T of an invoice number is not part of it
        ("870011000590一", "13文字目"),
        ("8700110005٠01", "11文字目"),
        ("9700110005901", "検査用数字"),
        ("8700110005902", "検査用数字"),
        ("\x008700110005901", r"U\+0000"),
    ],
)
def test_a_refusal_tells_length_character_and_check_digit_apart(written, message):
    with pytest.raises(InvalidValueError, match=message) as refusal:
        CorporateNumber(written)

    assert refusal.value.field == "corporate_number"
    assert refusal.value.english != refusal.value.message


@settings(deadline=None)
@given(numbers)
def test_a_number_with_its_check_digit_is_accepted(number):
    assert CorporateNumber(number).value == number


@settings(deadline=None)
@given(bodies)
def test_a_check_digit_is_never_zero(body):
    assert 1 <= check_digit(body) <= 9


@settings(deadline=None)
@given(numbers, places, st.sampled_from("0123456789"))
def test_a_wrong_digit_is_caught_unless_it_is_0_for_9_behind_the_first(number, place, digit):
    wrong = number[:place] + digit + number[place + 1 :]
    is_missed = wrong == number or (place > 0 and {digit, number[place]} == {"0", "9"})

    assert _passes(wrong) == is_missed


@settings(deadline=None)
@given(numbers, st.integers(0, 11))
def test_a_swap_of_neighbours_is_caught_unless_it_is_09_behind_the_first(number, place):
    left, right = number[place : place + 2]
    swapped = number[:place] + right + left + number[place + 2 :]
    is_missed = left == right or (place > 0 and {left, right} == {"0", "9"})

    assert _passes(swapped) == is_missed


def test_the_errors_that_pass_do_exist():
    bodies_alike = ("090000000000", "900000000000", "000000000000", "990000000000")

    assert {check_digit(body) for body in bodies_alike} == {9}


def _passes(number: str) -> bool:
    try:
        CorporateNumber(number)
    except InvalidValueError:
        return False
    return True
