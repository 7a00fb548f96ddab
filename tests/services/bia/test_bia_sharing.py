"""What several plans count on from one partner, and partners that count on each other."""

from dataclasses import replace
from decimal import Decimal

from builders import a_capability, a_firm
from builders_callers import a_member
from builders_filed import MORNING, a_case, an_option
from builders_introductions import a_case as an_introduction
from builders_introductions import a_case_at
from enishi.domain.bia.recovery import RecoveryOutcome
from enishi.domain.bia.scenario import Footprint, Hazard
from enishi.domain.firm import Facility
from enishi.domain.introduction import Stage
from enishi.domain.need import NeedKind
from enishi.services.bia.assessments import AssessedCase, AssessmentService
from enishi.services.bia.cases import CaseService
from fakes import MemoryDatabase

FIRST, SECOND = a_member("F1"), a_member("F2")
# 365 / 12 pieces a month for each piece a day.
SIXTY_A_DAY = "1825"


class Desk:
    """Two firms whose plans may lean on one partner far from both."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        place = Facility("P-1", None, "15213", None, "東北電力管内", "信濃川水系")
        can = a_capability("主加工", ref="P-c", facility_ref="P-1", capacity_per_month=SIXTY_A_DAY)
        with self.database.begin() as work:
            partner = a_firm(ref="P", can=[can], facilities=[place])
            work.firms.put_many([a_firm(ref="F1"), a_firm(ref="F2"), partner])
        self.cases = CaseService(self.database, lambda: MORNING)
        self.assessments = AssessmentService(self.cases, lambda: MORNING)
        self.option = an_option(firm_ref="P", capability_ref="P-c")
        self.ref = self.cases.create(a_case(options=[self.option]), by=FIRST).record.ref

    def seen(self) -> AssessedCase:
        return self.assessments.in_network(self.ref, by=FIRST)

    def introduce(self, seeker: str, candidate: str) -> None:
        ladder = an_introduction(
            seeker, candidate, purpose=NeedKind.ALTERNATIVE_SOURCING, need=None
        )
        with self.database.begin() as work:
            work.introductions.put(a_case_at(Stage.AGREED, case=ladder))


def test_a_plan_alone_shares_nothing():
    assert Desk().seen().claims == ()


def test_two_plans_that_count_on_one_partner_in_one_event_are_told_their_share():
    desk = Desk()
    desk.cases.create(a_case(options=[desk.option], title="隣の会社の計画"), by=SECOND)

    claims = desk.seen().claims

    assert [item.scenario_ref for item in claims] == ["quake", "flood", "blackout"]
    (claim, *_) = claims
    assert (claim.claimed, claim.capacity) == (Decimal(100), Decimal(60))
    assert claim.granted_share == Decimal("0.6")
    assert "ほかの1件の計画" in claim.text
    assert "隣の会社" not in claim.text


def test_what_comes_of_an_event_is_reckoned_with_the_plans_share():
    desk = Desk()
    alone = by_the_partner(desk.seen())
    desk.cases.create(a_case(options=[desk.option]), by=SECOND)

    shared = by_the_partner(desk.seen())

    assert shared.supplied == alone.supplied * Decimal("0.6")
    assert shared.unmet == alone.unmet + alone.supplied - shared.supplied
    assert shared.loss > alone.loss


def by_the_partner(found: AssessedCase) -> RecoveryOutcome:
    """What comes of the first event with the one option."""
    return next(item for item in found.assessment.outcomes if item.option_refs)


def test_a_plan_for_another_event_claims_nothing_in_this_one():
    desk = Desk()
    other = replace(
        a_case().scenarios[0],
        hazard=Hazard.EARTHQUAKE,
        footprint=Footprint(municipalities=frozenset({"27227"})),
    )
    desk.cases.create(a_case(options=[desk.option], scenarios=[other]), by=SECOND)

    assert desk.seen().claims == ()


def test_claims_within_the_capacity_are_no_news():
    desk = Desk()
    small = replace(desk.option, capacity_per_day=Decimal(10))
    desk.cases.create(a_case(options=[small]), by=SECOND)

    assert desk.seen().claims == ()


def test_two_firms_that_agreed_to_help_each_other_are_a_pair():
    desk = Desk()
    desk.introduce("F1", "P")
    assert desk.seen().pairs == ()

    desk.introduce("P", "F1")

    (pair,) = desk.seen().pairs
    assert {pair.one, pair.other} == {"F1", "P"}
    assert "互いに代替" in pair.text
