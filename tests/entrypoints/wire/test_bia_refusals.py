"""What is malformed in a case is refused at the field as it was sent."""

from copy import deepcopy
from typing import Any

import pytest
import yaml

from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.wire.bia_case import CaseBody
from entrypoints.processes import REPOSITORY

SEED = yaml.safe_load((REPOSITORY / "corpus" / "bia" / "seed.yaml").read_text(encoding="utf-8"))


def changed(path: list[str | int], value: Any) -> dict[str, Any]:
    """The example with one value changed."""
    case: dict[str, Any] = deepcopy(SEED)
    record: Any = case
    for step in path[:-1]:
        record = record[step]
    record[path[-1]] = value
    return case


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (["impact_weights", "sales"], 0.5, "impact_weights"),
        (["priority_weights", "legal"], 0.2, "priority_weights"),
        (["finance", "annual_sales"], 0, "finance.annual_sales"),
        (["products", 0, "demand_per_day"], 0, "products[0].demand_per_day"),
        (["products", 0, "steps", 1, "normal_days"], -3, "products[0].steps[1].normal_days"),
        (["products", 0, "steps", 2, "after"], ["9"], "products[0].steps[2].after[0]"),
        (["products", 0, "penalties", 0, "after_days"], -1, "products[0].penalties[0].after_days"),
        (["products", 0, "stock", "minimum"], 400, "products[0].stock.mean"),
        (["processes", 6, "rto_hours"], -1, "processes[6].rto_hours"),
        (["processes", 6, "upstream"], [{"ref": "nobody"}], "processes[6].upstream[0]"),
        (["scenarios", 1, "footprint"], {}, "scenarios[1].footprint.municipalities"),
        (["scenarios", 0, "blackout_hours"], -1, "scenarios[0].blackout_hours"),
        (["options", 1, "lead"], {"contract_days": -1}, "options[1].lead.contract_days"),
        (["options", 0, "covers"], ["9"], "options[0].covers[0]"),
    ],
)
def test_what_is_malformed_is_refused_at_its_field(path: list[str | int], value: Any, field: str):
    with pytest.raises(InvalidValueError) as refused:
        CaseBody.model_validate(changed(path, value)).to_case()

    assert refused.value.field == field
    assert refused.value.message != refused.value.english


def test_more_steps_than_anybody_draws_are_refused_with_their_number():
    step = SEED["products"][0]["steps"][0]
    steps = [{**step, "ref": str(number)} for number in range(5_000)]

    with pytest.raises(InvalidValueError, match="5,000") as refused:
        CaseBody.model_validate(changed(["products", 0, "steps"], steps)).to_case()

    assert refused.value.field == "products[0].steps"
