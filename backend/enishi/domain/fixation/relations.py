"""The graph of who met whom: pieces, bridges, and Burt's figures of a single firm."""

from collections.abc import Iterable, Mapping

Acquaintances = Mapping[str, Mapping[str, int]]  # firm → partner → how often; both ways


def acquaintances(meetings: Iterable[tuple[str, ...]]) -> dict[str, dict[str, int]]:
    """Return who met whom how often, from the firms of each meeting."""
    found: dict[str, dict[str, int]] = {}
    for firms in meetings:
        for firm in firms:
            own = found.setdefault(firm, {})
            for other in firms:
                if other != firm:
                    own[other] = own.get(other, 0) + 1
    return found


def pieces(known: Acquaintances) -> list[set[str]]:
    """Return the connected pieces, the largest first and then by the first ref."""
    found, seen = [], set[str]()
    for start in sorted(known):
        if start in seen:
            continue
        piece, waiting = {start}, [start]
        while waiting:
            for other in known[waiting.pop()]:
                if other not in piece:
                    piece.add(other)
                    waiting.append(other)
        seen |= piece
        found.append(piece)
    return sorted(found, key=lambda piece: (-len(piece), min(piece)))


def bridge_firms(known: Acquaintances) -> set[str]:
    """Return the firms without which their piece would fall apart (articulation points).

    By depth-first search, Hopcroft and Tarjan (1973); without recursion, since a chain of
    firms may be longer than the interpreter's stack.
    """
    found: set[str] = set()
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    for root in sorted(known):
        if root in entered:
            continue
        entered[root] = lowest[root] = len(entered)
        branches = 0
        path = [(root, iter(sorted(known[root])))]
        while path:
            firm, others = path[-1]
            other = next(others, None)
            if other is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[firm])
                    if above == root:
                        branches += 1
                    elif lowest[firm] >= entered[above]:
                        found.add(above)
            elif other not in entered:
                entered[other] = lowest[other] = len(entered)
                path.append((other, iter(sorted(known[other]))))
            else:
                lowest[firm] = min(lowest[firm], entered[other])
        if branches > 1:
            found.add(root)
    return found


def constraint(known: Acquaintances, firm: str) -> float | None:
    """Return Burt's constraint (1992); None for a firm that knows nobody.

    c_i = Σ_j (p_ij + Σ_q p_iq p_qj)². For looking at only: where few meetings are recorded
    it rises as firms have fewer partners, which is not what fixation means.
    """
    own = known.get(firm)
    if not own:
        return None
    return sum(
        (
            _share(known, firm, other)
            + sum(
                _share(known, firm, via) * _share(known, via, other) for via in own if via != other
            )
        )
        ** 2
        for other in own
    )


def effective_size(known: Acquaintances, firm: str) -> float:
    """Return Burt's effective size: partners less their mean number of ties to each other."""
    own = known.get(firm, {})
    if not own:
        return 0.0
    among = sum(1 for one in own for other in known[one] if other in own)
    return len(own) - among / len(own)


def _share(known: Acquaintances, firm: str, other: str) -> float:
    return known[firm].get(other, 0) / sum(known[firm].values())
