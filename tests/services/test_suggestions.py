"""Whom firms are suggested in a week: what speaks for it, what forbids it, who may read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import a_capability, a_concept, a_firm, a_lexicon, a_tie
from builders_callers import a_coordinator, a_member
from builders_register import coordinator_of
from enishi.adapters.solver import ScipyTransport
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR
from enishi.domain.allocation import AllocationArc, AllocationProblem, AllocationRules
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import SEEKER, Disclosure, Visibility
from enishi.domain.errors import (
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.exposure import ExposureGroupName
from enishi.domain.firm import FirmKind, firm_id
from enishi.domain.need import NeedKind
from enishi.domain.suggestion import SuggestionGround
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.suggestions.taking_part import taking_part
from enishi.services.suggestions.wording import CHANGED, WITHHELD
from networks import Network
from suggesting import FIRMS, MONDAY, WEEK, Weekly, a_weekly

TODAY = date(2026, 11, 23)
EVERY_PAIR = {"A→B", "B→A", "A→C", "C→A", "B→D", "D→B", "C→D", "D→C"}


class Failing:
    """A solver that finds nothing, or falls over."""

    def __init__(self, *, falls: bool) -> None:
        self._falls = falls

    def allocate(self, problem: AllocationProblem) -> Sequence[AllocationArc] | None:
        if self._falls:
            raise RuntimeError("out of memory")
        return None


class Disobeying:
    """A solver that takes everything."""

    def allocate(self, problem: AllocationProblem) -> tuple[AllocationArc, ...]:
        return problem.arcs


@dataclass
class Overtaken:
    """A solver so slow that another worker makes the week meanwhile."""

    weekly: Weekly

    def allocate(self, problem: AllocationProblem) -> tuple[AllocationArc, ...]:
        self.weekly.make()
        return problem.arcs[:1]


@pytest.fixture
def weekly(tmp_path: Path) -> Weekly:
    return a_weekly(tmp_path)


def one(weekly: Weekly, viewer: str, shown: str):
    (found,) = [i for i in weekly.make() if (i.viewer_ref, i.shown_ref) == (viewer, shown)]
    return found


def test_firms_with_something_in_common_and_much_else_are_shown_to_each_other(weekly: Weekly):
    assert weekly.pairs() == EVERY_PAIR
    suggestion = one(weekly, "A", "B")
    assert suggestion.ground is SuggestionGround.JOINT_DEVELOPMENT
    assert "あなたの知識の25%が共通" in suggestion.why[0]
    assert suggestion.is_other_cluster is True
    assert one(weekly, "A", "C").is_other_cluster is False


def test_who_can_do_what_a_firm_looks_for_comes_with_the_need_and_its_reasons(weekly: Weekly):
    weekly.post("N1", "A", "めっきと鋳造と切削")

    mine, theirs = one(weekly, "A", "B"), one(weekly, "B", "A")

    assert (mine.ground, mine.need_ref) == (SuggestionGround.OWN_NEED, "N1")
    assert "めっきと鋳造と切削" in mine.why[0]
    assert len(mine.why) > 1
    assert (theirs.ground, theirs.need_ref) == (SuggestionGround.THEIR_NEED, "N1")
    assert "縁側鍍金の探しもの" in theirs.why[0]
    assert mine.value > one(weekly, "A", "C").value


@pytest.mark.parametrize(
    "kept_back",
    [
        Disclosure(paths={SEEKER: Visibility.COORDINATORS}),
        Disclosure(paths={SEEKER: Visibility.MEMBERS}),
        Disclosure(listing=Visibility.COORDINATORS),
        Disclosure(hide_from=frozenset({"B"})),
    ],
)
def test_a_need_that_keeps_its_firm_back_gives_nobody_away(weekly: Weekly, kept_back: Disclosure):
    weekly.post("N1", "A", "めっきと鋳造と切削", as_it_is=kept_back)

    assert one(weekly, "A", "B").ground is SuggestionGround.OWN_NEED
    theirs = one(weekly, "B", "A")
    assert (theirs.ground, theirs.need_ref) == (SuggestionGround.JOINT_DEVELOPMENT, None)
    assert "めっきと鋳造と切削" not in str(theirs)


def test_a_need_that_is_made_anonymous_afterwards_takes_its_suggestion_along(weekly: Weekly):
    weekly.post("N1", "A", "めっきと鋳造と切削")
    weekly.make()
    assert "A" in weekly.shown("B")

    with weekly.database.begin() as work:
        work.disclosures.put_need("N1", Disclosure(paths={SEEKER: Visibility.COORDINATORS}))

    assert "A" not in weekly.shown("B")
    assert "B" in weekly.shown("A")


def test_firms_that_met_in_three_years_are_not_suggested_and_count_less_afterwards(weekly: Weekly):
    with weekly.database.begin() as work:
        recently, long_ago = TODAY - timedelta(days=3 * 365 - 1), TODAY - timedelta(days=3 * 365)
        work.ties.put_many([a_tie("A", "B", on=str(recently)), a_tie("A", "C", on=str(long_ago))])

    assert weekly.pairs() == EVERY_PAIR - {"A→B", "B→A"}
    assert one(weekly, "A", "C").value < one(weekly, "C", "D").value


def test_neither_side_is_shown_where_one_hides_or_is_not_listed_for_members(weekly: Weekly):
    weekly.hide("A", "B")
    weekly.hide("D", listing=Visibility.COORDINATORS)

    assert weekly.pairs() == {"A→C", "C→A"}


def test_a_firm_that_hides_after_the_week_was_made_is_not_shown_any_more(weekly: Weekly):
    weekly.make()
    assert weekly.shown("A") == ["B", "C"]

    weekly.hide("B", "A")
    assert weekly.shown("A") == ["C"]
    assert weekly.shown("B") == ["D"]  # nor is who it hides from shown to it
    weekly.hide("C", listing=Visibility.PRIVATE)
    assert weekly.shown("A") == []


def test_what_a_firm_keeps_back_afterwards_is_not_quoted(weekly: Weekly):
    weekly.make()
    weekly.hide("B", paths={"employees": Visibility.PRIVATE})

    (found,) = [item for item in weekly.read("A").items if item.firm.ref == "B"]

    assert found.suggestion.why == (CHANGED.why[0][0],)
    assert found.firm.employees is None


def test_a_firm_that_pauses_is_shown_nobody_and_to_nobody(weekly: Weekly):
    weekly.make()
    weekly.pauses.pause(str(firm_id("B")), by=a_member("B"), until=TODAY + timedelta(days=7))

    assert weekly.shown("A") == ["C"]  # at once
    assert weekly.shown("B") == []
    week = weekly.later(weeks=1)
    assert weekly.shown("B") == ["A", "D"]  # of the week before
    assert {pair for pair in weekly.pairs(week) if "B" in pair} == set()
    weekly.pauses.resume(str(firm_id("B")), by=a_member("B"))
    with pytest.raises(InvalidValueError):
        weekly.pauses.pause(str(firm_id("B")), by=a_member("B"), until=TODAY)
    with pytest.raises(NotPermittedError):
        weekly.pauses.pause(str(firm_id("B")), by=a_member("A"))


def test_a_support_body_develops_nothing_and_answers_needs(tmp_path: Path):
    body = replace(FIRMS[1], kind=FirmKind.SUPPORT_BODY)
    weekly = a_weekly(tmp_path, lambda network: network.change(body))
    assert {pair for pair in weekly.pairs() if "B" in pair} == set()

    weekly.post("N1", "A", "めっきと鋳造と切削")
    assert "A→B" in weekly.pairs(weekly.later(weeks=1))


def test_a_pair_is_not_suggested_again_for_half_a_year(weekly: Weekly):
    assert weekly.pairs() == EVERY_PAIR
    assert weekly.pairs(weekly.later(weeks=1)) == set()
    assert weekly.pairs(weekly.later(weeks=26)) == EVERY_PAIR


def test_a_week_is_made_once(weekly: Weekly):
    first = weekly.suggestions.make(WEEK, by=LOCAL_OPERATOR)
    weekly.time += timedelta(hours=1)

    assert weekly.suggestions.make(WEEK, by=LOCAL_OPERATOR) == first
    assert first.versions.allocation_version == "flow-1"
    assert first.versions.index_version.endswith(".members")


def test_of_two_workers_at_once_the_first_makes_the_week_for_both(weekly: Weekly):
    slow = Weekly(weekly.network, Overtaken(weekly), time=weekly.time + timedelta(seconds=1))

    made = slow.suggestions.make(WEEK, by=LOCAL_OPERATOR)

    assert made == weekly.suggestions.make(WEEK, by=LOCAL_OPERATOR)
    assert made.made_at == weekly.time
    assert weekly.pairs() == EVERY_PAIR


def test_the_same_network_has_the_same_week(tmp_path: Path):
    weeks = [a_weekly(tmp_path / name).make() for name in ("one", "other")]

    assert weeks[0] == weeks[1]


@pytest.mark.parametrize("solver", [Failing(falls=True), Failing(falls=False), Disobeying()])
def test_where_the_solver_fails_the_simple_rule_stands_in_and_says_so(weekly: Weekly, solver):
    weekly.allocator = solver
    weekly.rules = replace(weekly.rules, most_shown=1)

    shown = [item.shown_ref for item in weekly.make()]

    assert sorted(shown) == ["A", "B", "C", "D"]
    assert weekly.audit().is_fallback


def test_the_audit_tells_who_was_shown_and_names_nobody(weekly: Weekly):
    weekly.make()

    audit = weekly.audit()

    assert (audit.firms, audit.viewers, audit.suggestions) == (4, 4, 8)
    assert (audit.spread.gini, audit.spread.zero_share, audit.spread.most_shown) == (0.0, 0.0, 2)
    assert audit.naive is not None
    assert audit.naive.most_shown == 3
    assert audit.other_cluster_share == 0.75
    groups = {group.name: group for group in audit.groups}
    assert groups[ExposureGroupName.NEW].firms == 0 or groups[ExposureGroupName.OLD].firms == 0
    assert (groups[ExposureGroupName.SMALL].firms, groups[ExposureGroupName.LARGE].firms) == (1, 2)
    assert "4社のうち4社" in audit.text
    assert [item.week for item in weekly.suggestions.audits(by=a_coordinator())] == [WEEK]


def test_an_unlikely_partner_of_another_cluster_is_tried_and_labelled(weekly: Weekly):
    weekly.rules = replace(weekly.rules, most_received=1, least_elsewhere=0)

    tried = [item for item in weekly.make() if item.is_trial]

    assert tried
    assert all(item.is_other_cluster and "共同開発" in item.ground.label for item in tried)
    assert len({item.viewer_ref for item in tried}) == len(tried)
    assert weekly.audit().trials == len(tried)


@pytest.mark.parametrize(
    ("kind", "is_tried"), [(NeedKind.SOURCING, True), (NeedKind.ALTERNATIVE_SOURCING, False)]
)
@pytest.mark.parametrize("title", ["めっきと鋳造と切削", "だれにもできない加工"])
@pytest.mark.parametrize("as_it_is", [None, Disclosure(paths={SEEKER: Visibility.PRIVATE})])
def test_a_firm_in_urgent_need_is_no_place_to_try(
    weekly: Weekly, kind: NeedKind, is_tried: bool, title: str, as_it_is: Disclosure | None
):
    weekly.rules = replace(weekly.rules, most_received=1, least_elsewhere=0)
    weekly.post("N1", "B", title, as_it_is=as_it_is)
    with weekly.database.begin() as work:
        work.needs.put_many([replace(work.needs.get("N1").record, kind=kind)])

    assert ("B" in {item.viewer_ref for item in weekly.make() if item.is_trial}) is is_tried


def test_only_the_firm_and_its_chamber_read_its_suggestions_and_it_is_logged(weekly: Weekly):
    weekly.hide("B", "X")
    weekly.make()

    for by, refusal in (
        (ANONYMOUS, NotSignedInError),
        (a_member("C"), NotPermittedError),
        (a_coordinator(), NotPermittedError),
    ):
        with pytest.raises(refusal):
            weekly.read("A", by)
    weekly.read("A")
    with weekly.database.read() as work:
        entries = [act.entry for act in work.audit.stream(subject_ref="B")]
    assert [e.actor_ref for e in entries if e.action is AuditAction.READ] == ["P-A"]


def test_only_an_operator_makes_a_week_and_none_that_is_over_or_far_ahead(weekly: Weekly):
    with pytest.raises(NotPermittedError):
        weekly.suggestions.make(WEEK, by=a_coordinator())
    with pytest.raises(InvalidValueError):
        weekly.suggestions.make(WEEK.after(2), by=LOCAL_OPERATOR)
    with pytest.raises(InvalidValueError):
        weekly.suggestions.make(WEEK.before(), by=LOCAL_OPERATOR)
    with pytest.raises(NotPermittedError):
        weekly.suggestions.audit(WEEK, by=a_member("A"))
    with pytest.raises(NotFoundError):
        weekly.audit()
    assert weekly.read("A").made is None


def test_a_new_firm_is_one_of_the_last_ninety_days(tmp_path: Path):
    weekly = a_weekly(tmp_path)
    with weekly.database.read() as work:
        published = work.outbox.since(0, 1)[0].occurred_at  # the outbox keeps real time
    weekly.time = published + timedelta(days=89)
    assert _new(weekly) == 4

    weekly.time = published + timedelta(days=97)  # in another week
    assert _new(weekly) == 0


def test_firms_that_do_kinds_of_one_process_are_of_one_trade(tmp_path: Path):
    kinds = (a_concept(name, broader="切削") for name in ("五軸切削", "微細切削"))
    network = Network(tmp_path / "indexes", lexicon=a_lexicon(a_concept("切削"), *kinds))
    network.publish(
        a_firm(can=[a_capability("五軸切削", processes=("五軸切削",))], ref="A"),
        a_firm(can=[a_capability("微細切削", processes=("微細切削",))], ref="B"),
        a_firm("目利き", ref="C", kind=FirmKind.SUPPORT_BODY),
    ).rebuild()
    knowledge = KnowledgeShelf(ScipyTransport()).of(network.view)

    with network.database.read() as work:
        part = taking_part(work, AllocationRules(), MONDAY).in_trades(knowledge.industry_of)

    assert part.trades == {"A": "切削", "B": "切削", "C": FirmKind.SUPPORT_BODY.label}


def _new(weekly: Weekly) -> int:
    week = weekly.suggestions.this_week()
    weekly.make(week)
    groups = {group.name: group.firms for group in weekly.audit(week).groups}
    return groups[ExposureGroupName.NEW]


@pytest.mark.parametrize(
    "kept_back",
    [Disclosure(listing=Visibility.PRIVATE), Disclosure(paths={SEEKER: Visibility.PRIVATE})],
)
def test_a_coordinator_reads_no_need_in_a_list_that_the_firm_keeps_to_itself(
    weekly: Weekly, kept_back: Disclosure
):
    weekly.post("N1", "A", "めっきと鋳造と切削", as_it_is=kept_back)
    weekly.make()

    assert weekly.shown("A") == ["B", "C"]
    mediated = weekly.read("A", coordinator_of("燕三条"))
    assert [item.firm.ref for item in mediated.items] == ["C"]
    assert "めっきと鋳造と切削" not in str(mediated)


def test_a_coordinator_reads_no_reasons_from_a_part_of_a_need_that_is_kept_back(weekly: Weekly):
    weekly.post("N1", "A", "加工", as_it_is=Disclosure(paths={"description": Visibility.PRIVATE}))
    with weekly.database.begin() as work:
        need = work.needs.get("N1").record
        work.needs.put_many([replace(need, description="めっきと鋳造と切削")])
    weekly.make()

    own, mediated = weekly.read("A"), weekly.read("A", coordinator_of("燕三条"))

    assert "「鋳造」が両方の文にあります" in own.items[0].suggestion.why
    first = mediated.items[0]
    assert first.suggestion.why == tuple(japanese for japanese, _ in WITHHELD.why)
    assert first.need is not None
    assert (first.need.title, first.need.description) == ("加工", None)


def test_that_a_coordinator_read_a_list_is_in_the_log_of_the_firm(weekly: Weekly):
    weekly.post("N1", "A", "めっき", as_it_is=Disclosure(listing=Visibility.COORDINATORS))
    weekly.make()
    weekly.read("A", coordinator_of("燕三条"))

    with weekly.database.read() as work:
        found = [act.entry for act in work.audit.page(before=None, limit=9, owner_ref="A")]
    assert {(e.subject_kind, e.fields) for e in found if e.action is AuditAction.READ} == {
        ("need", ("listing", SEEKER)),
        ("firm", ("suggestions",)),
    }
