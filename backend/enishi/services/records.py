"""Between the records of the interchange files and the nouns of the domain.

A record is what a JSON line holds: names and values as docs/files.md lists them. Reading
checks every type and names the field that is wrong; writing gives every field, in order.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from enishi.domain.capability import Availability, Capability
from enishi.domain.cluster import Cluster, ClusterType
from enishi.domain.constraint import Constraints
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Coordinates, Facility, Firm, FirmKind
from enishi.domain.need import Need, NeedKind
from enishi.domain.tie import Tie, TieKind
from enishi.services.fields import Fields

Record = Mapping[str, Any]

FACILITY_FIELDS = (
    "facility_ref",
    "name",
    "municipality_code",
    "latitude",
    "longitude",
    "power_area",
    "river_system",
)
CAPABILITY_FIELDS = (
    "capability_ref",
    "title",
    "description",
    "processes",
    "materials",
    "equipment",
    "max_size_mm",
    "tolerance_um",
    "lot_min",
    "lot_max",
    "lead_time_days",
    "facility_ref",
    "capacity_per_month",
    "availability",
    "availability_as_of",
)
FIRM_FIELDS = (
    "firm_ref",
    "name",
    "name_kana",
    "kind",
    "corporate_number",
    "cluster",
    "prefecture",
    "municipality",
    "municipality_code",
    "latitude",
    "longitude",
    "employees",
    "founded",
    "certifications",
    "summary",
    "facilities",
    "capabilities",
)
CONSTRAINT_FIELDS = (
    "certifications",
    "max_lead_time_days",
    "lot",
    "tolerance_um",
    "max_size_mm",
    "exclude_clusters",
    "prefectures",
)
NEED_FIELDS = (
    "need_ref",
    "firm_ref",
    "kind",
    "title",
    "description",
    "query",
    "constraints",
    "class",
)
TIE_FIELDS = ("tie_ref", "date", "kind", "accepted", "firm_refs", "source")
CLUSTER_FIELDS = (
    "name",
    "name_kana",
    "name_en",
    "type",
    "prefecture",
    "municipalities",
    "summary",
)

# The fields that hold records, and what those know.
_INSIDE = {
    "facilities": frozenset(FACILITY_FIELDS),
    "capabilities": frozenset(CAPABILITY_FIELDS),
    "constraints": frozenset(CONSTRAINT_FIELDS),
}
# Keyboards offer several circles and crosses for the four marks of availability.
_MARKS = {"〇": "○", "◯": "○", "✕": "×", "╳": "×"}


def unknown_fields(record: Record, known: frozenset[str]) -> Iterator[str]:
    """Yield the names that no field has, inner ones as `capabilities.hardness`.

    A name that begins with `_` is a remark, such as the reason in a reject file.
    """
    for name, value in record.items():
        if name.startswith("_"):
            continue
        if name not in known:
            yield name
        elif name in _INSIDE:
            parts = value if isinstance(value, list | tuple) else (value,)
            for part in parts:
                if isinstance(part, Mapping):
                    yield from (f"{name}.{inner}" for inner in unknown_fields(part, _INSIDE[name]))


def firm_of(record: Record) -> Firm:
    """Read a firm; raises InvalidValueError naming the field.

    A capability or facility without a ref of its own is numbered after the firm: F001-1,
    F001-F1.
    """
    fields = Fields(record)
    ref = fields.text("firm_ref") or ""
    facilities = fields.each("facilities", _facility_of, numbered=("facility_ref", f"{ref}-F"))
    capabilities = fields.each(
        "capabilities", capability_of, numbered=("capability_ref", f"{ref}-")
    )
    number = fields.text("corporate_number")
    return Firm(
        ref=ref,
        name=fields.text("name") or "",
        name_kana=fields.text("name_kana"),
        kind=fields.choice("kind", FirmKind) or FirmKind.COMPANY,
        corporate_number=CorporateNumber(number) if number is not None else None,
        cluster=fields.text("cluster"),
        prefecture=fields.text("prefecture"),
        municipality=fields.text("municipality"),
        municipality_code=fields.text("municipality_code"),
        coordinates=_coordinates(fields),
        employees=fields.whole("employees"),
        founded=fields.whole("founded"),
        certifications=fields.texts("certifications"),
        summary=fields.text("summary"),
        facilities=facilities,
        capabilities=capabilities,
    )


def capability_of(record: Record) -> Capability:
    """Read a capability; raises InvalidValueError naming the field."""
    fields = Fields(record)
    return Capability(
        ref=fields.text("capability_ref") or "",
        title=fields.text("title"),
        description=fields.text("description"),
        processes=fields.texts("processes"),
        materials=fields.texts("materials"),
        equipment=fields.texts("equipment"),
        max_size_mm=fields.number("max_size_mm"),
        tolerance_um=fields.number("tolerance_um"),
        lot_min=fields.whole("lot_min"),
        lot_max=fields.whole("lot_max"),
        lead_time_days=fields.whole("lead_time_days"),
        facility_ref=fields.text("facility_ref"),
        capacity_per_month=fields.number("capacity_per_month"),
        availability=_availability(fields),
        availability_as_of=fields.day("availability_as_of"),
    )


def need_of(record: Record) -> Need:
    """Read a need; raises InvalidValueError naming the field."""
    fields = Fields(record)
    kind = fields.choice("kind", NeedKind)
    if kind is None:
        raise InvalidValueError("必須の項目が空です", field="kind", english="required")
    return Need(
        ref=fields.text("need_ref") or "",
        kind=kind,
        title=fields.text("title") or "",
        description=fields.text("description"),
        query=fields.text("query"),
        firm_ref=fields.text("firm_ref"),
        constraints=fields.one("constraints", constraints_of) or Constraints(),
        label=fields.text("class"),
    )


def constraints_of(record: Record) -> Constraints:
    """Read the conditions of a need; raises InvalidValueError naming the field."""
    fields = Fields(record)
    return Constraints(
        certifications=fields.texts("certifications"),
        max_lead_time_days=fields.whole("max_lead_time_days"),
        lot=fields.whole("lot"),
        tolerance_um=fields.number("tolerance_um"),
        max_size_mm=fields.number("max_size_mm"),
        exclude_clusters=fields.texts("exclude_clusters"),
        prefectures=fields.texts("prefectures"),
    )


def tie_of(record: Record) -> Tie:
    """Read a contact; raises InvalidValueError naming the field."""
    fields = Fields(record)
    when, kind = fields.day("date"), fields.choice("kind", TieKind)
    for name, value in (("date", when), ("kind", kind)):
        if value is None:
            raise InvalidValueError("必須の項目が空です", field=name, english="required")
    assert when is not None
    assert kind is not None
    accepted = fields.flag("accepted")
    return Tie(
        ref=fields.text("tie_ref") or "",
        date=when,
        kind=kind,
        firm_refs=fields.texts("firm_refs"),
        accepted=True if accepted is None else accepted,
        source=fields.text("source"),
    )


def cluster_of(record: Record) -> Cluster:
    """Read a cluster; raises InvalidValueError naming the field."""
    fields = Fields(record)
    return Cluster(
        name=fields.text("name") or "",
        type=fields.choice("type", ClusterType),
        name_kana=fields.text("name_kana"),
        name_en=fields.text("name_en"),
        prefecture=fields.text("prefecture"),
        municipalities=fields.texts("municipalities"),
        summary=fields.text("summary"),
    )


def firm_record(firm: Firm) -> dict[str, Any]:
    """Write a firm with every field, facilities and capabilities inside."""
    return {
        "firm_ref": firm.ref,
        "name": firm.name,
        "name_kana": firm.name_kana,
        "kind": firm.kind.value,
        "corporate_number": str(firm.corporate_number) if firm.corporate_number else None,
        "cluster": firm.cluster,
        "prefecture": firm.prefecture,
        "municipality": firm.municipality,
        "municipality_code": firm.municipality_code,
        **_point(firm.coordinates),
        "employees": firm.employees,
        "founded": firm.founded,
        "certifications": list(firm.certifications),
        "summary": firm.summary,
        "facilities": [_facility_record(facility) for facility in firm.facilities],
        "capabilities": [capability_record(item) for item in firm.capabilities],
    }


def capability_record(capability: Capability) -> dict[str, Any]:
    """Write a capability with every field; numbers stay Decimal."""
    as_of = capability.availability_as_of
    return {
        "capability_ref": capability.ref,
        **{name: getattr(capability, name) for name in ("title", "description")},
        "processes": list(capability.processes),
        "materials": list(capability.materials),
        "equipment": list(capability.equipment),
        **{
            name: getattr(capability, name)
            for name in (
                "max_size_mm",
                "tolerance_um",
                "lot_min",
                "lot_max",
                "lead_time_days",
                "facility_ref",
                "capacity_per_month",
            )
        },
        "availability": capability.availability.value if capability.availability else None,
        "availability_as_of": as_of.isoformat() if as_of else None,
    }


def need_record(need: Need) -> dict[str, Any]:
    """Write a need with every field."""
    return {
        "need_ref": need.ref,
        "firm_ref": need.firm_ref,
        "kind": need.kind.value,
        "title": need.title,
        "description": need.description,
        "query": need.query,
        "constraints": constraints_record(need.constraints),
        "class": need.label,
    }


def constraints_record(constraints: Constraints) -> dict[str, Any]:
    """Write the conditions of a need."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name in CONSTRAINT_FIELDS
        for value in (getattr(constraints, name),)
    }


