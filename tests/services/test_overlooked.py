"""What a firm hears of the searches and needs that it nearly matched."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from builders import a_capability, a_concept, a_firm, a_lexicon, a_need
from builders_suggestions import a_round, a_suggestion, an_audit
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import BusyError, NotFoundError, NotPermittedError, NotSignedInError
from enishi.domain.firm import firm_id
from enishi.domain.iso_week import IsoWeek
from enishi.domain.match_response import MatchAnswer
from enishi.domain.near_miss import APPEARED, MissedCondition, NearMiss, searches_missed
from enishi.domain.query import Query
from enishi.domain.suggestion import SuggestionAnswer
from enishi.services.overlooked import Overlooked, OverlookedService
from enishi.services.search_tallies import KEPT, SearchTally
from introductions import SUWA, TSUBAME, clerk, member
from networks import Network, a_question, gated

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
DAY = date(2026, 11, 25)
LEADER, OTHER_CLERK = clerk("CH1", TSUBAME), clerk("CH2", SUWA)
OURS = a_firm(
    ref="F1",
    cluster="燕三条",
    certified="ISO9001",
    can=[a_capability("電解研磨", tolerance_um=10, max_size_mm=300)],
)
RIVAL = a_firm("電解研磨", ref="F2", cluster="諏訪", certified="JISQ9100")


@pytest.fixture
def network(tmp_path: Path) -> Network:
    lexicon = a_lexicon(a_concept("電解研磨"), a_concept("鋳造"))
    found = Network(tmp_path, lexicon=lexicon).publish(OURS, RIVAL)
    found.rebuild()
    return found


class Counting:
    """A search whose answers are counted, on a day that can be turned."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.now = NOON
        self.tally = SearchTally(network.database, network.live, now=lambda: self.now)

    def ask(self, query: Query, by: Caller = ANONYMOUS) -> "Counting":
        self.tally.note(query, self.network.search.search(query, by=by), by=by)
        return self

    def counted(self, ref: str = "F1") -> dict[tuple[str, str | None], int]:
        self.tally.flush()
        with self.network.database.read() as work:
            kept = work.near_misses.of_firm(ref, since=date(2026, 1, 1), until=date(2027, 1, 1))
        return {(item.missing, item.concept): item.times for item in kept}


def told(network: Network, by: Caller = LEADER) -> Overlooked:
    service = OverlookedService(network.database, network.live, now=lambda: NOON)
    return service.of(str(firm_id("F1")), by=by)


@pytest.mark.parametrize("asking", [gated, a_question])
def test_a_search_that_one_condition_kept_from_the_firm_is_counted_with_what_it_asked_for(
    network: Network, asking: type[Query]
):
    counting = Counting(network).ask(asking("電解研磨を細かく", tolerance_um=5))

    assert counting.counted() == {("tolerance_um", None): 1, ("tolerance_um", "電解研磨"): 1}


def test_a_search_that_found_the_firm_is_counted_apart_with_what_the_firm_is_silent_on(
    network: Network,
):
    counting = Counting(network).ask(a_question("電解研磨", lot=5))

    assert counting.counted() == {(APPEARED, None): 1, ("unknown:lot", None): 1}


def test_two_failed_conditions_are_no_near_miss(network: Network):
    query = a_question("電解研磨", tolerance_um=5, max_size_mm=900)

    assert Counting(network).ask(query).counted() == {}


def test_a_certificate_is_named_only_where_the_network_knows_it(network: Network):
    def missing(name: str) -> Query:
        return gated("電解研磨", constraints={"certifications": (name,)})

    counting = Counting(network).ask(missing("JIS Q 9100")).ask(missing("極秘の社内認証"))

    names = {missing for missing, concept in counting.counted() if concept is None}
    assert names == {"certifications:JISQ9100", "certifications"}


def test_neither_an_operator_nor_the_firm_itself_is_counted(network: Network):
    counting = Counting(network)
    for by in (LOCAL_OPERATOR, member("F1")):
        counting.ask(a_question("電解研磨", tolerance_um=5), by)

    assert counting.counted() == {}


def test_that_somebody_wants_nobody_of_a_cluster_is_not_told(network: Network):
    query = gated("電解研磨", constraints={"exclude_clusters": ("燕三条",)})

    assert Counting(network).ask(query).counted() == {}


class Lost:
    """A database that cannot be reached."""

    def begin(self) -> None:
        raise BusyError("ほかの書き込みが終わりません")

    read = begin


def test_what_could_not_be_written_is_written_the_next_time(network: Network):
    counting = Counting(network).ask(a_question("電解研磨"))
    counting.tally.database = Lost()  # type: ignore[assignment]
    with pytest.raises(BusyError):
        counting.tally.flush()
    counting.tally.database = network.database

    assert counting.counted() == {(APPEARED, None): 1}
    assert counting.counted() == {(APPEARED, None): 1}


def test_after_half_a_year_it_is_forgotten(network: Network):
    counting = Counting(network).ask(a_question("電解研磨"))
    counting.counted()
    counting.now = NOON + KEPT + timedelta(days=1)

    counting.ask(a_question("電解研磨"))

    assert counting.counted() == {}  # the new entry lies in the next year


