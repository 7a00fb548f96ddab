import time
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from bia_lint_examples import BY_RIVER, DAY, EXAMPLES, HERE, THERE, with_option
from builders_bia import (
    a_case,
    a_process,
    a_product,
    a_scenario,
    a_step,
    days,
    hours,
    the_seed_case,
)
from enishi.domain.bia.case import Case
from enishi.domain.bia.finance import Finance
from enishi.domain.bia.lint import RULES, CaseFinding, Severity, lint
from enishi.domain.bia.option import OptionKind, RecoveryOption
from enishi.domain.bia.process import Contract, Process, RecoveryStage, Upstream
from enishi.domain.bia.product import Penalty, Stock
from enishi.domain.bia.scenario import Footprint, Location, Site
from enishi.domain.errors import InvalidValueError


def found(rule: str, case: Case, day: date = DAY) -> list[CaseFinding]:
    return [finding for finding in lint(case, day) if finding.rule == rule]


def is_found(rule: str, *processes: Process, **named) -> bool:
    return bool(found(rule, a_case(*processes, **named)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_breaks_it_at_its_field_and_not_what_just_keeps_it(rule):
    example = EXAMPLES[rule.name]

    findings = found(rule.name, example.broken)

    assert [(finding.field, finding.severity) for finding in findings] == [
        (example.field, rule.severity)
    ]
    assert found(rule.name, example.kept) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_finding_is_a_sentence_in_both_languages(rule):
    finding = found(rule.name, EXAMPLES[rule.name].broken)[0]

    assert finding.text
    assert finding.english
    assert finding.text != finding.english
    assert not finding.english.endswith(".")


def test_every_rule_has_a_name_of_its_own_a_meaning_and_a_source():
    names = [rule.name for rule in RULES]

    assert len(set(names)) == len(names)
    assert set(names) == set(EXAMPLES)
    assert all(name == name.lower() and " " not in name for name in names)
    assert all(rule.meaning and rule.source for rule in RULES)
    assert len({rule.meaning for rule in RULES}) == len(RULES)


def test_the_seeds_own_example_breaks_these_rules():
    counts = Counter(finding.rule for finding in lint(the_seed_case(), DAY))

    assert counts == {
        "rto-over-tolerance": 1,  # JIT: 2 h borne, 6 h planned
        "rto-before-upstream": 1,  # inspection 12 h before production 24 h
        "rto-under-outage": 3,  # 72 h without power
        "rto-without-mbco": 4,
        "stage-against-rto": 2,  # 24 h and 12 h in the stage of 24 to 72 h
        "lead-time-over-rto": 1,  # 26 days and 24 h
        "backup-over-rpo": 1,  # every 4 h and at most 1 h lost
        "axis-without-facts": 2,
        "priority-tie": 1,  # 4.1 and 4.1
        "priority-against-rto": 2,  # production first, and last to run
        "priority-unstable": 1,
        "buffer-over-minimum-stock": 1,  # 6 days at the mean, 2 at the minimum
        "no-parallel-drawn": 1,
        "series-all-critical": 1,
        "delay-over-stock": 1,
        "penalty-in-reach": 1,
        "calendar-unchecked": 1,
        "partner-hazard-unknown": 1,
        "partner-shares-hazard": 3,
        "partner-unqualified": 2,
        "partner-estimated": 2,
        "sole-skill-holder": 1,
        "skill-without-manual": 1,
        "approval-missing": 1,
        "review-date-missing": 1,
    }


def test_findings_come_in_the_order_of_the_rules_and_then_of_the_file():
    order = [rule.name for rule in RULES]
    places = [order.index(finding.rule) for finding in lint(the_seed_case(), DAY)]
    power = [finding.field for finding in found("rto-under-outage", the_seed_case())]

    assert places == sorted(places)
    assert power == ["processes[5].rto_hours", "processes[6].rto_hours", "processes[7].rto_hours"]


def test_severities_have_japanese_names():
    assert [severity.label for severity in Severity] == ["問題", "注意", "参考"]


def test_an_rto_over_the_tolerance_is_bridged_by_the_least_stock_of_what_the_process_makes():
    late = a_process(rto=hours(48), tolerance=hours(2))
    steps = (a_step("1", process_ref="P1"),)

    def stocked(minimum: int) -> Case:
        stock = Stock(Decimal(300), Decimal(minimum), Decimal(600))
        return a_case(late, products=(a_product(steps=steps, stock=stock),))

    assert found("rto-over-tolerance", stocked(100)) == []
    assert len(found("rto-over-tolerance", stocked(99))) == 1


def test_what_customers_bear_is_not_found_twice():
    late = a_process(rto=hours(9), tolerance=hours(2))

    assert [f.rule for f in lint(a_case(late), DAY) if f.field.endswith("rto_hours")] == [
        "rto-over-tolerance"
    ]


def test_a_process_that_only_waits_too_long_is_found_by_its_waiting():
    """The RTO in between is not known, so no two RTOs contradict each other."""
    processes = (
        a_process("P1", rto=hours(9)),
        a_process("P2", upstream=(Upstream("P1"),)),
        a_process("P3", rto=hours(4), upstream=(Upstream("P2"),)),
    )

    case = a_case(*processes)

    assert found("rto-before-upstream", case) == []
    assert [f.field for f in found("recovery-over-rto", case)] == ["processes[2].rto_hours"]
    assert "「P2」を待つため" in found("recovery-over-rto", case)[0].text


SHORT = a_process(rto=hours(8))
POWERED = Site("S1", "本社", HERE, has_own_power=True)
UNPOWERED = Site("S2", "第二工場", HERE)
ELSEWHERE = Site("S3", "遠くの工場", THERE)


@pytest.mark.parametrize(
    ("sites", "is_short"),
    [
        ((), True),
        ((UNPOWERED,), True),
        ((POWERED,), False),
        ((POWERED, UNPOWERED), True),
        ((ELSEWHERE,), False),
        ((ELSEWHERE, UNPOWERED), True),
        ((Site("S4", "所在不明"),), True),
    ],
)
def test_a_blackout_counts_unless_every_struck_site_has_its_own_power(sites, is_short):
    scenarios = (a_scenario(blackout=hours(72)),)

    assert is_found("rto-under-outage", SHORT, sites=sites, scenarios=scenarios) is is_short


def test_own_power_does_not_dry_a_flooded_site():
    scenarios = (a_scenario(flooding=hours(48)),)

    assert is_found("rto-under-outage", SHORT, sites=(POWERED,), scenarios=scenarios)


def test_a_process_that_needs_neither_power_nor_ground_waits_for_neither():
    scenarios = (a_scenario(blackout=hours(72), flooding=hours(48)),)
    free = a_process(rto=hours(8), needs_power=False)

    assert not is_found("rto-under-outage", free, sites=(UNPOWERED,), scenarios=scenarios)


def test_a_step_is_struck_only_where_it_is_done():
    scenarios = (a_scenario(blackout=hours(72)),)
    away = a_product(steps=(a_step("1", process_ref="P1", site_ref="S3"),))
    sites = (UNPOWERED, ELSEWHERE)

    assert not is_found(
        "rto-under-outage", SHORT, sites=sites, scenarios=scenarios, products=(away,)
    )


@pytest.mark.parametrize(("covers", "is_short"), [(("1", "2"), False), (("1",), True)])
def test_own_power_as_an_option_must_cover_every_step_of_the_process(covers, is_short):
    product = a_product(
        steps=(a_step("1", process_ref="P1"), a_step("2", after="1", process_ref="P1"))
    )
    option = RecoveryOption("O1", "発電機", OptionKind.OWN_POWER, "A", covers=covers)

    assert is_short is is_found(
        "rto-under-outage",
        SHORT,
        sites=(UNPOWERED,),
        scenarios=(a_scenario(blackout=hours(72)),),
        products=(product,),
        options=(option,),
    )


def test_the_longest_of_several_outages_is_named():
    scenarios = (a_scenario("a", blackout=hours(24)), a_scenario("b", blackout=hours(72)))

    finding = found("rto-under-outage", a_case(SHORT, scenarios=scenarios))[0]

    assert "「b」で電気や場所が使えない72時間" in finding.text


@pytest.mark.parametrize(
    ("stage", "rto", "is_wrong"),
    [
        (RecoveryStage.EMERGENCY, 0, False),
        (RecoveryStage.EMERGENCY, 24, False),
        (RecoveryStage.EMERGENCY, 25, True),
        (RecoveryStage.PROVISIONAL, 72, False),
        (RecoveryStage.PROVISIONAL, 73, True),
        (RecoveryStage.FULL, 72, True),
        (RecoveryStage.FULL, 73, False),
    ],
)
def test_a_stage_holds_the_rtos_up_to_its_last_hour(stage, rto, is_wrong):
    assert is_found("stage-against-rto", a_process(rto=hours(rto), stage=stage)) is is_wrong


def test_a_series_says_which_step_is_longest_which_grew_most_and_which_by_ratio():
    text = found("series-all-critical", the_seed_case())[0].text

    assert "復旧時に最も長いのは「主加工」（8日）" in text
    assert "増え方が最大なのは「前加工」「主加工」（+4日）" in text
    assert "倍率が最大なのは「検査・出荷」（3倍）" in text


def test_a_row_with_a_short_cut_is_still_a_row():
    steps = (a_step("1"), a_step("2", after="1"), a_step("3", after="12"))

    assert is_found("series-all-critical", products=(a_product(steps=steps),))


def test_steps_that_take_no_time_have_no_ratio():
    steps = tuple(a_step(str(n), 0, [str(n - 1)] if n else []) for n in range(3))

    assert (
        "倍率"
        not in found("series-all-critical", a_case(products=(a_product(steps=steps),)))[0].text
    )


def test_operating_days_ask_for_durations_in_operating_days():
    finance = Finance(Decimal(1), Decimal(1), calendar_days=245)

    finding = found("calendar-unchecked", a_case(products=(a_product(),), finance=finance))[0]

    assert "操業日数（245日）" in finding.text
    calendar_year = found("calendar-unchecked", a_case(products=(a_product(),)))[0]
    assert "暦日（365日）で割っています" in calendar_year.text


def test_a_partner_of_which_no_place_is_known_is_not_independent():
    finding = found("partner-hazard-unknown", with_option(places=()))[0]

    assert "独立しているとはみなしません" in finding.text


def test_a_partner_whose_river_is_not_known_is_not_independent_of_a_flood():
    option = RecoveryOption("O1", "協力会社", OptionKind.ALTERNATIVE, "A", places=(THERE,))

    assert is_found(
        "partner-hazard-unknown",
        products=(a_product(),),
        options=(option,),
        scenarios=(a_scenario(footprint=BY_RIVER),),
    )


def test_a_shared_hazard_is_named_in_words():
    texts = [finding.text for finding in found("partner-shares-hazard", the_seed_case())]

    assert "首都直下地震" in texts[0]
    assert "同じ電力管内（東京電力管内）" in texts[2]


def test_a_partner_struck_by_its_river_shares_the_hazard_of_a_firm_struck_in_its_town():
    both = Footprint(municipalities=frozenset({"11203"}), river_systems=frozenset({"荒川水系"}))
    by_the_river = Location("11100", river_system="荒川水系")
    scenarios = (a_scenario(footprint=both),)

    def shared(own: Location) -> int:
        sites = (Site("S1", "本社", own),)
        case = with_option(places=(by_the_river,), sites=sites, scenarios=scenarios)
        return len(found("partner-shares-hazard", case))

    assert shared(Location("11203", river_system="利根川水系")) == 1
    assert shared(Location("13101", river_system="利根川水系")) == 0


def test_a_partner_who_has_not_consented_is_named_in_no_finding():
    case = with_option(
        name="秘密の協力会社",
        kind=OptionKind.OUTSIDE_INSPECTION,
        covers=("1",),
        places=(HERE, Location()),
        is_estimated=True,
        is_named=False,
        valid_until=date(2020, 1, 1),
        scenarios=(a_scenario("quake"), a_scenario("flood", footprint=BY_RIVER)),
    )

    findings = [f for f in lint(case, DAY) if f.field.startswith("options")]

    assert {f.rule for f in findings} == {r.name for r in RULES if "partner-" in r.name} | {
        "quality-boundary-missing"
    }
    assert all("秘密" not in f.text + f.english for f in lint(case, DAY))
    assert all("外部検査（O1）" in f.text and "外部検査（O1）" in f.english for f in findings)


@pytest.mark.parametrize("rule", ["partner-unqualified", "partner-hazard-unknown"])
def test_what_the_firm_does_itself_needs_no_partner(rule):
    assert found(rule, with_option(kind=OptionKind.STOCK)) == []


def test_several_ties_are_each_found_once():
    case = a_case(*(a_process(str(n), rating=p.rating) for n, p in enumerate(_two_ties())))

    assert [
        "「0」「1」" in f.text or "「2」「3」" in f.text for f in found("priority-tie", case)
    ] == [
        True,
        True,
    ]


def _two_ties() -> list[Process]:
    rated = [process for process in the_seed_case().processes if process.rating is not None]
    first, last = rated[0], rated[-1]
    return [first, first, last, last]


@pytest.mark.parametrize(
    ("grounds", "is_other"),
    [
        ("RTO:4時間", False),
        ("RTO 4時間を演習で確認", False),
        ("RPOは1時間", False),
        ("RTOは2日", True),
        ("24時間以内に連絡", False),
    ],
)
def test_only_another_rto_in_the_grounds_is_a_contradiction(grounds, is_other):
    process = a_process(rto=hours(4), grounds=grounds)

    assert is_found("grounds-name-another-target", process) is is_other


def test_an_empty_case_is_asked_only_for_what_it_lacks():
    assert {finding.rule for finding in lint(a_case(), DAY)} == {
        "cash-limit-missing",
        "scenario-missing",
        "approver-missing",
        "approval-missing",
        "review-date-missing",
    }


def test_processes_in_a_circle_are_refused_and_not_linted():
    one = a_process("P1", upstream=(Upstream("P2"),))
    other = a_process("P2", upstream=(Upstream("P1"),))

    with pytest.raises(InvalidValueError, match="P1 → P2 → P1"):
        lint(a_case(one, other), DAY)


@pytest.mark.parametrize("demand", ["0.000000001", "1000000000000000"])
@pytest.mark.parametrize("margin", ["0.000000001", "0", "1"])
@pytest.mark.parametrize("cash", ["0.000000001", "1000000000000000"])
def test_the_smallest_and_the_largest_figures_are_linted_too(demand, margin, cash):
    most = Decimal(10) ** 15
    process = a_process(
        "P1", rto=hours(3), tolerance=hours(2), sales_share=Decimal(1), margin=Decimal(1)
    )
    later = a_process("P2", upstream=(Upstream("P1", days(3_650)),))
    product = a_product(
        demand_per_day=Decimal(demand),
        stock=Stock(most, most, most),
        steps=(a_step("1", 3_650, process_ref="P1"),),
        penalties=(Penalty("X", days(3_650), most),),
    )
    finance = Finance(most, Decimal(margin), cash_limit=Decimal(cash))

    assert lint(a_case(process, later, products=(product,), finance=finance), DAY)


def test_a_large_case_is_linted_in_a_few_seconds():
    processes = [
        a_process(
            str(n),
            rto=hours(n),
            contract=Contract.REGULAR,
            upstream=(Upstream(str(n - 1)),) if n else (),
        )
        for n in range(500)
    ]
    steps = tuple(
        a_step(str(n), 1, [str(n - 1)] if n else [], process_ref=str(n % 500), site_ref="S0")
        for n in range(400)
    )
    case = a_case(
        *processes,
        products=tuple(a_product(str(n), steps=steps) for n in range(30)),
        sites=tuple(Site(f"S{n}", "工場", Location("11203")) for n in range(200)),
        scenarios=tuple(a_scenario(str(n), blackout=days(3)) for n in range(50)),
    )

    began = time.process_time()
    lint(case, DAY)

    assert time.process_time() - began < 6
