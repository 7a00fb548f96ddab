from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_capability, a_corporate_number, a_firm, a_full_firm
from builders_register import (
    NOON,
    TODAY,
    a_consent,
    a_contact,
    a_draft,
    a_succession,
    a_verification,
)
from enishi.domain.completeness import RULES, Completeness, KnownEntry, completeness_of
from enishi.domain.contact import Contact
from enishi.domain.disclosure import Visibility
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm, FirmKind
from enishi.domain.succession import SuccessionPlan
from enishi.domain.verification import (
    NumberCheck,
    VerificationMeans,
    VerificationRung,
    is_the_same_name,
    number_check,
    rung_on,
)


def test_a_contact_keeps_digits_as_they_are_typed_into_a_telephone():
    assert a_contact(phone="０２５６－００－００００ ").phone == "0256-00-0000"
    assert Contact("F1", fax="(03) 1234-5678").can_be_called is False
    assert Contact("F1", phone="0256-00-0000").can_be_called


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"name": "縁側"}, "phone"),
        ({"phone": "110"}, "phone"),
        ({"fax": "後で聞く"}, "fax"),
        ({"phone": "0256-00-0000", "name": "あ" * 201}, "name"),
        ({"address": "燕市\0"}, "address"),
    ],
)
def test_a_contact_that_reaches_nobody_is_refused_by_its_field(known: dict[str, str], field: str):
    with pytest.raises(InvalidValueError) as refusal:
        Contact("F1", **known)

    assert refusal.value.field == field


@pytest.mark.parametrize("plan", SuccessionPlan)
def test_a_firm_is_a_risk_unless_somebody_is_meant_to_go_on(plan: SuccessionPlan):
    settled = plan in (SuccessionPlan.FAMILY, SuccessionPlan.EMPLOYEE, SuccessionPlan.SETTLED)

    assert a_succession(plan=plan).is_a_risk is not settled
    assert plan.label


def test_the_years_left_never_fall_below_none():
    closing = a_succession(closing_year=2028)

    assert [closing.years_left(date(year, 6, 1)) for year in (2026, 2028, 2030)] == [2, 0, 0]
    assert a_succession().years_left(TODAY) is None


@pytest.mark.parametrize(
    ("plan", "year"),
    [
        (SuccessionPlan.CLOSING, 2025),
        (SuccessionPlan.CLOSING, 2077),
        (SuccessionPlan.SETTLED, 2028),
    ],
)
def test_a_closing_year_that_makes_no_sense_is_refused(plan: SuccessionPlan, year: int):
    with pytest.raises(InvalidValueError) as refusal:
        a_succession(plan=plan, closing_year=year)

    assert refusal.value.field == "closing_year"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("縁側精工株式会社", "縁側精工（株）", True),
        ("㈱縁側精工", "株式会社 縁側精工", True),
        ("縁側精工", "株式会社縁側精工", True),
        ("ｴﾝｶﾞﾜ精工", "エンガワ精工", True),
        ("縁側精工株式会社", "縁側精工有限会社", False),
        ("縁側精工", "縁側鉄工", False),
    ],
)
def test_two_spellings_of_one_company_agree(one: str, other: str, same: bool):
    assert is_the_same_name(one, other) is same
    assert is_the_same_name(other, one) is same


def test_a_number_is_worth_what_the_registry_says_of_it():
    firm = a_firm(name="縁側精工株式会社", corporate_number=a_corporate_number(7))

    assert number_check(a_firm(), None) is NumberCheck.NONE
    assert number_check(firm, None) is NumberCheck.CHECK_DIGIT
    assert number_check(firm, "縁側精工（株）") is NumberCheck.REGISTRY
    assert number_check(firm, "別の会社株式会社") is NumberCheck.OTHER_NAME


def test_a_confirmation_counts_for_two_years_and_then_the_number_stands():
    visited = a_verification(rung=VerificationRung.VISITED, on=date(2024, 2, 29))
    days = (date(2024, 2, 28), date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 1))

    found = [rung_on(day, NumberCheck.CHECK_DIGIT, [visited]) for day in days]

    assert found == [
        VerificationRung.NUMBER,
        VerificationRung.VISITED,
        VerificationRung.VISITED,
        VerificationRung.NUMBER,
    ]


def test_the_highest_rung_that_counts_is_shown():
    old_visit = a_verification(rung=VerificationRung.VISITED, on=date(2023, 1, 1))
    call = a_verification(on=date(2026, 1, 1))

    assert rung_on(TODAY, NumberCheck.REGISTRY, [old_visit, call]) is VerificationRung.COORDINATOR
    assert rung_on(TODAY, NumberCheck.OTHER_NAME, []) is VerificationRung.UNVERIFIED
    assert [rung.label for rung in VerificationRung] == [
        *("未確認", "法人番号確認", "コーディネーター確認", "訪問済")
    ]


@pytest.mark.parametrize(
    ("rung", "means"),
    [
        (VerificationRung.NUMBER, VerificationMeans.DOCUMENT),
        (VerificationRung.VISITED, VerificationMeans.PHONE),
        (VerificationRung.COORDINATOR, VerificationMeans.VISIT),
    ],
)
def test_a_rung_is_earned_by_its_own_means(rung: VerificationRung, means: VerificationMeans):
    with pytest.raises(InvalidValueError):
        a_verification(rung=rung, means=means)


