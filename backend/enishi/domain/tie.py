"""Contacts between firms over time: the history that a network is made of."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, bounded, bounded_list

# The history against which fixation is measured: after three years a contact counts as lost.
KNOWN_FOR = timedelta(days=3 * 365)


class TieKind(StrEnum):
    """What brought the firms together."""

    MEETING = "meeting"
    TRANSACTION = "transaction"
    JOINT_PROJECT = "joint_project"
    INTRODUCTION = "introduction"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _KINDS[self]


_KINDS = {
    TieKind.MEETING: "面談",
    TieKind.TRANSACTION: "取引",
    TieKind.JOINT_PROJECT: "共同事業",
    TieKind.INTRODUCTION: "紹介",
}


TieEvent = tuple[date, TieKind, bool, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tie:
    """One contact among two or more firms.

    An introduction that was not accepted is kept as a record, and is not a tie.
    """

    ref: str
    date: date
    kind: TieKind
    firm_refs: tuple[str, ...]
    accepted: bool = True
    source: str | None = None  # where it was, or who says so: the name of a study group

    @property
    def event(self) -> TieEvent:
        """What happened: two ties of one event are the same contact, written down twice."""
        return self.date, self.kind, self.accepted, frozenset(self.firm_refs)

    def __post_init__(self) -> None:
        bounded(self.ref, "tie_ref", NAME, required=True)
        bounded(self.source, "source", NAME)
        bounded_list(self.firm_refs, "firm_refs")
        if len(set(self.firm_refs)) < 2 or len(set(self.firm_refs)) != len(self.firm_refs):
            raise InvalidValueError(
                "異なる2社以上が必要です",
                field="firm_refs",
                english="at least two different firms are required",
            )


def told_already(ref: str) -> InvalidValueError:
    """The refusal of an event that is written down under another ref."""
    return InvalidValueError(
        f"同じ日・同じ種類・同じ企業の接点が、すでにあります（{ref}）",
        field="tie_ref",
        english=f"there is the same tie already: {ref}",
    )
