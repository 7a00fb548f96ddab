"""Recovery targets: an RTO against customers, itself, other processes, and the plan's stages."""

from collections.abc import Iterator
from datetime import timedelta

from enishi.domain.bia.continuity import stock_cover
from enishi.domain.bia.impact import ImpactRank
from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.process import Process, RecoveryStage
from enishi.domain.bia.product import StockLevel, Timing
from enishi.domain.bia.values import in_days
from enishi.domain.bia.wording import days, lasting, lasting_english, percent

_NOTHING = timedelta(0)
# A stage ends with its last hour: what comes back by then is back in that stage.
_STAGES: dict[RecoveryStage, tuple[timedelta, timedelta]] = {
    RecoveryStage.EMERGENCY: (_NOTHING, timedelta(hours=24)),
    RecoveryStage.PROVISIONAL: (timedelta(hours=24), timedelta(hours=72)),
    RecoveryStage.FULL: (timedelta(hours=72), timedelta.max),
}


def _over_tolerance(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        bears = process.tolerance or (process.contract.tolerance if process.contract else None)
        if process.rto is None or bears is None or process.rto <= bears:
            continue
        if _is_bridged_by_stock(process, process.rto, read):
            continue
        yield Remark(
            f"{place}.rto_hours",
            f"「{process.name}」のRTO {lasting(process.rto)}は、"
            f"顧客の遅延許容時間{lasting(bears)}を超えています",
            f"{process.name}: an RTO of {lasting_english(process.rto)} is longer than the"
            f" {lasting_english(bears)} that customers bear",
        )


def _is_bridged_by_stock(process: Process, rto: timedelta, read: ExaminedCase) -> bool:
    """Whether customers notice nothing: the least stock of all that it makes lasts so long."""
    made = read.made_by[process.ref]
    covers = [stock_cover(product, StockLevel.MINIMUM).days for product in made]
    return bool(covers) and min(covers) >= in_days(rto)


def _over_contract_class(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        contract = process.contract
        if process.rto is None or contract is None or contract.longest_rto is None:
            continue
        if process.rto > contract.longest_rto:
            yield Remark(
                f"{place}.rto_hours",
                f"「{process.name}」のRTO {lasting(process.rto)}は、"
                f"{contract.label}の目安（{lasting(contract.longest_rto)}以内）を超えています",
                f"{process.name}: an RTO of {lasting_english(process.rto)} is outside the class"
                f" of its contract (up to {lasting_english(contract.longest_rto)})",
            )


def _tolerance_over_class(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        allowed = process.contract.tolerance if process.contract else None
        if process.contract is None or process.tolerance is None or allowed is None:
            continue
        if process.tolerance > allowed:
            yield Remark(
                f"{place}.tolerance_hours",
                f"「{process.name}」は{process.contract.label}なのに、"
                f"遅延許容時間が{lasting(process.tolerance)}です（目安は{lasting(allowed)}以内）",
                f"{process.name}: customers are said to bear {lasting_english(process.tolerance)},"
                f" but its contract bears {lasting_english(allowed)}",
            )


def _over_mtpd(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        mtpd = read.over_time[process.ref].mtpd
        # What customers bear has a rule of its own.
        if process.rto is None or mtpd is None or mtpd.is_by_contract:
            continue
        if process.rto > mtpd.limit:
            yield Remark(
                f"{place}.rto_hours",
                f"「{process.name}」のRTO {lasting(process.rto)}は、"
                f"MTPD {lasting(mtpd.limit)}を超えています（{mtpd.reason}）",
                f"{process.name}: an RTO of {lasting_english(process.rto)} is longer than the"
                f" MTPD of {lasting_english(mtpd.limit)}",
            )


def _before_upstream(read: ExaminedCase) -> Iterator[Remark]:
    for place, process, earlier, buffer in _hasty(read):
        bridge = f"緩衝{lasting(buffer)}を足しても" if buffer else "間の在庫などの緩衝もなく"
        yield Remark(
            f"{place}.rto_hours",
            f"「{process.name}」のRTO {_rto(process)}は、先に動くべき「{earlier.name}」の"
            f"RTO {_rto(earlier)}より早く、{bridge}間に合いません",
            f"{process.name} is to run before {earlier.name}, which it waits for",
        )


def _hasty(read: ExaminedCase) -> Iterator[tuple[str, Process, Process, timedelta]]:
    """Return each process whose RTO and buffer end before the RTO of one that it waits for."""
    by_ref = {process.ref: process for process in read.case.processes}
    for place, process in read.processes:
        for item in process.upstream:
            earlier = by_ref[item.ref]
            if process.rto is None or earlier.rto is None:
                continue
            if process.rto + item.buffer < earlier.rto:
                yield place, process, earlier, item.buffer


def _rto(process: Process) -> str:
    return "" if process.rto is None else lasting(process.rto)


def _recovery_over_rto(read: ExaminedCase) -> Iterator[Remark]:
    already_said = {process.ref for _, process, _, _ in _hasty(read)}
    for place, process in read.processes:
        found = read.continuities.get(process.ref)
        if found is None or found.is_met is not False or process.ref in already_said:
            continue
        yield Remark(f"{place}.rto_hours", found.statement, found.english)


def _without_mbco(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        if process.rto is not None and process.mbco is None:
            yield Remark(
                f"{place}.mbco",
                f"「{process.name}」のRTO {lasting(process.rto)}で、"
                "どの操業度（MBCO）まで戻すのかが決まっていません",
                f"{process.name}: it is not said which level (MBCO) is reached by the RTO",
            )


def _without_grounds(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        if process.rto is not None and not (process.grounds or "").strip():
            yield Remark(
                f"{place}.grounds",
                f"「{process.name}」のRTO {lasting(process.rto)}に根拠がありません",
                f"{process.name}: nothing is said on which its RTO rests",
            )


def _stage_against_rto(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        if process.rto is None or process.stage is None:
            continue
        begins, ends = _STAGES[process.stage]
        if begins < process.rto <= ends or (process.rto == begins == _NOTHING):
            continue
        level = process.service_level
        said = "" if level is None else f"、操業度{percent(level)}"
        yield Remark(
            f"{place}.stage",
            f"「{process.name}」のRTOは{lasting(process.rto)}ですが、"
            f"{process.stage.label}の段階に置かれています{said}",
            f"{process.name}: its RTO of {lasting_english(process.rto)} does not lie in the"
            f" stage {process.stage}",
        )


def _level_under_mbco(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        level, mbco = process.service_level, process.mbco
        if level is not None and mbco is not None and level < mbco:
            yield Remark(
                f"{place}.service_level",
                f"「{process.name}」の段階での操業度{percent(level)}は、"
                f"MBCO {percent(mbco)}に届きません",
                f"{process.name}: the level of its stage, {percent(level)}, is below its MBCO",
            )


def _missing(read: ExaminedCase) -> Iterator[Remark]:
    for score in read.impacts:
        process = score.process
        if process.rto is None and score.rank in {ImpactRank.S, ImpactRank.A}:
            yield Remark(
                f"{read.places[process.ref]}.rto_hours",
                f"「{process.name}」は{score.rank}ランクですが、RTOが決まっていません",
                f"{process.name} is ranked {score.rank} and has no RTO",
            )


def _lead_time_over_rto(read: ExaminedCase) -> Iterator[Remark]:
    for place, product in read.products:
        makers = {step.process_ref for step in product.steps}
        rtos = [p.rto for p in read.case.processes if p.ref in makers and p.rto is not None]
        total = read.schedules[product.ref][Timing.RECOVERY].total
        if rtos and total > max(rtos):
            yield Remark(
                f"{place}.steps",
                f"「{product.name}」は復旧時、最初の工程から出荷まで{days(total)}日かかります。"
                f"業務のRTO（最長{lasting(max(rtos))}）は動き出すまでの時間で、製品が出る時ではありません",
                f"{product.name} takes {days(total)} days from the first step to the last;"
                " the RTOs say when work begins, not when pieces come out",
            )


RULES = (
    LintRule(
        "rto-over-tolerance",
        Severity.PROBLEM,
        "RTOが顧客の遅延許容時間より長い（最小在庫で持ちこたえるなら問わない）",
        "解説：契約条件別の評価とRTO",
        _over_tolerance,
    ),
    LintRule(
        "rto-over-contract-class",
        Severity.WARNING,
        "RTOが契約条件の目安（JIT 8時間、定期72時間、受注生産2週間）を超える",
        "解説：顧客要求による制約",
        _over_contract_class,
    ),
    LintRule(
        "tolerance-over-contract-class",
        Severity.WARNING,
        "遅延許容時間が契約条件の目安（JIT 2時間、定期1週間、スポット1か月）より長い",
        "解説：契約条件別の評価",
        _tolerance_over_class,
    ),
    LintRule(
        "rto-over-mtpd",
        Severity.PROBLEM,
        "RTOがMTPD（資金の限度、または入力値）より長い",
        "ISO 22301:2019 8.2.2",
        _over_mtpd,
    ),
    LintRule(
        "rto-before-upstream",
        Severity.PROBLEM,
        "後の業務のRTOが、緩衝を足しても、先に動くべき業務のRTOより早い",
        "解説：落とし穴3（工程間依存関係の見落とし）",
        _before_upstream,
    ),
    LintRule(
        "recovery-over-rto",
        Severity.PROBLEM,
        "自力の復旧時間、または前の業務を待った復旧時間が、RTOより長い",
        "解説：落とし穴2（希望的観測）",
        _recovery_over_rto,
    ),
    LintRule(
        "rto-without-mbco",
        Severity.WARNING,
        "RTOに、届くべき操業度（MBCO）が付いていない",
        "ISO 22301:2019 8.2.2",
        _without_mbco,
    ),
    LintRule(
        "rto-without-grounds",
        Severity.WARNING,
        "RTOに根拠が書かれていない",
        "解説：客観的根拠の明示",
        _without_grounds,
    ),
    LintRule(
        "stage-against-rto",
        Severity.PROBLEM,
        "RTOが、置かれた復旧段階の時間（0〜24、24〜72、72時間以降）に入らない",
        "解説：段階的復旧戦略",
        _stage_against_rto,
    ),
    LintRule(
        "level-under-mbco",
        Severity.PROBLEM,
        "復旧段階での操業度がMBCOに届かない",
        "解説：段階的復旧戦略",
        _level_under_mbco,
    ),
    LintRule(
        "rto-missing",
        Severity.WARNING,
        "SまたはAランクの業務にRTOがない",
        "解説：ステップ5",
        _missing,
    ),
    LintRule(
        "lead-time-over-rto",
        Severity.NOTE,
        "工程を通した復旧時の日数が、業務のRTOより長い",
        "解説：CPMとRTOの単位",
        _lead_time_over_rto,
    ),
)
