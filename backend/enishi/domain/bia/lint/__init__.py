"""What a careful reader would question in a plan: rules with a sentence each."""

from enishi.domain.bia.lint.rule import CaseFinding, ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.lint.rules import RULES, lint

__all__ = ["RULES", "CaseFinding", "ExaminedCase", "LintRule", "Remark", "Severity", "lint"]
