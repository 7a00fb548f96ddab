"""How well two firms could create something new together, from what they share and what not.

After Berliant & Fujita (2008, 2012), "Knowledge creation as a square dance on the Hilbert cube"
and "The dynamics of knowledge diversity and economic growth": the knowledge K_i of a firm is
what both know, C, and what the firm knows alone, D_i = K_i − C; together they create most where
the two are in balance,

    a_ij ∝ C^θ (D_i D_j)^((1−θ)/2),    0 < θ < 1 the weight of what is common.

Which share of common knowledge is best depends on what the share is of: θ of a firm's OWN stock,
θ / (2 − θ) of what both know together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from math import exp, log, sqrt

from enishi.domain.errors import InvalidValueError

# A share nearer to 1 than this is 1: of what is left of K − C only the rounding is known, and
# x^θ (1−x)^(1−θ) is infinitely steep there.
_SNAP = 1e-9
# Ranks are settled on hundredths of a point: far coarser than the noise of a linear programme
# (1e-9), far finer than any difference that a reader could feel.
RANK_GRAIN = 100


class KnowledgeBasis(StrEnum):
    """What a firm's knowledge is counted in."""

    CONCEPTS = "concepts"  # 用語
    PASSAGES = "passages"  # 文

    @property
    def label(self) -> str:
        """Japanese name."""
        return {"concepts": "用語", "passages": "文"}[self]


@dataclass(frozen=True, slots=True)
class CosineScale:
    """From which cosine on two passages begin to say the same, and from which on they do.

    `foreign` is the 99.9 % quantile of passages of firms that share no process, `same` the 5 %
    quantile of passages rewritten (benchmarks/fit_joint.py); both hold for one encoder only.
    """

    foreign: float  # s0
    same: float  # s1

    def __post_init__(self) -> None:
        if not -1 <= self.foreign < self.same <= 1:
            raise InvalidValueError(
                "余弦の目盛りは -1 以上 1 以下で、小さい順です",
                field="foreign",
                english="cosines must rise from -1 to 1",
            )


@dataclass(frozen=True, slots=True)
class JointDevelopmentSetting:
    """The choices behind every figure; two settings of one version give the same figures.

    θ, the worth of a neighbour in the taxonomy and the gate are choices, not measurements: real
    common knowledge cannot be observed. `forecast_share` is the law of the forecast.
    """

    theta: float = 1 / 3  # Berliant & Fujita's first form, the cube root of C·D_i·D_j
    # τ, of a parent or child of the same concept. Never above ½: half a concept twice would be
    # worth more than the concept.
    neighbour: float = 0.5
    # 接点不足 below so much in common, in passages; of concepts, a shared one is asked for.
    gate: float = 0.5
    # Of the smaller own stock, at each meeting, of either side.
    forecast_share: float = 0.05
    meetings: int = 12  # a year of monthly meetings
    scale: CosineScale | None = None  # None: no scale was fitted for the encoder
    encoder_version: str = ""

    def __post_init__(self) -> None:
        _must_lie("theta", self.theta, 0, 1)
        _must_lie("neighbour", self.neighbour, 0, 0.5, closed=True)
        _must_lie("forecast_share", self.forecast_share, 0, 1)
        if self.gate < 0 or self.meetings < 1:
            raise InvalidValueError("負の値です", field="gate", english="must not be negative")

    @property
    def version(self) -> str:
        """Eight digits of the choices, and the encoder that the scale was fitted to."""
        content = repr(
            (self.theta, self.neighbour, self.gate, self.forecast_share, self.meetings, self.scale)
        )
        fitted = self.encoder_version if self.scale else "unfitted"
        return f"joint-1.{sha256(content.encode()).hexdigest()[:8]}.{fitted}"


@dataclass(frozen=True, slots=True)
class KnowledgeOverlap:
    """What two firms share, counted one way; `items` is how much that count rests on."""

    basis: KnowledgeBasis
    common: float  # C
    own: float  # K of the one
    partner: float  # K of the other
    items: int  # concepts or passages of both
    has_contact: bool

    @property
    def own_share(self) -> float:
        """Which part of what the one knows is common, from 0 to 1."""
        return share(self.common, self.own)

    @property
    def partner_share(self) -> float:
        """Which part of what the other knows is common, from 0 to 1."""
        return share(self.common, self.partner)


