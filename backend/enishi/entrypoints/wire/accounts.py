"""What is sent and answered about accounts, people and chambers."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from enishi.domain.chamber import Chamber
from enishi.domain.invitation import Invitation
from enishi.domain.membership import Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.domain.session import Session
from enishi.entrypoints.wire.body import Body
from enishi.services.accounts import Account
from enishi.services.credentials import SetUp
from enishi.services.people import Member, Roster
from enishi.services.ports import Stored

_ROLES = (
    "firm_member 企業の担当者 / firm_administrator 企業の管理者 / coordinator コーディネーター / "
    "chamber_administrator 商工会議所の管理者 / operator 運営者"
)


class LinkBody(Body):
    """サインインのリンクを送る先。"""

    email: str = Field(description="メールアドレス", examples=["sato@tsubame.example"])


class RedeemBody(Body):
    """メールのリンクの # より後ろ。"""

    token: str = Field(
        description="リンクの # より後ろ", examples=["p3Yk6yYF0l8pYv1n2N8v7b0kQm4h3s9d1f5g7j2k6m4"]
    )


class PasswordSignInBody(Body):
    """パスワードによるサインイン。"""

    email: str = Field(description="メールアドレス", examples=["sato@tsubame.example"])
    password: str = Field(description="パスワード", examples=["四月の雨と錆びない取っ手"])


class CodeBody(Body):
    """2段階認証のコード。"""

    code: str = Field(
        description="認証アプリの6桁のコード。サインインのときは、回復コードでもかまいません",
        examples=["123456"],
    )


class PasswordBody(Body):
    """新しいパスワード。"""

    password: str = Field(
        description="12文字以上。よく使われる言葉や、お名前・アドレスだけのものは使えません",
        examples=["四月の雨と錆びない取っ手"],
    )


class MePatch(Body):
    """変更したい項目だけを送ります。"""

    name: str | None = Field(None, description="お名前", examples=["佐藤 花"])
    language: PreferredLanguage | None = Field(
        None, description="メールの言語。ja 日本語 / en 英語", examples=["ja"]
    )


class AgreementBody(Body):
    """利用規約への同意。"""

    terms_version: str = Field(
        description="同意する規約の版（GET /me の terms_version）", examples=["2026-11"]
    )


class InvitationBody(Body):
    """組織への招待。"""

    email: str = Field(description="招く人のメールアドレス", examples=["sato@tsubame.example"])
    role: Role = Field(description=f"役割。{_ROLES}", examples=["firm_member"])


class AcceptanceBody(Body):
    """招待を受ける人。"""

    token: str = Field(
        description="リンクの # より後ろ", examples=["p3Yk6yYF0l8pYv1n2N8v7b0kQm4h3s9d1f5g7j2k6m4"]
    )
    name: str | None = Field(
        None, description="お名前。はじめての人は必須です", examples=["佐藤 花"]
    )
    language: PreferredLanguage = Field(
        PreferredLanguage.JAPANESE, description="メールの言語。ja 日本語 / en 英語"
    )


class RolePatch(Body):
    """新しい役割。"""

    role: Role = Field(description=f"役割。{_ROLES}", examples=["firm_administrator"])


class _ChamberFields(Body):
    clusters: list[str] | None = Field(None, description="受け持つ産地", examples=[["燕三条"]])
    prefectures: list[str] | None = Field(
        None, description="受け持つ都道府県", examples=[["新潟県"]]
    )
    municipality_codes: list[str] | None = Field(
        None, description="受け持つ市区町村のコード（5桁）", examples=[["15213"]]
    )
    email: str | None = Field(
        None, description="窓口のメールアドレス", examples=["info@tsubame.example"]
    )
    phone: str | None = Field(None, description="電話", examples=["0256-00-0000"])
    fax: str | None = Field(None, description="FAX", examples=["0256-00-0001"])
    address: str | None = Field(None, description="住所", examples=["新潟県燕市1-1"])


class ChamberBody(_ChamberFields):
    """紹介を取り持つ組織（商工会議所・商工会・財団など）。"""

    name: str = Field(examples=["燕商工会議所"])


class ChamberPatch(_ChamberFields):
    """変更したい項目だけを送ります（JSON Merge Patch）。null は「空にする」です。"""

    name: str | None = Field(None, examples=["燕商工会議所"])


class SentOut(BaseModel):
    """受け付けた、という答え。そのアドレスが登録されているかどうかは分かりません。"""

    status: Literal["accepted"] = "accepted"


class SignedInOut(BaseModel):
    """サインインの進み具合。Cookie は応答のヘッダーにあります。"""

    signed_in: bool
    needs_code: bool = Field(
        description="true なら、次に 2段階認証のコードを送ります", examples=[False]
    )


class PersonOut(BaseModel):
    """人。"""

    person_ref: str
    email: str
    name: str
    language: PreferredLanguage


class MembershipOut(BaseModel):
    """所属。"""

    organisation_ref: str
    organisation_name: str
    firm_id: str | None = Field(description="企業なら、その id")
    role: Role
    role_label: str


