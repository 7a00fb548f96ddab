"""`/bia/…/plan` and `/proposal`: what a case is written down as, in Word, PDF or JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from enishi.entrypoints.api.bia import Day
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.paper.document import Paper, PaperFormat
from enishi.entrypoints.paper.plan import PlanForm, plan_paper
from enishi.entrypoints.paper.proposal import proposal_paper
from enishi.entrypoints.paper.rendering import rendered
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_present import present_assessment
from enishi.entrypoints.wire.bia_written import case_body
from enishi.services.bia.plans import PlanGrounds

router = APIRouter(prefix="/bia", tags=["事業影響度分析"])

Form = Annotated[PlanForm, Query(description="single（単独型）か joint（連携型）")]
As = Annotated[
    PaperFormat, Query(alias="format", description="文書の形式：docx（Word）・pdf・json")
]
Customer = Annotated[
    str | None,
    Query(max_length=200, description="顧客の名前。違約金にあるものと同じなら、その製品だけ"),
]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Paper,
        "description": "文書。JSON は Word・PDF と同じ内容の構造です",
        "content": {
            kind.media_type: {"schema": {"type": "string", "format": "binary"}}
            for kind in (PaperFormat.DOCX, PaperFormat.PDF)
        },
    }
}


@router.get(
    "/cases/{case_id}/plan",
    operation_id="getPlan",
    summary="事業継続力強化計画の下書き",
    response_class=Response,
    responses=_FILE,
)
def get_plan(
    app: App,
    by: Known,
    case_id: str,
    form: Form = PlanForm.SINGLE,
    kind: As = PaperFormat.DOCX,
    day: Day = None,
) -> Response:
    """認定を保証するものではありません。名前を出す同意のない相手は「協力会社A」になります。"""
    return _file(_plan(app.bia.plans.of_case(case_id, by=by, day=day), form), kind, "plan")


@router.post(
    "/plans",
    operation_id="writePlan",
    summary="送った BIA から計画の下書きをつくる（保存しない）",
    response_class=Response,
    responses=_FILE,
)
def write_plan(
    app: App,
    body: CaseBody,
    form: Form = PlanForm.SINGLE,
    kind: As = PaperFormat.DOCX,
    day: Day = None,
) -> Response:
    """送った内容だけから作り、何も残しません。サインインは要りません。"""
    return _file(_plan(app.bia.plans.of(body.to_case(), day), form), kind, "plan")


@router.get(
    "/cases/{case_id}/proposal",
    operation_id="getProposal",
    summary="顧客への1枚の提案（災害時リカバリー提案）",
    response_class=Response,
    responses=_FILE,
)
def get_proposal(
    app: App,
    by: Known,
    case_id: str,
    customer: Customer = None,
    kind: As = PaperFormat.DOCX,
    day: Day = None,
) -> Response:
    """正式な備えだけで約束し、仕様変更の事前承認で縮まる日数と金額を示します。"""
    grounds = app.bia.plans.of_case(case_id, by=by, day=day)
    paper = proposal_paper(
        case_body(grounds.assessment.case),
        present_assessment(grounds.assessment),
        present_assessment(grounds.approved()),
        customer,
        grounds.firm_names,
    )
    return _file(paper, kind, "proposal")


def _plan(grounds: PlanGrounds, form: PlanForm) -> Paper:
    return plan_paper(
        case_body(grounds.assessment.case),
        present_assessment(grounds.assessment, claims=grounds.claims, pairs=grounds.pairs),
        form,
        grounds.firm_names,
    )


def _file(paper: Paper, kind: PaperFormat, name: str) -> Response:
    """Answer with the file; what is in it is between the firm and whoever it gives it to."""
    return Response(
        rendered(paper, kind),
        media_type=kind.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind.value}"',
            "Cache-Control": "no-store",
        },
    )
