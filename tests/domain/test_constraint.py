from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_capability, a_firm
from enishi.domain.constraint import Constraints, Outcome, Verdict, certification_key
from enishi.domain.errors import InvalidValueError
from enishi.domain.offer import offer_of
from strategies import capabilities, perhaps

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN


def asking(**conditions: Any) -> Constraints:
    for name in ("tolerance_um", "max_size_mm"):
        if name in conditions:
            conditions[name] = Decimal(conditions[name])
    return Constraints(**conditions)


def verdict(firm, capability=None, **conditions) -> Verdict:
    (only,) = asking(**conditions).judge(firm, capability and offer_of(capability))
    return only


def test_the_numbers_of_one_capability_do_not_help_another():
    fine = a_capability("精密研削", tolerance_um=5, max_size_mm=100)
    large = a_capability("大物旋盤", tolerance_um=50, max_size_mm=2000)
    firm = a_firm(can=[fine, large])
    both = asking(tolerance_um=5, max_size_mm=2000)

    assert [v.outcome for v in both.judge(firm, offer_of(fine))] == [NOT_MET, MET]
    assert [v.outcome for v in both.judge(firm, offer_of(large))] == [MET, NOT_MET]


@pytest.mark.parametrize(
    ("asked", "known", "outcome"),
    [
        ({"max_size_mm": 300}, {"max_size_mm": 300}, MET),
        ({"max_size_mm": 300}, {"max_size_mm": "299.9"}, NOT_MET),
        ({"max_size_mm": 300}, {}, UNKNOWN),
        ({"tolerance_um": 10}, {"tolerance_um": 10}, MET),
        ({"tolerance_um": 10}, {"tolerance_um": "10.1"}, NOT_MET),
        ({"tolerance_um": 10}, {}, UNKNOWN),
        ({"max_lead_time_days": 14}, {"lead_time_days": 14}, MET),
        ({"max_lead_time_days": 14}, {"lead_time_days": 15}, NOT_MET),
        ({"max_lead_time_days": 14}, {}, UNKNOWN),
        ({"lot": 50}, {"lot_min": 50, "lot_max": 50}, MET),
        ({"lot": 50}, {"lot_min": 51, "lot_max": 90}, NOT_MET),
        ({"lot": 50}, {"lot_min": 1, "lot_max": 49}, NOT_MET),
        ({"lot": 50}, {"lot_min": 51}, NOT_MET),
        ({"lot": 50}, {"lot_max": 49}, NOT_MET),
        ({"lot": 50}, {"lot_min": 1}, UNKNOWN),
        ({"lot": 50}, {"lot_max": 100}, UNKNOWN),
        ({"lot": 50}, {}, UNKNOWN),
    ],
)
def test_a_number_is_met_up_to_its_bound_and_unknown_where_it_is_not_stated(asked, known, outcome):
    assert verdict(a_firm(), a_capability(**known), **asked).outcome is outcome


@pytest.mark.parametrize(
    ("asked", "known", "outcome"),
    [
        ({"prefectures": ("新潟県", "長野県")}, {"prefecture": "長野県"}, MET),
        ({"prefectures": ("新潟県",)}, {"prefecture": "長野県"}, NOT_MET),
        ({"prefectures": ("新潟県",)}, {}, UNKNOWN),
        ({"exclude_clusters": ("諏訪",)}, {"cluster": "燕三条"}, MET),
        ({"exclude_clusters": ("諏訪", "燕三条")}, {"cluster": "燕三条"}, NOT_MET),
        ({"exclude_clusters": ("諏訪",)}, {}, UNKNOWN),
        ({"certifications": ("ISO9001",)}, {"certified": ("ISO14001", "ISO9001")}, MET),
        ({"certifications": ("ISO9001",)}, {"certified": "ISO14001"}, NOT_MET),
        ({"certifications": ("ISO9001",)}, {}, UNKNOWN),
    ],
)
def test_place_and_certificates_are_those_of_the_firm(asked, known, outcome):
    firm = a_firm(can=[a_capability("切削")], **known)

    assert verdict(firm, firm.capabilities[0], **asked).outcome is outcome
    assert verdict(firm, None, **asked).outcome is outcome


