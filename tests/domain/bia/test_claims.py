from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.bia.claims import CapacityClaim, shared_capacities


def a_claim(plan="P1", firm="F1", scenario="quake", per_day=30) -> CapacityClaim:
    return CapacityClaim(plan, firm, scenario, Decimal(per_day))


def test_what_two_plans_claim_from_one_supplier_is_added_up_and_shared_by_their_claims():
    claims = [a_claim("P1", per_day=30), a_claim("P2", per_day=50)]

    found = shared_capacities(claims, {"F1": Decimal(60)})[0]

    assert (found.claimed, found.granted_share, found.is_short) == (80, Decimal("0.75"), True)
    assert found.text == (
        "ほかの1件の計画と合わせて1日80.0個を当てにしていますが、"
        "能力は1日60.0個です。按分すると75%になります"
    )


def test_no_other_plan_is_named_in_the_words():
    claims = [a_claim("秘密の計画"), a_claim("P2")]

    assert "秘密" not in shared_capacities(claims, {"F1": Decimal(10)})[0].text


def test_claims_that_fit_are_granted_whole():
    found = shared_capacities([a_claim("P1"), a_claim("P2")], {"F1": Decimal(60)})[0]

    assert (found.granted_share, found.is_short) == (1, False)
    assert found.text.endswith("能力1日60.0個に収まります")


def test_one_plan_alone_different_events_and_an_unknown_capacity_share_nothing():
    alone = [a_claim(per_day=30), a_claim(per_day=40)]
    apart = [a_claim("P1", scenario="quake"), a_claim("P2", scenario="flood")]
    unknown = [a_claim("P1", "F9"), a_claim("P2", "F9")]

    assert shared_capacities([*alone, *apart[1:], *unknown], {"F1": Decimal(10)}) == ()


CLAIMS = st.lists(
    st.builds(
        a_claim,
        plan=st.sampled_from("ABC"),
        firm=st.sampled_from(["F1", "F2"]),
        scenario=st.sampled_from(["quake", "flood"]),
        per_day=st.integers(0, 100),
    ),
    max_size=12,
)


@given(CLAIMS, st.integers(0, 200))
def test_what_is_granted_never_exceeds_the_capacity(claims, capacity):
    capacities = {"F1": Decimal(capacity), "F2": Decimal(40)}

    for found in shared_capacities(claims, capacities):
        assert found.claimed * found.granted_share <= found.capacity + Decimal("1e-9")
        assert 0 <= found.granted_share <= 1
    assert shared_capacities(claims[::-1], capacities) == shared_capacities(claims, capacities)
