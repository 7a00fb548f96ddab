"""A network of a few firms that could develop something together, and its suggestions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from builders import a_concept, a_firm, a_lexicon, a_need
from builders_callers import a_member
from enishi.adapters.solver import ScipyTransport
from enishi.adapters.solver.flow import FlowAllocator
from enishi.domain.access import LOCAL_OPERATOR, Caller
from enishi.domain.allocation import AllocationRules
from enishi.domain.disclosure import Disclosure
from enishi.domain.exposure import ExposureAudit
from enishi.domain.firm import firm_id
from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer
from enishi.domain.suggestion import Suggestion
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.ports import Allocator
from enishi.services.responses import MatchResponseService
from enishi.services.suggestions.answering import SuggestionAnswerResult, SuggestionAnswerService
from enishi.services.suggestions.pausing import SuggestionPauseService
from enishi.services.suggestions.reading import SuggestionList
from enishi.services.suggestions.service import SuggestionService
from networks import Network

WEEK = IsoWeek(2026, 48)
MONDAY = datetime(2026, 11, 22, 18, tzinfo=UTC)  # 03:00 in Japan
LEXICON = a_lexicon(
    *(a_concept(name) for name in ("研磨", "溶接", "鋳造", "切削", "鍛造", "旋削", "塗装")),
    a_concept("めっき", "treatment", english="plating"),
)
# A and B, A and C share one of three trades each; D shares nothing with A.
FIRMS = (
    a_firm("めっきと研磨と溶接", ref="A", name="縁側鍍金", cluster="燕三条", employees=20),
    a_firm("めっきと鋳造と切削", ref="B", name="諏訪鋳造", cluster="諏訪", employees=80),
    a_firm("研磨と鍛造と旋削", ref="C", name="燕鍛工", cluster="燕三条", employees=30),
    a_firm("鋳造と鍛造と塗装", ref="D", name="川口塗装", cluster="川口"),
)


@dataclass
class Weekly:
    """The services over one network, on a Monday that can be moved."""

    network: Network
    allocator: Allocator = field(default_factory=FlowAllocator)
    rules: AllocationRules = field(default_factory=AllocationRules)
    time: datetime = MONDAY

    @property
    def database(self) -> Any:
        return self.network.database

    @property
    def suggestions(self) -> SuggestionService:
        return SuggestionService(
            self.database,
            self.network.live,
            lambda: self.network.search,
            lambda: KnowledgeShelf(ScipyTransport()),
            lambda: self.allocator,
            "https://enishi.example",
            self.rules,
            self._now,
        )

    @property
    def pauses(self) -> SuggestionPauseService:
        return SuggestionPauseService(self.database, self._now)

    @property
    def answers(self) -> SuggestionAnswerService:
        return SuggestionAnswerService(
            self.database, MatchResponseService(self.database, self._now), self._now
        )

    def _now(self) -> datetime:
        return self.time

    def make(self, week: IsoWeek = WEEK) -> list[Suggestion]:
        """Make a week, and return everything in it."""
        self.suggestions.make(week, by=LOCAL_OPERATOR)
        with self.database.read() as work:
            return [item for item in work.suggestions.recent(week) if item.week == week]

    def pairs(self, week: IsoWeek = WEEK) -> set[str]:
        """Make a week, and return who is shown to whom: `A→B`."""
        return {f"{item.viewer_ref}→{item.shown_ref}" for item in self.make(week)}

    def audit(self, week: IsoWeek = WEEK) -> ExposureAudit:
        """Return the audit of a week."""
        return self.suggestions.audit(week, by=LOCAL_OPERATOR)

    def read(self, firm_ref: str, by: Caller | None = None) -> SuggestionList:
        """Return what a firm reads of the week."""
        reader = by or a_member(firm_ref)
        return self.suggestions.of_firm(str(firm_id(firm_ref)), WEEK, by=reader)

    def shown(self, firm_ref: str) -> list[str]:
        """Return whom a firm reads of."""
        return [item.firm.ref for item in self.read(firm_ref).items]

    def answer(
        self, viewer: str, shown: str, answer: MatchAnswer, **known: Any
    ) -> SuggestionAnswerResult:
        """Answer the suggestion of one firm to another."""
        (ref,) = (i.suggestion.ref for i in self.read(viewer).items if i.firm.ref == shown)
        known.setdefault("by", a_member(viewer))
        return self.answers.answer(ref, answer, **known)

    def later(self, *, weeks: int) -> IsoWeek:
        """Let weeks go by, and return the week that it is then."""
        self.time += timedelta(weeks=weeks)
        return IsoWeek.of(self.time)

    def hide(self, firm_ref: str, *others: str, **known: Any) -> None:
        """Let a firm hide from others, or decide otherwise."""
        disclosure = Disclosure(hide_from=frozenset(others), **known)
        with self.database.begin() as work:
            work.disclosures.put_firm(firm_ref, disclosure)

    def post(self, ref: str, by: str, title: str, *, as_it_is: Disclosure | None = None) -> None:
        """Let a firm post a need."""
        with self.database.begin() as work:
            work.needs.put_many([a_need(title, ref=ref, by=by)])
            if as_it_is is not None:
                work.disclosures.put_need(ref, as_it_is)


def a_weekly(folder: Path, prepare: Callable[[Network], None] = lambda _: None) -> Weekly:
    """Return the services over the four firms."""
    network = Network(folder / "indexes", lexicon=LEXICON).publish(*FIRMS)
    prepare(network)
    network.rebuild()
    return Weekly(network)
