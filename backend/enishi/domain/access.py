"""Who is calling, and what they may do and see."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from enishi.domain.chamber import Region
from enishi.domain.cluster import Cluster
from enishi.domain.errors import NotPermittedError, NotSignedInError
from enishi.domain.firm import Firm
from enishi.domain.membership import Membership, Role


class Audience(IntEnum):
    """From which circle somebody reads; each circle sees what the wider ones see, and more."""

    ANYONE = 0
    MEMBERS = 1
    COORDINATORS = 2
    OWNER = 3


class Scope(StrEnum):
    """What a key was made for; whoever has signed in has all of them."""

    READ = "read"
    WRITE = "write"
    INTRODUCE = "introduce"
    ADMINISTER = "administer"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _SCOPES[self]


_SCOPES = {
    Scope.READ: "読む",
    Scope.WRITE: "登録・変更する",
    Scope.INTRODUCE: "紹介を進める",
    Scope.ADMINISTER: "人と鍵を管理する",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks something of a service: nobody in particular, a person, or a person's key."""

    person_ref: str | None = None
    memberships: tuple[Membership, ...] = ()
    regions: tuple[Region, ...] = ()  # of the chambers that the person coordinates
    within: Region | None = None  # what a key narrows them to; None: nothing
    scopes: frozenset[Scope] = frozenset(Scope)
    key_ref: str | None = None  # None: signed in, not by a key
    session_ref: str | None = None  # of the browser that the person sits at
    door: str = "api"  # by which they came, as the audit log tells it

    @property
    def is_signed_in(self) -> bool:
        """Whether it is known who calls; somebody may belong nowhere any more."""
        return self.person_ref is not None or bool(self.memberships)

    @property
    def is_operator(self) -> bool:
        """Whether the caller runs the platform."""
        return any(item.role is Role.OPERATOR for item in self.memberships)

    @property
    def is_coordinator(self) -> bool:
        """Whether the caller belongs to a chamber."""
        return any(item.role.is_of_a_chamber for item in self.memberships)

    @property
    def firm_refs(self) -> frozenset[str]:
        """The firms that the caller belongs to."""
        return frozenset(item.firm_ref for item in self.memberships if item.firm_ref)

    @property
    def chamber_refs(self) -> frozenset[str]:
        """The chambers that the caller belongs to."""
        return frozenset(item.chamber_ref for item in self.memberships if item.chamber_ref)

    @property
    def audience(self) -> Audience:
        """The circle from which the caller reads what is not their own."""
        if not self.memberships or Scope.READ not in self.scopes:
            return Audience.ANYONE  # a key that was not made for reading reads what is public
        if self.is_operator or self.is_coordinator:
            return Audience.COORDINATORS
        return Audience.MEMBERS

    @property
    def as_reader(self) -> "Caller":
        """Who reads: a key that was not made for reading reads what anybody does."""
        return self if Scope.READ in self.scopes else Caller(door=self.door)

    def belongs_to(self, firm_ref: str | None) -> bool:
        """Whether the firm is the caller's own."""
        return firm_ref is not None and firm_ref in self.firm_refs

    def coordinates(self, firm: Firm) -> bool:
        """Whether the firm is in the region of a chamber of the caller, and in the key's."""
        return any(region.covers(firm) for region in self.regions) and (
            self.within is None or self.within.covers(firm)
        )

    def looks_after(self, cluster: Cluster) -> bool:
        """Whether the cluster is named by the region of a chamber of the caller, and the key's."""
        return any(region.names(cluster) for region in self.regions) and (
            self.within is None or self.within.names(cluster)
        )

    def administers(self, organisation_ref: str) -> bool:
        """Whether the caller looks after an organisation's people and keys; an operator, all."""
        return Scope.ADMINISTER in self.scopes and (
            self.is_operator
            or any(
                item.role.administers and item.organisation_ref == organisation_ref
                for item in self.memberships
            )
        )

    def may_write_of(self, firm: Firm) -> bool:
        """Whether the caller may change what a firm says: its own, or by proxy in the region."""
        return Scope.WRITE in self.scopes and (
            self.is_operator or self.belongs_to(firm.ref) or self.coordinates(firm)
        )

    def must_be_signed_in(self) -> None:
        """Raise NotSignedInError unless it is known who calls."""
        if not self.is_signed_in:
            raise NotSignedInError(
                "サインインするか、API の鍵を Authorization: Bearer … で送ってください",
                english="sign in, or send an API key as Authorization: Bearer …",
            )

    def must_be_in_person(self) -> str:
        """Return who sits at the browser; an account is not changed by a key.

        Raises NotSignedInError where nobody has signed in, and NotPermittedError for a key.
        """
        self.must_be_signed_in()
        if self.person_ref is None or self.session_ref is None:
            raise NotPermittedError(
                "この操作は、サインインした本人だけができます",
                english="only a person who has signed in may do this, not a key",
            )
        return self.person_ref

    def must_have(self, scope: Scope) -> None:
        """Raise NotSignedInError, or NotPermittedError where the key was not made for this."""
        self.must_be_signed_in()
        if scope not in self.scopes:
            raise NotPermittedError(
                f"この鍵では「{scope.label}」操作はできません",
                english=f"this key does not have the scope {scope}",
            )

    def must_be_operator(self) -> None:
        """Raise NotSignedInError or NotPermittedError unless the caller runs the platform."""
        self.must_be_signed_in()
        if not self.is_operator:
            raise NotPermittedError(
                "この操作は運営者だけができます", english="only an operator may do this"
            )

    def must_be_of_a_chamber(self) -> None:
        """Raise NotSignedInError or NotPermittedError unless a chamber's, or the operator's."""
        self.must_be_signed_in()
        if not (self.is_coordinator or self.is_operator):
            raise NotPermittedError(
                "この操作はコーディネーターだけができます",
                english="only a coordinator may do this",
            )

    def must_administer(self, organisation_ref: str) -> None:
        """Raise NotSignedInError or NotPermittedError unless the caller looks after it."""
        self.must_have(Scope.ADMINISTER)
        if not self.administers(organisation_ref):
            raise NotPermittedError(
                "この操作は、その組織の管理者だけができます",
                english="only an administrator of that organisation may do this",
            )

    def by_key(
        self,
        key_ref: str,
        scopes: frozenset[Scope],
        *,
        organisation_ref: str,
        regions: tuple[Region, ...] = (),
        within: Region | None = None,
    ) -> "Caller":
        """Return the same caller as one of their keys presents them, who can do no more.

        `regions` are those of that one organisation; what is not the caller's own is left out.
        """
        return replace(
            self,
            key_ref=key_ref,
            scopes=self.scopes & scopes,
            memberships=tuple(
                item for item in self.memberships if item.organisation_ref == organisation_ref
            ),
            regions=tuple(region for region in regions if region in self.regions),
            within=within,
        )


def as_member_of(firm_ref: str) -> Caller:
    """Return a reader who sees what a plain member of a firm sees, and is no person."""
    return Caller(memberships=(Membership("a-member", Role.FIRM_MEMBER, firm_ref=firm_ref),))


ANONYMOUS = Caller()
# Whoever holds the machine: the command line, and the token that the settings name.
LOCAL_OPERATOR = Caller(
    person_ref="local-operator", memberships=(Membership("local-operator", Role.OPERATOR),)
)