@dataclass(frozen=True, slots=True)
class TellingConcept:
    """A concept that an explanation names."""

    name: str
    english: str


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """The score after so many meetings of the two alone."""

    meetings: int
    size_neutral: float


@dataclass(frozen=True, slots=True)
class JointDevelopment:
    """How well two firms could develop something together, with all that it rests on."""

    overlaps: tuple[KnowledgeOverlap, ...]
    shared: tuple[TellingConcept, ...]  # concepts, the most telling first
    only_own: tuple[TellingConcept, ...]
    only_partner: tuple[TellingConcept, ...]
    setting: JointDevelopmentSetting = field(repr=False)

    @property
    def has_contact(self) -> bool:
        """Whether there is enough in common to begin with; False: 接点不足."""
        return any(item.has_contact for item in self.overlaps)

    @property
    def own_share(self) -> float:
        """Which part of the one's knowledge is common, over all ways of counting."""
        return blended([(item.own_share, item.items) for item in self.overlaps])

    @property
    def partner_share(self) -> float:
        """Which part of the other's knowledge is common, over all ways of counting."""
        return blended([(item.partner_share, item.items) for item in self.overlaps])

    @property
    def score(self) -> float:
        """J, from 0 to 100; 0 where there is no contact."""
        if not self.has_contact:
            return 0.0
        return productivity_of_shares(self.own_share, self.partner_share, self.setting.theta)

    @property
    def size_neutral(self) -> float:
        """J*, from 0 to 100: what firms are ranked by; 0 where there is no contact."""
        if not self.has_contact:
            return 0.0
        return size_neutral_of_shares(self.own_share, self.partner_share, self.setting.theta)

    @property
    def rank(self) -> int:
        """Whole hundredths of J*, so that a rank never rests on the noise of floats."""
        return self.placed_higher_by(0)

    def placed_higher_by(self, points: float) -> int:
        """Return the rank with some points of J* added."""
        return round((self.size_neutral + points) * RANK_GRAIN)

    def forecast(self) -> tuple[ForecastPoint, ...]:
        """Return how J* goes on if the two only meet each other; empty without contact."""
        if not self.has_contact:
            return ()
        return tuple(forecast(self.own_share, self.partner_share, self.setting))

    def seen_from_the_other(self) -> "JointDevelopment":
        """Return the same as the other firm reads it."""
        turned = tuple(
            KnowledgeOverlap(
                item.basis, item.common, item.partner, item.own, item.items, item.has_contact
            )
            for item in self.overlaps
        )
        return JointDevelopment(turned, self.shared, self.only_partner, self.only_own, self.setting)


def share(common: float, knowledge: float) -> float:
    """Return C / K, snapped to 0 and 1; 0 of a firm that knows nothing."""
    if knowledge <= 0:
        return 0.0
    found = common / knowledge
    if found < _SNAP:
        return 0.0
    return 1.0 if found > 1 - _SNAP else found


def productivity(common: float, own: float, partner: float, theta: float) -> float:
    """Return J = 100 √(h(x) h(y)) / (θ^θ (1−θ)^(1−θ)), h(x) = x^θ (1−x)^(1−θ), x = C/K.

    The geometric mean over both sides of what they create together per unit known (Berliant &
    Fujita 2012, a_ij / n_i), scaled to 100 at C = θ K of both. Stocks in any one unit; from 0
    to 100.
    """
    return productivity_of_shares(share(common, own), share(common, partner), theta)


def productivity_of_shares(own: float, partner: float, theta: float) -> float:
    """Return J for the share of each side's own knowledge that is common."""
    greatest = _balance(theta, theta)
    return 100 * sqrt(_balance(own, theta) * _balance(partner, theta)) / greatest


