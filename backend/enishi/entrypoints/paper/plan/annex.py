"""The annex: the business impact analysis that the plan rests on, every figure with its grounds."""

from collections.abc import Iterator
from decimal import Decimal

from enishi.entrypoints.paper.document import (
    Align,
    Block,
    Bullets,
    Heading,
    Paragraph,
    Table,
    columns,
    grounds,
    missing,
)
from enishi.entrypoints.paper.figures import NONE, days, hours, listed, number, percent, yen
from enishi.entrypoints.paper.plan.recovery import options_judged, outcomes_by_event
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_answers import ContinuityOut, ImpactOut

_AXES = {"sales": "売上", "customer": "顧客", "legal": "法", "advantage": "競争"}
_SEVERITIES = {"problem": "問題", "warning": "注意", "note": "参考"}
_LAST_IN_HOURS = 72
_KNOWN = {True: "届く", False: "届かない", None: "不明"}


def annex(subject: Subject) -> Iterator[Block]:
    """Yield the annex, chapter by chapter."""
    yield Heading(level=1, text="別紙　事業影響度分析（BIA）")
    yield from _importance(subject)
    yield from _priorities(subject)
    yield from _objectives(subject)
    yield from _data(subject)
    yield from _over_time(subject)
    yield from _daily_losses(subject)
    yield from _schedules(subject)
    yield from _covers(subject)
    yield from outcomes_by_event(subject)
    yield from options_judged(subject)
    yield from _stages_and_skills(subject)
    yield from _findings(subject)


def _importance(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙1　重要業務と優先順位")
    if not subject.assessment.impacts:
        yield missing("別紙1 — 重要度を判定できる業務")
        return
    yield Table(
        caption="業務の重要度（高い順）",
        columns=columns(("業務", 4), ("ランク", 1), ("総合点", 2, Align.END), ("点の根拠", 9)),
        rows=tuple(
            (item.name, item.rank, number(item.total, 4), _axes(item))
            for item in sorted(subject.assessment.impacts, key=lambda item: -item.total)
        ),
    )
    weights = subject.case.impact_weights
    yield grounds(
        f"総合点 ＝ 売上×{weights.sales} ＋ 顧客×{weights.customer} ＋ 法×{weights.legal}"
        f" ＋ 競争×{weights.advantage}。S は4.5以上、A は3.5以上、B は2.5以上、C は2.5未満。"
        "丸める前の値で判定する"
    )


def _axes(item: ImpactOut) -> str:
    return "\n".join(
        f"{_AXES.get(axis.axis, axis.axis)} {number(axis.score)}：{axis.reason}"
        for axis in item.axes
    )


def _priorities(subject: Subject) -> Iterator[Block]:
    found = subject.assessment.priorities
    if not found:
        return
    yield Table(
        caption="復旧の優先順位（多基準評価）",
        columns=columns(
            ("順位", 2),
            ("業務", 5),
            ("事業影響", 2, Align.END),
            ("復旧容易性", 2, Align.END),
            ("顧客影響", 2, Align.END),
            ("法的重要度", 2, Align.END),
            ("加重平均", 2, Align.END),
            ("1位の割合", 2, Align.END),
        ),
        rows=tuple(
            (
                item.rank,
                item.name,
                *(number(rating) for rating in (item.impact, item.ease, item.customer, item.legal)),
                number(item.mean, 4),
                percent(item.first_share),
            )
            for item in found
        ),
    )
    weights = subject.case.priority_weights
    yield grounds(
        f"加重平均 ＝ 事業影響×{weights.impact} ＋ 復旧容易性×{weights.ease}"
        f" ＋ 顧客影響×{weights.customer} ＋ 法的重要度×{weights.legal}（復旧容易性は5が容易）。"
        "同じ値は同順位（＝）とする。1位の割合は、重みを±0.10の範囲で動かしたときのもの"
    )
    if subject.assessment.orders:
        first = subject.assessment.orders[0]
        names = "→".join(subject.process_names.get(ref, ref) for ref in first.process_refs)
        yield Paragraph(text=f"最も多く現れた順序：{names}（{percent(first.share)}）")


def _objectives(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙2　復旧目標（RTO・RPO・MTPD）")
    if not subject.assessment.continuity:
        yield missing("別紙2 — 業務の復旧目標時間（RTO）")
        return
    written = {process.ref: process.grounds for process in subject.case.processes}
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
            _objective(subject, item, written.get(item.process_ref))
            for item in subject.assessment.continuity
        ),
    )
    yield grounds(
        "復旧時間 E(v) ＝ max（自力で戻る時間, 前の業務の E − 間の緩衝）。"
        "判定は E(v) ≦ RTO。MTPD は下の「影響の増え方」による"
    )


def _objective(subject: Subject, item: ContinuityOut, said: str | None) -> tuple[str, ...]:
    waits = subject.process_names.get(item.waits_for or "", item.waits_for or "")
    reason = said or "RTO の根拠は未記入"
    return (
        item.name,
        hours(item.rto_hours, NONE),
        hours(item.mtpd_hours, NONE),
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
                item.grounds or f"種類の上限 {_limit_hours(item.data_class.limit.total_seconds())}",
            )
            for item in subject.case.data
        ),
    )


def _limit_hours(seconds: float) -> str:
    return f"{int(seconds // 3600)}時間"


