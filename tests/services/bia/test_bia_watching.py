"""A partner changes: the plan is reckoned anew, its owner is told once, and of nothing else."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from builders import a_capability, a_firm
from builders_callers import a_member
from builders_filed import a_case, an_option
from builders_introductions import a_case as an_introduction
from builders_introductions import a_case_at, a_rung, day, then
from enishi.domain.bia.filing import PartnerChange
from enishi.domain.bia.prospect import OptionStanding
from enishi.domain.disclosure import Disclosure
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Facility, Firm
from enishi.domain.introduction import Stage
from enishi.domain.membership import Membership, Role
from enishi.domain.need import NeedKind
from enishi.domain.person import Person
from enishi.domain.readiness import Rung
from enishi.services.bia.assessments import AssessmentService, WhatIf
from enishi.services.bia.cases import CaseService
from enishi.services.bia.watching import WatchService
from enishi.services.firms import put_on, take_off
from fake_accounts import Postbox
from fakes import MemoryDatabase

OWN = a_member("F1")
TSUBAME = Facility("P-1", None, "15213", None, "東北電力管内", "信濃川水系")
TOKYO = Facility("P-1", None, "13111", None, "東京電力管内", "多摩川水系")


def a_partner(facility: Facility = TSUBAME, **known: object) -> Firm:
    can = a_capability("主加工", ref="P-c", facility_ref="P-1")
    return a_firm(ref="P", can=[can], facilities=[facility], cluster="燕三条", **known)


@dataclass
class Watched:
    """A firm whose plan leans on a qualified partner, and whoever watches it."""

    now: datetime = field(default_factory=lambda: day(20))
    database: MemoryDatabase = field(default_factory=MemoryDatabase)
    post: Postbox = field(default_factory=Postbox)

    def __post_init__(self) -> None:
        ladder = an_introduction("F1", "P", purpose=NeedKind.ALTERNATIVE_SOURCING, need=None)
        rungs = (a_rung(Rung.AGREED, until=30), a_rung(Rung.QUALIFIED, until=30))
        qualified = then(a_case_at(Stage.AGREED, case=ladder), *rungs)
        with self.database.begin() as work:
            put_on(work, a_firm(ref="F1"))
            put_on(work, a_partner())
            person = Person("P-F1", EmailAddress("owner@enishi.example"), "山田 花")
            work.people.put(person)
            work.memberships.put(Membership("P-F1", Role.FIRM_MEMBER, firm_ref="F1"))
            work.introductions.put(qualified)
        self.cases = CaseService(self.database, self.clock)
        self.watch = WatchService(
            self.database, lambda: self.post, "https://enishi.example", self.clock
        )
        option = an_option(ref="O", firm_ref="P", capability_ref="P-c")
        self.ref = self.cases.create(a_case(options=[option]), by=OWN).record.ref
        self.watch.check()

    def clock(self) -> datetime:
        return self.now

    def change(self, firm: Firm) -> int:
        with self.database.begin() as work:
            put_on(work, firm)
        return self.watch.check()

    def notices(self) -> list[PartnerChange]:
        found = self.cases.notices(by=OWN, after=None, limit=9)
        return [notice.change for notice in found]

    def standing(self) -> OptionStanding:
        assessments = AssessmentService(self.cases, self.clock)
        return assessments.of_case(self.ref, by=OWN)[1].options[0].standing


def test_a_partner_that_moves_into_the_hazard_changes_the_figures_and_the_owner_is_told_once():
    watched = Watched()
    assert watched.standing() is OptionStanding.OFFICIAL

    assert watched.change(a_partner(TOKYO)) == 1
    assert watched.watch.check() == 0
    assert watched.watch.look_again() == 0

    assert watched.notices() == [PartnerChange.CHANGED]
    (letter,) = watched.post.letters
    assert letter.to == EmailAddress("owner@enishi.example")
    assert f"https://enishi.example/bia/{watched.ref}" in letter.text
    assert "損失 0円 → 1,789,041円" in letter.text


def test_a_change_that_moves_no_figure_is_told_to_nobody():
    watched = Watched()

    assert watched.change(a_partner(summary="小物の加工に強い会社です。")) == 0

    assert watched.notices() == []
    assert watched.post.letters == []


def test_a_partner_that_withdraws_counts_nothing_and_says_so():
    watched = Watched()
    with watched.database.begin() as work:
        take_off(work, "P")

    assert watched.watch.check() == 1

    assert watched.notices() == [PartnerChange.WITHDRAWN]
    assert watched.standing() is OptionStanding.GONE
    assessment = AssessmentService(watched.cases, watched.clock).of_case(watched.ref, by=OWN)[1]
    assert all("O" not in outcome.option_refs for outcome in assessment.outcomes)
    assert "どの計算にも入れていません" in assessment.options[0].notes[0]


def test_a_partner_that_hides_from_the_owner_counts_nothing_either():
    watched = Watched()
    with watched.database.begin() as work:
        work.disclosures.put_firm("P", Disclosure(hide_from=frozenset({"F1"})))

    assert watched.watch.look_again() == 1
    assert watched.standing() is OptionStanding.GONE


def test_evidence_that_has_expired_leaves_the_official_figures_and_the_owner_is_told():
    watched = Watched()
    watched.now = day(31)

    assert watched.watch.check() == 0
    assert watched.watch.look_again() == 1

    (notice,) = watched.cases.notices(by=OWN, after=None, limit=9)
    assert notice.change is PartnerChange.READINESS
    assert {change.is_official for change in notice.changes} == {True}
    assert watched.standing() is OptionStanding.EXPIRED


def test_an_option_without_an_introduction_is_a_candidate_whatever_its_file_says():
    watched = Watched()
    with watched.database.begin() as work:
        put_on(work, a_firm(ref="Q"))
    option = an_option(ref="O", firm_ref="Q", rung=Rung.TRAINED, is_named=True)
    watched.cases.replace(watched.ref, a_case(options=[option]), expected=None, by=OWN)

    assert watched.standing() is OptionStanding.CANDIDATE


def test_a_partner_is_named_once_both_sides_agreed_to_meet():
    watched = Watched()
    with watched.database.read() as work:
        (agreed,) = work.introductions.of_pair("F1", "P")
    assessments = AssessmentService(watched.cases, watched.clock)
    named = assessments.of_case(watched.ref, by=OWN)[1].options[0].name
    fresh = an_introduction(
        "F1", "P", purpose=NeedKind.ALTERNATIVE_SOURCING, need=None, ref=agreed.ref
    )
    with watched.database.begin() as work:
        work.introductions.held.pop(agreed.ref)
        work.introductions.put(fresh)
    unnamed = assessments.of_case(watched.ref, by=OWN)[1].options[0].name

    assert named == "協力会社での前加工・主加工"
    assert unnamed == "代替調達（O）"


def test_a_letter_that_does_not_go_out_leaves_the_notice_on_the_list():
    watched = Watched()
    watched.post.broken = True

    assert watched.change(a_partner(TOKYO)) == 1

    assert watched.notices() == [PartnerChange.CHANGED]


def test_a_case_that_leans_on_nobody_is_not_looked_at():
    watched = Watched()
    watched.cases.replace(watched.ref, a_case(), expected=None, by=OWN)
    with watched.database.begin() as work:
        stored = work.cases.get(watched.ref)
        assert stored is not None
        work.cases.put(replace(stored.record, figures=()), is_edit=False)

    assert watched.change(a_partner(TOKYO)) == 0
    assert watched.watch.look_again() == 0


def test_a_question_about_a_partner_that_is_gone_is_refused_at_its_field():
    watched = Watched()
    with watched.database.begin() as work:
        take_off(work, "P")
    assessments = AssessmentService(watched.cases, watched.clock)

    with pytest.raises(InvalidValueError) as refused:
        assessments.what_if(watched.ref, WhatIf("A", "blackout", ("O",)), by=OWN)

    assert refused.value.field == "option_refs[0]"
    assert "取り下げ" in refused.value.message
