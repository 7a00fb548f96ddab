"""The shipped example, fed from the shipped firms: who shares its hazards comes last."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from builders_callers import a_member
from builders_filed import MORNING, a_case
from enishi.domain.firm import Facility, Firm
from enishi.services.bia.alternatives import Alternative, AlternativeService, Wanted
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.cases import CaseService
from enishi.services.needs import NeedService
from enishi.services.records import firm_of
from networks import Network

_FIRMS = Path(__file__).parents[3] / "corpus" / "firms"
HERE = Facility("here", "隣の工場", "11203", None, "東京電力管内", "荒川水系")
AWAY = Facility("away", "遠くの工場", "15213", None, "東北電力管内", "信濃川水系")
WANTED = Wanted("A", ("2", "3"), "blackout")


def the_firms() -> list[Firm]:
    return [
        firm_of(json.loads(line))
        for file in sorted(_FIRMS.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]


def moved_to(place: Facility, firm: Firm) -> Firm:
    """Return a firm that is its twin in all it says, and works at a place."""
    return replace(
        firm,
        ref=f"{firm.ref}-{place.ref}",
        corporate_number=None,
        municipality_code=place.municipality_code,
        facilities=(place,),
        capabilities=tuple(replace(item, facility_ref=place.ref) for item in firm.capabilities),
    )


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    found = Network(tmp_path_factory.mktemp("corpus")).publish(*the_firms())
    found.rebuild()
    return found


def alternatives(network: Network, own: str) -> tuple[Alternative, ...]:
    cases = CaseService(network.database, lambda: MORNING)
    ref = cases.create(a_case(options=[]), by=a_member(own)).record.ref
    service = AlternativeService(
        AssessmentService(cases, lambda: MORNING),
        NeedService(network.database),
        lambda: network.search,
    )
    return service.find(ref, WANTED, by=a_member(own), limit=30).items


def test_the_example_is_offered_firms_of_the_corpus_in_the_order_of_what_they_save(
    network: Network,
):
    found = alternatives(network, "SW001")

    assert len(found) >= 3
    assert "SW001" not in [item.match.firm.ref for item in found]
    saved = [round(item.qualified_loss_avoided) for item in found]
    assert saved == sorted(saved, reverse=True)
    assert saved[0] > 0


def test_the_twin_that_shares_the_hazard_is_ranked_below_the_one_that_does_not(
    network: Network,
):
    firm = alternatives(network, "SW001")[0].match.firm
    network.publish(moved_to(HERE, firm), moved_to(AWAY, firm))
    network.live.catch_up()

    found = {item.match.firm.ref: item for item in alternatives(network, "SW001")}
    here, away = found[f"{firm.ref}-here"], found[f"{firm.ref}-away"]

    places = list(found)
    assert places.index(f"{firm.ref}-away") < places.index(f"{firm.ref}-here")
    assert (away.independence, here.independence) == (1, 0)
    assert away.qualified_loss_avoided > here.qualified_loss_avoided == 0
    assert {word for hazard in here.hazards for word in hazard.shared} >= {
        "同じ市区町村（11203）",
        "同じ水系（荒川水系）",
        "同じ電力管内（東京電力管内）",
    }
