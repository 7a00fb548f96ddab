"""Partners: who shares the firm's hazards, and who is not ready to be counted on."""

from collections.abc import Iterator

from enishi.domain.bia.independence import exposure, shared_hazards
from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.option import ESTIMATE_HAIRCUT, OptionKind, RecoveryOption
from enishi.domain.bia.prospect import shown_name
from enishi.domain.bia.scenario import Exposure
from enishi.domain.bia.wording import listed, plain
from enishi.domain.readiness import Rung


def _partners(read: ExaminedCase) -> Iterator[tuple[str, str, RecoveryOption]]:
    """Return the options that need a partner, with place and the name that may be shown."""
    for number, option in enumerate(read.case.options):
        if option.kind.needs_partner:
            yield f"options[{number}]", shown_name(option), option


def _hazard_unknown(read: ExaminedCase) -> Iterator[Remark]:
    for place, name, option in _partners(read):
        unknown = [
            scenario.name
            for scenario in read.case.scenarios
            if exposure(option.places, scenario) is Exposure.UNKNOWN
        ]
        if unknown:
            yield Remark(
                f"{place}.places",
                f"「{name}」の相手が{listed(unknown)}で被災するか分かりません。"
                "独立しているとはみなしません",
                f"{name}: it is not known whether {len(unknown)} scenarios strike the"
                " partner, which is not independence",
            )


def _shares_hazard(read: ExaminedCase) -> Iterator[Remark]:
    for place, name, option in _partners(read):
        own = [site.place for site in read.case.sites]
        hazards = shared_hazards(own, option.places, read.case.scenarios)
        for scenario, hazard in zip(read.case.scenarios, hazards, strict=True):
            if hazard.exposure is exposure(own, scenario) is Exposure.HIT:
                words = f"（{'、'.join(hazard.shared)}）" if hazard.shared else ""
                yield Remark(
                    f"{place}.places",
                    f"「{name}」の相手は、「{scenario.name}」で自社と一緒に被災します{words}",
                    f"{name}: {scenario.name} strikes the partner together with the firm",
                )


def _unqualified(read: ExaminedCase) -> Iterator[Remark]:
    for place, name, option in _partners(read):
        if option.rung is None or option.rung.height < Rung.QUALIFIED.height:
            stands = "段階が不明" if option.rung is None else f"「{option.rung.label}」の段階"
            yield Remark(
                f"{place}.rung",
                f"「{name}」は{stands}で、正式なRTOには数えません"
                "（仕様変更承認と初品検査が済んで初めて数えます）",
                f"{name} is not qualified and does not count in the official RTO",
            )


def _expired(read: ExaminedCase) -> Iterator[Remark]:
    for place, name, option in _partners(read):
        if option.valid_until is not None and option.valid_until < read.day:
            yield Remark(
                f"{place}.valid_until",
                f"「{name}」の裏づけは{option.valid_until:%Y年%m月%d日}で期限が切れ、"
                "正式なRTOには数えません",
                f"{name}: its evidence expired on {option.valid_until:%Y-%m-%d}",
            )


def _estimated(read: ExaminedCase) -> Iterator[Remark]:
    for place, name, option in _partners(read):
        if option.is_estimated:
            yield Remark(
                f"{place}.is_estimated",
                f"「{name}」の値は推定で、相手が確かめていません。"
                f"日数を{plain(ESTIMATE_HAIRCUT)}倍に見ています",
                f"{name}: the partner has not confirmed the figures; lead times count"
                f" {plain(ESTIMATE_HAIRCUT)} times",
            )


def _no_quality_boundary(read: ExaminedCase) -> Iterator[Remark]:
    for place, name, option in _partners(read):
        is_inspection = option.kind is OptionKind.OUTSIDE_INSPECTION
        if is_inspection and not (option.quality_boundary or "").strip():
            yield Remark(
                f"{place}.quality_boundary",
                f"「{name}」で、品質保証の責任をどこで分けるかが決まっていません",
                f"{name}: it is not said where the responsibility for quality is divided",
            )


RULES = (
    LintRule(
        "partner-hazard-unknown",
        Severity.WARNING,
        "協力会社が被災するか分からない災害がある",
        "この分析の前提（不明は独立ではない）",
        _hazard_unknown,
    ),
    LintRule(
        "partner-shares-hazard",
        Severity.PROBLEM,
        "協力会社が、自社と同じ災害で被災する",
        "この分析の計算（同じ危険の代替先は、ないより悪いことがある）",
        _shares_hazard,
    ),
    LintRule(
        "partner-unqualified",
        Severity.WARNING,
        "協力会社が認定に至っておらず、正式なRTOに数えられない",
        "解説：仕様変更承認の迅速化",
        _unqualified,
    ),
    LintRule(
        "partner-expired",
        Severity.PROBLEM,
        "協力会社の裏づけの期限が切れている",
        "この分析の前提（裏づけは半年、訓練は1年で切れる）",
        _expired,
    ),
    LintRule(
        "partner-estimated",
        Severity.NOTE,
        "協力会社の値が推定で、相手が確かめていない",
        "この分析の前提（推定の日数は1.3倍）",
        _estimated,
    ),
    LintRule(
        "quality-boundary-missing",
        Severity.WARNING,
        "外部検査で、品質保証の責任の分け方が決まっていない",
        "解説：外部検査機関活用と品質保証責任分界",
        _no_quality_boundary,
    ),
)
