"""An assessment as tables on a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table

from enishi.domain.bia.case import Case
from enishi.domain.bia.values import whole_yen
from enishi.domain.bia.wording import plain
from enishi.entrypoints.wire.bia_answers import AssessmentOut, OutcomeOut

_WIDEST = 120
_DECIMALS = 2


def print_assessment(case: Case, answer: AssessmentOut) -> None:
    """Print what a reader of a plan asks first: losses, days, order, options, findings."""
    console = Console(
        highlight=False, markup=False, width=None if Console().is_terminal else _WIDEST
    )
    console.print(f"{case.title}（{answer.assessed_on} の時点、計算の版 {answer.model_version}）")
    for table in _tables(case, answer):
        if table.row_count:
            console.print(table)
    for gap in answer.plan_gaps:
        console.print(f"未記入：{gap}")


def _tables(case: Case, answer: AssessmentOut) -> Iterable[Table]:
    yield _losses(answer)
    yield _importance(answer)
    yield _schedules(answer)
    yield _covers(answer)
    yield _priorities(answer)
    yield _continuity(case, answer)
    yield _options(answer)
    yield _outcomes(case, answer)
    yield _findings(answer)


def _losses(answer: AssessmentOut) -> Table:
    return _table(
        "1日の損失",
        ("製品", "日次売上（円）", "日次限界利益（円）"),
        (
            (item.name, _yen(item.daily_sales), _yen(item.daily_marginal_profit))
            for item in answer.daily_losses
        ),
    )


def _importance(answer: AssessmentOut) -> Table:
    return _table(
        "業務の重要度",
        ("業務", "ランク", "総合", "売上", "顧客", "法", "競争"),
        (
            (
                item.name,
                item.rank,
                _number(item.total),
                *(_number(axis.score) for axis in item.axes),
            )
            for item in answer.impacts
        ),
    )


def _schedules(answer: AssessmentOut) -> Table:
    return _table(
        "工程の所要日数（CPM）",
        ("製品", "条件", "日数", "クリティカルパス"),
        (
            (
                item.product_ref,
                item.mode.label,
                _number(item.total_days),
                " → ".join(item.critical_paths[0]) if item.critical_paths else "",
            )
            for item in answer.schedules
        ),
    )


def _covers(answer: AssessmentOut) -> Table:
    return _table(
        "在庫で持ちこたえる日数",
        ("製品", "在庫", "個", "日数"),
        (
            (item.product_ref, item.level.label, _number(item.pieces), _number(item.days))
            for item in answer.covers
        ),
    )


def _priorities(answer: AssessmentOut) -> Table:
    return _table(
        "復旧優先順位（MCDA）",
        ("順位", "業務", "評点", "1位になる割合"),
        (
            (item.rank, item.name, _number(item.mean), f"{item.first_share * 100:.1f}%")
            for item in answer.priorities
        ),
    )


def _continuity(case: Case, answer: AssessmentOut) -> Table:
    names = {process.ref: process.name for process in case.processes}
    return _table(
        "業務の復旧目標",
        ("業務", "RTO（時間）", "実際（時間）", "待つ業務", "判定"),
        (
            (
                item.name,
                _number(item.rto_hours),
                _number(item.reached_hours),
                names.get(item.waits_for or "", ""),
                {True: "○", False: "×", None: "？"}[item.is_met],
            )
            for item in answer.continuity
        ),
    )


def _options(answer: AssessmentOut) -> Table:
    return _table(
        "復旧の選択肢",
        ("", "選択肢", "扱い", "初回（日）", "災害からの独立"),
        (
            (
                item.ref,
                item.name,
                item.standing,
                _number(item.first_delivery_days),
                _number(item.hazard_independence),
            )
            for item in answer.options
        ),
    )


def _outcomes(case: Case, answer: AssessmentOut) -> Table:
    products = {product.ref: product.name for product in case.products}
    scenarios = {scenario.ref: scenario.name for scenario in case.scenarios}
    return _table(
        "災害のときの不足と損失",
        ("製品", "災害", "在庫", "備え", "不足（日）", "損失（円）", "RTO"),
        (_outcome(item, products, scenarios) for item in answer.outcomes),
    )


def _outcome(
    item: OutcomeOut, products: Mapping[str, str], scenarios: Mapping[str, str]
) -> Sequence[str]:
    return (
        products[item.product_ref],
        scenarios[item.scenario_ref],
        item.stock_level.label,
        "＋".join(item.option_refs) or "なし",
        _number(item.shortage_days),
        _yen(item.loss),
        {True: "○", False: "×", None: ""}[item.is_rto_met],
    )


def _findings(answer: AssessmentOut) -> Table:
    marks = {"problem": "問題", "warning": "注意", "note": "参考"}
    return _table(
        "点検で見つかったこと",
        ("", "内容"),
        ((marks.get(item.severity, item.severity), item.text) for item in answer.findings),
    )


# Columns that hold figures alone.
_FIGURES = ("円", "日数", "個", "日）", "総合", "評点", "割合", "時間）", "独立")


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE)
    for name in columns:
        is_figure = any(word in name for word in _FIGURES)
        table.add_column(name, justify="right" if is_figure else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _yen(value: Decimal) -> str:
    return f"{whole_yen(value):,}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(round(value, _DECIMALS))
