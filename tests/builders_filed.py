"""Makes BIA cases of which a test names only what matters.

a_case()                                  the shipped example
a_case(options=[an_option(firm_ref="F1")])
a_filed_case("F1", a_case())
"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from enishi.domain.bia.case import Case
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.option import OptionKind, RecoveryOption
from enishi.entrypoints.wire.bia_case import CaseBody

SEED = Path(__file__).parents[1] / "corpus" / "bia" / "seed.yaml"
MORNING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
_numbers = count(1)


@cache
def _example() -> Case:
    return CaseBody.model_validate(a_case_file()).to_case()


def a_case_file() -> dict[str, Any]:
    """Return the shipped example as its file says it, to be changed."""
    content: dict[str, Any] = yaml.safe_load(SEED.read_text("utf-8"))
    return content


def a_case(**known: Any) -> Case:
    """Return the shipped example with what a test names."""
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return replace(_example(), **known | lists)


def an_option(**known: Any) -> RecoveryOption:
    """Return an alternative that stands in for steps 2 and 3 of the example's product."""
    own: dict[str, Any] = {
        "ref": f"X{next(_numbers)}",
        "name": "協力会社での前加工・主加工",
        "kind": OptionKind.ALTERNATIVE,
        "product_ref": "A",
        "covers": ("2", "3"),
        "preparation": Decimal(0),
    }
    return RecoveryOption(**own | known)


def a_filed_case(firm_ref: str | None = "F1", case: Case | None = None, **known: Any) -> FiledCase:
    """Return a case that a firm keeps, or with `chamber_ref` a chamber."""
    own: dict[str, Any] = {
        "ref": f"b{next(_numbers):015}",
        "firm_ref": None if "chamber_ref" in known else firm_ref,
        "chamber_ref": None,
        "case": case or a_case(),
        "created_at": MORNING,
    }
    return FiledCase(**own | known)
