"""Chapters 2 to 5 of 事業継続力強化計画: measures, leadership, allies, time, helpers, funds."""

from collections.abc import Iterator
from decimal import Decimal

from enishi.domain.bia.plan import PLAN_ITEMS
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
    written,
)
from enishi.entrypoints.paper.figures import NONE, listed, pieces, yen
from enishi.entrypoints.paper.partners import HELD_BACK, is_unnamed
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_answers import BackupPairOut
from enishi.entrypoints.wire.bia_events import OptionBody


def contents(subject: Subject, *, is_joint: bool) -> Iterator[Block]:
    """Yield the chapters; a plan of several firms also says who stands in for whom."""
    yield Heading(level=1, text="2　事業継続力強化の内容")
    yield from _first_hours(subject)
    yield from _measures(subject)
    yield from _leadership(subject)
    if is_joint:
        yield from _alliance(subject)
    yield from _when(subject)
    yield from _helpers(subject)
    yield from _funds(subject)


def _first_hours(subject: Subject) -> Iterator[Block]:
    plan = subject.case.plan
    yield Heading(level=2, text="(1) 自然災害等が発生した場合の初動対応")
    for title, text, item in (
        ("人命の安全確保（避難・安否確認）", plan.safety, "safety"),
        ("非常時の緊急時体制", plan.command, "command"),
        ("被害状況の把握と共有", plan.damage_report, "damage_report"),
    ):
        yield Heading(level=3, text=title)
        yield written(text, PLAN_ITEMS[item])


def _measures(subject: Subject) -> Iterator[Block]:
    plan = subject.case.plan
    yield Heading(level=2, text="(2) ヒト・モノ・カネ・情報への対策")
    for title, text, item in (
        ("ヒト（人員の確保）", plan.people, "people"),
        ("モノ（建物・設備・在庫・代替生産）", plan.goods, "goods"),
        ("カネ（資金・保険）", plan.money, "money"),
        ("情報（データの保護）", plan.information, "information"),
    ):
        yield Heading(level=3, text=title)
        yield written(text, PLAN_ITEMS[item])
        if item == "goods":
            yield from _options_in_brief(subject)


def _options_in_brief(subject: Subject) -> Iterator[Block]:
    if not subject.case.options:
        return
    yield Table(
        caption="生産を続けるための備え",
        columns=columns(("備え", 5), ("種類", 3), ("効く工程", 3), ("区分", 2), ("期限", 2)),
        rows=tuple(
            (
                subject.partners.of(option.ref),
                option.kind.label,
                subject.steps(option.product_ref, option.covers) or "製品全体",
                subject.standing(option),
                option.valid_until.isoformat() if option.valid_until else NONE,
            )
            for option in subject.case.options
        ),
    )
    yield grounds("日数・能力・費用と、その根拠は別紙7")


def _leadership(subject: Subject) -> Iterator[Block]:
    case = subject.case
    yield Heading(level=2, text="(3) 平時の推進体制")
    yield Heading(level=3, text="経営層の指揮")
    if case.approver:
        yield Paragraph(text=f"計画の推進を指揮し、承認する者：{case.approver}")
    else:
        yield missing("承認者")
    yield Heading(level=3, text="訓練・教育（年1回以上）")
    yield written(case.plan.training, PLAN_ITEMS["training"])
    yield Heading(level=3, text="計画の見直し（年1回以上）")
    yield written(case.plan.review, PLAN_ITEMS["review"])
    if case.review_on:
        yield Paragraph(text=f"次の見直しの日：{case.review_on.isoformat()}")
    else:
        yield missing("見直し日")


def _alliance(subject: Subject) -> Iterator[Block]:
    yield Heading(level=2, text="(4) 連携の態様と役割分担")
    yield written(subject.case.plan.partners, PLAN_ITEMS["partners"])
    by_partners = [option for option in subject.case.options if option.kind.needs_partner]
    if not by_partners:
        yield missing("連携 — 代替生産などを担う相手（選択肢がありません）")
        return
    yield Table(
        caption="代替生産などの役割分担",
        columns=columns(
            ("相手", 4), ("担うこと", 4), ("能力", 2, Align.END), ("区分", 2), ("共に被る危険", 4)
        ),
        rows=tuple(_role(subject, option) for option in by_partners),
    )
    yield grounds("別紙7。「共に被る危険」は、想定災害の範囲に両社の場所が入るかどうかで決まる")
    if subject.assessment.pairs:
        yield Bullets(items=tuple(_pair(subject, pair) for pair in subject.assessment.pairs))


def _pair(subject: Subject, pair: BackupPairOut) -> str:
    """Say with whom a pair is: one of the two is the firm itself."""
    other = pair.one if pair.one in subject.partners.firms else pair.other
    return f"{subject.partners.of_firm(other)}：{pair.text}"


def _role(subject: Subject, option: OptionBody) -> tuple[str, ...]:
    judged = subject.judged.get(option.ref)
    shared = dict.fromkeys(
        word for exposure in (judged.exposures if judged else ()) for word in exposure.shared
    )
    work = subject.steps(option.product_ref, option.covers) or "完成品の供給"
    boundary = "" if is_unnamed(option) else option.quality_boundary or ""
    return (
        subject.partners.of(option.ref),
        f"{work}\n{boundary}".strip(),
        pieces(option.capacity_per_day, "必要なだけ") + ("/日" if option.capacity_per_day else ""),
        subject.standing(option),
        listed(list(shared), "なし" if option.places else "場所が不明"),
    )


def _when(subject: Subject) -> Iterator[Block]:
    yield Heading(level=1, text="3　事業継続力強化の実施時期")
    yield missing("実施時期（計画の開始と終了の年月）")
    todo = [item.text for item in subject.assessment.guide if not item.is_done]
    if todo:
        yield Paragraph(text="これから行うこと")
        yield Bullets(items=tuple(todo))
        yield grounds("分析の手順のうち、済んだ印のないもの")


def _helpers(subject: Subject) -> Iterator[Block]:
    yield Heading(level=1, text="4　事業継続力強化の実施に協力する者")
    helping = [option for option in subject.case.options if option.kind.needs_partner]
    if not helping:
        yield missing("協力者の名称と協力の内容")
        return
    yield Table(
        caption="協力する者と協力の内容",
        columns=columns(("協力する者", 4), ("協力の内容", 4), ("区分", 2), ("根拠", 5)),
        rows=tuple(
            (
                subject.partners.of(option.ref),
                option.kind.label,
                subject.standing(option),
                HELD_BACK if is_unnamed(option) else option.grounds or "根拠は未記入",
            )
            for option in helping
        ),
    )


def _funds(subject: Subject) -> Iterator[Block]:
    case = subject.case
    yield Heading(level=1, text="5　事業継続力強化に必要な資金の額と調達方法")
    costly = [option for option in case.options if option.preparation]
    if costly:
        rows = [
            (subject.partners.of(option.ref), subject.standing(option), yen(option.preparation))
            for option in costly
        ]
        total = sum((option.preparation for option in costly), Decimal(0))
        yield Table(
            caption="備えの費用（いま一度だけ）",
            columns=columns(("備え", 6), ("区分", 2), ("金額", 2, Align.END)),
            rows=(*rows, ("合計", "", yen(total))),
        )
        yield grounds("案件に書かれた備えの費用の合計")
    else:
        yield missing("必要な資金の額")
    if case.budget is not None:
        yield Paragraph(text=f"備えに使える予算：{yen(case.budget)}")
    yield missing("資金の調達方法")
