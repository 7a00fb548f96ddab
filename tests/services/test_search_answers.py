"""What stands beside the answers: counts, readings, offers, refusals, and where to go on."""

import base64
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import a_capability, a_firm
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import FirmKind
from enishi.domain.query import Conditions
from enishi.services.search import CountRelation
from networks import Network, a_question, gated, refs

POLISHING = "ステンレスの鏡面研磨"
OTHERS = "醤油の醸造 絹の染色 木型の彫刻 電線の被覆 紙箱の印刷 瓦の焼成 畳の縫製 氷の販売".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Eight polishers of growing size and lot, among forty others."""
    found = Network(tmp_path_factory.mktemp("network") / "indexes")
    for number in range(8):
        capability = a_capability(
            POLISHING,
            max_size_mm=100 * (number + 1),
            lot_min=1,
            lot_max=1000 * (number + 1),
            lead_time_days=10 + number,
            processes=("鏡面研磨", "研磨"),
        )
        found.publish(
            a_firm(
                can=[capability],
                ref=f"F{number}",
                cluster="燕三条" if number % 2 else "諏訪",
                prefecture="新潟県" if number % 2 else "長野県",
                certified=("ISO9001", "JIS Q 9100")[: number % 3],
            )
        )
    for number, trade in enumerate(OTHERS * 5):
        found.publish(a_firm(f"{trade}（{number}番町）", ref=f"X{number:02}"))
    found.publish(a_firm("熱間鍛造と冷間鍛造", ref="X40", can=[a_capability(processes="冷間鍛造")]))
    found.rebuild()
    return found


def test_a_long_list_is_counted_about_and_a_short_one_exactly(network):
    many = network.find(POLISHING)
    assert (many.count, many.count_relation) == (8, CountRelation.ABOUT)

    few = network.find(gated(POLISHING, max_size_mm=700))
    assert (few.count, few.count_relation) == (2, CountRelation.EXACT)


def test_the_count_is_of_all_pages(network):
    assert network.find(POLISHING, limit=3).count == 8


def test_near_misses_fail_one_condition_and_stand_on_the_first_page_only(network):
    question = gated(POLISHING, max_size_mm=350, lot=3500)

    first = network.find(question, limit=2)
    second = network.find(question, limit=2, cursor=first.next_cursor)

    assert set(refs(network.find(question).matches)) == {"F3", "F4", "F5", "F6", "F7"}
    assert first.near_misses == ()  # all others fail both
    assert second.near_misses == ()
    size_only = network.find(gated(POLISHING, max_size_mm=350, lot=1000), limit=2)
    assert set(refs(size_only.near_misses)) == {"F0", "F1", "F2"}
    assert {v.name for match in size_only.near_misses for v in match.failed} == {"max_size_mm"}
    later = network.find(
        gated(POLISHING, max_size_mm=350, lot=1000), limit=2, cursor=size_only.next_cursor
    )
    assert later.near_misses == ()


def test_no_more_than_five_near_misses_are_told(network):
    assert len(network.find(gated(POLISHING, max_size_mm=800)).near_misses) == 5


def test_without_a_gate_nobody_is_a_near_miss(network):
    assert network.find(POLISHING, max_size_mm=800).near_misses == ()


CONDITIONS = {
    "max_size_mm": (800, "寸法「800」"),
    "lot": (7500, "ロット「7,500」"),
    "max_lead_time_days": (10, "納期「10」"),
}


@pytest.mark.parametrize("name", ["max_size_mm", "lot", "max_lead_time_days"])
def test_an_offer_names_the_condition_as_it_was_typed(network, name):
    value, named = CONDITIONS[name]

    (offer,) = network.find(gated(POLISHING, **{name: value})).relaxations

    assert (offer.drop, offer.count) == (name, 8)
    assert offer.text == f"{named}の条件を外すと8件見つかります"
    assert offer.text_en.endswith(": 8 found")


@pytest.mark.parametrize(
    ("filters", "drop", "value"),
    [
        ({"clusters": ("燕三条",)}, "cluster", "燕三条"),
        ({"prefectures": ("新潟県",)}, "prefecture", "新潟県"),
        ({"certifications": ("JISQ9100",)}, "certification", "JISQ9100"),
        ({"kinds": (FirmKind.COMPANY,)}, "kind", "企業"),
        ({"exclude_clusters": ("諏訪",)}, "exclude_cluster", "諏訪"),
    ],
)
def test_an_offer_counts_what_the_search_without_the_choice_finds(network, filters, drop, value):
    strict = network.find(gated(POLISHING, max_size_mm=750, **filters))

    offers = {offer.drop: offer for offer in strict.relaxations}

    wider = network.find(gated(POLISHING, **filters)).count
    assert offers["max_size_mm"].count == wider > strict.count
    free = network.find(gated(POLISHING, max_size_mm=750)).count
    assert (drop in offers) == (free > strict.count)
    if drop in offers:
        assert (offers[drop].count, offers[drop].value) == (free, value)


def test_the_offer_that_finds_most_comes_first(network):
    strict = network.find(gated(POLISHING, max_size_mm=800, lot=7500, clusters=("諏訪",)))

    counts = [offer.count for offer in strict.relaxations]
    assert strict.count == 0
    assert counts == sorted(counts, reverse=True)
    assert counts == [1]  # only without the cluster is anybody found: F7


def test_nothing_is_offered_where_enough_is_found(network):
    assert network.find(gated(POLISHING, max_size_mm=500)).relaxations == ()


def test_facets_ignore_the_choice_in_their_own_group_and_mind_the_others(network):
    free = network.find(POLISHING).facets
    found = network.find(POLISHING, clusters=("燕三条",), certifications=("ISO9001",)).facets

    certified_anywhere = network.find(POLISHING, certifications=("ISO9001",)).facets
    in_tsubame = network.find(POLISHING, clusters=("燕三条",)).facets
    both = network.find(POLISHING, clusters=("燕三条",), certifications=("ISO9001",))
    assert found["cluster"] == certified_anywhere["cluster"]
    assert found["certification"] == in_tsubame["certification"]
    assert found["prefecture"] == {"新潟県": both.count}
    assert sum(free["cluster"].values()) == 8


@pytest.mark.parametrize(
    ("filters", "field", "near"),
    [
        ({"clusters": ("燕三城",)}, "cluster", "燕三条"),
        ({"exclude_clusters": ("取訪", "諏訪湖")}, "exclude_cluster", "諏訪"),
        ({"prefectures": ("新潟",)}, "prefecture", "新潟県"),
        ({"certifications": ("ISO9002",)}, "certification", "ISO9001"),
    ],
)
def test_a_value_that_nobody_has_is_refused_with_the_nearest_that_somebody_has(
    network, filters, field, near
):
    with pytest.raises(InvalidValueError) as refused:
        network.find(POLISHING, **filters)

    assert refused.value.field == field
    assert near in refused.value.message
    assert near in refused.value.english


def test_a_value_like_nothing_known_is_refused_without_a_hint(network):
    with pytest.raises(InvalidValueError) as refused:
        network.find(POLISHING, clusters=("zzzz",))

    assert "近いもの" not in refused.value.message


def test_a_prefecture_where_nobody_is_yet_may_be_chosen(network):
    assert network.refs(POLISHING, prefectures=("沖縄県",)) == []


def test_a_certificate_may_be_chosen_in_any_spelling(network):
    assert network.refs(POLISHING, certifications=("ＪＩＳＱ９１００",)) == network.refs(
        POLISHING, certifications=("JIS Q 9100",)
    )


def test_processes_that_firms_publish_are_read_from_the_text_in_its_order(network):
    found = network.find("冷間鍛造のあと鏡面研磨で").reading

    assert found.processes == ("冷間鍛造", "鏡面研磨")


def test_a_process_inside_a_longer_one_is_not_read_twice(network):
    assert network.find("鏡面研磨").reading.processes == ("鏡面研磨",)
    assert network.find("研磨").reading.processes == ("研磨",)
    assert network.find("鍛造").reading.processes == ()


def test_quantities_are_read_as_they_stand_in_the_text(network):
    found = network.find("直径300mm、公差±0.01mmの研磨を500個").reading

    assert "500個" in found.constraints
    assert any("0.01" in item for item in found.constraints)
    assert any("300mm" in item for item in found.constraints)


def test_a_text_without_processes_or_quantities_reads_as_nothing(network):
    reading = network.find("ぴかぴかにしてほしい").reading

    assert (reading.processes, reading.constraints) == ((), ())


@pytest.mark.parametrize(
    ("asked", "applied", "words"),
    [
        ({"seeker_ref": "F1"}, True, "燕三条"),
        ({"seeker_ref": "X01"}, False, "分からない"),
        ({"seeker_ref": "nobody"}, False, "分からない"),
        ({}, False, "分からない"),
        ({"seeker_ref": "F1", "prefer_other_clusters": False}, False, "していません"),
    ],
)
def test_an_answer_says_whether_other_clusters_were_preferred_and_why(
    network, asked, applied, words
):
    preference = network.find(POLISHING, **asked).preference

    assert preference.applied == applied
    assert preference.other_clusters == asked.get("prefer_other_clusters", True)
    assert words in preference.text


def test_the_last_page_has_no_cursor(network):
    first = network.find(POLISHING, limit=5)
    last = network.find(POLISHING, limit=5, cursor=first.next_cursor)

    assert (len(first.matches), len(last.matches)) == (5, 3)
    assert last.next_cursor is None
    assert network.find(POLISHING, limit=8).next_cursor is None


@pytest.mark.parametrize(
    "other",
    [
        a_question("別の探しもの"),
        a_question(POLISHING, clusters=("諏訪",)),
        a_question(POLISHING, lot=3),
        a_question(POLISHING, seeker_ref="F1"),
        a_question(POLISHING, conditions=Conditions.GATE),
        a_question(POLISHING, prefer_other_clusters=False),
        a_question(POLISHING, ignored=("研磨",)),
    ],
)
def test_a_cursor_is_good_for_its_own_question_only(network, other):
    cursor = network.find(POLISHING, limit=2).next_cursor

    with pytest.raises(InvalidValueError) as refused:
        network.find(other, cursor=cursor)

    assert refused.value.field == "cursor"
    assert network.find(POLISHING, limit=2, cursor=cursor).matches


def as_cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(st.text(max_size=60) | st.text(max_size=60).map(as_cursor))
@example(as_cursor('["x", Infinity, "F1"]'))
@example(as_cursor('["x", NaN, "F1"]'))
@example(as_cursor("[" * 5_000))
@example(as_cursor("9" * 5_000))
@example(as_cursor('{"a": 1, "b": 2, "c": 3}'))
def test_a_cursor_that_no_page_gave_is_refused(network, cursor):
    with pytest.raises(InvalidValueError) as refused:
        network.find(POLISHING, cursor=cursor)

    assert refused.value.field == "cursor"


def test_a_cursor_with_a_number_too_large_is_refused_though_its_question_is_right(network):
    cursor = network.find(POLISHING, limit=2).next_cursor or ""
    digest = json.loads(base64.urlsafe_b64decode(cursor + "=="))[0]

    with pytest.raises(InvalidValueError):
        network.find(POLISHING, cursor=as_cursor(f'["{digest}", 1e999, "F1"]'))


def test_a_walk_goes_on_where_it_was_though_a_firm_before_it_has_left(tmp_path):
    network = Network(tmp_path / "indexes")
    network.publish(*(a_firm(POLISHING, ref=f"F{number}") for number in range(6)))
    network.publish(*(a_firm(trade) for trade in OTHERS * 5)).rebuild()
    first = network.find(POLISHING, limit=3)

    network.withdraw(a_firm(ref="F0"))
    network.refresh()
    network.live.catch_up()
    second = network.find(POLISHING, limit=3, cursor=first.next_cursor)

    assert refs(first.matches) == ["F0", "F1", "F2"]
    assert not set(refs(second.matches)) & {"F0", "F1"}
