"""What a partner is sought for decides whose concepts count."""

from pathlib import Path

import numpy as np
import pytest

from builders import a_concept, a_firm, a_lexicon
from enishi.domain.firm import Firm
from enishi.domain.need import NeedKind
from enishi.services.concepts import kinship, weighted_for
from fakes import LetterEncoder
from networks import Network, a_question

LEXICON = a_lexicon(
    a_concept("旋削", names="挽き物", uses="NC旋盤"),
    a_concept("NC旋盤", "equipment", names="自動の機械"),
    a_concept("めっき", "treatment"),
    a_concept("研磨", "treatment"),
    a_concept("溶接"),
)
JOINT, SHARING = NeedKind.JOINT_DEVELOPMENT, NeedKind.EQUIPMENT_SHARING
OTHER_PURPOSES = [NeedKind.SOURCING, NeedKind.ALTERNATIVE_SOURCING]
OTHERS = [a_firm(f"{thing}の製造") for thing in "瓦 畳 氷 紐 笛 箸 硯 傘 扇 琴 鈴 梯子".split()]  # noqa: SIM905


class NumbEncoder(LetterEncoder):
    """Takes every text for the same, so that words and concepts decide alone."""

    def encode_queries(self, texts):
        return np.tile(np.eye(1, self.dimension, dtype=np.float32), (len(texts), 1))


def a_network(folder: Path, *firms: Firm) -> Network:
    network = Network(folder / "indexes", encoder=NumbEncoder(), lexicon=LEXICON)
    network.publish(*firms, *OTHERS).rebuild()
    return network


def order(network: Network, question: str, **asked) -> list[str]:
    """Return who comes first, second, third."""
    found = network.search.rank(a_question(question, **asked), network.view)
    return [candidate.firm.ref for candidate in found][:3]


def parts(network: Network, question: str, **asked) -> set[str]:
    found = network.search.rank(a_question(question, **asked), network.view)
    return {part.name for candidate in found for part in candidate.parts}


def test_joint_development_sinks_the_firm_that_does_the_very_same_as_the_seeker(tmp_path):
    seeker, twin = (a_firm("めっきと研磨", ref=ref) for ref in ("S", "A"))
    partner = a_firm("めっきと溶接", ref="B")
    network = a_network(tmp_path, seeker, twin, partner)

    assert order(network, "めっき", purpose=JOINT, seeker_ref="S")[:2] == ["B", "A"]
    for purpose in OTHER_PURPOSES:
        assert order(network, "めっき", purpose=purpose, seeker_ref="S")[:2] == ["A", "B"]


def test_where_the_seeker_is_unknown_joint_development_sinks_nobody(tmp_path):
    network = a_network(tmp_path, a_firm("めっきと研磨", ref="A"), a_firm("めっきと溶接", ref="B"))

    for seeker in (None, "nobody"):
        assert order(network, "めっき", purpose=JOINT, seeker_ref=seeker)[:2] == ["A", "B"]
        assert "kinship" not in parts(network, "めっき", purpose=JOINT, seeker_ref=seeker)


def test_equipment_sharing_puts_the_firm_with_the_machine_first(tmp_path):
    network = a_network(tmp_path, a_firm("旋削", ref="A"), a_firm("NC旋盤", ref="B"))
    question = "挽き物に自動の機械を借りたい"

    assert order(network, question, purpose=SHARING)[:2] == ["B", "A"]
    for purpose in OTHER_PURPOSES:
        assert order(network, question, purpose=purpose)[:2] == ["A", "B"]


@pytest.mark.parametrize("purpose", OTHER_PURPOSES)
def test_to_buy_something_everything_asked_counts_as_it_was_said(purpose):
    asked = {"旋削": 1.0, "NC旋盤": 0.5}

    assert weighted_for(purpose, asked, {"旋削"}, LEXICON) == asked


def test_to_share_equipment_the_machine_counts_more_than_the_work():
    weights = weighted_for(SHARING, {"旋削": 1.0, "NC旋盤": 1.0}, (), LEXICON)

    assert weights["NC旋盤"] > weights["旋削"] == 1.0


def test_to_develop_together_what_the_seeker_does_itself_counts_less():
    weights = weighted_for(JOINT, {"めっき": 1.0, "溶接": 1.0}, {"めっき", "研磨"}, LEXICON)

    assert 0.0 < weights["めっき"] < weights["溶接"] == 1.0


def test_weighing_leaves_what_was_asked_as_it_was():
    asked = {"めっき": 1.0}

    weighted_for(JOINT, asked, {"めっき"}, LEXICON)

    assert asked == {"めっき": 1.0}


def test_kinship_is_1_with_the_same_and_0_with_nothing_in_common():
    assert kinship({"めっき", "研磨"}, {"研磨", "めっき"}) == pytest.approx(1.0)
    assert 0.0 < kinship({"めっき", "研磨"}, {"めっき", "溶接"}) < 1.0
    assert kinship({"めっき"}, {"溶接"}) == 0.0
    assert kinship(set(), set()) == kinship({"めっき"}, set()) == 0.0
