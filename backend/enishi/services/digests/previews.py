"""Looking at a digest: what a person will get, or what people of a firm get."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.digest import Digest
from enishi.domain.errors import NotFoundError
from enishi.domain.iso_week import IsoWeek
from enishi.domain.person import Person
from enishi.services.digests.composing import DigestComposer
from enishi.services.digests.recipients import last_written
from enishi.services.digests.writing import DigestLinks, DigestWriter, WrittenDigest
from enishi.services.ports import Database
from enishi.services.sight import firm_to_advise, no_such_firm


@dataclass(frozen=True, slots=True)
class DigestPreview:
    """A digest, and how it is written; None where there is nothing to say."""

    digest: Digest
    written: WrittenDigest | None


@dataclass(frozen=True)
class DigestPreviewService:
    """Shows digests before they are sent, or after."""

    database: Database
    composer: DigestComposer
    writer: DigestWriter
    address: str  # of the screen, without a slash at its end
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def own(self, week: IsoWeek | None, firm_id: str | None, *, by: Caller) -> DigestPreview:
        """Return the caller's own digest: for one of their firms, else for the first by ref.

        `week` is this one where it is None. Raises NotSignedInError and NotFoundError.
        """
        by.must_have(Scope.READ)
        with self.database.read() as work:
            person = work.people.get(by.person_ref) if by.person_ref else None
            asked = work.firms.ref_of(firm_id) if firm_id else None
        if person is None or not by.firm_refs:
            raise NotFoundError(
                "便りは、企業の担当者の方にお送りします。企業に参加すると、ここで下見ができます",
                english="digests are for people of firms, and you belong to none",
            )
        firm_ref = asked if firm_id else min(by.firm_refs)
        if firm_ref is None or not by.belongs_to(firm_ref):
            raise no_such_firm()
        return self.of_person(week, person, firm_ref)

    def of_person(self, week: IsoWeek | None, person: Person, firm_ref: str) -> DigestPreview:
        """Return what a person gets for a firm; for whoever may look over their shoulder."""
        asked = self._week(week)
        with self.database.read() as work:
            since = last_written(work, person.ref, asked)
        return self._preview(self.composer.compose(asked, person, firm_ref, since=since))

    def of_firm(self, firm_id: str, week: IsoWeek | None, *, by: Caller) -> DigestPreview:
        """Return what people of a firm get, without what the caller may not see.

        For the firm itself and the coordinators of its region. Raises NotSignedInError,
        NotFoundError and NotPermittedError.
        """
        with self.database.read() as work:
            firm = firm_to_advise(work, firm_id, by, told="企業の便り").firm
        return self._preview(self.composer.compose_for_firm(self._week(week), firm.ref, by=by))

    def _week(self, week: IsoWeek | None) -> IsoWeek:
        return week or IsoWeek.of(self.now())

    def _preview(self, digest: Digest) -> DigestPreview:
        links = DigestLinks(self.address)
        return DigestPreview(digest, self.writer.write(digest, links) if digest else None)
