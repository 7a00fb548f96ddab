from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from builders_bia import a_case, a_step, days, the_seed_case
from builders_recovery import HOME, NIIGATA, OSAKA, TODAY, an_option, outcome, the_product
from enishi.domain.bia.alternative import (
    DEFAULTS,
    AlternativeWorth,
    as_qualified,
    draft_alternative,
    places_of,
    plan_sentence,
    rank_alternatives,
)
from enishi.domain.bia.expectation import expected_loss
from enishi.domain.bia.independence import hazard_independence, own_places
from enishi.domain.bia.recovery import recover
from enishi.domain.bia.scenario import Location
from enishi.domain.capability import Capability
from enishi.domain.firm import Facility, Firm
from enishi.domain.readiness import Readiness, Rung

SEED = the_seed_case()


def a_capability(**named) -> Capability:
    return Capability(**({"ref": "C1", "title": "切削加工"} | named))


def a_firm(*places: Location, ref="F1", capability: Capability | None = None, **named) -> Firm:
    facilities = tuple(
        Facility(
            f"{ref}-{number}",
            municipality_code=place.municipality_code,
            power_area=place.power_area,
            river_system=place.river_system,
        )
        for number, place in enumerate(places)
    )
    return Firm(
        ref,
        "山田製作所",
        facilities=facilities,
        capabilities=(capability or a_capability(),),
        **named,
    )


def a_draft(firm: Firm | None = None, product=None, **named):
    firm = firm or a_firm(NIIGATA)
    product = product or the_product()
    case = a_case(products=(product,))
    return draft_alternative(case, product, firm, firm.capabilities[0], ref="M1", **named)


def test_a_stated_capacity_counts_on_the_days_of_the_firms_calendar():
    capability = a_capability(capacity_per_month=Decimal(3_650))

    found = a_draft(a_firm(NIIGATA, capability=capability))

    assert found.option.capacity_per_day == 120
    assert "能力 1日120.0個（月3,650個÷30.4日、空きは未確認）" in found.assumed


def test_a_capacity_that_no_decimal_ends_is_rounded_down_to_what_a_case_can_hold():
    capability = a_capability(capacity_per_month=Decimal(3_500))

    found = a_draft(a_firm(capability=capability))

    assert found.option.capacity_per_day == Decimal("115.068")


def test_an_unknown_capacity_is_never_unlimited():
    found = a_draft()

    assert found.option.capacity_per_day == 50 * DEFAULTS.capacity_share
    assert "能力 日次出荷の50%（能力は未登録）" in found.assumed


@pytest.mark.parametrize(("stated", "expected"), [(None, DEFAULTS.production), (9, days(9))])
def test_the_lead_time_is_the_stated_one_else_assumed(stated, expected):
    found = a_draft(a_firm(NIIGATA, capability=a_capability(lead_time_days=stated)))

    assert found.option.lead.production == expected


@pytest.mark.parametrize(("stated", "beyond"), [(None, 0), (5, 0), (14, 7)])
def test_of_covered_steps_only_what_the_lead_time_goes_beyond_their_own_counts(stated, beyond):
    firm = a_firm(NIIGATA, capability=a_capability(lead_time_days=stated))

    product = the_product(steps=(a_step("2", 3), a_step("3", 4, "2")))
    found = a_draft(firm, product, covers=("2", "3"))

    assert found.option.lead.production == days(beyond)


@pytest.mark.parametrize(
    ("readiness", "is_estimated", "is_official"),
    [
        (None, True, False),
        (Readiness(Rung.AGREED, TODAY), True, False),
        (Readiness(Rung.QUALIFIED, TODAY), False, True),
        (Readiness(Rung.QUALIFIED, TODAY - timedelta(days=1)), False, False),
    ],
)
def test_the_rung_comes_from_outside_and_decides_what_counts(readiness, is_estimated, is_official):
    option = a_draft(readiness=readiness).option

    assert option.is_estimated is is_estimated
    assert option.is_official(TODAY) is is_official


def test_a_partner_is_not_named_until_it_has_consented():
    assert a_draft().option.is_named is False


