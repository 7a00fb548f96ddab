"""Notes in the audit log what an answer has shown that not everybody sees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Audience, Caller
from enishi.domain.disclosure import Disclosure
from enishi.domain.firm import Firm
from enishi.services.acts import keep
from enishi.services.ports import Database
from enishi.services.sight import guarded_read


@dataclass(frozen=True)
class ReadLog:
    """Keeps who was shown what; most answers are public, and cost nothing here."""

    database: Database
    guards: Callable[[], Mapping[str, Disclosure]]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __call__(self, by: Caller, firms: Sequence[Firm]) -> None:
        """Note what was shown of firms, one entry a firm, before the answer goes out."""
        if by.audience is Audience.ANYONE:
            return
        guards = self.guards()
        guarded = {firm.ref: firm for firm in firms if firm.ref in guards}
        now = self.now()
        acts = (guarded_read(by, firm, guards[ref], at=now) for ref, firm in guarded.items())
        keep(self.database, acts)
