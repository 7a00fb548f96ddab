"""Conditions of a need, judged per capability and never per firm.

A firm that holds ±5 μm on one machine and takes 2 m on another does not hold ±5 μm on 2 m:
every number is compared with the capability that is offered. Only certificates, which a
firm holds as a whole, and its place are read from the firm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from enishi.domain.limits import at_least, bounded_list
from enishi.domain.offer import Offer
from enishi.domain.text import fold

# ISO 9001:2015, ISO 9001-2015, ISO 9001（2015年版）; but ISO 2000 and ISO22000 are numbers.
_EDITION = re.compile(
    r"(?<=[0-9])(?:\s?[:：/-]\s?|\s)(?:19|20)[0-9]{2}(?:年版?)?$"
    r"|(?<=[0-9])\s?\((?:19|20)[0-9]{2}(?:年版?)?\)$"
)


class Outcome(StrEnum):
    """What is known about a condition."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One condition held against one capability, with the sentence a coordinator reads out."""

    name: str  # the constraint's field, as in needs.jsonl
    outcome: Outcome
    text: str
    text_en: str


class Standing(Protocol):
    """What conditions ask of a firm as a whole."""

    @property
    def certifications(self) -> tuple[str, ...]:
        """The certificates it lists."""

    @property
    def prefecture(self) -> str | None:
        """Where it is."""

    @property
    def cluster(self) -> str | None:
        """The cluster it belongs to."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What an answer must satisfy; None or empty asks nothing."""

    certifications: tuple[str, ...] = ()
    max_lead_time_days: int | None = None
    lot: int | None = None
    tolerance_um: Decimal | None = None
    max_size_mm: Decimal | None = None
    exclude_clusters: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bounded_list(self.certifications, "certifications")
        bounded_list(self.exclude_clusters, "exclude_clusters")
        bounded_list(self.prefectures, "prefectures")
        at_least(self.max_lead_time_days, "max_lead_time_days", 0)
        at_least(self.lot, "lot", 1)
        at_least(self.tolerance_um, "tolerance_um", 0)
        at_least(self.max_size_mm, "max_size_mm", 0)

    def __bool__(self) -> bool:
        return self != Constraints()

    def completed_by(self, other: "Constraints") -> "Constraints":
        """Return these conditions, and where nothing is asked those of `other`."""
        asked = {item.name: getattr(self, item.name) for item in fields(self)}
        return Constraints(
            **{
                name: getattr(other, name) if value in (None, ()) else value
                for name, value in asked.items()
            }
        )

    def judge(self, firm: Standing, offer: Offer | None) -> tuple[Verdict, ...]:
        """Hold every stated condition against what one capability of one firm offers.

        A firm found by its summary alone has no capability to hold numbers against: they
        are unknown. Order is fixed, so that two firms read alike.
        """
        return tuple(self._verdicts(firm, offer or Offer()))

    def _verdicts(self, firm: Standing, offer: Offer) -> Iterator[Verdict]:
        for certification in self.certifications:
            yield _certified(certification, firm)
        if self.max_size_mm is not None:
            yield _size(self.max_size_mm, offer)
        if self.tolerance_um is not None:
            yield _tolerance(self.tolerance_um, offer)
        if self.lot is not None:
            yield _lot(self.lot, offer)
        if self.max_lead_time_days is not None:
            yield _lead_time(self.max_lead_time_days, offer)
        if self.prefectures:
            yield _prefecture(self.prefectures, firm.prefecture)
        if self.exclude_clusters:
            yield _cluster(self.exclude_clusters, firm.cluster)
        if offer.full_as_of is not None:
            yield _full(offer.full_as_of)


@lru_cache(maxsize=1 << 12)
def certification_key(name: str) -> str:
    """Return what makes two spellings of a certificate the same: ISO 9001:2015 = ＩＳＯ９００１.

    The year of an edition is left out: who asks for a certificate means the one in force.
    """
    undated = _EDITION.sub("", fold(name))
    return "".join(letter for letter in undated if letter.isalnum())


def _certified(asked: str, firm: Standing) -> Verdict:
    """Judge a certificate: absence from a list that exists is a no, no list is unknown."""
    if certification_key(asked) in map(certification_key, firm.certifications):
        return Verdict("certifications", Outcome.MET, f"{asked} 認証あり", f"certified: {asked}")
    if firm.certifications:
        held = "、".join(firm.certifications)
        return Verdict(
            "certifications",
            Outcome.NOT_MET,
            f"{asked} の記載なし（記載は {held}）",
            f"{asked} not listed (listed: {held})",
        )
    return Verdict(
        "certifications",
        Outcome.UNKNOWN,
        f"{asked} は未記載：認証の有無をご確認ください",
        f"{asked}: no certificate listed, ask the firm",
    )


