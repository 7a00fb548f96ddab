"""Products: their flow, their stock, the calendar, and what a recovery of the flow costs."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from enishi.domain.bia.continuity import stock_cover
from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.product import ProcessStep, Product, StockLevel, Timing
from enishi.domain.bia.values import in_days, of_days
from enishi.domain.bia.wording import days, lasting, lasting_english, listed, plain, yen

_FEW_STEPS = 2  # of which nobody asks whether they could run in parallel
_CALENDAR_YEAR = 365


def _single_stock_figure(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        if product.stock.minimum is None or product.stock.maximum is None:
            yield Remark(
                f"{place}.stock",
                f"「{product.name}」の在庫は平均だけです。最小と最大でも計算できるようにしてください",
                f"{product.name}: only one stock figure; a minimum and a maximum are wanted",
            )


def _buffer_over_stock(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        for number, item in enumerate(process.upstream):
            made = read.made_by[item.ref]
            covers = [stock_cover(product, StockLevel.MINIMUM).days for product in made]
            if not covers or in_days(item.buffer) <= min(covers):
                continue
            least = of_days(min(covers))
            yield Remark(
                f"{place}.upstream[{number}].buffer_hours",
                f"「{process.name}」の緩衝{lasting(item.buffer)}は、"
                f"最小在庫では{lasting(least)}しかもちません",
                f"{process.name}: a buffer of {lasting_english(item.buffer)} lasts only"
                f" {lasting_english(least)} when stock is lowest",
            )


def _flow_missing(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        if not product.steps:
            yield Remark(
                f"{place}.steps",
                f"「{product.name}」の工程の流れがありません",
                f"{product.name} has no flow of steps",
            )


def _no_parallel(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in _series(read):
        yield Remark(
            f"{place}.steps",
            f"「{product.name}」の{len(product.steps)}工程はすべて直列です。"
            "同時に進められる工程や、合流する工程がないか確かめてください",
            f"{product.name}: all steps are drawn in series; may none run in parallel?",
        )


def _all_critical(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in _series(read):
        steps = product.steps
        longest = max(step.recovery for step in steps)
        growth = max(step.recovery - step.normal for step in steps)
        ratios = {step.ref: ratio for step in steps if (ratio := _ratio(step)) is not None}
        slow = listed(step.name for step in steps if step.recovery == longest)
        grown = listed(step.name for step in steps if step.recovery - step.normal == growth)
        parts = [
            f"復旧時に最も長いのは{slow}（{days(longest)}日）",
            f"通常からの増え方が最大なのは{grown}（+{days(growth)}日）",
        ]
        if ratios:
            most = max(ratios.values())
            names = listed(step.name for step in steps if ratios.get(step.ref) == most)
            parts.append(f"倍率が最大なのは{names}（{plain(round(most, 2))}倍）")
        yield Remark(
            f"{place}.steps",
            f"「{product.name}」は直列なので、全{len(steps)}工程がクリティカルで余裕は0です。"
            f"どこを優先するかは別に見ます：{'、'.join(parts)}",
            f"{product.name}: in a series every step is critical; look at drag, growth and ratio",
        )


def _series(read: ExaminedCase) -> Iterator[tuple[str, Product]]:
    """Return the products whose steps, three or more, all stand in one row."""
    for place, product in read.products:
        count = len(product.steps)
        paths = read.schedules[product.ref][Timing.NORMAL].critical_paths
        if count > _FEW_STEPS and any(len(path) == count for path in paths):
            yield place, product


def _ratio(step: ProcessStep) -> Decimal | None:
    return in_days(step.recovery) / in_days(step.normal) if step.normal else None


def _capacity_under_demand(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        for number, step in enumerate(product.steps):
            capacity = step.capacity_per_day
            if capacity is not None and capacity < product.demand_per_day:
                yield Remark(
                    f"{place}.steps[{number}].capacity_per_day",
                    f"「{step.name}」の能力は1日{plain(capacity)}個で、"
                    f"出荷{plain(product.demand_per_day)}個に足りません",
                    f"{step.name} makes {plain(capacity)} a day, less than the demand",
                )


def _durations_out_of_order(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        for number, step in enumerate(product.steps):
            if not step.normal <= step.constrained <= step.recovery:
                yield Remark(
                    f"{place}.steps[{number}]",
                    f"「{step.name}」の所要日数が 通常 ≦ 制約 ≦ 復旧 になっていません"
                    f"（{days(step.normal)}・{days(step.constrained)}・{days(step.recovery)}日）",
                    f"{step.name}: normal ≤ constrained ≤ recovery does not hold",
                )


def _delay_over_stock(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        short = _shortage(product, read)
        if short > timedelta(0):
            delay = days(_delay(product, read))
            cover = plain(round(stock_cover(product, StockLevel.MEAN).days, 1))
            yield Remark(
                f"{place}.stock.mean",
                f"「{product.name}」は復旧時に通常より{delay}日遅れます。平均在庫{cover}日では、"
                f"備えなしで{days(short)}日不足します",
                f"{product.name}: a recovery is {delay} days late and stock lasts {cover} days",
            )


def _penalty_in_reach(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        short = _shortage(product, read)
        for number, penalty in enumerate(product.penalties):
            if short > penalty.after:
                yield Remark(
                    f"{place}.penalties[{number}]",
                    f"「{penalty.customer}」への違約金{yen(penalty.yen)}は"
                    f"{lasting(penalty.after)}超の不足で発生し、備えなしの不足{days(short)}日では"
                    "避けられません",
                    f"the penalty to {penalty.customer} falls due after"
                    f" {lasting_english(penalty.after)}; the shortage lasts {days(short)} days",
                )


def _delay(product: Product, read: ExaminedCase) -> timedelta:
    """Return by how much a recovery is slower than usual, if work in progress survives."""
    timed = read.schedules[product.ref]
    return timed[Timing.RECOVERY].total - timed[Timing.NORMAL].total


def _shortage(product: Product, read: ExaminedCase) -> timedelta:
    """Return what of the delay the mean stock does not cover."""
    left = in_days(_delay(product, read)) - stock_cover(product, StockLevel.MEAN).days
    return of_days(max(Decimal(0), left))  # stock may last longer than a timedelta can say


def _calendar(read: ExaminedCase) -> Iterator[Remark]:
    days_a_year = read.case.finance.calendar_days
    if not read.case.products:
        return
    if days_a_year >= _CALENDAR_YEAR:
        yield Remark(
            "finance.calendar_days",
            "1日の損失を暦日（365日）で割っています。日次出荷数量が稼働日の数量なら、"
            "年間の操業日数にそろえてください（245日なら1日の損失は49%大きくなります）",
            "losses are per calendar day; if shipments are per working day, use operating days",
        )
    else:
        yield Remark(
            "finance.calendar_days",
            f"1日の損失を操業日数（{days_a_year}日）で割っています。工程の日数、在庫の日数、"
            "災害の長さも操業日で数えているか確かめてください",
            f"losses are per operating day ({days_a_year} a year); durations must be so too",
        )


def _no_cash_limit(read: ExaminedCase) -> Iterator[Remark]:
    if read.case.finance.cash_limit is None:
        yield Remark(
            "finance.cash_limit",
            "資金が耐えられる損失が分からないため、お金から決まるMTPDを出せません",
            "it is not known how much loss the cash bears, so money sets no MTPD",
        )


RULES = (
    LintRule(
        "single-stock-figure",
        Severity.WARNING,
        "在庫が平均だけで、最小と最大がない",
        "解説：落とし穴4（在庫変動の未考慮）",
        _single_stock_figure,
    ),
    LintRule(
        "buffer-over-minimum-stock",
        Severity.WARNING,
        "業務の間の緩衝が、最小在庫でもつ時間より長い",
        "解説：落とし穴4（在庫変動の未考慮）",
        _buffer_over_stock,
    ),
    LintRule(
        "flow-missing",
        Severity.WARNING,
        "製品に工程の流れがない",
        "解説：チェックリスト1",
        _flow_missing,
    ),
    LintRule(
        "no-parallel-drawn",
        Severity.NOTE,
        "3つ以上の工程がすべて直列に描かれている",
        "解説：依存関係の種類（直列・並列・合流）",
        _no_parallel,
    ),
    LintRule(
        "series-all-critical",
        Severity.NOTE,
        "直列なので全工程がクリティカルで、CPMだけでは優先する工程が決まらない",
        "解説：CPM（「工程3が最も厳しい」は所要日数からだけ言える）",
        _all_critical,
    ),
    LintRule(
        "capacity-under-demand",
        Severity.PROBLEM,
        "工程の日次能力が日次出荷数量に足りない",
        "解説：チェックリスト2",
        _capacity_under_demand,
    ),
    LintRule(
        "durations-out-of-order",
        Severity.WARNING,
        "所要日数が 通常 ≦ 制約 ≦ 復旧 になっていない",
        "解説：工程所要時間の設定例",
        _durations_out_of_order,
    ),
    LintRule(
        "delay-over-stock",
        Severity.PROBLEM,
        "備えなしでは、復旧の遅れが平均在庫を超える",
        "解説：在庫バッファによる余裕時間",
        _delay_over_stock,
    ),
    LintRule(
        "penalty-in-reach",
        Severity.WARNING,
        "備えなしの不足が、違約金のしきい値を超える",
        "解説：定量的影響評価（48時間超で違約金）",
        _penalty_in_reach,
    ),
    LintRule(
        "calendar-unchecked",
        Severity.NOTE,
        "日割りの暦（365日か操業日数か）が、出荷や工程の日数とそろっているか確かめる",
        "解説：日次売上影響額（365日）と日次出荷数量",
        _calendar,
    ),
    LintRule(
        "cash-limit-missing",
        Severity.NOTE,
        "資金が耐えられる損失が書かれていない",
        "ISO 22301:2019 8.2.2",
        _no_cash_limit,
    ),
)