@pytest.mark.parametrize(
    "spelled",
    ["ISO9001", "ISO 9001", "ＩＳＯ９００１", "iso-9001", "ＩＳＯ　９００１", "ISO・9001"],
)
def test_a_certificate_is_the_same_however_it_is_spelled(spelled):
    assert verdict(a_firm(certified="ISO 9001"), certifications=(spelled,)).outcome is MET
    assert verdict(a_firm(certified=spelled), certifications=("ISO9001",)).outcome is MET


def test_certificates_of_different_numbers_stay_apart():
    assert certification_key("ISO9001") != certification_key("ISO 9100")
    assert certification_key("ISO 14001") != certification_key("ISO 45001")


@pytest.mark.parametrize(
    "dated",
    ["ISO 9001:2015", "ISO9001：２０１５", "ISO 9001-2015", "ISO9001（2015年版）", "ISO 9001 2015"],
)
def test_the_year_of_an_edition_does_not_tell_certificates_apart(dated):
    assert certification_key(dated) == certification_key("ISO9001")


@pytest.mark.parametrize("name", ["ISO 22000", "ISO2000", "JIS Q 2004", "2015"])
def test_a_number_that_looks_like_a_year_stays(name):
    assert certification_key(name).endswith(name[-4:])


def test_each_certificate_asked_for_is_judged_by_itself():
    firm = a_firm(certified="ISO9001")

    verdicts = asking(certifications=("ISO9001", "JISQ9100")).judge(firm, None)

    assert [v.outcome for v in verdicts] == [MET, NOT_MET]


def test_a_capability_without_room_fails_though_nobody_asked():
    full = a_capability(availability="×", availability_as_of="2026-10-05")

    (only,) = Constraints().judge(a_firm(), offer_of(full))

    assert (only.name, only.outcome) == ("availability", NOT_MET)
    assert "2026-10-05" in only.text
    assert "2026-10-05" in only.text_en


@pytest.mark.parametrize("sign", ["◎", "○", "△"])
def test_a_capability_with_some_room_is_not_judged_by_it(sign):
    assert Constraints().judge(a_firm(), offer_of(a_capability(availability=sign))) == ()


def test_a_firm_found_by_its_summary_alone_leaves_every_number_unknown():
    asked = asking(max_size_mm=1, tolerance_um=1, lot=1, max_lead_time_days=1)

    assert {v.outcome for v in asked.judge(a_firm("切削"), None)} == {UNKNOWN}


def test_every_condition_gives_a_verdict_in_an_order_that_never_changes():
    asked = asking(
        certifications=("ISO9001",),
        max_lead_time_days=30,
        lot=10,
        tolerance_um=5,
        max_size_mm=100,
        exclude_clusters=("諏訪",),
        prefectures=("新潟県",),
    )
    full = a_capability(availability="×")

    names = [v.name for v in asked.judge(a_firm(), offer_of(full))]

    assert names == [
        *("certifications", "max_size_mm", "tolerance_um", "lot", "max_lead_time_days"),
        *("prefectures", "exclude_clusters", "availability"),
    ]
    assert names[:-1] == [v.name for v in asked.judge(a_firm(), offer_of(a_capability()))]


def test_every_verdict_says_in_both_languages_what_was_asked():
    asked = asking(max_size_mm="1200", tolerance_um="0.5", lot=3000, max_lead_time_days=21)
    several = [
        a_capability(max_size_mm=1500, tolerance_um="0.2", lot_min=1, lot_max=9999),
        a_capability(max_size_mm=100, tolerance_um=5, lot_min=1, lot_max=9, lead_time_days=60),
        a_capability(),
    ]

    for capability in several:
        said = asked.judge(a_firm(), offer_of(capability))
        for number, item in zip(("1,200", "0.5", "3,000", "21"), said, strict=True):
            assert number in item.text
            assert number in item.text_en


