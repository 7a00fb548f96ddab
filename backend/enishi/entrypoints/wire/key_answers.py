"""What is answered about keys and the audit log."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from enishi.domain.access import Scope
from enishi.domain.api_key import KeyState
from enishi.domain.audit import AuditAction
from enishi.entrypoints.wire.key_bodies import RegionBody


class KeyOut(BaseModel):
    """鍵。秘密そのものは含みません。"""

    key_ref: str = Field(examples=["K5f2b8c1d9e0a4736"])
    prefix: str = Field(description="秘密の始まり", examples=["enk_5f2b8c1d9e0a4736_"])
    name: str
    person_ref: str
    holder: str = Field(description="持ち主の名前")
    organisation_ref: str
    scopes: list[Scope]
    region: RegionBody | None = Field(description="限られた区域。空なら組織と同じです")
    state: KeyState = Field(description="valid 使える・expired 期限切れ・revoked 取り消し済み")
    made_at: datetime
    secret_since: datetime = Field(description="今の秘密になった時")
    expires_at: datetime
    former_until: datetime | None = Field(description="前の秘密も使える期限")
    revoked_at: datetime | None
    last_used_on: date | None = Field(description="最後に使われた日（日本時間）")
    last_refused_on: date | None = Field(description="誤った秘密で試された最後の日（日本時間）")


class IssuedKeyOut(BaseModel):
    """新しい秘密。二度と表示できません。"""

    key: KeyOut
    secret: str = Field(
        description="Authorization: Bearer … で送る秘密。今すぐ安全な場所に控えてください"
    )


class KeyPage(BaseModel):
    """鍵の一覧。"""

    items: list[KeyOut]
    next_cursor: str | None = None


class ActOut(BaseModel):
    """閲覧の記録の1件。"""

    position: int = Field(description="通し番号。増えるだけで、欠けることも変わることもありません")
    at: datetime
    action: AuditAction
    action_label: str = Field(examples=["閲覧"])
    subject_kind: str = Field(examples=["firm"])
    subject_ref: str
    owner_ref: str | None = Field(description="だれのデータか（企業か人）")
    actor_ref: str | None = Field(description="行った人")
    actor: str = Field(description="行った人の名前", examples=["佐藤", "消去された人"])
    actor_en: str
    organisation_ref: str | None = Field(description="どの組織として行ったか")
    organisation: str | None = Field(description="その組織の名前")
    key_ref: str | None = Field(description="鍵で行ったなら、その鍵")
    door: str = Field(description="どこから行ったか", examples=["api"])
    fields: list[str] = Field(description="どの項目か。空なら全体です")


class ActPage(BaseModel):
    """閲覧の記録の一覧。"""

    items: list[ActOut]
    next_cursor: str | None
