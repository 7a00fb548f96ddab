"""The sentences of a digest's items, Japanese and English."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from enishi.domain.person import PreferredLanguage
from enishi.domain.suggestion import SuggestionGround


class InterestGround(Enum):
    """Why a firm's changes interest another one, the strongest first."""

    TIE = 1
    INTRODUCTION = 2
    SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class DigestWording:
    """Says things in one language."""

    language: PreferredLanguage

    def either(self, japanese: str, english: str) -> str:
        """Return the sentence in the language."""
        return english if self.language is PreferredLanguage.ENGLISH else japanese

    def suggestion(self, ground: SuggestionGround, title: str | None, does: str | None) -> str:
        """Say in a line why a firm is suggested.

        `title` is that of the need that speaks for it, `does` what the firm names first of what
        it can do.
        """
        match ground:
            case SuggestionGround.OWN_NEED if title:
                return self.either(
                    f"御社の探しもの「{title}」に応えられそうです",
                    f"may answer your need “{title}”",
                )
            case SuggestionGround.THEIR_NEED if title:
                return self.either(
                    f"「{title}」を探しています。御社なら応えられそうです",
                    f"looks for “{title}”, which you may be able to do",
                )
            case SuggestionGround.JOINT_DEVELOPMENT:
                who = self.either(f"「{does}」の会社です。", f"does “{does}”: ") if does else ""
                return who + self.either(
                    "共同開発に、違いが役に立ちそうです",
                    "what differs may be useful in joint development",
                )
            case _:
                return self.either(
                    f"{ground.label}会社です", f"suggested: {ground.value.replace('_', ' ')}"
                )

    def answers_with(self, capability: str) -> str:
        """Say with what the firm could answer a need."""
        return self.either(
            f"御社の「{capability}」で応えられそうです", f"your “{capability}” may answer it"
        )

    def other_cluster(self, cluster: str) -> str:
        """Say that somebody comes from a cluster that was not shown for long."""
        return self.either(
            f"{cluster}の会社は、この8週間おすすめしていません",
            f"no firm of {cluster} was suggested in eight weeks",
        )

    def changed_since(self) -> str:
        """Say that the reasons are not repeated, because what they speak of has changed."""
        return self.either(
            "選んだあとで登録が変わりました。いまの内容は続きでご覧ください",
            "the entry has changed since it was chosen; read on for what it says now",
        )

    def withheld(self) -> str:
        """Say that the reasons are not shown to who looks at the digest for the firm."""
        return self.either(
            "理由には、この企業だけが見られる内容が含まれるため、表示していません",
            "the reasons speak of what the firm keeps to itself, and are not shown",
        )

    def began(self, titles: list[str]) -> str:
        """Say what a firm can do newly."""
        named = "".join(f"「{title}」" for title in titles)
        quoted = ", ".join(f"“{title}”" for title in titles)
        return self.either(f"{named}を新しく登録しました", f"newly offers {quoted}")

    def has_room(self, title: str, as_of: date) -> str:
        """Say what a firm has room for."""
        return self.either(
            f"「{title}」に空きがあります（◎、{as_of.month}月{as_of.day}日現在）",
            f"has room for “{title}” (◎ as of {as_of:%Y-%m-%d})",
        )

    def interest(self, ground: InterestGround) -> str:
        """Say why somebody is told of a firm's change."""
        match ground:
            case InterestGround.TIE:
                return self.either("お付き合いのある会社です", "you have worked or met with it")
            case InterestGround.INTRODUCTION:
                return self.either("紹介が進んでいる会社です", "an introduction is under way")
            case InterestGround.SUGGESTED:
                return self.either(
                    "この8週間におすすめした会社です",
                    "it was suggested to you in these eight weeks",
                )
