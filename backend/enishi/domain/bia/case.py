"""A BIA case: everything that one analysis knows, checked as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from enishi.domain.bia.finance import Finance
from enishi.domain.bia.option import RecoveryOption
from enishi.domain.bia.process import DataSet, Process, Skill, parents_are_sound
from enishi.domain.bia.product import Product
from enishi.domain.bia.scenario import Scenario, Site
from enishi.domain.bia.values import amount, known, unique
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import DESCRIPTION, NAME, bounded

# More than any plan that a person keeps; an upload with a slip is told so at its field.
_MOST = {
    "sites": 200,
    "processes": 500,
    "data": 200,
    "products": 50,
    "scenarios": 50,
    "options": 500,
    "skills": 500,
}


@dataclass(frozen=True, slots=True)
class ImpactWeights:
    """How much each axis counts in the importance of a process; they sum to 1."""

    sales: Decimal = Decimal("0.4")  # 売上・収益
    customer: Decimal = Decimal("0.3")  # 顧客関係
    legal: Decimal = Decimal("0.2")  # 法的義務
    advantage: Decimal = Decimal("0.1")  # 競争優位

    def __post_init__(self) -> None:
        sum_to_one((self.sales, self.customer, self.legal, self.advantage))


@dataclass(frozen=True, slots=True)
class PriorityWeights:
    """How much each criterion counts in the order of recovery; they sum to 1."""

    impact: Decimal = Decimal("0.4")  # 事業影響度
    ease: Decimal = Decimal("0.3")  # 復旧容易性
    customer: Decimal = Decimal("0.2")  # 顧客影響度
    legal: Decimal = Decimal("0.1")  # 法的重要度

    def __post_init__(self) -> None:
        sum_to_one((self.impact, self.ease, self.customer, self.legal))


@dataclass(frozen=True, slots=True)
class SalesBands:
    """Axis 1: from which share of the firm's daily marginal profit on a score is given.

    Scores 2, 3, 4, 5 begin at the four ascending shares; below the first it is 1. The seed
    has no such table: the shares are a proposal, and a setting of the case (models.md §4.1).
    """

    starts: tuple[Decimal, Decimal, Decimal, Decimal] = (
        Decimal("0.02"),
        Decimal("0.05"),
        Decimal("0.10"),
        Decimal("0.25"),
    )

    def __post_init__(self) -> None:
        if list(self.starts) != sorted(set(self.starts)) or not 0 < self.starts[0] <= 1:
            raise InvalidValueError(
                "0より大きい割合を、小さい順に4つ指定してください",
                field="sales_bands",
                english="four ascending shares above 0",
            )


@dataclass(frozen=True, slots=True)
class PlanText:
    """What a plan says in words, in the order of 事業継続力強化計画; blank where not written."""

    purpose: str | None = None  # 目的
    supply_chain_role: str | None = None  # サプライチェーン・地域での役割
    safety: str | None = None  # 避難方法・安否確認
    command: str | None = None  # 緊急体制・経営層の指揮
    damage_report: str | None = None  # 被害状況の把握と共有
    people: str | None = None  # ヒトへの対策
    goods: str | None = None  # モノへの対策
    money: str | None = None  # カネへの対策
    information: str | None = None  # 情報への対策
    training: str | None = None  # 訓練（年1回以上）
    review: str | None = None  # 見直し（年1回以上）
    partners: str | None = None  # 連携の態様・役割分担（連携型）

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            bounded(getattr(self, name), name, DESCRIPTION)


@dataclass(frozen=True, slots=True)
class Case:
    """One firm's analysis at one time; references inside it lead somewhere, or it is refused."""

    title: str
    firm_name: str
    finance: Finance
    firm_ref: str | None = None
    impact_weights: ImpactWeights = field(default_factory=ImpactWeights)
    priority_weights: PriorityWeights = field(default_factory=PriorityWeights)
    sales_bands: SalesBands = field(default_factory=SalesBands)
    sites: tuple[Site, ...] = ()
    processes: tuple[Process, ...] = ()
    data: tuple[DataSet, ...] = ()
    products: tuple[Product, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    options: tuple[RecoveryOption, ...] = ()
    skills: tuple[Skill, ...] = ()
    plan: PlanText = field(default_factory=PlanText)
    budget: Decimal | None = None  # yen for preparations
    approver: str | None = None
    approved_on: date | None = None
    review_on: date | None = None
    hearings: int = 0  # people of the shop floor who were asked
    done: frozenset[str] = frozenset()  # items of the guided path that were ticked

    def __post_init__(self) -> None:
        bounded(self.title, "title", NAME, required=True)
        bounded(self.firm_name, "firm_name", NAME, required=True)
        bounded(self.approver, "approver", NAME)
        amount(self.budget, "budget")
        amount(Decimal(self.hearings), "hearings")
        for name, most in _MOST.items():
            if len(getattr(self, name)) > most:
                raise InvalidValueError(
                    f"{len(getattr(self, name)):,}件あります（上限は{most:,}件）",
                    field=name,
                    english=f"{len(getattr(self, name)):,} entries; at most {most:,}",
                )
        for name in ("sites", "processes", "products", "scenarios", "options"):
            unique((item.ref for item in getattr(self, name)), name)
        self._check_processes()
        self._check_products()
        self._check_options()

    def product(self, ref: str) -> Product:
        """Return the product of that reference; a case holds no reference to another."""
        return next(item for item in self.products if item.ref == ref)

    def _check_processes(self) -> None:
        parents_are_sound(self.processes)
        refs = [item.ref for item in self.processes]
        for number, process in enumerate(self.processes):
            known((u.ref for u in process.upstream), refs, f"processes[{number}].upstream")
        for number, skill in enumerate(self.skills):
            known([skill.process_ref], refs, f"skills[{number}].process_ref")

    def _check_products(self) -> None:
        processes, sites = [p.ref for p in self.processes], [s.ref for s in self.sites]
        for number, product in enumerate(self.products):
            for place, step in enumerate(product.steps):
                field = f"products[{number}].steps[{place}]"
                known(filter(None, [step.process_ref]), processes, f"{field}.process_ref")
                known(filter(None, [step.site_ref]), sites, f"{field}.site_ref")

    def _check_options(self) -> None:
        steps = {product.ref: [step.ref for step in product.steps] for product in self.products}
        for number, option in enumerate(self.options):
            known([option.product_ref], steps, f"options[{number}].product_ref")
            known(option.covers, steps[option.product_ref], f"options[{number}].covers")


def sum_to_one(weights: Iterable[Decimal]) -> None:
    """Refuse weights that are negative or do not sum to 1; nothing is normalised silently."""
    given = tuple(weights)
    total = sum(given, Decimal(0))
    if total != 1 or any(weight < 0 for weight in given):
        raise InvalidValueError(
            f"重みの合計が1になっていません（{total}）",
            english=f"weights must sum to 1, not {total}",
        )
