from dataclasses import replace
from decimal import Decimal

import pytest

from builders_bia import a_case, a_process, a_product, a_rating, a_step, hours, the_seed_case
from enishi.domain.bia.guide import GuideItem, GuideList, guide
from enishi.domain.bia.process import Contract, DataClass, DataSet, RecoveryStage, Skill
from enishi.domain.bia.product import Stock


def item(ref: str, case) -> GuideItem:
    return next(found for found in guide(case) if found.ref == ref)


def test_the_path_is_the_seeds_five_checks_and_four_actions():
    found = guide(a_case())

    assert [one.listed_in for one in found] == [GuideList.CHECKLIST] * 5 + [GuideList.WEEK] * 4
    assert [kind.label for kind in GuideList] == ["5分でできるチェックリスト", "今週のアクション"]
    assert len({one.ref for one in found}) == len({one.text for one in found}) == 9


def test_an_empty_case_has_done_nothing():
    assert not any(one.is_done for one in guide(a_case()))


def test_the_shipped_case_has_done_what_it_shows():
    assert [one.ref for one in guide(the_seed_case()) if not one.is_done] == [
        "check-bottleneck",  # no step has a capacity
        "week-impact",  # two processes have no known sales
    ]


def test_what_is_ticked_is_done_without_evidence():
    found = item("check-flow", a_case(done=frozenset({"check-flow"})))

    assert (found.is_done, found.is_ticked, found.evidence) == (True, True, None)


def test_what_the_case_shows_needs_no_tick():
    found = item("check-flow", the_seed_case())

    assert (found.is_done, found.is_ticked) == (True, False)
    assert found.evidence == "1製品・5工程の流れがある"


SEVERAL = (a_step("1"), a_step("2", after="1"))
COVERED = {"equipment": ("旋盤",), "materials": ("丸棒",)}
SKILLS = (Skill("溶接", "P1"),)
TIMED = a_process(rto=hours(4), stage=RecoveryStage.EMERGENCY)
LATER = a_process("P2", rto=hours(48), stage=RecoveryStage.PROVISIONAL)
DATA = (DataSet("受注", DataClass.DAILY, rpo=hours(24)),)
RATED = [a_process(ref, rating=a_rating(*"4444")) for ref in ("P1", "P2")]
KNOWN = {"sales_share": Decimal("0.1"), "contract": Contract.SPOT}


@pytest.mark.parametrize(
    ("ref", "done", "undone"),
    [
        (
            "check-flow",
            a_case(products=(a_product(steps=SEVERAL),)),
            a_case(products=(a_product(steps=(a_step("1"), a_step("2"))),)),
        ),
        (
            "check-flow",
            a_case(products=(a_product("A"), a_product("B"))),
            a_case(products=(a_product("A"), a_product("B", steps=()))),
        ),
        (
            "check-bottleneck",
            a_case(products=(a_product(steps=(a_step("1", capacity_per_day=Decimal(9)),)),)),
            a_case(products=(a_product(),)),
        ),
        (
            "check-contracts",
            a_case(a_process(contract=Contract.JIT, tolerance=hours(2))),
            a_case(a_process(contract=Contract.JIT)),
        ),
        (
            "check-stock",
            a_case(products=(a_product(),)),
            a_case(products=(a_product(stock=Stock(Decimal(300), maximum=Decimal(600))),)),
        ),
        (
            "check-resources",
            a_case(a_process(**COVERED), skills=SKILLS),
            a_case(a_process(**COVERED)),
        ),
        ("week-impact", a_case(a_process(**KNOWN)), a_case(a_process(contract=Contract.SPOT))),
        ("week-targets", a_case(TIMED, LATER, data=DATA), a_case(TIMED, LATER)),
        ("week-targets", a_case(TIMED, LATER, data=DATA), a_case(TIMED, data=DATA)),
        ("week-priorities", a_case(*RATED, budget=Decimal(1)), a_case(*RATED)),
        ("week-priorities", a_case(*RATED, budget=Decimal(1)), a_case(RATED[0], budget=Decimal(1))),
    ],
)
def test_an_item_is_done_when_the_case_shows_all_that_it_asks_for(ref, done, undone):
    assert item(ref, done).evidence is not None
    assert item(ref, undone).evidence is None


def test_a_week_of_dependencies_needs_the_flow_and_the_waiting_of_processes():
    case = the_seed_case()

    assert item("week-dependencies", case).is_done
    assert not item("week-dependencies", replace(case, products=(), options=())).is_done
    alone = tuple(replace(process, upstream=()) for process in case.processes)
    assert not item("week-dependencies", replace(case, processes=alone)).is_done
