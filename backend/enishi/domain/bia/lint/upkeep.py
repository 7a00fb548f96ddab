"""People and upkeep: who was asked, who can do it, who approved it, and when it is looked at."""

from collections.abc import Iterator
from datetime import timedelta

from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.skills import SkillCover, skill_covers

# A plan is to be reviewed at least once a year; the leap day does not count against anybody.
_YEAR = timedelta(days=366)


def _no_hearing(read: ExaminedCase) -> Iterator[Remark]:
    if read.case.processes and not read.case.hearings:
        yield Remark(
            "hearings",
            "現場の人に話を聞いた記録がありません",
            "nobody of the shop floor has been asked",
        )


def _skills(read: ExaminedCase) -> Iterator[tuple[str, SkillCover]]:
    for number, cover in enumerate(skill_covers(read.case)):
        yield f"skills[{number}]", cover


def _sole_holder(read: ExaminedCase) -> Iterator[Remark]:
    for place, cover in _skills(read):
        if cover.is_single_point:
            yield Remark(f"{place}.holders", cover.text, cover.english)


def _too_few_holders(read: ExaminedCase) -> Iterator[Remark]:
    for place, cover in _skills(read):
        if cover.is_short and not cover.is_single_point:
            yield Remark(f"{place}.holders", cover.text, cover.english)


def _no_manual(read: ExaminedCase) -> Iterator[Remark]:
    for place, cover in _skills(read):
        if not cover.skill.has_manual:
            yield Remark(
                f"{place}.has_manual",
                f"「{cover.skill.name}」の手順書や動画がありません",
                f"{cover.skill.name} has no manual or video",
            )


def _no_approver(read: ExaminedCase) -> Iterator[Remark]:
    if not (read.case.approver or "").strip():
        yield Remark("approver", "承認者が決まっていません", "nobody approves the plan")


def _not_approved(read: ExaminedCase) -> Iterator[Remark]:
    if read.case.approved_on is None:
        yield Remark("approved_on", "承認された日がありません", "the plan has not been approved")


def _too_old(read: ExaminedCase) -> Iterator[Remark]:
    approved = read.case.approved_on
    if approved is not None and read.day - approved > _YEAR:
        yield Remark(
            "approved_on",
            f"承認（{approved:%Y年%m月%d日}）から1年を過ぎています",
            f"the plan was approved more than a year ago ({approved:%Y-%m-%d})",
        )


def _no_review_date(read: ExaminedCase) -> Iterator[Remark]:
    if read.case.review_on is None:
        yield Remark("review_on", "次に見直す日が決まっていません", "no day is set for a review")


def _review_overdue(read: ExaminedCase) -> Iterator[Remark]:
    review = read.case.review_on
    if review is not None and review < read.day:
        yield Remark(
            "review_on",
            f"見直しの日（{review:%Y年%m月%d日}）を過ぎています",
            f"the review was due on {review:%Y-%m-%d}",
        )


RULES = (
    LintRule(
        "no-hearing",
        Severity.WARNING,
        "現場の人に話を聞いた記録がない",
        "解説：落とし穴5（現場の意見を十分に聞かない）",
        _no_hearing,
    ),
    LintRule(
        "sole-skill-holder",
        Severity.PROBLEM,
        "必要な技能を持つ人が1人以下",
        "解説：技能・ノウハウの属人化対策",
        _sole_holder,
    ),
    LintRule(
        "too-few-skill-holders",
        Severity.WARNING,
        "技能を持つ人が必要な人数に足りない",
        "解説：技能マトリックスの作成",
        _too_few_holders,
    ),
    LintRule(
        "skill-without-manual",
        Severity.NOTE,
        "技能の手順書や動画がない",
        "解説：標準化とマニュアル化",
        _no_manual,
    ),
    LintRule(
        "approver-missing",
        Severity.WARNING,
        "承認者が決まっていない",
        "ISO 22301:2019 8.2.1",
        _no_approver,
    ),
    LintRule(
        "approval-missing",
        Severity.NOTE,
        "承認された日がない",
        "ISO 22301:2019 8.2.1",
        _not_approved,
    ),
    LintRule(
        "plan-older-than-a-year",
        Severity.WARNING,
        "承認から1年を過ぎている",
        "事業継続力強化計画：見直しは年1回以上",
        _too_old,
    ),
    LintRule(
        "review-date-missing",
        Severity.WARNING,
        "次に見直す日が決まっていない",
        "事業継続力強化計画：見直しは年1回以上",
        _no_review_date,
    ),
    LintRule(
        "review-overdue",
        Severity.PROBLEM,
        "見直しの日を過ぎている",
        "事業継続力強化計画：見直しは年1回以上",
        _review_overdue,
    ),
)
