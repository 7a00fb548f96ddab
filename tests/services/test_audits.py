from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_keys import (
    BOSS,
    COLLEAGUE,
    COORDINATOR,
    KEY_REF,
    MEMBER,
    NOON,
    OPERATOR,
    STRANGER,
    Clock,
    a_caller,
    settle,
)
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry, AuditReach, RecordedAct
from enishi.domain.errors import NotFoundError, NotPermittedError, NotSignedInError
from enishi.services.audits import AuditService, NamedAct, act_record
from enishi.services.ports import Database
from fakes import MemoryDatabase


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    settle(found)
    return found


@pytest.fixture
def audits(network: Database) -> AuditService:
    return AuditService(network, now=Clock())


def an_act(subject: str, **known: Any) -> AuditEntry:
    own = {"owner_ref": None, "actor_ref": None} | known
    return AuditEntry(NOON, AuditAction.READ, "firm", subject, **own)


def note(network: Database, *entries: AuditEntry) -> None:
    with network.begin() as work:
        work.audit.add(*entries)


def read(audits: AuditService, by: Caller, **asked: Any) -> list[str]:
    page = audits.page(before=None, limit=100, by=by, **asked)
    return [named.act.entry.subject_ref for named in page]


def test_a_firms_people_read_what_was_done_with_its_data(audits: AuditService, network: Database):
    note(network, an_act("1", owner_ref="F1"), an_act("2", owner_ref="F2"), an_act("3"))

    assert read(audits, a_caller(MEMBER)) == ["1"]
    assert read(audits, a_caller(BOSS), owner_ref="F1") == ["1"]
    assert read(audits, a_caller(STRANGER)) == ["2"]


def test_a_person_reads_what_was_done_with_their_account(audits: AuditService, network: Database):
    note(network, an_act("1", owner_ref="P1"), an_act("2", owner_ref="P2", actor_ref="P1"))

    assert read(audits, a_caller(MEMBER)) == ["1"]
    assert read(audits, a_caller(MEMBER), owner_ref="P1") == ["1"]


def test_a_chambers_people_read_what_their_colleagues_did_for_it(
    audits: AuditService, network: Database
):
    note(
        network,
        an_act("for it", owner_ref="F2", actor_ref="P4", organisation_ref="C1"),
        an_act("not noted", owner_ref="F2", actor_ref="P4"),
        an_act("for another", owner_ref="F2", actor_ref="P4", organisation_ref="C2"),
        an_act("of one who left", owner_ref="F2", actor_ref="P9", organisation_ref="C1"),
        an_act("of a stranger", owner_ref="F2", actor_ref="P3"),
    )

    assert read(audits, a_caller(COLLEAGUE)) == ["of one who left", "not noted", "for it"]


@pytest.mark.parametrize("by", [LOCAL_OPERATOR, a_caller(OPERATOR)])
def test_an_operator_reads_everything_and_can_ask_for_a_part(
    audits: AuditService, network: Database, by: Caller
):
    note(network, an_act("1", owner_ref="F1"), an_act("2", owner_ref="F2"), an_act("3"))

    assert read(audits, by) == ["3", "2", "1"]
    assert read(audits, by, owner_ref="F2") == ["2"]
    assert read(audits, by, subject_ref="3") == ["3"]
    assert read(audits, by, owner_ref="F404") == []


@pytest.mark.parametrize("by", [a_caller(STRANGER), a_caller(COORDINATOR)])
@pytest.mark.parametrize("owner", ["F1", "F404", "P1", "C1", ""])
def test_somebody_elses_log_is_missing_whether_there_is_one_or_not(
    audits: AuditService, network: Database, by: Caller, owner: str
):
    note(network, an_act("1", owner_ref="F1"))

    with pytest.raises(NotFoundError) as refusal:
        read(audits, by, owner_ref=owner)

    assert refusal.value.message == "その閲覧の記録は見つかりません"


def test_who_is_not_known_and_a_key_that_may_not_read_see_nothing(audits: AuditService):
    with pytest.raises(NotSignedInError):
        read(audits, ANONYMOUS)
    key = a_caller(MEMBER).by_key(KEY_REF, frozenset({Scope.WRITE}), organisation_ref="F1")
    with pytest.raises(NotPermittedError):
        read(audits, key)


