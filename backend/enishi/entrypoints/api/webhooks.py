"""`/webhooks`: which addresses of an organisation are told of what."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.feeds import (
    DeliveryOut,
    DeliveryPage,
    NewWebhookOut,
    WebhookBody,
    WebhookOut,
    WebhookPage,
    WebhookPatch,
    delivery_out,
    new_webhook_out,
    webhook_out,
)

router = APIRouter(prefix="/webhooks", tags=["連携"])


@router.get("", operation_id="listWebhooks", summary="組織の Webhook")
def list_webhooks(
    app: App,
    by: Known,
    organisation_ref: Annotated[str, Query(description="firm_ref か chamber_ref")],
) -> WebhookPage:
    """その組織の管理者が読めます。"""
    found = app.webhooks.of_organisation(organisation_ref, by=by)
    return WebhookPage(items=[webhook_out(webhook) for webhook in found])


@router.post("", operation_id="createWebhook", summary="Webhook を登録する", status_code=201)
def create_webhook(app: App, by: Known, body: WebhookBody, response: Response) -> NewWebhookOut:
    """これから起きることを知らせます。秘密鍵は、この答えでだけ示します。"""
    webhook = app.webhooks.register(body.organisation_ref, body.url, body.kinds, by=by)
    response.headers["Location"] = f"/api/v1/webhooks/{webhook.ref}"
    return _never_kept(new_webhook_out(webhook), response)


@router.get("/{webhook_ref}", operation_id="getWebhook", summary="Webhook の様子")
def get_webhook(app: App, by: Known, webhook_ref: str) -> WebhookOut:
    """届いているか、止まっているかも分かります。"""
    return webhook_out(app.webhooks.get(webhook_ref, by=by))


@router.patch("/{webhook_ref}", operation_id="updateWebhook", summary="Webhook を変える")
def update_webhook(app: App, by: Known, webhook_ref: str, body: WebhookPatch) -> WebhookOut:
    """送った項目だけを変えます。自動で止まったものは is_active を true にすると再開します。"""
    return webhook_out(app.webhooks.change(webhook_ref, by=by, **body.model_dump()))


@router.delete(
    "/{webhook_ref}", operation_id="deleteWebhook", summary="Webhook をやめる", status_code=204
)
def delete_webhook(app: App, by: Known, webhook_ref: str) -> None:
    """まだ届いていない知らせも捨てます。"""
    app.webhooks.remove(webhook_ref, by=by)


@router.get("/{webhook_ref}/deliveries", operation_id="listDeliveries", summary="知らせの届き具合")
def list_deliveries(
    app: App,
    by: Known,
    webhook_ref: str,
    limit: Annotated[int, Query(ge=1, le=100, description="件数")] = 20,
) -> DeliveryPage:
    """新しい順です。終わったものは30日で消えます。"""
    found = app.webhooks.deliveries(webhook_ref, by=by, limit=limit)
    return DeliveryPage(items=[delivery_out(delivery) for delivery in found])


@router.post("/{webhook_ref}/test", operation_id="testWebhook", summary="試しに知らせる")
def test_webhook(app: App, by: Known, webhook_ref: str) -> DeliveryOut:
    """その場で1回だけ送り、どう届いたかを返します。"""
    return delivery_out(app.webhooks.test(webhook_ref, by=by))


@router.post("/{webhook_ref}/rotate", operation_id="rotateWebhook", summary="秘密鍵を替える")
def rotate_webhook(app: App, by: Known, webhook_ref: str, response: Response) -> NewWebhookOut:
    """新しい秘密鍵は、この答えでだけ示します。前の鍵でも、24時間は並べて署名します。"""
    return _never_kept(new_webhook_out(app.webhooks.rotate(webhook_ref, by=by)), response)


def _never_kept(answer: NewWebhookOut, response: Response) -> NewWebhookOut:
    """Keep an answer with a secret out of every cache."""
    response.headers["Cache-Control"] = "no-store"
    return answer
