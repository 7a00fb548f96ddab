"""What a person is in an organisation: a firm, a chamber, or the platform itself."""

from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded


class Role(StrEnum):
    """What somebody may do in an organisation."""

    FIRM_MEMBER = "firm_member"
    FIRM_ADMINISTRATOR = "firm_administrator"
    COORDINATOR = "coordinator"
    CHAMBER_ADMINISTRATOR = "chamber_administrator"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LABELS[self]

    @property
    def is_of_a_firm(self) -> bool:
        """Whether the organisation is a firm, a university, a laboratory or a supporting body."""
        return self in (Role.FIRM_MEMBER, Role.FIRM_ADMINISTRATOR)

    @property
    def is_of_a_chamber(self) -> bool:
        """Whether the organisation is a chamber."""
        return self in (Role.COORDINATOR, Role.CHAMBER_ADMINISTRATOR)

    @property
    def administers(self) -> bool:
        """Whether it looks after the people and keys of its organisation."""
        return self in (Role.FIRM_ADMINISTRATOR, Role.CHAMBER_ADMINISTRATOR, Role.OPERATOR)


_LABELS = {
    Role.FIRM_MEMBER: "企業の担当者",
    Role.FIRM_ADMINISTRATOR: "企業の管理者",
    Role.COORDINATOR: "コーディネーター",
    Role.CHAMBER_ADMINISTRATOR: "商工会議所の管理者",
    Role.OPERATOR: "運営者",
}


@dataclass(frozen=True, slots=True)
class Membership:
    """One role of one person; a person may have several, one in each organisation."""

    person_ref: str
    role: Role
    firm_ref: str | None = None
    chamber_ref: str | None = None

    def __post_init__(self) -> None:
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.firm_ref, "firm_ref", NAME)
        bounded(self.chamber_ref, "chamber_ref", NAME)
        if (self.firm_ref is not None) != self.role.is_of_a_firm:
            raise InvalidValueError(
                f"役割「{self.role.label}」と firm_ref が合いません",
                field="firm_ref",
                english=f"firm_ref does not go with the role {self.role}",
            )
        if (self.chamber_ref is not None) != self.role.is_of_a_chamber:
            raise InvalidValueError(
                f"役割「{self.role.label}」と chamber_ref が合いません",
                field="chamber_ref",
                english=f"chamber_ref does not go with the role {self.role}",
            )

    @property
    def organisation_ref(self) -> str:
        """The firm or the chamber; "platform" for an operator."""
        return self.firm_ref or self.chamber_ref or PLATFORM


PLATFORM = "platform"
