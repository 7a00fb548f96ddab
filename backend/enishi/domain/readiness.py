"""How ready an alternative supplier is: a ladder whose rungs need evidence, and wear off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded

# A sentence or a document number; the document itself lies with the firms.
_EVIDENCE = 1_000
_MOST_EVIDENCE = 20


class Rung(StrEnum):
    """How far a candidate is from delivering in an emergency, lowest first."""

    CANDIDATE = "candidate"
    ASKED = "asked"
    AGREED = "agreed"
    QUALIFIED = "qualified"
    TRAINED = "trained"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _RUNGS[self]

    @property
    def height(self) -> int:
        """Its place on the ladder, from 0."""
        return _HEIGHTS[self]

    @property
    def days_valid(self) -> int | None:
        """For how many days its evidence counts; None where the rung needs none."""
        return _DAYS_VALID.get(self)


_RUNGS = {
    Rung.CANDIDATE: "候補",
    Rung.ASKED: "打診",
    Rung.AGREED: "合意",
    Rung.QUALIFIED: "認定",
    Rung.TRAINED: "訓練済",
}
_HEIGHTS = {rung: height for height, rung in enumerate(Rung)}
# Machines, people and prices change: what nobody has confirmed for half a year counts no more
# towards a recovery time. A drill is a yearly event (ISO 22301, 8.5).
_DAYS_VALID = {Rung.AGREED: 180, Rung.QUALIFIED: 180, Rung.TRAINED: 365}


class EvidenceKind(StrEnum):
    """What proves a rung."""

    MEMORANDUM = "memorandum"
    CHANGE_APPROVAL = "change_approval"
    FIRST_ARTICLE = "first_article"
    TRAINING_RECORD = "training_record"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _KINDS[self]


_KINDS = {
    EvidenceKind.MEMORANDUM: "覚書",
    EvidenceKind.CHANGE_APPROVAL: "仕様変更承認",
    EvidenceKind.FIRST_ARTICLE: "初品検査",
    EvidenceKind.TRAINING_RECORD: "訓練記録",
}
_NEEDED = {
    Rung.AGREED: frozenset({EvidenceKind.MEMORANDUM}),
    Rung.QUALIFIED: frozenset({EvidenceKind.CHANGE_APPROVAL, EvidenceKind.FIRST_ARTICLE}),
    Rung.TRAINED: frozenset({EvidenceKind.TRAINING_RECORD}),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document or act that proves a rung."""

    kind: EvidenceKind
    text: str  # a document number, or what was done
    on: date
    person: str  # who approved, inspected or trained

    def __post_init__(self) -> None:
        bounded(self.text, "text", _EVIDENCE, required=True)
        bounded(self.person, "person", NAME, required=True)


@dataclass(frozen=True, slots=True)
class RungReached:
    """A rung with what proves it, and the last day on which the proof counts.

    The rungs 候補 and 打診 follow from the introduction's stage, and are no acts of their own.
    """

    rung: Rung
    evidence: tuple[Evidence, ...]
    on: date
    valid_until: date

    def __post_init__(self) -> None:
        needed = _NEEDED.get(self.rung)
        if needed is None:
            raise InvalidValueError(
                f"「{self.rung.label}」は紹介の段階から決まり、記録は要りません",
                field="rung",
                english=f"the rung {self.rung} follows from the stage and is not recorded",
            )
        missing = needed - {item.kind for item in self.evidence}
        if missing:
            kinds = [kind for kind in EvidenceKind if kind in missing]
            names = "」「".join(kind.label for kind in kinds)
            raise InvalidValueError(
                f"「{self.rung.label}」には「{names}」が必要です",
                field="evidence",
                english=f"the rung {self.rung} needs as evidence: {', '.join(kinds)}",
            )
        if len(self.evidence) > _MOST_EVIDENCE:
            raise InvalidValueError(
                f"証拠は{_MOST_EVIDENCE}件までです",
                field="evidence",
                english=f"at most {_MOST_EVIDENCE} pieces of evidence",
            )
        for number, item in enumerate(self.evidence):
            if item.on > self.on:
                raise InvalidValueError(
                    "証拠の日付が、段に達した日より後です",
                    field=f"evidence[{number}].on",
                    english="evidence cannot be younger than the rung",
                )
        if self.valid_until < self.on:
            raise InvalidValueError(
                "有効期限が、段に達した日より前です",
                field="valid_until",
                english="it would expire before it is reached",
            )

    def stands(self, day: date) -> bool:
        """Whether the proof counts on a day."""
        return self.on <= day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Readiness:
    """Where a candidate stands on the ladder on one day."""

    rung: Rung
    valid_until: date | None = None  # None: nothing that wears off


def rung_reached(
    rung: Rung, evidence: Iterable[Evidence], on: date, valid_until: date | None = None
) -> RungReached:
    """Return a rung that was reached; it counts as long as its kind does, unless said otherwise."""
    end = valid_until or on + timedelta(days=rung.days_valid or 0)
    return RungReached(rung, tuple(evidence), on, end)


def readiness_at(day: date, base: Rung, reached: Iterable[RungReached]) -> Readiness:
    """Return the highest rung whose proof stands on a day, else the base; the longest proof counts.

    A higher rung proves the lower ones too: it falls back to whatever else still stands.
    """
    standing = [item for item in reached if item.stands(day)]
    if not standing:
        return Readiness(base)
    best = max(standing, key=lambda item: (item.rung.height, item.valid_until))
    return Readiness(best.rung, best.valid_until)