def test_a_draft_speaks_of_one_firm_only():
    firm = a_firm(ref="F1")

    for other in ({"consent": a_consent("F2")}, {"contact": a_contact("F2")}):
        with pytest.raises(InvalidValueError):
            a_draft(firm, **other)


def test_what_was_decided_on_a_part_that_is_struck_out_goes_with_it():
    firm = a_full_firm(ref="F1")
    first, second = firm.capabilities
    draft = a_draft(
        firm,
        {
            f"capabilities/{first.ref}": Visibility.MEMBERS,
            f"capabilities/{second.ref}/title": Visibility.MEMBERS,
            "employees": Visibility.PRIVATE,
        },
    )

    corrected = draft.corrected(firm=replace(firm, capabilities=(second,)))

    assert set(corrected.disclosure.paths) == {f"capabilities/{second.ref}/title", "employees"}
    assert corrected.contact == draft.contact


def an_entry(firm: Firm | None = None, **known) -> KnownEntry:
    """An entry of which nothing is missing, but for what a test names."""
    firm = firm or replace(
        a_full_firm(name="縁側精工"),
        capabilities=(
            a_capability(
                description="ステンレスの小物を冷間鍛造から研磨まで一貫で手がけます。",
                equipment="400tプレス",
                lot_min=1,
                availability="○",
            ),
        ),
    )
    own = {
        "contact": a_contact(firm.ref),
        "consent": a_consent(firm.ref),
        "rung": VerificationRung.NUMBER,
    }
    return KnownEntry(firm, **(own | known))


def lacking(entry: KnownEntry) -> Completeness:
    return completeness_of(entry, TODAY)


def names(found: Completeness) -> list[str]:
    return [rule.name for rule in found.missing]


def test_an_entry_that_lacks_nothing_scores_a_hundred():
    found = lacking(an_entry())

    assert (found.score, names(found)) == (100, [])


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"contact": None}, "contact"),
        ({"contact": Contact("F1", fax="0256-00-0000")}, "contact"),
        ({"consent": None}, "consent"),
        ({"consent": a_consent(terms_version="2025-01")}, "terms"),
        ({"rung": VerificationRung.UNVERIFIED}, "verification"),
    ],
)
def test_what_is_missing_around_a_firm_is_named(change: dict, name: str):
    assert names(lacking(an_entry(**change))) == [name]


def test_a_word_on_free_capacity_older_than_ninety_days_says_nothing():
    def named(days: int) -> list[str]:
        entry = an_entry()
        item = replace(entry.firm.capabilities[0], availability_as_of=TODAY - timedelta(days=days))
        return names(lacking(an_entry(replace(entry.firm, capabilities=(item,)))))

    assert (named(90), named(91)) == ([], ["availability"])


def test_an_empty_entry_lacks_everything_that_its_kind_can_say():
    nothing = {"contact": None, "consent": None, "rung": VerificationRung.UNVERIFIED}

    company = names(lacking(an_entry(a_firm(), **nothing)))
    bank = names(lacking(an_entry(a_firm(kind=FirmKind.SUPPORT_BODY), **nothing)))

    assert set(company) == {rule.name for rule in RULES} - {"terms"}
    assert set(company) - set(bank) == {"numbers", "equipment", "availability"}
    assert company[0] == "capability"


def test_a_bank_with_a_described_service_lacks_no_tolerance():
    bank = a_firm(
        kind=FirmKind.SUPPORT_BODY,
        prefecture="新潟県",
        municipality="燕市",
        corporate_number=a_corporate_number(5),
        can=[
            a_capability(
                "事業承継の相談", description="後継者のいない企業と譲り受けたい人をつなぎます。"
            )
        ],
    )

    assert lacking(an_entry(bank)).score == 100


@given(
    kind=st.sampled_from(FirmKind),
    rung=st.sampled_from(VerificationRung),
    contact=st.booleans(),
    consent=st.booleans(),
    trades=st.integers(0, 2),
)
def test_every_score_lies_between_nothing_and_everything_and_grows_with_what_is_said(
    kind: FirmKind, rung: VerificationRung, contact: bool, consent: bool, trades: int
):
    firm = a_firm(*["切削加工"] * trades, ref="F1", kind=kind)
    said = {
        "contact": a_contact() if contact else None,
        "consent": a_consent() if consent else None,
    }
    found = completeness_of(KnownEntry(firm, rung=rung, **said), TODAY)
    more = completeness_of(
        KnownEntry(firm, a_contact(), a_consent(), VerificationRung.VISITED), TODAY
    )

    assert 0 <= found.score <= more.score <= 100
    assert [rule.weight for rule in found.missing] == sorted(
        (rule.weight for rule in found.missing), reverse=True
    )


def test_every_rule_says_a_sentence_in_both_languages_and_a_reason():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.say.endswith("。")
        assert rule.say_en[-1] in "?."
        assert rule.why
        assert rule.weight > 0


def test_a_link_opens_until_its_last_moment():
    link = a_draft(a_firm()).link

    assert link.opens_at(NOON)
    assert not link.opens_at(link.expires_at)
