"""The fixed words of a written digest, Japanese and English."""

from dataclasses import dataclass

from enishi.domain.digest import Digest, DigestItem, DigestItemKind
from enishi.domain.match_response import MatchAnswer
from enishi.domain.person import PreferredLanguage


@dataclass(frozen=True, slots=True)
class DigestWords:
    """What stands around the items, in one language."""

    lang: str
    title: str
    why: str
    missing: str
    answer: str
    read_on: str
    nameless: str
    trial: str
    other_cluster: str
    preferences: str
    stop: str
    kinds: dict[DigestItemKind, str]
    answers: dict[MatchAnswer, str]

    def week(self, digest: Digest) -> str:
        """Say of which week it is."""
        week, monday = digest.week, digest.week.monday
        if self.lang == "ja":
            return f"{week.year}年第{week.number}週（{monday.month}月{monday.day}日から）"
        return f"week {week.number} of {week.year}, from {monday:%Y-%m-%d}"

    def addressee(self, digest: Digest) -> str:
        """Say to whom it is written."""
        if self.lang == "ja":
            name = f"　{digest.person_name} 様" if digest.person_name else ""
            return f"{digest.firm_name}{name}"
        return ", ".join(filter(None, (digest.person_name, digest.firm_name)))

    def left_over(self, number: int) -> str:
        """Say how many suggestions found no place."""
        if self.lang == "ja":
            return f"今週の提案は、ほかに{number}社あります"
        return f"{number} more suggested this week"

    def because(self, digest: Digest) -> str:
        """Say why somebody gets this."""
        if self.lang == "ja":
            return (
                f"この便りは、縁に登録された「{digest.firm_name}」の担当者の方にお送りしています。"
            )
        return f"You get this because you are registered in Enishi for {digest.firm_name}."

    def sender(self, digest: Digest) -> str:
        """Say who sends it and how to reach them; "" where no chamber looks after the firm."""
        if digest.chamber_name is None:
            return ""
        if self.lang == "ja":
            phone = f"　電話 {digest.chamber_phone}" if digest.chamber_phone else ""
            return f"お問い合わせ　{digest.chamber_name}{phone}"
        return ", ".join(filter(None, (digest.chamber_name, digest.chamber_phone)))

    def return_to(self, digest: Digest) -> str:
        """Say where a marked sheet goes; "" where there is no such number."""
        if digest.chamber_fax is None:
            return ""
        if self.lang == "ja":
            return f"印を付けて FAX {digest.chamber_fax} へ"
        return f"mark and fax to {digest.chamber_fax}"

    def kind(self, item: DigestItem) -> str:
        """Say what an item is about."""
        return self.kinds[item.kind] + (self.trial if item.is_trial else "")


_JAPANESE = DigestWords(
    lang="ja",
    title="縁の週の便り",
    why="なぜ御社か",
    missing="足りないこと・分からないこと",
    answer="返事（会いたい・知っている・違う・今は無理）",
    read_on="くわしく見る",
    nameless="名前を伏せた相手",
    trial="（試しの一枠）",
    other_cluster="ほかの産地",
    preferences="届く回数・曜日を変える",
    stop="便りを止める",
    kinds={kind: kind.label for kind in DigestItemKind},
    answers={answer: answer.label for answer in MatchAnswer},
)
_ENGLISH = DigestWords(
    lang="en",
    title="This week on Enishi",
    why="Why you",
    missing="Missing or not known",
    answer="Answer (meet, known, does not fit, not now)",
    read_on="Read on",
    nameless="Somebody who keeps the name back",
    trial=" (an experiment)",
    other_cluster="another cluster",
    preferences="Change how often and when",
    stop="Stop this digest",
    kinds={
        DigestItemKind.SUGGESTION: "A firm to meet",
        DigestItemKind.NEED: "A new need",
        DigestItemKind.CHANGE: "What has changed",
    },
    answers={
        MatchAnswer.WANTS_TO_MEET: "Meet",
        MatchAnswer.KNOWS: "Known",
        MatchAnswer.DOES_NOT_FIT: "No fit",
        MatchAnswer.NOT_NOW: "Not now",
    },
)


def words_of(language: PreferredLanguage) -> DigestWords:
    """Return the words of a language."""
    return _ENGLISH if language is PreferredLanguage.ENGLISH else _JAPANESE
