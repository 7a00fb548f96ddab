"""Firms from the search become options of a plan, the most helpful first."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import a_capability, a_firm
from builders_callers import a_member
from builders_filed import MORNING, a_case
from enishi.domain.access import ANONYMOUS
from enishi.domain.disclosure import Disclosure
from enishi.domain.errors import InvalidValueError, NotFoundError, StaleRevisionError
from enishi.domain.firm import Facility, Firm
from enishi.domain.readiness import Rung
from enishi.services.bia.alternatives import Alternative, AlternativeService, Wanted
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.cases import CaseService
from enishi.services.needs import NeedService
from networks import Network

OWN = a_member("F1")
WANTED = Wanted("A", ("2", "3"), "blackout")


def a_turner(ref: str, power_area: str | None, **known: object) -> Firm:
    """A firm that does what the steps need; all that differs is where."""
    place = Facility(f"{ref}-1", None, "15213", None, power_area, "信濃川水系")
    can = a_capability(
        "前加工と主加工",
        ref=f"{ref}-c",
        facility_ref=place.ref,
        equipment="NC旋盤",
        capacity_per_month="3000",
    )
    return a_firm(ref=ref, can=[can], facilities=[place], **known)


FAR, NEAR, NOWHERE = (
    a_turner("A-far", "東北電力管内"),
    a_turner("A-near", "東京電力管内"),
    a_turner("A-nowhere", None),
)


class Desk:
    """A firm with the example's plan, on a network of firms that could help."""

    def __init__(self, folder: Path, *firms: Firm, **known: object) -> None:
        own = a_firm("前加工と主加工", ref="F1", cluster="川口")
        self.network = Network(folder).publish(own, *firms)
        self.network.rebuild()
        self.database = self.network.database
        self.cases = CaseService(self.database, lambda: MORNING)
        self.ref = self.cases.create(a_case(**({"options": []} | known)), by=OWN).record.ref
        self.service = AlternativeService(
            AssessmentService(self.cases, lambda: MORNING),
            NeedService(self.database),
            lambda: self.network.search,
        )

    def find(self, wanted: Wanted = WANTED) -> tuple[Alternative, ...]:
        return self.service.find(self.ref, wanted, by=OWN).items


def refs(found: tuple[Alternative, ...]) -> list[str]:
    return [item.match.firm.ref for item in found]


def test_of_two_equal_firms_the_one_that_shares_the_hazard_comes_after(tmp_path: Path):
    found = Desk(tmp_path, NEAR, NOWHERE, FAR).find()

    assert refs(found)[0] == "A-far"
    far, near = (next(i for i in found if i.match.firm.ref == ref) for ref in ("A-far", "A-near"))
    assert far.independence == 1
    assert near.independence is not None
    assert near.independence < 1
    assert far.qualified_loss_avoided > near.qualified_loss_avoided
    assert near.hazards[-1].shared == ("同じ電力管内（東京電力管内）",)


def test_a_firm_whose_place_is_unknown_is_not_called_independent(tmp_path: Path):
    found = {item.match.firm.ref: item for item in Desk(tmp_path, FAR, NOWHERE).find()}

    assert found["A-nowhere"].independence is None
    assert not found["A-nowhere"].qualified.is_official


def test_the_firm_itself_is_no_alternative_to_itself(tmp_path: Path):
    assert "F1" not in refs(Desk(tmp_path, FAR).find())


def test_a_firm_that_hides_from_the_owner_is_not_offered_nor_taken(tmp_path: Path):
    desk = Desk(tmp_path, FAR, NEAR)
    with desk.database.begin() as work:
        work.disclosures.put_firm("A-far", Disclosure(hide_from=frozenset({"F1"})))

    assert refs(desk.find()) == ["A-near"]
    with pytest.raises(NotFoundError):
        desk.service.take(desk.ref, "A-far", WANTED, by=OWN, capability_ref=None)


def test_qualifying_a_found_firm_is_worth_days_and_yen(tmp_path: Path):
    (found,) = Desk(tmp_path, FAR).find()

    assert round(found.before.loss) == 1_789_041
    assert found.before.shortage == timedelta(days=8)
    assert found.qualified.shortage < found.after.shortage <= found.before.shortage
    assert found.qualified.loss < found.before.loss
    assert found.draft.option.is_estimated
    assert found.draft.option.rung is Rung.CANDIDATE
    assert found.draft.assumed


