"""What is done in an introduction. Acts are only ever added; the case is what they add up to."""

from dataclasses import dataclass
from datetime import date, datetime

from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction.hearing import Hearing
from enishi.domain.introduction.outcome import OutcomeTold
from enishi.domain.introduction.stage import AgreementTerm, DeclineReason, Ending, Side, Stage
from enishi.domain.introduction.wording import told_of
from enishi.domain.japan_time import day_in_japan, must_be_utc
from enishi.domain.limits import NAME, bounded
from enishi.domain.readiness import RungReached

# A remark or a reason: a paragraph, and no place for a document.
REMARK = 1_000
# What the candidate releases at 双方同意; every other path is a field of the seeker's need.
CANDIDATE_NAME = "name"
SEEKER_NAME = "firm_ref"


@dataclass(frozen=True, slots=True)
class Opened:
    """The introduction was proposed."""

    title: str
    chamber_ref: str | None = None  # that leads; None: the platform's operators
    coordinator_ref: str | None = None
    again_because: str | None = None  # why a pair that declined is asked again within a year

    def __post_init__(self) -> None:
        bounded(self.title, "title", NAME, required=True)
        bounded(self.chamber_ref, "chamber_ref", NAME)
        bounded(self.coordinator_ref, "coordinator_ref", NAME)
        bounded(self.again_because, "again_because", REMARK)


@dataclass(frozen=True, slots=True)
class Moved:
    """The stage changed, one step on or back."""

    to: Stage

    def __post_init__(self) -> None:
        if self.to is Stage.CLOSED:
            raise InvalidValueError(
                "終了するときは、どう終わったか（ending）を添えてください",
                field="ending",
                english="closing needs an ending",
            )


@dataclass(frozen=True, slots=True)
class Answered:
    """One side said whether it wants to meet; the last answer counts."""

    side: Side
    is_yes: bool
    reason: DeclineReason | None = None  # of a no
    heard: Hearing | None = None  # None: answered by the firm itself

    def __post_init__(self) -> None:
        if self.is_yes and self.reason is not None:
            raise InvalidValueError(
                "見送りの理由は、断るときだけ選びます",
                field="reason",
                english="only a no has a reason",
            )


@dataclass(frozen=True, slots=True)
class TermAgreed:
    """The partners of a joint development settled one of its terms."""

    term: AgreementTerm
    sentence: str
    on: date

    def __post_init__(self) -> None:
        bounded(self.sentence, "sentence", REMARK, required=True)


@dataclass(frozen=True, slots=True)
class Edited:
    """The title, the coordinator or only the next date was changed."""

    title: str | None = None  # None: as it was
    coordinator_ref: str | None = None  # None: as it was

    def __post_init__(self) -> None:
        bounded(self.title, "title", NAME)
        bounded(self.coordinator_ref, "coordinator_ref", NAME)


@dataclass(frozen=True, slots=True)
class HandOverProposed:
    """The leading chamber asked another one to take the case."""

    to_ref: str

    def __post_init__(self) -> None:
        bounded(self.to_ref, "chamber_ref", NAME, required=True)


@dataclass(frozen=True, slots=True)
class HandOverAccepted:
    """The other chamber took the case, and leads it from here on."""

    to_ref: str
    coordinator_ref: str | None = None

    def __post_init__(self) -> None:
        bounded(self.to_ref, "chamber_ref", NAME, required=True)
        bounded(self.coordinator_ref, "coordinator_ref", NAME)


@dataclass(frozen=True, slots=True)
class Released:
    """One side opened a field to the other."""

    path: str  # `name`: the candidate's; else a path of the seeker's need
    heard: Hearing | None = None

    def __post_init__(self) -> None:
        bounded(self.path, "path", NAME, required=True)

    @property
    def side(self) -> Side:
        """Whose field it is."""
        return owner_of(self.path)


@dataclass(frozen=True, slots=True)
class Revoked:
    """One side took a release back."""

    path: str

    def __post_init__(self) -> None:
        bounded(self.path, "path", NAME, required=True)

    @property
    def side(self) -> Side:
        """Whose field it is."""
        return owner_of(self.path)


@dataclass(frozen=True, slots=True)
class Closed:
    """The introduction ended; what one side is told of it stands in kind words."""

    ending: Ending
    reason: DeclineReason | None = None
    told_to: Side | None = None
    told: str | None = None
    told_en: str | None = None

    def __post_init__(self) -> None:
        if (self.reason is not None) != (self.ending.declined_by is not None):
            raise InvalidValueError(
                "見送りには理由が要ります。ほかの終わり方に見送りの理由は付きません",
                field="reason",
                english="a declined introduction needs a reason, and only that one has it",
            )


Act = (
    Opened
    | Moved
    | Answered
    | TermAgreed
    | Edited
    | HandOverProposed
    | HandOverAccepted
    | Released
    | Revoked
    | RungReached
    | OutcomeTold
    | Closed
)


@dataclass(frozen=True, slots=True)
class IntroductionEvent:
    """One act, with when, by whom, why, and when somebody looks at the case again."""

    at: datetime  # UTC
    actor_ref: str | None  # person_ref
    act: Act
    note: str | None = None
    next_date: date | None = None

    def __post_init__(self) -> None:
        bounded(self.actor_ref, "actor_ref", NAME)
        bounded(self.note, "note", REMARK)
        must_be_utc(self.at, "at")
        if self.next_date is not None and self.next_date < day_in_japan(self.at):
            raise InvalidValueError(
                "次の予定日が過ぎています", field="next_date", english="the next date is past"
            )


def closing(ending: Ending, reason: DeclineReason | None = None) -> Closed:
    """Return the closing act with the kind words that belong to it."""
    told = told_of(ending, reason)
    if told is None:
        return Closed(ending, reason)
    return Closed(ending, reason, *told)


def owner_of(path: str) -> Side:
    """Return which side a released field belongs to."""
    return Side.CANDIDATE if path == CANDIDATE_NAME else Side.SEEKER
