"""What a client sends about keys."""

from pydantic import Field

from enishi.domain.access import Scope
from enishi.domain.api_key import DEFAULT_LIFETIME
from enishi.entrypoints.wire.bodies import Whole
from enishi.entrypoints.wire.body import Body


class RegionBody(Body):
    """区域。産地・都道府県・市区町村のどれか1つに当てはまる企業が入ります。"""

    clusters: list[str] = Field([], description="産地", examples=[["燕三条"]])
    prefectures: list[str] = Field([], description="都道府県", examples=[["新潟県"]])
    municipality_codes: list[str] = Field(
        [], description="市区町村コード（5桁）", examples=[["15213"]]
    )


class KeyBody(Body):
    """新しい鍵。自分の所属する組織のために作ります。"""

    name: str = Field(description="何に使う鍵か", examples=["基幹システムとの連携"])
    organisation_ref: str = Field(
        description="鍵を使う組織（firm_ref か chamber_ref）", examples=["F001"]
    )
    scopes: list[Scope] = Field(
        description="鍵にできること。read 読む・write 登録と変更・introduce 紹介を進める・"
        "administer 人と鍵の管理",
        examples=[["read", "write"]],
    )
    region: RegionBody | None = Field(
        None, description="会議所の担当区域より狭く限るとき", examples=[None]
    )
    days: Whole = Field(
        DEFAULT_LIFETIME.days, description="有効な日数（1〜400）", examples=[180], ge=1, le=400
    )


class RotationBody(Body):
    """鍵の秘密を新しくします。"""

    overlap_days: Whole = Field(
        0, description="前の秘密も使える日数（0〜7）", examples=[3], ge=0, le=7
    )
    days: Whole | None = Field(
        None,
        description="これから有効な日数（1〜400）。空なら期限は変わりません",
        examples=[180],
        ge=1,
        le=400,
    )
