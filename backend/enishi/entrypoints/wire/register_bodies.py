"""What a client sends about a firm beside its entry, and on behalf of a firm."""

from datetime import date
from typing import Literal

from pydantic import Field

from enishi.domain.consent import TERMS_VERSION, ConsentMeans
from enishi.domain.network_role import NetworkRole
from enishi.domain.succession import SuccessionPlan
from enishi.domain.verification import VerificationMeans
from enishi.entrypoints.wire.bodies import CapabilityBody, FirmBody, FirmPatch, Whole
from enishi.entrypoints.wire.body import Body

VisibilityWord = Literal["public", "members", "coordinators", "private"]

_VISIBILITY = (
    "項目ごとの公開範囲。public 公開 / members 会員まで / coordinators コーディネーターまで / "
    "private 自社だけ。書かない項目は、連絡先・事業承継・接点（ties）が coordinators、"
    "ほかは public です"
)
_VISIBILITY_EXAMPLE = {"employees": "members", "contact": "coordinators"}


class ContactBody(Body):
    """連絡先。電話・FAX・メール・住所のどれか1つは必要です。"""

    name: str | None = Field(None, description="担当者の名前", examples=["縁側 一郎"])
    phone: str | None = Field(None, description="電話", examples=["0256-00-0000"])
    fax: str | None = Field(None, description="FAX", examples=["0256-00-0001"])
    email: str | None = Field(None, description="メール", examples=["info@engawa.example"])
    address: str | None = Field(None, description="郵便の宛先", examples=["新潟県燕市1-2-3"])
    best_time: str | None = Field(
        None, description="電話のつながりやすい時間", examples=["平日の12時台"]
    )


class SuccessionBody(Body):
    """事業承継について聞いたこと。前の記録と置き換わります。"""

    plan: SuccessionPlan = Field(
        description="undecided 未定 / closing 廃業予定 / family 親族に継ぐ / "
        "employee 従業員に継ぐ / third_party 第三者に譲りたい / settled 後継者あり",
        examples=["closing"],
    )
    closing_year: Whole | None = Field(
        None, description="廃業するつもりの年（西暦）。分からなければ空", examples=[2029]
    )
    note: str | None = Field(
        None, description="補足（1,000文字まで）", examples=["機械は若い人に使ってほしい。"]
    )
    asked_on: date | None = Field(None, description="聞いた日。空は今日", examples=["2026-11-01"])


class NetworkRoleBody(Body):
    """産業集積の中での企業の役割。前の判断と置き換わります。"""

    role: NetworkRole = Field(
        description="linker 需給結合企業 / carrier 需要搬入企業 / investor 設備投資型 / "
        "traditional 従来型 / unknown 不明",
        examples=["linker"],
    )
    note: str | None = Field(None, description="そう見たわけ", examples=["仲間の仕事をまとめる。"])


class VerificationBody(Body):
    """コーディネーターが確かめたこと。"""

    rung: Literal["coordinator", "visited"] = Field(
        description="coordinator コーディネーター確認 / visited 訪問済", examples=["visited"]
    )
    means: VerificationMeans = Field(
        description="phone 電話 / document 書類 / meeting 面談 / visit 訪問（訪問済のときだけ）",
        examples=["visit"],
    )
    confirmed_on: date | None = Field(
        None, description="確かめた日。空は今日", examples=["2026-11-01"]
    )
    note: str | None = Field(None, description="補足", examples=["工場を見せてもらった。"])


class RecordedConsentBody(Body):
    """画面のほかで得た同意。"""

    means: Literal[ConsentMeans.PHONE, ConsentMeans.FAX, ConsentMeans.PAPER, ConsentMeans.VISIT] = (
        Field(description="phone 電話 / fax FAX / paper 書面 / visit 訪問", examples=["phone"])
    )
    said_by: str = Field(description="同意した人の名前", examples=["縁側 一郎"])
    said_on: date | None = Field(None, description="同意した日。空は今日", examples=["2026-11-01"])


class ProxyRegistrationBody(Body):
    """来られない企業の代理登録。企業が確かめるまで、どこにも公開されません。"""

    firm: FirmBody = Field(description="企業の届け出")
    consent: RecordedConsentBody = Field(description="登録への同意")
    contact: ContactBody | None = Field(None, description="連絡先")
    visibility: dict[str, VisibilityWord] = Field(
        {}, description=_VISIBILITY, examples=[_VISIBILITY_EXAMPLE]
    )
    publish: bool = Field(
        False, description="記録した同意にもとづいて、企業の確認を待たずに公開する"
    )


class FirmCorrectionPatch(FirmPatch):
    """下書きのうち、企業が直したところ。送った項目だけが変わります。"""

    capabilities: list[CapabilityBody] | None = Field(
        None, description="できることを直すときは、全部を送ります"
    )


class _Corrected(Body):
    firm: FirmCorrectionPatch = Field(FirmCorrectionPatch(), description="直したところ")
    contact: ContactBody | None = Field(None, description="連絡先を直すときは、全部を送ります")
    visibility: dict[str, VisibilityWord] = Field(
        {}, description=_VISIBILITY, examples=[_VISIBILITY_EXAMPLE]
    )


class SlipBody(_Corrected):
    """返信票に書かれていたこと。"""

    consent: RecordedConsentBody = Field(description="返信票の同意")


class ConfirmationBody(_Corrected):
    """企業自身の確認。"""

    agrees: bool = Field(description="掲載に同意する", examples=[True])
    terms_version: str = Field(description="読んだ利用規約の版", examples=[TERMS_VERSION])
    name: str | None = Field(None, description="確認した人の名前", examples=["縁側 一郎"])


class WithdrawalBody(Body):
    """同意の取り下げ。"""

    means: ConsentMeans = Field(
        ConsentMeans.WEB,
        description="どう伝えられたか。web 画面 / phone 電話 / fax FAX / paper 書面 / visit 訪問",
        examples=["phone"],
    )
