"""What a plan in the order of 事業継続力強化計画 must say, and what of it nobody has written."""

from dataclasses import replace
from datetime import timedelta

from enishi.domain.bia.case import Case

# Field of PlanText → what the form calls it, in its order. `partners` belongs to the joint form
# (連携型) only.
PLAN_ITEMS = {
    "purpose": "取り組む目的",
    "supply_chain_role": "サプライチェーン・地域での役割",
    "safety": "人命の安全確保（避難・安否確認）",
    "command": "緊急時の体制・経営層の指揮",
    "damage_report": "被害状況の把握と共有",
    "people": "ヒトへの対策",
    "goods": "モノへの対策",
    "money": "カネへの対策",
    "information": "情報への対策",
    "training": "訓練（年1回以上）",
    "review": "見直し（年1回以上）",
    "partners": "連携の態様・役割分担",
}


def plan_gaps(case: Case) -> tuple[str, ...]:
    """Return the items of the form that are not written yet, and who and when it lacks.

    The joint form's item is asked for where a partner is among the options.
    """
    is_joint = any(option.kind.needs_partner for option in case.options)
    unwritten = [
        label
        for name, label in PLAN_ITEMS.items()
        if not getattr(case.plan, name) and (name != "partners" or is_joint)
    ]
    facts = {
        "想定する災害": case.scenarios,
        "事業所の所在地": case.sites,
        "承認者": case.approver,
        "承認日": case.approved_on,
        "見直し日": case.review_on,
    }
    return (*unwritten, *(label for label, value in facts.items() if not value))


def approved_in_advance(case: Case) -> Case:
    """Return the case as if customers had approved every change of supplier in quiet times."""
    return replace(
        case,
        options=tuple(
            replace(option, lead=replace(option.lead, change_approval=timedelta(0)))
            for option in case.options
        ),
    )
