"""What a reader says of an answer: that a firm does not fit, or that it does, and why."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import NAME, QUERY, bounded
from enishi.domain.need import NeedKind

_CORRECTIONS = uuid5(NAMESPACE_URL, "https://enishi.example/corrections")

# A remark beside a chosen reason: a paragraph, and no place for a document.
NOTE = 1_000


class CorrectionVerdict(StrEnum):
    """What the reader holds of the firm that was found."""

    WRONG = "wrong"
    RIGHT = "right"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _VERDICTS[self]


class CorrectionReason(StrEnum):
    """Why the reader holds it."""

    OTHER_PROCESS = "other_process"
    OTHER_MATERIAL = "other_material"
    CONDITION = "condition"
    ALREADY_KNOWN = "already_known"
    CLOSED = "closed"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _REASONS[self]

    @property
    def is_a_misfit(self) -> bool:
        """Whether it can only be said of a firm that does not fit."""
        return self not in (CorrectionReason.ALREADY_KNOWN, CorrectionReason.OTHER)


_VERDICTS = {
    CorrectionVerdict.WRONG: "合わない",
    CorrectionVerdict.RIGHT: "合っている",
}
_REASONS = {
    CorrectionReason.OTHER_PROCESS: "工程が違う",
    CorrectionReason.OTHER_MATERIAL: "材料が違う",
    CorrectionReason.CONDITION: "条件が合わない",
    CorrectionReason.ALREADY_KNOWN: "既に知っている",
    CorrectionReason.CLOSED: "もう行っていない",
    CorrectionReason.OTHER: "その他",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One reader's word on one firm of one answer; it is never edited.

    Who the reader is stays unknown until there are accounts. The three versions say which
    answer it was, so that the ranking can be reproduced.
    """

    ref: str  # from `correction_ref`: the order of refs is the order of time
    created_at: datetime  # UTC
    question: str
    purpose: NeedKind
    firm_ref: str
    verdict: CorrectionVerdict
    index_version: str
    model_version: str
    ranker_version: str
    reason: CorrectionReason | None = None  # never None where the firm does not fit
    need_ref: str | None = None  # None: asked in a search box
    capability_ref: str | None = None  # None: found by the firm's summary
    note: str | None = None

    def __post_init__(self) -> None:
        bounded(self.ref, "correction_ref", NAME, required=True)
        bounded(self.question, "question", QUERY, required=True)
        bounded(self.need_ref, "need_ref", NAME)
        bounded(self.firm_ref, "firm_ref", NAME, required=True)
        bounded(self.capability_ref, "capability_ref", NAME)
        bounded(self.note, "note", NOTE)
        for name in ("index_version", "model_version", "ranker_version"):
            bounded(getattr(self, name), name, NAME, required=True)
        self._must_agree_with_its_reason()
        if self.created_at.utcoffset() != timedelta(0):
            raise InvalidValueError(
                "協定世界時（UTC）で指定してください", field="created_at", english="must be in UTC"
            )

    def _must_agree_with_its_reason(self) -> None:
        if self.verdict is CorrectionVerdict.WRONG and self.reason is None:
            raise InvalidValueError(
                "合わない理由を選んでください", field="reason", english="say why it does not fit"
            )
        if self.verdict is CorrectionVerdict.RIGHT and self.reason and self.reason.is_a_misfit:
            raise InvalidValueError(
                f"「{self.reason.label}」は、合わないときの理由です",
                field="reason",
                english=f"{self.reason} is a reason for not fitting",
            )

    @property
    def id(self) -> UUID:
        """Identity derived from `correction_ref`."""
        return uuid5(_CORRECTIONS, self.ref)


def correction_ref(created_at: datetime, mark: str) -> str:
    """Return a ref that sorts by its time, to the microsecond.

    `mark` tells corrections of the same instant apart.
    """
    return f"{created_at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{mark}"
