"""The fixation index (メンバーの固定化) of a network: its parts, their sum, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt

from enishi.domain.fixation.meetings import Meeting, ObservedNetwork, months_before
from enishi.domain.fixation.setting import (
    STANDARD_FIXATION,
    FixationAspect,
    FixationBand,
    FixationConfidence,
    FixationSetting,
)
from enishi.domain.fixation.tally import FixationSums, FixationTally

# A season: shorter steps would mostly show the same meetings again.
TREND_MONTHS = 3
TREND_POINTS = 9  # two years, both ends included


@dataclass(frozen=True, slots=True)
class FixationPart:
    """One part of the index, with what was counted for it.

    `count` and `of` are, for q, p and ins, what was counted among how many; for jac and cvg
    the mean over how many; for div the mean spread 1 − value over how many contacts. `expected`
    is what the same would be by chance, where that is known.
    """

    aspect: FixationAspect
    value: float | None  # 0 open to 1 fixed; None: the data do not carry it
    weight: float
    points: float | None  # of the index; the points of all parts sum to it
    count: float
    of: int
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class FixationReading:
    """What one window of a network says."""

    since: date  # the day before the window begins
    until: date
    meetings: int
    firms: int
    newcomers: int
    parts: tuple[FixationPart, ...]
    index: float | None  # as computed; never shown where the confidence is insufficient
    half_width: float | None  # of the 80 % interval, in points
    confidence: FixationConfidence
    by_choice: float | None  # (q−q0)/(1−q0); None where everybody has met everybody
    regions: float | None  # Hill number of the partners' clusters
    external_internal: float | None  # (E−I)/(E+I), −1 all inside to 1 all outside
    setting: FixationSetting = STANDARD_FIXATION

    @property
    def value(self) -> float | None:
        """The index as it is shown, to a tenth; None where the data do not carry it."""
        return None if self._is_hidden or self.index is None else round(self.index, 1)

    @property
    def low(self) -> float | None:
        """The lower end of the interval, as it is shown."""
        if self._is_hidden or self.index is None or self.half_width is None:
            return None
        return round(max(0.0, self.index - self.half_width), 1)

    @property
    def high(self) -> float | None:
        """The upper end of the interval, as it is shown."""
        if self._is_hidden or self.index is None or self.half_width is None:
            return None
        return round(min(100.0, self.index + self.half_width), 1)

    @property
    def band(self) -> FixationBand | None:
        """What the figure is called: read off the figure as it is shown."""
        return None if self.value is None else self.setting.band_of(self.value)

    @property
    def _is_hidden(self) -> bool:
        return self.confidence is FixationConfidence.INSUFFICIENT


def read_fixation(
    network: ObservedNetwork, until: date, setting: FixationSetting = STANDARD_FIXATION
) -> FixationReading:
    """Return the index of the window that ends with a day.

    F = 100 Σ w f / Σ w over the parts f that can be counted, so that the points of the parts
    explain it. The interval is that of a jackknife that leaves out each meeting of the window
    (Efron and Stein, 1981). Sources of the parts: q and p, Guimerà and others (2005); ins,
    Coleman (1958); E-I, Krackhardt and Stern (1988); div, Shannon with the correction of
    Miller and Madow, as a Hill number (1973); cvg, Berliant and Fujita's common knowledge.
    """
    return reading_of(FixationTally(network, until, setting))


def reading_of(tally: FixationTally) -> FixationReading:
    """Return what the counts of a window say."""
    sums, setting, network = tally.sums, tally.setting, tally.network
    parts = parts_of(sums, network, setting, tally.chance_of_repeating())
    index = index_of(sums, network, setting)
    spread = _half_width(tally)
    firms = tally.participants
    return FixationReading(
        since=tally.since,
        until=tally.until,
        meetings=sums.of_meetings.meetings,
        firms=len(firms),
        newcomers=len(firms - tally.incumbents),
        parts=parts,
        index=index,
        half_width=spread,
        confidence=_confidence(parts, sums.of_meetings.meetings, spread, setting),
        by_choice=_by_choice(parts[0]),
        regions=tally.regions(),
        external_internal=_external_internal(sums),
        setting=setting,
    )


def fixation_trend(
    network: ObservedNetwork, until: date, setting: FixationSetting = STANDARD_FIXATION
) -> list[FixationReading]:
    """Return the index season by season over two years, the oldest first."""
    ends = [months_before(until, TREND_MONTHS * back) for back in reversed(range(TREND_POINTS))]
    return [read_fixation(network, end, setting) for end in ends]


def locked_in_share(
    network: ObservedNetwork, until: date, setting: FixationSetting = STANDARD_FIXATION
) -> float | None:
    """Return which share of the firms were locked in for two successive windows.

    Of firms whose own data carry a figure in both; None where there is none.
    """
    before = months_before(until, setting.window_months)
    current = {firm for item in network.between(before, until) for firm in item.firms}
    found = []
    for firm in sorted(current):
        if network.is_in_focus(firm):
            own = network.of_firm(firm)
            if len(own.between(before, until)) < setting.least_meetings:
                continue
            values = [_told(FixationTally(own, end, setting)) for end in (before, until)]
            known = [value for value in values if value is not None]
            if len(known) == len(values):
                found.append(min(known) >= setting.bands[-1])
    return sum(found) / len(found) if found else None


def parts_of(
    sums: FixationSums,
    network: ObservedNetwork,
    setting: FixationSetting,
    chance: float | None = None,
) -> tuple[FixationPart, ...]:
    """Return the parts of the index in their order, each with its points."""
    values = _values(sums, network, setting)
    carried = sum(setting.weights[aspect] for aspect, value in values.items() if value is not None)
    expected = {
        FixationAspect.REPEATED: chance,
        FixationAspect.INSIDE: network.expected_inside,
        FixationAspect.SHARED: setting.aim,
    }
    return tuple(
        FixationPart(
            aspect,
            value,
            setting.weights[aspect],
            None if value is None else 100 * setting.weights[aspect] * value / carried,
            *_counted(aspect, sums),
            expected.get(aspect),
        )
        for aspect, value in values.items()
    )


def index_of(
    sums: FixationSums, network: ObservedNetwork, setting: FixationSetting
) -> float | None:
    """Return F, 0 open to 100 fixed; None where no part can be counted."""
    found = [
        (setting.weights[aspect], value)
        for aspect, value in _values(sums, network, setting).items()
        if value is not None
    ]
    carried = fsum(weight for weight, _ in found)
    return 100 * fsum(weight * value for weight, value in found) / carried if carried else None


def _values(
    sums: FixationSums, network: ObservedNetwork, setting: FixationSetting
) -> dict[FixationAspect, float | None]:
    met, firms = sums
    return {
        FixationAspect.REPEATED: _ratio(met.repeated, met.incumbent_pairs),
        FixationAspect.SAME_PARTNERS: _ratio(firms.overlaps, firms.compared),
        FixationAspect.INCUMBENTS: _beyond(
            _ratio(met.incumbent_slots, met.slots), setting.usual_incumbents
        ),
        FixationAspect.INSIDE: _beyond(
            _ratio(met.inside, met.placed_pairs), network.expected_inside
        ),
        FixationAspect.NARROW: _ratio(firms.narrowness, firms.contacts),
        FixationAspect.SHARED: _beyond(_ratio(met.shares, met.shared_ends), setting.aim),
    }


def _ratio(count: float, of: int) -> float | None:
    # Counts are sums of floats for some parts: what was taken away may leave a last digit.
    return min(1.0, max(0.0, count / of)) if of else None


def _beyond(value: float | None, usual: float | None) -> float | None:
    """Return how far a share lies between what is usual and 1; 0 below that."""
    if value is None or usual is None or usual >= 1:
        return None
    return max(0.0, (value - usual) / (1 - usual))


def _counted(aspect: FixationAspect, sums: FixationSums) -> tuple[float, int]:
    met, firms = sums
    match aspect:
        case FixationAspect.REPEATED:
            return met.repeated, met.incumbent_pairs
        case FixationAspect.SAME_PARTNERS:
            return _ratio(firms.overlaps, firms.compared) or 0.0, firms.compared
        case FixationAspect.INCUMBENTS:
            return met.incumbent_slots, met.slots
        case FixationAspect.INSIDE:
            return met.inside, met.placed_pairs
        case FixationAspect.NARROW:
            return 1 - (_ratio(firms.narrowness, firms.contacts) or 0.0), firms.contacts
        case FixationAspect.SHARED:
            return _ratio(met.shares, met.shared_ends) or 0.0, met.shared_ends


def _half_width(tally: FixationTally) -> float | None:
    """Return half the 80 % interval by leaving out each meeting; None where there are none to."""
    left: list[float] = []
    alike: dict[Meeting, float | None] = {}
    for meeting in tally.window:
        if meeting not in alike:
            alike[meeting] = index_of(tally.without(meeting), tally.network, tally.setting)
        value = alike[meeting]
        if value is not None:
            left.append(value)
    if len(left) < 2:
        return None
    return tally.setting.interval * _standard_error(left)


def _standard_error(left: Sequence[float]) -> float:
    count = len(left)
    mean = fsum(left) / count
    return sqrt((count - 1) / count * fsum((value - mean) ** 2 for value in left))


def _confidence(
    parts: Sequence[FixationPart],
    meetings: int,
    half_width: float | None,
    setting: FixationSetting,
) -> FixationConfidence:
    carried = fsum(part.weight for part in parts if part.value is not None)
    # A sum of weights like .3 + .15 + .15 falls short of .6 by a last digit.
    if meetings < setting.least_meetings or carried < setting.least_weight - 1e-9:
        return FixationConfidence.INSUFFICIENT
    if meetings < setting.enough_meetings or half_width is None or half_width > setting.widest:
        return FixationConfidence.INDICATIVE
    return FixationConfidence.FIRM


def _told(tally: FixationTally) -> float | None:
    """Return the figure without its interval; None where the data do not carry it."""
    parts = parts_of(tally.sums, tally.network, tally.setting)
    sure = _confidence(parts, tally.sums.of_meetings.meetings, None, tally.setting)
    if sure is FixationConfidence.INSUFFICIENT:
        return None
    index = index_of(tally.sums, tally.network, tally.setting)
    return None if index is None else round(index, 1)


def _external_internal(sums: FixationSums) -> float | None:
    met = sums.of_meetings
    return 1 - 2 * met.inside / met.placed_pairs if met.placed_pairs else None


def _by_choice(part: FixationPart) -> float | None:
    chance = part.expected
    if part.value is None or chance is None or chance >= 1:
        return None
    return (part.value - chance) / (1 - chance)
