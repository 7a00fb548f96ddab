"""Chapter 1 of 事業継続力強化計画: aims, the events thought of, and what they would do."""

from collections.abc import Iterator

from enishi.domain.bia.plan import PLAN_ITEMS
from enishi.domain.bia.scenario import Exposure
from enishi.entrypoints.paper.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Table,
    columns,
    grounds,
    missing,
    written,
)
from enishi.entrypoints.paper.figures import (
    NONE,
    days,
    hours,
    listed,
    number,
    pieces,
    yen,
)
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_events import FootprintBody, ScenarioBody


def aims(subject: Subject) -> Iterator[Block]:
    """Yield who applies, what for, what may strike, and what it would do."""
    yield from _who(subject)
    yield from _aims(subject)
    yield from _events(subject)
    yield from _effects(subject)


def _who(subject: Subject) -> Iterator[Block]:
    case = subject.case
    yield Heading(level=1, text="名称等")
    yield Table(
        caption="申請する事業者",
        columns=columns(("項目", 2), ("内容", 5)),
        rows=(
            ("事業者の名称", case.firm_name),
            ("事業所", listed([site.name for site in case.sites])),
            ("承認者", case.approver or NONE),
            ("承認日", case.approved_on.isoformat() if case.approved_on else NONE),
        ),
    )
    if not case.sites:
        yield missing("事業所の所在地")
    if case.approved_on is None:
        yield missing("承認日")
    yield missing("名称等 — 代表者の役職と氏名、法人番号、資本金、従業員数、業種、設立年月日")


def _aims(subject: Subject) -> Iterator[Block]:
    case = subject.case
    yield Heading(level=1, text="1　事業継続力強化の目標")
    yield Heading(level=2, text="自社の事業活動の概要と、サプライチェーン・地域での役割")
    yield written(case.plan.supply_chain_role, PLAN_ITEMS["supply_chain_role"])
    if case.products:
        yield Bullets(
            items=tuple(
                f"{item.name}：売上の{number(item.sales_share * 100)}%、"
                f"日次出荷{pieces(item.demand_per_day)}"
                for item in case.products
            )
        )
    yield Heading(level=2, text="事業継続力強化に取り組む目的")
    yield written(case.plan.purpose, PLAN_ITEMS["purpose"])


def _events(subject: Subject) -> Iterator[Block]:
    case = subject.case
    yield Heading(level=2, text="想定する自然災害等")
    if not case.scenarios:
        yield missing("想定する災害")
        return
    yield Table(
        caption="想定する自然災害等と自社の事業所",
        columns=columns(
            ("災害", 3), ("被害の及ぶ範囲", 4), ("長さ", 3), ("自社の事業所", 3), ("根拠", 5)
        ),
        rows=tuple(_scenario_row(subject, scenario) for scenario in case.scenarios),
    )


def _scenario_row(subject: Subject, scenario: ScenarioBody) -> tuple[str, ...]:
    lasting = [
        f"{what}{hours(length)}"
        for what, length in (("停電", scenario.blackout_hours), ("浸水", scenario.flooding_hours))
        if length
    ]
    return (
        f"{scenario.name}（{scenario.hazard.label}）",
        _area(scenario.footprint),
        listed(lasting),
        _struck_sites(subject, scenario),
        f"{scenario.grounds or '根拠は未記入'}。年あたり{number(scenario.annual_rate, 4)}回と置く",
    )


def _area(area: FootprintBody) -> str:
    known = (
        ("市区町村", area.municipalities),
        ("水系", area.river_systems),
        ("電力管内", area.power_areas),
    )
    return "\n".join(f"{what}：{listed(items)}" for what, items in known if items)


def _struck_sites(subject: Subject, scenario: ScenarioBody) -> str:
    footprint = scenario.to_scenario().footprint
    struck = [
        f"{site.name}：{footprint.strikes(site.to_site().place).label}"
        for site in subject.case.sites
    ]
    return "\n".join(struck) or Exposure.UNKNOWN.label


def _effects(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="自然災害等の発生が事業活動に与える影響")
    yield Heading(level=3, text="ヒト（人員）")
    alone = [item for item in subject.assessment.skills if item.is_single_point]
    if subject.assessment.skills:
        texts = [item.text for item in alone] or ["できる人が足りない技能はありません"]
        yield Bullets(items=tuple(texts))
        yield grounds("別紙8の技能マトリックス")
    else:
        yield missing("人員への影響（技能マトリックスがありません）")
    yield Heading(level=3, text="モノ（建物・設備・在庫）")
    yield from _effects_on_goods(subject)
    yield Heading(level=3, text="カネ（売上・資金繰り）")
    yield from _effects_on_money(subject)
    yield Heading(level=3, text="情報")
    if subject.case.data:
        names = listed([item.name for item in subject.case.data])
        yield Paragraph(text=f"失われると業務が止まるデータ：{names}")
        yield grounds("別紙2の復旧目標時点（RPO）")
    else:
        yield missing("情報への影響（データの一覧がありません）")


def _effects_on_goods(subject: Subject) -> Iterator[Block]:
    equipment = dict.fromkeys(
        name for process in subject.case.processes for name in process.equipment
    )
    if equipment:
        yield Paragraph(text=f"止まると業務が止まる設備：{listed(list(equipment))}")
    bare = subject.without_options()
    if bare:
        yield Bullets(
            items=tuple(
                f"{scenario.name}：{product.name}の生産が戻るまで{days(outcome.delay_days)}、"
                f"不足{days(outcome.shortage_days)}"
                for product, scenario, outcome in bare
            )
        )
        yield grounds("別紙6（備えがないとき、平均在庫）")
    elif not equipment:
        yield missing("建物・設備・在庫への影響")


def _effects_on_money(subject: Subject) -> Iterator[Block]:
    bare = subject.without_options()
    if not bare:
        yield missing("資金繰りへの影響（製品か災害がありません）")
        return
    yield Bullets(
        items=tuple(
            f"{scenario.name}：{product.name}の損失 {yen(outcome.loss)}"
            for product, scenario, outcome in bare
        )
    )
    limit = subject.case.finance.cash_limit
    if limit is not None:
        yield Paragraph(text=f"資金が耐えられる損失：{yen(limit)}")
    yield grounds("別紙3（1日あたりの損失）と別紙6（備えがないとき、平均在庫）")