def test_what_was_asked_for_is_told_from_three_different_days_on():
    def asked(days: int) -> list[NearMiss]:
        return [
            NearMiss("F1", DAY - timedelta(days=day), "lot", concept, 2)
            for day in range(days)
            for concept in (None, "鋳造")
        ]

    assert searches_missed(asked(2)).missed == (MissedCondition("lot", 4, ()),)
    assert searches_missed(asked(3)).missed == (MissedCondition("lot", 6, ("鋳造",)),)


def test_one_day_of_many_searches_tells_no_word():
    many = [NearMiss("F1", DAY, "lot", "鋳造", 99)]

    assert searches_missed([*many, NearMiss("F1", DAY, "lot", None, 99)]).missed[0].asked_for == ()


def test_advice_is_ranked_by_what_it_would_have_reached(network: Network):
    counting = Counting(network)
    for _ in range(3):
        counting.ask(gated("電解研磨", constraints={"certifications": ("JISQ9100",)}))
    counting.ask(a_question("電解研磨", tolerance_um=5)).ask(a_question("電解研磨", lot=5))
    counting.tally.flush()

    found = told(network)

    assert (found.searches.appeared, found.searches.near) == (1, 4)
    assert [item.text for item in found.advice[:3]] == [
        "JISQ9100 があれば、3件に届いていました",
        "もっと細かい公差で受けられれば、1件に届いていました",
        "ロットを書くと、1件で「要確認」でなくなります",
    ]
    assert [(item.gain, item.field) for item in found.advice[:3]] == [
        (3, "certifications"),
        (1, "tolerance_um"),
        (1, "lot_min"),
    ]
    assert found.advice[3].gain == 0  # what the entry lacks comes after


def test_a_need_that_one_condition_keeps_from_the_firm_is_named_where_the_firm_may_see_it(
    network: Network,
):
    with network.database.begin() as work:
        work.needs.put_many(
            [
                a_need("電解研磨の依頼", ref="near", by="F2", tolerance_um=5),
                a_need("電解研磨の依頼", ref="met", by="F2", tolerance_um=50),
                a_need("電解研磨の依頼", ref="far", by="F2", tolerance_um=5, max_size_mm=900),
                a_need("鋳造の依頼", ref="other", by="F2", tolerance_um=5),
                a_need("電解研磨の依頼", ref="own", by="F1", tolerance_um=5),
                a_need("電解研磨の依頼", ref="closed", by="F2", tolerance_um=5),
                a_need("電解研磨の依頼", ref="hidden", by="F2", tolerance_um=5),
            ]
        )
        work.disclosures.put_need("closed", Disclosure(listing=Visibility.COORDINATORS))
        work.disclosures.put_need("hidden", Disclosure(hide_from=frozenset({"F1"})))

    for by in (member("F1"), LEADER):
        (missed,) = told(network, by).needs
        assert missed.posting.need.record.ref == "near"
        assert (missed.missing, missed.asked_for) == ("tolerance_um", ("電解研磨",))


def test_how_often_others_were_shown_the_firm_stands_beside_the_median(network: Network):
    week = IsoWeek.of(NOON)
    shown = [
        a_suggestion("F2", "F1", ref="s1", week=week),
        a_suggestion("F2", "F1", ref="s2", week=week.before(3)),
        a_suggestion("F2", "F1", ref="s3", week=week.before(4)),
    ]
    with network.database.begin() as work:
        for item in shown:
            work.suggestions.add_round(a_round(week=item.week), [item], an_audit(week=item.week))
        work.suggestions.put_answer(SuggestionAnswer("s2", MatchAnswer.WANTS_TO_MEET, NOON, None))

    found = told(network).shown

    assert (found.times, found.median) == (2, 1.0)
    assert found.answers == {MatchAnswer.WANTS_TO_MEET: 1}


def test_a_firm_that_nobody_looked_for_hears_of_nothing_and_of_what_its_entry_lacks(
    network: Network,
):
    found = told(network)

    assert (found.searches.appeared, found.searches.missed, found.needs) == (0, (), ())
    assert found.shown.median is None
    assert {item.gain for item in found.advice} == {0}


def test_only_the_firm_and_the_chamber_of_its_region_are_told(network: Network):
    for by in (member("F1"), LEADER, LOCAL_OPERATOR):
        assert told(network, by).firm.ref == "F1"
    for stranger in (member("F2"), OTHER_CLERK):
        with pytest.raises(NotPermittedError):
            told(network, stranger)
    with pytest.raises(NotSignedInError):
        told(network, ANONYMOUS)
    with network.database.begin() as work:
        work.disclosures.put_firm("F1", Disclosure(hide_from=frozenset({"F2"})))
    with pytest.raises(NotFoundError):
        told(network, member("F2"))


def test_a_coordinator_who_reads_it_stands_in_the_log_of_the_firm(network: Network):
    told(network, member("F1"))
    told(network, LEADER)

    with network.database.read() as work:
        entries = [item.entry for item in work.audit.page(before=None, limit=9)]
    read = [item for item in entries if item.action is AuditAction.READ]
    assert [(item.actor_ref, item.owner_ref, item.fields) for item in read] == [
        ("P-CH1", "F1", ("overlooked",))
    ]
