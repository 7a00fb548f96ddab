"""What a firm could write or do to be found more often, the most useful first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enishi.domain.completeness import CompletenessRule
from enishi.domain.near_miss import UNKNOWN, MissedCondition

# What a reader does something about; a list of everything is put aside.
MOST_ADVICE = 5

_CONDITIONS = {
    "certifications": ("認証", "certificate"),
    "max_size_mm": ("寸法", "size"),
    "tolerance_um": ("精度（公差）", "tolerance"),
    "lot": ("ロット", "lot"),
    "max_lead_time_days": ("納期", "lead time"),
    "availability": ("空き状況", "free capacity"),
}
# Where the field of a profile is called otherwise than the condition.
_FIELDS = {"lot": "lot_min", "max_lead_time_days": "lead_time_days"}
_BETTER = {
    "max_size_mm": (
        "もっと大きなものまで受けられれば、{}件に届いていました",
        "taking larger work would have reached {}",
    ),
    "tolerance_um": (
        "もっと細かい公差で受けられれば、{}件に届いていました",
        "holding finer tolerances would have reached {}",
    ),
    "lot": (
        "受けられる個数の幅が広ければ、{}件に届いていました",
        "taking other lot sizes would have reached {}",
    ),
    "max_lead_time_days": (
        "もっと短い納期で受けられれば、{}件に届いていました",
        "a shorter lead time would have reached {}",
    ),
    "availability": (
        "空き状況が×のため{}件で外れました。空きが出たら書き直してください",
        "no free capacity is stated: left out {} times; say so when there is some",
    ),
}
# What to do where the entry itself lacks something, by the name of the rule.
_LACKING = {
    "capability": ("できることを1つ書く", "write down one thing that you can do"),
    "description": ("できることの説明を書き足す", "describe what you can do"),
    "numbers": (
        "寸法・精度・ロット・納期のどれかを書く",
        "state a size, tolerance, lot or lead time",
    ),
    "equipment": ("主な設備の名前を書く", "name your main machines"),
    "contact": ("連絡先を書く", "say whom to call"),
    "consent": ("掲載に同意する", "consent to the listing"),
    "terms": ("新しい規約に同意する", "agree to the newer terms"),
    "availability": ("空き状況を書き直す", "say how much room you have now"),
    "verification": ("商工会議所に確かめてもらう", "have your chamber verify the firm"),
    "corporate_number": ("法人番号を書く", "state the corporate number"),
    "place": ("所在地を書く", "say where you are"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do, and how many searches and needs it would have reached."""

    text: str
    text_en: str
    gain: int
    field: str | None  # of the profile


def condition_words(missing: str) -> tuple[str, str]:
    """Return what a missed condition is called, in Japanese and in English."""
    name, _, certificate = missing.removeprefix(UNKNOWN).partition(":")
    japanese, english = _CONDITIONS.get(name, (name, name))
    return f"{japanese} {certificate}".strip(), f"{english} {certificate}".strip()


def advice(
    missed: Iterable[MissedCondition],
    unknown: Iterable[MissedCondition],
    lacking: Sequence[CompletenessRule],
) -> tuple[Advice, ...]:
    """Return what would help most: by gain, then as the rules of completeness weigh it.

    What a firm says nothing about is worth half: it was found, and had to be asked.
    """
    found = [(2 * item.times, _of_missed(item)) for item in missed]
    found += [(item.times, _of_unknown(item)) for item in unknown]
    found.sort(key=lambda pair: (-pair[0], pair[1].text))
    whole = [item for _, item in found]
    whole += map(_of_lacking, lacking)
    return tuple(whole[:MOST_ADVICE])


def _of_missed(item: MissedCondition) -> Advice:
    name, _, certificate = item.missing.partition(":")
    if name in _BETTER:
        text, text_en = (told.format(item.times) for told in _BETTER[name])
    elif certificate:
        text = f"{certificate} があれば、{item.times}件に届いていました"
        text_en = f"{certificate} would have reached {item.times}"
    else:
        text = f"求められた認証があれば、{item.times}件に届いていました"
        text_en = f"the certificates asked for would have reached {item.times}"
    return Advice(text, text_en, item.times, _FIELDS.get(name, name))


def _of_unknown(item: MissedCondition) -> Advice:
    name = item.missing.removeprefix(UNKNOWN)
    japanese, english = condition_words(name)
    return Advice(
        f"{japanese}を書くと、{item.times}件で「要確認」でなくなります",
        f"stating the {english} answers what {item.times} had to ask",
        item.times,
        _FIELDS.get(name, name),
    )


def _of_lacking(rule: CompletenessRule) -> Advice:
    japanese, english = _LACKING[rule.name]
    return Advice(f"{japanese}（{rule.why}）", english, 0, rule.name)
