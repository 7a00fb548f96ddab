"""A change is found within two seconds, without a rebuild."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_firm
from enishi.adapters.db import SqlDatabase
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.firm import Firm
from enishi.entrypoints.api.follower import Follower
from fakes import MemoryDatabase
from networks import Network

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

    assert network.find("鋳物").index_version == f"{before}+1"


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
