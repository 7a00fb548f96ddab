from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_capability, a_firm
from enishi.domain.constraint import Constraints, Outcome, Verdict
from enishi.domain.offer import Offer, offer_of
from strategies import capabilities

LIMITS = [
    field.name
    for field in fields(Offer)
    if field.name not in ("from_text", "largest_seen_mm", "full_as_of")
]


def offered(text: str, **known: Any) -> Offer:
    return offer_of(a_capability("加工", description=text, **known))


def verdict(text: str, **asked: Any) -> Verdict:
    (only,) = Constraints(**asked).judge(a_firm(), offer_of(a_capability("加工", description=text)))
    return only


def test_a_capability_that_states_nothing_offers_nothing_known():
    assert offered("ステンレスの板金加工") == Offer()


@pytest.mark.parametrize(
    ("text", "limit", "value"),
    [
        ("最大φ420まで", "max_size_mm", 420),
        ("絞り径φ40〜φ420", "max_size_mm", 420),
        ("ワークサイズ 1200×800×600mm以内", "max_size_mm", 1200),
        ("最大長さ3m", "max_size_mm", 3000),
        ("公差±5μm", "tolerance_um", 5),
        ("±0.01mmで仕上げます", "tolerance_um", 10),
        ("1個から", "lot_min", 1),
        ("ロット300個から", "lot_min", 300),
        ("最小ロット100個、最大5000個", "lot_max", 5000),
        ("100個〜2万個", "lot_min", 100),
        ("100個〜2万個", "lot_max", 20000),
        ("試作1個から量産10万個まで", "lot_max", 100_000),
        ("月産10万個", "lot_max", 100_000),
        ("納期は2週間", "lead_time_days", 14),
    ],
)
def test_a_limit_that_no_field_holds_is_read_from_the_text(text, limit, value):
    offer = offered(text)

    assert getattr(offer, limit) == value
    assert limit in offer.from_text


def test_limits_are_read_from_the_title_too():
    assert offer_of(a_capability("精密研削 ±2μm")).tolerance_um == 2


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("加工範囲 500×400×300", "max_size_mm"),
        ("板厚3mmまで", "max_size_mm"),
        ("最小φ0.1の穴", "max_size_mm"),
        ("炉5台、従業員12名", "lot_max"),
        ("M2〜M12", "max_size_mm"),
        ("重量5kgまで", "max_size_mm"),
        ("50個でも文句言いません", "lot_max"),
    ],
)
def test_a_number_of_something_else_limits_nothing(text, limit):
    offer = offered(text)

    assert getattr(offer, limit) is None
    assert limit not in offer.from_text


@pytest.mark.parametrize(
    ("text", "limit", "value"),
    [
        ("φ500以上は不可", "max_size_mm", 500),
        ("1000個以上はお受けできません", "lot_max", 1000),
        ("1000個以上はお受けできません", "lot_min", None),
        ("10個以下は不可", "lot_min", 10),
        ("10個以下は不可", "lot_max", None),
        ("100個未満は受けられません", "lot_min", 100),
        ("500個以上でないと受けられません", "lot_min", 500),
        ("3日以内は不可", "lead_time_days", None),
        ("試作1枚は承っておりません", "lot_min", None),
    ],
)
def test_a_limit_that_is_denied_leaves_the_other_side(text, limit, value):
    assert getattr(offered(text), limit) == value


def test_a_field_goes_before_the_text():
    offer = offered("最大φ420、±5μm、2週間", max_size_mm=300, tolerance_um=20, lead_time_days=30)

    assert (offer.max_size_mm, offer.tolerance_um, offer.lead_time_days) == (300, 20, 30)
    assert offer.from_text == frozenset()
    assert offer.largest_seen_mm is None


def test_half_a_range_of_pieces_is_not_mixed_from_field_and_text():
    assert offered("100個〜2万個", lot_min=1).lot_max is None
    assert offered("100個〜2万個", lot_max=50).lot_min is None


def test_numbers_of_two_kinds_of_work_make_no_range():
    offer = offered("試作は10個まで、量産は100個から")

    assert (offer.lot_min, offer.lot_max) == (None, None)


def test_a_size_that_is_only_mentioned_can_meet_a_demand_and_rules_nothing_out():
    text = "加工範囲 500×400×300"

    assert offered(text).largest_seen_mm == 500
    assert verdict(text, max_size_mm=Decimal(450)).outcome is Outcome.MET
    assert verdict(text, max_size_mm=Decimal(600)).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("asked", "text", "outcome"),
    [
        ({"max_size_mm": Decimal(420)}, "最大φ420まで", Outcome.MET),
        ({"max_size_mm": Decimal(421)}, "最大φ420まで", Outcome.NOT_MET),
        ({"tolerance_um": Decimal(5)}, "公差±5μm", Outcome.MET),
        ({"tolerance_um": Decimal(4)}, "公差±5μm", Outcome.NOT_MET),
        ({"lot": 100}, "100個〜2万個", Outcome.MET),
        ({"lot": 99}, "100個〜2万個", Outcome.NOT_MET),
        ({"lot": 20001}, "100個〜2万個", Outcome.NOT_MET),
        ({"lot": 50}, "1個から", Outcome.UNKNOWN),
        ({"max_lead_time_days": 14}, "納期は2週間", Outcome.MET),
        ({"max_lead_time_days": 13}, "納期は2週間", Outcome.NOT_MET),
    ],
)
def test_a_demand_is_held_against_the_text_and_the_verdict_says_so(asked, text, outcome):
    found = verdict(text, **asked)

    assert found.outcome is outcome
    assert ("（本文より）" in found.text) == (outcome is not Outcome.UNKNOWN)


def test_a_verdict_from_a_field_does_not_name_the_text():
    capability = a_capability("加工", description="最大φ420まで", max_size_mm=300)

    (only,) = Constraints(max_size_mm=Decimal(200)).judge(a_firm(), offer_of(capability))

    assert "本文" not in only.text


@given(st.data(), st.sampled_from(["最大φ420", "±5μm、1個から1万個まで", "納期2週間", "不可"]))
def test_whatever_a_field_holds_is_what_is_offered(data, text):
    known = data.draw(capabilities("C1", []))
    capability = a_capability(
        text,
        **{name: getattr(known, name) for name in LIMITS if getattr(known, name) is not None},
    )

    offer = offer_of(capability)

    for name in LIMITS:
        field = getattr(capability, name)
        if field is not None:
            assert getattr(offer, name) == field
            assert name not in offer.from_text
        else:
            assert (getattr(offer, name) is not None) == (name in offer.from_text)


@given(capabilities("C1", []))
def test_any_capability_offers_something_or_nothing(capability):
    offer = offer_of(capability)

    assert offer.lot_min is None or offer.lot_min >= 0
    assert offer.from_text <= set(LIMITS)
    assert Constraints(lot=3).judge(a_firm(), offer_of(capability))