def _over_time(subject: Subject) -> Iterator[Block]:
    found = subject.assessment.impacts_over_time
    if not found:
        return
    marks = list(dict.fromkeys(point.hours for item in found for point in item.points))
    yield Table(
        caption="影響の増え方（停止からの時間と累計の損失）",
        columns=columns(("業務", 3), *((hours(mark), 2, Align.END) for mark in marks), ("MTPD", 3)),
        rows=tuple(
            (
                item.name,
                *(
                    next((number(p.loss, 0) for p in item.points if p.hours == mark), NONE)
                    for mark in marks
                ),
                f"{hours(item.mtpd_hours, NONE)}\n{item.mtpd_reason or ''}".strip(),
            )
            for item in found
        ),
    )
    yield grounds("別紙3の1日あたりの限界利益損失 × 日数 ＋ 違約金")


def _mark(mark: Decimal) -> str:
    """Return a time of the table's head, in days from four days on."""
    return hours(mark) if mark <= _LAST_IN_HOURS else days(mark / 24)


def _daily_losses(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙3　1日あたりの損失")
    if not subject.assessment.daily_losses:
        yield missing("別紙3 — 製品")
        return
    yield Table(
        caption="製品が1日止まったときの損失",
        columns=columns(
            ("製品", 3), ("売上", 3, Align.END), ("限界利益", 3, Align.END), ("計算式と値", 9)
        ),
        rows=tuple(
            (item.name, yen(item.daily_sales), yen(item.daily_marginal_profit), item.formula)
            for item in subject.assessment.daily_losses
        ),
    )
    yield grounds(
        f"年間売上高 {yen(subject.case.finance.annual_sales)}、"
        f"日割りの日数 {subject.case.finance.calendar_days}日（案件の値）"
    )


def _schedules(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙4　工程と所要日数（クリティカルパス）")
    if not any(product.steps for product in subject.case.products):
        yield missing("別紙4 — 工程の流れ")
        return
    for product in subject.case.products:
        found = [item for item in subject.assessment.schedules if item.product_ref == product.ref]
        if not found:
            continue
        yield Table(
            caption=f"{product.name}：工程の所要日数（通常・制約・復旧）",
            columns=columns(
                ("工程", 4), ("先に終わる工程", 3), *((m.mode.label, 2, Align.END) for m in found)
            ),
            rows=(
                *(
                    (
                        f"{step.ref} {step.name}",
                        listed(step.after),
                        *(
                            next((days(s.takes_days) for s in m.steps if s.ref == step.ref), NONE)
                            for m in found
                        ),
                    )
                    for step in product.steps
                ),
                ("全体", "", *(days(item.total_days) for item in found)),
            ),
        )
        for item in found:
            ways = "／".join("→".join(path) for path in item.critical_paths[:3])
            more = f"ほか{item.critical_path_count - 3}" if item.critical_path_count > 3 else ""
            yield grounds(f"{item.mode.label}のクリティカルパス {ways}{more}（CPM）")


def _covers(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙5　在庫で持ちこたえる日数")
    demand = {product.ref: product for product in subject.case.products}
    rows = [
        (
            demand[item.product_ref].name,
            item.level.label,
            days(item.days),
            f"{number(item.pieces)}個 ÷ {number(demand[item.product_ref].demand_per_day)}個/日",
        )
        for item in subject.assessment.covers
        if item.product_ref in demand
    ]
    if not rows:
        yield missing("別紙5 — 製品在庫")
        return
    yield Table(
        caption="在庫 ÷ 日次出荷",
        columns=columns(("製品", 4), ("在庫の水準", 3), ("日数", 2, Align.END), ("根拠", 5)),
        rows=tuple(rows),
    )


def _stages_and_skills(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙8　段階的復旧と技能")
    if subject.assessment.stages:
        yield Table(
            caption="段階的復旧",
            columns=columns(("段階", 3), ("業務", 5), ("操業度", 2, Align.END), ("説明", 5)),
            rows=tuple(
                (
                    stage.label,
                    listed([subject.process_names.get(ref, ref) for ref in stage.process_refs]),
                    percent(stage.service_level, NONE),
                    stage.text,
                )
                for stage in subject.assessment.stages
            ),
        )
    if subject.assessment.skills:
        yield Table(
            caption="技能マトリックス",
            columns=columns(
                ("技能", 4),
                ("業務", 3),
                ("できる人", 2, Align.END),
                ("必要", 2, Align.END),
                ("", 5),
            ),
            rows=tuple(
                (
                    skill.skill,
                    subject.process_names.get(skill.process_ref, skill.process_ref),
                    f"{skill.holders}人",
                    f"{skill.needed}人",
                    skill.text,
                )
                for skill in subject.assessment.skills
            ),
        )
    else:
        yield missing("別紙8 — 技能マトリックス")


def _findings(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙9　点検で見つかったこと")
    found = subject.assessment.findings
    if not found:
        yield Paragraph(text="規則に触れるところは見つかりませんでした。")
        return
    yield Table(
        caption=f"計画の点検（{len(found)}件）",
        columns=columns(("重さ", 1), ("内容", 8), ("どこ", 3), ("規則", 3)),
        rows=tuple(
            (_SEVERITIES.get(item.severity, item.severity), item.text, item.field, item.rule)
            for item in found
        ),
    )
    yield Bullets(items=("規則の意味と出典は docs/bia.md の「点検の規則」にあります",))
