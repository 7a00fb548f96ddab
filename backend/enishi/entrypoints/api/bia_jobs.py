"""`/bia/cases/…/portfolios` and `/bia/jobs`: computations that take longer than a request."""

from fastapi import APIRouter, Response

from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.bia_filed import JobOut, PortfolioBody, job_out

router = APIRouter(prefix="/bia", tags=["事業影響度分析"])


@router.post(
    "/cases/{case_id}/portfolios",
    operation_id="startPortfolio",
    summary="予算のなかで備えを選ぶ計算を始める",
    status_code=202,
)
def start_portfolio(
    app: App, by: Known, case_id: str, body: PortfolioBody, response: Response
) -> JobOut:
    """数秒かかります。様子は /bia/jobs/{job_id} で読み、DELETE で中止できます。"""
    job = app.bia.portfolios.start(
        case_id, by=by, budget=body.budget, objective=body.objective, draws=body.draws
    )
    response.headers["Location"] = f"/api/v1/bia/jobs/{job.ref}"
    return job_out(job)


@router.get("/jobs/{job_id}", operation_id="getJob", summary="計算の様子と結果")
def get_job(app: App, by: Known, job_id: str) -> JobOut:
    """結果は、計算を始めたサーバーのプロセスに1時間残ります。"""
    return job_out(app.bia.portfolios.get(job_id, by=by))


@router.delete("/jobs/{job_id}", operation_id="cancelJob", summary="計算を中止する")
def cancel_job(app: App, by: Known, job_id: str) -> JobOut:
    """終わった計算はそのまま残ります。"""
    return job_out(app.bia.portfolios.cancel(job_id, by=by))
