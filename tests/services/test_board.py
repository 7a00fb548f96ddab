"""The board shows each reader what they may see of needs, and of whose they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_firm, a_need
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.chamber import Region
from enishi.domain.disclosure import OPEN, Disclosure, Visibility
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.events import Event, EventKind
from enishi.domain.membership import Membership, Role
from enishi.domain.release import Release
from enishi.services.changes import BEGINNING, ChangeService
from enishi.services.clusters import ClusterService
from enishi.services.disclosures import DisclosureService
from enishi.services.exports import DisclosedExportService
from enishi.services.firms import FirmService
from enishi.services.needs import NeedService
from enishi.services.records import need_record
from enishi.services.sight import Posting
from fakes import MemoryDatabase

FIRM = a_firm("鋳造", ref="F1", name="鋳物工業", cluster="川口", prefecture="埼玉県")
OTHER = a_firm("切削", ref="F2", cluster="諏訪", prefecture="長野県")
NEED = a_need("取っ手を鋳造で", ref="N1", by="F1", lot=200)
HIDDEN = Disclosure(paths={"firm_ref": Visibility.PRIVATE})
ANONYMOUS_NEED = Disclosure(paths={"firm_ref": Visibility.COORDINATORS})


def member(ref: str) -> Caller:
    return Caller(f"P-{ref}", (Membership(f"P-{ref}", Role.FIRM_MEMBER, firm_ref=ref),))


def coordinator(cluster: str) -> Caller:
    membership = Membership("P-C", Role.COORDINATOR, chamber_ref="C")
    return Caller("P-C", (membership,), (Region(clusters=(cluster,)),))


READERS = [ANONYMOUS, member("F1"), member("F2"), coordinator("川口"), coordinator("諏訪")]

decisions = st.builds(
    Disclosure,
    listing=st.sampled_from(Visibility),
    paths=st.dictionaries(
        st.sampled_from(["firm_ref", "description", "constraints", "constraints/lot"]),
        st.sampled_from(Visibility),
    ),
    hide_from=st.frozensets(st.just("F2")),
)
of_firms = st.builds(
    Disclosure, listing=st.sampled_from(Visibility), hide_from=st.frozensets(st.just("F2"))
)


@pytest.fixture
def database() -> Iterator[MemoryDatabase]:
    found = MemoryDatabase()
    with found.begin() as work:
        work.firms.put_many([FIRM, OTHER])
        work.needs.put_many([NEED])
    return found


def decide(database: MemoryDatabase, need: Disclosure = OPEN, firm: Disclosure = OPEN) -> None:
    with database.begin() as work:
        work.disclosures.put_need("N1", need)
        work.disclosures.put_firm("F1", firm)


def board(database: MemoryDatabase, by: Caller, cluster: str | None = None) -> list[Posting]:
    return NeedService(database).page(after=None, limit=9, kind=None, cluster=cluster, by=by)


def test_an_anonymous_need_is_there_without_its_firm_and_found_under_no_cluster(
    database: MemoryDatabase,
):
    decide(database, HIDDEN)

    (posting,) = board(database, member("F2"))

    assert (posting.need.record.firm_ref, posting.seeker) == (None, None)
    assert board(database, member("F2"), cluster="川口") == []
    assert board(database, member("F1"), cluster="川口")[0].seeker == FIRM


@settings(max_examples=300)
@given(need=decisions, firm=of_firms, reader=st.sampled_from(READERS))
def test_a_need_never_says_more_than_was_decided(
    need: Disclosure, firm: Disclosure, reader: Caller
):
    database = MemoryDatabase()
    with database.begin() as work:
        work.firms.put_many([FIRM, OTHER])
        work.needs.put_many([NEED])
    decide(database, need, firm)
    audience = reader.audience
    is_own = reader.belongs_to("F1")

    postings = board(database, reader)

    hides = bool(need.hide_from | firm.hide_from) and audience < 2 and reader != READERS[1]
    expected = is_own or (need.listing.admits(audience) and not hides)
    assert bool(postings) is expected
    if postings and not is_own:
        (posting,) = postings
        shown = posting.need.record
        knows = need.of("firm_ref").admits(audience) and firm.listing.admits(audience)
        assert (shown.firm_ref == "F1") is knows
        assert (posting.seeker is not None) is knows
        assert (shown.constraints.lot == 200) is need.of("constraints/lot").admits(audience)


@settings(max_examples=300)
@given(need=decisions, firm=of_firms, reader=st.sampled_from(READERS))
def test_the_board_the_export_and_the_feed_show_the_same(
    need: Disclosure, firm: Disclosure, reader: Caller
):
    database = MemoryDatabase()
    with database.begin() as work:
        work.firms.put_many([FIRM, OTHER])
        work.needs.put_many([NEED])
    decide(database, need, firm)
    with database.begin() as work:
        work.outbox.add(Event(EventKind.NEED_POSTED, "N1"))

    shown = [need_record(item.need.record) for item in board(database, reader)]

    assert list(DisclosedExportService(database).needs(by=reader)) == shown
    told = ChangeService(database).since(BEGINNING, by=reader).notices
    assert bool(told) is bool(shown)


def test_what_was_released_to_a_firm_it_sees_and_others_still_do_not(database: MemoryDatabase):
    decide(database, HIDDEN, Disclosure(listing=Visibility.COORDINATORS))
    with database.begin() as work:
        work.firms.put_many([a_firm("研磨", ref="F3")])
        work.releases.put(
            Release("N1", "firm_ref", "F2", datetime(2026, 11, 25, tzinfo=UTC), "P-F1")
        )

    assert board(database, member("F2"))[0].seeker == FIRM
    assert board(database, member("F3"))[0].seeker is None


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (member("F2"), NotPermittedError),
        (coordinator("諏訪"), NotPermittedError),
        (coordinator("川口"), None),
        (member("F1"), None),
        (LOCAL_OPERATOR, None),
    ],
)
def test_a_need_is_changed_by_its_firm_and_by_the_chamber_of_its_region(
    database: MemoryDatabase, by: Caller, refusal: type[Exception] | None
):
    needs, disclosures = NeedService(database), DisclosureService(database)
    acts = [
        lambda: needs.change(str(NEED.id), lambda need: need, expected=None, by=by),
        lambda: disclosures.decide_for_need(str(NEED.id), ANONYMOUS_NEED, by=by),
        lambda: needs.withdraw(str(NEED.id), expected=None, by=by),
    ]
    for act in acts:
        if refusal is None:
            act()
        else:
            with pytest.raises(refusal):
                act()


def test_somebody_elses_hidden_need_is_as_if_it_were_missing(database: MemoryDatabase):
    decide(database, Disclosure(listing=Visibility.PRIVATE))
    needs = NeedService(database)

    with pytest.raises(NotFoundError) as hidden:
        needs.get(str(NEED.id), by=member("F2"))
    with pytest.raises(NotFoundError) as missing:
        needs.get(str(a_need("x", ref="N404").id), by=member("F2"))
    assert str(hidden.value) == str(missing.value)


def test_a_need_is_kept_back_from_the_first_moment_on(database: MemoryDatabase):
    need = a_need("極秘の試作", ref="N2", by="F1")

    NeedService(database).post(need, by=member("F1"), disclosure=HIDDEN)

    shown = [item for item in board(database, ANONYMOUS) if item.need.record.ref == "N2"]
    assert [item.need.record.firm_ref for item in shown] == [None]


def test_clusters_count_the_firms_that_the_reader_sees(database: MemoryDatabase):
    with database.begin() as work:
        work.clusters.mention(["川口", "諏訪"])
        work.firms.put_many([a_firm(ref="F3", cluster="川口")])
    decide(database, firm=Disclosure(listing=Visibility.COORDINATORS))

    def counted(by: Caller) -> dict[str, int]:
        found = ClusterService(database).all(by=by)
        return {stored.record.name: firms for stored, firms in found}

    assert counted(ANONYMOUS) == {"川口": 1, "諏訪": 1}
    assert counted(coordinator("諏訪")) == {"川口": 2, "諏訪": 1}


def test_reading_what_is_kept_back_is_in_the_log_of_whom_it_belongs_to(database: MemoryDatabase):
    decide(database, firm=Disclosure(paths={"cluster": Visibility.COORDINATORS}))
    firms = FirmService(database)

    firms.get(str(FIRM.id), by=ANONYMOUS)
    firms.get(str(FIRM.id), by=member("F2"))
    firms.get(str(FIRM.id), by=member("F1"))
    firms.get(str(FIRM.id), by=coordinator("諏訪"))

    with database.read() as work:
        (act,) = work.audit.page(before=None, limit=9, owner_ref="F1")
    assert (act.entry.actor_ref, act.entry.fields) == ("P-C", ("cluster",))


def test_reading_whose_need_it_is_is_in_the_log_of_the_firm(database: MemoryDatabase):
    decide(database, Disclosure(paths={"firm_ref": Visibility.COORDINATORS}))
    needs = NeedService(database)

    for reader in READERS:
        board(database, reader)
        needs.get(str(NEED.id), by=reader)

    with database.read() as work:
        acts = [item.entry for item in work.audit.page(before=None, limit=9, owner_ref="F1")]
    # Two coordinators, each by the list and by the need itself.
    assert [(act.actor_ref, act.subject_kind, act.fields) for act in acts] == [
        ("P-C", "need", ("firm_ref",))
    ] * 4


def test_a_list_of_firms_is_read_as_much_as_each_of_them(database: MemoryDatabase):
    decide(database, firm=Disclosure(listing=Visibility.MEMBERS))

    FirmService(database).page(after=None, limit=9, cluster=None, prefecture=None, by=member("F2"))

    with database.read() as work:
        (act,) = work.audit.page(before=None, limit=9, owner_ref="F1")
    assert (act.entry.actor_ref, act.entry.fields) == ("P-F2", ("listing",))


def test_a_coordinator_does_not_change_or_open_what_a_firm_keeps_to_itself(
    database: MemoryDatabase,
):
    kept = {"employees": Visibility.PRIVATE}
    with database.begin() as work:
        work.firms.put_many([a_firm(ref="F1", cluster="川口", employees=7)])
    decide(database, firm=Disclosure(paths=kept))
    clerk, firms = coordinator("川口"), FirmService(database)

    with pytest.raises(NotPermittedError, match="employees"):
        firms.change(
            str(FIRM.id),
            lambda _: a_firm(ref="F1", cluster="川口", employees=8),
            expected=None,
            by=clerk,
        )
    with pytest.raises(NotPermittedError, match="employees"):
        DisclosureService(database).decide_for_firm(str(FIRM.id), OPEN, by=clerk)
    changed = firms.change(
        str(FIRM.id),
        lambda _: a_firm(ref="F1", name="新しい名", cluster="川口", employees=7),
        expected=None,
        by=clerk,
    )
    assert (changed.record.name, changed.record.employees) == ("新しい名", None)


@pytest.mark.parametrize("path", ["description", "constraints/lot"])
def test_a_coordinator_does_not_change_or_open_what_a_need_keeps_back(
    database: MemoryDatabase, path: str
):
    decide(database, Disclosure(paths={path: Visibility.PRIVATE}))
    clerk, needs = coordinator("川口"), NeedService(database)
    other = a_need("取っ手を鋳造で", ref="N1", by="F1", lot=100)

    with pytest.raises(NotPermittedError, match=path):
        needs.change(
            str(NEED.id), lambda _: replace(other, description="別の話"), expected=None, by=clerk
        )
    with pytest.raises(NotPermittedError, match=path):
        DisclosureService(database).decide_for_need(str(NEED.id), OPEN, by=clerk)
    renamed = needs.change(
        str(NEED.id), lambda need: replace(need, title="持ち手"), expected=None, by=clerk
    )
    assert renamed.need.record.title == "持ち手"


def test_of_a_name_that_is_kept_from_coordinators_the_own_chamber_knows_as_little_as_others(
    database: MemoryDatabase,
):
    decide(database, HIDDEN)
    needs, disclosures = NeedService(database), DisclosureService(database)
    for clerk in (coordinator("川口"), coordinator("諏訪")):
        for act in (
            lambda by: needs.change(str(NEED.id), lambda need: need, expected=None, by=by),
            lambda by: needs.withdraw(str(NEED.id), expected=None, by=by),
            lambda by: disclosures.of_need(str(NEED.id), by=by),
            lambda by: disclosures.decide_for_need(str(NEED.id), OPEN, by=by),
        ):
            with pytest.raises(NotPermittedError, match="地域を受け持つ商工会議所だけ"):
                act(clerk)


def test_a_firm_does_not_hide_from_itself(database: MemoryDatabase):
    with pytest.raises(InvalidValueError, match="自社"):
        DisclosureService(database).decide_for_firm(
            str(FIRM.id), Disclosure(hide_from=frozenset({"F1"})), by=member("F1")
        )


def test_a_firm_that_decides_anew_gives_its_anonymous_needs_away_to_nobody_who_follows(
    database: MemoryDatabase,
):
    with database.begin() as work:
        work.needs.put_many([a_need("名前のある探しもの", ref="N2", by="F1")])
        work.disclosures.put_need("N1", ANONYMOUS_NEED)
        work.outbox.add(*(Event(EventKind.NEED_POSTED, ref) for ref in ("N1", "N2")))
    feed, disclosures = ChangeService(database), DisclosureService(database)

    for listing in (Visibility.MEMBERS, Visibility.PUBLIC):
        behind = feed.cursor(by=member("F2"))
        disclosures.decide_for_firm(str(FIRM.id), Disclosure(listing=listing), by=member("F1"))

        told = [item.event.subject_ref for item in feed.since(behind, by=member("F2")).notices]
        assert told == ["F1", "N2"]
    hiding = Disclosure(hide_from=frozenset({"F2"}))
    behind = feed.cursor(by=member("F2"))
    disclosures.decide_for_firm(str(FIRM.id), hiding, by=member("F1"))

    told = [item.event.subject_ref for item in feed.since(behind, by=member("F2")).notices]
    assert told == ["F1", "N1", "N2"]
