"""What is answered about a firm beside its entry."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from enishi.domain.consent import ConsentMeans
from enishi.domain.network_role import NetworkRole
from enishi.domain.succession import SuccessionPlan
from enishi.domain.tie import TieKind
from enishi.domain.verification import NumberCheck, VerificationMeans
from enishi.entrypoints.wire.answers import FirmBrief, FirmOut, MatchOut
from enishi.entrypoints.wire.register_bodies import VisibilityWord
from enishi.services.silent_firms import SignOfLife

RungWord = Literal["unverified", "number", "coordinator", "visited"]


class ContactOut(BaseModel):
    """連絡先。"""

    name: str | None
    phone: str | None
    fax: str | None
    email: str | None
    address: str | None
    best_time: str | None


class SuccessionOut(BaseModel):
    """事業承継について聞いたこと。"""

    plan: SuccessionPlan
    label: str = Field(examples=["廃業予定"])
    closing_year: int | None
    note: str | None
    asked_on: date
    asked_by: str | None = Field(description="聞いた人の person_ref")


class DependentOut(BaseModel):
    """その企業と取引や共同事業をしてきた企業。"""

    firm: FirmBrief
    last_on: date = Field(description="最後の取引・共同事業の日")
    kinds: list[TieKind]
    times: int = Field(description="記録された回数")
    is_its_only_partner: bool = Field(
        description="記録のかぎりで、この企業にはほかに取引や共同事業の相手がいない"
    )


class SuccessionRiskOut(BaseModel):
    """なくなるかもしれない企業と、その影響。"""

    firm: FirmBrief
    succession: SuccessionOut
    years_left: int | None = Field(description="廃業までの年数。年を聞いていなければ null")
    dependents: list[DependentOut] = Field(description="頼っている企業。新しい接点から")
    alternates: list[MatchOut] | None = Field(
        description="代わりになりそうな企業（5社まで）。検索が使えないときは null"
    )


class SuccessionRiskPage(BaseModel):
    """なくなるかもしれない企業の一覧。"""

    items: list[SuccessionRiskOut]
    next_cursor: str | None


class NetworkRoleOut(BaseModel):
    """産業集積の中での役割。"""

    role: NetworkRole
    label: str = Field(examples=["需給結合企業"])
    said_by: str = Field(description="判断した人の person_ref")
    said_on: date
    note: str | None


class VerificationStepOut(BaseModel):
    """コーディネーターが確かめた1回。"""

    rung: RungWord
    label: str = Field(examples=["訪問済"])
    confirmed_on: date
    expires_on: date = Field(description="この日から、確認として数えない")
    counts: bool = Field(description="いまも確認として数える")
    means: VerificationMeans
    chamber: str | None = Field(examples=["燕商工会議所"])
    note: str | None = Field(description="企業自身とコーディネーターだけが読めます")


class VerificationOut(BaseModel):
    """企業がどこまで確かめられているか。"""

    rung: RungWord
    label: str = Field(examples=["コーディネーター確認"])
    number: NumberCheck
    number_label: str = Field(examples=["検査用数字が合っています"])
    steps: list[VerificationStepOut] = Field(description="新しい順")


class RecordedConsentOut(BaseModel):
    """記録した同意。"""

    means: ConsentMeans
    given_at: datetime
    said_by: str | None
    terms_version: str


class DraftOut(BaseModel):
    """企業の確認を待つ代理登録。"""

    draft_ref: str
    firm: FirmOut = Field(description="下書き。updated_at は書いた日時です")
    contact: ContactOut | None
    visibility: dict[str, VisibilityWord] = Field(description="初めと違う公開範囲")
    consent: RecordedConsentOut
    chamber_ref: str | None
    drafted_by: str
    drafted_at: datetime
    link_expires_at: datetime


class DraftPage(BaseModel):
    """確認を待つ代理登録の一覧。"""

    items: list[DraftOut]
    next_cursor: str | None = None


class ProxyRegistrationOut(BaseModel):
    """代理登録の結果。"""

    draft: DraftOut = Field(description="公開したときは、書いた内容の控え。下書きは残りません")
    published: FirmOut | None = Field(description="公開したときだけ")
    secret: str | None = Field(description="確認リンクの合言葉。この答えにしか出ません")
    confirmation_path: str | None = Field(description="確認リンクが読む API のアドレス")


class ConfirmationOut(BaseModel):
    """確認リンクで企業が見るもの。"""

    firm: FirmOut
    contact: ContactOut | None
    visibility: dict[str, VisibilityWord]
    terms_version: str
    expires_at: datetime


class WithdrawalOut(BaseModel):
    """同意の取り下げの控え。"""

    firm_ref: str
    withdrawn_at: datetime
    means: ConsentMeans


class MissingOut(BaseModel):
    """足りないもの1つと、電話で聞く文。"""

    name: str = Field(examples=["numbers"])
    weight: int
    say: str
    say_en: str
    why: str


class CompletenessOut(BaseModel):
    """企業の届け出の充実度。"""

    firm: FirmBrief
    score: int = Field(description="100 なら足りないものがない", examples=[55])
    missing: list[MissingOut] = Field(description="重いものから")


class CompletenessPage(BaseModel):
    """足りないものが多い順の一覧。"""

    items: list[CompletenessOut]
    next_cursor: str | None


class SilentFirmOut(BaseModel):
    """しばらく便りのない企業。"""

    firm: FirmBrief
    heard_at: datetime = Field(description="最後の便り")
    sign: SignOfLife
    sign_label: str = Field(examples=["サインイン"])
    days: int = Field(description="最後の便りからの日数")


class SilentFirmPage(BaseModel):
    """便りのない順の一覧。"""

    items: list[SilentFirmOut]
    next_cursor: str | None
