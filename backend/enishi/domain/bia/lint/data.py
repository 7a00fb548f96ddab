"""Data: how much of it may be lost, and whether the backups keep to that."""

import re
from collections.abc import Iterator
from datetime import timedelta

from enishi.domain.bia.lint.rule import ExaminedCase, LintRule, Remark, Severity
from enishi.domain.bia.wording import lasting, lasting_english

# 「受発注業務のRTO：24時間」: a target as somebody writes it in a sentence.
_TARGET = re.compile(r"(?P<kind>RTO|RPO)\s*(?:は|[:：])?\s*(?P<count>\d{1,4})\s*(?P<unit>時間|日)")


def _over_class(read: ExaminedCase) -> Iterator[Remark]:
    for number, data in enumerate(read.case.data):
        limit = data.data_class.limit
        if data.rpo is not None and data.rpo > limit:
            yield Remark(
                f"data[{number}].rpo_hours",
                f"「{data.name}」のRPO {lasting(data.rpo)}は、"
                f"{data.data_class.label}の上限{lasting(limit)}を超えています",
                f"{data.name}: an RPO of {lasting_english(data.rpo)} is over the limit of its"
                f" class, {lasting_english(limit)}",
            )


def _missing(read: ExaminedCase) -> Iterator[Remark]:
    for number, data in enumerate(read.case.data):
        if data.rpo is None:
            yield Remark(
                f"data[{number}].rpo_hours",
                f"「{data.name}」のRPOが決まっていません",
                f"{data.name} has no RPO",
            )


def _backup_over_rpo(read: ExaminedCase) -> Iterator[Remark]:
    for number, data in enumerate(read.case.data):
        rpo, interval = data.rpo, data.backup_interval
        if rpo is not None and interval is not None and interval > rpo:
            yield Remark(
                f"data[{number}].backup_interval_hours",
                f"「{data.name}」のバックアップは{lasting(interval)}おきで、"
                f"RPO {lasting(rpo)}を守れません",
                f"{data.name} is backed up every {lasting_english(interval)}, which cannot keep"
                f" an RPO of {lasting_english(rpo)}",
            )


def _backup_unknown(read: ExaminedCase) -> Iterator[Remark]:
    for number, data in enumerate(read.case.data):
        if data.rpo is not None and data.backup_interval is None:
            yield Remark(
                f"data[{number}].backup_interval_hours",
                f"「{data.name}」のRPOはありますが、バックアップの間隔が分かりません",
                f"{data.name} has an RPO, but its backup interval is not known",
            )


def _grounds_differ(read: ExaminedCase) -> Iterator[Remark]:
    for place, process in read.processes:
        yield from _other_targets(
            f"{place}.grounds", process.name, process.grounds, "RTO", process.rto
        )
    for number, data in enumerate(read.case.data):
        yield from _other_targets(
            f"data[{number}].grounds", data.name, data.grounds, "RPO", data.rpo
        )


def _other_targets(
    field: str, name: str, grounds: str | None, kind: str, target: timedelta | None
) -> Iterator[Remark]:
    for found in _TARGET.finditer(grounds or ""):
        count = int(found["count"])
        said = timedelta(hours=count) if found["unit"] == "時間" else timedelta(days=count)
        if found["kind"] == kind and target is not None and said != target:
            yield Remark(
                field,
                f"「{name}」の{kind}は{lasting(target)}ですが、根拠には{lasting(said)}とあります",
                f"{name}: its {kind} is {lasting_english(target)}, but its grounds say"
                f" {lasting_english(said)}",
            )


RULES = (
    LintRule(
        "rpo-over-class",
        Severity.PROBLEM,
        "RPOが、データの種類の上限（1時間・24時間・1週間）を超える",
        "解説：RPOの合理的設定",
        _over_class,
    ),
    LintRule(
        "rpo-missing",
        Severity.NOTE,
        "データにRPOが決まっていない",
        "解説：RPOの合理的設定",
        _missing,
    ),
    LintRule(
        "backup-over-rpo",
        Severity.PROBLEM,
        "バックアップの間隔がRPOより長い",
        "解説：落とし穴2（希望的観測）",
        _backup_over_rpo,
    ),
    LintRule(
        "backup-unknown",
        Severity.NOTE,
        "RPOはあるが、バックアップの間隔が書かれていない",
        "解説：客観的根拠の明示",
        _backup_unknown,
    ),
    LintRule(
        "grounds-name-another-target",
        Severity.PROBLEM,
        "根拠の文にある時間が、RTOやRPOの値と違う",
        "解説：一覧と記載例の食い違い（受発注4時間と24時間、生産データ1時間と4時間）",
        _grounds_differ,
    ),
)
