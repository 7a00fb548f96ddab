"""`/reports`: what a year of introductions came to."""

from enum import StrEnum
from io import BytesIO
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from enishi.adapters.interchange import CsvEncoding, Format, write_yearly_report
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.introduction_answers import YearlyReportOut
from enishi.entrypoints.wire.introduction_present import report_out
from enishi.services.yearly_reports import yearly_report_rows

router = APIRouter(prefix="/reports", tags=["報告"])


class ReportFormat(StrEnum):
    """How a report is answered."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class ReportEncoding(StrEnum):
    """How the letters of a CSV report are spelt."""

    UTF_8 = "utf-8"
    CP932 = "cp932"


_MEDIA = {
    ReportFormat.CSV: "text/csv",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "報告", "content": {media: {} for media in _MEDIA.values()}}
}


@router.get(
    "/yearly",
    operation_id="yearlyReport",
    summary="年次報告",
    response_model=YearlyReportOut,
    responses=_FILES,
)
def yearly(
    app: App,
    by: Known,
    year: Annotated[int, Query(description="年", examples=[2026])],
    fiscal: Annotated[bool, Query(description="4月からの年度で数える")] = False,
    chamber: Annotated[
        str | None, Query(description="会議所。運営者は空ですべて、ほかの人は自分の会議所")
    ] = None,
    format: Annotated[
        ReportFormat, Query(description="json 画面や印刷用 / csv / xlsx")
    ] = ReportFormat.JSON,
    encoding: Annotated[
        ReportEncoding, Query(description="CSV の文字コード。utf-8（BOM 付き）か cp932")
    ] = ReportEncoding.UTF_8,
) -> YearlyReportOut | Response:
    """段階と終わり方の件数、産地をまたぐ割合、日数、成果を2011年の調査の値と並べます。"""
    report = app.yearly_reports.report(year, by=by, chamber_ref=chamber, is_fiscal=fiscal)
    if format is ReportFormat.JSON:
        return report_out(report)
    is_cp932 = encoding is ReportEncoding.CP932
    target = BytesIO()
    write_yearly_report(
        yearly_report_rows(report),
        Format(format.value),
        target,
        encoding=CsvEncoding.CP932_REPLACING if is_cp932 else CsvEncoding.UTF_8,
    )
    name = quote(f"enishi-{report.period.label}.{format}")
    charset = f"; charset={encoding}" if format is ReportFormat.CSV else ""
    return Response(
        target.getvalue(),
        media_type=_MEDIA[format] + charset,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
