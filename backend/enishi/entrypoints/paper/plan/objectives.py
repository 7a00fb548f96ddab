"""The annex's chapter on how soon each process must run again, and how old data may be."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from enishi.domain.bia.values import in_days
from enishi.entrypoints.paper.document import (
    Align,
    Block,
    Heading,
    Table,
    columns,
    grounds,
    missing,
)
from enishi.entrypoints.paper.figures import NONE, days, hours, number, percent
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_answers import ContinuityOut, ImpactOverTimeOut

_LAST_IN_HOURS = 72
_KNOWN = {True: "届く", False: "届かない", None: "不明"}


def objectives(subject: Subject) -> Iterator[Block]:
    """Yield RTO, MTPD and MBCO of the processes, RPO of the data, and what a stop adds up to."""
    yield from _targets(subject)
    yield from _data(subject)
    yield from _over_time(subject)


def _targets(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙2　復旧目標（RTO・RPO・MTPD）")
    if not subject.assessment.continuity:
        yield missing("別紙2 — 業務の復旧目標時間（RTO）")
        return
    written = {process.ref: process.grounds for process in subject.case.processes}
    limits = {item.process_ref: item.mtpd_hours for item in subject.assessment.impacts_over_time}
    yield Table(
        caption="業務の復旧目標と、前の業務を待った復旧時間",
        columns=columns(
            ("業務", 4),
            ("RTO", 2, Align.END),
            ("MTPD", 2, Align.END),
            ("MBCO", 2, Align.END),
            ("復旧時間", 2, Align.END),
            ("判定", 2),
            ("根拠", 6),
        ),
        rows=tuple(
            _target(subject, item, written.get(item.process_ref), limits.get(item.process_ref))
            for item in subject.assessment.continuity
        ),
    )
    yield grounds(
        "復旧時間 E(v) ＝ max（自力で戻る時間, 前の業務の E − 間の緩衝）。"
        "判定は E(v) ≦ RTO。MTPD の根拠は下の「耐えられなくなる時点」"
    )


def _target(
    subject: Subject, item: ContinuityOut, said: str | None, limit: Decimal | None
) -> tuple[str, ...]:
    waits = subject.process_names.get(item.waits_for or "", item.waits_for or "")
    reason = said or "RTO の根拠は未記入"
    return (
        item.name,
        hours(item.rto_hours, NONE),
        hours(item.mtpd_hours if limit is None else limit, NONE),
        percent(item.mbco, NONE),
        hours(item.reached_hours),
        _KNOWN[item.is_met],
        f"{reason}\n{waits}を待つ" if waits else reason,
    )


def _data(subject: Subject) -> Iterator[Block]:
    if not subject.case.data:
        yield missing("別紙2 — データと復旧目標時点（RPO）")
        return
    yield Table(
        caption="データの復旧目標時点（RPO）",
        columns=columns(
            ("データ", 4),
            ("種類", 4),
            ("RPO", 2, Align.END),
            ("控えの間隔", 2, Align.END),
            ("根拠", 5),
        ),
        rows=tuple(
            (
                item.name,
                item.data_class.label,
                hours(item.rpo_hours, "未記入"),
                hours(item.backup_interval_hours, "未記入"),
                item.grounds or f"種類の上限 {_limit(item.data_class.limit)}",
            )
            for item in subject.case.data
        ),
    )


def _limit(longest: timedelta) -> str:
    return hours(in_days(longest) * 24)


def _over_time(subject: Subject) -> Iterator[Block]:
    found = subject.assessment.impacts_over_time
    if not found:
        return
    marks = list(dict.fromkeys(point.hours for item in found for point in item.points))
    yield Table(
        caption="影響の増え方（停止からの時間と、そこまでの損失、円）",
        columns=columns(("業務", 4), *((_mark(mark), 2, Align.END) for mark in marks)),
        rows=tuple((item.name, *_losses(item, marks)) for item in found),
    )
    yield grounds("別紙3の1日あたりの限界利益損失 × 日数 ＋ 違約金。―は売上寄与率が分からない業務")
    yield Table(
        caption="耐えられなくなる時点（MTPD）",
        columns=columns(("業務", 4), ("MTPD", 2, Align.END), ("根拠", 10)),
        rows=tuple(
            (item.name, hours(item.mtpd_hours, NONE), item.mtpd_reason or _no_limit(item))
            for item in found
        ),
    )


def _no_limit(item: ImpactOverTimeOut) -> str:
    is_known = any(point.rank for point in item.points)
    return "示した期間のうちには来ない" if is_known else "売上寄与率も許容時間も分からない"


def _losses(item: ImpactOverTimeOut, marks: list[Decimal]) -> list[str]:
    """Return the loss at each time; nothing where the sales that hang on it are not known."""
    at = {point.hours: point for point in item.points}
    return [number(at[mark].loss, 0) if mark in at and at[mark].rank else NONE for mark in marks]


def _mark(mark: Decimal) -> str:
    """Return a time of the table's head, in days from four days on."""
    return hours(mark) if mark <= _LAST_IN_HOURS else days(mark / 24)
