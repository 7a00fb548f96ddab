from decimal import Decimal

from builders_bia import a_case, a_process, the_seed_case
from enishi.domain.bia.process import RecoveryStage, Skill
from enishi.domain.bia.skills import SkillCover, skill_covers
from enishi.domain.bia.stages import staged_recovery


def refs_and_levels(case) -> list[tuple[list[str], Decimal | None]]:
    return [
        ([process.ref for process in target.processes], target.service_level)
        for target in staged_recovery(case)
    ]


def covered(**named) -> SkillCover:
    skill = Skill(**({"name": "溶接", "process_ref": "P1"} | named))
    return skill_covers(a_case(a_process(), skills=(skill,)))[0]


def test_the_seed_brings_back_half_of_its_production_in_the_second_stage_and_all_in_the_third():
    assert refs_and_levels(the_seed_case()) == [
        (["P1", "P2", "P5"], None),
        (["P3", "P4"], Decimal("0.5")),
        (["P3"], Decimal(1)),
    ]


def test_a_stage_delivers_no_more_than_its_weakest_process():
    strong = a_process("a", stage=RecoveryStage.EMERGENCY, service_level=Decimal("0.8"))
    weak = a_process("b", stage=RecoveryStage.EMERGENCY, service_level=Decimal("0.3"))

    assert refs_and_levels(a_case(strong, weak))[0] == (["a", "b"], Decimal("0.3"))


def test_a_level_without_a_stage_puts_a_process_nowhere():
    nowhere = a_process(service_level=Decimal("0.5"))

    assert refs_and_levels(a_case(nowhere)) == [([], None)] * 3


def test_a_stage_says_who_is_back_and_at_what_level():
    emergency, provisional, full = staged_recovery(the_seed_case())

    assert emergency.text.endswith("受注処理、生産計画、出荷業務（操業度は未記入）")
    assert provisional.text == "暫定復旧（24〜72時間）：主力製品製造、品質検査（操業度50%）"
    assert full.text == "完全復旧（72時間以降）：主力製品製造（操業度100%）"
    assert staged_recovery(a_case())[0].text.endswith("この段階で戻す業務は決まっていません")
    assert all(target.duties for target in (emergency, provisional, full))


def test_a_skill_of_one_person_is_a_single_point():
    alone = covered(holders=("甲",))

    assert alone.is_single_point
    assert "1人が欠けると止まります" in alone.text
    assert not covered(holders=("甲", "乙")).is_single_point


def test_who_is_named_twice_counts_once():
    found = covered(holders=("甲", "甲"))

    assert (found.holders, found.is_single_point) == (1, True)


def test_a_skill_that_too_few_people_have_is_short_of_them():
    assert covered(holders=("甲", "乙"), needed=3).is_short
    assert not covered(holders=("甲", "乙")).is_short


def test_trainees_and_a_missing_manual_are_mentioned():
    found = covered(holders=("甲", "乙"), in_training=("丙",))

    assert found.text == "「溶接」ができる人は2人（必要2人）。訓練中1人。手順書・動画がありません"
    assert "1 in training; no manual" in found.english
    assert (
        covered(holders=("甲", "乙"), has_manual=True).text == "「溶接」ができる人は2人（必要2人）"
    )


def test_the_seeds_inspection_hangs_on_one_person():
    assert [(item.skill.name, item.is_single_point) for item in skill_covers(the_seed_case())] == [
        ("NC旋盤の段取り", False),
        ("三次元測定機の操作", True),
    ]
