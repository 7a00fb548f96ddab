"""What is said to a firm that wants to be found."""

from enishi.domain.advice import MOST_ADVICE, advice
from enishi.domain.completeness import RULES
from enishi.domain.near_miss import MissedCondition


def test_every_thing_that_an_entry_may_lack_has_its_advice():
    for rule in RULES:
        (said,) = advice([], [], [rule])

        assert rule.why in said.text
        assert said.text_en
        assert (said.gain, said.field) == (0, rule.name)


def test_every_condition_has_its_sentence_and_the_field_that_it_is_about():
    conditions = {
        "certifications:JISQ9100": "certifications",
        "certifications": "certifications",
        "max_size_mm": "max_size_mm",
        "tolerance_um": "tolerance_um",
        "lot": "lot_min",
        "max_lead_time_days": "lead_time_days",
        "availability": "availability",
    }

    for missing, field in conditions.items():
        (said,) = advice([MissedCondition(missing, 7, ())], [], [])
        assert said.field == field
        assert "7" in said.text
        assert "7" in said.text_en


def test_what_would_have_reached_more_comes_first_and_silence_is_worth_half():
    missed = [MissedCondition("lot", 2, ()), MissedCondition("tolerance_um", 3, ())]
    silent = [MissedCondition("unknown:max_size_mm", 5, ())]

    fields = [item.field for item in advice(missed, silent, RULES)]

    assert fields[:3] == ["tolerance_um", "max_size_mm", "lot_min"]
    assert len(fields) == MOST_ADVICE
