"""From the proposal to the end: what may follow what."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_introductions import (
    PROOFS,
    a_case,
    a_case_at,
    a_rung,
    date_of,
    day,
    then,
    yes,
)
from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction import (
    Act,
    AgreementTerm,
    Answered,
    DeclineReason,
    Edited,
    Ending,
    HandOverAccepted,
    HandOverProposed,
    Introduction,
    IntroductionEvent,
    Moved,
    OutcomeItem,
    OutcomeTold,
    Released,
    Revoked,
    Side,
    Stage,
    TermAgreed,
    after,
    closing,
)
from enishi.domain.need import NeedKind
from enishi.domain.readiness import EvidenceKind, Rung, RungReached

EVERY_ACT: list[Act] = [
    *(Moved(stage) for stage in Stage if stage is not Stage.CLOSED),
    *(yes(side) for side in Side),
    *(Answered(side, False, DeclineReason.PRICE) for side in Side),
    *(TermAgreed(term, "折半する", date_of(0)) for term in AgreementTerm),
    *(a_rung(rung) for rung in PROOFS),
    *(HandOverProposed(ref) for ref in ("CH1", "CH2")),
    *(HandOverAccepted(ref) for ref in ("CH1", "CH2")),
    *(Released(path) for path in ("firm_ref", "name", "description")),
    *(Revoked(path) for path in ("firm_ref", "name")),
    OutcomeTold(Side.SEEKER, 30, (OutcomeItem.SUPPLIER,)),
    Edited("別の題"),
    closing(Ending.SUCCEEDED),
    closing(Ending.DECLINED_BY_SEEKER, DeclineReason.LEAD_TIME),
    closing(Ending.NO_ANSWER),
]


def refused(case: Introduction, act: Act, *, note: str | None = "理由") -> str | None:
    """Return which field of the act is refused."""
    with pytest.raises(InvalidValueError) as refusal:
        after(case, IntroductionEvent(day(1), "P", act, note))
    assert refusal.value.english != refusal.value.message
    return refusal.value.field


def test_a_case_goes_step_by_step_from_the_proposal_to_the_deal_and_its_end():
    case = a_case_at(Stage.DEALT)

    case = then(case, closing(Ending.SUCCEEDED))

    assert [stage for _, stage in case.steps()] == list(Stage)
    assert case.stage is Stage.CLOSED


@pytest.mark.parametrize("to", [Stage.AGREED, Stage.MET, Stage.DEALT])
def test_no_step_is_left_out(to: Stage):
    assert refused(a_case(), Moved(to)) == "stage"


def test_a_step_back_needs_a_reason():
    met = a_case_at(Stage.MET)

    assert refused(met, Moved(Stage.AGREED), note=None) == "note"
    assert refused(met, Moved(Stage.AGREED), note=" ") == "note"
    assert then(met, Moved(Stage.AGREED), note="担当者が代わった").stage is Stage.AGREED


@pytest.mark.parametrize("side", Side)
def test_one_yes_is_not_enough_to_agree(side: Side):
    case = then(a_case_at(Stage.APPROACHED), yes(side))

    assert refused(case, Moved(Stage.AGREED)) == "stage"
    assert then(case, yes(side.other), Moved(Stage.AGREED)).stage is Stage.AGREED


def test_a_yes_that_was_taken_back_is_none():
    case = then(a_case_at(Stage.APPROACHED), *map(yes, Side))

    case = then(case, Answered(Side.CANDIDATE, False, DeclineReason.CAPACITY))

    assert refused(case, Moved(Stage.AGREED)) == "stage"


def test_what_both_agreed_to_is_not_taken_back_by_an_answer():
    assert refused(a_case_at(Stage.AGREED), Answered(Side.SEEKER, False)) == "answer"


@pytest.mark.parametrize("missing", AgreementTerm)
def test_a_joint_development_is_none_before_each_of_its_terms_is_settled(missing: AgreementTerm):
    case = a_case_at(Stage.TRIAL, case=a_case(purpose=NeedKind.JOINT_DEVELOPMENT))
    settled = (TermAgreed(term, "折半", date_of(0)) for term in AgreementTerm if term != missing)
    case = then(case, *settled)

    assert refused(case, Moved(Stage.DEALT)) == "stage"
    case = then(case, TermAgreed(missing, "それぞれが負担する", date_of(0)), Moved(Stage.DEALT))
    assert case.stage is Stage.DEALT
    assert case.terms[missing].sentence == "それぞれが負担する"


def test_terms_and_the_ladder_belong_to_the_purposes_that_have_them():
    sourcing = a_case_at(Stage.AGREED)

    assert refused(sourcing, TermAgreed(AgreementTerm.COST, "折半", date_of(0))) == "term"
    assert refused(sourcing, a_rung(Rung.AGREED)) == "rung"


def test_only_a_deal_is_a_success():
    assert refused(a_case_at(Stage.TRIAL), closing(Ending.SUCCEEDED)) == "ending"


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage.is_open])
def test_a_case_may_end_at_any_stage_and_then_nothing_goes_on(stage: Stage):
    case = then(a_case_at(stage), closing(Ending.DECLINED_BY_CANDIDATE, DeclineReason.TIMING))

    assert (case.stage, case.last_stage, case.next_date) == (Stage.CLOSED, stage, None)
    for act in (Moved(Stage.APPROACHED), yes(Side.SEEKER), Edited("題"), closing(Ending.NO_ANSWER)):
        assert refused(case, act) == "stage"


def test_a_no_has_a_reason_and_nothing_else_has_one():
    with pytest.raises(InvalidValueError):
        closing(Ending.DECLINED_BY_SEEKER)
    with pytest.raises(InvalidValueError):
        closing(Ending.NO_ANSWER, DeclineReason.PRICE)
    with pytest.raises(InvalidValueError):
        Answered(Side.SEEKER, True, DeclineReason.PRICE)


def test_a_firm_is_not_introduced_to_itself():
    with pytest.raises(InvalidValueError) as refusal:
        a_case("F1", "F1")

    assert refusal.value.field == "candidate_ref"


def test_every_stage_sets_the_day_on_which_somebody_looks_again():
    case = a_case(on=0)
    assert case.next_date == date(2026, 4, 8)

    case = then(case, Moved(Stage.APPROACHED), on=3)
    assert case.next_date == date(2026, 4, 18)

    case = after(case, IntroductionEvent(day(4), "P", Edited(), None, date(2026, 4, 6)))
    assert case.next_date == date(2026, 4, 6)


def test_the_next_date_lies_not_in_the_past_of_japan():
    late = day(0).replace(hour=16)  # one in the morning of the second, in Japan

    with pytest.raises(InvalidValueError) as refusal:
        IntroductionEvent(late, "P", Edited(), None, date(2026, 4, 1))

    assert refusal.value.field == "next_date"
    assert IntroductionEvent(late, "P", Edited(), None, date(2026, 4, 2))


def test_a_case_is_led_by_another_chamber_from_the_moment_it_accepts():
    case = then(a_case(chamber="CH1"), HandOverProposed("CH2"))
    assert (case.chamber_ref, case.offered_to) == ("CH1", "CH2")

    assert refused(case, HandOverAccepted("CH3")) == "chamber_ref"
    case = then(case, HandOverAccepted("CH2", "P-suwa"))

    assert (case.chamber_ref, case.offered_to, case.coordinator_ref) == ("CH2", None, "P-suwa")
    assert case.chamber_refs == {"CH1", "CH2"}


def test_the_candidate_knows_of_a_case_once_it_was_approached():
    case = a_case()
    assert (case.is_known_to(Side.SEEKER), case.is_known_to(Side.CANDIDATE)) == (True, False)

    case = then(case, Moved(Stage.APPROACHED), Moved(Stage.PROPOSED))

    assert case.is_known_to(Side.CANDIDATE)


def test_both_names_are_released_when_both_agreed_and_each_can_be_taken_back():
    assert a_case_at(Stage.APPROACHED).released() == set()
    case = a_case_at(Stage.AGREED)
    assert case.released() == {"firm_ref", "name"}

    case = then(case, Revoked("firm_ref"))

    assert case.released() == {"name"}
    assert refused(case, Revoked("firm_ref")) == "path"
    assert then(case, Released("firm_ref")).released() == {"firm_ref", "name"}


@pytest.mark.parametrize("path", ["secret", "constraints/colour", "name/x"])
def test_only_a_field_of_the_need_can_be_released(path: str):
    assert refused(a_case(), Released(path)) == "fields"


def test_without_a_need_only_the_names_can_be_released():
    case = a_case(need=None)

    assert refused(case, Released("description")) == "path"
    assert then(case, Released("firm_ref")).released() == {"firm_ref"}


def test_the_ladder_is_climbed_rung_by_rung_once_both_sides_agreed():
    asked = a_case_at(Stage.APPROACHED, case=a_case(purpose=NeedKind.ALTERNATIVE_SOURCING))
    assert refused(asked, a_rung(Rung.AGREED)) == "rung"

    agreed = then(asked, *map(yes, Side), Moved(Stage.AGREED))
    assert refused(agreed, a_rung(Rung.QUALIFIED)) == "rung"
    case = then(agreed, *map(a_rung, PROOFS))

    assert case.readiness_at(date_of(0)).rung is Rung.TRAINED


def test_an_alternative_falls_down_the_ladder_as_its_proofs_wear_off():
    case = a_case_at(Stage.DEALT, case=a_case(purpose=NeedKind.ALTERNATIVE_SOURCING))
    case = then(case, a_rung(Rung.AGREED, on=0))
    case = then(case, a_rung(Rung.QUALIFIED, on=20), on=20)

    standing = [case.readiness_at(date_of(number)) for number in (0, 19, 20, 200, 201)]

    assert [item.rung for item in standing] == [
        *(Rung.AGREED, Rung.AGREED, Rung.QUALIFIED, Rung.QUALIFIED, Rung.ASKED)
    ]
    assert standing[2].valid_until == date_of(200)
    case = then(case, closing(Ending.SUCCEEDED), a_rung(Rung.AGREED, on=201), on=201)
    assert case.readiness_at(date_of(201)).rung is Rung.AGREED
    assert case.readiness_at(date_of(201 + 180)).rung is Rung.AGREED
    assert case.readiness_at(date_of(201 + 181)).rung is Rung.ASKED


def test_who_said_no_is_no_alternative_whatever_was_proved():
    case = a_case_at(Stage.AGREED, case=a_case(purpose=NeedKind.ALTERNATIVE_SOURCING))
    case = then(case, a_rung(Rung.AGREED))

    case = then(case, closing(Ending.DECLINED_BY_CANDIDATE, DeclineReason.CAPACITY))

    assert case.readiness_at(date_of(0)).rung is Rung.CANDIDATE


def test_what_came_of_it_is_asked_30_90_and_180_days_after_the_first_meeting():
    case = a_case_at(Stage.MET, on=10)

    def asked(number: int) -> int | None:
        return case.question_due(Side.SEEKER, date_of(number))

    assert [asked(10 + days) for days in (0, 29, 30, 89, 90, 180, 365, 366)] == [
        *(None, None, 30, 30, 90, 180, 180, None)
    ]
    told = OutcomeTold(Side.SEEKER, 90, (OutcomeItem.SUPPLIER,), Decimal(300_000))
    case = then(case, told, on=100)
    assert (asked(110), asked(190)) == (None, 180)
    assert case.question_due(Side.CANDIDATE, date_of(110)) == 90


def test_what_came_of_it_is_told_after_the_end_and_not_before_the_meeting():
    told = OutcomeTold(Side.CANDIDATE, 30, (OutcomeItem.CUSTOMER,))
    case = a_case_at(Stage.MET)
    closed = then(case, closing(Ending.DECLINED_BY_SEEKER, DeclineReason.PRICE))

    assert refused(a_case_at(Stage.AGREED), told) == "after_days"
    assert then(closed, told).outcomes(Side.CANDIDATE) == [told]


def allowed(case: Introduction) -> list[tuple[Act, str | None]]:
    """Return the acts that may come next, with and without a reason."""
    found = []
    for act, note in product(EVERY_ACT, ("理由", None)):
        try:
            then(case, act, note=note)
        except InvalidValueError:
            continue
        found.append((act, note))
    return found


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_done_the_promises_hold(data: st.DataObject):
    case = a_case(purpose=data.draw(st.sampled_from(NeedKind)))
    for _ in range(data.draw(st.integers(1, 25))):
        before = case
        choices = allowed(case)
        if not choices:
            break
        act, note = data.draw(st.sampled_from(choices))
        case = then(case, act, note=note)
        assert case.events[: before.revision] == before.events
        assert case.revision == before.revision + 1
        assert before.stage.is_open or not case.stage.is_open
        if case.last_stage.place >= Stage.AGREED.place:
            assert all(case.said_yes(side) for side in Side)
        if case.stage.is_open:
            assert case.next_date is not None
            assert abs(case.stage.place - before.stage.place) <= 1
        if case.stage.place < before.stage.place:
            assert note is not None
        if case.last_stage is Stage.DEALT and case.purpose is NeedKind.JOINT_DEVELOPMENT:
            assert set(case.terms) == set(AgreementTerm)
        if case.readiness_at(date_of(0)).rung is Rung.QUALIFIED:
            kinds = {item.kind for act in case.acts(RungReached) for item in act.evidence}
            assert {EvidenceKind.CHANGE_APPROVAL, EvidenceKind.FIRST_ARTICLE} <= kinds
