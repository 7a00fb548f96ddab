"""`enishi digest compose`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import a_need
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.email_address import EmailAddress
from enishi.domain.iso_week import IsoWeek
from enishi.domain.membership import Role
from entrypoints.conftest import Ended, an_application

Enishi = Callable[..., Ended]
FIRM, PERSON = "F燕三条-00", "hanako@tsubame.example"


@pytest.fixture
def next_week(home: Path) -> str:
    """The week whose digest tells of a need that is posted now."""
    application = an_application(home)
    application.people.register(
        EmailAddress(PERSON), "田中 花子", Role.FIRM_MEMBER, FIRM, by=LOCAL_OPERATOR
    )
    need = a_need("ステンレスの取っ手を冷間鍛造で", ref="N-NEW")
    application.needs.post(need, by=LOCAL_OPERATOR)
    application._engine.dispose()
    return str(IsoWeek.of(application.needs.now()).after())


def test_a_digest_is_composed_for_a_person_for_a_firm_and_for_everybody(
    enishi: Enishi, next_week: str
):
    week = ("--week", next_week)

    text = enishi("digest", "compose", *week, "--person", PERSON).out
    page = enishi("digest", "compose", *week, "--firm", FIRM, "--format", "html").out
    listed = enishi("digest", "compose", *week).out
    (kept,) = json.loads(enishi("digest", "compose", *week, "--format", "json").out)

    assert text.startswith("【縁】新しい探しもの「ステンレスの取っ手を冷間鍛造で」")
    assert "田中 花子 様" in text
    assert "<!doctype html>" in page
    assert listed.startswith(f"{PERSON}\t{FIRM}\t1\t【縁】")
    assert kept["items"][0]["ref"] == "N-NEW"


def test_a_week_without_news_says_that_nothing_is_sent(enishi: Enishi, next_week: str):
    ended = enishi("digest", "compose", "--firm", FIRM, "--week", "2020-W01")

    assert (ended.status, ended.out) == (0, "")
    assert "伝えることはありません" in ended.err


@pytest.mark.parametrize(
    "asked", [("--week", "2026-48"), ("--person", "nobody@example.jp"), ("--firm", "F404")]
)
def test_what_there_is_not_is_told(enishi: Enishi, next_week: str, asked: tuple[str, ...]):
    assert enishi("digest", "compose", *asked).status == 1