def test_a_key_reads_of_its_organisation_and_not_of_its_persons_account(
    audits: AuditService, network: Database
):
    note(network, an_act("1", owner_ref="P1"), an_act("2", owner_ref="F1"))
    key = a_caller(MEMBER).by_key(KEY_REF, frozenset({Scope.READ}), organisation_ref="F1")

    assert read(audits, key) == ["2"]
    with pytest.raises(NotFoundError):
        read(audits, key, owner_ref="P1")


def test_pages_go_back_in_time_and_show_each_entry_once(audits: AuditService, network: Database):
    note(network, *(an_act(str(number), owner_ref="F1") for number in range(5)))
    by = a_caller(MEMBER)

    first = audits.page(before=None, limit=2, by=by)
    note(network, an_act("meanwhile", owner_ref="F1"))
    rest = audits.page(before=first[-1].act.position, limit=9, by=by)

    shown = [named.act.entry.subject_ref for named in (*first, *rest)]
    assert shown == ["4", "3", "2", "1", "0"]


def test_actors_have_their_names_as_long_as_they_exist(audits: AuditService, network: Database):
    note(
        network,
        an_act("1", owner_ref="F1", actor_ref="P4", organisation_ref="C1"),
        an_act("2", owner_ref="F1", actor_ref="P3", organisation_ref="F2"),
        an_act("3", owner_ref="F1", actor_ref="local-operator"),
        an_act("4", owner_ref="F1"),
        an_act("5", owner_ref="F1", actor_ref="P2", organisation_ref="gone"),
    )
    with network.begin() as work:
        work.people.remove("P3")

    page = audits.page(before=None, limit=9, by=a_caller(MEMBER))

    assert [(named.actor, named.organisation) for named in page[::-1]] == [
        ("P4さん", "燕商工会議所"),
        ("消去された人", "F2製作所"),
        ("運営者（コマンドまたは事務局トークン）", None),
        ("名乗らない人", None),
        ("P2さん", None),
    ]
    assert page[3].actor_en == "somebody who has been erased"


def test_a_copy_goes_from_the_oldest_on_and_is_itself_an_entry(
    audits: AuditService, network: Database
):
    note(network, *(an_act(f"{number:04}", owner_ref="F1") for number in range(1_200)))

    copy = [named.act.entry for named in audits.export(owner_ref="F1", by=a_caller(MEMBER))]

    assert [entry.subject_ref for entry in copy[:1_200]] == [f"{n:04}" for n in range(1_200)]
    (taken,) = copy[1_200:]
    assert (taken.action, taken.owner_ref, taken.actor_ref) == (AuditAction.EXPORTED, "F1", "P1")


def test_reading_leaves_no_entry(audits: AuditService, network: Database):
    read(audits, a_caller(MEMBER))

    with network.read() as work:
        assert list(work.audit.stream()) == []


def test_a_copy_is_refused_before_the_first_entry_and_leaves_no_trace(
    audits: AuditService, network: Database
):
    with pytest.raises(NotFoundError):
        audits.export(owner_ref="F1", by=a_caller(STRANGER))

    with network.read() as work:
        assert list(work.audit.stream()) == []


def test_a_record_of_an_entry_says_what_was_done_in_both_languages_words():
    entry = an_act("F1", owner_ref="F1", actor_ref="P4", fields=("employees",))

    record = act_record(NamedAct(RecordedAct(7, entry), "佐藤", "佐藤", None))

    assert (record["position"], record["action"], record["action_label"]) == (7, "read", "閲覧")
    assert record["fields"] == ["employees"]


refs = st.none() | st.sampled_from(["F1", "P1", "C1", "x"])


@given(
    owner=refs,
    actor=refs,
    organisation=refs,
    sets=st.tuples(*[st.frozensets(st.sampled_from(["F1", "P1", "C1"]))] * 3),
)
def test_a_reach_covers_nothing_but_what_it_names(
    owner: str | None, actor: str | None, organisation: str | None, sets: tuple[Any, Any, Any]
):
    entry = an_act("1", owner_ref=owner, actor_ref=actor, organisation_ref=organisation)

    if AuditReach(*sets).covers(entry):
        assert {owner, actor, organisation} & (sets[0] | sets[1] | sets[2])
    assert not AuditReach().covers(entry)
