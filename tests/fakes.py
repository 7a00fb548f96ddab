"""Stand-ins that behave: an encoder without a model, and a database without a disk."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import Generic, TypeVar
from zlib import crc32

import numpy as np

from enishi.domain.chamber import Region
from enishi.domain.cluster import Cluster
from enishi.domain.contact import Contact
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.correction import Correction
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm, firm_id
from enishi.domain.lexicon import Amendment
from enishi.domain.membership import PLATFORM
from enishi.domain.need import Need, NeedKind, need_id
from enishi.domain.network_role import StatedRole
from enishi.domain.succession import Succession
from enishi.domain.text import fold
from enishi.domain.tie import Tie, TieKind
from enishi.services.ports import Change, Stored
from enishi.services.retrieval import QueryTokens, TokenVectors, Vectors
from fake_accounts import (
    FakeCredentials,
    FakeFailures,
    FakeInvitations,
    FakeSessions,
    copy_accounts,
)
from fake_bia import FakeCaseNotices, FakeCases
from fake_digests import (
    FakeDigestAnswers,
    FakeDigestPreferences,
    FakeInstallationKey,
    FakeMailings,
    FakePausedAddresses,
)
from fake_gatherings import FakeGatherings, FakeNearMisses
from fake_introductions import FakeIntroductions, FakeMatchResponses, FakeReleases
from fake_keys import FakeApiKeys, FakeReplays
from fake_outbox import FakeOutbox
from fake_people import (
    FakeAuditLog,
    FakeChambers,
    FakeConsents,
    FakeDisclosures,
    FakeMemberships,
    FakePeople,
)
from fake_register import (
    FakeDrafts,
    FakeOneEach,
    FakeRegisteredNames,
    FakeVerifications,
    FakeWithdrawals,
)
from fake_suggestions import FakeSuggestionPauses, FakeSuggestions
from fake_webhooks import FakeDeliveries, FakeWebhooks

NounT = TypeVar("NounT", Firm, Need, Tie)


class LetterEncoder:
    """Takes texts that share letters, and pairs and triples of letters, for near in meaning.

    Each of them adds to one place of the vector or takes from it, so that texts with
    nothing in common stand at right angles but for chance. `encoded` tells which passages
    it has worked on.
    """

    model_id = "letters"
    dimension = 256
    token_dimension = 0

    def __init__(self, version: str = "letters-1") -> None:
        self.version = version
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what is looked for."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            letters = fold(text)
            for size in (1, 2, 3):
                for start in range(len(letters) - size + 1):
                    code = crc32(letters[start : start + size].encode())
                    vectors[row, code % self.dimension] += size if code >> 31 else -size
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is offered."""
        self.encoded += texts
        return self.encode_queries(texts)

    def query_tokens(self, text: str) -> QueryTokens:
        """Have no tokens."""
        return QueryTokens(np.zeros((0, 0), np.float32), np.zeros(0, np.float32))

    def passage_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Have no tokens."""
        return [np.zeros((0, 0), np.int8)] * len(texts)


class _Shelf(Generic[NounT]):
    """Records of one kind by their ref."""

    def __init__(self) -> None:
        self.held: dict[str, Stored[NounT]] = {}

    def put_many(self, nouns: Sequence[NounT]) -> list[Change | InvalidValueError]:
        return [self._refusal(noun) or self._put(noun) for noun in nouns]

    def _refusal(self, noun: NounT) -> InvalidValueError | None:
        return None

    def _put(self, noun: NounT) -> Change:
        before = self.held.get(noun.ref)
        if before is not None and before.record == noun:
            return Change.UNCHANGED
        self.held[noun.ref] = Stored(noun, before.revision + 1 if before else 1, datetime.now(UTC))
        return Change.UPDATED if before else Change.ADDED

    def get(self, ref: str) -> Stored[NounT] | None:
        return self.held.get(ref)

    def get_many(self, refs: Sequence[str]) -> dict[str, Stored[NounT]]:
        return {ref: self.held[ref] for ref in refs if ref in self.held}

    def existing(self, refs: Sequence[str]) -> set[str]:
        return self.held.keys() & set(refs)

    def stream(self) -> Iterator[Stored[NounT]]:
        yield from (self.held[ref] for ref in sorted(self.held))

    def count(self) -> int:
        return len(self.held)

    def remove(self, ref: str) -> bool:
        return self.held.pop(ref, None) is not None

    def _behind(self, after: str | None) -> Iterator[Stored[NounT]]:
        return (item for item in self.stream() if after is None or item.record.ref > after)


class _Firms(_Shelf[Firm]):
    """Firms; a 法人番号 belongs to one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.since: dict[tuple[str, str], datetime] = {}

    def _put(self, noun: Firm) -> Change:
        now = datetime.now(UTC)
        had = {key: since for key, since in self.since.items() if key[0] == noun.ref}
        self.since = {key: at for key, at in self.since.items() if key[0] != noun.ref} | {
            (noun.ref, item.ref): had.get((noun.ref, item.ref), now) for item in noun.capabilities
        }
        return super()._put(noun)

    def capabilities_since(
        self, refs: Collection[str], first: datetime, last: datetime
    ) -> dict[str, frozenset[str]]:
        came = [key for key, at in self.since.items() if key[0] in refs and first <= at < last]
        return {
            firm_ref: frozenset(ref for owner, ref in came if owner == firm_ref)
            for firm_ref, _ in came
        }

    needs: "_Needs"
    corrections: "_Corrections"
    disclosures: FakeDisclosures
    consents: FakeConsents
    chambers: FakeChambers
    beside: tuple[
        FakeOneEach[Contact]
        | FakeOneEach[Succession]
        | FakeOneEach[StatedRole]
        | FakeVerifications,
        ...,
    ]

    def within(self, regions: Collection[Region]) -> Iterator[Stored[Firm]]:
        return (
            item for item in self.stream() if any(region.covers(item.record) for region in regions)
        )

    answers: tuple[FakeReleases, FakeMatchResponses]
    suggestions: tuple[FakeSuggestions, FakeSuggestionPauses]
    webhooks: FakeWebhooks
    cases: FakeCases
    gatherings: tuple[FakeGatherings, FakeNearMisses]

    def remove(self, ref: str) -> bool:
        for kept in self.beside:
            kept.forget_firm(ref)
        self.corrections.forget_firm(ref)
        self.disclosures.firms.pop(ref, None)
        self.since = {key: at for key, at in self.since.items() if key[0] != ref}
        self.consents.forget_firm(ref)
        for answers in self.answers:
            answers.forget_firm(ref)
        for kept_of in self.suggestions:
            kept_of.forget_firm(ref)
        self.webhooks.forget_organisation(ref)
        self.cases.forget_organisation(ref)
        for seats in self.gatherings:
            seats.forget_firm(ref)
        for need_ref in [
            key for key, need in self.needs.held.items() if need.record.firm_ref == ref
        ]:
            self.needs.remove(need_ref)
        return super().remove(ref)

    def _refusal(self, noun: Firm) -> InvalidValueError | None:
        if noun.ref == PLATFORM or noun.ref in self.chambers.held:
            return InvalidValueError("企業でない組織の番号です", field="firm_ref")
        for ref, other in self.held.items():
            number = other.record.corporate_number
            if number is not None and number == noun.corporate_number and ref != noun.ref:
                return InvalidValueError("登録済みの法人番号です", field="corporate_number")
        return None

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        cluster: str | None,
        prefecture: str | None,
        named: str | None = None,
    ) -> list[Stored[Firm]]:
        found = [
            item
            for item in self._behind(after)
            if cluster in (None, item.record.cluster)
            and prefecture in (None, item.record.prefecture)
            and (named is None or named in item.record.name or named == item.record.ref)
        ]
        return found[:limit]

    def holder_of(self, number: CorporateNumber) -> str | None:
        held = self.held.items()
        return next((ref for ref, item in held if item.record.corporate_number == number), None)

    def clusters(self) -> dict[str, str | None]:
        return {item.record.ref: item.record.cluster for item in self.stream()}

    def count_by_cluster(self) -> dict[str, int]:
        clusters = (item.record.cluster for item in self.held.values())
        return dict(Counter(cluster for cluster in clusters if cluster))

    def ref_of(self, identity: str) -> str | None:
        return next((ref for ref in self.held if str(firm_id(ref)) == identity), None)