def _size(asked: Decimal, offer: Offer) -> Verdict:
    name = "max_size_mm"
    offered = offer.max_size_mm
    if offered is not None and offered < asked:
        return Verdict(
            name,
            Outcome.NOT_MET,
            f"最大 {offered:,f} mm では {asked:,f} mm が入りません{_source(name, offer)}",
            f"up to {offered:,f} mm only, {asked:,f} mm needed",
        )
    if offered is None and (offer.largest_seen_mm or 0) >= asked:
        offered = offer.largest_seen_mm
    if offered is None:
        return Verdict(
            name,
            Outcome.UNKNOWN,
            f"{asked:,f} mm が入るかは未記載：最大寸法をご確認ください",
            f"{asked:,f} mm: maximum size not stated, ask the firm",
        )
    return Verdict(
        name,
        Outcome.MET,
        f"最大 {offered:,f} mm（必要 {asked:,f} mm）{_source(name, offer)}",
        f"up to {offered:,f} mm ({asked:,f} mm needed)",
    )


def _tolerance(asked: Decimal, offer: Offer) -> Verdict:
    name = "tolerance_um"
    offered = offer.tolerance_um
    if offered is None:
        return Verdict(
            name,
            Outcome.UNKNOWN,
            f"精度 {asked:,f} μm は未記載：公差をご確認ください",
            f"{asked:,f} μm: tolerance not stated, ask the firm",
        )
    if offered <= asked:
        return Verdict(
            name,
            Outcome.MET,
            f"精度 {offered:,f} μm（必要 {asked:,f} μm）{_source(name, offer)}",
            f"holds {offered:,f} μm ({asked:,f} μm needed)",
        )
    return Verdict(
        name,
        Outcome.NOT_MET,
        f"精度は {offered:,f} μm まで（必要 {asked:,f} μm）{_source(name, offer)}",
        f"holds {offered:,f} μm only, {asked:,f} μm needed",
    )


def _lot(asked: int, offer: Offer) -> Verdict:
    name = "lot"
    low, high = offer.lot_min, offer.lot_max
    if low is not None and asked < low:
        return Verdict(
            name,
            Outcome.NOT_MET,
            f"最小ロット {low:,} 個（必要 {asked:,} 個）{_source('lot_min', offer)}",
            f"minimum lot {low:,}, {asked:,} needed",
        )
    if high is not None and asked > high:
        return Verdict(
            name,
            Outcome.NOT_MET,
            f"最大ロット {high:,} 個（必要 {asked:,} 個）{_source('lot_max', offer)}",
            f"maximum lot {high:,}, {asked:,} needed",
        )
    if low is None or high is None:
        return Verdict(
            name,
            Outcome.UNKNOWN,
            f"{asked:,} 個を受けられるかは未記載：ロットをご確認ください",
            f"{asked:,} pieces: lot limits not stated, ask the firm",
        )
    return Verdict(
        name,
        Outcome.MET,
        f"ロット {low:,}〜{high:,} 個（必要 {asked:,} 個）{_source('lot_max', offer)}",
        f"lots of {low:,} to {high:,} ({asked:,} needed)",
    )


def _lead_time(asked: int, offer: Offer) -> Verdict:
    name = "max_lead_time_days"
    offered = offer.lead_time_days
    if offered is None:
        return Verdict(
            name,
            Outcome.UNKNOWN,
            f"{asked} 日以内かは未記載：納期をご確認ください",
            f"{asked} days: lead time not stated, ask the firm",
        )
    source = _source("lead_time_days", offer)
    if offered <= asked:
        return Verdict(
            name,
            Outcome.MET,
            f"納期 {offered} 日（{asked} 日以内）{source}",
            f"{offered} days (≤ {asked})",
        )
    return Verdict(
        name,
        Outcome.NOT_MET,
        f"納期 {offered} 日（必要は {asked} 日以内）{source}",
        f"{offered} days, {asked} needed",
    )


def _source(name: str, offer: Offer) -> str:
    """Say so where a number was read from the text and stands in no field."""
    return "（本文より）" if name in offer.from_text else ""


def _prefecture(asked: tuple[str, ...], actual: str | None) -> Verdict:
    name, wanted = "prefectures", "・".join(asked)
    if actual is None:
        return Verdict(
            name, Outcome.UNKNOWN, f"所在地は未記載（希望は {wanted}）", f"place unknown ({wanted})"
        )
    if actual in asked:
        return Verdict(name, Outcome.MET, f"所在地 {actual}", f"in {actual}")
    return Verdict(
        name, Outcome.NOT_MET, f"所在地 {actual}（希望は {wanted}）", f"in {actual}, not {wanted}"
    )


def _cluster(excluded: tuple[str, ...], actual: str | None) -> Verdict:
    name, unwanted = "exclude_clusters", "・".join(excluded)
    if actual is None:
        return Verdict(
            name, Outcome.UNKNOWN, f"産地は未記載（{unwanted} 以外を希望）", f"not {unwanted}?"
        )
    if actual in excluded:
        return Verdict(
            name, Outcome.NOT_MET, f"{actual} は除外した産地です", f"in the excluded {actual}"
        )
    return Verdict(name, Outcome.MET, f"{actual}（{unwanted} 以外）", f"{actual}, not {unwanted}")


def _full(when: date) -> Verdict:
    return Verdict(
        "availability",
        Outcome.NOT_MET,
        f"{when} 時点で空きなし（×）",
        f"no free capacity as of {when}",
    )