def tie_record(tie: Tie) -> dict[str, Any]:
    """Write a contact."""
    return {
        "tie_ref": tie.ref,
        "date": tie.date.isoformat(),
        "kind": tie.kind.value,
        "accepted": tie.accepted,
        "firm_refs": list(tie.firm_refs),
        "source": tie.source,
    }


def cluster_record(cluster: Cluster) -> dict[str, Any]:
    """Write a cluster."""
    return {
        "name": cluster.name,
        "name_kana": cluster.name_kana,
        "name_en": cluster.name_en,
        "type": cluster.type.value if cluster.type else None,
        "prefecture": cluster.prefecture,
        "municipalities": list(cluster.municipalities),
        "summary": cluster.summary,
    }


def _coordinates(fields: Fields) -> Coordinates | None:
    latitude, longitude = fields.real("latitude"), fields.real("longitude")
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        missing = "latitude" if latitude is None else "longitude"
        raise InvalidValueError(
            "緯度と経度は組で必要です",
            field=missing,
            english="latitude and longitude belong together",
        )
    return Coordinates(latitude, longitude)


def _availability(fields: Fields) -> Availability | None:
    mark = fields.text("availability")
    return Fields({"availability": _MARKS.get(mark or "", mark)}).choice(
        "availability", Availability
    )


def _point(coordinates: Coordinates | None) -> dict[str, float | None]:
    return {
        "latitude": coordinates.latitude if coordinates else None,
        "longitude": coordinates.longitude if coordinates else None,
    }


def _facility_of(record: Record) -> Facility:
    fields = Fields(record)
    return Facility(
        ref=fields.text("facility_ref") or "",
        name=fields.text("name"),
        municipality_code=fields.text("municipality_code"),
        coordinates=_coordinates(fields),
        power_area=fields.text("power_area"),
        river_system=fields.text("river_system"),
    )


def _facility_record(facility: Facility) -> dict[str, Any]:
    return {
        "facility_ref": facility.ref,
        "name": facility.name,
        "municipality_code": facility.municipality_code,
        **_point(facility.coordinates),
        "power_area": facility.power_area,
        "river_system": facility.river_system,
    }
