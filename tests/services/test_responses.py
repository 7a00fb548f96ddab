"""会いたい・知っている・違う・今は無理, and what follows."""

import pytest

from builders import a_firm
from enishi.domain.access import ANONYMOUS
from enishi.domain.correction import CorrectionReason
from enishi.domain.disclosure import SEEKER as SEEKER_PATH
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import (
    EnishiError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.introduction import DeclineReason, Ending, Side, Stage
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import need_id
from enishi.domain.tie import TieKind
from enishi.services.introductions.service import Turn
from enishi.services.ports import Database
from enishi.services.responses import ResponseResult, Versions
from fakes import MemoryDatabase
from introductions import (
    CANDIDATE,
    LEADER,
    OPERATOR,
    OTHER_CLERK,
    OUTSIDER,
    SEEKER,
    Desk,
    a_desk,
)

ANONYMOUS_NEED = Disclosure(
    paths={SEEKER_PATH: Visibility.COORDINATORS, "description": Visibility.PRIVATE}
)
WISH = MatchAnswer.WANTS_TO_MEET


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest) -> Desk:
    """The small network, kept in memory and on SQLite alike."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    return a_desk(found)


def respond(
    desk: Desk, by, answer: MatchAnswer = WISH, need: str = "N1", **known
) -> ResponseResult:
    known.setdefault("firm_ref", "C")
    return desk.responses.respond(str(need_id(need)), answer=answer, by=by, **known)


def test_a_firm_that_wants_to_meet_begins_an_introduction_of_its_own_chamber(desk: Desk):
    case = respond(desk, SEEKER).introduction

    assert case is not None
    assert (case.stage, case.chamber_ref) == (Stage.PROPOSED, "CH1")
    assert case.answers == {Side.SEEKER: True}
    with pytest.raises(NotFoundError):
        desk.cases.get(case.ref, by=CANDIDATE)


def test_the_firm_that_was_found_begins_one_too_and_sees_it(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)

    case = respond(desk, CANDIDATE).introduction

    assert case is not None
    assert (case.chamber_ref, case.seeker_ref) == ("CH2", None)
    assert desk.cases.get(case.ref, by=SEEKER).sides == {Side.SEEKER}


def test_two_wishes_meet_in_one_case_and_only_the_agreement_is_left_to_do(desk: Desk):
    first = respond(desk, SEEKER).introduction
    second = respond(desk, CANDIDATE).introduction
    again = respond(desk, CANDIDATE).introduction

    assert first is not None
    assert second is not None
    assert again is not None
    assert (first.ref, second.revision) == (second.ref, again.revision)
    desk.cases.move(first.ref, Stage.APPROACHED, Turn(LEADER))
    assert desk.cases.move(first.ref, Stage.AGREED, Turn(LEADER)).stage is Stage.AGREED


def test_a_coordinator_that_wants_them_to_meet_proposes_and_answers_for_nobody(desk: Desk):
    case = respond(desk, LEADER).introduction

    assert case is not None
    assert (case.chamber_ref, case.coordinator_ref, case.answers) == ("CH1", "P-CH1", {})


def test_a_wish_is_kept_where_nothing_can_begin_yet(desk: Desk):
    case = respond(desk, SEEKER).introduction
    assert case is not None
    desk.cases.close(
        case.ref, Ending.DECLINED_BY_CANDIDATE, Turn(LEADER), reason=DeclineReason.TIMING
    )
    desk.clock.turn(1)

    result = respond(desk, CANDIDATE)

    assert result.introduction is None
    assert result.waiting is not None
    kept = desk.responses.of_need(str(need_id("N1")), by=LEADER)
    assert [(item.side, item.answer) for item in kept] == [
        (Side.SEEKER, WISH),
        (Side.CANDIDATE, WISH),
    ]


def test_a_wish_for_a_need_of_nobody_waits_for_the_coordinator(desk: Desk):
    result = respond(desk, CANDIDATE, need="N3")

    assert result.introduction is None
    assert result.waiting is not None


def test_firms_that_hide_from_each_other_are_not_there_for_each_other(desk: Desk):
    with desk.database.begin() as work:
        work.disclosures.put_firm("C", Disclosure(hide_from=frozenset({"S"})))

    with pytest.raises(NotFoundError) as hidden:
        respond(desk, SEEKER)
    with pytest.raises(NotFoundError) as missing:
        respond(desk, SEEKER, firm_ref="F404")
    with pytest.raises(NotFoundError):
        respond(desk, CANDIDATE)

    assert hidden.value.message.replace("（C）", "") == missing.value.message.replace(
        "（F404）", ""
    )


def test_firms_that_know_each_other_are_tied(desk: Desk):
    respond(desk, SEEKER, MatchAnswer.KNOWS)
    respond(desk, CANDIDATE, MatchAnswer.KNOWS)

    with desk.database.read() as work:
        (tie,) = (item.record for item in work.ties.stream())
    assert (tie.kind, set(tie.firm_refs), tie.accepted) == (TieKind.MEETING, {"S", "C"}, True)


def test_nobody_knows_a_firm_that_keeps_its_name_back(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)

    with pytest.raises(InvalidValueError):
        respond(desk, CANDIDATE, MatchAnswer.KNOWS)

    assert desk.responses.of_need(str(need_id("N1")), by=LEADER) == []
    assert respond(desk, SEEKER, MatchAnswer.KNOWS)


def test_what_does_not_fit_mends_the_search_without_telling_what_is_kept_back(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)

    result = respond(
        desk,
        SEEKER,
        MatchAnswer.DOES_NOT_FIT,
        reason=CorrectionReason.OTHER_PROCESS,
        note="鍛造ではない",
        seen=Versions("i1", "m1", "r1"),
    )

    assert result.correction is not None
    assert result.correction.reason is CorrectionReason.OTHER_PROCESS
    assert result.correction.question == "取っ手の代わりの調達先"
    with desk.database.read() as work:
        assert list(work.corrections.stream()) == [result.correction]


def test_a_need_that_is_not_there_for_everybody_is_told_by_no_correction(desk: Desk):
    desk.keep("N1", Disclosure(listing=Visibility.PRIVATE))

    result = respond(
        desk, SEEKER, MatchAnswer.DOES_NOT_FIT, seen=Versions("i1", "m1", "r1"), note="違う"
    )

    assert result.correction is None
    with desk.database.read() as work:
        assert list(work.corrections.stream()) == []


def test_not_now_is_kept_and_nothing_else_happens(desk: Desk):
    result = respond(desk, CANDIDATE, MatchAnswer.NOT_NOW)

    assert (result.introduction, result.correction, result.waiting) == (None, None, None)
    assert desk.cases.page(by=OPERATOR, after=None, limit=9) == []


def test_whose_match_it_is_not_does_not_answer(desk: Desk):
    with pytest.raises(NotPermittedError):
        respond(desk, OUTSIDER)
    with pytest.raises(NotSignedInError):
        respond(desk, ANONYMOUS)
    with pytest.raises(InvalidValueError):
        respond(desk, SEEKER, firm_ref="S")
    with pytest.raises(InvalidValueError):
        respond(desk, SEEKER, reason=CorrectionReason.OTHER)
    with pytest.raises(NotFoundError):
        respond(desk, SEEKER, need="N404")
    with pytest.raises(NotPermittedError):
        desk.responses.of_need(str(need_id("N1")), by=SEEKER)


@pytest.mark.parametrize("by", [OUTSIDER, CANDIDATE, LEADER, OTHER_CLERK])
@pytest.mark.parametrize("answer", MatchAnswer)
def test_no_answer_finds_out_whose_an_anonymous_need_is(desk: Desk, by, answer: MatchAnswer):
    desk.keep("N1", Disclosure(paths={SEEKER_PATH: Visibility.PRIVATE}))

    told = [_told(desk, by, answer, firm) for firm in ("S", "Z")]

    assert told[0] == told[1].replace("Z", "S")


@pytest.mark.parametrize("by", [OTHER_CLERK, OPERATOR, CANDIDATE])
def test_a_name_kept_from_coordinators_is_given_away_by_nobody_elses_wish(desk: Desk, by):
    desk.keep("N1", Disclosure(paths={SEEKER_PATH: Visibility.PRIVATE}))

    result = respond(desk, by)

    assert (result.introduction, result.waiting is None) == (None, False)
    assert desk.cases.page(by=OPERATOR, after=None, limit=9) == []


def test_the_wish_of_a_firm_without_a_name_begins_a_case_that_the_other_may_join(desk: Desk):
    desk.keep("N1", Disclosure(paths={SEEKER_PATH: Visibility.PRIVATE}))

    respond(desk, SEEKER)
    case = respond(desk, CANDIDATE).introduction

    assert case is not None
    assert (case.seeker_ref, case.answers) == (None, {Side.CANDIDATE: True})


def test_the_chamber_of_a_firm_without_a_name_reads_no_more_answers_than_another(desk: Desk):
    desk.keep("N1", Disclosure(paths={SEEKER_PATH: Visibility.PRIVATE}))
    respond(desk, CANDIDATE, MatchAnswer.NOT_NOW)

    assert desk.responses.of_need(str(need_id("N1")), by=LEADER) == []
    assert len(desk.responses.of_need(str(need_id("N1")), by=OTHER_CLERK)) == 1


def _told(desk: Desk, by, answer: MatchAnswer, firm_ref: str) -> str:
    """Return what is told to an answer about a firm; Z is another firm of the seeker's region."""
    with desk.database.begin() as work:
        work.firms.put_many([a_firm("鍛造", ref="Z", name="燕工業", cluster="燕三条")])
    try:
        result = respond(desk, by, answer, firm_ref=firm_ref)
    except EnishiError as error:
        return f"{type(error).__name__} {error.message} {error.english}"
    return f"{result.introduction} {result.waiting}"
