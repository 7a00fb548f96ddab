"""Alternative suppliers from the matching, each with what it would change in a plan."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from secrets import token_hex

from enishi.domain.access import Caller, Scope
from enishi.domain.bia.alternative import (
    AlternativeWorth,
    DraftAlternative,
    as_qualified,
    draft_alternative,
    plan_sentence,
    rank_alternatives,
)
from enishi.domain.bia.assessment import without
from enishi.domain.bia.case import Case
from enishi.domain.bia.expectation import expected_loss
from enishi.domain.bia.filing import FiledCase
from enishi.domain.bia.independence import (
    SharedHazard,
    hazard_independence,
    own_places,
    shared_hazards,
)
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.partner import Partner
from enishi.domain.bia.product import Product
from enishi.domain.bia.recovery import RecoveryOutcome, recover
from enishi.domain.bia.scenario import Scenario
from enishi.domain.bia.values import known
from enishi.domain.bia.wanted import need_of_steps
from enishi.domain.capability import Capability
from enishi.domain.disclosure import OPEN, SEEKER, Disclosure, Visibility
from enishi.domain.errors import InvalidValueError
from enishi.domain.match import Fit, Match
from enishi.domain.need import Need
from enishi.domain.query import Conditions, Query
from enishi.services.bia.assessments import AssessmentService
from enishi.services.bia.partners import partners_among
from enishi.services.needs import NeedService
from enishi.services.ports import Stored
from enishi.services.search import SearchService
from enishi.services.sight import Posting, no_such_firm

# Firms that are weighed for one question; a reader looks at the first ten.
_WEIGHED = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a partner is sought for: steps of a product, or with none the whole of it."""

    product_ref: str
    covers: tuple[str, ...] = ()
    scenario_ref: str | None = None  # to compare in; None: where most is expected to be lost


@dataclass(frozen=True, slots=True)
class Alternative:
    """One found firm as an option, and what an event and a year come to with it.

    `after` is with the partner as it stands; `qualified` once it is 認定, which is what decides
    its place: whom to qualify is the question.
    """

    match: Match
    draft: DraftAlternative
    independence: Decimal | None
    hazards: tuple[SharedHazard, ...]
    before: RecoveryOutcome
    after: RecoveryOutcome
    qualified: RecoveryOutcome
    expected_loss_avoided: Decimal  # yen a year, as it stands
    qualified_loss_avoided: Decimal  # yen a year, once qualified
    place: int  # in the search, from 1

    @property
    def sentence(self) -> str:
        """What the plan says once it is qualified."""
        return plan_sentence(self.before, self.qualified)

    @property
    def worth(self) -> AlternativeWorth:
        """What decides its place."""
        return AlternativeWorth(
            self.qualified_loss_avoided, self.independence, self.place, self.match.firm.ref
        )


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The need that was asked for, and who could help, the most helpful first."""

    need: Need
    scenario_ref: str
    items: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A case with a found firm among its options, and what that changes."""

    filed: Stored[FiledCase]
    option: RecoveryOption
    alternative: Alternative


@dataclass(frozen=True)
class AlternativeService:
    """Feeds a plan from the matching."""

    assessments: AssessmentService
    needs: NeedService
    search: Callable[[], SearchService]

    def find(self, ref: str, wanted: Wanted, *, by: Caller, limit: int = 10) -> Alternatives:
        """Return firms that could stand in, by the loss that a year is expected to be spared.

        The need is searched for as the caller; whom the owner does not see is left out, as is
        the firm itself. A stated condition that a firm does not meet leaves it out; a hazard
        that it shares costs it its place. Raises NotFoundError, and InvalidValueError for a
        reference that leads to nothing.
        """
        desk = self._desk(ref, wanted, by)
        found = rank_alternatives(desk.alternatives(desk.matches(by)), lambda item: item.worth)
        return Alternatives(desk.need, desk.scenario.ref, tuple(found[:limit]))

    def take(
        self, ref: str, firm_ref: str, wanted: Wanted, *, by: Caller, capability_ref: str | None
    ) -> Taken:
        """Add a found firm to the options of a case; raises as `find`.

        Which capability does the work: the one named, else the one that answers the need best.
        """
        by.must_have(Scope.WRITE)
        desk = self._desk(ref, wanted, by)
        match = next((item for item in desk.matches(by) if item.firm.ref == firm_ref), None)
        if match is None or capability_ref not in (None, _ref_of(match.capability)):
            match = self._named(desk, firm_ref, capability_ref, match)
        (alternative,) = desk.alternatives([match])
        option = replace(alternative.draft.option, ref=_free_ref(desk.filed.record.case))
        case = desk.filed.record.case
        stored = self.assessments.cases.replace(
            ref,
            replace(case, options=(*case.options, option)),
            expected=desk.filed.revision,
            by=by,
        )
        return Taken(stored, option, alternative)

    def post_need(self, ref: str, wanted: Wanted, *, is_anonymous: bool, by: Caller) -> Posting:
        """Post the need on the board, without the firm's name unless it is to be told.

        Raises as `find`, and NotPermittedError.
        """
        by.must_have(Scope.WRITE)
        desk = self._desk(ref, wanted, by)
        kept_back = Disclosure(paths={SEEKER: Visibility.COORDINATORS})
        return self.needs.post(desk.need, by=by, disclosure=kept_back if is_anonymous else OPEN)

    def _desk(self, ref: str, wanted: Wanted, by: Caller) -> "_Desk":
        day = self.assessments.today
        stored, standing = self.assessments.standing(ref, by=by, day=day)
        case = without(standing.case, standing.gone)
        product = _product(case, wanted.product_ref)
        known(wanted.covers, [step.ref for step in product.steps], "covers")
        need = need_of_steps(
            *(case, product, wanted.covers, day),
            ref=f"bia-{token_hex(8)}",
            firm_ref=stored.record.firm_ref,
        )
        return _Desk(
            filed=stored,
            case=case,
            product=product,
            covers=wanted.covers,
            scenario=_scenario(case, product, wanted.scenario_ref, day),
            need=need,
            day=day,
            service=self,
        )

    def _named(
        self, desk: "_Desk", firm_ref: str, capability_ref: str | None, found: Match | None
    ) -> Match:
        """Return the firm as found, with the capability that the caller names, or its first."""
        firm = found.firm if found else desk.partners([firm_ref])[firm_ref].firm
        if firm is None:
            raise no_such_firm()
        named = firm.capability(capability_ref) if capability_ref else None
        if capability_ref and named is None:
            raise InvalidValueError(
                "その企業に、その能力はありません",
                field="capability_ref",
                english="the firm has no such capability",
            )
        capability = named or next(iter(firm.capabilities), None)
        if capability is None:
            raise InvalidValueError(
                "能力が登録されていない企業は、選択肢に加えられません",
                field="firm_ref",
                english="a firm without capabilities cannot be an option",
            )
        return Match(firm, capability, Fit.LOW, (), (), None)