class _Needs(_Shelf[Need]):
    """Needs of registered firms, or of nobody."""

    def __init__(self, firms: _Firms) -> None:
        super().__init__()
        self.firms = firms
        firms.needs = self

    def remove(self, ref: str) -> bool:
        self.firms.corrections.forget_need(ref)
        self.firms.disclosures.needs.pop(ref, None)
        for answers in self.firms.answers:
            answers.forget_need(ref)
        return super().remove(ref)

    def _refusal(self, noun: Need) -> InvalidValueError | None:
        if noun.firm_ref is None or noun.firm_ref in self.firms.held:
            return None
        return InvalidValueError("登録されていない企業です", field="firm_ref")

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        kind: NeedKind | None,
        cluster: str | None,
        firm_ref: str | None = None,
    ) -> list[Stored[Need]]:
        found = [
            item
            for item in self._behind(after)
            if kind in (None, item.record.kind)
            and cluster in (None, self._cluster(item.record))
            and firm_ref in (None, item.record.firm_ref)
        ]
        return found[:limit]

    def refs_of_firm(self, firm_ref: str) -> list[str]:
        return sorted(ref for ref, item in self.held.items() if item.record.firm_ref == firm_ref)

    def _cluster(self, need: Need) -> str | None:
        firm = self.firms.get(need.firm_ref) if need.firm_ref else None
        return firm.record.cluster if firm else None

    def ref_of(self, identity: str) -> str | None:
        return next((ref for ref in self.held if str(need_id(ref)) == identity), None)


