"""The annex: the business impact analysis that the plan rests on, every figure with its grounds."""

from collections.abc import Iterator

from enishi.domain.bia.lint import Severity
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
from enishi.entrypoints.paper.figures import NONE, days, listed, number, percent, yen
from enishi.entrypoints.paper.plan.importance import importance
from enishi.entrypoints.paper.plan.objectives import objectives
from enishi.entrypoints.paper.plan.recovery import options_judged, outcomes_by_event
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_answers import ScheduleOut
from enishi.entrypoints.wire.bia_case import ProductBody

_MOST_PATHS = 3


def annex(subject: Subject) -> Iterator[Block]:
    """Yield the annex, chapter by chapter."""
    yield Heading(level=1, text="別紙　事業影響度分析（BIA）")
    yield from importance(subject)
    yield from objectives(subject)
    yield from _daily_losses(subject)
    yield from _schedules(subject)
    yield from _covers(subject)
    yield from outcomes_by_event(subject)
    yield from options_judged(subject)
    yield from _stages_and_skills(subject)
    yield from _findings(subject)


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
        yield from _schedule(product, found)


def _schedule(product: ProductBody, found: list[ScheduleOut]) -> Iterator[Block]:
    if not found:
        return
    takes = [{step.ref: days(step.takes_days) for step in item.steps} for item in found]
    rows = [
        (
            f"{step.ref} {step.name}",
            listed(step.after),
            *(mode.get(step.ref, NONE) for mode in takes),
        )
        for step in product.steps
    ]
    yield Table(
        caption=f"{product.name}：工程の所要日数（通常・制約・復旧）",
        columns=columns(
            ("工程", 4), ("先に終わる工程", 3), *((m.mode.label, 2, Align.END) for m in found)
        ),
        rows=(*rows, ("全体", "", *(days(item.total_days) for item in found))),
    )
    yield grounds("。".join(map(_critical, found)) + "（CPM）")


def _critical(item: ScheduleOut) -> str:
    """Say which paths decide how long the flow takes."""
    ways = "／".join("→".join(path) for path in item.critical_paths[:_MOST_PATHS])
    more = item.critical_path_count - _MOST_PATHS
    return f"{item.mode.label}のクリティカルパス {ways}" + (f" ほか{more}" if more > 0 else "")


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
                ("説明", 5),
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
        columns=columns(("重さ", 1), ("内容", 8), ("どこ・規則", 5)),
        rows=tuple(
            (Severity(item.severity).label, item.text, f"{item.field}\n{item.rule}")
            for item in found
        ),
    )
    yield Bullets(items=("規則の意味と出典は docs/bia.md の「点検の規則」にあります",))
