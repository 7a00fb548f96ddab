"""Importance and order: ranks that say nothing, ties, and orders that contradict each other."""

from collections.abc import Iterator
from decimal import Decimal

from enishi.domain.bia.impact import ImpactRank
from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.process import Layer
from enishi.domain.bia.wording import lasting, listed, percent, plain

# Of two processes both may well be vital; from three on, a rank is there to choose.
_FEW = 2
# An order that comes out in fewer than half of the draws is no more likely than all the others.
_FIRM = Decimal("0.5")


def _too_many_top_ranks(read: ExaminedCase) -> Iterator[Remark]:
    top = sum(score.rank is ImpactRank.S for score in read.impacts)
    if len(read.impacts) > _FEW and 2 * top > len(read.impacts):
        yield Remark(
            "processes",
            f"採点した{len(read.impacts)}業務のうち{top}業務がSランクで、優先順位になりません",
            f"{top} of {len(read.impacts)} processes are ranked S, which sets no priorities",
        )


def _axis_without_facts(read: ExaminedCase) -> Iterator[Remark]:
    for score in read.impacts:
        missing = [axis.axis.label for axis in score.axes if not axis.is_founded]
        if missing:
            yield Remark(
                read.places[score.process.ref],
                f"「{score.process.name}」の{'・'.join(missing)}は事実が分からず、1点としています",
                f"{score.process.name}: nothing is known on an axis, and 1 stands in",
            )


def _tie(read: ExaminedCase) -> Iterator[Remark]:
    rows = read.priorities.rows
    for rank in sorted({row.rank for row in rows if row.is_tied}):
        tied = [row for row in rows if row.rank == rank]
        names = listed(row.process.name for row in tied)
        yield Remark(
            f"{read.places[tied[0].process.ref]}.rating",
            f"{names}は加重平均{plain(tied[0].mean)}で同順位（{rank}位）です。"
            "RTO、前後関係、法的重要度の順に並べていますが、決めるのは人です",
            f"{len(tied)} processes share the priority {rank}: a weighted mean cannot part them",
        )


def _against_rto(read: ExaminedCase) -> Iterator[Remark]:
    rows = read.priorities.rows
    for row in rows:
        mine = row.process.rto
        if mine is None:
            continue
        sooner = [
            other.process
            for other in rows
            if other.mean < row.mean and other.process.rto is not None and other.process.rto < mine
        ]
        if sooner:
            names = listed(process.name for process in sooner)
            yield Remark(
                f"{read.places[row.process.ref]}.rto_hours",
                f"「{row.process.name}」は優先順位{row.rank}位ですが、RTO {lasting(mine)}は"
                f"下位の{names}より遅くなっています。重要さと着手の順は別なので、理由を書いてください",
                f"{row.process.name} has a higher priority, but a later RTO, than"
                f" {len(sooner)} others",
            )


def _unstable(read: ExaminedCase) -> Iterator[Remark]:
    found = read.priorities
    if len(found.rows) > 1 and found.orders[0].share < _FIRM:
        first = found.rows[0]
        yield Remark(
            "priority_weights",
            f"重みを±0.10動かすと、最も多い順序でも{percent(found.orders[0].share)}にしかなりません"
            f"（「{first.process.name}」が1位になるのは{percent(first.first_share)}）",
            f"the most frequent order comes out in {percent(found.orders[0].share)} of slightly"
            " different weights",
        )


def _not_rated(read: ExaminedCase) -> Iterator[Remark]:
    if read.impacts and not read.priorities.rows:
        yield Remark(
            "processes",
            "復旧優先順位（MCDA）の評点がどの業務にもありません",
            "no process is rated for its priority of recovery",
        )


def _product_shares(read: ExaminedCase) -> Iterator[Remark]:
    total = sum((product.sales_share for product in read.case.products), Decimal(0))
    if total > 1:
        yield Remark(
            "products",
            f"製品の売上寄与率の合計が{percent(total)}で、100%を超えています",
            f"the products' shares of sales come to {percent(total)}",
        )


def _customer_shares(read: ExaminedCase) -> Iterator[Remark]:
    shares = [process.customer_share for process in read.case.processes]
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total > 1:
        yield Remark(
            "processes",
            f"顧客の売上構成比の合計が{percent(total)}です。"
            "同じ顧客を複数の業務に書いたのでなければ、見直してください",
            f"the customers' shares of sales come to {percent(total)}",
        )


def _layers(read: ExaminedCase) -> Iterator[Remark]:
    there = {process.layer for process in read.case.processes}
    missing = [layer.label for layer in Layer if layer not in there]
    if read.case.processes and missing:
        yield Remark(
            "processes",
            f"業務の棚卸しに、{'・'.join(missing)}の層がありません",
            "the inventory lacks one of its three layers",
        )


def _no_dependencies(read: ExaminedCase) -> Iterator[Remark]:
    timed = [process for process in read.case.processes if process.rto is not None]
    if len(timed) > 1 and not any(process.upstream for process in read.case.processes):
        yield Remark(
            "processes",
            f"RTOのある{len(timed)}業務に、前後の関係が1つも書かれていません",
            f"{len(timed)} processes have an RTO, and none waits for another",
        )


RULES = (
    LintRule(
        "too-many-top-ranks",
        Severity.WARNING,
        "採点した業務の過半がSランクで、優先順位にならない",
        "解説：落とし穴1（全業務を重要視しすぎる）",
        _too_many_top_ranks,
    ),
    LintRule(
        "axis-without-facts",
        Severity.NOTE,
        "売上や顧客の事実が分からず、1点で代えている軸がある",
        "解説：ステップ2",
        _axis_without_facts,
    ),
    LintRule(
        "priority-tie",
        Severity.WARNING,
        "復旧優先順位が同じ業務がある",
        "解説：MCDA（受注処理は4.0ではなく4.1で、品質検査と同順位）",
        _tie,
    ),
    LintRule(
        "priority-against-rto",
        Severity.WARNING,
        "優先順位が上の業務のRTOが、下の業務より遅い",
        "解説：MCDAの順位とRTOの順",
        _against_rto,
    ),
    LintRule(
        "priority-unstable",
        Severity.NOTE,
        "重みを±0.10動かすと、同じ順序になるのが半分に満たない",
        "この分析の安定性の計算",
        _unstable,
    ),
    LintRule(
        "priority-missing",
        Severity.NOTE,
        "復旧優先順位の評点がどの業務にもない",
        "解説：今週のアクション4",
        _not_rated,
    ),
    LintRule(
        "product-shares-over-one",
        Severity.PROBLEM,
        "製品の売上寄与率の合計が100%を超える",
        "解説：日次売上影響額",
        _product_shares,
    ),
    LintRule(
        "customer-shares-over-one",
        Severity.NOTE,
        "業務に書かれた顧客の売上構成比の合計が100%を超える",
        "解説：顧客分類別の影響評価",
        _customer_shares,
    ),
    LintRule(
        "layers-missing",
        Severity.NOTE,
        "業務の棚卸しに、事業・業務・作業の3層がそろっていない",
        "解説：ステップ1",
        _layers,
    ),
    LintRule(
        "no-dependencies",
        Severity.WARNING,
        "RTOのある業務が複数あるのに、前後の関係が書かれていない",
        "解説：落とし穴3（工程間依存関係の見落とし）",
        _no_dependencies,
    ),
)
