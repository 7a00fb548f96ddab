"""災害時リカバリー提案: one page for a customer on what stops, what is promised, what is asked."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from enishi.domain.bia.product import StockLevel
from enishi.entrypoints.paper.document import (
    Align,
    Block,
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Table,
    columns,
    grounds,
)
from enishi.entrypoints.paper.figures import NONE, days, listed, percent, yen
from enishi.entrypoints.paper.partners import without_names
from enishi.entrypoints.paper.plan.subject import Subject, official_outcome
from enishi.entrypoints.wire.bia_answers import AssessmentOut, OutcomeOut
from enishi.entrypoints.wire.bia_case import CaseBody, ProductBody
from enishi.entrypoints.wire.bia_events import OptionBody, ScenarioBody

# What fits on the page with the longest names; the plan itself holds the rest.
_MOST_PROMISES, _MOST_WISHES, _MOST_NAMES = 5, 3, 4
_LONGEST, _LONGEST_FIRM = 30, 80


def proposal_paper(
    case: CaseBody,
    assessment: AssessmentOut,
    approved: AssessmentOut,
    customer: str | None = None,
    firm_names: Mapping[str, str] = MappingProxyType({}),
) -> Paper:
    """Return the page; it promises by official options only and names no partner without consent.

    `approved` is the assessment of the same case with every approval given in advance: what the
    customer could change. The customer's products are those with a penalty
    in its favour; where there is none, all. `firm_names` is as for a plan.
    """
    subject = Subject(case, assessment, firm_names)
    products = _products_for(case, customer)
    paper = Paper(
        title="災害時リカバリーのご提案",
        subtitle=f"{_short(customer)} 御中" if customer else "お客様各位",
        firm_name=_short(case.firm_name, _LONGEST_FIRM),
        dated=assessment.assessed_on,
        notices=(
            "数値は想定にもとづく計算で、結果を保証するものではありません。お約束には、"
            "自社の備えと、認定が済み期限の切れていない協力会社だけを数えています。",
        ),
        gaps=(),
        blocks=(
            *_what_stops(subject, products),
            *_promises(subject, products),
            *_wishes(subject, Subject(case, approved), products),
            *_contact(),
        ),
        is_one_page=True,
    )
    return without_names(paper, subject.partners)


def _products_for(case: CaseBody, customer: str | None) -> list[ProductBody]:
    own = [
        product
        for product in case.products
        if any(penalty.customer == customer for penalty in product.penalties)
    ]
    return own or list(case.products)


def _cases(
    subject: Subject, products: list[ProductBody]
) -> list[tuple[ProductBody, ScenarioBody, OutcomeOut, OutcomeOut]]:
    """Return the worst events first: product, event, without help, with the official options."""
    found = []
    for product, scenario, bare in subject.without_options():
        if product in products:
            mean = [
                item
                for item in subject.outcomes(product.ref, scenario.ref)
                if item.stock_level is StockLevel.MEAN
            ]
            found.append((product, scenario, bare, official_outcome(mean) or bare))
    return sorted(found, key=lambda case: -case[2].shortage_days)


def _what_stops(subject: Subject, products: list[ProductBody]) -> Iterator[Block]:
    yield Heading(level=1, text="1　止まるおそれのある製品")
    cases = _cases(subject, products)
    if not cases:
        yield Paragraph(text="製品か想定災害が、まだ書かれていません。")
        return
    product, scenario, bare, _ = cases[0]
    yield Paragraph(
        text=f"最も長く止まる想定は「{_short(scenario.name)}」です。備えがなければ、"
        f"{_short(product.name)}の生産が戻るまで{days(bare.delay_days)}、"
        f"お届けできない期間が{days(bare.shortage_days)}になります（平均在庫のとき）。"
    )


def _promises(subject: Subject, products: list[ProductBody]) -> Iterator[Block]:
    cases = _cases(subject, products)
    if not cases:
        return
    yield Heading(level=1, text="2　お約束（いつまでに、どの水準で）")
    shown = cases[:_MOST_PROMISES]
    yield Table(
        caption="正式な備えだけを数えた見込み（平均在庫）",
        columns=columns(
            ("製品", 3),
            ("災害", 3),
            ("お届けを続けられる日数", 2, Align.END),
            ("再開まで", 2, Align.END),
            ("再開の水準", 2, Align.END),
            ("お届けできない期間", 3, Align.END),
        ),
        rows=tuple(
            (
                _short(product.name),
                _short(scenario.name),
                days(kept.tts_days, "期間中ずっと"),
                days(kept.rta_days, NONE),
                percent(product.mbco),
                f"{days(bare.shortage_days)} → {days(kept.shortage_days)}",
            )
            for product, scenario, bare, kept in shown
        ),
    )
    kept = [option for option in subject.case.options if subject.is_official(option)]
    names = [
        _short(subject.partners.of(option.ref))
        for option in kept
        if option.product_ref in {product.ref for product in products}
    ]
    yield Paragraph(
        text="お約束を支える備え：" + (listed(names[:_MOST_NAMES]) if names else "まだありません")
    )
    more = len(cases) - len(shown)
    yield grounds(
        f"事業影響度分析（{subject.assessment.assessed_on.isoformat()}）。再開は、生産が日次出荷の"
        "再開の水準に届く日。矢印の左は備えなし、右は正式な備えをすべて使ったとき"
        + (f"。ほかに{more}件の想定が計画書にあります" if more else "")
    )


def _wishes(now: Subject, approved: Subject, products: list[ProductBody]) -> Iterator[Block]:
    yield Heading(level=1, text="3　お願い")
    refs = {product.ref for product in products}
    saved = [
        wish
        for option in now.case.options
        if option.product_ref in refs and option.lead.change_approval_days
        for wish in _wish(now, approved, option)
    ]
    if not saved:
        yield Paragraph(
            text="前もってご承認いただくことで縮まる日数は、いまの計画にはありません。"
            "設計・材料・工程を変えるときは、早めにお知らせください。"
        )
        return
    yield Paragraph(text="平時のうちに、次の仕様変更をご承認ください。")
    yield Bullets(items=tuple(saved[:_MOST_WISHES]))
    yield grounds(
        "同じ分析を、仕様変更承認の日数を0として計算し直した差（平均在庫、"
        "その備えだけを使うとき、差が最も大きい災害）"
    )


def _wish(now: Subject, approved: Subject, option: OptionBody) -> Iterator[str]:
    """Yield what approval in advance saves for an option, in the event where it saves most."""
    before = {o.scenario_ref: o for o in _alone(now, option)}
    gains = [
        (before[after.scenario_ref], after)
        for after in _alone(approved, option)
        if after.scenario_ref in before
    ]
    best = max(gains, key=lambda pair: pair[0].loss - pair[1].loss, default=None)
    if best is None:
        return
    was, then = best
    if was.loss <= then.loss and was.shortage_days <= then.shortage_days:
        return
    names = {scenario.ref: scenario.name for scenario in now.case.scenarios}
    standing = now.standing(option)
    yield (
        f"{_short(now.partners.of(option.ref))}（{standing}）：承認に見込む"
        f"{days(option.lead.change_approval_days)}がなくなり、「{_short(names[then.scenario_ref])}」で"
        f"お届けできない期間が{days(was.shortage_days)}から{days(then.shortage_days)}へ、"
        f"損失が{yen(was.loss - then.loss)}減ります"
    )


def _alone(subject: Subject, option: OptionBody) -> list[OutcomeOut]:
    return [
        outcome
        for outcome in subject.assessment.outcomes
        if outcome.option_refs == [option.ref] and outcome.stock_level is StockLevel.MEAN
    ]


def _contact() -> Iterator[Block]:
    yield Heading(level=1, text="4　連絡先")
    yield Table(
        caption="この提案の窓口",
        columns=columns(("平時の担当者", 1), ("災害時の担当者", 1), ("電話", 1), ("メール", 1)),
        rows=(("　\n　",) + ("",) * 3,),
    )


def _short(text: str, longest: int = _LONGEST) -> str:
    """Return a name that keeps the page one page."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…"
