"""What must come before what: one order for all that wait, or the circle that forbids it."""

from collections import deque
from collections.abc import Mapping, Sequence

from enishi.domain.errors import InvalidValueError


def in_order(
    before: Mapping[str, Sequence[str]], names: Mapping[str, str], field: str
) -> tuple[str, ...]:
    """Return every reference after all that must come before it (Kahn 1962).

    `before` gives what each waits for, all of it among the keys. Of those that wait for nothing
    more, the one that is listed first comes first: the same input gives the same order. Raises
    InvalidValueError naming `field` and the circle, by the names of what is in it.
    """
    waits = {ref: set(earlier) for ref, earlier in before.items()}
    after: dict[str, list[str]] = {ref: [] for ref in before}
    for ref, earlier in waits.items():
        for other in earlier:
            after[other].append(ref)
    left = {ref: len(earlier) for ref, earlier in waits.items()}
    free = deque(ref for ref, count in left.items() if not count)
    order: list[str] = []
    while free:
        ref = free.popleft()
        order.append(ref)
        for later in after[ref]:
            left[later] -= 1
            if not left[later]:
                free.append(later)
    if len(order) < len(before):
        _refuse_circle({ref: before[ref] for ref, count in left.items() if count}, names, field)
    return tuple(order)


def _refuse_circle(
    before: Mapping[str, Sequence[str]], names: Mapping[str, str], field: str
) -> None:
    """Walk back from the first that is still waiting until something is met again."""
    walked = [next(iter(before))]
    while True:
        earlier = next(ref for ref in before[walked[-1]] if ref in before)
        if earlier in walked:
            break
        walked.append(earlier)
    found = walked[walked.index(earlier) :][::-1]
    places = list(before)
    first = min(range(len(found)), key=lambda number: places.index(found[number]))
    refs = [*found[first:], *found[: first + 1]]
    circle = " → ".join(names[ref] for ref in refs)
    raise InvalidValueError(
        f"前後の関係が輪になっています：{circle}",
        field=field,
        english=f"what comes first goes round in a circle: {circle}",
    )
