"""Any noun the domain allows, for properties."""

from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st

from builders import a_corporate_number
from enishi.domain.capability import Availability, Capability
from enishi.domain.constraint import Constraints
from enishi.domain.firm import (
    JAPAN_LATITUDES,
    JAPAN_LONGITUDES,
    Coordinates,
    Facility,
    Firm,
    FirmKind,
)
from enishi.domain.need import Need, NeedKind

ValueT = TypeVar("ValueT")

# Control characters and lone surrogates are refused by the domain.
_letters = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("ﾌﾟﾚｽ㎜φ±𠮷髙\n\t")
_whole = st.integers(0, 2**63 - 1)


def texts(longest: int = 30) -> st.SearchStrategy[str]:
    """Texts with something to read in them."""
    return st.text(_letters, min_size=1, max_size=longest).filter(lambda text: text.strip())


def decimals() -> st.SearchStrategy[Any]:
    """Exact numbers from zero on, in plain and in scientific notation."""
    return st.decimals(min_value=0, max_value=10**18, allow_nan=False, allow_infinity=False)


def perhaps(values: st.SearchStrategy[ValueT]) -> st.SearchStrategy[ValueT | None]:
    """The values, and unknown."""
    return st.none() | values


def lists() -> st.SearchStrategy[tuple[str, ...]]:
    """Lists of a profile."""
    return st.lists(texts(), max_size=3).map(tuple)


def points() -> st.SearchStrategy[Coordinates]:
    """Points in Japan."""
    return st.builds(Coordinates, st.floats(*JAPAN_LATITUDES), st.floats(*JAPAN_LONGITUDES))


def codes() -> st.SearchStrategy[str]:
    """Municipality codes."""
    return st.integers(0, 99_999).map("{:05}".format)


@st.composite
def facilities(draw: st.DrawFn, ref: str) -> Facility:
    """Any facility of that ref."""
    return Facility(
        ref=ref,
        name=draw(perhaps(texts())),
        municipality_code=draw(perhaps(codes())),
        coordinates=draw(perhaps(points())),
        power_area=draw(perhaps(texts())),
        river_system=draw(perhaps(texts())),
    )


@st.composite
def capabilities(draw: st.DrawFn, ref: str, places: list[str]) -> Capability:
    """Any capability of that ref at one of the places, or at none."""
    title = draw(perhaps(texts()))
    low, high = sorted(draw(st.tuples(st.integers(1, 2**63 - 1), st.integers(1, 2**63 - 1))))
    availability = draw(perhaps(st.sampled_from(Availability)))
    return Capability(
        ref=ref,
        title=title,
        description=draw(texts() if title is None else perhaps(texts())),
        processes=draw(lists()),
        materials=draw(lists()),
        equipment=draw(lists()),
        max_size_mm=draw(perhaps(decimals())),
        tolerance_um=draw(perhaps(decimals())),
        lot_min=draw(perhaps(st.just(low))),
        lot_max=draw(perhaps(st.just(high))),
        lead_time_days=draw(perhaps(_whole)),
        facility_ref=draw(st.sampled_from([None, *places])),
        capacity_per_month=draw(perhaps(decimals())),
        availability=availability,
        availability_as_of=draw(perhaps(st.dates()) if availability is None else st.dates()),
    )


@st.composite
def firms(draw: st.DrawFn) -> Firm:
    """Any firm."""
    places = draw(st.lists(texts(), max_size=2, unique=True))
    refs = draw(st.lists(texts(), max_size=3, unique=True))
    return Firm(
        ref=draw(texts()),
        name=draw(texts()),
        name_kana=draw(perhaps(texts())),
        kind=draw(st.sampled_from(FirmKind)),
        corporate_number=draw(perhaps(st.integers(1, 10**12 - 1).map(a_corporate_number))),
        cluster=draw(perhaps(texts())),
        prefecture=draw(perhaps(texts())),
        municipality=draw(perhaps(texts())),
        municipality_code=draw(perhaps(codes())),
        coordinates=draw(perhaps(points())),
        employees=draw(perhaps(_whole)),
        founded=draw(perhaps(st.integers(500, date.max.year))),
        certifications=draw(lists()),
        summary=draw(perhaps(texts(200))),
        facilities=tuple(draw(facilities(place)) for place in places),
        capabilities=tuple(draw(capabilities(ref, places)) for ref in refs),
    )


@st.composite
def needs(draw: st.DrawFn) -> Need:
    """Any need that a coordinator may post."""
    return Need(
        ref=draw(texts()),
        kind=draw(st.sampled_from(NeedKind)),
        title=draw(texts()),
        description=draw(perhaps(texts(200))),
        query=draw(perhaps(texts())),
        constraints=Constraints(
            certifications=draw(lists()),
            max_lead_time_days=draw(perhaps(_whole)),
            lot=draw(perhaps(st.integers(1, 2**63 - 1))),
            tolerance_um=draw(perhaps(decimals())),
            max_size_mm=draw(perhaps(decimals())),
            exclude_clusters=draw(lists()),
            prefectures=draw(lists()),
        ),
        label=draw(perhaps(texts())),
    )
