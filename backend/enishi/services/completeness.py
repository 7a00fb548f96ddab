"""The completeness queue (充実度): whose entry lacks most, and what to ask on the telephone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from more_itertools import chunked

from enishi.domain.access import Audience, Caller, Scope
from enishi.domain.completeness import Completeness, KnownEntry, completeness_of
from enishi.domain.disclosure import CONTACT, OPEN
from enishi.domain.firm import Firm
from enishi.domain.japan_time import day_in_japan
from enishi.services.ports import Database, Stored, UnitOfWork
from enishi.services.register import chamber_named, firms_in_charge
from enishi.services.sight import SeenFirm
from enishi.services.verifications import rungs

# Firms whose surroundings are read with one round of statements.
_BATCH = 500


@dataclass(frozen=True)
class CompletenessService:
    """Weighs the entries of a coordinator's firms."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def queue(
        self, *, by: Caller, chamber_ref: str | None, after: tuple[int, str] | None, limit: int
    ) -> list[Completeness]:
        """Return the firms of the caller's region that lack anything, the worst first.

        `after` is the score and the firm_ref behind which the page begins. What a firm keeps
        from coordinators counts as missing: it does not help them to find or call it. Raises
        NotSignedInError, NotPermittedError and NotFoundError.
        """
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        today = day_in_japan(self.now())
        found: list[Completeness] = []
        with self.database.read() as work:
            chamber = chamber_named(work, chamber_ref)
            for batch in chunked(firms_in_charge(work, by, chamber), _BATCH):
                found += (
                    completeness_of(item, today) for item in known_entries(work, batch, today)
                )
        queue = sorted((item for item in found if item.missing), key=_worst_first)
        return [item for item in queue if after is None or _worst_first(item) > after][:limit]


def _worst_first(item: Completeness) -> tuple[int, str]:
    return item.score, item.firm.ref


def known_entries(work: UnitOfWork, batch: Sequence[Stored[Firm]], today: date) -> list[KnownEntry]:
    """Return what coordinators know of some firms; of one not listed for them, nothing."""
    refs = [stored.record.ref for stored in batch]
    decided = work.disclosures.of_firms(refs)
    seen = [
        SeenFirm(stored, decided.get(stored.record.ref, OPEN), Audience.COORDINATORS)
        for stored in batch
    ]
    seen = [item for item in seen if item.disclosure.listing.admits(item.audience)]
    standing = rungs(work, [item.shown for item in seen], today)
    contacts, consents = work.contacts.of_firms(refs), work.consents.agreed(refs)
    return [
        KnownEntry(
            firm=item.shown,
            contact=contacts.get(item.firm.ref) if item.admits_to(CONTACT) else None,
            consent=consents.get(item.firm.ref),
            rung=standing[item.firm.ref],
        )
        for item in seen
    ]
