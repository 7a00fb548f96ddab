"""What firms of interest can do newly: told only where what is new can be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from enishi.domain.capability import Availability, Capability
from enishi.domain.digest import DigestItem, DigestItemKind
from enishi.domain.firm import Firm
from enishi.domain.introduction import sight_of
from enishi.domain.iso_week import IsoWeek
from enishi.domain.japan_time import day_in_japan
from enishi.services.digests.choosing import DigestCandidate
from enishi.services.digests.sight import DigestSight
from enishi.services.digests.suggested import place_of, wanted_before
from enishi.services.digests.window import DigestWindow
from enishi.services.digests.wording import DigestWording, InterestGround
from enishi.services.introductions.viewing import views

# Firms of interest whose entries are looked at, and open introductions among them.
_MOST_FIRMS = 200
_MOST_CASES = 50
# Titles named in one line.
_NAMED = 2


@dataclass(frozen=True)
class ChangeItems:
    """Makes items of what partners, and firms that were shown, can do newly.

    A firm that has withdrawn is not told of: it took back what there was to tell.
    """

    sight: DigestSight
    wording: DigestWording
    firm: Firm  # who is told
    week: IsoWeek
    window: DigestWindow

    def candidates(self) -> list[DigestCandidate]:
        """Return what is new: of partners first, then of introductions, then of suggestions."""
        grounds = self._grounds()
        seen = self.sight.firms(grounds.keys())
        came = self.sight.work.firms.capabilities_since(
            seen.keys(), self.window.first, self.window.last
        )
        found = (
            self._candidate(seen[ref], ground, came.get(ref, frozenset()))
            for ref, ground in grounds.items()
            if ref in seen
        )
        return [candidate for candidate in found if candidate is not None]

    def _grounds(self) -> dict[str, InterestGround]:
        """Return who is of interest and why, by the strongest ground."""
        work, own = self.sight.work, self.firm.ref
        grounds: dict[str, InterestGround] = {}
        for ground, refs in (
            (InterestGround.TIE, self.sight.partners(own, self.week.monday)),
            (InterestGround.INTRODUCTION, self._introduced()),
            (InterestGround.SUGGESTED, wanted_before(work, own, self.week)),
        ):
            for ref in refs:
                grounds.setdefault(ref, ground)
        grounds.pop(own, None)
        return dict([*grounds.items()][:_MOST_FIRMS])

    def _introduced(self) -> Iterable[str]:
        """Return whom the firm is being introduced to, as far as it knows who that is."""
        work, reader = self.sight.work, self.sight.reader
        # Only the firm's own part: as whom the digest is read, nobody coordinates.
        cases = work.introductions.under_way(sight_of(reader), _MOST_CASES)
        for view in views(work, cases, reader, day_in_japan(self.window.last)):
            for firm in (view.seeker, view.candidate):
                if firm is not None:
                    yield firm.ref

    def _candidate(
        self, firm: Firm, ground: InterestGround, came: frozenset[str]
    ) -> DigestCandidate | None:
        headline = self._headline(firm, came)
        if headline is None:
            return None
        item = DigestItem(
            ref=f"{self.week}-{firm.ref}"[:200],
            kind=DigestItemKind.CHANGE,
            firm_name=firm.name,
            headline=headline,
            place=place_of(firm),
            why=(self.wording.interest(ground),),
            missing=(),
            path=f"/firms/{firm.id}",
            is_other_cluster=None not in (firm.cluster, self.firm.cluster)
            and firm.cluster != self.firm.cluster,
        )
        return DigestCandidate(item, firm.ref)

    def _headline(self, firm: Firm, came: frozenset[str]) -> str | None:
        """Name what is new in what the readers see of a firm; None where that is nothing."""
        new = [item.name for item in firm.capabilities if item.ref in came]
        if new:
            return self.wording.began(new[:_NAMED])
        for item in firm.capabilities:
            if item.availability_as_of and self._has_room_now(item):
                return self.wording.has_room(item.name, item.availability_as_of)
        return None

    def _has_room_now(self, item: Capability) -> bool:
        first, last = (day_in_japan(moment) for moment in self.window.days)
        as_of = item.availability_as_of
        return (
            item.availability is Availability.FREE and as_of is not None and first <= as_of <= last
        )
