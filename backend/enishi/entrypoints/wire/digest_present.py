"""Turns what the services say of digests into wire bodies; decides nothing."""

from typing import Literal

from enishi.domain.digest import DigestFrequency, DigestPreference
from enishi.domain.mailing import Mailing, MailingState
from enishi.domain.match_response import MatchAnswer
from enishi.entrypoints.wire import digest_answers as answers
from enishi.services.digests.preferences import DigestWish
from enishi.services.digests.reports import DigestReport
from enishi.services.digests.taps import TapResult, TapState, TapView

_STATES: dict[TapState, Literal["open", "answered", "expired"]] = {
    TapState.OPEN: "open",
    TapState.ANSWERED: "answered",
    TapState.EXPIRED: "expired",
}
_ENGLISH = {
    MatchAnswer.WANTS_TO_MEET: "want to meet",
    MatchAnswer.KNOWS: "know them",
    MatchAnswer.DOES_NOT_FIT: "does not fit",
    MatchAnswer.NOT_NOW: "not now",
}
_NEXT = {
    MatchAnswer.WANTS_TO_MEET: (
        "地域のコーディネーターにお伝えし、次の進め方をご連絡します",
        "your coordinator is told, and will come back to you",
    ),
    MatchAnswer.KNOWS: (
        "お知り合いとして記録し、次の便りからは別の相手を選びます",
        "they are noted as known, and further digests choose others",
    ),
    MatchAnswer.DOES_NOT_FIT: (
        "この相手は、次の便りには出しません",
        "they are not shown in further digests",
    ),
    MatchAnswer.NOT_NOW: (
        "しばらく、この相手は出しません",
        "they are not shown for a while",
    ),
}
_STOPPED = {
    DigestFrequency.NEVER: (
        "便りを止めました。画面の「便り」から、いつでも再開できます",
        "the digest is stopped; you can take it up again on your digest page",
    ),
    DigestFrequency.MONTHLY: (
        "便りを月1回にしました",
        "the digest comes once a month now",
    ),
    DigestFrequency.WEEKLY: ("便りを毎週お送りします", "the digest comes every week"),
}


def preference_out(wish: DigestWish) -> answers.DigestPreferenceOut:
    """When somebody gets the digest, and whether it comes through."""
    preference, paused = wish.preference, wish.paused
    return answers.DigestPreferenceOut(
        frequency=preference.frequency,
        frequency_label=preference.frequency.label,
        weekday=preference.weekday,
        time=preference.clock.isoformat("minutes"),
        next_at=wish.next_at,
        paused_at=paused.paused_at if paused else None,
        pause_text=(
            f"{paused.address} への便りが戻ってきたため、止めています（{paused.code}）。"
            "受け取れるようになったら、この画面で保存すると再開します"
            if paused
            else None
        ),
        pause_text_en=(
            f"digests to {paused.address} came back ({paused.code}) and are paused; "
            "save this page to take them up again"
            if paused
            else None
        ),
    )


def tap_out(view: TapView, answer: MatchAnswer | None) -> answers.TapOut:
    """What a link of a digest asks."""
    japanese, english = _asked(view, answer)
    return answers.TapOut(
        state=_STATES[view.state],
        firm_name=view.firm_name,
        own_name=view.own_name,
        headline=view.headline,
        answer=answer,
        given=view.given,
        text=japanese,
        text_en=english,
    )


def tap_answer_out(result: TapResult) -> answers.TapAnswerOut:
    """What becomes of an answer."""
    japanese, english = _NEXT[result.answer]
    if result.before is not None and not result.is_repeated:
        before, now = result.before, result.answer
        japanese = f"返事を「{before.label}」から「{now.label}」に変えました。{japanese}"
        english = f"changed from “{_ENGLISH[before]}” to “{_ENGLISH[now]}”: {english}"
    return answers.TapAnswerOut(
        answer=result.answer, text=japanese, text_en=english, is_repeated=result.is_repeated
    )


def unsubscribed_out(preference: DigestPreference) -> answers.UnsubscribedOut:
    """What was stopped."""
    japanese, english = _STOPPED[preference.frequency]
    return answers.UnsubscribedOut(frequency=preference.frequency, text=japanese, text_en=english)


def digest_report_out(report: DigestReport) -> answers.DigestReportOut:
    """What became of a week's digests."""
    return answers.DigestReportOut(
        week=str(report.week),
        chamber_ref=report.chamber_ref,
        people=len(report.mailings),
        sent=report.count(MailingState.SENT),
        empty=report.count(MailingState.EMPTY),
        in_doubt=report.count(MailingState.IN_DOUBT),
        failed=report.count(MailingState.FAILED),
        bounced=report.count(MailingState.BOUNCED),
        answers=dict(report.answers),
        reaction_share=report.reaction_share,
        meet_share=report.meet_share,
        unsubscribed=report.unsubscribed,
        troubles=[_mailing_out(mailing) for mailing in report.troubles],
    )


def _mailing_out(mailing: Mailing) -> answers.MailingOut:
    return answers.MailingOut(
        person_ref=mailing.person_ref,
        firm_ref=mailing.firm_ref,
        state=mailing.state.value,
        state_label=mailing.state.label,
        attempts=mailing.attempts,
        at=mailing.changed_at,
        problem=mailing.problem,
    )


def _asked(view: TapView, answer: MatchAnswer | None) -> tuple[str, str]:
    match view.state:
        case TapState.EXPIRED:
            return (
                "このリンクの期限が切れています。画面からは、今も返事ができます",
                "this link has expired; you can still answer on the web page",
            )
        case TapState.ANSWERED if view.given is not None:
            return (
                f"「{view.given.label}」とお返事いただいています。変えることもできます",
                f"you answered “{_ENGLISH[view.given]}”; you may change it",
            )
    if answer is None:
        return "返事を選んでください", "choose an answer"
    return (
        f"「{answer.label}」と返事をします。よろしければ、送信を押してください",
        f"you are about to answer “{_ENGLISH[answer]}”: press send if you mean it",
    )
