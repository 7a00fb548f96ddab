"""Corrections (訂正): what readers say of the answers, kept for improving the ranking."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.correction import (
    Correction,
    CorrectionReason,
    CorrectionVerdict,
    correction_ref,
)
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.domain.need import NeedKind
from enishi.services.fields import Fields
from enishi.services.ports import Database, UnitOfWork
from enishi.services.sight import firms_seen, postings_seen

Record = Mapping[str, Any]

CORRECTION_FIELDS = (
    "correction_ref",
    "created_at",
    "question",
    "purpose",
    "need_ref",
    "firm_ref",
    "capability_ref",
    "verdict",
    "reason",
    "note",
    "index_version",
    "model_version",
    "ranker_version",
)


@dataclass(frozen=True)
class CorrectionService:
    """Keeps what readers say of the answers."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def record(self, said: Record, *, by: Caller = ANONYMOUS) -> Correction:
        """Keep a correction, which gets its ref and its time here.

        Raises InvalidValueError naming the field, and NotFoundError where the firm or the
        need is not there for the caller. A capability may be gone: that may be what is being said.
        """
        now = self.now().astimezone(UTC)
        correction = correction_of(said, ref=correction_ref(now, token_hex(4)), created_at=now)
        with self.database.begin() as work:
            _must_refer_to_something(work, correction, by)
            work.corrections.add(correction)
        return correction

    def page(self, *, after: str | None, limit: int, by: Caller) -> list[Correction]:
        """Return corrections, newest first, to operators."""
        by.must_have(Scope.READ)
        by.must_be_operator()
        with self.database.read() as work:
            return work.corrections.page(after=after, limit=limit)

    def stream(self) -> Iterator[Correction]:
        """Yield every correction, oldest first, with memory use independent of their number."""
        with self.database.read() as work:
            yield from work.corrections.stream()


def correction_of(said: Record, *, ref: str, created_at: datetime) -> Correction:
    """Read what a reader says; raises InvalidValueError naming the field."""
    fields = Fields(said)
    purpose = fields.choice("purpose", NeedKind)
    verdict = fields.choice("verdict", CorrectionVerdict)
    if purpose is None or verdict is None:
        missing = "purpose" if purpose is None else "verdict"
        raise InvalidValueError("必須の項目が空です", field=missing, english="required")
    return Correction(
        ref=ref,
        created_at=created_at,
        question=fields.text("question") or "",
        purpose=purpose,
        need_ref=fields.text("need_ref"),
        firm_ref=fields.text("firm_ref") or "",
        capability_ref=fields.text("capability_ref"),
        verdict=verdict,
        reason=fields.choice("reason", CorrectionReason),
        note=fields.text("note"),
        index_version=fields.text("index_version") or "",
        model_version=fields.text("model_version") or "",
        ranker_version=fields.text("ranker_version") or "",
    )


def correction_record(correction: Correction) -> dict[str, Any]:
    """Write a correction with every field, as docs/files.md lists them."""
    return {
        "correction_ref": correction.ref,
        "created_at": correction.created_at.isoformat(),
        "question": correction.question,
        "purpose": correction.purpose.value,
        "need_ref": correction.need_ref,
        "firm_ref": correction.firm_ref,
        "capability_ref": correction.capability_ref,
        "verdict": correction.verdict.value,
        "reason": correction.reason.value if correction.reason else None,
        "note": correction.note,
        "index_version": correction.index_version,
        "model_version": correction.model_version,
        "ranker_version": correction.ranker_version,
    }


def _must_refer_to_something(work: UnitOfWork, correction: Correction, by: Caller) -> None:
    """Refuse what names a firm or a need that is not there, or not for the caller."""
    if not firms_seen(work, work.firms.get_many([correction.firm_ref]), by):
        raise NotFoundError(
            f"その企業は見つかりません（{correction.firm_ref}）",
            english=f"no such firm: {correction.firm_ref}",
        )
    if correction.need_ref is None:
        return
    need = work.needs.get(correction.need_ref)
    if need is None or not postings_seen(work, [need], by):
        raise NotFoundError(
            f"その探しものは見つかりません（{correction.need_ref}）",
            english=f"no such need: {correction.need_ref}",
        )
