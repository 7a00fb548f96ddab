"""A question put to the network."""

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import FirmKind
from enishi.domain.limits import NAME, QUERY, bounded, bounded_list
from enishi.domain.need import Need, NeedKind


class Conditions(StrEnum):
    """What happens to a firm that does not meet a stated condition."""

    PENALTY = "penalty"  # it sinks, and says why
    GATE = "gate"  # it leaves the list; with one failure only it is a near miss


@dataclass(frozen=True, slots=True)
class Filters:
    """Facets to stay within: OR inside a group, AND between groups; empty asks nothing."""

    clusters: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    kinds: tuple[FirmKind, ...] = ()
    exclude_clusters: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Query:
    """A text with its purpose, its conditions and who is asking."""

    text: str
    purpose: NeedKind = NeedKind.SOURCING
    filters: Filters = field(default_factory=Filters)
    constraints: Constraints = field(default_factory=Constraints)
    conditions: Conditions = Conditions.PENALTY
    seeker_ref: str | None = None  # never an answer to its own question
    prefer_other_clusters: bool = True
    read: Constraints = field(default_factory=Constraints)  # conditions read from the text
    words: str | None = None  # what to look for by words, where that is not the text itself
    ignored: tuple[str, ...] = ()  # concepts and conditions that were read, and are not meant

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidValueError(
                "探したいことを入力してください", field="q", english="the query is empty"
            )
        bounded(self.text, "q", QUERY)
        bounded(self.seeker_ref, "seeker_ref", NAME)
        bounded_list(self.ignored, "ignore")

    @property
    def all_constraints(self) -> Constraints:
        """What is stated, and where nothing is stated what the text says."""
        return self.constraints.completed_by(self.read)

    @property
    def looked_for(self) -> str:
        """What to look for by words."""
        return self.words or self.text

    @property
    def stated(self) -> frozenset[str]:
        """The names of the conditions that were stated, not merely read from the text.

        A firm that has no free capacity counts as failing in any case.
        """
        asked = {
            item.name
            for item in fields(self.constraints)
            if getattr(self.constraints, item.name) not in (None, ())
        }
        return frozenset(asked | {"availability"})

    @classmethod
    def of(cls, need: Need, *, conditions: Conditions = Conditions.PENALTY) -> "Query":
        """Return the question that a posted need asks; a very long need asks by its beginning."""
        return cls(
            text=need.text[:QUERY],
            purpose=need.kind,
            constraints=need.constraints,
            conditions=conditions,
            seeker_ref=need.firm_ref,
        )

    def asking(self, text: str) -> "Query":
        """Return the same question in other words."""
        return replace(self, text=text)

    def within(self, filters: Filters) -> "Query":
        """Return the same question within other facets."""
        return replace(self, filters=filters)

    def under(self, constraints: Constraints) -> "Query":
        """Return the same question under other conditions."""
        return replace(self, constraints=constraints)
