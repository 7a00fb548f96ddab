"""What a search promises to whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builders import a_capability, a_firm
from enishi.domain.errors import InvalidValueError
from enishi.domain.reason import ReasonKind
from networks import Network, a_question, gated, refs, walk

GRINDING = "ステンレスの鏡面研磨"
# What the others do, so that grinding stands out.
OTHERS = "醤油の醸造 絹の染色 木型の彫刻 電線の被覆 紙箱の印刷 瓦の焼成 畳の縫製 氷の販売".split()  # noqa: SIM905


@pytest.fixture
def network(tmp_path: Path) -> Network:
    found = Network(tmp_path / "indexes")
    for number in range(12):
        found.publish(
            a_firm(
                ref=f"F{number:02}",
                cluster="燕三条" if number % 2 else "諏訪",
                certified="ISO9001" if number % 3 == 0 else (),
                can=[
                    a_capability(
                        "ステンレスの鏡面研磨",
                        ref=f"F{number:02}-1",
                        description=f"ステンレスの鏡面研磨を{number + 1}人で行います。",
                        max_size_mm=100 * (number + 1),
                    )
                ],
            )
        )
    for trade in OTHERS:
        for place in ("一番町", "二番町", "三番町", "四番町", "五番町"):
            found.publish(a_firm(f"{trade}（{place}）", cluster="諏訪"))
    found.rebuild()
    return found


def test_the_seeker_is_never_an_answer(network: Network):
    assert "F03" in network.refs(GRINDING)
    assert "F03" not in network.refs(GRINDING, seeker_ref="F03")


def test_other_clusters_come_first_when_the_seeker_is_known(network: Network):
    found = network.find(GRINDING, seeker_ref="F01")

    assert found.preference.applied
    lifted = [
        match.is_other_cluster
        for match in found.matches
        if any(part.name == "other_cluster" for part in match.score_parts)
    ]
    assert lifted
    assert all(lifted)


def test_the_preference_can_be_switched_off(network: Network):
    found = network.find(GRINDING, seeker_ref="F01", prefer_other_clusters=False)

    assert not found.preference.applied
    names = {part.name for match in found.matches for part in match.score_parts}
    assert "other_cluster" not in names


def test_nobody_is_preferred_while_the_seeker_is_unknown(network: Network):
    assert not network.find(GRINDING).preference.applied


def test_a_gate_takes_out_whoever_fails_and_names_the_one_condition(network: Network):
    found = network.find(gated(GRINDING, max_size_mm=1_000))

    assert set(refs(found.matches)) == {"F09", "F10", "F11"}
    assert found.near_misses
    for match in found.near_misses:
        assert [verdict.name for verdict in match.failed] == ["max_size_mm"]


def test_without_a_gate_whoever_fails_sinks_below_whoever_does_not(network: Network):
    order = network.refs(GRINDING, max_size_mm=1_000)

    assert set(order[:3]) == {"F09", "F10", "F11"}
    assert len(order) == 12


def test_a_relaxation_promises_what_the_search_without_the_condition_finds(network: Network):
    strict = network.find(gated(GRINDING, max_size_mm=850, clusters=("燕三条",)))

    assert set(refs(strict.matches)) == {"F09", "F11"}
    assert {offer.drop: offer.count for offer in strict.relaxations} == {
        "max_size_mm": network.find(gated(GRINDING, clusters=("燕三条",))).count,
        "cluster": network.find(gated(GRINDING, max_size_mm=850)).count,
    }


def test_choosing_one_cluster_leaves_the_counts_of_the_others(network: Network):
    free = network.find(GRINDING).facets
    chosen = network.find(GRINDING, clusters=("燕三条",)).facets

    assert chosen["cluster"] == free["cluster"] == {"燕三条": 6, "諏訪": 6}
    assert (free["certification"], chosen["certification"]) == ({"ISO9001": 4}, {"ISO9001": 2})


def test_an_unknown_cluster_is_refused_with_the_nearest_known(network: Network):
    with pytest.raises(InvalidValueError, match="燕三条") as refused:
        network.find(GRINDING, clusters=("燕三城",))

    assert refused.value.field == "cluster"


@pytest.mark.parametrize("size", [1, 5, 7, 100])
def test_pages_hold_every_answer_exactly_once(network: Network, size: int):
    query = a_question(GRINDING)

    assert walk(network, query, size) == network.refs(query)


def test_a_cursor_of_another_question_is_refused(network: Network):
    cursor = network.find(GRINDING, limit=3).next_cursor

    with pytest.raises(InvalidValueError) as refused:
        network.find("別の探しもの", cursor=cursor)

    assert refused.value.field == "cursor"


@pytest.mark.parametrize("limit", [0, 101, -1])
def test_a_page_has_one_to_a_hundred_answers(network: Network, limit: int):
    with pytest.raises(InvalidValueError) as refused:
        network.find(GRINDING, limit=limit)

    assert refused.value.field == "limit"


def test_the_same_query_gives_the_same_page_a_hundred_times(network: Network):
    first = network.find(GRINDING)

    assert [network.find(GRINDING) for _ in range(100)] == [first] * 100
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: network.find(GRINDING), range(100))) == [first] * 100


def test_a_shared_word_is_shown_where_it_stands_in_both_texts(network: Network):
    match = network.find(GRINDING).matches[0]
    terms = [reason for reason in match.reasons if reason.kind is ReasonKind.TERM]

    asked, offered = set(), set()
    for reason in terms:
        asked |= {GRINDING[span.start : span.end] for span in reason.query_spans}
        for place in reason.places:
            capability = match.firm.capability(place.capability_ref or "")
            text = getattr(capability, place.field)
            offered.add(text[place.span.start : place.span.end])
    assert asked == offered == {"ステンレス", "鏡面研磨"}


def test_a_reason_quotes_the_passage_it_points_to(network: Network):
    match = network.find(GRINDING).matches[0]
    (meaning,) = (reason for reason in match.reasons if reason.kind is ReasonKind.MEANING)
    (place,) = meaning.places
    capability = match.firm.capability(place.capability_ref or "")

    assert capability is not None
    assert (capability.description or "")[place.span.start : place.span.end] in meaning.text
