"""Stands before every way in, and counts what was tried in vain.

A try is counted before it is looked at, and taken back when it convinces: a hundred tries at
once are a hundred counts, not one.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from enishi.domain.attempts import FORGOTTEN_AFTER, Counted, Failures
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import TooManyRequestsError
from enishi.domain.session import Visit
from enishi.services.ports import UnitOfWork
from enishi.services.tokens import hash_of

Key = tuple[Counted, str]


class WayIn(StrEnum):
    """What is tried."""

    PASSWORD = "password"
    CODE = "code"
    LINK = "link"


def keys_of(
    way: WayIn, email: EmailAddress, visit: Visit, *, is_known: bool = False
) -> tuple[Key, ...]:
    """Return what a try is counted under.

    A browser that has signed in before has a count of its own, which no stranger adds to. A link
    is counted for no account as a whole: that would let strangers keep its owner from asking.
    """
    account = email.text
    if is_known and visit.device is not None:
        parts = [(Counted.ACCOUNT_FROM_DEVICE, f"{account} {hash_of(visit.device)}")]
    else:
        parts = [(Counted.ACCOUNT_FROM_NETWORK, f"{account} {visit.network}")]
        if way is not WayIn.LINK:
            parts.append((Counted.ACCOUNT, account))
        if not visit.is_from_this_machine:
            parts.append((Counted.NETWORK, visit.network))
    return tuple((counted, hash_of(f"{way} {counted} {part}")) for counted, part in parts)


def admit(work: UnitOfWork, keys: Sequence[Key], now: datetime) -> None:
    """Count a try; raises TooManyRequestsError where it has to wait, and then counts nothing."""
    work.failures.forget_before(now - FORGOTTEN_AFTER)
    counts = [(counted, work.failures.get(key) or Failures(key, 0, now)) for counted, key in keys]
    wait = max(found.wait(counted, now) for counted, found in counts)
    if wait:
        raise TooManyRequestsError(wait)
    for counted, found in counts:
        work.failures.put(found.and_one_more(counted, now))


def take_back(work: UnitOfWork, keys: Sequence[Key]) -> None:
    """Forget what was counted for this account from here: whoever it was has convinced."""
    for counted, key in keys:
        found = work.failures.get(key)
        if found is None:
            continue
        if counted in (Counted.ACCOUNT, Counted.NETWORK):
            work.failures.put(found.and_one_less())
        else:
            work.failures.remove(key)