def _balance(x: float, theta: float) -> float:
    """h(x) = x^θ (1−x)^(1−θ)."""
    return float(x**theta * (1 - x) ** (1 - theta))


def best_common(own: float, partner: float, theta: float) -> float:
    """Return C*, the common knowledge at which J is greatest for two stocks.

    C* = (B − √(B² − 4 θ K_i K_j)) / 2 with B = (K_i + K_j)(1 + θ)/2; θ K for equal stocks.
    Written as 2 θ K_i K_j / (B + √…), which loses nothing where one firm is far larger.
    """
    middle = (own + partner) * (1 + theta) / 2
    product = theta * own * partner
    if product == 0:
        return 0.0
    return 2 * product / (middle + sqrt(max(0.0, middle * middle - 4 * product)))


def size_neutral(common: float, own: float, partner: float, theta: float) -> float:
    """Return J* = 100 J(C) / J(C*), from 0 to 100: no firm loses by being small."""
    return size_neutral_of_shares(share(common, own), share(common, partner), theta)


def size_neutral_of_shares(own: float, partner: float, theta: float) -> float:
    """Return J* for the shares: they stand to each other inversely as the stocks do."""
    found = productivity_of_shares(own, partner, theta)
    if found == 0:
        return 0.0
    # Scaled so that the larger stock is 1: shares of 1e-9 would leave nothing of the smaller.
    larger = max(own, partner)
    best = best_common(larger / own, larger / partner, theta)
    greatest = productivity(best, larger / own, larger / partner, theta)
    return min(100.0, 100 * found / greatest)


def best_difference(theta: float) -> float:
    """Return m^B = (1−θ)/(2−θ): each side's own part of what both know together, at best."""
    return (1 - theta) / (2 - theta)


def best_group_size(theta: float) -> float:
    """Return N^B = 1 + 1/θ: so many who meet in turn stay at the best difference."""
    return 1 + 1 / theta


def difference_in_rotation(size: int) -> float:
    """Return (N−2)/(2N−3), to which the difference of N who meet evenly in turn tends."""
    return (size - 2) / (2 * size - 3)


def blended(shares: list[tuple[float, int]]) -> float:
    """Return one share from several counts: the mean of logits, weighted by items.

    What every count calls nothing, or everything, stays that. Where they disagree, a count of n
    items cannot tell 0 from half an item: it is held within 1/2n of the ends.
    """
    counted = [(x, n) for x, n in shares if n > 0]
    if not counted:
        return 0.0
    first = counted[0][0]
    if all(x == first for x, _ in counted):
        return first
    total = sum(n for _, n in counted)
    middle = sum(n * _logit(x, n) for x, n in counted) / total
    return 1 / (1 + exp(-middle))


def _logit(x: float, items: int) -> float:
    least = 1 / (2 * max(items, 2))
    held = min(max(x, least), 1 - least)
    return log(held / (1 - held))


def forecast(
    own: float, partner: float, setting: JointDevelopmentSetting
) -> Iterator[ForecastPoint]:
    """Yield J* after 0, 1, 2 … meetings of the two alone, from the shares of today.

    The law: at each meeting either side teaches the other the stated share of the smaller own
    stock, δ = r · min(D_i, D_j); so C grows by 2δ and either D shrinks by δ. It is a choice: how
    quickly knowledge becomes common has not been measured. Where they begin with less in common
    than is best, they first gain; in the end a pair that meets nobody else has nothing to tell.
    """
    common, mine, theirs = 1.0, 1 / own - 1, 1 / partner - 1
    for meeting in range(setting.meetings + 1):
        score = size_neutral(common, common + mine, common + theirs, setting.theta)
        yield ForecastPoint(meeting, score)
        told = setting.forecast_share * min(mine, theirs)
        common, mine, theirs = common + 2 * told, mine - told, theirs - told


def _must_lie(name: str, value: float, low: float, high: float, *, closed: bool = False) -> None:
    if low < value < high or (closed and low <= value <= high):
        return
    raise InvalidValueError(
        f"{low} から {high} の間の値にしてください",
        field=name,
        english=f"must lie between {low} and {high}",
    )
