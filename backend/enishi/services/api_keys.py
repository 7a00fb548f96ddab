"""Keys for programmes: making, turning, revoking them, and telling who calls with one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex, token_urlsafe

from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.api_key import (
    DEFAULT_LIFETIME,
    ApiKey,
    day_of,
    digest_of,
    key_ref_of,
    secret_of,
)
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.chamber import Region
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    BusyError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.membership import Membership
from enishi.services.acts import act
from enishi.services.organisations import no_such_organisation, organisation_of
from enishi.services.ports import Database, UnitOfWork

# The key's own part of the secret: no two keys of a network ever meet in 64 random bits.
_MARK_BYTES = 8
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key with its secret, in the one moment in which somebody knows both."""

    held: "HeldKey"
    secret: str


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key with the name of the person who holds it."""

    key: ApiKey
    holder: str


@dataclass(frozen=True)
class ApiKeyService:
    """Hands out keys and opens with them, never further than their person may go."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def issue(
        self,
        *,
        name: str,
        organisation_ref: str,
        scopes: Iterable[Scope],
        lifetime: timedelta = DEFAULT_LIFETIME,
        region: Region | None = None,
        person_ref: str | None = None,
        by: Caller,
    ) -> IssuedKey:
        """Make a key for one of the caller's organisations; its secret is shown here only.

        An operator may make one for somebody else (`person_ref`). Raises InvalidValueError,
        NotFoundError where the person or their membership is not there, NotSignedInError and
        NotPermittedError.
        """
        _must_be_a_person(by)
        holder = person_ref or by.person_ref or ""
        if holder != by.person_ref:
            by.must_be_operator()
        now = self.now()
        ref = f"K{token_hex(_MARK_BYTES)}"
        secret = secret_of(ref, token_urlsafe(_SECRET_BYTES))
        key = ApiKey(
            ref=ref,
            person_ref=holder,
            organisation_ref=organisation_ref,
            name=name,
            scopes=frozenset(scopes),
            digest=digest_of(secret),
            made_at=now,
            secret_since=now,
            expires_at=now + lifetime,
            region=region,
        )
        with self.database.begin() as work:
            _must_be_held_by_right(key, _membership(work, holder, organisation_ref))
            work.api_keys.put(key)
            work.audit.add(_entry(now, AuditAction.WRITTEN, key, by))
            (held,) = _held(work, (key,))
        return IssuedKey(held, secret)

    def rotate(
        self,
        key_ref: str,
        *,
        overlap: timedelta = timedelta(0),
        lifetime: timedelta | None = None,
        by: Caller,
    ) -> IssuedKey:
        """Give a key another secret, and with a lifetime another end.

        The secret it had works on for the overlap. Only its holder may, or an operator: who
        has the secret acts in the holder's name. Raises NotFoundError, InvalidValueError
        where the key is revoked or the overlap too long.
        """
        _must_be_a_person(by)
        now = self.now()
        secret = secret_of(key_ref, token_urlsafe(_SECRET_BYTES))
        with self.database.begin() as work:
            key = _own(work, key_ref, by)
            if key.revoked_at is not None:
                raise InvalidValueError(
                    "取り消した鍵です。新しい鍵を作ってください",
                    field="key_ref",
                    english="the key is revoked; make a new one",
                )
            turned = key.rotated(digest_of(secret), now, overlap=overlap, lifetime=lifetime)
            work.api_keys.put(turned)
            work.audit.add(_entry(now, AuditAction.WRITTEN, turned, by, fields=("secret",)))
            (held,) = _held(work, (turned,))
        return IssuedKey(held, secret)

    def revoke(self, key_ref: str, *, organisation_ref: str | None = None, by: Caller) -> None:
        """Have a key open nothing any more: the holder's own, or one of an organisation.

        With `organisation_ref` the caller acts as the administrator of it. Raises
        NotFoundError for a key that is not theirs to see, exactly as for none.
        """
        by.must_have(Scope.ADMINISTER)
        if organisation_ref is not None:
            by.must_administer(organisation_ref)
        now = self.now()
        with self.database.begin() as work:
            if organisation_ref is None:
                key = _own(work, key_ref, by)
            else:
                key = _of_organisation(work, key_ref, organisation_ref)
            if key.revoked_at is None:
                work.api_keys.put(key.revoked(now))
                work.audit.add(_entry(now, AuditAction.WRITTEN, key, by, fields=("revoked_at",)))

    def own(self, *, by: Caller) -> list[HeldKey]:
        """Return the caller's own keys, newest first; by a key, those of its organisation."""
        by.must_have(Scope.READ)
        with self.database.read() as work:
            keys = work.api_keys.of_person(by.person_ref or "")
            return _held(work, tuple(key for key in keys if _is_own(key, by)))

    def of_organisation(self, organisation_ref: str, *, by: Caller) -> list[HeldKey]:
        """Return the keys of an organisation's people, newest first, to who looks after them.

        Raises NotFoundError for an operator who names no organisation.
        """
        by.must_administer(organisation_ref)
        with self.database.begin() as work:
            if organisation_of(work, organisation_ref) is None:
                raise no_such_organisation()
            found = _held(work, work.api_keys.of_organisation(organisation_ref))
            work.audit.add(
                act(
                    *(AuditAction.READ, "keys", organisation_ref),
                    owner=organisation_ref,
                    by=by,
                    at=self.now(),
                    organisation=organisation_ref,
                )
            )
        return found

    def all(self, *, by: Caller) -> list[HeldKey]:
        """Return every key, newest first, to an operator."""
        by.must_have(Scope.ADMINISTER)
        by.must_be_operator()
        with self.database.read() as work:
            return _held(work, work.api_keys.all())

    def person_ref_of(self, email: EmailAddress, *, by: Caller) -> str:
        """Tell an operator who has an address; raises NotFoundError."""
        by.must_be_operator()
        by.must_have(Scope.READ)
        with self.database.read() as work:
            person = work.people.by_email(email)
        if person is None:
            raise NotFoundError("その人は見つかりません", english="no such person")
        return person.ref

    def caller(self, secret: str) -> Caller:
        """Return who calls with a secret.

        Raises NotSignedInError in one and the same words, whichever part is wrong.
        """
        ref = key_ref_of(secret)
        now = self.now()
        with self.database.read() as work:
            key = work.api_keys.get(ref) if ref is not None else None
            found = _caller(work, key) if key is not None else None
        if key is None or found is None:
            raise _unconvincing()
        today = day_of(now)
        if not key.answers_to(secret, now):
            if key.last_refused_on != today:
                self._note_refusal(key, now)
            raise _unconvincing()
        if key.last_used_on != today:
            self._note_use(key, now)
        return found

    def _note_use(self, key: ApiKey, now: datetime) -> None:
        try:
            with self.database.begin() as work:
                work.api_keys.mark(key.ref, used_on=day_of(now))
        except BusyError:
            pass  # the next call of the day notes it; this one is not refused for it

    def _note_refusal(self, key: ApiKey, now: datetime) -> None:
        """Put one refusal a day in the log: more of them would be a way to fill the disk."""
        try:
            with self.database.begin() as work:
                work.api_keys.mark(key.ref, refused_on=day_of(now))
                work.audit.add(_entry(now, AuditAction.REFUSED, key, ANONYMOUS))
        except BusyError:
            pass


