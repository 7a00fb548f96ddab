"""What is answered about the weekly digest: preferences, previews, one-tap answers, reports."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from enishi.domain.digest import DigestFrequency, DigestItemKind
from enishi.domain.match_response import MatchAnswer
from enishi.entrypoints.wire.body import Body
from enishi.entrypoints.wire.introduction_bodies import GivenAnswerBody


class DigestPreferenceBody(Body):
    """いつ受け取るか。"""

    frequency: DigestFrequency = Field(description="毎週・月1回・停止")
    weekday: int = Field(2, ge=1, le=7, description="1 月曜 〜 7 日曜")
    time: str = Field("07:30", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["07:30"])


class DigestPreferenceOut(BaseModel):
    """いつ受け取るか、いま届くか。"""

    frequency: DigestFrequency
    frequency_label: str = Field(examples=["毎週"])
    weekday: int
    time: str = Field(examples=["07:30"])
    next_at: datetime | None = Field(description="次に届く予定。停止中は null")
    paused_at: datetime | None = Field(description="宛先に届かず、止めた時")
    pause_text: str | None
    pause_text_en: str | None


class DigestItemOut(BaseModel):
    """便りの一項目。"""

    ref: str
    kind: DigestItemKind
    kind_label: str = Field(examples=["会ってみませんか"])
    firm_name: str | None
    headline: str
    place: str | None
    why: list[str]
    missing: list[str]
    path: str = Field(description="続きを読む画面")
    is_other_cluster: bool
    is_trial: bool
    can_be_answered: bool


class DigestPreviewOut(BaseModel):
    """ある週の便りの下見。送られるものと同じです。"""

    week: str
    firm_ref: str
    subject: str
    items: list[DigestItemOut]
    html: str = Field(description="空なら、送るものがありません")
    text: str = Field(description="文字だけの写し。FAX にも使えます")
    is_empty: bool


class TapOut(BaseModel):
    """ワンタップの返事の確かめ画面に出すもの。読むだけでは何も変わりません。"""

    state: Literal["open", "answered", "expired"]
    firm_name: str | None = Field(description="相手の企業")
    own_name: str | None = Field(description="だれとして答えるか")
    headline: str | None
    answer: MatchAnswer | None = Field(description="リンクが選んでいる返事")
    given: MatchAnswer | None = Field(description="すでに返した返事")
    text: str
    text_en: str


class TapBody(GivenAnswerBody):
    """ワンタップの返事。"""

    token: str = Field(max_length=600, description="メールのリンクにある印")


class TapAnswerOut(BaseModel):
    """返事を受け取った。"""

    answer: MatchAnswer
    text: str = Field(description="次に何が起きるか")
    text_en: str
    is_repeated: bool = Field(description="同じ返事がもう届いていたか")


class UnsubscribeBody(Body):
    """便りを止める。"""

    token: str = Field(max_length=600, description="メールのリンクにある印")
    frequency: DigestFrequency = Field(
        DigestFrequency.NEVER, description="空なら止める。monthly なら月1回にする"
    )


class UnsubscribedOut(BaseModel):
    """止めた、または減らした。"""

    frequency: DigestFrequency
    text: str
    text_en: str


class MailingOut(BaseModel):
    """ある人へのある週の便りが、どうなったか。"""

    person_ref: str
    firm_ref: str | None = Field(description="どの企業の人として。まだ書いていなければ null")
    state: str = Field(
        description="waiting 待ち / handing 送信中 / sent 送信済 / in_doubt 不明 / "
        "empty 内容なし / failed 失敗 / bounced 不達"
    )
    state_label: str
    attempts: int
    at: datetime
    problem: str | None


class DigestReportOut(BaseModel):
    """ある週の便りのまとめ。会議所ごと。"""

    week: str
    chamber_ref: str | None
    people: int
    sent: int
    empty: int
    in_doubt: int
    failed: int
    bounced: int
    answers: dict[MatchAnswer, int]
    reaction_share: float | None = Field(description="返事をした人の割合。送信がなければ null")
    meet_share: float | None = Field(description="「会いたい」の割合")
    unsubscribed: int
    troubles: list[MailingOut] = Field(description="人が見るべきもの")
