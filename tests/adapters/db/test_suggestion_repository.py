from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from builders import a_firm
from builders_suggestions import MONDAY, WEEK, a_round, a_suggestion, an_audit
from enishi.adapters.db import SqlDatabase
from enishi.domain.correction import CorrectionReason
from enishi.domain.match_response import MatchAnswer
from enishi.domain.suggestion import Suggestion, SuggestionAnswer, SuggestionGround, SuggestionPause

FIRST = a_suggestion(
    "V",
    "S",
    place=2,
    ground=SuggestionGround.OWN_NEED,
    value=Decimal("0.8125"),
    need_ref="N1",
    is_other_cluster=True,
    is_trial=True,
    why=("理由",),
    missing=("納期",),
    why_en=("reason",),
    missing_en=("lead time",),
    source_mark="abc",
)
SECOND = a_suggestion("V", "T", place=1)
BACK = a_suggestion("S", "V")
MADE = a_round()
AUDIT = an_audit()


@pytest.fixture
def filled(database: SqlDatabase) -> SqlDatabase:
    with database.begin() as work:
        work.firms.put_many([a_firm(ref=ref) for ref in ("V", "S", "T")])
        work.suggestions.add_round(MADE, [FIRST, SECOND, BACK], AUDIT)
    return database


def of(database: SqlDatabase, firm_ref: str) -> list[Suggestion]:
    with database.read() as work:
        return work.suggestions.of_viewer(firm_ref, WEEK)


def test_a_week_comes_back_as_it_was_made(filled: SqlDatabase):
    with filled.read() as work:
        assert work.suggestions.round_of(WEEK) == MADE
        assert work.suggestions.audit_of(WEEK) == AUDIT
        assert work.suggestions.get(FIRST.ref) == FIRST
        assert work.suggestions.recent(WEEK) == sorted([FIRST, SECOND, BACK], key=lambda i: i.ref)
        assert work.suggestions.recent(WEEK.after()) == []
        assert work.suggestions.round_of(WEEK.after()) is None
    assert of(filled, "V") == [SECOND, FIRST]


def test_no_week_is_made_twice(filled: SqlDatabase):
    with pytest.raises(IntegrityError), filled.begin() as work:
        work.suggestions.add_round(MADE, [], AUDIT)


def test_the_newest_audit_comes_first(filled: SqlDatabase):
    later = an_audit(week=WEEK.after(6), naive=None)
    with filled.begin() as work:
        work.suggestions.add_round(a_round(week=WEEK.after(6)), [], later)

    with filled.read() as work:
        assert work.suggestions.audits(5) == [later, AUDIT]
        assert work.suggestions.audits(1) == [later]


def test_the_last_answer_stands(filled: SqlDatabase):
    first = SuggestionAnswer(FIRST.ref, MatchAnswer.NOT_NOW, MONDAY, "P1")
    last = SuggestionAnswer(
        FIRST.ref, MatchAnswer.DOES_NOT_FIT, MONDAY, None, CorrectionReason.OTHER_PROCESS
    )
    with filled.begin() as work:
        work.suggestions.put_answer(first)
        work.suggestions.put_answer(last)

    with filled.read() as work:
        assert work.suggestions.answers_to([FIRST.ref, SECOND.ref]) == {FIRST.ref: last}
        assert work.suggestions.answered() == [(FIRST, last)]
        assert work.suggestions.answered_with(FIRST.viewer_ref) == [(FIRST, last)]
        assert work.suggestions.answered_with(FIRST.shown_ref) == [(FIRST, last)]
        assert work.suggestions.answered_with(SECOND.shown_ref) == []


def test_a_firm_that_leaves_takes_its_suggestions_along_and_the_audit_stays(filled: SqlDatabase):
    with filled.begin() as work:
        work.suggestions.put_answer(SuggestionAnswer(FIRST.ref, MatchAnswer.KNOWS, MONDAY, None))
        work.suggestion_pauses.put(SuggestionPause("S", MONDAY))
        work.firms.remove("S")

    assert of(filled, "V") == [SECOND]
    with filled.read() as work:
        assert work.suggestions.answered() == []
        assert work.suggestions.audit_of(WEEK) == AUDIT
        assert work.suggestion_pauses.get("S") is None


def test_a_pause_holds_to_its_last_day(filled: SqlDatabase):
    pause = SuggestionPause("V", datetime(2026, 11, 1, tzinfo=UTC), date(2026, 11, 30))
    with filled.begin() as work:
        work.suggestion_pauses.put(SuggestionPause("V", MONDAY))
        work.suggestion_pauses.put(pause)
        work.suggestion_pauses.put(SuggestionPause("S", MONDAY))

    with filled.read() as work:
        assert work.suggestion_pauses.get("V") == pause
        assert work.suggestion_pauses.holding(date(2026, 11, 30)) == {"V", "S"}
        assert work.suggestion_pauses.holding(date(2026, 12, 1)) == {"S"}
    with filled.begin() as work:
        assert work.suggestion_pauses.remove("S")
        assert not work.suggestion_pauses.remove("S")