class MeOut(BaseModel):
    """いま呼んでいる人。サインインしていなければ signed_in は false です。"""

    signed_in: bool
    person: PersonOut | None = None
    memberships: list[MembershipOut] = []
    csrf_token: str | None = Field(
        None, description="書き込むときに、ヘッダー X-Enishi-CSRF で送ります"
    )
    needs_code: bool = Field(False, description="2段階認証のコードを待っている")
    terms_version: str = Field(description="いまの規約の版", examples=["2026-11"])
    has_agreed: bool = Field(False, description="いまの規約に同意している")
    has_password: bool = False
    has_second_factor: bool = False
    recovery_codes_left: int = 0
    oidc_name: str | None = Field(
        None,
        description="GET /auth/oidc で使える外部のアカウントの名前。使えなければ null",
        examples=["県庁のアカウント"],
    )


class SessionOut(BaseModel):
    """サインインしているブラウザの1つ。"""

    session_ref: str
    begun_at: datetime
    seen_at: datetime
    browser: str
    is_this_one: bool


class SessionPage(BaseModel):
    """サインインしているブラウザ。新しい順。"""

    items: list[SessionOut]


class SetUpOut(BaseModel):
    """認証アプリに読み取らせるもの。一度しか示しません。"""

    secret: str
    address: str = Field(examples=["otpauth://totp/…"])
    picture: str = Field(description="address の QR コード（SVG）")


class RecoveryOut(BaseModel):
    """スマートフォンをなくしたときの回復コード。一度しか示しません。"""

    recovery_codes: list[str]


class ConsentOut(BaseModel):
    """同意の記録。"""

    consent_ref: str
    terms_version: str
    given_at: datetime


class MemberOut(BaseModel):
    """組織の人。"""

    person_ref: str
    name: str
    email: str
    role: Role
    role_label: str


class InvitationOut(BaseModel):
    """まだ受けられていない招待。"""

    invitation_ref: str
    email: str
    role: Role
    role_label: str
    invited_at: datetime
    expires_at: datetime


class RosterOut(BaseModel):
    """組織の人と、招待中の人（管理者にだけ示します）。"""

    organisation_ref: str
    organisation_name: str
    items: list[MemberOut]
    invitations: list[InvitationOut]


class ChamberOut(BaseModel):
    """会議所。"""

    chamber_ref: str
    name: str
    clusters: list[str]
    prefectures: list[str]
    municipality_codes: list[str]
    email: str | None
    phone: str | None
    fax: str | None
    address: str | None
    updated_at: datetime


class ChamberPage(BaseModel):
    """会議所の一覧。"""

    items: list[ChamberOut]


def me_out(account: Account | None, **known: Any) -> MeOut:
    """The body of GET /me."""
    if account is None:
        return MeOut(**known)
    places = zip(account.memberships, account.organisations, strict=True)
    return MeOut(
        person=person_out(account.person),
        memberships=[
            MembershipOut(
                organisation_ref=place.ref,
                organisation_name=place.name,
                firm_id=str(place.firm.id) if place.firm else None,
                role=item.role,
                role_label=item.role.label,
            )
            for item, place in places
        ],
        has_agreed=account.has_agreed,
        has_password=account.has_password,
        has_second_factor=account.has_second_factor,
        recovery_codes_left=account.recovery_codes_left,
        **known,
    )


def person_out(person: Person) -> PersonOut:
    """One's own person."""
    return PersonOut(
        person_ref=person.ref,
        email=person.email.text,
        name=person.name,
        language=person.language,
    )


def session_out(session: Session, current_ref: str | None) -> SessionOut:
    """One browser."""
    return SessionOut(
        session_ref=session.ref,
        begun_at=session.begun_at,
        seen_at=session.seen_at,
        browser=session.browser,
        is_this_one=session.ref == current_ref,
    )


def set_up_out(set_up: SetUp) -> SetUpOut:
    """What a telephone reads."""
    return SetUpOut(secret=set_up.secret, address=set_up.address, picture=set_up.picture)


def member_out(member: Member) -> MemberOut:
    """Somebody of an organisation."""
    return MemberOut(
        person_ref=member.person.ref,
        name=member.person.name,
        email=member.person.email.text,
        role=member.role,
        role_label=member.role.label,
    )


def invitation_out(invitation: Invitation) -> InvitationOut:
    """An invitation, without its token."""
    return InvitationOut(
        invitation_ref=invitation.ref,
        email=invitation.email.text,
        role=invitation.role,
        role_label=invitation.role.label,
        invited_at=invitation.invited_at,
        expires_at=invitation.expires_at,
    )


def roster_out(roster: Roster) -> RosterOut:
    """An organisation's people."""
    return RosterOut(
        organisation_ref=roster.organisation.ref,
        organisation_name=roster.organisation.name,
        items=[member_out(item) for item in roster.members],
        invitations=[invitation_out(item) for item in roster.invitations],
    )


def chamber_out(stored: Stored[Chamber]) -> ChamberOut:
    """A chamber."""
    chamber = stored.record
    return ChamberOut(
        chamber_ref=chamber.ref,
        name=chamber.name,
        clusters=list(chamber.region.clusters),
        prefectures=list(chamber.region.prefectures),
        municipality_codes=list(chamber.region.municipality_codes),
        email=chamber.email.text if chamber.email else None,
        phone=chamber.phone,
        fax=chamber.fax,
        address=chamber.address,
        updated_at=stored.updated_at,
    )
