"""The tables of BIA cases keep what the port promises, on both databases and in the fake."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from builders import a_firm
from builders_filed import MORNING, a_case, a_filed_case, an_option
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import open_engine
from enishi.domain.bia.filing import CaseNotice, Figure, FigureChange, PartnerChange
from enishi.domain.chamber import Chamber, Region
from enishi.services.ports import Database
from fakes import MemoryDatabase

FIGURE = Figure("A", "quake", True, timedelta(days=20), Decimal("2972602.739726027397260273973"))
OWN = a_filed_case(
    "F1", a_case(options=[an_option(firm_ref="F9"), an_option(firm_ref="F8")]), figures=(FIGURE,)
)
OTHER = a_filed_case(chamber_ref="C1", created_by="P1")
NOTICE = CaseNotice(
    "n1",
    OWN.ref,
    OWN.case.title,
    ("協力会社での前加工・主加工",),
    PartnerChange.WITHDRAWN,
    MORNING,
    (FigureChange("A", "quake", True, FIGURE, None),),
)


_KINDS = ["memory", "sqlite_url", pytest.param("postgres_url", marks=pytest.mark.postgres)]


@pytest.fixture(params=_KINDS)
def kept(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database in which F1 and C1 keep a case each."""
    if request.param == "memory":
        yield _filled(MemoryDatabase())
        return
    engine = open_engine(request.getfixturevalue(request.param))
    yield _filled(SqlDatabase(engine))
    engine.dispose()


def _filled(database: Database) -> Database:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1")])
        work.chambers.put(Chamber("C1", "燕商工会議所", Region(clusters=("燕三条",))))
        work.cases.put(OWN)
        work.cases.put(OTHER)
    return database


def test_a_case_is_read_as_it_was_stored(kept: Database):
    with kept.read() as work:
        own, other = work.cases.get(OWN.ref), work.cases.get(OTHER.ref)

    assert own is not None
    assert other is not None
    assert (own.record, own.revision, own.updated_at) == (OWN, 1, MORNING)
    assert other.record == OTHER


def test_an_edit_raises_the_revision_and_reckoning_anew_does_not(kept: Database):
    with kept.begin() as work:
        edited = work.cases.put(replace(OWN, case=a_case(title="別の題")))
        reckoned = work.cases.put(replace(edited.record, figures=()), is_edit=False)

    assert edited.revision == 2
    assert edited.updated_at > MORNING
    assert (reckoned.revision, reckoned.updated_at) == (2, edited.updated_at)
    assert reckoned.record.case.title == "別の題"
    assert reckoned.record.figures == ()


def test_cases_are_listed_newest_first_for_the_organisations_asked_for(kept: Database):
    newest = a_filed_case("F1")
    with kept.begin() as work:
        work.cases.put(newest)
        everything = work.cases.page(None, after=None, limit=10)
        own = work.cases.page(["F1"], after=None, limit=10)
        behind = work.cases.page(None, after=newest.ref, limit=1)
        nothing = work.cases.page([], after=None, limit=10)

    assert [item.record.ref for item in everything] == [newest.ref, OTHER.ref, OWN.ref]
    assert [item.record.ref for item in own] == [newest.ref, OWN.ref]
    assert [item.record.ref for item in behind] == [OTHER.ref]
    assert nothing == []


def test_the_cases_that_lean_on_a_firm_are_found_as_long_as_they_do(kept: Database):
    with kept.begin() as work:
        before = work.cases.leaning_on(["F9", "F8", "F7"])
        work.cases.put(replace(OWN, case=a_case()))
        after = work.cases.leaning_on(["F9"])
        owners = work.cases.owning_firms()

    assert [item.record.ref for item in before] == [OWN.ref]
    assert after == []
    assert owners == {"F1"}


def test_a_case_goes_with_its_firm_and_takes_its_notices_along(kept: Database):
    with kept.begin() as work:
        work.case_notices.add(NOTICE)
        work.firms.remove("F1")
        left = work.cases.page(None, after=None, limit=10)
        notices = work.case_notices.page(None, after=None, limit=10)

    assert [item.record.ref for item in left] == [OTHER.ref]
    assert notices == []


def test_a_case_is_removed_once(kept: Database):
    with kept.begin() as work:
        assert work.cases.remove(OWN.ref)
        assert not work.cases.remove(OWN.ref)
        assert work.cases.leaning_on(["F9"]) == []


def test_notices_are_listed_newest_first_to_their_owner_alone(kept: Database):
    later = replace(NOTICE, ref="n2", change=PartnerChange.CHANGED)
    with kept.begin() as work:
        work.case_notices.add(NOTICE)
        work.case_notices.add(later)
        own = work.case_notices.page(["F1"], after=None, limit=10)
        behind = work.case_notices.page(["F1"], after="n2", limit=10)
        others = work.case_notices.page(["C1"], after=None, limit=10)

    assert own == [later, NOTICE]
    assert behind == [NOTICE]
    assert others == []


def test_the_place_in_the_outbox_is_kept(kept: Database):
    with kept.begin() as work:
        at_first = work.case_notices.position()
        work.case_notices.move_to(2**40)
        work.case_notices.move_to(2**40 + 1)
    with kept.read() as work:
        assert (at_first, work.case_notices.position()) == (0, 2**40 + 1)


def test_a_case_of_nobody_is_refused_by_the_tables(database: SqlDatabase):
    with pytest.raises(IntegrityError), database.begin() as work:
        work.cases.put(a_filed_case("nobody"))
