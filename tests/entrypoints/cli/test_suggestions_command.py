"""`enishi suggestions`: a week is made once, and its audit read."""

import json
from collections.abc import Callable

from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]


def test_a_week_is_made_and_audited_on_the_command_line(enishi: Enishi):
    made = json.loads(enishi("suggestions", "make", "--json").out)

    again = enishi("suggestions", "make")
    audit = json.loads(enishi("suggestions", "audit", "--json").out)

    assert again.status == 0
    assert made["week"] in again.out
    assert audit["made_at"] == made["made_at"]
    assert audit["firms"] == made["firms"] > 0
    assert sum(step["firms"] for step in audit["loads"]) == audit["firms"]


def test_a_week_that_was_not_made_is_refused_in_one_line(enishi: Enishi):
    ended = enishi("suggestions", "audit", "--week", "2020-W01")

    assert (ended.status, ended.err) == (1, "エラー: 2020-W01 の提案はまだ作られていません\n")
    assert enishi("suggestions", "make", "--week", "2020-W99").status == 1
