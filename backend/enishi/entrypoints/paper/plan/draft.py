"""The whole draft: how it is to be read, what is missing, the plan's chapters, the annex."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from enishi.domain.bia.plan import PLAN_ITEMS
from enishi.entrypoints.paper.document import MISSING, Block, Paper, Paragraph, TextRole
from enishi.entrypoints.paper.partners import unnamed, without_names
from enishi.entrypoints.paper.plan.aims import aims
from enishi.entrypoints.paper.plan.annex import annex
from enishi.entrypoints.paper.plan.contents import contents
from enishi.entrypoints.paper.plan.subject import Subject
from enishi.entrypoints.wire.bia_answers import AssessmentOut
from enishi.entrypoints.wire.bia_case import CaseBody


class PlanForm(StrEnum):
    """For whom the plan is: one firm, or several that help each other."""

    SINGLE = "single"
    JOINT = "joint"

    @property
    def label(self) -> str:
        """Japanese name."""
        return {PlanForm.SINGLE: "単独型", PlanForm.JOINT: "連携型"}[self]


def plan_paper(
    case: CaseBody,
    assessment: AssessmentOut,
    form: PlanForm,
    firm_names: Mapping[str, str] = MappingProxyType({}),
) -> Paper:
    """Return the draft in the order of 事業継続力強化計画; it never claims certification.

    What nobody has written is listed first and marked where it belongs. Partners that have not
    consented appear as letters in every format; `firm_names` tells how the network calls them, so
    that a text which names one is hidden as well.
    """
    subject = Subject(case, assessment, firm_names)
    blocks = [
        *aims(subject),
        *contents(subject, is_joint=form is PlanForm.JOINT),
        *annex(subject),
    ]
    paper = Paper(
        title=f"事業継続力強化計画（{form.label}）の下書き",
        subtitle=case.title,
        firm_name=case.firm_name,
        dated=assessment.assessed_on,
        notices=tuple(_notices(subject)),
        gaps=tuple(_gaps(blocks, _told(assessment, form))),
        blocks=tuple(blocks),
    )
    return without_names(paper, subject.partners)


def _notices(subject: Subject) -> Iterator[str]:
    assessed = subject.assessment
    yield (
        "この文書は、計画の申請を準備するための下書きです。認定を保証するものではありません。"
        "申請は電子申請で、GビズIDによる手続きは自社が行います。"
        "申請の前に、最新の手引きと様式を確かめてください。"
    )
    yield (
        f"数値は {assessed.assessed_on.isoformat()} の時点で計算しました"
        f"（計算の版 {assessed.model_version}）。同じ入力からは同じ値が得られます。"
        "表示は四捨五入した値で、計算には丸める前の値を使っています。"
    )
    yield (
        "「正式」は、自社だけでできる備えと、認定以上の証拠があり期限の切れていない協力会社です。"
        "正式な復旧時間には「正式」だけを数えます。"
        "「予定」（合意の段階）・「推定」（打診の段階）・「候補」は参考です。"
        "相手が確かめていない日数は1.3倍しています。"
    )
    if unnamed(subject.case.options):
        yield (
            "名前を出す同意のない相手は「協力会社A」のように記号で示します。"
            "自分で書いた文章の中に相手の名前がないか、渡す前に確かめてください。"
        )


def _gaps(blocks: Iterable[Block], told: Iterable[str]) -> Iterator[str]:
    """Yield each thing once: what a chapter lacks, in its order, then what the assessment adds."""
    lacking = [
        block.text.removeprefix(f"{MISSING}：")
        for block in blocks
        if isinstance(block, Paragraph) and block.role is TextRole.MISSING
    ]
    yield from dict.fromkeys((*lacking, *told))


def _told(assessment: AssessmentOut, form: PlanForm) -> list[str]:
    """Return the gaps that the assessment tells; one firm's plan has no chapter on allies."""
    not_asked = {PLAN_ITEMS["partners"]} if form is PlanForm.SINGLE else set()
    return [gap for gap in assessment.plan_gaps if gap not in not_asked]