def _caller(work: UnitOfWork, key: ApiKey) -> Caller | None:
    """Return the key's person as the key presents them; None where it has outlived its right."""
    membership = next(
        (
            item
            for item in work.memberships.of_person(key.person_ref)
            if item.organisation_ref == key.organisation_ref
        ),
        None,
    )
    if membership is None:
        return None
    chamber = work.chambers.get(membership.chamber_ref) if membership.chamber_ref else None
    regions = (chamber.record.region,) if chamber else ()
    person = Caller(key.person_ref, (membership,), regions)
    return person.by_key(
        key.ref,
        key.scopes,
        organisation_ref=key.organisation_ref,
        regions=regions,
        within=key.region,
    )


def _must_be_a_person(by: Caller) -> None:
    by.must_be_signed_in()
    if by.key_ref is not None:
        raise NotPermittedError(
            "鍵で鍵を作ることも、替えることもできません。サインインしてください",
            english="a key cannot make or rotate keys; sign in",
        )


def _membership(work: UnitOfWork, person_ref: str, organisation_ref: str) -> Membership:
    for membership in work.memberships.of_person(person_ref):
        if membership.organisation_ref == organisation_ref:
            return membership
    raise NotFoundError(
        "その組織への所属は見つかりません", english="no such membership of an organisation"
    )


def _must_be_held_by_right(key: ApiKey, membership: Membership) -> None:
    """Refuse what the membership does not give, so that nobody believes a key has it."""
    if Scope.ADMINISTER in key.scopes and not membership.role.administers:
        raise InvalidValueError(
            f"「{Scope.ADMINISTER.label}」は、組織の管理者の鍵だけに付けられます",
            field="scopes",
            english="only an administrator's key has the scope administer",
        )
    if key.region is not None and not membership.role.is_of_a_chamber:
        raise InvalidValueError(
            "区域を限れるのは、会議所の鍵だけです",
            field="region",
            english="only a chamber's key can be narrowed to a region",
        )


def _own(work: UnitOfWork, key_ref: str, by: Caller) -> ApiKey:
    key = work.api_keys.get(key_ref)
    if key is None or not (by.is_operator or _is_own(key, by)):
        raise _missing()
    return key


def _is_own(key: ApiKey, by: Caller) -> bool:
    """Whether the caller holds the key, in an organisation as whose member they call."""
    return key.person_ref == by.person_ref and any(
        item.organisation_ref == key.organisation_ref for item in by.memberships
    )


def _of_organisation(work: UnitOfWork, key_ref: str, organisation_ref: str) -> ApiKey:
    key = work.api_keys.get(key_ref)
    if key is None or key.organisation_ref != organisation_ref:
        raise _missing()
    return key


def _held(work: UnitOfWork, keys: tuple[ApiKey, ...]) -> list[HeldKey]:
    people = work.people.get_many({key.person_ref for key in keys})
    return [HeldKey(key, people[key.person_ref].name) for key in keys]


def _entry(
    at: datetime, action: AuditAction, key: ApiKey, by: Caller, *, fields: tuple[str, ...] = ()
) -> AuditEntry:
    return act(
        *(action, "key", key.ref),
        owner=key.person_ref,
        by=by,
        at=at,
        organisation=key.organisation_ref,
        fields=fields,
    )


def _missing() -> NotFoundError:
    return NotFoundError("その鍵は見つかりません", english="no such key")


def _unconvincing() -> NotSignedInError:
    return NotSignedInError(
        "鍵が正しくないか、期限が切れています", english="the key is wrong, expired or revoked"
    )
