from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from enishi.domain.correction import (
    NOTE,
    Correction,
    CorrectionReason,
    CorrectionVerdict,
    correction_ref,
)
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import QUERY
from enishi.domain.need import NeedKind

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def a_correction(**known) -> Correction:
    own = {
        "ref": "20261125T120000000000Z-1",
        "created_at": NOON,
        "question": "ステンレスの冷間鍛造",
        "purpose": NeedKind.SOURCING,
        "firm_ref": "F1",
        "verdict": CorrectionVerdict.WRONG,
        "reason": CorrectionReason.OTHER_PROCESS,
        "index_version": "i1",
        "model_version": "m1",
        "ranker_version": "r1",
    }
    return Correction(**(own | known))


def refused(**known) -> str | None:
    with pytest.raises(InvalidValueError) as refusal:
        a_correction(**known)
    return refusal.value.field


def test_a_need_a_capability_and_a_note_may_be_missing():
    correction = a_correction()

    assert (correction.need_ref, correction.capability_ref, correction.note) == (None,) * 3


@pytest.mark.parametrize(
    ("known", "field"),
    [
        *(({"ref": " "}, "correction_ref"), ({"question": "　"}, "question")),
        *(({"question": "長" * (QUERY + 1)}, "question"), ({"question": "a\0"}, "question")),
        *(({"firm_ref": ""}, "firm_ref"), ({"firm_ref": "長" * 201}, "firm_ref")),
        *(({"need_ref": "長" * 201}, "need_ref"), ({"note": "長" * (NOTE + 1)}, "note")),
        ({"capability_ref": "長" * 201}, "capability_ref"),
        *(({"index_version": ""}, "index_version"), ({"model_version": " "}, "model_version")),
        ({"ranker_version": "長" * 201}, "ranker_version"),
    ],
)
def test_a_value_out_of_its_range_is_refused_by_its_name(known, field):
    assert refused(**known) == field


def test_texts_at_their_limits_are_kept():
    correction = a_correction(question="長" * QUERY, note="長" * NOTE)

    assert (len(correction.question), len(correction.note or "")) == (QUERY, NOTE)


def test_who_says_that_a_firm_does_not_fit_says_why():
    assert refused(verdict=CorrectionVerdict.WRONG, reason=None) == "reason"
    for reason in CorrectionReason:
        assert a_correction(verdict=CorrectionVerdict.WRONG, reason=reason).reason is reason


@pytest.mark.parametrize(
    "reason", [None, CorrectionReason.ALREADY_KNOWN, CorrectionReason.OTHER], ids=str
)
def test_who_says_that_a_firm_fits_need_not_say_why(reason):
    assert a_correction(verdict=CorrectionVerdict.RIGHT, reason=reason).reason is reason


@pytest.mark.parametrize("reason", [item for item in CorrectionReason if item.is_a_misfit], ids=str)
def test_a_firm_that_fits_has_no_reason_for_not_fitting(reason):
    with pytest.raises(InvalidValueError, match=reason.label) as refusal:
        a_correction(verdict=CorrectionVerdict.RIGHT, reason=reason)

    assert refusal.value.field == "reason"
    assert reason.value in refusal.value.english


@pytest.mark.parametrize(
    "moment", [NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=9)))], ids=str
)
def test_the_time_is_told_in_utc(moment: datetime):
    assert refused(created_at=moment) == "created_at"


def test_the_order_of_refs_is_the_order_of_time_whatever_the_mark_and_the_zone():
    tokyo = timezone(timedelta(hours=9))
    moments = [
        datetime(2000, 1, 1, tzinfo=UTC),
        NOON,
        (NOON + timedelta(microseconds=1)).astimezone(tokyo),
        NOON + timedelta(seconds=1),
        datetime(9999, 12, 31, tzinfo=UTC),
    ]

    refs = [correction_ref(moment, mark) for moment, mark in zip(moments, "edcba", strict=True)]

    assert refs == sorted(refs)


def test_corrections_of_one_instant_are_told_apart_by_their_mark():
    assert correction_ref(NOON, "a") != correction_ref(NOON, "b")


def test_the_identity_of_a_correction_follows_from_its_ref_alone():
    one, other = a_correction(note="甲"), a_correction(note="乙")

    assert isinstance(one.id, UUID)
    assert one.id == other.id != a_correction(ref="別").id


def test_every_verdict_and_every_reason_has_a_japanese_name_of_its_own():
    members = [*CorrectionVerdict, *CorrectionReason]

    assert len({member.label for member in members}) == len(members)
