"""How firms are put in order: two legs, one score, ties settled on purpose."""

from pathlib import Path

import numpy as np
import pytest

from builders import a_capability, a_firm
from enishi.domain.firm import Firm
from enishi.domain.query import Query
from enishi.services.ranker import JUDGED, MEANING, WORDS, Candidate
from fakes import LetterEncoder
from networks import Network, a_question

OTHERS = [a_firm(f"{thing}の製造") for thing in "瓦 畳 氷 紐 笛 箸 硯 傘 扇 琴 鈴 梯子".split()]  # noqa: SIM905


class NumbEncoder(LetterEncoder):
    """Takes every text for the same."""

    def encode_queries(self, texts):
        return np.tile(np.eye(1, self.dimension, dtype=np.float32), (len(texts), 1))


def a_network(folder: Path, *firms: Firm, encoder: LetterEncoder | None = None) -> Network:
    network = Network(folder / "indexes", encoder=encoder or LetterEncoder())
    network.publish(*firms).rebuild()
    return network


def ranked(network: Network, question: str | Query, **asked) -> list[Candidate]:
    query = question if isinstance(question, Query) else a_question(question, **asked)
    return network.search.rank(query, network.view)


def order(candidates: list[Candidate]) -> list[str]:
    return [candidate.firm.ref for candidate in candidates]


def part(candidate: Candidate, name: str) -> float:
    return next(item.value for item in candidate.parts if item.name == name)


def weight(candidate: Candidate, name: str) -> float:
    return next(item.weight for item in candidate.parts if item.name == name)


def test_firms_that_are_equally_good_are_in_order_of_their_refs(tmp_path):
    equal = [a_firm("鏡面研磨", ref=ref) for ref in ("B", "A10", "A9", "C")]

    found = ranked(a_network(tmp_path, *equal, *OTHERS), "鏡面研磨")

    assert order(found)[:4] == ["A10", "A9", "B", "C"]
    assert len({candidate.rank.negative_score for candidate in found[:4]}) == 1


def test_the_order_does_not_depend_on_the_order_of_publishing(tmp_path):
    firms = [a_firm("鏡面研磨", ref="B"), a_firm("研磨", ref="A"), a_firm("木型", ref="C"), *OTHERS]

    one = ranked(a_network(tmp_path / "one", *firms), "鏡面の研磨")
    two = ranked(a_network(tmp_path / "two", *reversed(firms)), "鏡面の研磨")

    assert [(c.firm.ref, c.rank) for c in one] == [(c.firm.ref, c.rank) for c in two]


def test_a_leg_that_cannot_tell_firms_apart_adds_nothing(tmp_path):
    firms = [a_firm("鏡面研磨", ref="A"), *(a_firm("木型", ref=f"W{n:02}") for n in range(30))]
    network = a_network(tmp_path, *firms, encoder=NumbEncoder())

    found = ranked(network, "鏡面研磨")

    assert order(found)[0] == "A"
    assert {part(candidate, MEANING) for candidate in found} == {0.0}


def test_a_question_in_words_that_nobody_uses_relies_on_meaning(tmp_path):
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="A"), *OTHERS)

    known, unknown = ranked(network, "研磨"), ranked(network, "ぴかぴか")

    assert weight(known[0], WORDS) == 0.6
    assert weight(unknown[0], WORDS) == 0.0
    assert weight(unknown[0], MEANING) == 1.0


def test_the_weights_of_words_and_meaning_are_one_together(tmp_path):
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="A"), *OTHERS)

    for question in ("研磨", "研磨をぴかぴかに", "ぴかぴか"):
        first = ranked(network, question)[0]
        assert weight(first, WORDS) + weight(first, MEANING) == pytest.approx(1.0)


def test_a_score_is_the_sum_of_its_parts_each_times_its_weight(tmp_path):
    seeker = a_firm("紐", ref="S", cluster="諏訪")
    narrow = a_firm(can=[a_capability("鏡面研磨", max_size_mm=1)], ref="A", cluster="燕三条")
    network = a_network(tmp_path, seeker, narrow, *OTHERS)

    found = ranked(network, "鏡面研磨", seeker_ref="S", max_size_mm=100)

    assert {item.name for item in found[0].parts} == {
        *(WORDS, MEANING, "failed_conditions", "other_cluster")
    }
    for candidate in found:
        total = sum(item.value * item.weight for item in candidate.parts)
        assert candidate.rank.score == pytest.approx(total, abs=1e-4)


def test_every_failed_condition_weighs_the_same(tmp_path):
    firms = [
        a_firm(can=[a_capability("鏡面研磨", max_size_mm=size, lot_max=lot)], ref=ref)
        for ref, size, lot in (("A", 1, 1), ("B", 1, 100), ("C", 100, 100))
    ]
    network = a_network(tmp_path, *firms, *OTHERS)

    found = ranked(network, "鏡面研磨", max_size_mm=100, lot=50)[:3]

    assert order(found) == ["C", "B", "A"]
    scores = [candidate.rank.score for candidate in found]
    assert scores[0] - scores[1] == pytest.approx(1.0, abs=2e-4)
    assert scores[1] - scores[2] == pytest.approx(1.0, abs=2e-4)


def test_an_unknown_condition_costs_nothing(tmp_path):
    silent = a_firm("鏡面研磨", ref="A")
    meeting = a_firm(can=[a_capability("鏡面研磨", max_size_mm=100)], ref="B")
    network = a_network(tmp_path, silent, meeting, *OTHERS)

    found = ranked(network, "鏡面研磨", max_size_mm=100)[:2]

    assert order(found) == ["A", "B"]
    assert found[0].rank.score == found[1].rank.score