@dataclass(frozen=True)
class _Desk:
    """Everything that one question about a case needs, looked up once."""

    filed: Stored[FiledCase]
    case: Case
    product: Product
    covers: tuple[str, ...]
    scenario: Scenario
    need: Need
    day: date
    service: AlternativeService

    def matches(self, by: Caller) -> list[Match]:
        """Return who answers the need, in the search's order, without the firm itself."""
        asked = Query.of(self.need, conditions=Conditions.GATE)
        query = asked.asking(self.need.query or self.need.title)
        found = self.service.search().search(query, limit=_WEIGHED, is_bare=True, by=by)
        own = {self.filed.record.firm_ref, self.case.firm_ref}
        return [item for item in found.matches if item.firm.ref not in own]

    def partners(self, firm_refs: Collection[str]) -> Mapping[str, Partner]:
        """Return firms as the owner of the case sees them."""
        with self.service.assessments.cases.database.read() as work:
            return partners_among(work, self.filed.record, firm_refs, self.day)

    def alternatives(self, matches: Collection[Match]) -> list[Alternative]:
        """Return what each match would be as an option; of whom nothing is known are left out."""
        partners = self.partners({match.firm.ref for match in matches})
        spent = expected_loss(self.case, (), self.day).yearly
        return [
            self._alternative(match, match.capability, partners[match.firm.ref], spent, place)
            for place, match in enumerate(matches, 1)
            if match.capability is not None and partners[match.firm.ref].firm is not None
        ]

    def _alternative(
        self, match: Match, capability: Capability, partner: Partner, spent: Decimal, place: int
    ) -> Alternative:
        draft = draft_alternative(
            *(self.case, self.product, match.firm, capability),
            ref="new",
            covers=self.covers,
            readiness=partner.readiness,
            introduction_ref=partner.introduction_ref,
            is_named=partner.is_named,
        )
        option = replace(draft.option, capability_ref=capability.ref)
        ready = as_qualified(option)
        own = own_places(self.case, self.product)
        return Alternative(
            match=match,
            draft=replace(draft, option=option),
            independence=hazard_independence(own, option.places, self.case.scenarios),
            hazards=shared_hazards(own, option.places, self.case.scenarios),
            before=self._outcome(),
            after=self._outcome(option),
            qualified=self._outcome(ready),
            expected_loss_avoided=spent - self._expected(option),
            qualified_loss_avoided=spent - self._expected(ready),
            place=place,
        )

    def _outcome(self, *options: RecoveryOption) -> RecoveryOutcome:
        return recover(self.case, self.product, self.scenario, options, day=self.day)

    def _expected(self, option: RecoveryOption) -> Decimal:
        return expected_loss(self.case, (option,), self.day).yearly


def _product(case: Case, ref: str) -> Product:
    found = next((item for item in case.products if item.ref == ref), None)
    if found is None:
        raise InvalidValueError(
            f"「{ref}」がありません", field="product_ref", english=f"there is no “{ref}”"
        )
    return found


def _scenario(case: Case, product: Product, ref: str | None, day: date) -> Scenario:
    """Return the scenario of that reference, else the one that is expected to cost most."""
    if not case.scenarios:
        raise InvalidValueError(
            "代替先を比べるには、災害が1つ以上必要です",
            field="scenarios",
            english="comparing alternatives needs at least one scenario",
        )
    if ref is None:
        return max(
            case.scenarios,
            key=lambda item: item.annual_rate * recover(case, product, item, day=day).loss,
        )
    known([ref], [item.ref for item in case.scenarios], "scenario_ref")
    return next(item for item in case.scenarios if item.ref == ref)


def _ref_of(capability: Capability | None) -> str | None:
    return capability.ref if capability else None


def _free_ref(case: Case) -> str:
    taken = {option.ref for option in case.options}
    return next(ref for number in range(1, len(taken) + 2) if (ref := f"M{number}") not in taken)
