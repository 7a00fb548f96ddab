"""What is answered about joint development: how much two firms share, and what comes of it."""

from pydantic import BaseModel, Field


class KnowledgeShareOut(BaseModel):
    """知識の重なりを、一つの数え方（用語か文）で見たもの。"""

    basis: str = Field(description="concepts 用語 / passages 文", examples=["concepts"])
    common: float = Field(description="共通の知識 C")
    own: float = Field(description="自社の知識 K")
    partner: float = Field(description="相手の知識 K")
    own_percent: int = Field(description="自社の知識のうち共通の割合", examples=[38])
    partner_percent: int = Field(description="相手の知識のうち共通の割合", examples=[24])


class ForecastPointOut(BaseModel):
    """この2社だけで会い続けたときの見通しの一点。"""

    meetings: int
    score: float = Field(description="0〜100")


class JointDevelopmentOut(BaseModel):
    """2社の共同開発のしやすさ。順位には size_neutral を使います。"""

    size_neutral: float = Field(description="J*。0〜100。規模の差をならした値", examples=[92.4])
    score: float = Field(description="J。0〜100")
    aim_percent: int = Field(description="目安とする共通の割合", examples=[33])
    own_percent: int
    partner_percent: int
    has_contact: bool = Field(description="false なら接点不足。点数は 0 です")
    text: str = Field(
        description="説明",
        examples=["あなたの知識の38%が共通、相手は24%です。目安は33%です。"],
    )
    text_en: str
    shared: list[str] = Field(description="共通の用語。多く話す順")
    only_partner: list[str] = Field(description="相手だけにある用語（自社に足りないもの）")
    only_own: list[str] = Field(description="自社だけにある用語（相手に足りないもの）")
    bases: list[KnowledgeShareOut]
    forecast: list[ForecastPointOut]
    forecast_text: str = Field(description="見通しの前提を述べる文")
    forecast_text_en: str
    joint_version: str = Field(description="設定の版（モデルの版を含む）")
