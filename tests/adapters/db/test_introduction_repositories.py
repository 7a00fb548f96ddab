from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from builders import a_firm, a_need
from builders_introductions import a_case, a_case_at, a_rung, date_of, day, then, yes
from enishi.adapters.db import SqlDatabase
from enishi.domain.chamber import Region
from enishi.domain.consent import ConsentMeans
from enishi.domain.correction import CorrectionReason
from enishi.domain.introduction import (
    AgreementTerm,
    Answered,
    DeclineReason,
    Edited,
    Ending,
    HandOverAccepted,
    HandOverProposed,
    Hearing,
    Introduction,
    Moved,
    OutcomeItem,
    OutcomeTold,
    Released,
    Revoked,
    Side,
    Sight,
    Stage,
    TermAgreed,
    closing,
)
from enishi.domain.match_response import MatchAnswer, MatchResponse
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Rung
from enishi.domain.release import Release

EVERYTHING = Sight(is_everything=True)
HEARD = Hearing(ConsentMeans.PHONE, "山田社長")


def put(database: SqlDatabase, *cases: Introduction) -> None:
    with database.begin() as work:
        work.introductions.put(*cases)


def got(database: SqlDatabase, ref: str) -> Introduction | None:
    with database.read() as work:
        return work.introductions.get(ref)


def a_rich_case() -> Introduction:
    """Return a case in which every kind of act was done."""
    case = a_case("S", "C", purpose=NeedKind.ALTERNATIVE_SOURCING, is_anonymous=True)
    case = then(case, Edited("別の題", "P2"), Released("constraints/lot", HEARD), note=None)
    case = then(case, HandOverProposed("CH2"), HandOverAccepted("CH2", "P3"), on=1)
    case = then(case, Moved(Stage.APPROACHED), Answered(Side.SEEKER, True, None, HEARD), on=2)
    case = then(case, Answered(Side.CANDIDATE, False, DeclineReason.CAPACITY), on=3)
    case = then(case, yes(Side.CANDIDATE), Moved(Stage.AGREED), on=4)
    case = then(case, a_rung(Rung.AGREED, on=5), Moved(Stage.MET), Revoked("firm_ref"), on=5)
    told = OutcomeTold(Side.CANDIDATE, 30, (OutcomeItem.CUSTOMER,), Decimal("1200000.50"), HEARD)
    return then(case, told, closing(Ending.DECLINED_BY_SEEKER, DeclineReason.PRICE), on=40)


def test_a_case_comes_back_with_everything_that_was_done(database: SqlDatabase):
    rich = a_rich_case()
    joint = a_case(purpose=NeedKind.JOINT_DEVELOPMENT, need=None, chamber=None)
    joint = then(joint, TermAgreed(AgreementTerm.COST, "折半する", date_of(0)))

    put(database, rich, joint)

    assert got(database, rich.ref) == rich
    assert got(database, joint.ref) == joint
    assert got(database, "I-404") is None


def test_a_case_is_stored_again_with_what_was_done_since(database: SqlDatabase):
    case = a_case()
    put(database, case)
    later = a_case_at(Stage.MET, case=case)

    put(database, later)

    assert got(database, case.ref) == later


def test_what_was_done_cannot_be_changed(database: SqlDatabase, engine: Engine):
    case = a_case()
    put(database, case)

    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text("UPDATE introduction_event SET note = 'それは違う'"))

    assert got(database, case.ref) == case


def test_a_case_outlives_its_firms_and_its_need(database: SqlDatabase):
    case = a_case("S", "C", need="N1")
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="S"), a_firm(ref="C")])
        work.needs.put_many([a_need(ref="N1", by="S")])
        work.introductions.put(case)

    with database.begin() as work:
        work.firms.remove("S")

    assert got(database, case.ref) == case


