"""Puts a list in an order in which neighbours differ."""

from collections.abc import Callable, Sequence


def varied(
    relevance: Sequence[float],
    likeness: Callable[[int, int], float],
    *,
    trade_off: float,
    count: int,
) -> list[int]:
    """Return the numbers of at most `count` items by maximal marginal relevance.

    Next comes the item with the highest λ·relevance − (1 − λ)·likeness to the item most like it
    among those that stand before it (Carbonell and Goldstein 1998); of equals, the first given.
    `trade_off` is λ: 1 is relevance alone. Relevance and likeness run from 0 to 1.
    """
    left = list(range(len(relevance)))
    nearest = [0.0] * len(relevance)  # likeness to the most alike item in the list so far
    order: list[int] = []
    while left and len(order) < count:
        best = max(
            left,
            key=lambda item: (
                round(trade_off * relevance[item] - (1 - trade_off) * nearest[item], 9),
                -item,
            ),
        )
        left.remove(best)
        order.append(best)
        for item in left:
            nearest[item] = max(nearest[item], likeness(best, item))
    return order
