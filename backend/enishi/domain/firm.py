"""Firms and the other bodies of the network, with the places where they work."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

from enishi.domain.capability import Capability
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, SUMMARY, at_least, bounded, bounded_list

# Rounded outwards from 与那国島・沖ノ鳥島・南鳥島・択捉島.
JAPAN_LATITUDES = (20.0, 46.0)
JAPAN_LONGITUDES = (122.0, 154.5)

_FIRMS = uuid5(NAMESPACE_URL, "https://enishi.example/firms")


class FirmKind(StrEnum):
    """Who a member of the network is."""

    COMPANY = "company"
    UNIVERSITY = "university"
    PUBLIC_RESEARCH = "public_research"  # 公設試
    SUPPORT_BODY = "support_body"  # 支援機関

    @property
    def label(self) -> str:
        """Japanese name."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    FirmKind.COMPANY: "企業",
    FirmKind.UNIVERSITY: "大学・高専",
    FirmKind.PUBLIC_RESEARCH: "公設試験研究機関",
    FirmKind.SUPPORT_BODY: "支援機関",
}


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point in Japan, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        _within(self.latitude, "latitude", JAPAN_LATITUDES, "緯度")
        _within(self.longitude, "longitude", JAPAN_LONGITUDES, "経度")


def _within(value: float, field: str, bounds: tuple[float, float], word: str) -> None:
    low, high = bounds
    if not low <= value <= high:  # also refuses NaN
        raise InvalidValueError(
            f"{word}が日本の範囲（{low:g}〜{high:g}）の外です（{value:g}）",
            field=field,
            english=f"outside Japan ({low:g} to {high:g}): {value:g}",
        )


def municipality_code(code: str | None) -> None:
    """Refuse what is not a five-digit municipality code (全国地方公共団体コード); None passes."""
    if code is not None and not (len(code) == 5 and code.isascii() and code.isdigit()):
        raise InvalidValueError(
            f"市区町村コードは5桁の数字です（{code}）",
            field="municipality_code",
            english=f"a municipality code has five digits, not {code!r}",
        )


@dataclass(frozen=True, slots=True)
class Facility:
    """One place of work (事業所). Hazards belong to it, not to the head office.

    A `power_area` or `river_system` of None is *unknown*: never evidence of independence.
    """

    ref: str
    name: str | None = None
    municipality_code: str | None = None
    coordinates: Coordinates | None = None
    power_area: str | None = None
    river_system: str | None = None

    def __post_init__(self) -> None:
        bounded(self.ref, "facility_ref", NAME, required=True)
        bounded(self.name, "name", NAME)
        bounded(self.power_area, "power_area", NAME)
        bounded(self.river_system, "river_system", NAME)
        municipality_code(self.municipality_code)


@dataclass(frozen=True, slots=True)
class Firm:
    """A member of the network and everything it says it can do."""

    ref: str
    name: str
    name_kana: str | None = None
    kind: FirmKind = FirmKind.COMPANY
    corporate_number: CorporateNumber | None = None
    cluster: str | None = None
    prefecture: str | None = None
    municipality: str | None = None
    municipality_code: str | None = None
    coordinates: Coordinates | None = None
    employees: int | None = None
    founded: int | None = None  # year of the common era
    certifications: tuple[str, ...] = ()
    summary: str | None = None
    facilities: tuple[Facility, ...] = ()
    capabilities: tuple[Capability, ...] = ()

    def __post_init__(self) -> None:
        bounded(self.ref, "firm_ref", NAME, required=True)
        bounded(self.name, "name", NAME, required=True)
        for field in ("name_kana", "cluster", "prefecture", "municipality"):
            bounded(getattr(self, field), field, NAME)
        bounded(self.summary, "summary", SUMMARY)
        bounded_list(self.certifications, "certifications")
        municipality_code(self.municipality_code)
        at_least(self.employees, "employees", 0)
        # 金剛組, thought the oldest company in Japan, dates itself to 578.
        at_least(self.founded, "founded", 500)
        _distinct((facility.ref for facility in self.facilities), "facilities", "facility_ref")
        _distinct((item.ref for item in self.capabilities), "capabilities", "capability_ref")
        known = {facility.ref for facility in self.facilities}
        for number, capability in enumerate(self.capabilities):
            if capability.facility_ref is not None and capability.facility_ref not in known:
                raise InvalidValueError(
                    f"facilities にない事業所です（{capability.facility_ref}）",
                    field=f"capabilities[{number}].facility_ref",
                    english=f"no such facility: {capability.facility_ref}",
                )

    @property
    def id(self) -> UUID:
        """Identity derived from `firm_ref`, the same on every installation."""
        return firm_id(self.ref)

    def capability(self, ref: str) -> Capability | None:
        """Return the capability of that ref, if the firm has it."""
        return next((item for item in self.capabilities if item.ref == ref), None)

    def facility_of(self, capability: Capability) -> Facility:
        """Return where the capability is; without a facility, the firm's own place.

        The own place carries no power area or river system: they are unknown.
        """
        for facility in self.facilities:
            if facility.ref == capability.facility_ref:
                return facility
        return Facility(
            ref=self.ref,
            municipality_code=self.municipality_code,
            coordinates=self.coordinates,
        )


def firm_id(ref: str) -> UUID:
    """Return the identity of the firm that a file calls `ref`."""
    return uuid5(_FIRMS, ref)


def _distinct(refs: Iterable[str], field: str, name: str) -> None:
    seen: set[str] = set()
    for number, ref in enumerate(refs):
        if ref in seen:
            raise InvalidValueError(
                f"{name} が重複しています（{ref}）",
                field=f"{field}[{number}].{name}",
                english=f"duplicate {name}: {ref}",
            )
        seen.add(ref)
