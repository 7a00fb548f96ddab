"""Three models of which introductions both sides accept; what is true nobody knows.

A chance is never below 0.4 % nor above 6 %, and of each pair something is left to taste that no
method can know.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulation.world import Whole, World

Array = NDArray[np.float64]
Taste = Callable[[World, Whole, Whole], Array]

_LEAST, _RANGE = 0.004, 0.056


def likes_the_similar(world: World, viewers: Whole, shown: Whole) -> Array:
    """Firms accept whom they resemble: the model that favours a search for similar firms."""
    return _chance(world, viewers, shown, world.similar[viewers, shown])


def likes_the_useful(world: World, viewers: Whole, shown: Whole) -> Array:
    """Firms accept who has what they lack: both sides' gains, as their geometric mean."""
    both = world.gains[viewers, shown] * world.gains[shown, viewers]
    return _chance(world, viewers, shown, np.sqrt(both))


def likes_the_known(world: World, viewers: Whole, shown: Whole) -> Array:
    """Firms accept who is well-known, and who is near: half by name, half by cluster."""
    near = world.clusters[viewers] == world.clusters[shown]
    return _chance(world, viewers, shown, (world.names[shown] ** 2 + near) / 2)


def _chance(world: World, viewers: Whole, shown: Whole, liking: Array) -> Array:
    taste = 0.5 + world.tastes[viewers, shown]
    chance: Array = np.minimum(_LEAST + _RANGE, _LEAST + _RANGE * liking * taste)
    return chance


TASTES: Mapping[str, Taste] = {
    "似た企業を好む": likes_the_similar,
    "役に立つ違いを好む": likes_the_useful,
    "名の知れた企業と近所を好む": likes_the_known,
}
