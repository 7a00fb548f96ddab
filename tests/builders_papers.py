"""The shipped example with some of it changed, and its assessment on one day."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from enishi.domain.bia.assessment import assess
from enishi.entrypoints.wire.bia_answers import AssessmentOut
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_present import present_assessment

SEED = Path(__file__).parents[1] / "corpus" / "bia" / "seed.yaml"
DAY = date(2026, 11, 26)


def the_seed(**changed: Any) -> CaseBody:
    """Return the shipped example, with some of its fields changed."""
    return CaseBody.model_validate(yaml.safe_load(SEED.read_text("utf-8")) | changed)


def with_option(ref: str, case: CaseBody | None = None, **changed: Any) -> CaseBody:
    """Return the example with one of its options changed."""
    body = (case or the_seed()).model_dump()
    for option in body["options"]:
        if option["ref"] == ref:
            option.update(changed)
    return CaseBody.model_validate(body)


def with_only(*refs: str) -> CaseBody:
    """Return the example with some of its options."""
    body = the_seed().model_dump()
    body["options"] = [option for option in body["options"] if option["ref"] in refs]
    return CaseBody.model_validate(body)


def with_plan(**texts: str | None) -> CaseBody:
    """Return the example with some texts of its plan changed."""
    body = the_seed().model_dump()
    body["plan"].update(texts)
    return CaseBody.model_validate(body)


def an_assessment(case: CaseBody, **told: Any) -> AssessmentOut:
    """Return the assessment of a case, with some of it told otherwise."""
    return present_assessment(assess(case.to_case(), DAY)).model_copy(update=told)
