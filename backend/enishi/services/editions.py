"""Which index a reader searches: one that has never known what the reader may not see."""

from collections.abc import Mapping
from dataclasses import dataclass

from enishi.domain.access import Audience, Caller
from enishi.domain.disclosure import OPEN, Disclosure, disclosed_firm
from enishi.domain.firm import Firm


@dataclass(frozen=True, slots=True)
class Edition:
    """The network as one circle of readers sees it, less the firms that hide from them."""

    audience: Audience = Audience.ANYONE
    hiding: frozenset[str] = frozenset()  # firm_refs that hide from the reader

    @classmethod
    def of(cls, reader: Caller, guards: Mapping[str, Disclosure]) -> "Edition":
        """Return the edition for a reader; `guards` are the disclosures that are not open."""
        if reader.audience is not Audience.MEMBERS:
            return cls(reader.audience)
        own = reader.firm_refs
        hiding = (
            ref
            for ref, guard in guards.items()
            if ref not in own and not guard.hide_from.isdisjoint(own)
        )
        return cls(Audience.MEMBERS, frozenset(hiding))

    def shown(self, firm: Firm, disclosure: Disclosure = OPEN) -> Firm | None:
        """Return the firm as this edition has it; None where it does not have it."""
        if firm.ref in self.hiding or not disclosure.listing.admits(self.audience):
            return None
        # Whoever does not say who they are could be the one that a firm hides from.
        if disclosure.hide_from and self.audience is Audience.ANYONE:
            return None
        return disclosed_firm(firm, disclosure, self.audience)

    @property
    def mark(self) -> str:
        """What the version of an index says of it; which firms are hidden is not said."""
        return "" if self.audience is Audience.ANYONE else f".{self.audience.name.lower()}"


PUBLIC = Edition()
# What coordinators see is the most that an index ever holds: private fields are never in one.
FULLEST = Edition(Audience.COORDINATORS)
