"""How stock and supply run from the event until own production is back, exactly.

Rates are linear in pieces, so stock is quadratic; every moment is found by a root, none by a
step of time. Times are days from the event, in Decimal; amounts are pieces.

What the model rests on: own production yields nothing before `back` and all that is asked for
after it, and a source that has begun to deliver does not stop. So supply never falls, a shortage
is one stretch of time, and to fill stock up again within the event would cost without avoiding
any shortage: sources deliver no more than is asked for, and where stock lasts with fewer pieces
every source delivers the same share of what it could.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

_NONE = Decimal(0)
# A ten-millionth of a second's demand: what the 28 digits of a division leave over.
_CRUMB = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Supply:
    """Pieces that one source can deliver: none before `start`, then up a ramp to `capacity`."""

    refs: tuple[str, ...]  # the options behind it
    start: Decimal  # days
    ramp: Decimal  # days
    capacity: Decimal  # pieces a day
    cost: Decimal  # yen a piece above own cost

    @property
    def full_from(self) -> Decimal:
        """The day from which it delivers its whole capacity."""
        return self.start + self.ramp

    def rate(self, day: Decimal) -> Decimal:
        """Return the pieces a day that it can deliver at a moment."""
        if day >= self.full_from:
            return self.capacity
        return max(_NONE, (day - self.start) / self.ramp * self.capacity) if self.ramp else _NONE

    def until(self, day: Decimal) -> Decimal:
        """Return the pieces that it can have delivered by a moment."""
        past = max(_NONE, day - self.start)
        if past >= self.ramp:
            return self.capacity * (past - self.ramp / 2)
        return self.capacity * past * past / (2 * self.ramp)


@dataclass(frozen=True, slots=True)
class TrajectoryPoint:
    """A moment: stock in pieces; service and production as shares of the demand."""

    day: Decimal
    stock: Decimal
    service: Decimal
    production: Decimal


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What becomes of the demand between an event and the return of own production."""

    unmet: Decimal  # pieces
    supplied: tuple[Decimal, ...]  # pieces of each source, in the order given
    short_from: Decimal | None  # days; None: demand is always met
    shortage: Decimal  # days on which some demand is not met
    reached: Decimal  # day from which production stays at the level asked for
    points: tuple[TrajectoryPoint, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time in which what every source delivers is linear."""

    begin: Decimal
    end: Decimal
    rates: tuple[tuple[Decimal, Decimal], ...]  # of each source at both ends

    @property
    def length(self) -> Decimal:
        return self.end - self.begin

    @property
    def first(self) -> Decimal:
        return sum((rate for rate, _ in self.rates), _NONE)

    @property
    def last(self) -> Decimal:
        return sum((rate for _, rate in self.rates), _NONE)

    @property
    def delivered(self) -> tuple[Decimal, ...]:
        return tuple((first + last) / 2 * self.length for first, last in self.rates)


@dataclass(frozen=True, slots=True)
class _Run:
    """The time until own production is back, cut into stretches."""

    demand: Decimal
    stock: Decimal
    back: Decimal
    stretches: tuple[_Stretch, ...]


def follow(
    demand: Decimal,
    stock: Decimal,
    back: Decimal,
    supplies: Sequence[Supply],
    *,
    level: Decimal,
) -> Trajectory:
    """Return what happens until own production is back on day `back`.

    `demand` is pieces a day, `stock` what survives of the stock, and `level` the share of the
    demand that production must reach (MBCO). Of several sources the cheapest deliver first, ties
    by their refs. Closed form for one source: supplied = capacity·(back − start − ramp/2).
    """
    order = sorted(range(len(supplies)), key=lambda n: (supplies[n].cost, supplies[n].refs))
    stretches = _stretches(demand, back, [supplies[n] for n in order])
    run = _Run(demand, stock, back, tuple(stretches))
    possible = {
        n: sum((stretch.delivered[place] for stretch in stretches), _NONE)
        for place, n in enumerate(order)
    }
    needed = demand * back - stock
    short = needed - sum(possible.values(), _NONE)
    taken = _share_taken(needed, sum(possible.values(), _NONE))
    short_from = _runs_out(demand, stock, stretches) if short > demand * _CRUMB else None
    return Trajectory(
        unmet=_NONE if short_from is None else short,
        supplied=tuple(possible[n] * taken for n in range(len(supplies))),
        short_from=short_from,
        shortage=_NONE if short_from is None else _shortage(demand, short_from, stretches),
        reached=_reached(demand * level, back, stretches),
        points=_points(run, taken, short_from),
    )


def _share_taken(needed: Decimal, possible: Decimal) -> Decimal:
    """Return which share of what could be delivered is needed beside the stock."""
    return min(Decimal(1), max(_NONE, needed) / possible) if possible else _NONE


def _stretches(demand: Decimal, back: Decimal, supplies: Sequence[Supply]) -> list[_Stretch]:
    """Return the time until `back` cut where a rate bends or the demand is reached."""
    bends = {_NONE, back}
    for supply in supplies:
        bends |= {supply.start, supply.full_from}
    cuts = sorted(day for day in bends if 0 <= day <= back)
    for begin, end in list(pairwise(cuts)):
        cuts += _crossings(demand, begin, end, supplies)
    return [_stretch(demand, begin, end, supplies) for begin, end in pairwise(sorted(set(cuts)))]


def _crossings(
    demand: Decimal, begin: Decimal, end: Decimal, supplies: Sequence[Supply]
) -> list[Decimal]:
    """Return where the sources together, cheapest first, come to deliver the whole demand."""
    ends = _linear(begin, end, supplies)
    firsts = accumulate(first for first, _ in ends)
    lasts = accumulate(last for _, last in ends)
    return [
        begin + (demand - first) / (last - first) * (end - begin)
        for first, last in zip(firsts, lasts, strict=True)
        if first < demand < last
    ]


def _linear(
    begin: Decimal, end: Decimal, supplies: Sequence[Supply]
) -> list[tuple[Decimal, Decimal]]:
    """Return each source's rates just after `begin` and just before `end`, bends left out."""
    return [
        (supply.rate(begin), supply.rate(end)) if begin >= supply.start else (_NONE, _NONE)
        for supply in supplies
    ]


def _stretch(demand: Decimal, begin: Decimal, end: Decimal, supplies: Sequence[Supply]) -> _Stretch:
    rates, first, last = [], _NONE, _NONE
    for own_first, own_last in _linear(begin, end, supplies):
        before = (first, last)
        first, last = first + own_first, last + own_last
        # Half way says on which side of the demand a stretch lies; its ends may touch it.
        if first + last >= 2 * demand:
            first = last = demand
        rates.append((first - before[0], last - before[1]))
    return _Stretch(begin, end, tuple(rates))


def _runs_out(demand: Decimal, stock: Decimal, stretches: Sequence[_Stretch]) -> Decimal:
    """Return the moment at which stock is out, known to come."""
    left = stock
    for stretch in stretches:
        used = demand * stretch.length - sum(stretch.delivered, _NONE)
        if used > left:
            return stretch.begin + _time_to_use(left, demand, stretch)
        left -= used
    # A rounding of the last digit has moved the moment to the end.
    return stretches[-1].end


def _time_to_use(left: Decimal, demand: Decimal, stretch: _Stretch) -> Decimal:
    """Return when ∫(demand − rate) = left: the smaller root of g·t²/2 − (d − a)·t + left = 0."""
    need = demand - stretch.first
    growth = (stretch.last - stretch.first) / stretch.length
    if not growth:
        return left / need
    # The form without a difference of near-equal numbers.
    return 2 * left / (need + max(_NONE, need * need - 2 * growth * left).sqrt())


def _shortage(demand: Decimal, begin: Decimal, stretches: Sequence[_Stretch]) -> Decimal:
    return sum(
        (
            stretch.end - max(begin, stretch.begin)
            for stretch in stretches
            if stretch.end > begin and stretch.first + stretch.last < 2 * demand
        ),
        _NONE,
    )


def _reached(level: Decimal, back: Decimal, stretches: Sequence[_Stretch]) -> Decimal:
    """Return the day from which production is at a level (pieces a day) for good."""
    for stretch in stretches:
        if stretch.first >= level:
            return stretch.begin
        if stretch.last >= level:
            rise = (level - stretch.first) / (stretch.last - stretch.first)
            return stretch.begin + rise * stretch.length
    return back


def _points(run: _Run, taken: Decimal, short_from: Decimal | None) -> tuple[TrajectoryPoint, ...]:
    """Return the moments a chart needs: both sides of every bend, and the middle of a ramp."""
    points: list[TrajectoryPoint] = []
    demand, left = run.demand, run.stock
    for stretch in run.stretches:
        for day in _moments(stretch, short_from):
            part = day - stretch.begin
            rate = stretch.first + (stretch.last - stretch.first) * part / stretch.length
            produced = min(Decimal(1), rate / demand)
            now = left - demand * part + taken * (stretch.first + rate) / 2 * part
            is_short = short_from is not None and (day > short_from or stretch.begin >= short_from)
            served = produced if is_short else Decimal(1)
            points.append(TrajectoryPoint(day, max(_NONE, now), served, produced))
            if day == short_from and not is_short:
                points.append(TrajectoryPoint(day, _NONE, produced, produced))
        left = max(_NONE, left - demand * stretch.length + taken * sum(stretch.delivered, _NONE))
    points.append(TrajectoryPoint(run.back, left, Decimal(1), Decimal(1)))
    return tuple(points)


def _moments(stretch: _Stretch, short_from: Decimal | None) -> list[Decimal]:
    days = {stretch.begin, stretch.end}
    if stretch.first != stretch.last:
        days.add((stretch.begin + stretch.end) / 2)
    if short_from is not None and stretch.begin < short_from < stretch.end:
        days.add(short_from)
    return sorted(days)
