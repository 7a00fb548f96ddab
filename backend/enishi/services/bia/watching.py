"""Watches the partners of cases: what changes a plan's figures is told to its owner, once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from secrets import token_hex

from enishi.domain.bia.filing import (
    CaseNotice,
    FiledCase,
    PartnerChange,
    changes_between,
)
from enishi.domain.errors import EnishiError, InvalidValueError
from enishi.domain.events import EventKind
from enishi.domain.letter import Letter
from enishi.domain.person import Person
from enishi.services.bia.letters import notice_letter
from enishi.services.bia.standing import reckoned
from enishi.services.ports import Database, Mailer, Stored, UnitOfWork

# Events that are looked at in one transaction.
_STEP = 200
_CHANGES = {
    EventKind.FIRM_PUBLISHED: PartnerChange.CHANGED,
    EventKind.FIRM_WITHDRAWN: PartnerChange.WITHDRAWN,
}
# Of several changes, the one that is told: the gravest.
_GRAVITY = (PartnerChange.READINESS, PartnerChange.CHANGED, PartnerChange.WITHDRAWN)


@dataclass(frozen=True)
class WatchService:
    """Recomputes the cases that lean on a firm, when the firm changed or withdrew.

    The place in the outbox, the new figures and the notices are stored together: no change is
    passed over and none is told twice, whenever this is killed. Letters go out afterwards, and
    one that is lost with the process leaves its notice on the list.
    """

    database: Database
    mailer: Callable[[], Mailer]
    address: str  # of the screen, for the link in a letter
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def check(self) -> int:
        """Take in what happened to firms; return how many notices were made."""
        made = 0
        while (letters := self._step()) is not None:
            made += len(letters)
            self._send(letters)
        return made

    def look_again(self) -> int:
        """Look at every case that leans on a firm; return how many notices were made.

        Rungs of readiness rise by introductions and wear off by themselves: neither is an event
        of the outbox. Once a day is often enough for what expires by the day.
        """
        with self.database.begin() as work:
            leaning = [item.record for item in _all(work) if item.record.leans_on]
            letters = [self._told(work, filed, {}) for filed in leaning]
        found = [item for item in letters if item is not None]
        self._send(found)
        return len(found)

    def _step(self) -> list[list[Letter]] | None:
        """Take in the next events; return the letters of each notice, None where all is read."""
        with self.database.read() as work:
            if work.case_notices.position() >= work.outbox.position():
                return None
        with self.database.begin() as work:
            recorded = work.outbox.since(work.case_notices.position(), _STEP)
            if not recorded:
                return None
            changed = {
                item.event.subject_ref: _CHANGES[item.event.kind]
                for item in recorded
                if item.event.kind in _CHANGES
            }
            leaning = work.cases.leaning_on(changed) if changed else []
            letters = [self._told(work, stored.record, changed) for stored in leaning]
            work.case_notices.move_to(recorded[-1].position)
        return [item for item in letters if item is not None]

    def _told(
        self, work: UnitOfWork, before: FiledCase, changed: Mapping[str, PartnerChange]
    ) -> list[Letter] | None:
        """Recompute a case; store and return what its owner is told, None where nothing is new."""
        try:
            after = reckoned(work, before, self.now())
        except InvalidValueError:  # it has been more than can be reckoned ever since
            return None
        changes = changes_between(before.figures, after.figures)
        if not changes:
            return None
        work.cases.put(after, is_edit=False)
        partners = before.leans_on & changed.keys() if changed else before.leans_on
        kinds = {changed.get(ref, PartnerChange.READINESS) for ref in partners}
        names = [item.name for item in before.case.options if item.firm_ref in partners]
        notice = CaseNotice(
            ref=f"n{token_hex(12)}",
            case_ref=before.ref,
            title=before.case.title,
            option_names=tuple(names),
            change=max(kinds, key=_GRAVITY.index),
            at=self.now(),
            changes=changes,
        )
        work.case_notices.add(notice)
        return self._letters(work, after, notice)

    def _letters(self, work: UnitOfWork, filed: FiledCase, notice: CaseNotice) -> list[Letter]:
        page = f"{self.address}/bia/{filed.ref}"
        return [notice_letter(person, notice, page) for person in _readers(work, filed)]

    def _send(self, notices: Iterable[Iterable[Letter]]) -> None:
        """Send what can be sent: the notice stands on the list in any case."""
        for letter in chain.from_iterable(notices):
            try:
                self.mailer().send(letter)
            except EnishiError:
                return


def _all(work: UnitOfWork) -> Iterator[Stored[FiledCase]]:
    after: str | None = None
    while page := work.cases.page(None, after=after, limit=_STEP):
        yield from page
        after = page[-1].record.ref


def _readers(work: UnitOfWork, filed: FiledCase) -> list[Person]:
    """Return to whom a case's owner wants to be told: whoever made it, else who administers."""
    members = work.memberships.of_organisation(filed.organisation_ref)
    makers = [item for item in members if item.person_ref == filed.created_by]
    chosen = makers or [item for item in members if item.role.administers]
    found = (work.people.get(item.person_ref) for item in chosen)
    return [person for person in found if person is not None]