def test_pages_go_from_the_newest_to_the_oldest_and_show_each_once(database: SqlDatabase):
    cases = [a_case(on=number // 2, ref=f"I{number}") for number in range(5)]
    put(database, *cases)

    def page(after: str | None) -> list[str]:
        with database.read() as work:
            return [case.ref for case in work.introductions.page(EVERYTHING, after=after, limit=2)]

    assert [page(None), page("I3"), page("I1")] == [["I4", "I3"], ["I2", "I1"], ["I0"]]
    assert page("I-404") == []


def test_a_page_keeps_what_was_asked_for(database: SqlDatabase):
    first = a_case_at(Stage.MET, case=a_case("S", "C", chamber="CH1", need="N1"))
    second = a_case("C", "X", chamber="CH2", need="N2", next_date=date_of(3))
    third = a_case("S", "X", chamber=None, need=None)
    put(database, first, second, third)

    def kept(**asked: object) -> set[str]:
        with database.read() as work:
            found = work.introductions.page(EVERYTHING, after=None, limit=9, **asked)
        return {case.ref for case in found}

    assert kept() == {first.ref, second.ref, third.ref}
    assert kept(stage=Stage.MET) == {first.ref}
    assert kept(chamber_ref="CH2") == {second.ref}
    assert kept(firm_ref="C") == {first.ref, second.ref}
    assert kept(need_ref="N1") == {first.ref}
    assert kept(due_on=date_of(3)) == {second.ref}
    assert kept(firm_ref="C", stage=Stage.PROPOSED) == {second.ref}


def test_cases_are_due_from_the_longest_overdue_on(database: SqlDatabase):
    late, later = a_case(next_date=date_of(2)), a_case(next_date=date_of(1))
    closed = then(a_case(next_date=date_of(1)), closing(Ending.WITHDRAWN))
    put(database, late, later, a_case(next_date=date_of(4)), closed)

    with database.read() as work:
        assert work.introductions.due(EVERYTHING, date_of(3), 9) == [later, late]
        assert work.introductions.due(EVERYTHING, date_of(3), 1) == [later]
        assert work.introductions.due(Sight(), date_of(3), 9) == []


def test_cases_are_under_way_from_the_newest_until_they_end(database: SqlDatabase):
    old, new = a_case("S1", on=0), a_case("S2", on=1)
    ended = then(a_case("S3", on=2), closing(Ending.NO_ANSWER), on=3)
    with database.begin() as work:
        work.introductions.put(old, new, ended)

        assert work.introductions.under_way(EVERYTHING, 9) == [new, old]
        assert work.introductions.under_way(EVERYTHING, 1) == [new]
        assert work.introductions.under_way(Sight(), 9) == []


def test_cases_are_found_by_the_day_of_the_meeting_their_need_and_their_pair(
    database: SqlDatabase,
):
    met = a_case_at(Stage.MET, on=5, case=a_case("S", "C", need="N1"))
    other = a_case("C", "S", need="N2", on=1)
    put(database, other, met)

    with database.read() as work:
        cases = work.introductions
        assert cases.met_between(EVERYTHING, date_of(5), date_of(6)) == [met]
        assert cases.met_between(EVERYTHING, date_of(6), date_of(9)) == []
        assert cases.of_need("N1") == [met]
        assert cases.of_pair("S", "C") == cases.of_pair("C", "S") == [met, other]
        assert cases.of_pair("S", "X") == []
        assert [case.ref for case in cases.stream()] == sorted([met.ref, other.ref])


FIRMS = ("A", "B", "C")
STAGES = st.sampled_from([Stage.PROPOSED, Stage.APPROACHED, Stage.AGREED])


@st.composite
def cases(draw: st.DrawFn) -> Introduction:
    """Any case among three firms and two chambers."""
    seeker, candidate = draw(st.permutations(FIRMS))[:2]
    case = a_case(seeker, candidate, chamber=draw(st.sampled_from([None, "CH1", "CH2"])))
    case = a_case_at(draw(STAGES), case=case)
    if draw(st.booleans()) and case.chamber_ref != "CH3":
        case = then(case, HandOverProposed("CH3"))
    return case


def sights() -> st.SearchStrategy[Sight]:
    """Anybody's sight."""
    regions = st.builds(
        Region,
        st.sets(st.sampled_from(["燕三条", "諏訪"])).map(tuple),
        st.sets(st.sampled_from(["新潟県", "大阪府"])).map(tuple),
        st.sets(st.sampled_from(["15213"])).map(tuple),
    )
    return st.builds(
        Sight,
        st.frozensets(st.sampled_from([*FIRMS, "X"])),
        st.frozensets(st.sampled_from(["CH1", "CH2", "CH3"]), max_size=1),
        st.lists(regions, max_size=1).map(tuple),
        st.just(False),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(cases(), max_size=4), sight=sights())
def test_the_database_sees_exactly_what_the_domain_says_is_seen(
    sqlite_database: SqlDatabase, found: list[Introduction], sight: Sight
):
    firms = [
        a_firm(ref="A", cluster="燕三条", prefecture="新潟県"),
        a_firm(ref="B", prefecture="大阪府", municipality_code="15213"),
    ]
    known = {firm.ref: firm for firm in firms}
    with sqlite_database.begin() as work:
        work.firms.put_many(firms)
        work.introductions.put(*found)

    with sqlite_database.read() as work:
        refs = {case.ref for case in found}
        seen = work.introductions.page(sight, after=None, limit=10_000)

    assert {case.ref for case in seen} & refs == {
        case.ref for case in found if sight.covers(case, known)
    }


def a_release(path: str = "firm_ref", to: str = "C", **known: object) -> Release:
    return Release("N1", path, to, day(0), "P1", **known)


def fill(database: SqlDatabase) -> None:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="S"), a_firm(ref="C"), a_firm(ref="X")])
        work.needs.put_many([a_need(ref="N1", by="S"), a_need(ref="N2")])