class _Ties(_Shelf[Tie]):
    """Contacts among firms."""

    def __init__(self, firms: _Firms) -> None:
        super().__init__()
        self.firms = firms

    def _refusal(self, noun: Tie) -> InvalidValueError | None:
        if all(ref in self.firms.held for ref in noun.firm_refs):
            return None
        return InvalidValueError("登録されていない企業です", field="firm_refs")

    def on_days(self, days: Collection[date]) -> list[Tie]:
        return [item.record for item in self.stream() if item.record.date in days]

    def newest(
        self,
        *,
        before: tuple[date, str] | None,
        limit: int,
        kind: TieKind | None = None,
        since: date | None = None,
        cluster: str | None = None,
        firm_refs: Collection[str] | None = None,
    ) -> list[Tie]:
        def has(tie: Tie) -> bool:
            firms = self.firms.get_many(tie.firm_refs).values()
            return cluster is None or any(item.record.cluster == cluster for item in firms)

        found = [
            tie
            for tie in self.of_firms(self.firms.held if firm_refs is None else firm_refs)
            if (before is None or (tie.date, tie.ref) < before)
            and kind in (None, tie.kind)
            and (since is None or tie.date >= since)
            and has(tie)
        ]
        return found[:limit]

    def of_firms(self, firm_refs: Collection[str]) -> list[Tie]:
        found = [item.record for item in self.stream()]
        mine = [tie for tie in found if not set(tie.firm_refs).isdisjoint(firm_refs)]
        return sorted(mine, key=lambda tie: (tie.date, tie.ref), reverse=True)


