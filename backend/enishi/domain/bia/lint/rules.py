"""All rules in one order, and the lint that asks them."""

from datetime import date

from enishi.domain.bia.case import Case
from enishi.domain.bia.lint import (
    data,
    hazards,
    importance,
    outage,
    partners,
    supply,
    targets,
    upkeep,
)
from enishi.domain.bia.lint.rule import CaseFinding, LintRule, examined

RULES: tuple[LintRule, ...] = (
    *targets.RULES,
    *outage.RULES,
    *data.RULES,
    *importance.RULES,
    *supply.RULES,
    *hazards.RULES,
    *partners.RULES,
    *upkeep.RULES,
)


def lint(case: Case, day: date) -> tuple[CaseFinding, ...]:
    """Return what a careful reader would question on a day, in the order of RULES and the file.

    Nothing is refused here: what is merely unwise is stored and shown. Raises InvalidValueError
    only for what goes in a circle, which no figure can be reckoned from.
    """
    read = examined(case, day)
    return tuple(finding for rule in RULES for finding in rule.findings(read))
