"""Stand-ins that behave: keys, and the answers to repeated requests."""

from dataclasses import replace
from datetime import date, datetime

from enishi.domain.api_key import ApiKey
from enishi.domain.replay import Replay
from fake_people import FakeMemberships


class FakeApiKeys:
    """Keys by their ref; one whose membership is gone is gone."""

    def __init__(self, memberships: FakeMemberships) -> None:
        self.held: dict[str, ApiKey] = {}
        self._memberships = memberships
        memberships.keys = self

    def put(self, key: ApiKey) -> None:
        assert (key.person_ref, key.organisation_ref) in self._memberships.held
        self.held[key.ref] = key

    def get(self, ref: str) -> ApiKey | None:
        return next((item for item in self.all() if item.ref == ref), None)

    def of_person(self, person_ref: str) -> tuple[ApiKey, ...]:
        return tuple(item for item in self.all() if item.person_ref == person_ref)

    def of_organisation(self, organisation_ref: str) -> tuple[ApiKey, ...]:
        return tuple(item for item in self.all() if item.organisation_ref == organisation_ref)

    def all(self) -> tuple[ApiKey, ...]:
        newest_first = sorted(self.held.values(), key=lambda item: item.ref)
        newest_first.sort(key=lambda item: item.made_at, reverse=True)
        return tuple(newest_first)

    def mark(
        self, ref: str, *, used_on: date | None = None, refused_on: date | None = None
    ) -> None:
        key = self.held[ref]
        self.held[ref] = replace(
            key,
            last_used_on=used_on or key.last_used_on,
            last_refused_on=refused_on or key.last_refused_on,
        )

    def forget_membership(self, person_ref: str, organisation_ref: str) -> None:
        gone = (person_ref, organisation_ref)
        self.held = {
            ref: item
            for ref, item in self.held.items()
            if (item.person_ref, item.organisation_ref) != gone
        }


class FakeReplays:
    """Requests by their digest."""

    def __init__(self) -> None:
        self.held: dict[str, Replay] = {}

    def get(self, digest: str) -> Replay | None:
        return self.held.get(digest)

    def put(self, replay: Replay) -> None:
        self.held[replay.digest] = replay

    def remove(self, digest: str) -> None:
        self.held.pop(digest, None)

    def forget(self, before: datetime) -> None:
        self.held = {
            digest: item for digest, item in self.held.items() if item.reserved_at >= before
        }
