"""`enishi api-key` and `enishi audit`: what an operator does at the machine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders_keys import settle
from enishi.bootstrap import Application
from entrypoints.conftest import Ended, an_application

Enishi = Callable[..., Ended]
CREATE = ("api-key", "create", "p4@tsubame.example", "--organisation", "C1", "--name", "連携")


@pytest.fixture
def settled(home: Path) -> Iterator[Application]:
    found = an_application(home)
    settle(found.database)
    yield found
    found._engine.dispose()


def test_a_key_is_made_for_a_person_and_its_secret_alone_is_the_answer(
    enishi: Enishi, settled: Application
):
    ended = enishi(*CREATE, "--scope", "read", "--scope", "introduce", "--prefecture", "新潟県")

    assert ended.status == 0
    assert "二度と表示できません" in ended.err
    by = settled.api_keys.caller(ended.out.strip())
    assert (by.person_ref, by.chamber_refs) == ("P4", {"C1"})
    assert sorted(by.scopes) == ["introduce", "read"]
    assert by.within is not None
    assert by.within.prefectures == ("新潟県",)


def test_the_list_has_everything_but_the_secret(enishi: Enishi, settled: Application):
    made = json.loads(enishi(*CREATE, "--days", 7, "--json").out)
    assert made["key"]["scopes"] == ["read"]

    listed = enishi("api-key", "list", "--json")
    told = enishi("api-key", "list", "--organisation", "C1")

    assert json.loads(listed.out) == [made["key"]]
    assert made["key"]["key_ref"] in told.out
    assert "使えます" in told.out
    assert "P4さん / C1" in told.out
    assert made["secret"] not in listed.out + told.out
    assert "鍵はありません" in enishi("api-key", "list", "--organisation", "C2").err


def test_a_turned_key_and_a_revoked_one(enishi: Enishi, settled: Application):
    made = json.loads(enishi(*CREATE, "--json").out)
    ref = made["key"]["key_ref"]

    secret = enishi("api-key", "rotate", ref, "--overlap-days", 2).out.strip()
    assert settled.api_keys.caller(secret) == settled.api_keys.caller(made["secret"])

    assert enishi("api-key", "revoke", ref).status == 0
    assert "取り消し済み" in enishi("api-key", "list").out
    refused = enishi("api-key", "rotate", ref)
    assert (refused.status, refused.out) == (1, "")
    assert "新しい鍵を作ってください" in refused.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "x@tsubame.example", "--organisation", "C1", "--name", "x"), "その人"),
        (("create", "p4@tsubame.example", "--organisation", "F1", "--name", "x"), "所属"),
        (("create", "nobody", "--organisation", "C1", "--name", "x"), "メールアドレス"),
        (("revoke", "K0000000000000000"), "その鍵は見つかりません"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    enishi: Enishi, settled: Application, words: tuple[str, ...], said: str
):
    ended = enishi("api-key", *words)

    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert said in line


@pytest.mark.parametrize("more", [("--scope", "fly"), ("--days", "401"), ("--days", "0")])
def test_an_option_out_of_its_range_is_wrong_usage(
    enishi: Enishi, settled: Application, more: tuple[str, ...]
):
    assert enishi(*CREATE, *more).status == 2


def test_what_was_done_at_the_machine_is_in_the_log_with_its_door(
    enishi: Enishi, settled: Application
):
    ref = json.loads(enishi(*CREATE, "--json").out)["key"]["key_ref"]
    enishi("api-key", "revoke", ref)

    entries = json.loads(enishi("audit", "--owner", "P4", "--json").out)
    told = enishi("audit", "--subject", ref, "--limit", 1)

    assert [(entry["subject_ref"], entry["door"]) for entry in entries] == [(ref, "cli")] * 2
    assert entries[0]["fields"] == ["revoked_at"]
    assert "運営者" in told.out
    assert "燕商工会議所" in told.out
    assert len(told.out.splitlines()) == 1
    assert "記録はありません" in enishi("audit", "--owner", "F404").err
