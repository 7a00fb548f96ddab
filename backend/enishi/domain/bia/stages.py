"""Staged recovery (段階的復旧): which processes are back in which stage, and at what level."""

from dataclasses import dataclass
from decimal import Decimal

from enishi.domain.bia.case import Case
from enishi.domain.bia.process import Process, RecoveryStage
from enishi.domain.bia.wording import percent

_FULL = Decimal(1)
# What a stage is for besides the processes (seed 003).
_DUTIES = {
    RecoveryStage.EMERGENCY: (
        "従業員の安否確認と緊急連絡体制",
        "重要設備と電源系統の点検",
        "受発注の最低限の再開",
        "最重要顧客への出荷",
    ),
    RecoveryStage.PROVISIONAL: (
        "主力製品の生産ラインの復旧",
        "品質検査体制の確立",
        "代替調達・外注の稼働",
        "重要顧客への状況報告と納期の調整",
    ),
    RecoveryStage.FULL: (
        "全生産ラインの正常稼働",
        "通常の品質管理への復帰",
        "供給網の正常化",
        "顧客への対応",
    ),
}


@dataclass(frozen=True, slots=True)
class StageTarget:
    """What is to run at the end of a stage.

    `service_level` is the lowest that a process of the stage states, because the whole delivers
    no more than its weakest part; None where none states one.
    """

    stage: RecoveryStage
    processes: tuple[Process, ...]
    service_level: Decimal | None
    duties: tuple[str, ...]

    @property
    def text(self) -> str:
        """The stage in a Japanese sentence."""
        if not self.processes:
            return f"{self.stage.label}：この段階で戻す業務は決まっていません"
        names = "、".join(process.name for process in self.processes)
        level = self.service_level
        said = "操業度は未記入" if level is None else f"操業度{percent(level)}"
        return f"{self.stage.label}：{names}（{said}）"


def staged_recovery(case: Case) -> tuple[StageTarget, ...]:
    """Return the three stages in order.

    What comes back in an earlier stage at less than its full level reaches it in the last one.
    """
    return tuple(_target(stage, case) for stage in RecoveryStage)


def _target(stage: RecoveryStage, case: Case) -> StageTarget:
    there = [process for process in case.processes if _is_in(stage, process)]
    if stage is RecoveryStage.FULL:
        level = _FULL if there else None
    else:
        levels = [item.service_level for item in there if item.service_level is not None]
        level = min(levels, default=None)
    return StageTarget(stage, tuple(there), level, _DUTIES[stage])


def _is_in(stage: RecoveryStage, process: Process) -> bool:
    if process.stage is stage:
        return True
    is_partly_back = process.service_level is not None and process.service_level < _FULL
    return stage is RecoveryStage.FULL and process.stage is not None and is_partly_back
