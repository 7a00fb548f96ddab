"""What an option promises on a day: whom it shares hazards with, and how far it counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.case import Case
from enishi.domain.bia.independence import (
    SharedHazard,
    hazard_independence,
    own_places,
    shared_hazards,
)
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.scenario import Exposure
from enishi.domain.readiness import Rung


class OptionStanding(StrEnum):
    """How far an option counts, in a word."""

    OFFICIAL = "official"
    PLANNED = "planned"
    ESTIMATED = "estimated"
    CANDIDATE = "candidate"
    EXPIRED = "expired"
    GONE = "gone"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STANDINGS[self]


_STANDINGS = {
    OptionStanding.OFFICIAL: "正式",
    OptionStanding.PLANNED: "予定",
    OptionStanding.ESTIMATED: "推定",
    OptionStanding.CANDIDATE: "候補",
    OptionStanding.EXPIRED: "期限切れ",
    OptionStanding.GONE: "相手なし",
}


@dataclass(frozen=True, slots=True)
class OptionProspect:
    """One option of a case as it stands on a day.

    `independence` is the share of the firm's own outages in which the partner is spared; None
    where that is unknown, where the firm is never hit, or where the firm does it by itself.
    """

    option: RecoveryOption
    standing: OptionStanding
    first_delivery: timedelta
    capacity_share: Decimal | None  # of the daily demand; None: all that is asked for
    independence: Decimal | None
    hazards: tuple[SharedHazard, ...]
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name, without that of a partner who has not consented to be named."""
        return shown_name(self.option)

    @property
    def counts(self) -> bool:
        """Whether its partner is there at all."""
        return self.standing is not OptionStanding.GONE


def prospects(case: Case, day: date, gone: frozenset[str]) -> tuple[OptionProspect, ...]:
    """Return the options as they stand on a day; the partners of those in `gone` have left."""
    return tuple(_prospect(case, option, day, option.ref in gone) for option in case.options)


def shown_name(option: RecoveryOption) -> str:
    """Return an option's name; kind and ref alone where the partner may not be named."""
    return option.name if option.is_named else f"{option.kind.label}（{option.ref}）"


def _prospect(case: Case, option: RecoveryOption, day: date, is_gone: bool) -> OptionProspect:
    product = case.product(option.product_ref)
    own = own_places(case, product)
    partners = option.kind.needs_partner
    capacity = option.capacity_per_day
    hazards = shared_hazards(own, option.places, case.scenarios) if partners else ()
    standing = OptionStanding.GONE if is_gone else _standing(option, day)
    return OptionProspect(
        option=option,
        standing=standing,
        first_delivery=option.first_delivery(day),
        capacity_share=None if capacity is None else capacity / product.demand_per_day,
        independence=(
            hazard_independence(own, option.places, case.scenarios) if partners else None
        ),
        hazards=hazards,
        notes=_notes(option, standing, hazards),
    )


def _standing(option: RecoveryOption, day: date) -> OptionStanding:
    """Return how far an option counts: what the firm does itself and is sure of, officially."""
    if option.is_official(day):
        return OptionStanding.OFFICIAL
    rung = option.rung or Rung.CANDIDATE
    if option.valid_until is not None and day > option.valid_until:
        return OptionStanding.EXPIRED
    if rung is Rung.AGREED:
        return OptionStanding.PLANNED
    return OptionStanding.ESTIMATED if rung is Rung.ASKED else OptionStanding.CANDIDATE


_SAID = {
    OptionStanding.PLANNED: "合意の段階です。納期をすべて見込み、正式な RTO には数えません",
    OptionStanding.ESTIMATED: "打診の段階です。正式な RTO には数えません",
    OptionStanding.CANDIDATE: "候補です。正式な RTO には数えません",
    OptionStanding.EXPIRED: "認定の有効期限が切れています。正式な RTO には数えません",
    OptionStanding.GONE: "相手が登録を取り下げたか、見えなくなったため、どの計算にも入れていません",
}


def _notes(
    option: RecoveryOption, standing: OptionStanding, hazards: tuple[SharedHazard, ...]
) -> tuple[str, ...]:
    notes = [_SAID[standing]] if standing in _SAID else []
    if option.is_estimated:
        notes.append("相手が確かめていない値（推定）のため、納期を1.3倍で見込みます")
    if any(hazard.exposure is Exposure.UNKNOWN for hazard in hazards):
        notes.append("相手の場所が分からず、被災するかどうかが不明です")
    shared = dict.fromkeys(word for hazard in hazards for word in hazard.shared)
    if shared:
        notes.append(f"自社と災害を共にします：{'、'.join(shared)}")
    if option.quality_boundary:
        notes.append(f"品質保証の責任分界：{option.quality_boundary}")
    return tuple(notes)
