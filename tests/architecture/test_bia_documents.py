"""What is published of the BIA is what the programme does: the schema, the rules, the figures."""

import json
import re
from pathlib import Path

from enishi.domain.bia.alternative import DEFAULTS
from enishi.domain.bia.lint import RULES
from enishi.domain.bia.plan import PLAN_ITEMS
from enishi.domain.bia.priority import DRAWS, SPREAD
from enishi.domain.bia.prospect import OptionStanding
from enishi.entrypoints.wire.bia_files import schema

ROOT = Path(__file__).parents[2]
TOLD = (ROOT / "docs" / "bia.md").read_text("utf-8")
_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables below a heading, up to the next one of its level."""
    part = TOLD.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in row.split(" | ")] for row in _ROW.findall(part)]


def test_the_published_schema_is_that_of_the_programme():
    published = json.loads((ROOT / "docs" / "bia-case.schema.json").read_text("utf-8"))

    assert published == schema()


def test_the_table_of_rules_is_that_of_the_lint():
    told = [cells for cells in rows("点検の規則") if cells[0].startswith("`")]

    assert told == [
        [f"`{rule.name}`", rule.severity.label, rule.meaning, rule.source] for rule in RULES
    ]


def test_every_standing_of_an_option_is_explained():
    explained = {cells[0] for cells in rows("式と、その出典")}

    assert {standing.label for standing in OptionStanding} <= explained


def test_the_assumptions_of_a_draft_are_told_with_their_values():
    days = (
        ("決定", DEFAULTS.decision),
        ("契約", DEFAULTS.contract),
        ("仕様変更承認", DEFAULTS.change_approval),
        ("初品検査", DEFAULTS.first_article),
        ("製作", DEFAULTS.production),
        ("輸送", DEFAULTS.transport),
        ("立ち上がり", DEFAULTS.ramp),
    )

    assert [name for name, value in days if f"{name}{value.days}日" not in TOLD] == []
    assert f"日次出荷の{DEFAULTS.capacity_share:.0%}" in TOLD
    assert f"売価の{DEFAULTS.premium_share:.0%}" in TOLD


def test_the_draws_of_the_stability_are_told():
    assert f"{DRAWS:,}回" in TOLD
    assert f"±{SPREAD:.2f}" in TOLD


def test_the_form_of_the_plan_has_an_item_for_every_text():
    texts = schema()["$defs"]["PlanBody"]["properties"]

    assert list(PLAN_ITEMS) == list(texts)
