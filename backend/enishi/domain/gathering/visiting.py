"""In which order a group visits its firms: the shortest way past all of them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations
from math import asin, cos, radians, sin, sqrt

from enishi.domain.firm import Coordinates

# Mean radius of the earth in kilometres (IUGG).
_EARTH_KM = 6371.0088


def distance_km(one: Coordinates, other: Coordinates) -> float:
    """Return the distance of two points along the sphere (haversine), in kilometres."""
    north, south = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def route(firm_refs: Sequence[str], places: Mapping[str, Coordinates]) -> tuple[str, ...]:
    """Return the firms in the order in which the way past them is shortest, as the crow flies.

    Every order is tried: a group has five firms at most, 120 orders. Of equally short ways
    the first by ref. Firms of which no place is known come last, in order of ref: nobody can
    say where they lie on the way.
    """
    known = sorted(ref for ref in firm_refs if ref in places)
    unknown = sorted(ref for ref in firm_refs if ref not in places)

    def metres(order: tuple[str, ...]) -> int:
        return round(
            1000 * sum(distance_km(places[one], places[other]) for one, other in pairwise(order))
        )

    ways = permutations(known)
    return (*min(ways, key=lambda order: (metres(order), order)), *unknown)
