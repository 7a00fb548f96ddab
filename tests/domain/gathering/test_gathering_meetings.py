"""Business meetings, visits and agendas."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Coordinates
from enishi.domain.gathering import (
    AgendaTopic,
    ConceptSought,
    Gathering,
    GatheringKind,
    GatheringRound,
    agenda,
    appointed,
    route,
    stable_matching,
)

HOSTS, VISITORS = ["H1", "H2", "H3"], ["V1", "V2", "V3", "V4", "V5"]


def appointments(rounds: Sequence[GatheringRound]) -> list[tuple[str, ...]]:
    return [table.firm_refs for taken in rounds for table in taken.tables]


def orders(of: list[str], among: list[str]) -> st.SearchStrategy[Mapping[str, Sequence[str]]]:
    some = st.lists(st.sampled_from(among), unique=True)
    return st.fixed_dictionaries(dict.fromkeys(of, some))


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 6), st.integers(1, 9), st.integers(1, 7), st.data())
def test_nobody_sits_twice_at_a_host_and_nobody_is_booked_twice(
    hosts: int, visitors: int, rounds: int, data: st.DataObject
):
    host_refs, visitor_refs = (
        [f"{side}{n}" for n in range(k)] for side, k in (("H", hosts), ("V", visitors))
    )
    wishes = data.draw(orders(host_refs, visitor_refs)) | data.draw(orders(visitor_refs, host_refs))

    planned = appointed(host_refs, visitor_refs, rounds, {}, wishes=wishes)

    made = appointments(planned)
    assert len(made) == len(set(made))
    assert {host for host, _ in made} <= set(host_refs)
    assert max(Counter(ref for pair in made for ref in pair).values()) <= rounds
    # A round refuses a firm that sits in it twice, so being made is the proof.
    assert len(planned) == rounds


@settings(max_examples=50, deadline=None)
@given(orders(VISITORS, HOSTS), orders(HOSTS, VISITORS), st.integers(1, 2))
def test_no_visitor_and_host_would_both_rather_have_each_other(
    visitors: Mapping[str, Sequence[str]], hosts: Mapping[str, Sequence[str]], places: int
):
    matched = stable_matching(visitors, hosts, dict.fromkeys(HOSTS, places))

    for visitor, wanted in visitors.items():
        got = matched.get(visitor)
        for host in wanted[: wanted.index(got)] if got else wanted:
            guests = [ref for ref, at in matched.items() if at == host]
            order = list(hosts[host])
            if visitor in order:
                assert len(guests) == places
                assert max(map(order.index, guests)) < order.index(visitor)


def test_whoever_named_each_other_meets_before_anybody_is_assigned():
    wishes = {"V5": ["H2"], "H2": ["V5"], "V1": ["H2"], "H3": ["V1"]}

    planned = appointed(HOSTS, VISITORS, 1, {}, wishes=wishes)

    assert ("H2", "V5") in appointments(planned)


def test_free_places_go_where_they_have_met_least_and_fit_best():
    met = {("H1", "V1"): 2}
    fit = {("H3", "V1"): 1}

    planned = appointed(
        HOSTS, ["V1"], 2, met, fit=lambda host, visitor: fit.get((host, visitor), 0)
    )

    assert sorted(appointments(planned)) == [("H2", "V1"), ("H3", "V1")]


def test_with_as_many_rounds_as_hosts_every_visitor_meets_every_host():
    planned = appointed(HOSTS, VISITORS[:3], 3, {})

    assert len(set(appointments(planned))) == 9


def test_a_host_does_not_go_round():
    with pytest.raises(InvalidValueError) as refusal:
        appointed(HOSTS, [*VISITORS, "H1"], 2, {})

    assert refusal.value.field == "host_refs"


def test_a_business_meeting_without_hosts_is_refused():
    with pytest.raises(InvalidValueError):
        appointed([], VISITORS, 2, {})


def test_a_visit_takes_the_shortest_way_and_leaves_unknown_places_to_the_end():
    places = {
        "west": Coordinates(36.0, 136.0),
        "middle": Coordinates(36.0, 137.0),
        "east": Coordinates(36.0, 138.0),
    }

    assert route(["a", "west", "east", "middle"], places) == ("east", "middle", "west", "a")


def sought(concept: str, firm: str, *, named: bool = True) -> ConceptSought:
    return ConceptSought(concept, firm, named)


def test_a_topic_is_what_two_firms_of_the_table_look_for():
    wanted = [
        *(
            sought("研磨", "A"),
            sought("研磨", "B"),
            sought("鋳造", "A"),
            sought("鋳造", "elsewhere"),
        ),
    ]

    assert agenda(["A", "B", "C"], wanted, {}) == (AgendaTopic("研磨", 2, ("A", "B")),)


def test_a_firm_that_keeps_its_name_back_counts_and_is_not_named():
    wanted = [sought("研磨", "A"), sought("研磨", "B", named=False)]

    assert agenda(["A", "B", "C", "D"], wanted, {}) == (AgendaTopic("研磨", 2, ("A",)),)


def test_a_table_so_small_that_the_nameless_firm_could_be_worked_out_does_not_hear_of_it():
    wanted = [sought("研磨", "A"), sought("研磨", "B", named=False)]

    # C is neither A nor itself: it would know that B looks for it.
    assert agenda(["A", "B", "C"], wanted, {}) == ()


def test_one_firm_that_looks_for_a_thing_twice_is_no_topic():
    wanted = [sought("研磨", "A"), sought("研磨", "A", named=False)]

    assert agenda(["A", "B"], wanted, {}) == ()


def test_the_rarer_concept_comes_first_among_those_that_as_many_look_for():
    wanted = [sought(concept, firm) for concept in ("切削", "電解研磨") for firm in "AB"]

    topics = agenda(["A", "B"], wanted, {"切削": 90, "電解研磨": 4})

    assert [topic.concept for topic in topics] == ["電解研磨", "切削"]


def test_rounds_begin_one_after_the_other_and_none_on_the_next_day():
    evening = Gathering(
        *("g1", GatheringKind.WORKING_GROUP, "円卓", date(2026, 12, 1), None, (), ()),
        starts_at=time(23, 20),
        minutes=20,
    )

    assert [evening.begins(number) for number in (1, 2, 3)] == [time(23, 20), time(23, 40), None]
