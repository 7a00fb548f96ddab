"""Signing in by an account elsewhere: at the provider that an organisation runs for its people."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from enishi.domain.access import ANONYMOUS
from enishi.domain.audit import AuditAction
from enishi.domain.errors import NotSignedInError
from enishi.domain.federation import AuthenticationRequest
from enishi.domain.person import Person
from enishi.domain.session import Visit
from enishi.services.acts import act
from enishi.services.ports import Database, IdentityProvider, UnitOfWork
from enishi.services.sessions import SignedIn, begin_session
from enishi.services.tokens import new_token


@dataclass(frozen=True)
class FederationService:
    """Lets people in whom a provider vouches for, by the address that it has verified.

    Nobody registers by it: only who has an account comes in. Their second factor here is not
    asked for, since the provider's own counts. A refusal is no guess at a secret, so it is
    counted against nobody.
    """

    database: Database
    provider: IdentityProvider
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def begin(self, next_path: str) -> tuple[AuthenticationRequest, str]:
        """Return what the browser keeps until it comes back, and the address that it goes to.

        Raises InvalidValueError for a path of another site, NotFoundError where no provider is
        set, and ProviderUnavailableError.
        """
        begun_at = self.now().replace(microsecond=0)
        request = AuthenticationRequest(new_token(), begun_at, next_path)
        return request, self.provider.address(request)

    def complete(
        self, request: AuthenticationRequest, *, state: str, code: str, visit: Visit
    ) -> SignedIn:
        """Sign in whoever comes back; raises NotSignedInError and ProviderUnavailableError."""
        now = self.now()
        if request.is_over(now):
            raise _refused("the request is too old")
        if not request.is_answered_by(state):
            raise _refused("the state is not that of this browser")
        # Outside a transaction: it asks another machine.
        identity = self.provider.identity(request, code)
        with self.database.begin() as work:
            person = work.people.by_email(identity.email)
            if person is not None and identity.is_verified:
                shown_at = identity.shown_at(now)
                return begin_session(work, person, visit, now, awaits_code=False, shown_at=shown_at)
            if person is not None:
                self._write_down(work, person, now)
        raise _refused(
            "nobody has the address" if person is None else "the address is not verified"
        )

    def _write_down(self, work: UnitOfWork, person: Person, now: datetime) -> None:
        entry = act(
            *(AuditAction.REFUSED, "person", person.ref),
            owner=person.ref,
            by=replace(ANONYMOUS, door="web"),
            at=now,
            fields=("provider",),
        )
        work.audit.add(entry)


def _refused(cause: str) -> NotSignedInError:
    return NotSignedInError(
        "外部のアカウントでサインインできませんでした", english=f"not signed in: {cause}"
    )
