"""The inventory of processes in three layers, with what makes each of them matter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.values import amount, duration, reference, share
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import DESCRIPTION, NAME, bounded, bounded_list

_LEAST, _MOST = Decimal(1), Decimal(5)


class Layer(StrEnum):
    """How close to the work a process is described."""

    BUSINESS = "business"
    OPERATION = "operation"
    TASK = "task"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LAYERS[self]


_LAYERS = {
    Layer.BUSINESS: "事業プロセス",
    Layer.OPERATION: "業務プロセス",
    Layer.TASK: "作業プロセス",
}


class Contract(StrEnum):
    """On what terms the customers of a process buy."""

    JIT = "jit"
    REGULAR = "regular"
    SPOT = "spot"
    MADE_TO_ORDER = "made_to_order"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _CONTRACTS[self]

    @property
    def tolerance(self) -> timedelta | None:
        """The longest delay that such customers bear (seed 003); None where it names none."""
        return _TOLERANCES.get(self)

    @property
    def longest_rto(self) -> timedelta | None:
        """The longest RTO of the class (seed 003); None where it names none."""
        return _LONGEST_RTOS.get(self)


_CONTRACTS = {
    Contract.JIT: "JIT納入",
    Contract.REGULAR: "定期納入",
    Contract.SPOT: "スポット",
    Contract.MADE_TO_ORDER: "受注生産",
}
_TOLERANCES = {
    Contract.JIT: timedelta(hours=2),
    Contract.REGULAR: timedelta(weeks=1),
    Contract.SPOT: timedelta(days=30),  # one month
}
_LONGEST_RTOS = {
    Contract.JIT: timedelta(hours=8),
    Contract.REGULAR: timedelta(hours=72),
    Contract.MADE_TO_ORDER: timedelta(weeks=2),
}


class Law(StrEnum):
    """What kind of rule a process must keep."""

    SAFETY = "safety"
    ENVIRONMENT = "environment"
    QUALITY = "quality"
    ACCOUNTING = "accounting"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _LAWS[self]


_LAWS = {
    Law.SAFETY: "安全規制",
    Law.ENVIRONMENT: "環境規制",
    Law.QUALITY: "品質規制",
    Law.ACCOUNTING: "会計・税務規制",
}


class Advantage(StrEnum):
    """What a process has that competitors have not."""

    PROPRIETARY = "proprietary"
    SKILLED = "skilled"
    STANDARD = "standard"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _ADVANTAGES[self]


_ADVANTAGES = {
    Advantage.PROPRIETARY: "特許・独自技術",
    Advantage.SKILLED: "高度な熟練技能",
    Advantage.STANDARD: "標準的な技術・設備",
}


class RecoveryStage(StrEnum):
    """When in a staged recovery (段階的復旧) a process comes back."""

    EMERGENCY = "emergency"
    PROVISIONAL = "provisional"
    FULL = "full"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STAGES[self]


_STAGES = {
    RecoveryStage.EMERGENCY: "緊急復旧（0〜24時間）",
    RecoveryStage.PROVISIONAL: "暫定復旧（24〜72時間）",
    RecoveryStage.FULL: "完全復旧（72時間以降）",
}


@dataclass(frozen=True, slots=True)
class StatedScores:
    """Axis scores that somebody gave by hand, 1…5; None: the score follows from the facts."""

    sales: Decimal | None = None
    customer: Decimal | None = None
    legal: Decimal | None = None
    advantage: Decimal | None = None

    def __post_init__(self) -> None:
        for axis in ("sales", "customer", "legal", "advantage"):
            score_within(getattr(self, axis), axis)


@dataclass(frozen=True, slots=True)
class PriorityRating:
    """Ratings 1…5 of how early a process is to be recovered; ease 5 means *easy*."""

    impact: Decimal  # 事業影響度
    ease: Decimal  # 復旧容易性
    customer: Decimal  # 顧客影響度
    legal: Decimal  # 法的重要度

    def __post_init__(self) -> None:
        for criterion in ("impact", "ease", "customer", "legal"):
            score_within(getattr(self, criterion), criterion)


@dataclass(frozen=True, slots=True)
class Upstream:
    """A process that must run before another, and how long a buffer between them lasts."""

    ref: str
    buffer: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        duration(self.buffer, "buffer")


@dataclass(frozen=True, slots=True)
class Process:
    """One line of the inventory: what is done, with what, and what its standing still means."""

    ref: str
    name: str
    layer: Layer = Layer.OPERATION
    parent_ref: str | None = None
    department: str | None = None
    equipment: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    takes: timedelta | None = None  # 所要時間
    daily_capacity: Decimal | None = None  # pieces a day
    sales_share: Decimal | None = None  # 売上寄与率
    margin: Decimal | None = None  # 限界利益率; None: the firm's
    customer_share: Decimal | None = None  # of sales that its customer class stands for
    contract: Contract | None = None
    laws: frozenset[Law] = frozenset()
    advantage: Advantage | None = None
    stated: StatedScores = field(default_factory=StatedScores)
    rating: PriorityRating | None = None
    tolerance: timedelta | None = None  # 遅延許容時間 of its customers
    rto: timedelta | None = None
    mtpd: timedelta | None = None
    mbco: Decimal | None = None  # share of the normal level that must be reached by the RTO
    own_recovery: timedelta | None = None  # what it takes by itself, without waiting for others
    upstream: tuple[Upstream, ...] = ()
    stage: RecoveryStage | None = None
    service_level: Decimal | None = None  # share of the normal level in its stage
    needs_power: bool = True
    grounds: str | None = None  # 根拠 of its RTO, as the plan will print it

    def __post_init__(self) -> None:
        reference(self.ref, "ref")
        bounded(self.name, "name", NAME, required=True)
        bounded(self.department, "department", NAME)
        bounded(self.grounds, "grounds", DESCRIPTION)
        for name in ("equipment", "systems", "materials"):
            bounded_list(getattr(self, name), name)
        for name in ("sales_share", "margin", "customer_share", "mbco", "service_level"):
            share(getattr(self, name), name)
        for name in ("takes", "tolerance", "rto", "mtpd", "own_recovery"):
            duration(getattr(self, name), name)
        amount(self.daily_capacity, "daily_capacity")


class DataClass(StrEnum):
    """How fresh data must be after a recovery."""

    REALTIME = "realtime"
    DAILY = "daily"
    PERIODIC = "periodic"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _DATA_CLASSES[self]

    @property
    def limit(self) -> timedelta:
        """The longest RPO of the class (seed 003)."""
        return _LIMITS[self]


_DATA_CLASSES = {
    DataClass.REALTIME: "リアルタイム性要求データ",
    DataClass.DAILY: "日次更新データ",
    DataClass.PERIODIC: "週次・月次更新データ",
}
_LIMITS = {
    DataClass.REALTIME: timedelta(hours=1),
    DataClass.DAILY: timedelta(days=1),
    DataClass.PERIODIC: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class DataSet:
    """Data that a process lives on; its RPO (復旧目標時点) is the age that may be lost."""

    name: str
    data_class: DataClass
    rpo: timedelta | None = None
    backup_interval: timedelta | None = None
    grounds: str | None = None

    def __post_init__(self) -> None:
        bounded(self.name, "name", NAME, required=True)
        bounded(self.grounds, "grounds", DESCRIPTION)
        duration(self.rpo, "rpo")
        duration(self.backup_interval, "backup_interval")


@dataclass(frozen=True, slots=True)
class Skill:
    """A row of the skill matrix: who can do what a process needs, and how many must."""

    name: str
    process_ref: str
    holders: tuple[str, ...] = ()
    in_training: tuple[str, ...] = ()
    needed: int = 2  # one alone is a single point of failure
    has_manual: bool = False  # SOP or video

    def __post_init__(self) -> None:
        bounded(self.name, "name", NAME, required=True)
        bounded_list(self.holders, "holders")
        bounded_list(self.in_training, "in_training")
        amount(Decimal(self.needed), "needed", positive=True)


def score_within(value: Decimal | None, name: str) -> None:
    """Refuse a score outside 1…5; None passes."""
    if value is not None and not (value.is_finite() and _LEAST <= value <= _MOST):
        raise InvalidValueError(
            f"1から5までで指定してください（{value}）",
            field=name,
            english=f"must be 1 to 5, not {value}",
        )


def parents_are_sound(processes: Iterable[Process]) -> None:
    """Refuse an inventory in which a process is its own ancestor or has no such parent."""
    parents = {process.ref: process.parent_ref for process in processes}
    for number, ref in enumerate(parents):
        seen, above = [ref], parents[ref]
        while above is not None:
            place = f"processes[{number}].parent_ref"
            if above not in parents:
                raise InvalidValueError(
                    f"「{above}」がありません", field=place, english=f"there is no “{above}”"
                )
            if above in seen:
                circle = " → ".join([*seen, above])
                raise InvalidValueError(
                    f"上の階層が輪になっています：{circle}",
                    field=place,
                    english=f"its parents go round in a circle: {circle}",
                )
            seen.append(above)
            above = parents[above]