class _Clusters(_Shelf[Cluster]):
    """Clusters by name."""

    def put(self, cluster: Cluster) -> Change:
        before = self.held.get(cluster.name)
        if before is not None and before.record == cluster:
            return Change.UNCHANGED
        revision = before.revision + 1 if before else 1
        self.held[cluster.name] = Stored(cluster, revision, datetime.now(UTC))
        return Change.UPDATED if before else Change.ADDED

    def mention(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self.held:
                self.put(Cluster(name))

    def all(self) -> list[Stored[Cluster]]:
        return list(self.stream())


class _Corrections:
    """What readers said, in the order of refs, which is that of time."""

    def __init__(self, firms: _Firms) -> None:
        self.held: dict[str, Correction] = {}
        firms.corrections = self

    def add(self, correction: Correction) -> None:
        assert correction.ref not in self.held
        self.held[correction.ref] = correction

    def page(self, *, after: str | None, limit: int) -> list[Correction]:
        newest_first = sorted(self.held, reverse=True)
        found = [self.held[ref] for ref in newest_first if after is None or ref < after]
        return found[:limit]

    def stream(self) -> Iterator[Correction]:
        yield from (self.held[ref] for ref in sorted(self.held))

    def forget_firm(self, firm_ref: str) -> None:
        self.held = {ref: item for ref, item in self.held.items() if item.firm_ref != firm_ref}

    def forget_need(self, need_ref: str) -> None:
        self.held = {
            ref: replace(item, need_ref=None) if item.need_ref == need_ref else item
            for ref, item in self.held.items()
        }


class _Amendments:
    """What was changed in the lexicon, by the concept's name."""

    def __init__(self) -> None:
        self.held: dict[str, Amendment] = {}

    def put(self, amendment: Amendment) -> None:
        self.held[amendment.name] = amendment

    def all(self) -> list[Amendment]:
        return [self.held[name] for name in sorted(self.held)]

    def remove(self, name: str) -> bool:
        return self.held.pop(name, None) is not None


class _Work:
    """One transaction over the whole content."""

    def __init__(self) -> None:
        self.firms = _Firms()
        self.needs = _Needs(self.firms)
        self.ties = _Ties(self.firms)
        self.clusters = _Clusters()
        self.corrections = _Corrections(self.firms)
        self.amendments = _Amendments()
        self.memberships = FakeMemberships()
        self.people = FakePeople(self.memberships)
        self.chambers = self.firms.chambers = FakeChambers(self.memberships, self.firms.existing)
        self.consents = self.firms.consents = FakeConsents()
        self.sessions = FakeSessions()
        self.invitations = FakeInvitations()
        self.credentials = FakeCredentials()
        self.failures = FakeFailures()
        self.mailings = FakeMailings(self.people, self.memberships, self.consents)
        self.digest_preferences = FakeDigestPreferences()
        self.paused_addresses = FakePausedAddresses()
        self.digest_answers = FakeDigestAnswers()
        self.installation_key = FakeInstallationKey()
        for account in (
            *(self.sessions, self.invitations, self.credentials, self.mailings),
            *(self.digest_preferences, self.paused_addresses, self.digest_answers),
        ):
            self.people.followed_by(account)
        self.disclosures = self.firms.disclosures = FakeDisclosures()
        self.contacts: FakeOneEach[Contact] = FakeOneEach()
        self.successions: FakeOneEach[Succession] = FakeOneEach()
        self.network_roles: FakeOneEach[StatedRole] = FakeOneEach()
        self.verifications = FakeVerifications()
        self.firms.beside = (
            *(self.contacts, self.successions),
            *(self.network_roles, self.verifications),
        )
        self.registered_names = FakeRegisteredNames()
        self.drafts = FakeDrafts()
        self.withdrawals = FakeWithdrawals()
        self.introductions = FakeIntroductions(self.firms.get_many)
        self.releases = FakeReleases()
        self.match_responses = FakeMatchResponses()
        self.firms.answers = (self.releases, self.match_responses)
        self.audit = FakeAuditLog()
        self.api_keys = FakeApiKeys(self.memberships)
        self.replays = FakeReplays()
        self.deliveries = FakeDeliveries()
        self.webhooks = self.firms.webhooks = FakeWebhooks(self.deliveries)
        self.case_notices = FakeCaseNotices()
        self.cases = self.firms.cases = FakeCases(self.case_notices)
        self.suggestions = FakeSuggestions()
        self.suggestion_pauses = FakeSuggestionPauses()
        self.firms.suggestions = (self.suggestions, self.suggestion_pauses)
        self.gatherings = FakeGatherings()
        self.near_misses = FakeNearMisses(self.firms.existing)
        self.firms.gatherings = (self.gatherings, self.near_misses)
        self.outbox = FakeOutbox(self.disclosures, self.needs)

    def copied(self) -> "_Work":
        """Return a copy that changes apart; the records themselves never change."""
        twin = _Work()
        for name in (
            *("firms", "needs", "ties", "clusters", "corrections", "amendments"),
            *("memberships", "people", "chambers", "consents", "api_keys", "replays"),
            *("contacts", "successions", "network_roles", "verifications"),
            *("registered_names", "drafts", "withdrawals"),
            *("introductions", "releases", "match_responses"),
            *("webhooks", "deliveries", "cases", "case_notices"),
            *("mailings", "digest_preferences", "paused_addresses", "digest_answers"),
            *("installation_key",),
            *("suggestions", "suggestion_pauses"),
            *("gatherings", "near_misses"),
        ):
            getattr(twin, name).held = copy(getattr(self, name).held)
        twin.firms.since = copy(self.firms.since)
        twin.disclosures.firms = copy(self.disclosures.firms)
        twin.disclosures.needs = copy(self.disclosures.needs)
        twin.case_notices.read_until = self.case_notices.read_until
        twin.suggestions.rounds = copy(self.suggestions.rounds)
        twin.suggestions.given = copy(self.suggestions.given)
        twin.audit.recorded = copy(self.audit.recorded)
        copy_accounts(self, twin)
        twin.outbox.recorded = copy(self.outbox.recorded)
        return twin


class MemoryDatabase:
    """A database without a disk: one writer after the other, readers see whole commits."""

    def __init__(self) -> None:
        self._committed = _Work()
        self._writing = Lock()

    @contextmanager
    def begin(self) -> Iterator[_Work]:
        """Open a transaction that writes; an exception undoes it."""
        with self._writing:
            work = self._committed.copied()
            yield work
            self._committed = work

    begin_durably = begin  # there is no power here to cut

    @contextmanager
    def read(self) -> Iterator[_Work]:
        """Open a transaction that sees one consistent state."""
        yield self._committed.copied()
