"""Withdrawals (取り下げ): a firm takes its consent back, and does not come in again unasked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from enishi.domain.access import Caller, Scope
from enishi.domain.audit import AuditAction
from enishi.domain.consent import ConsentMeans
from enishi.domain.firm import Firm
from enishi.domain.withdrawal import Withdrawal
from enishi.services.firms import take_off
from enishi.services.introductions.leaving import end_cases_of
from enishi.services.introductions.traces import Hand
from enishi.services.ports import Database, UnitOfWork
from enishi.services.register import act_on_firm, is_in_charge
from enishi.services.sight import firm_as_seen


@dataclass(frozen=True)
class WithdrawalService:
    """Takes firms off the network for good."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def withdraw(self, firm_id: str, means: ConsentMeans, *, by: Caller) -> Withdrawal:
        """Take the firm, all that is beside it and its draft away, and remember that it left.

        Its open introductions end.

        For the firm's own administrator, and for coordinators of its region who write down
        what was said to them. It leaves the search within two seconds. Raises NotFoundError
        and NotPermittedError.
        """
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            firm = firm_as_seen(work, firm_id, by).firm
            if not is_in_charge(by, firm):
                by.must_administer(firm.ref)
            now = self.now()
            withdrawal = Withdrawal(firm.ref, firm.corporate_number, now, means, by.person_ref)
            end_cases_of(work, firm.ref, Hand(by, now))
            take_off(work, firm.ref)
            draft = work.drafts.of_firm(firm.ref)
            if draft is not None:
                work.drafts.remove(draft.ref)
            work.withdrawals.put(withdrawal)
            work.audit.add(act_on_firm(by, AuditAction.ERASED, now, firm.ref, "consent"))
            return withdrawal


def withdrawn_among(work: UnitOfWork, firms: Sequence[Firm]) -> dict[str, Withdrawal]:
    """Return by firm_ref which of the firms had left, known by their ref or their number."""
    numbers = {firm.corporate_number for firm in firms if firm.corporate_number}
    left = work.withdrawals.of({firm.ref for firm in firms}, numbers)
    by_ref = {item.firm_ref: item for item in left}
    by_number = {item.corporate_number: item for item in left if item.corporate_number}
    found = {}
    for firm in firms:
        number = firm.corporate_number
        item = by_ref.get(firm.ref) or (by_number.get(number) if number else None)
        if item is not None:
            found[firm.ref] = item
    return found
