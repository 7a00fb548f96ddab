"""Writes what was done in an introduction as plain records, and reads it back.

The database keeps acts in this form, and the API shows them in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any

from enishi.domain.consent import ConsentMeans
from enishi.domain.introduction import (
    Act,
    AgreementTerm,
    Answered,
    Closed,
    DeclineReason,
    Edited,
    Ending,
    HandOverAccepted,
    HandOverProposed,
    Hearing,
    Moved,
    Opened,
    OutcomeItem,
    OutcomeTold,
    Released,
    Revoked,
    Side,
    Stage,
    TermAgreed,
)
from enishi.domain.readiness import Evidence, EvidenceKind, Rung, RungReached

# What an act is called in files and in the API → what it is, and its Japanese name.
_ACTS: dict[str, tuple[Callable[..., Act], str]] = {
    "opened": (Opened, "提案"),
    "moved": (Moved, "段階の変更"),
    "answered": (Answered, "返事"),
    "term_agreed": (TermAgreed, "取り決め"),
    "edited": (Edited, "書き直し"),
    "hand_over_proposed": (HandOverProposed, "引き継ぎの申し込み"),
    "hand_over_accepted": (HandOverAccepted, "引き継ぎ"),
    "released": (Released, "開示"),
    "revoked": (Revoked, "開示の取り消し"),
    "rung_reached": (RungReached, "備えの段"),
    "outcome_told": (OutcomeTold, "成果"),
    "closed": (Closed, "終了"),
}
_NAMES: dict[object, str] = {kind: name for name, (kind, _) in _ACTS.items()}


def act_name(act: Act) -> str:
    """Return what files and the API call an act of this kind."""
    return _NAMES[type(act)]


def act_label(name: str) -> str:
    """Return the Japanese name of a kind of act."""
    return _ACTS[name][1]


def act_content(act: Act) -> dict[str, Any]:
    """Write what an act says, by the names of its fields; what it leaves open is left out."""
    return _content(act)


def act_of(name: str, content: Mapping[str, Any]) -> Act:
    """Read an act that `act_name` and `act_content` wrote."""
    kind, _ = _ACTS[name]
    return kind(**{field: _READERS.get(field, _as_is)(value) for field, value in content.items()})


def _content(record: Any) -> dict[str, Any]:
    values = ((item.name, getattr(record, item.name)) for item in fields(record))
    return {name: _plain(value) for name, value in values if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    writers = (written for kind, written in _WRITERS if isinstance(value, kind))
    return next(writers, _content)(value)


# The first that fits writes; whatever none fits is a record of its own.
_WRITERS: tuple[tuple[type | UnionType, Callable[[Any], Any]], ...] = (
    (StrEnum, lambda word: word.value),
    (bool | int | str, lambda value: value),
    (date, lambda day: day.isoformat()),
    (Decimal, lambda number: format(number, "f")),
)


def _as_is(value: Any) -> Any:
    return value


def _hearing(record: Mapping[str, Any]) -> Hearing:
    return Hearing(ConsentMeans(record["means"]), record["said_by"])


def _evidence(records: list[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            EvidenceKind(item["kind"]), item["text"], date.fromisoformat(item["on"]), item["person"]
        )
        for item in records
    )


# One name means one thing in every act.
_READERS: dict[str, Callable[[Any], Any]] = {
    "to": Stage,
    "side": Side,
    "told_to": Side,
    "reason": DeclineReason,
    "ending": Ending,
    "term": AgreementTerm,
    "rung": Rung,
    "on": date.fromisoformat,
    "valid_until": date.fromisoformat,
    "evidence": _evidence,
    "items": lambda items: tuple(map(OutcomeItem, items)),
    "orders": Decimal,
    "heard": _hearing,
}