def test_a_firm_of_another_cluster_overtakes_an_equal_one_but_no_better_one(tmp_path):
    seeker = a_firm("紐", ref="S", cluster="諏訪")
    near = a_firm("鏡面研磨", ref="A", cluster="諏訪")
    far = a_firm("鏡面研磨", ref="B", cluster="燕三条")
    poor = a_firm("研磨機の販売と修理と据え付け", ref="C", cluster="燕三条")
    network = a_network(tmp_path, seeker, near, far, poor, *OTHERS)

    assert order(ranked(network, "鏡面研磨", seeker_ref="S"))[:3] == ["B", "A", "C"]
    indifferent = a_question("鏡面研磨", seeker_ref="S", prefer_other_clusters=False)
    assert order(ranked(network, indifferent))[:3] == ["A", "B", "C"]
    assert order(ranked(network, "鏡面研磨"))[:3] == ["A", "B", "C"]


def test_whether_the_cluster_is_another_is_unknown_where_one_of_them_is(tmp_path):
    firms = [a_firm("鏡面研磨", ref="A", cluster="諏訪"), a_firm("鏡面研磨", ref="B")]
    network = a_network(
        tmp_path, *firms, a_firm("紐", ref="S", cluster="諏訪"), a_firm("笛", ref="T"), *OTHERS
    )

    def others(seeker: str | None) -> dict[str, bool | None]:
        found = ranked(network, "鏡面研磨", seeker_ref=seeker)[:2]
        return {candidate.firm.ref: candidate.is_other_cluster for candidate in found}

    assert others("S") == {"A": False, "B": None}
    assert others("T") == others(None) == others("nobody") == {"A": None, "B": None}


def test_of_a_firms_capabilities_the_nearest_earns_the_place(tmp_path):
    firm = a_firm("木型の彫刻", "鏡面研磨", "紐の製造", ref="A", summary="何でもやります")
    network = a_network(tmp_path, firm, *OTHERS)

    first = ranked(network, "鏡面研磨")[0]

    assert first.capability == firm.capabilities[1]
    assert first.passage.place.capability_ref == firm.capabilities[1].ref


def test_of_capabilities_as_good_the_one_that_meets_the_conditions_is_shown(tmp_path):
    small = a_capability("鏡面研磨", max_size_mm=10)
    large = a_capability("鏡面研磨", max_size_mm=1000)
    network = a_network(tmp_path, a_firm(can=[small, large], ref="A"), *OTHERS)

    assert ranked(network, "鏡面研磨", max_size_mm=500)[0].capability == large
    assert ranked(network, "鏡面研磨", max_size_mm=5)[0].capability == small
    assert ranked(network, "鏡面研磨")[0].capability == small


def test_a_capability_of_another_trade_does_not_lend_its_numbers(tmp_path):
    polishing = a_capability("鏡面研磨", max_size_mm=10)
    forging = a_capability("熱間鍛造と焼きならし", max_size_mm=5000)
    network = a_network(tmp_path, a_firm(can=[polishing, forging], ref="A"), *OTHERS)

    first = ranked(network, "鏡面研磨", max_size_mm=500)[0]

    assert first.capability == polishing
    assert [verdict.outcome for verdict in first.verdicts] == ["not_met"]


def test_a_firm_of_which_nothing_is_known_is_never_a_candidate(tmp_path):
    network = a_network(tmp_path, a_firm(ref="EMPTY"), a_firm("鏡面研磨", ref="A"), *OTHERS)

    found = order(ranked(network, "鏡面研磨"))

    assert "A" in found
    assert "EMPTY" not in found


def test_a_seeker_is_no_candidate_even_if_it_is_alone(tmp_path):
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="A"))

    assert ranked(network, "鏡面研磨", seeker_ref="A") == []


def test_an_empty_network_has_no_candidates(tmp_path):
    assert ranked(a_network(tmp_path), "鏡面研磨") == []


def test_no_more_than_two_hundred_firms_are_judged(tmp_path):
    crowd = [a_firm(f"鏡面研磨{number}", ref=f"F{number:03}") for number in range(260)]

    assert len(ranked(a_network(tmp_path, *crowd), "鏡面研磨")) == JUDGED


def test_the_relevant_are_the_candidates_above_the_bar_in_the_same_order(tmp_path):
    firms = [a_firm("鏡面研磨", ref="A"), a_firm("研磨", ref="B"), *OTHERS]
    network = a_network(tmp_path, *firms)
    query = a_question("鏡面研磨")

    ranker = network.search.ranker
    relevant = ranker.relevant(query, network.view, ranker.encode(query))

    assert order(relevant) == order([c for c in ranked(network, query) if c in relevant])
    assert order(relevant)[:2] == ["A", "B"]
    assert len(relevant) < len(ranked(network, query))


def test_a_question_is_encoded_once_however_often_it_is_asked(tmp_path):
    class Counting(LetterEncoder):
        asked = 0

        def encode_queries(self, texts):
            self.asked += len(texts)
            return super().encode_queries(texts)

        def encode_passages(self, texts):
            return super().encode_queries(texts)

    encoder = Counting()
    network = a_network(tmp_path, a_firm("鏡面研磨"), *OTHERS, encoder=encoder)

    for _ in range(3):
        network.find("鏡面研磨", certifications=())
        network.find("鏡面研磨", lot=1)

    assert encoder.asked == 1
