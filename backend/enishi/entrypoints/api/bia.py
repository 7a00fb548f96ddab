"""`/bia`: an assessment of what is sent, its schema, and the shipped examples."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire import bia_files
from enishi.entrypoints.wire.bia_answers import AssessmentOut
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_filed import ExampleOut, ExamplePage
from enishi.entrypoints.wire.bia_present import present_assessment

router = APIRouter(prefix="/bia", tags=["事業影響度分析"])

Day = Annotated[date | None, Query(description="この日の時点で計算する。空なら今日")]


@router.post("/assessments", operation_id="assessCase", summary="BIA を計算する（保存しない）")
def assess_case(app: App, body: CaseBody, day: Day = None) -> AssessmentOut:
    """送った内容だけで計算し、何も残しません。サインインは要りません。"""
    return present_assessment(app.bia.assessments.assess(body.to_case(), day))


@router.get("/schema", operation_id="getCaseSchema", summary="BIA の JSON Schema")
def get_case_schema() -> dict[str, Any]:
    """ファイル（YAML・JSON）と要求に共通の形です。"""
    return bia_files.schema()


@router.get("/examples", operation_id="listCaseExamples", summary="付属の例の一覧")
def list_case_examples(app: App) -> ExamplePage:
    """名前を /bia/examples/{name} に続けると読めます。"""
    folder = app.settings.bia_folder
    found = (
        (name, bia_files.read_example(folder, name)) for name in bia_files.example_names(folder)
    )
    return ExamplePage(
        items=[
            ExampleOut(name=name, title=body.title, firm_name=body.firm_name)
            for name, body in found
        ]
    )


@router.get("/examples/{name}", operation_id="getCaseExample", summary="付属の例")
def get_case_example(app: App, name: str) -> CaseBody:
    """そのまま計算にも、保存にも使えます。"""
    return bia_files.read_example(app.settings.bia_folder, name)
