"""Turns keys and the audit log into wire bodies; decides nothing."""

from datetime import datetime

from enishi.domain.api_key import ApiKey
from enishi.entrypoints.wire import key_answers as answers
from enishi.entrypoints.wire.key_bodies import RegionBody
from enishi.services.api_keys import HeldKey
from enishi.services.audits import NamedAct, act_record

_SAME = (
    *("prefix", "name", "person_ref", "organisation_ref", "made_at", "secret_since"),
    *("expires_at", "former_until", "revoked_at", "last_used_on", "last_refused_on"),
)


def key_out(held: HeldKey, at: datetime) -> answers.KeyOut:
    """A key as it is at a time."""
    key = held.key
    return answers.KeyOut(
        key_ref=key.ref,
        holder=held.holder,
        scopes=sorted(key.scopes),
        region=_region(key),
        state=key.state(at),
        **{name: getattr(key, name) for name in _SAME},
    )


def act_out(named: NamedAct) -> answers.ActOut:
    """One entry of the audit log."""
    return answers.ActOut.model_validate(act_record(named) | {"actor_en": named.actor_en})


def _region(key: ApiKey) -> RegionBody | None:
    region = key.region
    if region is None:
        return None
    return RegionBody(
        clusters=list(region.clusters),
        prefectures=list(region.prefectures),
        municipality_codes=list(region.municipality_codes),
    )
