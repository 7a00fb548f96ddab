"""Whom a firm knows already, or has said no to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from enishi.domain.introduction.pairing import REMEMBERED_FOR
from enishi.domain.match_response import MatchAnswer
from enishi.domain.tie import Tie
from enishi.services.ports import UnitOfWork

# Three years: the window in which fixation is measured, after which a contact counts as lost.
KNOWN_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """The firms that are not suggested to one firm, and why not."""

    known: frozenset[str]  # met, dealt or worked with in three years, or says that it knows them
    declined: frozenset[str]  # either side said no within a year

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.known | self.declined


def acquaintance_of(work: UnitOfWork, ref: str, today: date) -> Acquaintance:
    """Return whom a firm knows or has declined, from its ties and the answers to matches."""
    ties = work.ties.of_firms([ref])
    known = _partners(ref, (tie for tie in ties if tie.accepted and tie.date > today - KNOWN_FOR))
    declined = _partners(
        ref, (tie for tie in ties if not tie.accepted and tie.date > today - REMEMBERED_FOR)
    )
    for answer, partner in _answers(work, ref):
        if answer is MatchAnswer.KNOWS:
            known.add(partner)
        elif answer is MatchAnswer.DOES_NOT_FIT:
            declined.add(partner)
    return Acquaintance(frozenset(known), frozenset(declined - known))


def _partners(ref: str, ties: Iterable[Tie]) -> set[str]:
    return {other for tie in ties for other in tie.firm_refs if other != ref}


def _answers(work: UnitOfWork, ref: str) -> Iterable[tuple[MatchAnswer, str]]:
    """Yield what was answered of the firm and another, on either's need."""
    for need_ref in work.needs.refs_of_firm(ref):
        for response in work.match_responses.of_need(need_ref):
            yield response.answer, response.firm_ref
    for response in work.match_responses.of_firm(ref):
        stored = work.needs.get(response.need_ref)
        if stored is not None and stored.record.firm_ref is not None:
            yield response.answer, stored.record.firm_ref
