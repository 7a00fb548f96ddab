"""Verifications (確認): how sure the network is of a firm, and who made sure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any

from enishi.domain.access import Audience, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.japan_time import day_in_japan
from enishi.domain.verification import (
    FirmVerification,
    NumberCheck,
    VerificationMeans,
    VerificationRung,
    number_check,
    rung_on,
)
from enishi.services.fields import Fields
from enishi.services.ports import Database, UnitOfWork
from enishi.services.register import act_on_firm, firm_to_coordinate, past_day
from enishi.services.sight import SeenFirm, firm_as_seen

_RUNGS = {rung.word: rung for rung in (VerificationRung.COORDINATOR, VerificationRung.VISITED)}


@dataclass(frozen=True, slots=True)
class VerificationStep:
    """One time that a coordinator made sure, as it is shown."""

    rung: VerificationRung
    confirmed_on: date
    expires_on: date
    counts: bool
    means: VerificationMeans
    chamber: str | None  # its name
    note: str | None  # for the firm and for coordinators


@dataclass(frozen=True, slots=True)
class VerificationLadder:
    """Where a firm stands today, and how it came there."""

    rung: VerificationRung
    number: NumberCheck
    steps: tuple[VerificationStep, ...]  # newest first


@dataclass(frozen=True)
class VerificationService:
    """Shows the badge to everybody, and lets coordinators earn it for their firms."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def ladder(self, firm_id: str, *, to: Caller) -> VerificationLadder:
        """Return where a firm stands; raises NotFoundError.

        Where the firm keeps its 法人番号 back from the reader, it is as if it had none.
        """
        with self.database.read() as work:
            return self._ladder(work, firm_as_seen(work, firm_id, to))

    def confirm(self, firm_id: str, said: Mapping[str, Any], *, by: Caller) -> VerificationLadder:
        """Record that a coordinator of the firm's region made sure.

        Raises InvalidValueError naming the field, NotFoundError and NotPermittedError.
        """
        with self.database.begin() as work:
            firm = firm_to_coordinate(work, firm_id, by)
            now = self.now()
            verification = _verification(said, firm, day_in_japan(now), by)
            work.verifications.add(verification)
            work.audit.add(act_on_firm(by, AuditAction.WRITTEN, now, firm.ref, "verification"))
            return self._ladder(work, firm_as_seen(work, firm_id, by))

    def _ladder(self, work: UnitOfWork, seen: SeenFirm) -> VerificationLadder:
        today = day_in_japan(self.now())
        check = _checks(work, [seen.shown])[seen.firm.ref]
        confirmed = work.verifications.of_firms([seen.firm.ref]).get(seen.firm.ref, ())
        steps = []
        for item in reversed(confirmed):
            chamber = work.chambers.get(item.chamber_ref) if item.chamber_ref else None
            steps.append(
                VerificationStep(
                    rung=item.rung,
                    confirmed_on=item.confirmed_on,
                    expires_on=item.expires_on,
                    counts=item.counts_on(today),
                    means=item.means,
                    chamber=chamber.record.name if chamber else None,
                    note=item.note if seen.audience >= Audience.COORDINATORS else None,
                )
            )
        return VerificationLadder(rung_on(today, check, confirmed), check, tuple(steps))


def rungs(work: UnitOfWork, firms: Sequence[Firm], today: date) -> dict[str, VerificationRung]:
    """Return where each firm stands on a day."""
    checks = _checks(work, firms)
    confirmed = work.verifications.of_firms([firm.ref for firm in firms])
    return {ref: rung_on(today, check, confirmed.get(ref, ())) for ref, check in checks.items()}


def _checks(work: UnitOfWork, firms: Sequence[Firm]) -> dict[str, NumberCheck]:
    numbers = [firm.corporate_number for firm in firms if firm.corporate_number]
    names = work.registered_names.of_numbers(numbers)
    return {
        firm.ref: number_check(
            firm, names.get(firm.corporate_number) if firm.corporate_number else None
        )
        for firm in firms
    }


def _verification(said: Mapping[str, Any], firm: Firm, today: date, by: Caller) -> FirmVerification:
    fields = Fields(said)
    word, means = fields.text("rung"), fields.choice("means", VerificationMeans)
    if word not in _RUNGS:
        raise InvalidValueError(
            f"{'・'.join(_RUNGS)} のどれかを指定してください",
            field="rung",
            english=f"must be one of {', '.join(_RUNGS)}",
        )
    if means is None:
        raise InvalidValueError("必須の項目が空です", field="means", english="required")
    confirmed_on = past_day(fields, "confirmed_on", today)
    return FirmVerification(
        ref=f"v{token_hex(8)}",
        firm_ref=firm.ref,
        rung=_RUNGS[word],
        confirmed_on=confirmed_on,
        confirmed_by=by.person_ref or "",
        means=means,
        chamber_ref=min(by.chamber_refs, default=None),
        note=fields.text("note"),
    )
