"""Says in words how well two firms would go together."""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.domain.joint_development import JointDevelopment, TellingConcept

# Concepts that a sentence names; a reader takes in no more.
_NAMED = 3
# The share in common is called near its aim within so many percentage points: J is 95 and more
# from a fifth to a half, a third being best.
_NEAR = 14


@dataclass(frozen=True, slots=True)
class JointWords:
    """The explanation and the forecast, in both languages; no forecast without contact."""

    text: str
    text_en: str
    forecast: str
    forecast_en: str


def joint_words(found: JointDevelopment) -> JointWords:
    """Return the words for one firm about another."""
    note, note_en = ("", "") if found.setting.scale else _UNFITTED
    if not found.has_contact:
        return JointWords(_NO_CONTACT[0] + note, _NO_CONTACT[1] + note_en, "", "")
    own, partner, aim = (
        percent(found.own_share),
        percent(found.partner_share),
        percent(found.setting.theta),
    )
    text = f"あなたの知識の{own}%が共通、相手は{partner}%です。目安は{aim}%です。"
    text_en = f"{own}% of what you know is shared, {partner}% of theirs; the aim is {aim}%. "
    judged, judged_en = _judged(own, aim)
    text, text_en = text + judged, text_en + judged_en
    if found.only_partner:
        text += f"あなたに足りないのは、{_listed(found.only_partner)}です。"
        text_en += f"What you lack: {_listed_en(found.only_partner)}. "
    if found.only_own:
        text += f"相手に足りないのは、{_listed(found.only_own)}です。"
        text_en += f"What they lack: {_listed_en(found.only_own)}. "
    forecast, forecast_en = _forecast(found)
    return JointWords(text + note, (text_en + note_en).strip(), forecast, forecast_en)


def percent(x: float) -> int:
    """Return a share in whole percent; what is not nothing is at least 1."""
    return max(1, round(100 * x)) if x > 0 else 0


_NO_CONTACT = (
    "接点不足です。共通の用語がなく、近いことを述べた文もありません。",
    "There is no point of contact: no shared term, and no passages that say alike things. ",
)
_UNFITTED = (
    "文の近さの目盛りがこのモデルに合わせられていないので、用語だけで数えています。",
    "Counted by terms alone: no scale of nearness was fitted for this model. ",
)


def _judged(own: int, aim: int) -> tuple[str, str]:
    if own < aim - _NEAR:
        return (
            "共通が少なめなので、まず言葉をそろえるところから始めてください。",
            "Little is shared: begin by finding common words. ",
        )
    if own > aim + _NEAR:
        return (
            "共通が多めなので、新しいことは生まれにくくなります。",
            "Much is shared: less that is new can come of it. ",
        )
    return "共通は目安に近い割合です。", "What is shared is near the aim. "


def _listed(concepts: Sequence[TellingConcept]) -> str:
    return "、".join(concept.name for concept in concepts[:_NAMED])


def _listed_en(concepts: Sequence[TellingConcept]) -> str:
    return ", ".join(concept.english for concept in concepts[:_NAMED])


def _forecast(found: JointDevelopment) -> tuple[str, str]:
    """Say what becomes of a pair that meets nobody else, and by which law."""
    points = found.forecast()
    first, last = points[0], points[-1]
    best = max(points, key=lambda point: (round(point.size_neutral), -point.meetings))
    taught = percent(found.setting.forecast_share)
    text = (
        f"この2社だけで{last.meetings}回会うと、{first.size_neutral:.0f}点は"
        f"{last.size_neutral:.0f}点になる見込みです"
    )
    text_en = (
        f"If the two met only each other {last.meetings} times, {first.size_neutral:.0f} points "
        f"would become {last.size_neutral:.0f}"
    )
    if 0 < best.meetings < last.meetings:
        text += f"（いちばん高いのは{best.meetings}回目の{best.size_neutral:.0f}点）"
        text_en += f" (highest after {best.meetings}: {best.size_neutral:.0f})"
    return (
        f"{text}。会うたびに、固有の知識の少ない方のその{taught}%ずつを互いに教え合うと仮定しています。",
        f"{text_en}. Assumed: at each meeting either side teaches the other {taught}% of the "
        "smaller own stock.",
    )
