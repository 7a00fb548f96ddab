"""A case as an organisation keeps it, and what it is told when a partner changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from enishi.domain.bia.case import Case
from enishi.domain.bia.values import in_days, whole_yen
from enishi.domain.limits import NAME, bounded


@dataclass(frozen=True, slots=True)
class Figure:
    """What a plan comes to for one product in one scenario, as it was last known."""

    product_ref: str
    scenario_ref: str
    is_official: bool  # with what counts officially alone; else with all options
    shortage: timedelta
    loss: Decimal  # yen

    @property
    def subject(self) -> tuple[str, str, bool]:
        """What the figure is of."""
        return self.product_ref, self.scenario_ref, self.is_official


@dataclass(frozen=True, slots=True)
class FiledCase:
    """A case that belongs to one organisation: a firm, or a chamber.

    `figures` are those that the owner was last told; what differs from them later is news.
    """

    ref: str
    firm_ref: str | None
    chamber_ref: str | None
    case: Case
    created_at: datetime
    created_by: str | None = None  # person_ref
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        bounded(self.ref, "ref", NAME, required=True)
        if (self.firm_ref is None) == (self.chamber_ref is None):
            raise ValueError("a case belongs to a firm or to a chamber")

    @property
    def organisation_ref(self) -> str:
        """The organisation that it belongs to."""
        return self.firm_ref or self.chamber_ref or ""

    @property
    def leans_on(self) -> frozenset[str]:
        """The firms whose help is among its options."""
        return frozenset(option.firm_ref for option in self.case.options if option.firm_ref)


class PartnerChange(StrEnum):
    """What became of a partner."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    READINESS = "readiness"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _CHANGES[self]


_CHANGES = {
    PartnerChange.CHANGED: "登録内容の変更",
    PartnerChange.WITHDRAWN: "登録の取り下げ",
    PartnerChange.READINESS: "準備の段階か有効期限の変化",
}


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another one now; None where there is none any more, or was none."""

    product_ref: str
    scenario_ref: str
    is_official: bool
    before: Figure | None
    after: Figure | None

    @property
    def text(self) -> str:
        """The change in words."""
        what = "正式な備えで" if self.is_official else "すべての備えで"
        return (
            f"製品「{self.product_ref}」・災害「{self.scenario_ref}」・{what}："
            f"不足 {_days(self.before)} → {_days(self.after)}、"
            f"損失 {_yen(self.before)} → {_yen(self.after)}"
        )


@dataclass(frozen=True, slots=True)
class CaseNotice:
    """What the owner of a case is told: a partner changed, and so did these figures."""

    ref: str
    case_ref: str
    title: str
    option_names: tuple[str, ...]  # that lean on the partner
    change: PartnerChange
    at: datetime
    changes: tuple[FigureChange, ...]

    @property
    def text(self) -> str:
        """The notice in one sentence."""
        return (
            f"「{self.title}」の選択肢「{'」「'.join(self.option_names)}」の相手に"
            f"{self.change.label}があり、{len(self.changes)}件の数値が変わりました"
        )


def changes_between(
    before: tuple[Figure, ...], after: tuple[Figure, ...]
) -> tuple[FigureChange, ...]:
    """Return which figures differ, in the order of `after`, then those that are gone."""
    old, new = ({figure.subject: figure for figure in figures} for figures in (before, after))
    return tuple(
        FigureChange(*subject, old.get(subject), new.get(subject))
        for subject in dict.fromkeys([*new, *old])
        if old.get(subject) != new.get(subject)
    )


def _days(figure: Figure | None) -> str:
    return "なし" if figure is None else f"{round(in_days(figure.shortage), 1):f}日"


def _yen(figure: Figure | None) -> str:
    return "なし" if figure is None else f"{whole_yen(figure.loss):,}円"
