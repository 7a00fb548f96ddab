"""How firms are put in order: four legs, one score, ties settled on purpose."""

from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from builders import a_capability, a_concept, a_firm, a_lexicon
from enishi.domain.constraint import Outcome
from enishi.domain.firm import Firm
from enishi.domain.query import Query
from enishi.services.ranker import CANDIDATES, JUDGED, Candidate, Weights
from enishi.services.retrieval import QueryTokens
from enishi.services.slate import CONCEPTS, LATE, LEGS, MEANING, WORDS
from fakes import LetterEncoder
from networks import Network, a_question

LEXICON = a_lexicon(
    a_concept("錆び", "symptom", names="錆びる", needs_property="耐食性"),
    a_concept("耐食性", "property"),
    a_concept("鏡面研磨", "treatment", gives_function="耐食性"),
    a_concept("焼入れ", "treatment"),
)
OTHERS = [a_firm(f"{thing}の製造") for thing in "瓦 畳 氷 紐 笛 箸 硯 傘 扇 琴 鈴 梯子".split()]  # noqa: SIM905


class NumbEncoder(LetterEncoder):
    """Takes every text for the same."""

    def encode_queries(self, texts):
        return np.tile(np.eye(1, self.dimension, dtype=np.float32), (len(texts), 1))


class TokenEncoder(LetterEncoder):
    """Takes every letter for a token, near to itself alone."""

    token_dimension = 64

    def query_tokens(self, text):
        vectors = np.zeros((len(text), self.token_dimension), np.float32)
        for row, letter in enumerate(text):
            vectors[row, crc32(letter.encode()) % self.token_dimension] = 1
        return QueryTokens(vectors, np.ones(len(text), np.float32))

    def passage_tokens(self, texts):
        return [(self.query_tokens(text).vectors * 127).astype(np.int8) for text in texts]


def a_network(folder: Path, *firms: Firm, encoder: LetterEncoder | None = None) -> Network:
    network = Network(folder / "indexes", encoder=encoder or LetterEncoder(), lexicon=LEXICON)
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

    assert 0.0 < weight(known[0], WORDS) < 1.0
    assert weight(unknown[0], WORDS) == 0.0
    assert weight(unknown[0], MEANING) == 1.0


@pytest.mark.parametrize("encoder", [LetterEncoder(), TokenEncoder()])
@pytest.mark.parametrize(
    "question", ["研磨", "研磨をぴかぴかに", "ぴかぴか", "錆びない", "錆びない研磨"]
)
def test_the_weights_of_the_legs_are_one_together(tmp_path, encoder, question):
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="A"), *OTHERS, encoder=encoder)

    for candidate in ranked(network, question):
        weights = [item.weight for item in candidate.parts if item.name in LEGS]
        assert sum(weights) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("encoder", "question", "legs"),
    [
        (LetterEncoder(), "木型", (WORDS, MEANING)),
        (LetterEncoder(), "錆びない木型", (WORDS, MEANING, CONCEPTS)),
        (TokenEncoder(), "木型", (WORDS, MEANING, LATE)),
        (TokenEncoder(), "錆びない木型", (WORDS, MEANING, CONCEPTS, LATE)),
    ],
)
def test_a_leg_with_nothing_to_say_is_left_out(tmp_path, encoder, question, legs):
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="A"), *OTHERS, encoder=encoder)

    for candidate in ranked(network, question):
        assert tuple(item.name for item in candidate.parts) == legs


def test_tokens_that_come_near_put_a_firm_first(tmp_path):
    firms = [a_firm(text, ref=ref) for ref, text in (("A", "鏡磨"), ("B", "鏡研"), ("C", "瓦型"))]
    network = a_network(tmp_path, *firms, *OTHERS, encoder=TokenEncoder())

    found = {candidate.firm.ref: part(candidate, LATE) for candidate in ranked(network, "鏡を研く")}

    assert found["B"] > found["A"] > found["C"]


def test_concepts_propose_a_firm_that_words_and_meaning_would_never_reach(tmp_path):
    crowd = [a_firm(f"取っ手{number}", ref=f"F{number:03}") for number in range(CANDIDATES + 20)]
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="Z"), *crowd)

    assert "Z" in order(ranked(network, "錆びない取っ手"))
    assert "Z" not in order(ranked(network, "錆びない取っ手", ignored=("錆び",)))


def test_a_firm_that_says_what_is_asked_goes_before_one_that_only_says_what_leads_to_it(tmp_path):
    firms = [a_firm("鏡面研磨", ref="A"), a_firm("耐食性", ref="B"), a_firm("錆び", ref="C")]
    network = a_network(tmp_path, *firms, *OTHERS)

    found = {c.firm.ref: part(c, CONCEPTS) for c in ranked(network, "錆びない")}

    assert found["C"] > found["B"] > found["A"] > found[OTHERS[0].ref]


