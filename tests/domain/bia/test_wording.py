from datetime import timedelta
from decimal import Decimal

import pytest

from enishi.domain.bia.wording import lasting, lasting_english, listed, percent, plain, points, yen


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        (timedelta(0), "0時間", "0 h"),
        (timedelta(minutes=90), "1.5時間", "1.5 h"),
        (timedelta(hours=72), "72時間", "72 h"),
        (timedelta(hours=73), "3日", "3 days"),
        (timedelta(days=6), "6日", "6 days"),
        (timedelta(days=100), "100日", "100 days"),
    ],
)
def test_up_to_three_days_are_said_in_hours(value, japanese, english):
    assert (lasting(value), lasting_english(value)) == (japanese, english)


def test_numbers_are_said_without_needless_zeros_and_never_as_powers_of_ten():
    assert [percent(Decimal(share)) for share in ("0.40", "0.405", "1", "10")] == [
        "40%",
        "40.5%",
        "100%",
        "1000%",
    ]
    assert (plain(Decimal("1E+2")), plain(Decimal("4.50"))) == ("100", "4.5")
    assert points(Decimal("5.0")) == "5点"


def test_half_a_yen_is_rounded_up():
    assert yen(Decimal("98630.5")) == "98,631円"
    assert yen(Decimal("98630.4")) == "98,630円"


def test_a_long_list_is_cut_and_counted():
    assert listed("ab") == "「a」「b」"
    assert listed("abcde") == "「a」「b」「c」「d」「e」"
    assert listed("abcdefg") == "「a」「b」「c」「d」「e」ほか2件"
