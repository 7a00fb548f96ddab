"""The annex's chapters on what each event does, and what the options change."""

from collections.abc import Iterator
from decimal import Decimal

from enishi.domain.bia.product import StockLevel
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
from enishi.entrypoints.paper.figures import NONE, UNKNOWN, days, listed, percent, pieces, yen
from enishi.entrypoints.paper.partners import HELD_BACK, is_unnamed
from enishi.entrypoints.paper.plan.subject import Subject, official_outcome
from enishi.entrypoints.wire.bia_answers import OptionOut, OutcomeOut
from enishi.entrypoints.wire.bia_case import ProductBody
from enishi.entrypoints.wire.bia_events import OptionBody, ScenarioBody

# A page of options that do not count is read by nobody.
_MOST_REFERENCES = 10
_MET = {True: "届く", False: "届かない", None: NONE}


def outcomes_by_event(subject: Subject) -> Iterator[Block]:
    """Yield what each event does to each product: without help, and with the official options."""
    yield Heading(level=2, text="別紙6　災害ごとの結果")
    told = False
    for product in subject.case.products:
        for scenario in subject.case.scenarios:
            found = subject.outcomes(product.ref, scenario.ref)
            if found:
                told = True
                yield from _event(subject, product, scenario, found)
    if not told:
        yield missing("別紙6 — 災害ごとの結果（製品か災害がありません）")


def _event(
    subject: Subject, product: ProductBody, scenario: ScenarioBody, found: list[OutcomeOut]
) -> Iterator[Block]:
    yield Heading(level=3, text=f"{product.name} × {scenario.name}")
    rows = list(_chosen(subject, found))
    yield Table(
        caption="復旧までの日数：備えがないときと、正式な備えをすべて使ったとき",
        columns=columns(
            ("備えと在庫", 6),
            ("工程の所要", 2, Align.END),
            ("戻るまで", 2, Align.END),
            ("持ちこたえる", 3, Align.END),
            ("不足", 2, Align.END),
            ("RTA", 2, Align.END),
            ("RTO に", 2),
        ),
        rows=tuple(_in_days(label, outcome) for label, outcome in rows),
    )
    yield Table(
        caption="損失 ＝ 失う限界利益 ＋ 違約金 ＋ 備えを使う費用",
        columns=columns(
            ("備えと在庫", 6),
            ("満たせない", 2, Align.END),
            ("失う限界利益", 3, Align.END),
            ("違約金", 3, Align.END),
            ("備えの費用", 3, Align.END),
            ("損失", 3, Align.END),
        ),
        rows=tuple(_in_yen(label, outcome) for label, outcome in rows),
    )
    yield grounds(_reckoned(product, scenario))
    doubts = dict.fromkeys(note for _, outcome in rows for note in outcome.notes)
    if doubts:
        yield Bullets(items=tuple(doubts))
    if scenario.recovery_order:
        yield Paragraph(text=f"優先する復旧の順序：{' → '.join(scenario.recovery_order)}")


def _chosen(subject: Subject, found: list[OutcomeOut]) -> Iterator[tuple[str, OutcomeOut]]:
    """Yield what is shown, labelled: no help at each stock, the official help, then references."""
    for level in StockLevel:
        for outcome in found:
            if not outcome.option_refs and outcome.stock_level is level:
                yield f"備えなし（{level.label}）", outcome
    mean = [item for item in found if item.stock_level is StockLevel.MEAN]
    official = official_outcome(mean)
    if official:
        yield f"{_official_label(subject, official)}（平均在庫）", official
    others = [item for item in mean if len(item.option_refs) == 1 and not item.is_official]
    for outcome in sorted(others, key=_cheapest_first)[:_MOST_REFERENCES]:
        (ref,) = outcome.option_refs
        yield f"参考（{_doubt(subject, ref)}）：{subject.partners.of(ref)}", outcome


def _official_label(subject: Subject, official: OutcomeOut) -> str:
    """Say whether all that is official is used; what may be struck itself is left out."""
    counted = {
        option.ref
        for option in subject.assessment.options
        if option.is_official and option.product_ref == official.product_ref
    }
    if counted == set(official.option_refs):
        return "正式な備えすべて"
    return f"正式な備え：{listed([subject.partners.of(ref) for ref in official.option_refs])}"


def _doubt(subject: Subject, ref: str) -> str:
    """Say why an option does not count: its standing, or that its partner may be struck too."""
    judged = subject.judged.get(ref)
    if judged is None:
        return "候補"
    return "被災するか不明" if judged.is_official else judged.standing


def _cheapest_first(outcome: OutcomeOut) -> tuple[Decimal, list[str]]:
    return outcome.loss, outcome.option_refs


def _in_days(label: str, outcome: OutcomeOut) -> tuple[str, ...]:
    return (
        label,
        days(outcome.lead_days, NONE),
        days(outcome.delay_days),
        days(outcome.tts_days, "期間中ずっと"),
        days(outcome.shortage_days),
        days(outcome.rta_days, NONE),
        _MET[outcome.is_rto_met],
    )


