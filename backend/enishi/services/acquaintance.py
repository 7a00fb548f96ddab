"""Whom a firm knows already, or has said no to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from enishi.domain.introduction.pairing import REMEMBERED_FOR
from enishi.domain.match_response import MatchAnswer
from enishi.domain.tie import KNOWN_FOR, Tie
from enishi.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """The firms that are not suggested to one firm, and why not."""

    known: frozenset[str]  # met, dealt or worked with in three years, or says that it knows them
    declined: frozenset[str]  # said no within a year, or that the other does not fit

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.known | self.declined


def acquaintance_of(work: UnitOfWork, ref: str, ties: Sequence[Tie], today: date) -> Acquaintance:
    """Return whom a firm knows or has declined, from its ties and from what was answered.

    `ties` are those of the firm that may be known to whoever is told.
    """
    known = {*_met(ref, ties, today)}
    declined = {
        *_partners(
            ref, (tie for tie in ties if not tie.accepted and tie.date > today - REMEMBERED_FOR)
        )
    }
    for answer, partner in answers_between(work, ref):
        if answer is MatchAnswer.KNOWS:
            known.add(partner)
        elif answer is MatchAnswer.DOES_NOT_FIT:
            declined.add(partner)
    return Acquaintance(frozenset(known), frozenset(declined - known))


def firms_met(work: UnitOfWork, ref: str, today: date) -> list[str]:
    """Return whom a firm met or worked with in three years, each once, the latest contact first."""
    return [*dict.fromkeys(_met(ref, work.ties.of_firms([ref]), today))]


def _met(ref: str, ties: Iterable[Tie], today: date) -> Iterable[str]:
    return _partners(ref, (tie for tie in ties if tie.accepted and tie.date > today - KNOWN_FOR))


def _partners(ref: str, ties: Iterable[Tie]) -> Iterable[str]:
    return (other for tie in ties for other in tie.firm_refs if other != ref)


def answers_between(work: UnitOfWork, ref: str) -> Iterable[tuple[MatchAnswer, str]]:
    """Yield what was answered of the firm and another, on either's need or suggestion."""
    for need_ref in work.needs.refs_of_firm(ref):
        for response in work.match_responses.of_need(need_ref):
            yield response.answer, response.firm_ref
    for response in work.match_responses.of_firm(ref):
        stored = work.needs.get(response.need_ref)
        if stored is not None and stored.record.firm_ref is not None:
            yield response.answer, stored.record.firm_ref
    for suggestion, given in work.suggestions.answered_with(ref):
        is_own = suggestion.viewer_ref == ref
        yield given.answer, suggestion.shown_ref if is_own else suggestion.viewer_ref
