"""The yearly report: what introductions came to, for the council and for ourselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.errors import InvalidValueError, NotPermittedError
from enishi.domain.yearly_report import LEAST_TO_SAY, Period, Share, YearlyReport, yearly_report
from enishi.services.acts import act
from enishi.services.ports import Database

# The columns of the report as a file: it is read by people, in a spreadsheet.
YEARLY_REPORT_FIELDS = (
    "区分",
    "項目",
    "件数",
    "母数",
    "割合（%）",
    "95%下限（%）",
    "95%上限（%）",
    "2011年（%）",
    "2011年の母数",
)
TOO_FEW = f"まだ言えない（{LEAST_TO_SAY}件未満）"


@dataclass(frozen=True)
class YearlyReportService:
    """Counts a year of introductions."""

    database: Database
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def report(
        self, year: int, *, by: Caller, chamber_ref: str | None = None, is_fiscal: bool = False
    ) -> YearlyReport:
        """Return a year of one chamber; of all where an operator names none.

        A coordinator reads the year of their own chamber. Raises NotPermittedError for another
        one's, NotSignedInError and InvalidValueError.
        """
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        period = Period(year, is_fiscal)
        chamber = chamber_ref if by.is_operator else own_chamber(chamber_ref, by)
        with self.database.begin() as work:
            clusters = {item.record.ref: item.record.cluster for item in work.firms.stream()}
            work.audit.add(
                act(
                    *(AuditAction.READ, "yearly_report", period.label),
                    owner=None,
                    by=by,
                    at=self.now(),
                    organisation=chamber,
                )
            )
            cases = (
                case for case in work.introductions.stream() if chamber in (None, case.chamber_ref)
            )
            return yearly_report(cases, clusters, period, chamber)


def yearly_report_rows(report: YearlyReport) -> Iterator[dict[str, Any]]:
    """Yield the report line by line, by the names of `YEARLY_REPORT_FIELDS`."""
    for stage, count in report.reached.items():
        yield _row("この年に進んだ段階", stage.label, count)
    for ending, count in report.endings.items():
        yield _row("この年の終わり方", ending.label, count)
    for reason, count in report.declined_for.items():
        yield _row("見送りの理由", reason.label, count)
    yield _row("産地をまたぐ紹介", "別の産地の企業どうし", share=report.other_clusters)
    for stage, days in report.days.items():
        text = days.median_days if days.median_days is not None else "―"
        yield _row("段階にいた日数（中央値）", stage.label, text, of=days.cases)
    for told in report.outcomes:
        yield _row(
            f"成果・{told.item.column.label}",
            told.item.label,
            share=told.told,
            baseline=told.baseline,
        )
    yield _row("受発注", "受発注額（円）", report.orders, of=report.cases_with_orders)


def _row(
    section: str,
    item: str,
    value: int | Decimal | str | None = None,
    *,
    of: int | None = None,
    share: Share | None = None,
    baseline: Share | None = None,
) -> dict[str, Any]:
    cells: list[Any] = [section, item, value, of, None, None, None, None, None]
    if share is not None:
        cells[2:4] = share.count, share.of
        cells[4:7] = [*_percents(share)]
    if baseline is not None:
        cells[7:9] = baseline.percent, baseline.of
    return dict(zip(YEARLY_REPORT_FIELDS, cells, strict=True))


def _percents(share: Share) -> tuple[Decimal | str | None, Decimal | None, Decimal | None]:
    interval = share.interval
    if interval is None:
        return TOO_FEW, None, None
    low, high = (round(Decimal(bound * 100), 1) for bound in (interval.low, interval.high))
    return share.percent, low, high


def own_chamber(chamber_ref: str | None, by: Caller) -> str:
    """Return the chamber that a coordinator reads a report of: the one named, or their only one.

    Raises NotPermittedError for another chamber, and InvalidValueError where it must be named.
    """
    if chamber_ref is None and len(by.chamber_refs) == 1:
        return next(iter(by.chamber_refs))
    if chamber_ref is None:
        raise InvalidValueError(
            "どの会議所の報告かを指定してください",
            field="chamber",
            english="say which of your chambers",
        )
    if chamber_ref not in by.chamber_refs:
        raise NotPermittedError(
            "自分の会議所の報告だけを読めます", english="only the report of a chamber of your own"
        )
    return chamber_ref
