"""Firms, facilities and capabilities as rows, and back."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from enishi.domain.capability import Availability, Capability
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.firm import Coordinates, Facility, Firm, FirmKind

# Fields that a row keeps as the noun has them.
_FIRM_FIELDS = (
    "ref",
    "name",
    "name_kana",
    "cluster",
    "prefecture",
    "municipality",
    "municipality_code",
    "employees",
    "founded",
    "summary",
)
_CAPABILITY_FIELDS = (
    "ref",
    "title",
    "description",
    "max_size_mm",
    "tolerance_um",
    "lot_min",
    "lot_max",
    "lead_time_days",
    "facility_ref",
    "capacity_per_month",
    "availability_as_of",
)
_FACILITY_FIELDS = ("ref", "name", "municipality_code", "power_area", "river_system")


def firm_values(firm: Firm) -> dict[str, Any]:
    """Return the firm's own columns."""
    number = firm.corporate_number
    return {
        **_picked(firm, _FIRM_FIELDS),
        **_point(firm.coordinates),
        "id": firm.id,
        "kind": firm.kind.value,
        "corporate_number": None if number is None else str(number),
        "certifications": firm.certifications,
    }


def facility_values(facility: Facility) -> dict[str, Any]:
    """Return the facility's columns, without its place in the firm."""
    return _picked(facility, _FACILITY_FIELDS) | _point(facility.coordinates)


def capability_values(capability: Capability) -> dict[str, Any]:
    """Return the capability's columns, without its place in the firm."""
    return {
        **_picked(capability, _CAPABILITY_FIELDS),
        "processes": capability.processes,
        "materials": capability.materials,
        "equipment": capability.equipment,
        "availability": capability.availability.value if capability.availability else None,
    }


def firm_of(
    row: Row[Any], facilities: Iterable[Row[Any]], capabilities: Iterable[Row[Any]]
) -> Firm:
    """Return the firm of a row and of the rows of its parts."""
    number = row.corporate_number
    return Firm(
        **_picked(row, _FIRM_FIELDS),
        kind=FirmKind(row.kind),
        corporate_number=None if number is None else CorporateNumber(number),
        coordinates=_coordinates(row),
        certifications=tuple(row.certifications),
        facilities=tuple(map(_facility_of, facilities)),
        capabilities=tuple(map(_capability_of, capabilities)),
    )


def _facility_of(row: Row[Any]) -> Facility:
    return Facility(**_picked(row, _FACILITY_FIELDS), coordinates=_coordinates(row))


def _capability_of(row: Row[Any]) -> Capability:
    return Capability(
        **_picked(row, _CAPABILITY_FIELDS),
        processes=tuple(row.processes),
        materials=tuple(row.materials),
        equipment=tuple(row.equipment),
        availability=Availability(row.availability) if row.availability else None,
    )


def _picked(record: object, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(record, field) for field in fields}


def _point(coordinates: Coordinates | None) -> dict[str, float | None]:
    return {
        "latitude": coordinates.latitude if coordinates else None,
        "longitude": coordinates.longitude if coordinates else None,
    }


def _coordinates(row: Row[Any]) -> Coordinates | None:
    return None if row.latitude is None else Coordinates(row.latitude, row.longitude)
