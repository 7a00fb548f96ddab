"""Invitations: how somebody comes into an organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller
from enishi.domain.audit import AuditAction
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    MailNotSentError,
    NotFoundError,
    NotSignedInError,
)
from enishi.domain.invitation import INVITATION_LASTS, LINK_LASTS, Invitation
from enishi.domain.membership import Role
from enishi.domain.person import Person, PreferredLanguage
from enishi.domain.session import Visit
from enishi.services.acts import act
from enishi.services.letters import invitation_letter
from enishi.services.organisations import organisation_administered
from enishi.services.ports import Database, Mailer, UnitOfWork
from enishi.services.sessions import SignedIn, open_session
from enishi.services.tokens import hash_of, new_ref, new_token


@dataclass(frozen=True)
class InvitationService:
    """Invites people by mail and takes in those who accept."""

    database: Database
    mailer: Mailer
    address: str  # of the web page, without a slash at its end
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def invite(
        self, email: EmailAddress, role: Role, organisation_ref: str, *, by: Caller
    ) -> Invitation:
        """Send an invitation, in place of an earlier one to the same address.

        Raises ConflictError where the address belongs to the organisation already, and
        MailNotSentError, after which there is no invitation.
        """
        now, token = self.now(), new_token()
        with self.database.begin() as work:
            organisation = organisation_administered(work, organisation_ref, by)
            organisation.must_have(role)
            if _belongs(work, email, organisation_ref):
                raise ConflictError(
                    "このメールアドレスの人は、すでに所属しています",
                    english="whoever has this address belongs to the organisation already",
                )
            invitation = Invitation(
                ref=new_ref("i"),
                token_hash=hash_of(token),
                email=email,
                role=role,
                organisation_ref=organisation_ref,
                invited_by=by.person_ref or "",
                invited_at=now,
            )
            work.invitations.forget_before(now - INVITATION_LASTS, now - LINK_LASTS)
            work.invitations.put(invitation)
            self._write_down(work, invitation, by)
        # Behind a #, so that no server's log and no other site is told it.
        address = f"{self.address}/invitation#{token}"
        try:
            self.mailer.send(invitation_letter(invitation, organisation, address))
        except MailNotSentError:
            with self.database.begin() as work:
                work.invitations.remove(invitation.ref)
            raise
        return invitation

    def withdraw(self, organisation_ref: str, ref: str, *, by: Caller) -> None:
        """Take an invitation back; raises NotFoundError."""
        with self.database.begin() as work:
            organisation_administered(work, organisation_ref, by)
            found = work.invitations.of_organisation(organisation_ref)
            invitation = next((item for item in found if item.ref == ref), None)
            if invitation is None:
                raise NotFoundError("その招待は見つかりません", english="no such invitation")
            work.invitations.remove(ref)
            self._write_down(work, invitation, by)

    def accept(
        self, token: str, name: str | None, language: PreferredLanguage, *, visit: Visit
    ) -> SignedIn:
        """Take in whoever the invitation was sent to, and sign them in.

        Somebody with an account keeps their name and language. Raises NotSignedInError for an
        invitation that was used, taken back or has expired, and InvalidValueError for a person
        without a name.
        """
        now = self.now()
        with self.database.begin() as work:
            invitation = work.invitations.by_token(hash_of(token))
            if invitation is None or now >= invitation.expires_at:
                raise NotSignedInError(
                    "この招待は使用済みか、取り消されたか、期限が切れています",
                    english="this invitation was used, taken back or has expired",
                )
            person = work.people.by_email(invitation.email)
            if person is None:
                person = Person(new_ref("p"), invitation.email, _named(name), language)
                work.people.put(person)
            if not _belongs(work, person.email, invitation.organisation_ref):
                work.memberships.put(invitation.membership(person.ref))
            work.invitations.remove(invitation.ref)
            signed_in = open_session(work, person, visit, now)
            itself = Caller(person_ref=person.ref, door="web")
            entry = act(
                *(AuditAction.WRITTEN, "membership", person.ref),
                owner=person.ref,
                by=itself,
                at=now,
                organisation=invitation.organisation_ref,
                fields=("role",),
            )
            work.audit.add(entry)
        return signed_in

    def _write_down(self, work: UnitOfWork, invitation: Invitation, by: Caller) -> None:
        entry = act(
            *(AuditAction.WRITTEN, "invitation", invitation.ref),
            owner=invitation.organisation_ref,
            by=by,
            at=self.now(),
            organisation=invitation.organisation_ref,
        )
        work.audit.add(entry)


def _belongs(work: UnitOfWork, email: EmailAddress, organisation_ref: str) -> bool:
    person = work.people.by_email(email)
    return person is not None and any(
        item.organisation_ref == organisation_ref for item in work.memberships.of_person(person.ref)
    )


def _named(name: str | None) -> str:
    if name is None or not name.strip():
        raise InvalidValueError(
            "お名前を入れてください", field="name", english="a name is required"
        )
    return name.strip()
