"""`enishi introduction` and `enishi report`."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.domain.access import LOCAL_OPERATOR
from enishi.services.introductions.opening import Proposal
from entrypoints.conftest import Ended, an_application

Enishi = Callable[..., Ended]


@pytest.fixture
def ref(home: Path) -> str:
    """An introduction in the database."""
    application = an_application(home)
    proposal = Proposal("F燕三条-00", need_ref="N001", note="まず電話で")
    view = application.introductions.propose(proposal, by=LOCAL_OPERATOR)
    application._engine.dispose()
    return view.ref


def test_introductions_are_listed_and_shown(enishi: Enishi, ref: str):
    line = enishi("introduction", "list").out
    shown = enishi("introduction", "show", ref).out

    assert line.startswith(f"{ref} 提案")
    assert "諏訪冷間鍛造工業 → 燕三条冷間鍛造工業" in line
    assert "まず電話で" in shown
    (listed,) = json.loads(enishi("introduction", "list", "--json").out)
    assert listed["introduction_ref"] == ref
    events = json.loads(enishi("introduction", "show", ref, "--json").out)["events"]
    assert [event["act"] for event in events] == ["opened"]


def test_a_list_of_nothing_says_so(enishi: Enishi, ref: str):
    ended = enishi("introduction", "list", "--stage", "met")

    assert (ended.status, ended.out) == (0, "紹介はありません\n")


def test_a_missing_introduction_is_told(enishi: Enishi):
    ended = enishi("introduction", "show", "I404")

    assert ended.status == 1
    assert "その紹介は見つかりません" in ended.err


def test_the_yearly_report_is_printed_and_written(enishi: Enishi, ref: str, tmp_path: Path):
    lines = enishi("report", "yearly", 2026).out.splitlines()
    target = tmp_path / "report.csv"
    written = enishi("report", "yearly", 2026, "--format", "csv", "-o", target)

    assert any(line.startswith("成果・販売・生産面\t特にない") for line in lines)
    assert written.status == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(lines) + 1
    report = json.loads(enishi("report", "yearly", 2026, "--fiscal", "--json").out)
    assert report["label"] == "2026年度"
    assert enishi("report", "yearly", 26).status == 1
