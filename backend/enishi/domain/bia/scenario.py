"""Scenarios: what hits whom, for how long, how often; hazards belong to places of work."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.values import amount, duration, reference, share
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import DESCRIPTION, NAME, bounded, bounded_list


class Hazard(StrEnum):
    """What kind of event a scenario is."""

    EARTHQUAKE = "earthquake"
    FLOOD = "flood"
    BLACKOUT = "blackout"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _HAZARDS[self]


_HAZARDS = {
    Hazard.EARTHQUAKE: "地震",
    Hazard.FLOOD: "水害",
    Hazard.BLACKOUT: "停電",
    Hazard.OTHER: "その他",
}


class Pipeline(StrEnum):
    """What becomes of the work in progress."""

    KEPT = "kept"
    LOST = "lost"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _PIPELINES[self]


_PIPELINES = {Pipeline.KEPT: "仕掛品が残る", Pipeline.LOST: "仕掛品を失う"}
# Choices agreed for the seed's three; an unknown event loses the work in progress, to be safe.
_DEFAULTS = {
    Hazard.EARTHQUAKE: Pipeline.LOST,
    Hazard.FLOOD: Pipeline.LOST,
    Hazard.BLACKOUT: Pipeline.KEPT,
    Hazard.OTHER: Pipeline.LOST,
}


class Exposure(StrEnum):
    """Whether a place lies in a footprint. Unknown is not the same as spared."""

    HIT = "hit"
    SPARED = "spared"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _EXPOSURES[self]


_EXPOSURES = {Exposure.HIT: "被災", Exposure.SPARED: "被災しない", Exposure.UNKNOWN: "不明"}


@dataclass(frozen=True, slots=True)
class Location:
    """Where work is done, as far as hazards ask; None is unknown."""

    municipality_code: str | None = None
    river_system: str | None = None
    power_area: str | None = None

    def __post_init__(self) -> None:
        for name in ("municipality_code", "river_system", "power_area"):
            bounded(getattr(self, name), name, NAME)


@dataclass(frozen=True, slots=True)
class Site:
    """A place of work of the firm itself."""

    ref: str
    name: str
    place: Location = Location()
    has_own_power: bool = False

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        bounded(self.name, "name", NAME, required=True)


@dataclass(frozen=True, slots=True)
class Footprint:
    """Where an event strikes: municipalities by code, river systems, power areas."""

    municipalities: frozenset[str] = frozenset()
    river_systems: frozenset[str] = frozenset()
    power_areas: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("municipalities", "river_systems", "power_areas"):
            bounded_list(tuple(sorted(getattr(self, name))), name)
        if not (self.municipalities or self.river_systems or self.power_areas):
            raise InvalidValueError(
                "被害の及ぶ範囲（市区町村・水系・電力管内のどれか）を指定してください",
                field="municipalities",
                english="a footprint needs municipalities, river systems or power areas",
            )

    def strikes(self, place: Location) -> Exposure:
        """Return whether a place is struck; what it does not say of itself may be struck."""
        asked = (
            (self.municipalities, place.municipality_code),
            (self.river_systems, place.river_system),
            (self.power_areas, place.power_area),
        )
        if any(value in area for area, value in asked if value is not None):
            return Exposure.HIT
        if any(area and value is None for area, value in asked):
            return Exposure.UNKNOWN
        return Exposure.SPARED

    def shared_by(self, one: Location, other: Location) -> tuple[str, ...]:
        """Return in words what strikes both places: same municipality, river system, power area."""
        asked = (
            (self.municipalities, one.municipality_code, other.municipality_code, "同じ市区町村"),
            (self.river_systems, one.river_system, other.river_system, "同じ水系"),
            (self.power_areas, one.power_area, other.power_area, "同じ電力管内"),
        )
        return tuple(
            f"{word}（{mine}）" if mine == theirs else f"同じ想定域（{mine}・{theirs}）"
            for area, mine, theirs, word in asked
            if mine in area and theirs in area
        )


@dataclass(frozen=True, slots=True)
class Scenario:
    """One event that the plan prepares for.

    `outage` is how long the firm's own production stands; None: it follows from the flow of
    steps. `blackout` and `flooding` are waits before repair can begin to count, unless there is
    own power. `spread` is the optimistic and pessimistic factor on durations (PERT).
    """

    ref: str
    name: str
    hazard: Hazard
    footprint: Footprint
    annual_rate: Decimal  # λ: expected events a year
    pipeline: Pipeline | None = None  # None: the hazard's default
    outage: timedelta | None = None
    blackout: timedelta = timedelta(0)
    flooding: timedelta = timedelta(0)
    stock_surviving: Decimal = Decimal(1)
    demand_factor: Decimal = Decimal(1)
    lead_delay: timedelta = timedelta(0)  # added to every partner's lead time
    supplier_hits: tuple[str, ...] = ()  # suppliers assumed down, wherever they are
    optimistic: Decimal = Decimal("0.7")
    pessimistic: Decimal = Decimal("1.6")
    recovery_order: tuple[str, ...] = ()  # 優先復旧順序, in words
    grounds: str | None = None  # where the figures come from

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        bounded(self.name, "name", NAME, required=True)
        bounded(self.grounds, "grounds", DESCRIPTION)
        bounded_list(self.supplier_hits, "supplier_hits")
        bounded_list(self.recovery_order, "recovery_order")
        for name in ("outage", "blackout", "flooding", "lead_delay"):
            duration(getattr(self, name), name)
        share(self.stock_surviving, "stock_surviving")
        amount(self.demand_factor, "demand_factor", positive=True)
        amount(self.annual_rate, "annual_rate")
        if not 0 < self.optimistic <= 1 <= self.pessimistic:
            raise InvalidValueError(
                "楽観 ≦ 1 ≦ 悲観 の倍率で指定してください",
                field="optimistic",
                english="factors must be optimistic ≤ 1 ≤ pessimistic",
            )

    @property
    def keeps_work_in_progress(self) -> bool:
        """Whether work in progress survives: as stated, else as the hazard's default."""
        return (self.pipeline or _DEFAULTS[self.hazard]) is Pipeline.KEPT

    @property
    def utility_wait(self) -> timedelta:
        """How long power or ground is not there."""
        return max(self.blackout, self.flooding)
