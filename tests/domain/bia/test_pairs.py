from decimal import Decimal

import pytest

from builders_bia import a_scenario
from builders_recovery import HOME, NIIGATA, OSAKA, a_footprint
from enishi.domain.bia.pairs import Coverage, backup_pairs
from enishi.domain.errors import InvalidValueError

QUAKE = a_scenario("quake")
SNOW = a_scenario("snow", footprint=a_footprint(municipalities=["15213"]))
TYPHOON = a_scenario("typhoon", footprint=a_footprint(municipalities=["27227", "15213"]))
PLACES = {"埼玉": [HOME], "新潟": [NIIGATA], "大阪": [OSAKA], "隣": [HOME]}


def both_ways(one: str, other: str) -> list[Coverage]:
    return [Coverage(one, other), Coverage(other, one)]


def test_two_firms_that_cover_each_other_and_share_no_hazard_are_a_pair():
    found = backup_pairs(both_ways("埼玉", "新潟"), PLACES, [QUAKE, SNOW])

    assert [(p.one, p.other, p.weakest) for p in found] == [("埼玉", "新潟", 1)]
    assert found[0].text == "互いに代替でき、一方が被災するとき他方は少なくとも100%の割合で動けます"


def test_one_way_is_no_pair():
    assert backup_pairs([Coverage("埼玉", "新潟")], PLACES, [QUAKE]) == ()


def test_each_way_has_an_independence_of_its_own():
    found = backup_pairs(both_ways("大阪", "新潟"), PLACES, [SNOW, TYPHOON])[0]

    assert (found.one, found.independence_of_one) == ("大阪", Decimal("0.5"))
    assert (found.other, found.independence_of_other) == ("新潟", 0)
    assert found.text == "互いに代替できますが、同じ災害で止まります"


def test_a_firm_whose_place_is_unknown_is_never_said_to_be_independent():
    found = backup_pairs(both_ways("埼玉", "どこか"), PLACES, [QUAKE])[0]

    assert found.weakest == 0
    assert "不明" in found.text


def test_the_most_independent_pair_comes_first():
    coverages = [*both_ways("埼玉", "隣"), *both_ways("埼玉", "新潟")]

    found = backup_pairs(coverages, PLACES, [QUAKE, SNOW])

    assert [pair.weakest for pair in found] == [1, 0]
    assert backup_pairs(coverages[::-1], PLACES, [QUAKE, SNOW]) == found


def test_a_firm_cannot_stand_in_for_itself():
    with pytest.raises(InvalidValueError, match="自社"):
        Coverage("埼玉", "埼玉")