def test_the_need_names_work_and_not_the_firm_nor_its_product(tmp_path: Path):
    desk = Desk(tmp_path, FAR)
    found = desk.service.find(desk.ref, WANTED, by=OWN)

    assert "前加工・主加工" in found.need.title
    assert "NC旋盤" in found.need.text
    assert "例示工業" not in found.need.text
    assert "製品A" not in found.need.text
    assert found.need.constraints.lot == 50
    assert found.need.constraints.max_lead_time_days == 26


def test_a_firm_slower_than_the_firms_own_recovery_is_left_out(tmp_path: Path):
    place = Facility("S-1", None, "15213", None, "東北電力管内", "信濃川水系")
    can = a_capability(
        "前加工と主加工", ref="S-c", facility_ref="S-1", equipment="NC旋盤", lead_time_days=60
    )
    slow = a_firm(ref="A-slow", can=[can], facilities=[place])

    assert refs(Desk(tmp_path, FAR, slow).find()) == ["A-far"]


def test_a_found_firm_becomes_an_option_that_leans_on_it(tmp_path: Path):
    desk = Desk(tmp_path, FAR)

    taken = desk.service.take(desk.ref, "A-far", WANTED, by=OWN, capability_ref=None)

    (option,) = taken.filed.record.case.options
    assert (option.ref, option.firm_ref, option.capability_ref) == ("M1", "A-far", "A-far-c")
    assert option.covers == ("2", "3")
    assert taken.filed.revision == 2
    assert taken.filed.record.leans_on == {"A-far"}
    again = desk.service.take(desk.ref, "A-far", WANTED, by=OWN, capability_ref="A-far-c")
    assert [item.ref for item in again.filed.record.case.options] == ["M1", "M2"]


def test_an_estimate_follows_the_register_until_it_is_confirmed(tmp_path: Path):
    desk = Desk(tmp_path, FAR)
    desk.service.take(desk.ref, "A-far", WANTED, by=OWN, capability_ref=None)
    can = a_capability(
        "前加工と主加工", ref="A-far-c", facility_ref="A-far-1", capacity_per_month="365"
    )
    desk.network.change(a_firm(ref="A-far", can=[can], facilities=FAR.facilities))

    assessment = desk.service.assessments.of_case(desk.ref, by=OWN)[1]

    assert assessment.options[0].option.capacity_per_day == 12


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("B"), "product_ref"),
        (Wanted("A", ("9",)), "covers[0]"),
        (Wanted("A", (), "war"), "scenario_ref[0]"),
    ],
)
def test_what_leads_to_nothing_is_refused_at_its_field(tmp_path: Path, wanted: Wanted, field: str):
    with pytest.raises(InvalidValueError) as refused:
        Desk(tmp_path, FAR).find(wanted)

    assert refused.value.field == field


def test_a_capability_that_is_not_there_is_refused(tmp_path: Path):
    desk = Desk(tmp_path, FAR)

    with pytest.raises(InvalidValueError) as refused:
        desk.service.take(desk.ref, "A-far", WANTED, by=OWN, capability_ref="none")

    assert refused.value.field == "capability_ref"


def test_a_need_is_posted_without_the_firms_name_unless_it_says_so(tmp_path: Path):
    desk = Desk(tmp_path, FAR)

    hidden = desk.service.post_need(desk.ref, WANTED, is_anonymous=True, by=OWN)
    named = desk.service.post_need(desk.ref, WANTED, is_anonymous=False, by=OWN)

    board = NeedService(desk.database)
    as_read = {
        ref: board.get(str(posting.need.record.id), by=ANONYMOUS).seeker
        for ref, posting in (("hidden", hidden), ("named", named))
    }
    assert as_read["hidden"] is None
    assert as_read["named"] is not None


def test_somebody_elses_plan_is_not_asked_about(tmp_path: Path):
    desk = Desk(tmp_path, FAR)

    with pytest.raises(NotFoundError):
        desk.service.find(desk.ref, WANTED, by=a_member("F2"))


def test_a_plan_that_changed_meanwhile_is_not_overwritten(tmp_path: Path):
    desk = Desk(tmp_path, FAR)
    looked_up = desk.service._desk(desk.ref, WANTED, OWN)
    desk.cases.replace(desk.ref, a_case(title="新", options=[]), expected=None, by=OWN)

    with pytest.raises(StaleRevisionError):
        desk.cases.replace(
            desk.ref, looked_up.filed.record.case, expected=looked_up.filed.revision, by=OWN
        )