def test_a_number_below_its_least_is_refused_by_its_name():
    for name in ("max_lead_time_days", "lot", "tolerance_um", "max_size_mm"):
        with pytest.raises(InvalidValueError) as refused:
            asking(**{name: -1})
        assert refused.value.field == name
    with pytest.raises(InvalidValueError):
        asking(lot=0)


def test_conditions_that_ask_nothing_are_false_and_judge_nothing():
    assert not Constraints()
    assert Constraints().judge(a_firm("切削"), None) == ()
    assert asking(lot=1)


EVERYTHING: dict[str, Any] = {
    "certifications": ("ISO9001",),
    "max_lead_time_days": 30,
    "lot": 10,
    "tolerance_um": 5,
    "max_size_mm": 100,
    "exclude_clusters": ("諏訪",),
    "prefectures": ("新潟県",),
}


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_condition_that_is_not_asked_is_completed_and_one_that_is_asked_stands(name):
    others = {key: value for key, value in EVERYTHING.items() if key != name}

    completed = asking(**others).completed_by(asking(**{name: EVERYTHING[name]}))

    assert completed == asking(**EVERYTHING)
    assert completed.completed_by(asking(max_size_mm=1, lot=1, tolerance_um=1)) == completed


def test_certificates_that_are_asked_for_are_not_joined_by_others():
    asked = asking(certifications=("ISO9001",))

    assert asked.completed_by(asking(certifications=("JISQ9100",))) == asked


def test_a_number_of_0_is_asked_for_and_is_not_completed():
    today = asking(max_lead_time_days=0)

    assert today.completed_by(asking(max_lead_time_days=30)) == today


def test_no_condition_is_forgotten_when_conditions_are_completed():
    assert set(EVERYTHING) == {item.name for item in fields(Constraints)}
    assert Constraints().completed_by(asking(**EVERYTHING)) == asking(**EVERYTHING)
    assert asking(**EVERYTHING).completed_by(Constraints()) == asking(**EVERYTHING)


NUMBERS = st.integers(0, 10**6).map(Decimal)


@given(
    capability=capabilities("C1", []),
    asked=st.builds(
        Constraints,
        max_lead_time_days=perhaps(st.integers(0, 10**6)),
        tolerance_um=perhaps(NUMBERS),
        max_size_mm=perhaps(NUMBERS),
    ),
    by=st.integers(0, 10**6),
)
def test_loosening_a_number_never_turns_met_into_not_met(capability, asked, by):
    looser = Constraints(
        max_lead_time_days=None
        if asked.max_lead_time_days is None
        else asked.max_lead_time_days + by,
        tolerance_um=None if asked.tolerance_um is None else asked.tolerance_um + by,
        max_size_mm=None if asked.max_size_mm is None else max(Decimal(0), asked.max_size_mm - by),
    )

    before = {v.name: v.outcome for v in asked.judge(a_firm(), offer_of(capability))}
    after = {v.name: v.outcome for v in looser.judge(a_firm(), offer_of(capability))}

    assert before.keys() == after.keys()
    for name, outcome in before.items():
        assert after[name] is outcome or (outcome, after[name]) == (NOT_MET, MET)


@given(capability=capabilities("C1", []), number=st.integers(1, 10**6))
def test_a_condition_is_unknown_exactly_where_the_capability_is_silent(capability, number):
    capability = replace(capability, title="切削", description=None)  # numbers in texts count too
    asked = asking(max_size_mm=number, tolerance_um=number, max_lead_time_days=number)
    stated = {
        "max_size_mm": capability.max_size_mm,
        "tolerance_um": capability.tolerance_um,
        "max_lead_time_days": capability.lead_time_days,
    }

    for item in asked.judge(a_firm(), offer_of(capability)):
        if item.name in stated:
            assert (item.outcome is UNKNOWN) == (stated[item.name] is None)
