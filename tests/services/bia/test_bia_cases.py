"""Cases belong to an organisation: who reads, changes and removes them, and what is noted."""

from dataclasses import replace

import pytest

from builders import a_firm
from builders_callers import a_coordinator, a_member
from builders_filed import MORNING, a_case, an_option
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.chamber import Chamber, Region
from enishi.domain.errors import (
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
    StaleRevisionError,
)
from enishi.services.bia.cases import CaseService
from fakes import MemoryDatabase

OWN, OTHER = a_member("F1"), a_member("F2")
TSUBAME = Region(clusters=("燕三条",))
INSIDE = replace(a_coordinator("C1"), regions=(TSUBAME,))
OUTSIDE = replace(a_coordinator("C2"), regions=(Region(clusters=("諏訪",)),))


def cases() -> CaseService:
    database = MemoryDatabase()
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1", cluster="燕三条"), a_firm(ref="F2", cluster="諏訪")])
        work.chambers.put(Chamber("C1", "燕商工会議所", TSUBAME))
    return CaseService(database, lambda: MORNING)


def test_a_case_belongs_to_the_one_organisation_of_whoever_files_it():
    service = cases()

    filed = service.create(a_case(), by=OWN)

    assert (filed.record.firm_ref, filed.record.created_by) == ("F1", "P-F1")
    assert (filed.revision, filed.record.created_at) == (1, MORNING)
    assert service.get(filed.record.ref, by=OWN) == filed


def test_it_is_filed_with_the_figures_that_it_comes_to():
    filed = cases().create(a_case(), by=OWN).record

    found = {figure.subject: figure for figure in filed.figures}
    assert round(found["A", "blackout", True].loss) == 400_000
    assert len(found) == 6


@pytest.mark.parametrize("stranger", [OTHER, OUTSIDE])
def test_somebody_elses_case_is_as_good_as_none(stranger: Caller):
    service = cases()
    ref = service.create(a_case(), by=OWN).record.ref

    for ask in (
        lambda: service.get(ref, by=stranger),
        lambda: service.replace(ref, a_case(), expected=None, by=stranger),
        lambda: service.remove(ref, expected=None, by=stranger),
    ):
        with pytest.raises(NotFoundError) as refused:
            ask()
        with pytest.raises(NotFoundError) as missing:
            service.get("b-none", by=stranger)
        assert refused.value.message == missing.value.message
    assert service.page(by=stranger, after=None, limit=9) == []


@pytest.mark.parametrize("keeper", [OWN, INSIDE, LOCAL_OPERATOR])
def test_its_firm_the_chamber_in_charge_and_operators_have_it(keeper: Caller):
    service = cases()
    filed = service.create(a_case(), by=OWN)

    assert service.page(by=keeper, after=None, limit=9) == [filed]
    edited = service.replace(filed.record.ref, a_case(title="新"), expected=1, by=keeper)
    assert (edited.revision, edited.record.case.title) == (2, "新")
    service.remove(filed.record.ref, expected=2, by=keeper)
    assert service.page(by=keeper, after=None, limit=9) == []


def test_a_coordinator_files_for_a_firm_of_the_region_and_for_no_other():
    service = cases()

    filed = service.create(a_case(), by=INSIDE, organisation_ref="F1")
    own = service.create(a_case(), by=INSIDE)

    assert filed.record.firm_ref == "F1"
    assert own.record.chamber_ref == "C1"
    with pytest.raises(NotPermittedError):
        service.create(a_case(), by=INSIDE, organisation_ref="F2")
    with pytest.raises(InvalidValueError) as refused:
        service.create(a_case(), by=INSIDE, organisation_ref="F-none")
    assert refused.value.field == "organisation_ref"


def test_an_operator_says_whose_case_it_is():
    with pytest.raises(InvalidValueError) as refused:
        cases().create(a_case(), by=LOCAL_OPERATOR)

    assert refused.value.field == "organisation_ref"


def test_who_says_nothing_of_themselves_is_asked_first_and_a_reading_key_writes_nothing():
    service = cases()
    reader = replace(OWN, scopes=frozenset({Scope.READ}))

    for ask in (
        lambda: service.page(by=ANONYMOUS, after=None, limit=9),
        lambda: service.create(a_case(), by=ANONYMOUS),
    ):
        with pytest.raises(NotSignedInError):
            ask()
    with pytest.raises(NotPermittedError):
        service.create(a_case(), by=reader)


def test_a_change_to_what_is_no_longer_so_is_refused():
    service = cases()
    ref = service.create(a_case(), by=OWN).record.ref
    service.replace(ref, a_case(title="新"), expected=1, by=OWN)

    with pytest.raises(StaleRevisionError):
        service.replace(ref, a_case(title="旧"), expected=1, by=OWN)
    with pytest.raises(StaleRevisionError):
        service.remove(ref, expected=1, by=OWN)


def test_an_equal_case_is_no_change():
    service = cases()
    filed = service.create(a_case(), by=OWN)

    assert service.replace(filed.record.ref, a_case(), expected=1, by=OWN).revision == 1


def test_a_case_that_cannot_be_reckoned_is_not_filed():
    service = cases()
    options = [an_option(ref=f"X{number}") for number in range(400)]
    scenarios = [
        replace(scenario, ref=f"{scenario.ref}{number}")
        for number in range(8)
        for scenario in a_case().scenarios
    ]

    with pytest.raises(InvalidValueError) as refused:
        service.create(a_case(options=options, scenarios=scenarios), by=OWN)

    assert refused.value.field == "scenarios"
    assert service.page(by=OWN, after=None, limit=9) == []


def test_what_others_do_with_a_firms_case_is_noted_and_the_firms_own_reading_is_not():
    service = cases()
    ref = service.create(a_case(), by=OWN).record.ref
    service.get(ref, by=OWN)
    service.get(ref, by=INSIDE)
    service.remove(ref, expected=None, by=INSIDE)

    with service.database.read() as work:
        noted = [
            (item.entry.action, item.entry.actor_ref, item.entry.owner_ref)
            for item in work.audit.recorded
            if item.entry.subject_kind == "bia_case"
        ]
    assert noted == [
        (AuditAction.WRITTEN, "P-F1", "F1"),
        (AuditAction.READ, "P-C1", "F1"),
        (AuditAction.ERASED, "P-C1", "F1"),
    ]
