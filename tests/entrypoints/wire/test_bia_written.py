"""A case is written as the body that it was read from."""

from pathlib import Path

import yaml

from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_written import case_body

_SEED = Path(__file__).parents[3] / "corpus" / "bia" / "seed.yaml"


def test_figures_are_written_as_they_were_sent():
    body = CaseBody.model_validate(yaml.safe_load(_SEED.read_text("utf-8")))

    written = case_body(body.to_case())

    assert (written.finance, written.sites, written.data) == (body.finance, body.sites, body.data)
    assert (written.products, written.options) == (body.products, body.options)


def test_what_is_written_is_read_as_the_same_case():
    case = CaseBody.model_validate(yaml.safe_load(_SEED.read_text("utf-8"))).to_case()

    assert case_body(case).to_case() == case


def test_thirds_of_a_day_come_back_as_the_same_case():
    sent = yaml.safe_load(_SEED.read_text("utf-8"))
    sent["products"][0]["steps"][0]["normal_days"] = 0.333333333
    sent["processes"][4]["rto_hours"] = 0.1
    case = CaseBody.model_validate(sent).to_case()

    assert case_body(case).to_case() == case
