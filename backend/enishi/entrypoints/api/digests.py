"""`/me/digest` and `/digests`: when the digest comes, what is answered to it, what became of it."""

from datetime import time
from email import message_from_bytes
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response

from enishi.domain.digest import DigestFrequency
from enishi.domain.errors import InvalidValueError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.digest_answers import (
    DigestPreferenceBody,
    DigestPreferenceOut,
    DigestReportOut,
    TapAnswerOut,
    TapBody,
    TapOut,
    UnsubscribeBody,
    UnsubscribedOut,
)
from enishi.entrypoints.wire.digest_present import (
    digest_report_out,
    preference_out,
    tap_answer_out,
    tap_out,
    unsubscribed_out,
)

router = APIRouter(tags=["週の便り"])

# A token is a hundred and some letters; refs of an import may make it longer.
Token = Annotated[str, Query(description="メールのリンクにある印", max_length=600)]

_FORM = "application/x-www-form-urlencoded"
# What RFC 8058 §3.1 has a mailbox send, and nothing else.
_ONE_CLICK = {"List-Unsubscribe": ["One-Click"]}
_ONE_CLICK_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            _FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"List-Unsubscribe": {"const": "One-Click"}},
                    "required": ["List-Unsubscribe"],
                }
            }
        },
    }
}


@router.get("/me/digest", operation_id="getDigestPreference", summary="便りをいつ受け取るか")
def get_digest_preference(app: App, by: Known) -> DigestPreferenceOut:
    """決めていなければ、毎週火曜の7時30分です。届かず止まっているときは、その理由も返します。"""
    return preference_out(app.digests.preferences.of(by=by))


@router.put("/me/digest", operation_id="putDigestPreference", summary="便りをいつ受け取るか決める")
def put_digest_preference(app: App, by: Known, body: DigestPreferenceBody) -> DigestPreferenceOut:
    """届かずに止まっていた宛先には、ここで保存すると、もう一度送ってみます。"""
    clock = time.fromisoformat(body.time)
    return preference_out(
        app.digests.preferences.change(body.frequency, body.weekday, clock, by=by)
    )


@router.get("/digests/taps", operation_id="getTap", summary="ワンタップの返事を確かめる")
def get_tap(
    app: App,
    response: Response,
    token: Token,
    answer: Annotated[MatchAnswer | None, Query(description="リンクが選んでいる返事")] = None,
) -> TapOut:
    """サインインはいりません。開くだけでは何も変わらないので、メールの検査が先に開いても平気です。"""
    response.headers["Cache-Control"] = "no-store"
    return tap_out(app.digests.taps.show(token), answer)


@router.post("/digests/taps", operation_id="answerTap", summary="ワンタップで返事をする")
def answer_tap(app: App, body: TapBody) -> TapAnswerOut:
    """サインインはいりません。21日まで、何度でも言い直せます。最後の返事が残ります。"""
    return tap_answer_out(app.digests.taps.answer(body.token, body.answer, body.reason))


@router.post("/digests/unsubscribe", operation_id="stopDigest", summary="便りを止める、減らす")
def stop_digest(app: App, body: UnsubscribeBody) -> UnsubscribedOut:
    """サインインはいりません。期限もないので、古い便りからでも止められます。"""
    return unsubscribed_out(app.digests.preferences.stop(body.token, body.frequency))


def _said(content_type: str, body: bytes) -> dict[str, list[str]]:
    """Read a form; RFC 8058 §3.2 has mailboxes send multipart/form-data where they can."""
    if not content_type.lower().startswith("multipart/form-data"):
        return parse_qs(body.decode("ascii", "replace"))
    form = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    said: dict[str, list[str]] = {}
    for part in form.walk():
        name = part.get_param("name", header="Content-Disposition")
        if isinstance(name, str):
            value = part.get_payload(decode=True)
            said.setdefault(name, []).append(
                value.decode("ascii", "replace").strip() if isinstance(value, bytes) else ""
            )
    return said


async def _must_be_one_click(request: Request) -> None:
    content_type = request.headers.get("content-type", "")
    if _said(content_type, await request.body()) != _ONE_CLICK:
        raise InvalidValueError(
            "List-Unsubscribe=One-Click を送ってください",
            field="List-Unsubscribe",
            english="send List-Unsubscribe=One-Click",
        )


@router.post(
    "/digests/unsubscribe/one-click",
    operation_id="stopDigestByMailbox",
    summary="メールソフトの「登録解除」",
    dependencies=[Depends(_must_be_one_click)],
    openapi_extra=_ONE_CLICK_BODY,
)
def stop_digest_by_mailbox(app: App, token: Token) -> UnsubscribedOut:
    """List-Unsubscribe-Post（RFC 8058）で、メールソフトが画面を開かずに送ります。"""
    return unsubscribed_out(app.digests.preferences.stop(token, DigestFrequency.NEVER))


@router.get("/digests/{week}/report", operation_id="digestReport", summary="ある週の便りのまとめ")
def digest_report(
    app: App,
    by: Known,
    week: str,
    chamber: Annotated[
        str | None, Query(description="会議所。運営者は空ですべて、ほかの人は自分の会議所")
    ] = None,
) -> DigestReportOut:
    """送った数、返事、止めた人、届かなかったもの。「会いたい」の割合は、送った人に対するものです。"""
    return digest_report_out(
        app.digests.reports.of_week(IsoWeek.read(week), by=by, chamber_ref=chamber)
    )
