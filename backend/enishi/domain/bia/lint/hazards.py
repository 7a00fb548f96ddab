"""Scenarios and the firm's own sites: what is not known is not spared."""

from collections.abc import Iterator

from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.scenario import Exposure
from enishi.domain.bia.wording import listed


def _no_scenarios(read: ExaminedCase) -> Iterator[Remark]:
    if not read.case.scenarios:
        yield Remark("scenarios", "想定災害がありません", "there is no scenario")


def _no_sites(read: ExaminedCase) -> Iterator[Remark]:
    if read.case.scenarios and not read.case.sites:
        yield Remark(
            "sites",
            "自社の事業所がないため、どの災害で被災するかが分かりません",
            "without a site it is not known which scenario strikes the firm",
        )


def _site_unknown(read: ExaminedCase) -> Iterator[Remark]:
    for number, site in enumerate(read.case.sites):
        unknown = [
            scenario.name
            for scenario in read.case.scenarios
            if scenario.footprint.strikes(site.place) is Exposure.UNKNOWN
        ]
        if unknown:
            yield Remark(
                f"sites[{number}]",
                f"「{site.name}」が{listed(unknown)}で被災するか分かりません。"
                "市区町村・水系・電力管内を入れてください",
                f"{site.name}: it is not known whether {len(unknown)} scenarios strike it",
            )


def _strikes_nobody(read: ExaminedCase) -> Iterator[Remark]:
    for number, scenario in enumerate(read.case.scenarios):
        exposures = {scenario.footprint.strikes(site.place) for site in read.case.sites}
        if exposures == {Exposure.SPARED}:
            yield Remark(
                f"scenarios[{number}].footprint",
                f"「{scenario.name}」は、自社のどの事業所にも及びません",
                f"{scenario.name} strikes none of the firm's sites",
            )


def _no_grounds(read: ExaminedCase) -> Iterator[Remark]:
    for number, scenario in enumerate(read.case.scenarios):
        if not (scenario.grounds or "").strip():
            yield Remark(
                f"scenarios[{number}].grounds",
                f"「{scenario.name}」の想定の出典がありません",
                f"{scenario.name}: nothing is said on which its figures rest",
            )


RULES = (
    LintRule(
        "scenario-missing",
        Severity.WARNING,
        "想定災害が1つもない",
        "解説：地域特性を考慮したシナリオ別BIA",
        _no_scenarios,
    ),
    LintRule(
        "site-missing",
        Severity.WARNING,
        "想定災害はあるが、自社の事業所がない",
        "この分析の前提（危険は事業所に付く）",
        _no_sites,
    ),
    LintRule(
        "site-hazard-unknown",
        Severity.WARNING,
        "自社の事業所が被災するか分からない災害がある",
        "この分析の前提（不明は独立ではない）",
        _site_unknown,
    ),
    LintRule(
        "scenario-strikes-no-site",
        Severity.NOTE,
        "想定災害が自社のどの事業所にも及ばない",
        "この分析の前提（危険は事業所に付く）",
        _strikes_nobody,
    ),
    LintRule(
        "scenario-without-grounds",
        Severity.NOTE,
        "想定災害の値に出典がない",
        "解説：客観的根拠の明示",
        _no_grounds,
    ),
)
