"""The values that an introduction is made of, and the words said at its end."""

import re
from decimal import Decimal
from itertools import product

import pytest

from builders_introductions import a_case, a_case_at, a_proof, a_rung, date_of, day, then
from enishi.domain.consent import ConsentMeans
from enishi.domain.errors import ConflictError, InvalidValueError
from enishi.domain.introduction import (
    MOST_OPEN_OF_A_NEED,
    DeclineReason,
    Ending,
    Hearing,
    Introduction,
    OutcomeColumn,
    OutcomeItem,
    OutcomeTold,
    Side,
    Stage,
    closing,
    must_be_a_fresh_pair,
    must_have_room,
)
from enishi.domain.need import NeedKind
from enishi.domain.readiness import EvidenceKind, Rung, rung_reached

DECLINED = closing(Ending.DECLINED_BY_SEEKER, DeclineReason.PRICE)


@pytest.mark.parametrize(
    ("rung", "lacking"),
    [
        (Rung.QUALIFIED, (EvidenceKind.CHANGE_APPROVAL,)),
        (Rung.QUALIFIED, (EvidenceKind.FIRST_ARTICLE, EvidenceKind.MEMORANDUM)),
        (Rung.AGREED, ()),
        (Rung.TRAINED, (EvidenceKind.MEMORANDUM,)),
    ],
)
def test_a_rung_without_all_its_evidence_is_refused(rung: Rung, lacking: tuple[EvidenceKind, ...]):
    with pytest.raises(InvalidValueError) as refusal:
        rung_reached(rung, a_proof(*lacking), date_of(0))

    assert refusal.value.field == "evidence"


@pytest.mark.parametrize("rung", [Rung.CANDIDATE, Rung.ASKED])
def test_the_lowest_rungs_follow_from_the_stage(rung: Rung):
    with pytest.raises(InvalidValueError) as refusal:
        rung_reached(rung, (), date_of(0))

    assert refusal.value.field == "rung"


def test_evidence_is_no_younger_than_the_rung_and_the_rung_ends_after_it_began():
    with pytest.raises(InvalidValueError):
        rung_reached(Rung.AGREED, a_proof(EvidenceKind.MEMORANDUM, on=2), date_of(1))
    with pytest.raises(InvalidValueError):
        a_rung(Rung.AGREED, on=5, until=4)


def test_a_drill_counts_for_a_year_and_a_memorandum_for_half_of_one():
    assert a_rung(Rung.TRAINED).valid_until == date_of(365)
    assert a_rung(Rung.AGREED).valid_until == date_of(180)
    assert a_rung(Rung.AGREED, until=30).valid_until == date_of(30)


def test_the_survey_has_its_three_columns_and_the_baselines_that_were_printed():
    def percent(item: OutcomeItem) -> Decimal:
        share = Decimal(item.baseline_count) / item.column.baseline_n
        return (share * 100).quantize(Decimal("0.1"))

    counts = dict.fromkeys(OutcomeColumn, 0)
    for item in OutcomeItem:
        counts[item.column] += 1
    assert counts == {
        OutcomeColumn.TECHNICAL: 7,
        OutcomeColumn.COMMERCIAL: 8,
        OutcomeColumn.OTHER: 14,
    }
    assert percent(OutcomeItem.SUPPLIER) == Decimal("9.7")
    assert percent(OutcomeItem.JOINT_PRODUCT) == Decimal("18.1")
    assert percent(OutcomeItem.COMMERCIAL_NONE) == Decimal("38.9")


def test_nothing_is_the_only_answer_of_its_column():
    with pytest.raises(InvalidValueError):
        OutcomeTold(Side.SEEKER, 30, (OutcomeItem.COMMERCIAL_NONE, OutcomeItem.SUPPLIER))

    told = OutcomeTold(Side.SEEKER, 30, (OutcomeItem.SUPPLIER, OutcomeItem.TECHNICAL_NONE))
    assert told.columns == {OutcomeColumn.TECHNICAL, OutcomeColumn.COMMERCIAL}
    assert told.items == (OutcomeItem.TECHNICAL_NONE, OutcomeItem.SUPPLIER)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"after_days": 60}, "after_days"),
        ({"items": ()}, "items"),
        ({"orders": Decimal(-1)}, "orders"),
        ({"orders": Decimal("NaN")}, "orders"),
        ({"orders": Decimal(10) ** 13}, "orders"),
    ],
)
def test_an_outcome_that_makes_no_sense_is_refused(change: dict[str, object], field: str):
    said = {"side": Side.SEEKER, "after_days": 30, "items": (OutcomeItem.STAFF,)} | change

    with pytest.raises(InvalidValueError) as refusal:
        OutcomeTold(**said)

    assert refusal.value.field == field


def test_what_was_heard_names_who_said_it_and_how():
    with pytest.raises(InvalidValueError):
        Hearing(ConsentMeans.PHONE, " ")
    with pytest.raises(InvalidValueError):
        Hearing(ConsentMeans.WEB, "佐藤")


@pytest.mark.parametrize(("ending", "reason"), [*product(Ending, DeclineReason)])
def test_a_no_is_told_kindly_to_the_other_side_in_both_languages(
    ending: Ending, reason: DeclineReason
):
    closed = closing(ending, reason if ending.declined_by else None)

    if ending.declined_by:
        assert closed.told_to is ending.declined_by.other
    if closed.told is None:
        assert ending in (Ending.SUCCEEDED, Ending.NO_ANSWER)
        return
    assert closed.told_en is not None
    assert re.search("[ぁ-ん]", closed.told)
    assert not re.search("[ぁ-ん一-龠]", closed.told_en)
    # Nothing of a rival, and nothing of whoever was chosen.
    assert not re.search("競合|競争|他社|別の企業|選ばれ|決まりました", closed.told)
    assert not re.search("compet|rival|chosen|another firm|instead", closed.told_en)


def earlier(*cases: Introduction, again: str | None = None, on: int = 0) -> None:
    must_be_a_fresh_pair("S", "C", NeedKind.SOURCING, cases, at=day(on), again_because=again)


def test_a_pair_is_introduced_once_at_a_time_for_a_purpose_whoever_seeks():
    with pytest.raises(ConflictError):
        earlier(a_case("S", "C"))
    with pytest.raises(ConflictError):
        earlier(a_case("C", "S"), again="それでも")

    earlier(a_case("S", "C", purpose=NeedKind.JOINT_DEVELOPMENT))
    earlier(a_case("S", "X"))


def test_a_pair_that_declined_is_asked_again_within_a_year_only_for_a_reason():
    declined = then(a_case("S", "C"), DECLINED, on=10)

    with pytest.raises(InvalidValueError) as refusal:
        earlier(declined, on=374)

    assert refusal.value.field == "again_because"
    earlier(declined, on=374, again="設備が入った")
    earlier(declined, on=375)
    earlier(then(a_case("S", "C"), closing(Ending.NO_ANSWER)))


def test_a_need_has_room_for_five_open_introductions():
    cases = [a_case_at(Stage.MET) for _ in range(MOST_OPEN_OF_A_NEED)]

    with pytest.raises(InvalidValueError):
        must_have_room(cases)

    must_have_room([then(cases[0], DECLINED), *cases[1:]])