def test_a_release_stands_until_it_is_revoked(database: SqlDatabase):
    fill(database)
    name, lot, other = a_release(), a_release("constraints/lot"), a_release("query", "X")
    with database.begin() as work:
        for release in (name, lot, other):
            work.releases.put(release)
        work.releases.put(lot.revoked(day(1)))

    with database.read() as work:
        assert work.releases.of_need("N1") == [lot.revoked(day(1)), name, other]
        assert work.releases.to_firms(["N1", "N2"], ["C"]) == {"N1": {"firm_ref"}}
        assert work.releases.to_firms(["N1"], ["C", "X"]) == {"N1": {"firm_ref", "query"}}
        assert work.releases.to_firms(["N1"], []) == work.releases.to_firms([], ["C"]) == {}


def test_a_need_takes_its_releases_and_answers_along(database: SqlDatabase):
    fill(database)
    with database.begin() as work:
        work.releases.put(a_release())
        work.match_responses.put(
            MatchResponse("N1", "C", Side.CANDIDATE, MatchAnswer.KNOWS, day(0), "P1")
        )

    with database.begin() as work:
        work.needs.remove("N1")

    with database.read() as work:
        assert work.releases.of_need("N1") == []
        assert work.match_responses.of_firm("C") == []


def test_each_side_has_one_answer_to_a_match_and_it_is_the_last(database: SqlDatabase):
    fill(database)

    def an_answer(answer: MatchAnswer, side: Side | None, on: int) -> MatchResponse:
        return MatchResponse("N1", "C", side, answer, day(on), "P1", CorrectionReason.OTHER, "理由")

    later = an_answer(MatchAnswer.WANTS_TO_MEET, Side.CANDIDATE, 2)
    clerk = an_answer(MatchAnswer.DOES_NOT_FIT, None, 1)
    with database.begin() as work:
        for response in (an_answer(MatchAnswer.NOT_NOW, Side.CANDIDATE, 0), clerk, later):
            work.match_responses.put(response)

    with database.read() as work:
        assert work.match_responses.of_need("N1") == [clerk, later]
        assert work.match_responses.of_firm("C") == [clerk, later]
        assert work.match_responses.of_need("N2") == []