def test_what_is_denied_in_the_question_brings_nobody_and_a_wish_brings_less_than_a_demand(
    tmp_path,
):
    network = a_network(tmp_path, a_firm("鏡面研磨", ref="A"), a_firm("焼入れ", ref="B"), *OTHERS)

    def spoken(question: str) -> dict[str, float]:
        found = ranked(network, question)
        return {c.firm.ref: part(c, CONCEPTS) for c in found if c.firm.ref in ("A", "B")}

    wished = spoken("焼入れ。できれば鏡面研磨")
    assert wished["B"] > wished["A"]
    denied = spoken("焼入れ。鏡面研磨以外で")
    assert denied["B"] > 0 > denied["A"]


def test_conditions_that_the_text_states_sink_whoever_fails_them(tmp_path):
    failing = a_capability("鏡面研磨", lot_min=1, lot_max=10, tolerance_um=50)
    meeting = a_capability("鏡面研磨", lot_min=1, lot_max=100, tolerance_um=1)
    network = a_network(tmp_path, a_firm(can=[failing], ref="A"), a_firm(can=[meeting], ref="B"))

    found = ranked(network, "鏡面研磨を月30本、±5μmで")

    assert order(found) == ["B", "A"]
    assert {v.name: v.outcome for v in found[1].verdicts} == {
        "tolerance_um": Outcome.NOT_MET,
        "lot": Outcome.NOT_MET,
    }
    ignoring = ranked(network, "鏡面研磨を月30本、±5μmで", ignored=("lot", "tolerance_um"))
    assert order(ignoring) == ["A", "B"]
    assert ignoring[0].verdicts == ()


def test_a_condition_that_is_stated_goes_before_the_one_in_the_text(tmp_path):
    capability = a_capability("鏡面研磨", lot_min=1, lot_max=10, tolerance_um=1)
    network = a_network(tmp_path, a_firm(can=[capability], ref="A"))

    (candidate,) = ranked(network, "鏡面研磨を月30本、±5μmで", lot=5)

    assert {v.name: v.outcome for v in candidate.verdicts} == {
        "tolerance_um": Outcome.MET,
        "lot": Outcome.MET,
    }


def test_a_score_is_the_sum_of_its_parts_each_times_its_weight(tmp_path):
    seeker = a_firm("紐", ref="S", cluster="諏訪")
    narrow = a_firm(can=[a_capability("鏡面研磨", max_size_mm=1)], ref="A", cluster="燕三条")
    network = a_network(tmp_path, seeker, narrow, *OTHERS)

    found = ranked(network, "鏡面研磨", seeker_ref="S", max_size_mm=100)

    assert {item.name for item in found[0].parts} == {
        *(WORDS, MEANING, CONCEPTS, "failed_conditions", "other_cluster")
    }
    for candidate in found:
        total = sum(item.value * item.weight for item in candidate.parts)
        assert candidate.rank.score == pytest.approx(total, abs=1e-4)


def test_every_failed_condition_weighs_the_same(tmp_path):
    firms = [
        a_firm(can=[a_capability("鏡面研磨", max_size_mm=size, lot_min=1, lot_max=lot)], ref=ref)
        for ref, size, lot in (("A", 1, 1), ("B", 1, 100), ("C", 100, 100))
    ]
    network = a_network(tmp_path, *firms, *OTHERS)

    found = ranked(network, "鏡面研磨", max_size_mm=100, lot=50)[:3]

    assert order(found) == ["C", "B", "A"]
    scores = [candidate.rank.score for candidate in found]
    price = -Weights().failed_condition
    assert scores[0] - scores[1] == pytest.approx(price, abs=2e-4)
    assert scores[1] - scores[2] == pytest.approx(price, abs=2e-4)


def test_an_unknown_condition_costs_more_than_a_met_and_less_than_a_failed_one(tmp_path):
    failing = a_firm(can=[a_capability("鏡面研磨", max_size_mm=1)], ref="A")
    silent = a_firm("鏡面研磨", ref="B")
    meeting = a_firm(can=[a_capability("鏡面研磨", max_size_mm=100)], ref="C")
    network = a_network(tmp_path, failing, silent, meeting, *OTHERS)

    found = ranked(network, "鏡面研磨", max_size_mm=100)[:3]

    assert order(found) == ["C", "B", "A"]
    price = -Weights().unknown_condition
    assert found[0].rank.score - found[1].rank.score == pytest.approx(price, abs=2e-4)


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
