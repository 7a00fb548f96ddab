"""A search works from the first firm on, and where all firms are of one trade."""

from pathlib import Path

import pytest

from builders import a_firm
from enishi.domain.match import Fit
from enishi.domain.reason import ReasonKind
from enishi.services.backdrop import IMAGINED, SMALLEST
from networks import Network

TRADES = [
    *("ステンレスの鏡面研磨", "和紙の手漉き", "畳の縫製", "醤油の醸造", "瓦の焼成", "笛の調律"),
    *("木型の彫刻", "傘の骨組み", "氷の切り出し", "電線の被覆", "絹の染色", "箸の塗り分け"),
]


def a_network(folder: Path, size: int) -> Network:
    network = Network(folder / "indexes")
    for number in range(size):
        network.publish(a_firm(TRADES[number], ref=f"F{number:02}"))
    network.rebuild()
    return network


@pytest.mark.parametrize("size", [1, 2, 3, 4, 8, 12])
def test_the_firm_that_does_what_is_asked_is_found_among_however_few(tmp_path, size):
    network = a_network(tmp_path, size)

    assert network.refs("ステンレスの鏡面研磨を頼みたい") == ["F00"]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_question_about_something_else_finds_nobody_however_few_there_are(tmp_path, size):
    assert a_network(tmp_path, size).refs("ロケットの打ち上げ") == []


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_shared_word_is_a_reason_among_however_few(tmp_path, size):
    (match,) = a_network(tmp_path, size).find("鏡面研磨をお願いしたい").matches

    assert match.reasons[0].kind is ReasonKind.TERM
    assert match.fit is not Fit.LOW


@pytest.mark.parametrize("size", [5, 29, 30, 60])
def test_in_a_network_of_one_trade_everybody_is_found_for_it(tmp_path, size):
    network = Network(tmp_path / "indexes")
    network.publish(*(a_firm("ステンレスの鏡面研磨", ref=f"F{n:02}") for n in range(size)))
    network.rebuild()

    found = network.find("ステンレスの鏡面研磨")

    assert found.count == size
    assert {match.fit for match in found.matches} <= {Fit.HIGH, Fit.MEDIUM}


def test_a_network_that_grew_from_nothing_answers_without_a_rebuild(tmp_path):
    network = Network(tmp_path / "indexes")
    network.rebuild()
    assert network.refs("鏡面研磨") == []

    network.publish(a_firm("ステンレスの鏡面研磨", ref="A"), a_firm("和紙の手漉き", ref="B"))
    network.live.catch_up()

    assert network.refs("ステンレスの鏡面研磨") == ["A"]


def test_imagined_firms_fill_up_a_background_and_are_never_an_answer(tmp_path):
    network = a_network(tmp_path, 3)

    assert len(IMAGINED) == len(set(IMAGINED)) == SMALLEST
    for said in IMAGINED:
        assert set(network.refs(said)) <= {"F00", "F01", "F02"}
