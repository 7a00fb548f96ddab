"""Counts of one window, from which every part of the index is read.

A meeting more or less changes only the counts of its own firms, so that leaving out each
meeting in turn, or trying a thousand new ones, costs no more than a few counts of the window.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import comb, exp, fsum, log
from typing import NamedTuple

from enishi.domain.fixation.meetings import (
    FirmPair,
    FirmPlace,
    Meeting,
    ObservedNetwork,
    months_before,
)
from enishi.domain.fixation.setting import FixationSetting


class MeetingCounts(NamedTuple):
    """What meetings add to the counts, each by itself."""

    meetings: int = 0
    repeated: int = 0  # pairs that had met in the history
    incumbent_pairs: int = 0  # pairs of which both had been there
    incumbent_slots: int = 0
    slots: int = 0
    inside: int = 0  # pairs within one cluster
    placed_pairs: int = 0  # pairs of which both clusters are known
    shared_ends: int = 0  # ends of pairs of which C/K is known
    shares: float = 0.0  # C/K over these ends


class FirmCounts(NamedTuple):
    """What firms add, each by all of its meetings."""

    overlaps: float = 0.0  # Jaccard of partners now and in the window before
    compared: int = 0  # firms that had partners in both
    narrowness: float = 0.0  # 1 − H/ln min(K,N), times N
    contacts: int = 0  # N, of firms of which enough is known


class FixationSums(NamedTuple):
    """What is counted of a window; every part of the index is a ratio of two of these."""

    of_meetings: MeetingCounts
    of_firms: FirmCounts


class FixationTally:
    """One window of a network over the history before it.

    Somebody is an incumbent, and a pair has met, by what happened in the `history_months`
    before the window: the order of meetings within a window says nothing.
    """

    def __init__(self, network: ObservedNetwork, until: date, setting: FixationSetting) -> None:
        self.network, self.setting, self.until = network, setting, until
        self.since = months_before(until, setting.window_months)
        before = months_before(self.since, setting.window_months)
        self.window = network.between(self.since, until)
        history = network.between(months_before(self.since, setting.history_months), self.since)
        self.incumbents = {firm for meeting in history for firm in meeting.firms}
        self.met = {pair for meeting in history for pair in network.pairs_of(meeting)}
        self.partners = _partners(network, self.window)
        self._before = _partners(network, network.between(before, self.since))
        self._kinds = {firm: self._kinds_of(found) for firm, found in self.partners.items()}
        self._of_each = {firm: self._counts_of_firm(firm, {}) for firm in self.partners}
        # Summed exactly, so that the order of the meetings leaves no mark in the last digit.
        counted = [self._counts_of_meeting(meeting) for meeting in self.window]
        self.sums = FixationSums(_meetings_sum(counted), _firms_sum(self._of_each.values()))

    def without(self, meeting: Meeting) -> FixationSums:
        """Return the sums as if one meeting of the window had not been."""
        return self._changed(meeting, -1)

    def adding(self, *meetings: Meeting) -> FixationSums:
        """Return the sums with meetings more in the window."""
        if len(meetings) == 1:
            return self._changed(meetings[0], 1)
        with_them = (*self.network.meetings, *meetings)
        more = ObservedNetwork(
            tuple(sorted(with_them, key=lambda item: item.day)),
            self.network.population,
            self.network.focus,
            self.network.shared_knowledge,
        )
        return FixationTally(more, self.until, self.setting).sums

    def knows(self, one: str, other: str) -> bool:
        """Whether two firms have met, in the window or in the history before it."""
        pair = (one, other) if one < other else (other, one)
        return (
            pair in self.met
            or other in self.partners.get(one, ())
            or one in self.partners.get(other, ())
        )

    @property
    def participants(self) -> set[str]:
        """The firms that took part in the window."""
        return {firm for meeting in self.window for firm in meeting.firms}

    def chance_of_repeating(self) -> float | None:
        """Return q0: which share of the incumbents' pairs had met anyway; None without a pair.

        A club in which everybody knows everybody can only repeat itself.
        """
        active = self.participants & self.incumbents
        outside = sum(not self.network.is_in_focus(firm) for firm in active)
        possible = comb(len(active), 2) - comb(outside, 2)
        if not possible:
            return None
        return sum(one in active and other in active for one, other in self.met) / possible

    def regions(self) -> float | None:
        """Return with how many clusters firms have to do in effect (Hill number of order 1).

        The entropies are weighted by contacts, over firms of which enough is known; None
        where there is none.
        """
        spread = []
        for found in self.partners.values():
            clusters: Counter[str] = Counter()
            for partner, times in found.items():
                cluster = self.network.cluster_of(partner)
                if cluster is not None:
                    clusters[cluster] += times
            if clusters.total() >= self.setting.least_contacts:
                spread.append((clusters.total(), entropy(clusters.values())))
        total = sum(times for times, _ in spread)
        return exp(fsum(times * own for times, own in spread) / total) if total else None

    def _changed(self, meeting: Meeting, sign: int) -> FixationSums:
        own = self._counts_of_meeting(meeting)
        counted = [had + sign * more for had, more in zip(self.sums.of_meetings, own, strict=True)]
        sums = list(self.sums.of_firms)
        for firm in meeting.firms:
            if self.network.is_in_focus(firm):
                others = {other: sign for other in meeting.firms if other != firm}
                after = self._counts_of_firm(firm, others)
                before = self._of_each.get(firm, FirmCounts())
                for place, (had, has) in enumerate(zip(before, after, strict=True)):
                    sums[place] += has - had
        return FixationSums(
            MeetingCounts._make((*map(int, counted[:-1]), counted[-1])),
            FirmCounts(sums[0], int(sums[1]), sums[2], int(sums[3])),
        )

    def _counts_of_meeting(self, meeting: Meeting) -> MeetingCounts:
        pairs, slots = self.network.pairs_of(meeting), self.network.slots_of(meeting)
        clusters = self.network.population.clusters
        placed = [pair for pair in pairs if pair[0] in clusters and pair[1] in clusters]
        shares = self._shares(pairs)
        incumbents = self.incumbents
        return MeetingCounts(
            meetings=1,
            repeated=sum(pair in self.met for pair in pairs),
            incumbent_pairs=sum(one in incumbents and other in incumbents for one, other in pairs),
            incumbent_slots=sum(firm in incumbents for firm in slots),
            slots=len(slots),
            inside=sum(clusters[one] == clusters[other] for one, other in placed),
            placed_pairs=len(placed),
            shared_ends=len(shares),
            shares=fsum(shares),
        )

    def _counts_of_firm(self, firm: str, others: Mapping[str, int]) -> FirmCounts:
        """Return what one firm adds, had it met `others` so many times more."""
        own = self.partners.get(firm, Counter())
        before = self._before.get(firm)
        overlap, compared = 0.0, 0
        if before:
            now = _present(own, others)
            if now:
                shared = len(now & before.keys())
                overlap, compared = shared / (len(now) + len(before) - shared), 1
        kinds = self._kinds.get(firm, Counter())
        if others:
            kinds = kinds.copy()
            for kind, times in self._kinds_of(others).items():
                kinds[kind] += times
        contacts = kinds.total()
        widest = min(self.network.population.kinds, contacts)
        if contacts < self.setting.least_contacts or widest < 2:
            return FirmCounts(overlap, compared)
        narrow = 1 - min(1.0, entropy(kinds.values()) / log(widest))
        return FirmCounts(overlap, compared, narrow * contacts, contacts)

    def _kinds_of(self, partners: Mapping[str, int]) -> Counter[FirmPlace]:
        kinds: Counter[FirmPlace] = Counter()
        places = self.network.population.places
        for partner, times in partners.items():
            place = places.get(partner)
            if place is not None and place.cluster is not None:
                kinds[place] += times
        return kinds

    def _shares(self, pairs: Iterable[FirmPair]) -> list[float]:
        """Return C/K of those ends of pairs that are looked at and of which it is known."""
        asked = self.network.shared_knowledge
        if asked is None:
            return []
        return [
            share
            for one, other in pairs
            for own, partner in ((one, other), (other, one))
            if self.network.is_in_focus(own)
            for share in (asked(own, partner),)
            if share is not None
        ]


def entropy(counts: Iterable[int]) -> float:
    """Return Shannon's entropy with the correction for few observations (Miller and Madow, 1955).

    H = −Σ p ln p + (S − 1) / 2N over S kinds seen N times; 0 where nothing was seen.
    """
    times = [count for count in counts if count > 0]
    total = sum(times)
    if not total:
        return 0.0
    return plain_entropy(count / total for count in times) + (len(times) - 1) / (2 * total)


def plain_entropy(shares: Iterable[float]) -> float:
    """Return −Σ p ln p, whose exponential is the Hill number of order 1 (Hill, 1973)."""
    return fsum(-share * log(share) for share in shares if share > 0)


def _meetings_sum(counted: list[MeetingCounts]) -> MeetingCounts:
    if not counted:
        return MeetingCounts()
    *whole, shares = zip(*counted, strict=True)
    return MeetingCounts._make((*(sum(column) for column in whole), fsum(shares)))


def _firms_sum(counted: Iterable[FirmCounts]) -> FirmCounts:
    found = list(counted)
    return FirmCounts(
        fsum(item.overlaps for item in found),
        sum(item.compared for item in found),
        fsum(item.narrowness for item in found),
        sum(item.contacts for item in found),
    )


def _partners(network: ObservedNetwork, meetings: Iterable[Meeting]) -> dict[str, Counter[str]]:
    """Return whom each firm in focus met, and how often."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for meeting in meetings:
        for firm in meeting.firms:
            if network.is_in_focus(firm):
                own = found[firm]
                for other in meeting.firms:
                    if other != firm:
                        own[other] += 1
    return dict(found)


def _present(own: Counter[str], others: Mapping[str, int]) -> set[str]:
    """Return the partners that are left when some contacts come or go."""
    gone = {partner for partner, more in others.items() if own[partner] + more <= 0}
    return (own.keys() | others.keys()) - gone if others else set(own)
