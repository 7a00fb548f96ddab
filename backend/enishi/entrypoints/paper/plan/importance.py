"""The annex's chapter on which work matters most, and which comes back first."""

from collections.abc import Iterator

from enishi.entrypoints.paper.document import (
    Align,
    Block,
    Heading,
    Paragraph,
    Table,
    columns,
    grounds,
    missing,
)
from enishi.entrypoints.paper.figures import number, percent
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_answers import ImpactOut

_AXES = {"sales": "売上", "customer": "顧客", "legal": "法", "advantage": "競争"}


def importance(subject: Subject) -> Iterator[Block]:
    """Yield the importance of each process with its reasons, and the order of recovery."""
    yield from _impacts(subject)
    yield from _priorities(subject)


def _impacts(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="別紙1　重要業務と優先順位")
    if not subject.assessment.impacts:
        yield missing("別紙1 — 重要度を判定できる業務")
        return
    yield Table(
        caption="業務の重要度（高い順）",
        columns=columns(("業務", 4), ("ランク", 2), ("総合点", 2, Align.END), ("点の根拠", 9)),
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