def test_a_partner_who_covers_some_steps_costs_its_part_of_the_price():
    product = the_product(steps=(a_step("1"), a_step("2", 1, "1")))
    whole, half = a_draft(product=product), a_draft(product=product, covers=("2",))

    assert whole.option.premium == 658  # a tenth of 328,767 yen ÷ 50
    assert half.option.premium == 329


def test_the_place_is_the_capabilitys_own_facility_else_every_one():
    at_one = a_capability(facility_ref="F1-1")

    assert places_of(a_firm(HOME, OSAKA, capability=at_one), at_one) == (OSAKA,)
    assert places_of(a_firm(HOME, OSAKA), a_capability()) == (HOME, OSAKA)


def test_a_firm_without_facilities_is_at_its_own_municipality_or_nowhere_known():
    here = a_firm(municipality_code="11203")

    assert places_of(here, here.capabilities[0]) == (Location("11203"),)
    assert a_draft(a_firm()).option.places == ()
    assert "所在が不明（災害を共にしないとは言えません）" in a_draft(a_firm()).assumed


def test_to_qualify_a_partner_shortens_its_lead_by_approval_first_article_and_haircut():
    draft = a_draft().option
    qualified = as_qualified(draft)

    assert qualified.is_official(TODAY)
    assert draft.first_delivery(TODAY) == draft.lead.total(is_qualified=False) * 1.3
    assert qualified.first_delivery(TODAY) == draft.lead.total(is_qualified=True)


def worth_of(firm: Firm, place: int) -> AlternativeWorth:
    """What a firm found at a place of the search is worth to the seed's firm."""
    product = SEED.products[0]
    option = draft_alternative(SEED, product, firm, firm.capabilities[0], ref=firm.ref).option
    before = expected_loss(SEED, (), TODAY).yearly
    return AlternativeWorth(
        loss_avoided=before - expected_loss(SEED, [option], TODAY).yearly,
        independence=hazard_independence(own_places(SEED, product), option.places, SEED.scenarios),
        place=place,
        ref=firm.ref,
    )


def test_of_two_equal_candidates_the_one_that_shares_the_hazard_ranks_below():
    shares, spared = a_firm(HOME, ref="F1"), a_firm(OSAKA, ref="F2")
    found = rank_alternatives([worth_of(shares, 1), worth_of(spared, 2)], lambda worth: worth)

    assert [worth.ref for worth in found] == ["F2", "F1"]
    assert found[0].loss_avoided > found[1].loss_avoided == 0


def test_ties_go_to_the_more_independent_then_the_better_found_then_the_reference():
    def worth(ref, avoided=100, independence=None, place=1):
        share = None if independence is None else Decimal(independence)
        return AlternativeWorth(Decimal(avoided), share, place, ref)

    expected = [
        worth("E", avoided=101),
        worth("D", independence="0.5", place=9),
        worth("B", independence=0),
        worth("C"),
        worth("A", place=2),
    ]
    mixed = list(expected)
    Random(1).shuffle(mixed)

    assert rank_alternatives(mixed, lambda item: item) == expected


def test_less_than_a_yen_is_no_difference():
    near = AlternativeWorth(Decimal("100.2"), Decimal(1), 2, "A")
    more = AlternativeWorth(Decimal("100.4"), Decimal(0), 1, "B")

    assert rank_alternatives([more, near], lambda item: item) == [near, more]


def test_the_plan_says_in_one_sentence_what_changes():
    quake = replace(SEED.scenarios[0], blackout=timedelta(0))
    before = recover(SEED, SEED.products[0], quake, (), day=TODAY)
    after = recover(SEED, SEED.products[0], quake, SEED.options[:1], day=TODAY)

    assert plan_sentence(before, after) == (
        "最低水準（MBCO）に届くまで26日から18日へ、不足する期間は20日から12日へ、"
        "損失は2,972,603円から2,183,562円へ。"
    )


def test_what_does_not_count_officially_is_said_to_be_planned():
    found = plan_sentence(outcome(), outcome(an_option(rung=Rung.AGREED)))

    assert found.endswith("（予定：正式な目標復旧時間には、認定のあとで数えます）")
