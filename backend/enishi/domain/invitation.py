"""Invitations into an organisation, and links that sign somebody in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from enishi.domain.email_address import EmailAddress
from enishi.domain.limits import NAME, bounded
from enishi.domain.membership import Membership, Role

# Over a holiday and back: お盆 and the end of the year leave a letter unread for ten days.
INVITATION_LASTS = timedelta(days=14)
# As long as a mail takes to come and be read; who is slower asks for another.
LINK_LASTS = timedelta(minutes=15)
# An unused link this young is not sent again: the reader has it, whoever asked.
LINK_RESTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A role in an organisation, offered to a mailbox. Its token is in the letter alone."""

    ref: str
    token_hash: str
    email: EmailAddress
    role: Role
    organisation_ref: str
    invited_by: str  # person_ref
    invited_at: datetime  # UTC

    def __post_init__(self) -> None:
        bounded(self.ref, "invitation_ref", NAME, required=True)
        bounded(self.organisation_ref, "organisation_ref", NAME, required=True)
        self.membership("somebody")  # the role and the organisation go together

    @property
    def expires_at(self) -> datetime:
        """When it can no longer be accepted."""
        return self.invited_at + INVITATION_LASTS

    def membership(self, person_ref: str) -> Membership:
        """Return what the person becomes by accepting."""
        return membership(person_ref, self.role, self.organisation_ref)


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link that signs one person in, once. Its token is in the letter alone."""

    token_hash: str
    person_ref: str
    issued_at: datetime  # UTC

    @property
    def expires_at(self) -> datetime:
        """When it no longer opens anything."""
        return self.issued_at + LINK_LASTS


def membership(person_ref: str, role: Role, organisation_ref: str) -> Membership:
    """Return the role in the organisation; raises InvalidValueError where they do not go together.

    The platform's own people are operators.
    """
    return Membership(
        person_ref,
        role,
        firm_ref=organisation_ref if role.is_of_a_firm else None,
        chamber_ref=organisation_ref if role.is_of_a_chamber else None,
    )
