"""The weekly suggestions."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from more_itertools import batched
from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, update
from sqlmodel import col, select

from enishi.adapters.db.repositories.exposure import audit_of, document_of
from enishi.adapters.db.repositories.versions import BATCH
from enishi.adapters.db.repositories.writing import add_rows
from enishi.adapters.db.tables import (
    SuggestionAnswerRow,
    SuggestionPauseRow,
    SuggestionRoundRow,
    SuggestionRow,
)
from enishi.domain.correction import CorrectionReason
from enishi.domain.exposure import ExposureAudit
from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind
from enishi.domain.suggestion import (
    Suggestion,
    SuggestionAnswer,
    SuggestionGround,
    SuggestionPause,
    SuggestionRound,
    SuggestionVersions,
)

# Fields that a row keeps as the noun has them.
_PLAIN = (
    *("ref", "viewer_ref", "shown_ref", "place", "value", "is_other_cluster", "is_trial"),
    *("need_ref", "source_mark"),
)
_SENTENCES = ("why", "missing", "why_en", "missing_en")


class SqlSuggestionRepository:
    """The suggestion tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_round(
        self, made: SuggestionRound, suggestions: Sequence[Suggestion], audit: ExposureAudit
    ) -> None:
        """Store a week that is not there yet."""
        values = {
            "week": str(made.week),
            "made_at": made.made_at,
            "firms": made.firms,
            "is_fallback": made.is_fallback,
            "versions": asdict(made.versions),
            "audit": document_of(audit),
        }
        self._connection.execute(insert(SuggestionRoundRow), values)
        add_rows(self._connection, SuggestionRow, [_values(item) for item in suggestions])

    def round_of(self, week: IsoWeek) -> SuggestionRound | None:
        """Return how a week was made; None where it was not."""
        row = self._round(week)
        if row is None:
            return None
        return SuggestionRound(
            week, row.made_at, SuggestionVersions(**row.versions), row.firms, row.is_fallback
        )

    def audit_of(self, week: IsoWeek) -> ExposureAudit | None:
        """Return the audit of a week; None where the week was not made."""
        row = self._round(week)
        return None if row is None else audit_of(row)

    def audits(self, limit: int) -> list[ExposureAudit]:
        """Return the audits, the newest week first."""
        newest = select(SuggestionRoundRow).order_by(col(SuggestionRoundRow.week).desc())
        return [audit_of(row) for row in self._connection.execute(newest.limit(limit))]

    def get(self, ref: str) -> Suggestion | None:
        """Return one suggestion."""
        found = self._connection.execute(select(SuggestionRow).where(SuggestionRow.ref == ref))
        row = found.first()
        return None if row is None else _suggestion(row)

    def of_viewer(self, firm_ref: str, week: IsoWeek) -> list[Suggestion]:
        """Return the list of one firm in one week, in order of place."""
        rows = self._connection.execute(
            select(SuggestionRow)
            .where(SuggestionRow.viewer_ref == firm_ref, SuggestionRow.week == str(week))
            .order_by(col(SuggestionRow.place))
        )
        return [_suggestion(row) for row in rows]

    def recent(self, since: IsoWeek) -> list[Suggestion]:
        """Return the suggestions of a week and of those after it, in order of week and ref."""
        rows = self._connection.execute(
            select(SuggestionRow)
            .where(col(SuggestionRow.week) >= str(since))
            .order_by(col(SuggestionRow.week), col(SuggestionRow.ref))
        )
        return [_suggestion(row) for row in rows]

    def times_shown(self, since: IsoWeek) -> dict[str, int]:
        """Return by firm how often it was shown in a week and after it; never shown: not there."""
        shown = col(SuggestionRow.shown_ref)
        rows = self._connection.execute(
            select(shown, func.count()).where(col(SuggestionRow.week) >= str(since)).group_by(shown)
        )
        return {row[0]: row[1] for row in rows}

    def answers_about(self, firm_ref: str, since: IsoWeek) -> list[SuggestionAnswer]:
        """Return what was answered to showing a firm in a week and after it, in order of ref."""
        rows = self._connection.execute(
            select(SuggestionRow.ref).where(
                SuggestionRow.shown_ref == firm_ref, col(SuggestionRow.week) >= str(since)
            )
        )
        answers = self.answers_to([row.ref for row in rows])
        return [answers[ref] for ref in sorted(answers)]

    def put_answer(self, answer: SuggestionAnswer) -> None:
        """Store the answer in place of the one that was given before."""
        values = {
            "answer": answer.answer.value,
            "at": answer.at,
            "by": answer.by,
            "reason": answer.reason.value if answer.reason else None,
        }
        ref = answer.suggestion_ref
        held = update(SuggestionAnswerRow).where(col(SuggestionAnswerRow.suggestion_ref) == ref)
        if self._connection.execute(held.values(**values)).rowcount == 0:
            self._connection.execute(insert(SuggestionAnswerRow), {"suggestion_ref": ref, **values})

    def answers_to(self, refs: Collection[str]) -> dict[str, SuggestionAnswer]:
        """Return by suggestion the answers to some of them."""
        found: dict[str, SuggestionAnswer] = {}
        for chunk in batched(sorted(set(refs)), BATCH):
            rows = self._connection.execute(
                select(SuggestionAnswerRow).where(
                    col(SuggestionAnswerRow.suggestion_ref).in_(chunk)
                )
            )
            found |= {row.suggestion_ref: _answer(row) for row in rows}
        return found

    def answered(self) -> list[tuple[Suggestion, SuggestionAnswer]]:
        """Return everything that was ever answered, in order of ref."""
        return self._answered()

    def answered_with(self, firm_ref: str) -> list[tuple[Suggestion, SuggestionAnswer]]:
        """Return of it what is of one firm, as the viewer or as the one that was shown."""
        return self._answered(
            or_(col(SuggestionRow.viewer_ref) == firm_ref, col(SuggestionRow.shown_ref) == firm_ref)
        )

    def _answered(
        self, *conditions: ColumnElement[bool]
    ) -> list[tuple[Suggestion, SuggestionAnswer]]:
        rows = self._connection.execute(
            select(SuggestionRow)
            .join(
                SuggestionAnswerRow,
                col(SuggestionAnswerRow.suggestion_ref) == col(SuggestionRow.ref),
            )
            .where(*conditions)
            .order_by(col(SuggestionRow.ref))
        )
        suggestions = [_suggestion(row) for row in rows]
        answers = self.answers_to([item.ref for item in suggestions])
        return [(item, answers[item.ref]) for item in suggestions]

    def _round(self, week: IsoWeek) -> Row[Any] | None:
        return self._connection.execute(
            select(SuggestionRoundRow).where(SuggestionRoundRow.week == str(week))
        ).first()


