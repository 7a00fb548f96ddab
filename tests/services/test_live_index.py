"""A change is found within two seconds, without a rebuild."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_firm
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.domain.need import Need
from enishi.domain.query import Query
from enishi.entrypoints.api import follower as following
from enishi.entrypoints.api.follower import Follower
from enishi.entrypoints.wire.present import search_answer
from enishi.services.records import firm_of, need_of
from fakes import MemoryDatabase
from networks import Network, a_question

CORPUS = Path(__file__).parents[2] / "corpus"

PROMISE = 2.0  # seconds


@pytest.fixture
def network(tmp_path: Path, database: SqlDatabase) -> Network:
    found = Network(tmp_path / "indexes", database=database)
    found.publish(*crowd())
    found.rebuild()
    return found


def crowd() -> list[Firm]:
    """Return casters, and enough others for a question to stand out."""
    casters = [a_firm("鋳物の砂型", ref=f"F{number}") for number in range(5)]
    return casters + [a_firm(f"瓦の焼成 {number}窯", ref=f"K{number:02}") for number in range(40)]


@pytest.fixture
def followed(network: Network) -> Iterator[Network]:
    network.view  # noqa: B018 - opens the index before the clock runs
    follower = Follower(lambda: network.live, 0.1)
    follower.start()
    yield network
    follower.stop()


def seconds_until(happened: Callable[[], bool]) -> float:
    started = time.monotonic()
    while not happened():
        assert time.monotonic() - started < 10, "it never happened"
        time.sleep(0.02)
    return time.monotonic() - started


def test_a_published_firm_is_found_within_two_seconds(followed: Network):
    followed.publish(a_firm("絹の風呂敷を手染め", ref="SILK"))

    assert seconds_until(lambda: "SILK" in followed.refs("絹の風呂敷を手染め")) < PROMISE


def test_a_changed_firm_is_found_by_its_new_words_within_two_seconds(followed: Network):
    followed.change(a_firm("絹の風呂敷を手染め", ref="F3"))

    assert seconds_until(lambda: "F3" in followed.refs("絹の風呂敷を手染め")[:1]) < PROMISE


def test_a_withdrawn_firm_is_gone_within_two_seconds(followed: Network):
    followed.withdraw(a_firm("鋳物の砂型", ref="F2"))

    assert seconds_until(lambda: "F2" not in followed.refs("鋳物の砂型")) < PROMISE


def test_the_version_of_an_answer_tells_how_many_changes_are_inside(network: Network):
    before = network.find("鋳物").index_version
    network.publish(a_firm("絹の風呂敷", ref="SILK"))
    network.live.catch_up()

    assert network.find("鋳物").index_version.startswith(f"{before}+")


def test_a_newer_snapshot_is_adopted(network: Network):
    network.find("鋳物")
    network.publish(a_firm("絹の風呂敷", ref="SILK"))
    manifest = network.refresh()
    network.live.catch_up()

    assert network.find("絹の風呂敷").index_version == manifest.name


def test_an_index_of_another_database_is_refused(network: Network):
    stranger = replace(network, database=MemoryDatabase())

    with pytest.raises(IndexUnavailableError, match="別のデータベース"):
        stranger.live.catch_up()


def test_both_databases_give_the_answers_that_a_database_in_memory_gives(
    network: Network, tmp_path: Path
):
    plain = Network(tmp_path / "plain")
    plain.publish(*crowd())
    plain.rebuild()

    def answers(asked: Network) -> list[tuple[str, object]]:
        found = asked.find("砂型の鋳物を3個")
        return [
            (match.firm.ref, [(part.value, part.weight) for part in match.score_parts])
            for match in found.matches
        ]

    assert answers(network) == answers(plain)


@pytest.fixture
def live(tmp_path: Path) -> Network:
    """The same network without a disk under its database."""
    found = Network(tmp_path / "indexes").publish(*crowd())
    found.rebuild()
    found.view  # noqa: B018
    return found


def test_a_firm_may_be_withdrawn_and_published_again(live: Network):
    silk = a_firm("絹の風呂敷を手染め", ref="SILK")

    for there in (True, False, True):
        (live.publish if there else live.withdraw)(silk)
        live.live.catch_up()
        assert ("SILK" in live.refs("絹の風呂敷を手染め")) == there


def test_changes_of_one_firm_taken_in_together_end_with_the_last(live: Network):
    live.publish(a_firm("絹の風呂敷", ref="A"), a_firm("絹の風呂敷", ref="B"))
    live.change(a_firm("竹の釣り竿", ref="A")).withdraw(a_firm(ref="B"))
    live.change(a_firm("漆の手箱", ref="A"))

    assert live.live.catch_up() == 5

    assert live.refs("漆の手箱")[:1] == ["A"]
    assert "A" not in live.refs("竹の釣り竿")
    assert live.view.catalogue.row_of("B") is None


def test_more_changes_than_one_step_takes_are_all_taken_in(live: Network):
    names = [f"絹の風呂敷{number}番" for number in range(450)]
    with live.database.begin() as work:
        firms = [a_firm(name, ref=f"S{number:03}") for number, name in enumerate(names)]
        work.firms.put_many(firms)
        work.outbox.add(*(Event(EventKind.FIRM_PUBLISHED, firm.ref) for firm in firms))
    assert live.live.pending() == 450

    assert live.live.catch_up() == 450

    assert live.live.pending() == 0
    assert len(live.view.catalogue) == 45 + 450
    assert live.view.catalogue.firm(live.view.catalogue.row_of("S449") or 0) == firms[449]


def test_what_is_no_firm_counts_as_taken_in_and_changes_nothing(live: Network):
    before = live.find("鋳物の砂型")
    with live.database.begin() as work:
        work.outbox.add(Event(EventKind.NEED_POSTED, "N1"))

    assert live.live.catch_up() == 1

    after = live.find("鋳物の砂型")
    assert after.index_version == before.index_version
    assert after.matches == before.matches


def test_texts_that_did_not_change_are_not_encoded_again(live: Network):
    live.encoder.encoded.clear()  # type: ignore[attr-defined]

    live.change(a_firm("鋳物の砂型", "木型の彫刻", ref="F0"))
    live.live.catch_up()

    assert live.encoder.encoded == ["木型の彫刻"]  # type: ignore[attr-defined]


def test_a_reader_that_began_before_a_change_ends_with_what_it_saw(live: Network):
    view, query = live.view, a_question("鋳物の砂型")
    before = live.search.rank(query, view)

    live.withdraw(a_firm(ref="F1")).change(a_firm("竹の釣り竿", ref="F2"))
    live.live.catch_up()
    live.refresh()
    live.live.catch_up()
    live.live.close()

    assert live.search.rank(query, view) == before


def test_changes_never_touch_the_snapshot_itself(live: Network):
    live.publish(a_firm("絹の風呂敷", ref="SILK")).withdraw(a_firm(ref="F1"))
    live.live.catch_up()

    folder, manifest = live.store.current()
    assert live.store.checksums(folder) == manifest.files


def test_a_change_that_found_no_room_is_taken_in_when_there_is_some(
    live: Network, monkeypatch: pytest.MonkeyPatch
):
    live.publish(a_firm("絹の風呂敷を手染め", ref="SILK"))
    with monkeypatch.context() as full:
        full.setattr(shutil, "copytree", no_room)
        with pytest.raises(OSError, match="no room"):
            live.live.catch_up()
    assert "SILK" not in live.refs("絹の風呂敷を手染め")

    assert live.live.catch_up() == 1

    assert live.refs("絹の風呂敷を手染め")[0] == "SILK"
    folder, manifest = live.store.current()
    assert live.store.checksums(folder) == manifest.files


def no_room(*_: object) -> None:
    raise OSError("no room on the disk")


def test_nothing_stays_behind_in_the_temporary_folder(
    live: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    live.publish(a_firm("絹の風呂敷"))
    live.live.catch_up()
    assert list((tmp_path / "scratch").iterdir())

    live.live.close()

    assert list((tmp_path / "scratch").iterdir()) == []


def test_while_the_index_is_missing_the_last_state_answers_and_a_rebuild_is_adopted(
    live: Network,
):
    (live.folder / "CURRENT").unlink()
    with pytest.raises(IndexUnavailableError):
        live.live.catch_up()
    assert live.refs("鋳物の砂型")

    live.publish(a_firm("絹の風呂敷", ref="SILK"))
    manifest = live.rebuild()
    live.live.catch_up()

    assert live.find("絹の風呂敷").index_version == manifest.name


def test_a_follower_outlives_an_index_that_is_missing_for_a_while(
    live: Network, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(following, "_PAUSE_SECONDS", 0.1)
    follower = Follower(lambda: live.live, 0.02)
    follower.start()
    (live.folder / "CURRENT").unlink()
    time.sleep(0.3)
    live.publish(a_firm("絹の風呂敷を手染め", ref="SILK")).rebuild()

    assert seconds_until(lambda: "SILK" in live.refs("絹の風呂敷を手染め")) < PROMISE
    follower.stop()


def test_many_search_while_many_change(live: Network):
    """No search fails, and each sees firms that are whole."""
    follower = Follower(lambda: live.live, 0.01)
    follower.start()

    def search(number: int) -> bool:
        found = live.find("鋳物の砂型" if number % 2 else "瓦の焼成")
        return all(match.firm.capabilities for match in found.matches)

    with ThreadPoolExecutor(4) as threads:
        searching = threads.map(search, range(120))
        for number in range(30):
            live.change(a_firm(f"鋳物の砂型 第{number}工場", ref=f"F{number % 5}"))
            if number % 10 == 9:
                live.refresh()
        assert all(searching)
    assert seconds_until(lambda: live.live.pending() == 0) < 10
    last = live.view.catalogue.firm(live.view.catalogue.row_of("F4") or 0)
    assert last.capabilities[0].title == "鋳物の砂型 第29工場"
    follower.stop()


@pytest.mark.postgres
def test_sqlite_and_postgresql_give_the_same_answers_from_the_shipped_corpus(
    sqlite_url: str, postgres_url: str, tmp_path: Path
):
    needs = list(shipped_needs())

    def answers(url: str, folder: Path) -> list[object]:
        engine = open_engine(url)
        network = Network(folder, database=SqlDatabase(engine))
        with network.database.begin() as work:
            work.firms.put_many(list(shipped_firms()))
        network.rebuild()
        found = []
        for need in needs:
            result = replace(network.find(Query.of(need), limit=20), index_version="")
            found.append(search_answer(result, explain=True).model_dump(mode="json"))
        engine.dispose()
        return found

    on_sqlite = answers(sqlite_url, tmp_path / "sqlite")

    assert any(answer["items"] for answer in on_sqlite)  # type: ignore[index]
    assert answers(postgres_url, tmp_path / "postgres") == on_sqlite


def shipped_firms() -> Iterator[Firm]:
    for file in sorted((CORPUS / "firms").glob("*.jsonl")):
        yield from map(firm_of, map(json.loads, file.read_text("utf-8").splitlines()))


def shipped_needs() -> Iterator[Need]:
    lines = (CORPUS / "needs.jsonl").read_text("utf-8").splitlines()
    yield from map(need_of, map(json.loads, lines))
