"""`/firms/{firm_id}/partners`: with whom a firm could develop something new."""

from typing import Annotated

from fastapi import APIRouter, Query

from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.partner_answers import PartnerFoundOut, PartnerFoundPage
from enishi.entrypoints.wire.partner_present import partner_out, partners_out
from enishi.services.joint_development.partners import LARGEST_LIST

router = APIRouter(prefix="/firms/{firm_id}/partners", tags=["共同開発"])


@router.get("", operation_id="listPartners", summary="思いつかなかった相手")
def list_partners(
    app: App,
    by: Known,
    firm_id: str,
    limit: Annotated[int, Query(ge=1, le=LARGEST_LIST, description="件数")] = 10,
) -> PartnerFoundPage:
    """探しものがなくても、共同開発の相手になりそうな企業を、理由とともに返します。

    3年以内に会った企業、1年以内に断りのあった企業、接点の足りない企業は出ません。
    その企業自身と、担当地域のコーディネーターが読めます。
    """
    return partners_out(app.network.partners.partners(firm_id, by=by, limit=limit))


@router.get("/{other_id}", operation_id="comparePartner", summary="2社をくらべる")
def compare_partner(app: App, by: Known, firm_id: str, other_id: str) -> PartnerFoundOut:
    """共通の知識と、互いに足りないもの、この2社だけで会い続けたときの見通しを返します。"""
    return partner_out(app.network.partners.compare(firm_id, other_id, by=by))