class SqlSuggestionPauseRepository:
    """The table of pauses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, pause: SuggestionPause) -> None:
        """Store the pause in place of an earlier one."""
        self.remove(pause.firm_ref)
        self._connection.execute(insert(SuggestionPauseRow), asdict(pause))

    def get(self, firm_ref: str) -> SuggestionPause | None:
        """Return the pause of a firm."""
        row = self._connection.execute(
            select(SuggestionPauseRow).where(SuggestionPauseRow.firm_ref == firm_ref)
        ).first()
        return None if row is None else SuggestionPause(row.firm_ref, row.since, row.until)

    def holding(self, day: date) -> frozenset[str]:
        """Return the firms that pause on a day in Japan."""
        until = col(SuggestionPauseRow.until)
        standing = select(SuggestionPauseRow.firm_ref).where(or_(until.is_(None), until >= day))
        return frozenset(self._connection.execute(standing).scalars())

    def remove(self, firm_ref: str) -> bool:
        """End the pause; False where there is none."""
        held = delete(SuggestionPauseRow).where(col(SuggestionPauseRow.firm_ref) == firm_ref)
        return self._connection.execute(held).rowcount > 0


def _values(item: Suggestion) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in _PLAIN},
        "week": str(item.week),
        "ground": item.ground.value,
        "purpose": item.purpose.value,
        "sentences": {name: list(getattr(item, name)) for name in _SENTENCES},
    }


def _suggestion(row: Row[Any]) -> Suggestion:
    kept: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    said: dict[str, Any] = {name: tuple(row.sentences[name]) for name in _SENTENCES}
    return Suggestion(
        **kept,
        **said,
        week=IsoWeek.read(row.week),
        ground=SuggestionGround(row.ground),
        purpose=NeedKind(row.purpose),
    )


def _answer(row: Row[Any]) -> SuggestionAnswer:
    return SuggestionAnswer(
        row.suggestion_ref,
        MatchAnswer(row.answer),
        row.at,
        row.by,
        CorrectionReason(row.reason) if row.reason else None,
    )
