"""Looks up the partners that a case leans on, as its owner sees them."""

from collections.abc import Collection, Mapping
from datetime import date

from enishi.domain.access import Caller, Scope
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.partner import Partner
from enishi.domain.firm import Firm
from enishi.domain.introduction import CANDIDATE_NAME, Ending, Introduction, sight_of
from enishi.domain.membership import Membership, Role
from enishi.domain.need import NeedKind
from enishi.domain.readiness import Readiness, Rung, RungReached
from enishi.services.ports import UnitOfWork
from enishi.services.sight import firms_seen


def partners_of(work: UnitOfWork, filed: FiledCase, day: date) -> dict[str, Partner]:
    """Return by firm_ref the partners that a case leans on, as they stand on a day."""
    return partners_among(work, filed, filed.leans_on, day)


def partners_among(
    work: UnitOfWork, filed: FiledCase, firm_refs: Collection[str], day: date
) -> dict[str, Partner]:
    """Return by firm_ref some firms as partners of a case, as its owner sees them on a day.

    Whoever reads the case, sees of a partner what its owner does: the plan is the owner's.
    """
    reader = reader_of(work, filed)
    stored = work.firms.get_many(sorted(firm_refs))
    seen = firms_seen(work, stored, reader)
    seeker = filed.firm_ref or filed.case.firm_ref
    found = {}
    for ref in sorted(firm_refs):
        firm = seen[ref].record if ref in seen else None
        cases = _introductions(work, reader, seeker, ref) if firm and seeker else []
        in_turn = _introductions(work, reader, ref, seeker) if firm and seeker else []
        is_mutual = any(map(_names, cases)) and any(map(_names, in_turn))
        found[ref] = _partner(ref, firm, cases, day, is_mutual=is_mutual)
    return found


def reader_of(work: UnitOfWork, filed: FiledCase) -> Caller:
    """Return as whom a case reads the network: a plain member of its organisation."""
    role = Role.FIRM_MEMBER if filed.firm_ref else Role.COORDINATOR
    chamber = work.chambers.get(filed.chamber_ref) if filed.chamber_ref else None
    membership = Membership(filed.ref, role, firm_ref=filed.firm_ref, chamber_ref=filed.chamber_ref)
    return Caller(
        memberships=(membership,),
        regions=(chamber.record.region,) if chamber else (),
        scopes=frozenset({Scope.READ}),
        door="job",
    )


def _partner(
    ref: str,
    firm: Firm | None,
    cases: Collection[Introduction],
    day: date,
    *,
    is_mutual: bool,
) -> Partner:
    """Return a partner on the highest rung that any of its introductions proves."""
    best = max(cases, key=lambda case: _order(case.readiness_at(day)), default=None)
    return Partner(
        ref=ref,
        firm=firm,
        readiness=_readiness(best.readiness_at(day), cases, day) if best else _UNASKED,
        introduction_ref=best.ref if best else None,
        is_named=any(map(_names, cases)),
        is_mutual=is_mutual,
    )


_UNASKED = Readiness(Rung.CANDIDATE)


def _readiness(standing: Readiness, cases: Collection[Introduction], day: date) -> Readiness:
    """Return where a partner stands; where only an expired proof would count, that proof.

    It counts no more than what stands, and its last day tells the reader what to renew.
    """
    if standing.rung.height >= Rung.QUALIFIED.height:
        return standing
    expired = [
        reached
        for case in filter(_is_standing, cases)
        for reached in case.acts(RungReached)
        if reached.rung.height >= Rung.QUALIFIED.height and reached.valid_until < day
    ]
    last = max(expired, key=lambda reached: reached.valid_until, default=None)
    return Readiness(last.rung, last.valid_until) if last else standing


def _order(readiness: Readiness) -> tuple[int, date]:
    return readiness.rung.height, readiness.valid_until or date.max


def _is_standing(case: Introduction) -> bool:
    """Whether nobody has ended the introduction, except by success."""
    return case.closing is None or case.closing.ending is Ending.SUCCEEDED


def _names(case: Introduction) -> bool:
    """Whether the candidate agreed to be named to the seeker, and has not left since."""
    return _is_standing(case) and case.was_agreed and CANDIDATE_NAME in case.released()


def _introductions(
    work: UnitOfWork, reader: Caller, seeker: str, candidate: str
) -> list[Introduction]:
    """Return the introductions in which one firm seeks an alternative from another."""
    if seeker == candidate:
        return []
    stored: Mapping[str, Firm] = {
        ref: item.record for ref, item in work.firms.get_many([seeker, candidate]).items()
    }
    return [
        case
        for case in work.introductions.of_pair(seeker, candidate)
        if case.seeker_ref == seeker
        and case.purpose is NeedKind.ALTERNATIVE_SOURCING
        and sight_of(reader).covers(case, stored)
    ]
