"""What is sent and answered about changes and webhooks."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from enishi.domain.events import EventKind
from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from enishi.domain.notice import Notice, SubjectKind
from enishi.domain.webhook import Delivery, DeliveryStatus, DeliveryTrouble, Webhook
from enishi.entrypoints.wire.body import Body
from enishi.services.changes import NoticePage
from enishi.services.deliveries import TEST

_KINDS = "firm_published 企業の公開・変更 / firm_withdrawn 企業の取り下げ / "
_KINDS += "need_posted 探しものの掲示・変更 / need_withdrawn 探しものの取り下げ / "
_KINDS += "lexicon_amended 用語の変更"


class ChangeOut(BaseModel):
    """起きたこと一つ。中身は書かれていません。"""

    cursor: str = Field(
        description="ここから先を読むときの since", examples=["5f0c1e0c2a9b4d1f8e7a6b5c4d3e2f10"]
    )
    kind: EventKind = Field(description=_KINDS, examples=["firm_published"])
    subject_kind: SubjectKind = Field(description="企業・探しもの・用語")
    subject_ref: str = Field(description="firm_ref・need_ref・用語の見出し", examples=["F001"])
    id: str | None = Field(description="企業か探しものの id。用語なら空")
    url: str | None = Field(
        description="今の内容を読む場所。取り下げと用語では空", examples=["/api/v1/firms/…"]
    )
    occurred_at: datetime = Field(description="いつ（UTC）")


class ChangePage(BaseModel):
    """起きたことの一覧。確定した順です。"""

    items: list[ChangeOut]
    next_cursor: str = Field(description="次に読むときの since。何もなければ、送ったものと同じ")
    has_more: bool = Field(description="続きがもうあるか")


class WebhookBody(Body):
    """知らせを受け取る URL。"""

    organisation_ref: str = Field(
        description="どの組織のものか（firm_ref か chamber_ref）", examples=["F001"]
    )
    url: str = Field(
        description="https:// で始まり、外から届く URL",
        examples=["https://hooks.example.jp/enishi"],
    )
    kinds: list[EventKind] = Field(
        description=_KINDS, examples=[["firm_published", "firm_withdrawn"]]
    )


class WebhookPatch(Body):
    """変更したい項目だけを送ります。"""

    url: str | None = Field(None, examples=["https://hooks.example.jp/enishi"])
    kinds: list[EventKind] | None = Field(None, description=_KINDS)
    is_active: bool | None = Field(
        None, description="false で止め、true で再開します。止めていた間のことは再開後に届きます"
    )


class WebhookOut(BaseModel):
    """知らせを受け取る URL と、その様子。"""

    webhook_ref: str
    organisation_ref: str
    url: str
    kinds: list[EventKind]
    is_active: bool
    created_at: datetime
    failing_since: datetime | None = Field(description="この時から届いていない。届いていれば空")
    paused_at: datetime | None = Field(description="5日間届かず、自動で止めた時")
    previous_secret_until: datetime | None = Field(
        description="前の秘密鍵でも署名している期限。なければ空"
    )


class NewWebhookOut(WebhookOut):
    """登録したばかりか、秘密鍵を替えたばかりの URL。"""

    secret: str = Field(description="署名の秘密鍵。ここでだけ示します", examples=["whsec_…"])


class WebhookPage(BaseModel):
    """一つの組織の Webhook。"""

    items: list[WebhookOut]


class DeliveryOut(BaseModel):
    """一つの知らせの届き具合。"""

    delivery_ref: str = Field(description="ヘッダー webhook-id と同じ", examples=["msg_0f3a…"])
    kind: EventKind | Literal["webhook.test"]
    subject_ref: str
    occurred_at: datetime
    status: DeliveryStatus = Field(
        description="waiting 配達待ち / delivered 配達済み / given_up 断念"
    )
    attempts: int = Field(description="試した回数")
    attempted_at: datetime | None = Field(description="最後に試した時")
    next_at: datetime | None = Field(description="次に試す時。もう試さないなら空")
    answer_status: int | None = Field(description="最後の応答の状態コード", examples=[204])
    trouble: DeliveryTrouble | None = Field(description="届かなかったわけ")
    trouble_text: str | None = Field(description="届かなかったわけ（日本語）")


class DeliveryPage(BaseModel):
    """届き具合の一覧。新しい順です。"""

    items: list[DeliveryOut]


def change_page(page: NoticePage) -> ChangePage:
    """A page of the feed."""
    return ChangePage(
        items=[_change(notice) for notice in page.notices],
        next_cursor=page.next_cursor,
        has_more=page.has_more,
    )


def webhook_out(webhook: Webhook) -> WebhookOut:
    """A webhook without its secret."""
    return WebhookOut(**_webhook(webhook))


def new_webhook_out(webhook: Webhook) -> NewWebhookOut:
    """A webhook with its secret, the one time that it is shown."""
    return NewWebhookOut(**_webhook(webhook), secret=webhook.secret)


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """How a delivery went."""
    answer = delivery.answer
    trouble = answer.trouble if answer else None
    return DeliveryOut(
        delivery_ref=delivery.ref,
        kind=delivery.kind or TEST,
        subject_ref=delivery.subject_ref,
        occurred_at=delivery.occurred_at,
        status=delivery.status,
        attempts=delivery.attempts,
        attempted_at=delivery.attempted_at,
        next_at=delivery.next_at,
        answer_status=answer.status if answer else None,
        trouble=trouble,
        trouble_text=trouble.label if trouble else None,
    )


def _change(notice: Notice) -> ChangeOut:
    ref = notice.event.subject_ref
    identity, folder = None, None
    if notice.subject_kind is SubjectKind.FIRM:
        identity, folder = str(firm_id(ref)), "firms"
    elif notice.subject_kind is SubjectKind.NEED:
        identity, folder = str(need_id(ref)), "needs"
    return ChangeOut(
        cursor=notice.mark,
        kind=notice.event.kind,
        subject_kind=notice.subject_kind,
        subject_ref=ref,
        id=identity,
        url=f"/api/v1/{folder}/{identity}" if identity and not notice.is_going else None,
        occurred_at=notice.occurred_at,
    )


def _webhook(webhook: Webhook) -> dict[str, object]:
    return {
        "webhook_ref": webhook.ref,
        "organisation_ref": webhook.organisation_ref,
        "url": webhook.url,
        "kinds": sorted(webhook.kinds),
        "is_active": webhook.is_active,
        "created_at": webhook.created_at,
        "failing_since": webhook.failing_since,
        "paused_at": webhook.paused_at,
        "previous_secret_until": webhook.previous_until,
    }
