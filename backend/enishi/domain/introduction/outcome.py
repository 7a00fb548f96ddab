"""What came of an introduction, asked in the words of a survey of 2011.

The items and the baselines are those of 吉見 2011 as 商工総合研究所 2012「産業集積の現状と課題」
prints them (figure 3-4): in each column as many answers as apply, or 特にない alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enishi.domain.errors import InvalidValueError
from enishi.domain.introduction.hearing import Hearing
from enishi.domain.introduction.stage import Side
from enishi.domain.limits import at_least

# Days after the first meeting: the first impression, the first order, the first repeat.
ASKED_AFTER_DAYS = (30, 90, 180)
# After a year nobody remembers which meeting a thing came of.
LAST_ASKED_DAY = 365
# A trillion yen is beyond any order among small firms, and a slip of the finger.
_MOST_ORDERS = Decimal(10) ** 12


class OutcomeColumn(StrEnum):
    """One of the survey's three questions."""

    TECHNICAL = "technical"
    COMMERCIAL = "commercial"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Japanese name."""
        return {"technical": "技術面", "commercial": "販売・生産面", "other": "その他"}[self]

    @property
    def baseline_n(self) -> int:
        """How many firms answered it in 2011."""
        return {"technical": 149, "commercial": 144, "other": 152}[self]


class OutcomeItem(StrEnum):
    """One answer of the survey; the part before the point is its column."""

    SKILL = "technical.skill"
    DEVELOPMENT_PARTNER = "technical.development_partner"
    DEVELOPMENT_SKILL = "technical.development_skill"
    JOINT_PRODUCT = "technical.joint_product"
    OWN_PRODUCT = "technical.own_product"
    TECHNICAL_OTHER = "technical.other"
    TECHNICAL_NONE = "technical.none"
    CUSTOMER = "commercial.customer"
    CREDIT = "commercial.credit"
    MORE_TRADE = "commercial.more_trade"
    SUPPLIER = "commercial.supplier"
    PRODUCTION_COST = "commercial.production_cost"
    SALES_COST = "commercial.sales_cost"
    COMMERCIAL_OTHER = "commercial.other"
    COMMERCIAL_NONE = "commercial.none"
    MORE_INFORMATION = "other.more_information"
    STIMULUS = "other.stimulus"
    FELLOWS = "other.fellows"
    BETTER_INFORMATION = "other.better_information"
    RESEARCHERS = "other.researchers"
    OTHER_FIELDS = "other.other_fields"
    MANAGEMENT = "other.management"
    OTHERS_BUSINESS = "other.others_business"
    STAFF = "other.staff"
    LEARNING = "other.learning"
    NEW_BUSINESS = "other.new_business"
    EXPERTS = "other.experts"
    FINANCE = "other.finance"
    OTHER_NONE = "other.none"

    @property
    def column(self) -> OutcomeColumn:
        """The question that it answers."""
        return OutcomeColumn(self.split(".", 1)[0])

    @property
    def is_nothing(self) -> bool:
        """Whether it says that nothing came of it (特にない)."""
        return self.endswith(".none")

    @property
    def label(self) -> str:
        """Japanese name, as the survey has it."""
        return _ITEMS[self][0]

    @property
    def baseline_count(self) -> int:
        """How many firms gave this answer in 2011."""
        return _ITEMS[self][1]


_ITEMS = {
    OutcomeItem.SKILL: ("技術レベルが向上した", 43),
    OutcomeItem.DEVELOPMENT_PARTNER: ("開発のパートナーができた", 38),
    OutcomeItem.DEVELOPMENT_SKILL: ("開発能力が向上した", 33),
    OutcomeItem.JOINT_PRODUCT: ("共同で新技術・製品を開発", 27),
    OutcomeItem.OWN_PRODUCT: ("自社で新技術・新製品を開発", 17),
    OutcomeItem.TECHNICAL_OTHER: ("その他", 7),
    OutcomeItem.TECHNICAL_NONE: ("特にない", 43),
    OutcomeItem.CUSTOMER: ("販売先を開拓できた", 40),
    OutcomeItem.CREDIT: ("取引先への信用力が高まった", 36),
    OutcomeItem.MORE_TRADE: ("メンバーとの取引量が増加", 19),
    OutcomeItem.SUPPLIER: ("仕入・外注先を開拓できた", 14),
    OutcomeItem.PRODUCTION_COST: ("生産コストが低下した", 9),
    OutcomeItem.SALES_COST: ("販売・物流コストが低下した", 7),
    OutcomeItem.COMMERCIAL_OTHER: ("その他", 2),
    OutcomeItem.COMMERCIAL_NONE: ("特にない", 56),
    OutcomeItem.MORE_INFORMATION: ("情報の量が増えた", 68),
    OutcomeItem.STIMULUS: ("経営の刺激となった", 63),
    OutcomeItem.FELLOWS: ("信頼できる仲間ができた", 44),
    OutcomeItem.BETTER_INFORMATION: ("情報の質が高まった", 44),
    OutcomeItem.RESEARCHERS: ("大学・研究者とのつながり", 44),
    OutcomeItem.OTHER_FIELDS: ("異分野の情報", 41),
    OutcomeItem.MANAGEMENT: ("経営知識等・経営レベル", 31),
    OutcomeItem.OTHERS_BUSINESS: ("他メンバー事業への理解", 19),
    OutcomeItem.STAFF: ("従業員の能力", 18),
    OutcomeItem.LEARNING: ("会社全体の学習能力", 15),
    OutcomeItem.NEW_BUSINESS: ("新規事業を展開", 14),
    OutcomeItem.EXPERTS: ("専門家とのつながり", 14),
    OutcomeItem.FINANCE: ("資金調達面の信用力", 6),
    OutcomeItem.OTHER_NONE: ("特にない", 14),
}


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """What one of the two firms says came of the meeting so far."""

    side: Side
    after_days: int  # one of ASKED_AFTER_DAYS
    items: tuple[OutcomeItem, ...]  # in the survey's order, each once
    orders: Decimal | None = None  # yen ordered since the meeting
    heard: Hearing | None = None  # None: written by the firm itself

    def __post_init__(self) -> None:
        if self.after_days not in ASKED_AFTER_DAYS:
            raise InvalidValueError(
                "30・90・180 のどれかを指定してください",
                field="after_days",
                english="must be one of 30, 90, 180",
            )
        if not self.items:
            raise InvalidValueError(
                "一つ以上選んでください。なければ「特にない」を選びます",
                field="items",
                english="choose at least one item, or the one that says nothing came of it",
            )
        object.__setattr__(self, "items", _in_order(self.items))
        for column in OutcomeColumn:
            _must_not_contradict([item for item in self.items if item.column is column])
        at_least(self.orders, "orders", 0)
        if self.orders is not None and self.orders > _MOST_ORDERS:
            raise InvalidValueError(
                "受発注額が大きすぎます（1兆円まで）", field="orders", english="too many yen"
            )

    @property
    def columns(self) -> frozenset[OutcomeColumn]:
        """The questions that were answered."""
        return frozenset(item.column for item in self.items)


def _in_order(items: Iterable[OutcomeItem]) -> tuple[OutcomeItem, ...]:
    chosen = set(items)
    return tuple(item for item in OutcomeItem if item in chosen)


def _must_not_contradict(items: list[OutcomeItem]) -> None:
    if len(items) > 1 and any(item.is_nothing for item in items):
        raise InvalidValueError(
            f"「{items[0].column.label}」で「特にない」と一緒にほかの項目は選べません",
            field="items",
            english="nothing else can be chosen in a column beside its none",
        )
