"""会いたい・知っている・違う・今は無理 to a suggestion, and what the next week makes of it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from builders_callers import a_coordinator, a_member
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR
from enishi.domain.chamber import Chamber, Region
from enishi.domain.correction import CorrectionReason
from enishi.domain.errors import InvalidValueError, NotFoundError, NotSignedInError
from enishi.domain.introduction import Side, Stage
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind
from enishi.services.responses import NO_ROOM
from suggesting import Weekly, a_weekly

WISH, KNOWS = MatchAnswer.WANTS_TO_MEET, MatchAnswer.KNOWS
MISFIT, NOT_NOW = MatchAnswer.DOES_NOT_FIT, MatchAnswer.NOT_NOW


@pytest.fixture
def weekly(tmp_path: Path) -> Weekly:
    """A week that is made, in a network with a chamber."""
    found = a_weekly(tmp_path)
    with found.database.begin() as work:
        work.chambers.put(Chamber("CH1", "燕商工会議所", Region(clusters=("燕三条",))))
    return found


def cases(weekly: Weekly) -> list:
    with weekly.database.read() as work:
        return [*work.introductions.stream()]


def is_suggested(weekly: Weekly, pairs: Iterable[str], *, after_weeks: int) -> bool:
    found = weekly.pairs(weekly.later(weeks=after_weeks))
    assert bool(found & set(pairs)) is (found >= set(pairs))
    return found >= set(pairs)


def test_a_wish_without_a_need_begins_a_case_that_names_nobody_yet(weekly: Weekly):
    weekly.make()

    result = weekly.answer("A", "B", WISH)

    case = result.introduction
    assert case is not None
    assert (case.stage, case.chamber_ref, case.need_ref) == (Stage.PROPOSED, "CH1", None)
    assert (case.purpose, case.answers) == (NeedKind.JOINT_DEVELOPMENT, {Side.SEEKER: True})
    (stored,) = cases(weekly)
    assert stored.is_anonymous
    assert not stored.is_known_to(Side.CANDIDATE)


def test_two_wishes_without_a_need_meet_in_one_case(weekly: Weekly):
    weekly.make()

    weekly.answer("A", "B", WISH)
    result = weekly.answer("B", "A", WISH)

    (case,) = cases(weekly)
    assert case.said_yes(Side.SEEKER)
    assert case.said_yes(Side.CANDIDATE)
    assert result.introduction is not None
    assert result.introduction.sides == {Side.CANDIDATE}


def test_a_wish_for_a_need_begins_the_case_of_the_need_from_either_side(weekly: Weekly):
    weekly.post("N1", "A", "めっきと鋳造と切削")
    weekly.make()

    weekly.answer("B", "A", WISH)

    (case,) = cases(weekly)
    assert (case.seeker_ref, case.candidate_ref, case.need_ref) == ("A", "B", "N1")
    assert case.said_yes(Side.CANDIDATE)
    weekly.answer("A", "B", WISH)
    assert [item.said_yes(Side.SEEKER) for item in cases(weekly)] == [True]


@pytest.mark.parametrize("need", [True, False])
@pytest.mark.parametrize("answer", MatchAnswer)
def test_the_same_answer_again_changes_nothing(weekly: Weekly, answer: MatchAnswer, need: bool):
    if need:
        weekly.post("N1", "A", "めっきと鋳造と切削")
    weekly.make()
    first = weekly.answer("A", "B", answer)

    with weekly.database.read() as before:
        again = weekly.answer("A", "B", answer)
        with weekly.database.read() as after:
            for kept in ("introductions", "corrections", "ties", "match_responses"):
                assert getattr(after, kept).held == getattr(before, kept).held

    assert again.answer == first.answer
    assert again.introduction == first.introduction


def test_whoever_is_known_is_a_tie_and_not_suggested_again(weekly: Weekly):
    weekly.make()
    weekly.answer("A", "B", KNOWS)

    with weekly.database.read() as work:
        (tie,) = work.ties.of_firms(["A"])
    assert set(tie.firm_refs) == {"A", "B"}
    assert not is_suggested(weekly, ["A→B", "B→A"], after_weeks=27)


@pytest.mark.parametrize("need", [True, False])
def test_who_takes_back_that_they_know_somebody_leaves_no_tie_unless_the_other_says_so(
    weekly: Weekly, need: bool
):
    if need:
        weekly.post("N1", "A", "めっきと鋳造と切削")
    weekly.make()
    ties: list[int] = []
    for viewer, shown, answer in (
        ("A", "B", KNOWS),
        ("A", "B", NOT_NOW),
        ("A", "B", KNOWS),
        ("B", "A", KNOWS),
        ("A", "B", WISH),
        ("B", "A", MISFIT),
    ):
        weekly.answer(viewer, shown, answer)
        with weekly.database.read() as work:
            ties.append(sum("known-" in tie.ref for tie in work.ties.of_firms(["A"])))

    assert ties == [1, 0, 1, 1, 1, 0]


def test_a_wish_begins_no_case_with_a_firm_that_turned_the_wisher_down(weekly: Weekly):
    weekly.make()
    weekly.answer("B", "A", MISFIT)

    turned_down = weekly.answer("A", "B", WISH)

    assert cases(weekly) == []
    assert turned_down.waiting == NO_ROOM  # in the words for any wish that has to wait
    assert weekly.answer("A", "B", WISH).waiting == NO_ROOM


def test_what_does_not_fit_is_never_suggested_again_neither_way(weekly: Weekly):
    weekly.make()
    weekly.answer("A", "B", MISFIT, reason=CorrectionReason.OTHER_PROCESS)

    assert not is_suggested(weekly, ["A→B", "B→A"], after_weeks=100)


def test_what_does_not_fit_a_need_mends_the_search_once(weekly: Weekly):
    weekly.post("N1", "A", "めっきと鋳造と切削")
    weekly.make()
    weekly.answer("A", "B", MISFIT, reason=CorrectionReason.OTHER_PROCESS)
    weekly.answer("A", "B", MISFIT, reason=CorrectionReason.OTHER_PROCESS)

    with weekly.database.read() as work:
        (correction,) = work.corrections.stream()
    assert (correction.firm_ref, correction.need_ref) == ("B", "N1")


def test_not_now_rests_for_ninety_days(weekly: Weekly):
    weekly.make()
    weekly.time = weekly.time.replace(day=28)
    weekly.answer("A", "B", NOT_NOW)
    weekly.rules = type(weekly.rules)(no_repeat_weeks=1)

    assert not is_suggested(weekly, ["A→B", "B→A"], after_weeks=12)
    assert is_suggested(weekly, ["A→B", "B→A"], after_weeks=2)


def test_the_last_of_different_answers_stands(weekly: Weekly):
    weekly.make()
    weekly.answer("A", "B", NOT_NOW)
    weekly.answer("A", "B", MISFIT)

    (item,) = [item for item in weekly.read("A").items if item.firm.ref == "B"]
    assert item.answer is not None
    assert item.answer.answer is MISFIT


def test_only_the_firm_that_was_shown_somebody_answers(weekly: Weekly):
    weekly.make()

    for by in (a_member("B"), a_coordinator(), LOCAL_OPERATOR):
        with pytest.raises(NotFoundError):
            weekly.answer("A", "B", WISH, by=by)
    with pytest.raises(NotSignedInError):
        weekly.answer("A", "B", WISH, by=ANONYMOUS)
    with pytest.raises(InvalidValueError):
        weekly.answer("A", "B", WISH, reason=CorrectionReason.OTHER)
    assert cases(weekly) == []


def test_whoever_has_hidden_since_is_not_there_to_be_answered(weekly: Weekly):
    weekly.make()
    ref = weekly.read("A").items[0].suggestion.ref
    shown = weekly.read("A").items[0].firm.ref
    weekly.hide(shown, "A")

    with pytest.raises(NotFoundError):
        weekly.answers.answer(ref, WISH, by=a_member("A"))


def test_an_open_introduction_keeps_the_pair_from_the_next_weeks(weekly: Weekly):
    weekly.make()
    weekly.answer("A", "B", WISH)

    assert not is_suggested(weekly, ["A→B", "B→A"], after_weeks=27)