def _in_yen(label: str, outcome: OutcomeOut) -> tuple[str, ...]:
    return (
        label,
        pieces(outcome.unmet),
        yen(outcome.lost_profit),
        yen(outcome.penalties),
        yen(outcome.option_costs),
        yen(outcome.loss),
    )


def _reckoned(product: ProductBody, scenario: ScenarioBody) -> str:
    """Say how the two tables hang together, with the values of the case."""
    pipeline = (
        "仕掛品が残るので、戻るまで＝復旧時の所要−通常時の所要"
        if scenario.to_scenario().keeps_work_in_progress
        else "仕掛品を失うので、戻るまで＝復旧時の所要"
    )
    dues = "、".join(
        f"{penalty.customer}に不足が{days(penalty.after_days)}を超えたとき{yen(penalty.yen)}"
        for penalty in product.penalties
    )
    return (
        f"{pipeline}。不足は在庫と協力会社からの供給で満たせない日数。失う限界利益＝満たせない数量"
        f"×1個あたりの限界利益（別紙3÷日次出荷{pieces(product.demand_per_day)}）"
        f"×戻らない割合{percent(product.lost_share)}。違約金：{dues or 'なし'}。"
        f"RTA は生産が日次出荷の{percent(product.mbco)}（MBCO）に届く日。"
        f"災害の後に残る在庫は{percent(scenario.stock_surviving)}"
    )


def options_judged(subject: Subject) -> Iterator[Block]:
    """Yield every option with its figures, its standing, until when, and what it rests on."""
    yield Heading(level=2, text="別紙7　復旧の選択肢")
    if not subject.case.options:
        yield missing("別紙7 — 復旧の選択肢")
        return
    pairs = [(option, subject.judged.get(option.ref)) for option in subject.case.options]
    yield Table(
        caption="選択肢の日数・能力・費用",
        columns=columns(
            ("選択肢", 5),
            ("効く工程", 3),
            ("初回納入", 2, Align.END),
            ("立上り", 2, Align.END),
            ("能力", 2, Align.END),
            ("備えの費用", 3, Align.END),
            ("使う費用", 3, Align.END),
            ("差額・輸送", 3, Align.END),
        ),
        rows=tuple(_figures(subject, option, judged) for option, judged in pairs),
    )
    yield grounds(
        "案件に書かれた値。推定の日数は1.3倍する。認定以上なら仕様変更承認と初品検査の日数を除く。"
        "能力は日次出荷に対する割合"
    )
    yield Table(
        caption="選択肢の区分と、その根拠",
        columns=columns(
            ("選択肢", 4),
            ("区分", 2),
            ("段階", 2),
            ("期限", 3),
            ("独立度", 2, Align.END),
            ("根拠", 7),
        ),
        rows=tuple(_standing(subject, option, judged) for option, judged in pairs),
    )
    yield grounds(
        "独立度 HI ＝ Σ 発生回数×自社が被災×相手が無事 ÷ Σ 発生回数×自社が被災。"
        "相手の場所が分からなければ不明とし、独立とはみなさない"
    )
    yield from _claims(subject)


def _claims(subject: Subject) -> Iterator[Block]:
    """Yield which partners other plans count on too; whose plans these are is not told."""
    names = {scenario.ref: scenario.name for scenario in subject.case.scenarios}
    claims = subject.assessment.claims
    if claims:
        yield Paragraph(text="ほかの計画も当てにしている能力")
        yield Bullets(
            items=tuple(
                f"{subject.partners.of_firm(claim.firm_ref)}（"
                f"{names.get(claim.scenario_ref, claim.scenario_ref)}）：{claim.text}"
                for claim in claims
            )
        )


def _figures(subject: Subject, option: OptionBody, judged: OptionOut | None) -> tuple[str, ...]:
    return (
        subject.partners.of(option.ref),
        subject.steps(option.product_ref, option.covers) or NONE,
        days(judged.first_delivery_days if judged else None),
        days(option.ramp_days),
        _capacity(judged),
        yen(option.preparation),
        yen(option.activation),
        _per_piece(option.premium + option.transport),
    )


def _capacity(judged: OptionOut | None) -> str:
    if judged is None:
        return UNKNOWN
    return percent(judged.capacity_share, "全量")


def _per_piece(extra: Decimal) -> str:
    return f"{yen(extra)}/個"


def _standing(subject: Subject, option: OptionBody, judged: OptionOut | None) -> tuple[str, ...]:
    reasons = [HELD_BACK if is_unnamed(option) else option.grounds or "根拠は未記入"]
    if judged:
        # The owner's own words about an unnamed partner may tell who it is.
        own = option.quality_boundary if is_unnamed(option) else None
        reasons.extend(note for note in judged.notes if not (own and own in note))
    return (
        subject.partners.of(option.ref),
        subject.standing(option),
        option.rung.label if option.rung else NONE,
        option.valid_until.isoformat() if option.valid_until else NONE,
        percent(judged.hazard_independence if judged else None, _unknown(option)),
        "\n".join(reasons),
    )


def _unknown(option: OptionBody) -> str:
    return UNKNOWN if option.kind.needs_partner else NONE
