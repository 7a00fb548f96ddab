"""What a plan is written about: the case, its assessment, and the partners behind letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from enishi.domain.bia.product import StockLevel
from enishi.entrypoints.paper.partners import Partners, partners_of
from enishi.entrypoints.wire.bia_answers import AssessmentOut, OptionOut, OutcomeOut
from enishi.entrypoints.wire.bia_case import CaseBody, ProductBody
from enishi.entrypoints.wire.bia_events import OptionBody, ScenarioBody

OFFICIAL = "正式"


@dataclass(frozen=True)
class Subject:
    """A case with its assessment, and what a writer keeps asking of the two."""

    case: CaseBody
    assessment: AssessmentOut
    firm_names: Mapping[str, str] = field(default_factory=dict)  # on the network, by firm_ref

    @cached_property
    def partners(self) -> Partners:
        """The names as they may be printed."""
        return partners_of(self.case, self.firm_names)

    @cached_property
    def judged(self) -> dict[str, OptionOut]:
        """How each option was judged, by its ref."""
        return {option.ref: option for option in self.assessment.options}

    @cached_property
    def process_names(self) -> dict[str, str]:
        """The name of each process by its ref."""
        return {process.ref: process.name for process in self.case.processes}

    def standing(self, option: OptionBody) -> str:
        """Return 正式, 予定, 推定 … of an option."""
        judged = self.judged.get(option.ref)
        return judged.standing if judged else "候補"

    def is_official(self, option: OptionBody) -> bool:
        """Whether an option counts in the official recovery time."""
        judged = self.judged.get(option.ref)
        return judged is not None and judged.is_official

    def outcomes(self, product_ref: str, scenario_ref: str) -> list[OutcomeOut]:
        """Return what was reckoned for a product in a scenario."""
        return [
            outcome
            for outcome in self.assessment.outcomes
            if (outcome.product_ref, outcome.scenario_ref) == (product_ref, scenario_ref)
        ]

    def without_options(self) -> list[tuple[ProductBody, ScenarioBody, OutcomeOut]]:
        """Return what happens to each product in each scenario with mean stock and no help."""
        return [
            (product, scenario, outcome)
            for product in self.case.products
            for scenario in self.case.scenarios
            for outcome in self.outcomes(product.ref, scenario.ref)
            if not outcome.option_refs and outcome.stock_level is StockLevel.MEAN
        ]

    def steps(self, product_ref: str, covers: Iterable[str]) -> str:
        """Return the names of steps of a product."""
        product = next((item for item in self.case.products if item.ref == product_ref), None)
        names = {step.ref: step.name for step in product.steps} if product else {}
        return "・".join(f"{ref} {names.get(ref, '')}".strip() for ref in covers)


def official_outcome(outcomes: Iterable[OutcomeOut]) -> OutcomeOut | None:
    """Return the outcome with every official option; None where there is no such option."""
    found = [item for item in outcomes if item.is_official and item.option_refs]
    return max(found, key=lambda item: len(item.option_refs), default=None)
