"""Assesses cases: what is sent once, and what an organisation keeps."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from enishi.domain.access import Caller
from enishi.domain.bia.alternative import plan_sentence
from enishi.domain.bia.assessment import Assessment, assess, without
from enishi.domain.bia.case import Case
from enishi.domain.bia.claims import SharedCapacity, rationed
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.pairs import BackupPair
from enishi.domain.bia.product import StockLevel
from enishi.domain.bia.recovery import RecoveryOutcome, recover
from enishi.domain.bia.values import known
from enishi.domain.errors import InvalidValueError
from enishi.domain.japan_time import day_in_japan
from enishi.services.bia.cases import CaseService
from enishi.services.bia.standing import StandingCase, as_it_stands
from enishi.services.ports import Stored


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A question to a case: these options, in this event, at this level of stock."""

    product_ref: str
    scenario_ref: str
    option_refs: tuple[str, ...] = ()
    stock_level: StockLevel = StockLevel.MEAN


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What comes of an event without options and with some, and what the plan then says."""

    before: RecoveryOutcome
    after: RecoveryOutcome
    sentence: str


@dataclass(frozen=True, slots=True)
class AssessedCase:
    """A filed case, what it comes to, and what the network knows beside it."""

    filed: Stored[FiledCase]
    assessment: Assessment
    claims: tuple[SharedCapacity, ...]
    pairs: tuple[BackupPair, ...]


@dataclass(frozen=True)
class AssessmentService:
    """Assesses cases with their partners as they stand today."""

    cases: CaseService
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    @property
    def today(self) -> date:
        """The day in Japan."""
        return day_in_japan(self.now())

    def assess(self, case: Case, day: date | None = None) -> Assessment:
        """Return the assessment of a case that nobody keeps; raises InvalidValueError."""
        return assess(case, day or self.today)

    def of_case(
        self, ref: str, *, by: Caller, day: date | None = None
    ) -> tuple[Stored[FiledCase], Assessment]:
        """Return a filed case with its assessment; raises NotFoundError."""
        found = self.in_network(ref, by=by, day=day)
        return found.filed, found.assessment

    def in_network(self, ref: str, *, by: Caller, day: date | None = None) -> AssessedCase:
        """Return the same with what the network knows beside it; raises NotFoundError."""
        on = day or self.today
        stored, standing = self.standing(ref, by=by, day=on)
        assessment = assess(standing.case, on, gone=standing.gone, claims=standing.claims)
        return AssessedCase(stored, assessment, standing.claims, standing.pairs)

    def what_if(self, ref: str, question: WhatIf, *, by: Caller) -> WhatIfAnswer:
        """Return what comes of an event without options and with those named.

        Raises NotFoundError, and InvalidValueError for a reference that leads to nothing.
        """
        _, standing = self.standing(ref, by=by, day=self.today)
        return compared(standing, question, self.today)

    def standing(
        self, ref: str, *, by: Caller, day: date
    ) -> tuple[Stored[FiledCase], StandingCase]:
        """Return a filed case, and the same as it stands on a day; raises NotFoundError."""
        stored = self.cases.get(ref, by=by)
        with self.cases.database.read() as work:
            return stored, as_it_stands(work, stored.record, day)


def compared(standing: StandingCase, question: WhatIf, day: date) -> WhatIfAnswer:
    """Return what comes of an event without options and with those named.

    Raises InvalidValueError for a reference that leads to nothing, or to a partner that is gone.
    """
    case = without(standing.case, standing.gone)
    _must_lead_somewhere(case, standing.gone, question)
    product = case.product(question.product_ref)
    scenario = next(item for item in case.scenarios if item.ref == question.scenario_ref)
    named = [option for option in case.options if option.ref in question.option_refs]
    chosen = rationed(named, scenario, product.demand_per_day, standing.claims)
    level = question.stock_level
    before = recover(case, product, scenario, level=level, day=day)
    after = recover(case, product, scenario, chosen, level=level, day=day)
    return WhatIfAnswer(before, after, plan_sentence(before, after))


def _must_lead_somewhere(case: Case, gone: Collection[str], question: WhatIf) -> None:
    """Refuse references to nothing, at their own field."""
    for name, there in (("product_ref", case.products), ("scenario_ref", case.scenarios)):
        ref = getattr(question, name)
        if ref not in {item.ref for item in there}:
            raise InvalidValueError(
                f"「{ref}」がありません", field=name, english=f"there is no “{ref}”"
            )
    refs = {item.ref for item in case.options if item.product_ref == question.product_ref}
    for number, ref in enumerate(question.option_refs):
        if ref in gone:
            raise InvalidValueError(
                f"「{ref}」の相手は登録を取り下げたか、見えなくなっています",
                field=f"option_refs[{number}]",
                english=f"the partner of “{ref}” has left the network",
            )
    known(question.option_refs, refs, "option_refs")
