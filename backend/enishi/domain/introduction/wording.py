"""Kind words for the firm that was not chosen: what it can do next, and never who was chosen."""

from enishi.domain.introduction.stage import DeclineReason, Ending, Side

_SORRY = {
    Side.CANDIDATE: (
        "今回のご紹介は見送りとなりました。ご検討くださり、ありがとうございました。",
        "This introduction did not go ahead. Thank you for considering it.",
    ),
    Side.SEEKER: (
        "今回は、お引き受けいただけませんでした。ほかの候補を一緒に探します。",
        "This firm could not take it on this time. We will look for others with you.",
    ),
}
_WITHDRAWN = (
    "今回の探しものは取り下げられました。貴社の評価によるものではありません。",
    "The need was withdrawn. This is no judgement of your firm.",
)
# Said to the candidate: why, and what it may do with it. What would tell on the seeker's trade
# (whom it buys from, whom it competes with) is said in general words.
_TO_CANDIDATE = {
    DeclineReason.CONDITIONS: (
        "今回は、求める条件と合わないところがありました。対応できる材料や大きさなどを登録に書き足すと、"
        "合う探しものが届きやすくなります。",
        "Some of the conditions did not match. Adding the materials and sizes you handle to your "
        "profile helps the right needs reach you.",
    ),
    DeclineReason.LEAD_TIME: (
        "今回は、納期の面で折り合いませんでした。最短の納期や空き状況を登録しておくと、"
        "急ぎの探しものにも出会えます。",
        "The lead time did not match. Stating your shortest lead time and your free capacity lets "
        "urgent needs find you.",
    ),
    DeclineReason.PRICE: (
        "今回は、費用の面で折り合いませんでした。得意なロットや工程を登録に書いておくと、"
        "強みの出る探しものに出会えます。",
        "The cost did not match. Stating the lot sizes and processes you do best brings needs "
        "where your strength counts.",
    ),
    DeclineReason.ABILITY: (
        "今回は、求める加工や精度と、登録された内容との間に差がありました。設備や認証が増えたときは、"
        "登録に書き足してください。",
        "The work or precision asked for differed from what your profile states. Please add new "
        "equipment and certificates when you have them.",
    ),
    DeclineReason.CAPACITY: (
        "今回は、求める量と時期に対して、生産の余力が合いませんでした。空き状況をこまめに更新すると、"
        "手の空いた時期の探しものが届きます。",
        "The volume did not match the free capacity. Keeping your availability up to date brings "
        "needs for the times when you have room.",
    ),
    DeclineReason.ALREADY_TRADING: (
        "今回は、先方の今のお取引の都合で見送りとなりました。貴社の技術の評価によるものではありません。",
        "It did not fit the other side's present dealings. This is no judgement of your work.",
    ),
    DeclineReason.COMPETITOR: (
        "今回は、先方のお取引の都合で見送りとなりました。貴社の技術の評価によるものではありません。",
        "It did not fit the other side's dealings. This is no judgement of your work.",
    ),
    DeclineReason.TIMING: (
        "今回は、時期が合いませんでした。状況が変わりましたら、あらためてご案内します。",
        "The timing was not right. We will come back to you when things change.",
    ),
    DeclineReason.OTHER: (
        "今回は、先方の都合で見送りとなりました。次の機会にご紹介します。",
        "It did not go ahead for reasons of the other side. We will think of you next time.",
    ),
}
_TO_SEEKER = {
    DeclineReason.CONDITIONS: (
        "条件に合わないところがあるとのことです。ゆるめられる条件がないか、一緒に見直せます。",
        "Some conditions do not match. We can look together for one that may be relaxed.",
    ),
    DeclineReason.LEAD_TIME: (
        "納期が合わないとのことです。期間に幅があるか、一緒に見直せます。",
        "The lead time does not match. We can see together whether there is some room.",
    ),
    DeclineReason.PRICE: (
        "費用が合わないとのことです。数量や仕様の工夫を、一緒に考えられます。",
        "The cost does not match. We can think together about quantities and specifications.",
    ),
    DeclineReason.ABILITY: (
        "求める加工は手がけていないとのことです。",
        "The work asked for is not what this firm does.",
    ),
    DeclineReason.CAPACITY: (
        "今は生産の余力がないとのことです。時期をあらためることもできます。",
        "There is no free capacity now. A later time may be possible.",
    ),
    DeclineReason.TIMING: (
        "今は時期が合わないとのことです。状況が変わりましたら、ご案内します。",
        "The timing is not right. We will tell you when things change.",
    ),
}
_TO_SEEKER_IN_GENERAL = (
    "先方の都合によるもので、貴社の評価によるものではありません。",
    "The reasons are those of the other side, and no judgement of your firm.",
)


def told_of(ending: Ending, reason: DeclineReason | None) -> tuple[Side, str, str] | None:
    """Return which side is told what, in Japanese and in English; None where nobody is."""
    if ending is Ending.WITHDRAWN:
        return (Side.CANDIDATE, *_WITHDRAWN)
    if ending.declined_by is None or reason is None:
        return None
    side = ending.declined_by.other
    if side is Side.CANDIDATE:
        why = _TO_CANDIDATE[reason]
    else:
        why = _TO_SEEKER.get(reason, _TO_SEEKER_IN_GENERAL)
    japanese, english = _SORRY[side]
    return side, f"{japanese}{why[0]}", f"{english} {why[1]}"
