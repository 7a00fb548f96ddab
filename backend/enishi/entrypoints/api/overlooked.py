"""`/firms/{firm_id}/overlooked`: why a firm was not suggested."""

from fastapi import APIRouter

from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.overlooked_answers import OverlookedOut
from enishi.entrypoints.wire.overlooked_present import overlooked_out

router = APIRouter(tags=["なぜ提案されなかったか"])


@router.get(
    "/firms/{firm_id}/overlooked",
    operation_id="getOverlooked",
    summary="なぜ提案されなかったか",
)
def get_overlooked(app: App, by: Known, firm_id: str) -> OverlookedOut:
    """惜しかった検索と探しもの、見せられた回数、いちばん効く直し方。自社か、担当地域の企業だけ。"""
    return overlooked_out(app.network.overlooked.of(firm_id, by=by))
