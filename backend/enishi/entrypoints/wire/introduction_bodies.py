"""What a client sends about introductions, with Japanese descriptions and examples."""

from datetime import date

from pydantic import ConfigDict, Field

from enishi.domain.consent import ConsentMeans
from enishi.domain.correction import CorrectionReason
from enishi.domain.introduction import (
    AgreementTerm,
    DeclineReason,
    Ending,
    OutcomeItem,
    Side,
    Stage,
)
from enishi.domain.match_response import MatchAnswer
from enishi.domain.need import NeedKind
from enishi.domain.readiness import EvidenceKind, Rung
from enishi.entrypoints.wire.bodies import Number, Whole
from enishi.entrypoints.wire.body import Body

_NOTE = "理由や覚え書き（1,000文字まで）。コーディネーターと書いた人だけが読めます"
_REASON = (
    "conditions 条件が合わない / lead_time 納期 / price 価格 / ability 能力 / "
    "capacity 余力がない / already_trading 既に取引 / competitor 競合 / timing 時期 / other その他"
)


class _Words(Body):
    """Texts without white space around them."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class HearingBody(_Words):
    """画面のほかで聞いた返事の、聞き方と相手。企業が自分で答えるときは送りません。"""

    means: ConsentMeans = Field(
        description="phone 電話 / fax FAX / paper 書面 / visit 訪問・面談", examples=["phone"]
    )
    said_by: str = Field(description="返事をした人の名前", examples=["山田社長"])


class IntroductionBody(_Words):
    """紹介の提案。探しものから始めるなら `need_ref` と `candidate_ref` だけで足ります。"""

    candidate_ref: str = Field(description="紹介先の企業（firm_ref）", examples=["F001"])
    need_ref: str | None = Field(None, description="もとになる探しもの", examples=["N001"])
    seeker_ref: str | None = Field(
        None, description="探す側の企業。空なら探しものを出した企業", examples=["F120"]
    )
    purpose: NeedKind | None = Field(
        None, description="目的。空なら探しものの目的", examples=["alternative_sourcing"]
    )
    title: str | None = Field(
        None, description="題。空なら探しものの題", examples=["取っ手の代替調達"]
    )
    chamber_ref: str | None = Field(
        None, description="担当する会議所。空なら自分の会議所", examples=["C-tsubame"]
    )
    coordinator_ref: str | None = Field(
        None, description="担当者（person_ref）。空なら自分", examples=["P-1f2e3d4c"]
    )
    again_because: str | None = Field(
        None,
        description="1年以内に見送った2社をもう一度紹介する理由",
        examples=["新しい炉が入り、条件が変わったため"],
    )
    note: str | None = Field(None, description=_NOTE, examples=["まず電話で打診する"])
    next_date: date | None = Field(
        None, description="次に確かめる日。空なら7日後", examples=["2027-01-15"]
    )


class IntroductionPatch(_Words):
    """変更したい項目だけを送ります。段階は `…/stage` で進めます。"""

    title: str | None = Field(None, description="題", examples=["取っ手の代替調達"])
    coordinator_ref: str | None = Field(
        None, description="担当者（person_ref）", examples=["P-1f2e3d4c"]
    )
    next_date: date | None = Field(None, description="次に確かめる日", examples=["2027-01-15"])
    note: str | None = Field(None, description=_NOTE, examples=["先方の出張明けに連絡"])


class StageBody(_Words):
    """段階を一つ進めます（戻すときは note が必須）。終了するときは ending を添えます。"""

    stage: Stage = Field(
        description="proposed 提案 / approached 打診 / agreed 双方同意 / met 面談 / "
        "trial 試作・見積 / dealt 取引・共同開発 / closed 終了",
        examples=["approached"],
    )
    note: str | None = Field(None, description=_NOTE, examples=["電話で打診した"])
    next_date: date | None = Field(
        None, description="次に確かめる日。空なら段階ごとの日数のあと", examples=["2027-01-15"]
    )
    ending: Ending | None = Field(
        None,
        description="終了するときは必須。succeeded 成約 / declined_by_seeker 見送り（探す側）/ "
        "declined_by_candidate 見送り（紹介先）/ no_answer 応答なし / withdrawn 取り下げ",
        examples=["declined_by_seeker"],
    )
    reason: DeclineReason | None = Field(
        None,
        description=f"見送りの理由。空なら、その企業が返事に書いた理由。{_REASON}",
        examples=["lead_time"],
    )
    others_because: DeclineReason | None = Field(
        None,
        description="同じ探しもののほかの紹介も、この理由で見送りとして終了し、"
        "紹介先にやわらかい言葉で知らせる。空なら、ほかの紹介はそのまま",
        examples=["timing"],
    )


class AnswerBody(_Words):
    """会うかどうかの返事。企業の人は自社の返事を、コーディネーターは聞いた返事を記録します。"""

    wants_to_meet: bool = Field(description="会いたいか", examples=[True])
    reason: DeclineReason | None = Field(
        None, description=f"断るときの理由。{_REASON}", examples=["capacity"]
    )
    side: Side | None = Field(
        None, description="どちらの返事か。企業の人は空でよい", examples=["candidate"]
    )
    heard: HearingBody | None = Field(
        None, description="コーディネーターが聞いたとき、聞き方と相手"
    )
    note: str | None = Field(None, description=_NOTE, examples=["来月以降なら会える"])


class TermBody(_Words):
    """共同開発の取り決め。三つそろうと「取引・共同開発」に進めます。"""

    term: AgreementTerm = Field(
        description="share_of_work 分担 / intellectual_property 知財 / cost 費用",
        examples=["cost"],
    )
    sentence: str = Field(description="決めたこと（一文）", examples=["試作費は折半する。"])
    on: date | None = Field(None, description="決めた日。空なら今日", examples=["2026-12-01"])
    note: str | None = Field(None, description=_NOTE, examples=["議事録は双方が保管"])


class EvidenceBody(_Words):
    """段を裏づけるもの。文書そのものは企業が保管し、ここには番号や内容を書きます。"""

    kind: EvidenceKind = Field(
        description="memorandum 覚書 / change_approval 仕様変更承認 / first_article 初品検査 / "
        "training_record 訓練記録",
        examples=["first_article"],
    )
    text: str = Field(description="文書の番号、または内容", examples=["初品検査成績書 R-2026-014"])
    on: date = Field(description="日付", examples=["2026-11-20"])
    person: str = Field(description="承認・検査・訓練をした人", examples=["品質保証課 佐藤"])


class ReadinessBody(_Words):
    """備えの段（代替調達だけ）。認定には仕様変更承認と初品検査の両方が必要です。"""

    rung: Rung = Field(
        description="agreed 合意 / qualified 認定 / trained 訓練済", examples=["qualified"]
    )
    evidence: list[EvidenceBody] = Field(description="裏づけ（20件まで）")
    on: date | None = Field(None, description="達した日。空なら今日", examples=["2026-11-25"])
    valid_until: date | None = Field(
        None,
        description="有効な最後の日。空なら合意・認定は180日後、訓練済は365日後",
        examples=["2027-05-24"],
    )
    note: str | None = Field(None, description=_NOTE, examples=["次回は春に更新"])


class HandOverBody(_Words):
    """ほかの会議所への引き継ぎの申し込み。"""

    chamber_ref: str = Field(description="引き継ぐ先の会議所", examples=["C-suwa"])
    note: str | None = Field(None, description=_NOTE, examples=["紹介先が諏訪の企業のため"])


class AcceptBody(_Words):
    """引き継ぎを受けるときの覚え書き。"""

    note: str | None = Field(None, description=_NOTE, examples=["来週こちらから連絡します"])


class OutcomeBody(_Words):
    """面談の30・90・180日後の成果。欄ごとに当てはまるものをすべて選びます（「特にない」は単独）。"""

    after_days: Whole = Field(description="30・90・180 のどれか", examples=[90])
    items: list[OutcomeItem] = Field(
        description="2011年の調査と同じ項目。commercial.supplier 仕入・外注先を開拓できた など",
        examples=[["commercial.supplier", "technical.none"]],
    )
    orders: Number | None = Field(
        None, description="面談のあとの受発注額の合計（円、任意）", examples=[1200000]
    )
    side: Side | None = Field(
        None, description="どちらの企業の答えか。企業の人は空でよい", examples=["seeker"]
    )
    heard: HearingBody | None = Field(
        None, description="コーディネーターが聞いたとき、聞き方と相手"
    )
    note: str | None = Field(None, description=_NOTE, examples=["量産の話が続いている"])


class ReleaseBody(_Words):
    """双方の同意の前に、相手に見せる項目。"""

    path: str = Field(
        description="firm_ref 探す側の名前 / name 紹介先の名前 / description・query・"
        "constraints/lot など、探しものの項目",
        examples=["firm_ref"],
    )
    heard: HearingBody | None = Field(
        None, description="コーディネーターが聞いたとき、聞き方と相手"
    )
    note: str | None = Field(None, description=_NOTE, examples=["名前までは出してよい"])


class GivenAnswerBody(_Words):
    """四つの返事の一つ。"""

    answer: MatchAnswer = Field(
        description="wants_to_meet 会いたい / knows 知っている / does_not_fit 違う / "
        "not_now 今は無理",
        examples=["wants_to_meet"],
    )
    reason: CorrectionReason | None = Field(
        None,
        description="「違う」の理由。other_process 工程が違う / other_material 材料が違う / "
        "condition 条件が合わない / already_known 既に知っている / closed もう行っていない / "
        "other その他",
        examples=["other_process"],
    )


class MatchResponseBody(GivenAnswerBody):
    """探しものに合うとされた1社への返事。"""

    firm_ref: str = Field(description="見つかった企業", examples=["F001"])
    note: str | None = Field(
        None, description="補足（1,000文字まで）", examples=["鍛造ではなく鋳造の会社です。"]
    )
    index_version: str | None = Field(
        None,
        description="答えの index_version。三つの版を「違う」に添えると、訂正としても残ります",
        examples=["20261125T102437Z-274604fe"],
    )
    model_version: str | None = Field(
        None, description="答えの model_version", examples=["a8bff2944dd6.d81fd0"]
    )
    ranker_version: str | None = Field(
        None, description="答えの ranker_version", examples=["factory-2"]
    )
