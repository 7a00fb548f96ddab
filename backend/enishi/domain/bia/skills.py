"""The skill matrix (技能マトリックス): what hangs on too few people."""

from dataclasses import dataclass

from enishi.domain.bia.case import Case
from enishi.domain.bia.process import Process, Skill


@dataclass(frozen=True, slots=True)
class SkillCover:
    """How well a skill that a process needs is spread, in a sentence."""

    skill: Skill
    process: Process
    text: str
    english: str

    @property
    def holders(self) -> int:
        """How many people have it; who is named twice counts once."""
        return len(set(self.skill.holders))

    @property
    def is_single_point(self) -> bool:
        """Whether the process stands still if one person is not there."""
        return self.holders <= 1

    @property
    def is_short(self) -> bool:
        """Whether fewer people have it than are needed."""
        return self.holders < self.skill.needed


def skill_covers(case: Case) -> tuple[SkillCover, ...]:
    """Return the rows of the skill matrix as listed, each with what it says."""
    by_ref = {process.ref: process for process in case.processes}
    return tuple(
        SkillCover(skill, by_ref[skill.process_ref], *_said(skill)) for skill in case.skills
    )


def _said(skill: Skill) -> tuple[str, str]:
    holders, trainees = len(set(skill.holders)), len(set(skill.in_training))
    text = f"「{skill.name}」ができる人は{holders}人（必要{skill.needed}人）"
    english = f"{skill.name}: {holders} of {skill.needed} people needed"
    if holders <= 1:
        text += "。1人が欠けると止まります"
        english += "; it stops if one person is away"
    if trainees:
        text += f"。訓練中{trainees}人"
        english += f"; {trainees} in training"
    if not skill.has_manual:
        text += "。手順書・動画がありません"
        english += "; no manual or video"
    return text, english
