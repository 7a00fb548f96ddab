"""Firms entered for them, their own word on it, and firms that leave again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from builders import a_capability, a_corporate_number, a_firm, a_need, a_tie
from builders_register import (
    NOON,
    OPERATOR,
    Clock,
    coordinator_of,
    member_of,
)
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.consent import TERMS_VERSION, ConsentMeans
from enishi.domain.disclosure import Visibility
from enishi.domain.errors import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.events import EventKind
from enishi.domain.firm import Firm, firm_id
from enishi.services.firms import FirmService
from enishi.services.interchange import (
    Exported,
    ExportService,
    ImportReport,
    ImportService,
    Line,
    Mode,
)
from enishi.services.ports import Database
from enishi.services.proxy_registrations import ProxyRegistration, ProxyRegistrationService
from enishi.services.records import firm_record
from enishi.services.withdrawals import WithdrawalService
from fakes import MemoryDatabase

COORDINATOR, STRANGER = coordinator_of("燕三条"), coordinator_of("諏訪")
CONSENT = {"means": "phone", "said_by": "縁側 一郎"}
FIRM = {
    "firm_ref": "F1",
    "name": "縁側精工株式会社",
    "cluster": "燕三条",
    "employees": 24,
    "capabilities": [{"capability_ref": "F1-1", "title": "冷間鍛造", "tolerance_um": 10}],
}
SAID: dict[str, Any] = {
    "firm": FIRM,
    "consent": CONSENT,
    "contact": {"phone": "0256-00-0000"},
    "visibility": {"employees": "members", "contact": "private"},
}
AGREED = {"agrees": True, "terms_version": TERMS_VERSION, "name": "縁側 花子"}
ID = str(firm_id("F1"))


def as_it_is(firm: Firm) -> Firm:
    return firm


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """A network in which one firm is there already."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.firms.put_many(
            [a_firm("鋳造", ref="F9", cluster="燕三条", corporate_number=a_corporate_number(9))]
        )
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def proxies(network: Database, clock: Clock) -> ProxyRegistrationService:
    return ProxyRegistrationService(network, clock)


def registered(
    proxies: ProxyRegistrationService, by: Caller = COORDINATOR, **said: Any
) -> ProxyRegistration:
    return proxies.register(SAID | said, by=by)


def firm_named(network: Database, ref: str = "F1") -> Firm | None:
    with network.read() as work:
        stored = work.firms.get(ref)
        return stored.record if stored else None


def events(network: Database) -> list[tuple[EventKind, str]]:
    with network.read() as work:
        return [(item.event.kind, item.event.subject_ref) for item in work.outbox.since(0, 99)]


def log(network: Database) -> list[AuditEntry]:
    with network.read() as work:
        return [item.entry for item in work.audit.stream()]


def test_nothing_of_a_draft_is_public_before_the_firm_has_said_so(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)

    assert made.published is None
    assert firm_named(network) is None
    assert events(network) == []
    assert [record["firm_ref"] for record in ExportService(network).records(Exported.FIRMS)] == [
        "F9"
    ]
    with network.read() as work:
        assert work.consents.of_firm("F1") == ()
        assert work.contacts.of_firm("F1") is None


def test_looking_at_the_draft_confirms_nothing(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)
    assert made.secret is not None

    for _ in range(3):
        assert proxies.opened(made.secret) == made.draft

    assert firm_named(network) is None


def test_the_firms_own_word_publishes_it_with_all_that_was_said(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)

    stored = proxies.confirm(made.secret or "", AGREED, as_it_is)

    assert stored.record == made.draft.firm == firm_named(network)
    assert events(network) == [(EventKind.FIRM_PUBLISHED, "F1")]
    with network.read() as work:
        said, confirmed = sorted(work.consents.of_firm("F1"), key=lambda item: item.means.value)
        contact = work.contacts.of_firm("F1")
        decided = work.disclosures.of_firm("F1").paths
        assert work.drafts.all() == []
    assert (said.means, said.said_by, said.recorded_by) == (
        *(ConsentMeans.PHONE, "縁側 一郎", "P-co"),
    )
    assert (confirmed.means, confirmed.said_by, confirmed.terms_version) == (
        *(ConsentMeans.WEB, "縁側 花子", TERMS_VERSION),
    )
    assert contact is not None
    assert contact.phone == "0256-00-0000"
    assert dict(decided) == {"employees": Visibility.MEMBERS, "contact": Visibility.PRIVATE}


def test_a_link_confirms_once_and_opens_for_thirty_days(
    proxies: ProxyRegistrationService, clock: Clock
):
    made = registered(proxies)
    secret = made.secret or ""

    clock.time = NOON + timedelta(days=30, seconds=-1)
    assert proxies.opened(secret) == made.draft
    clock.time = NOON + timedelta(days=30)
    for act in (lambda: proxies.opened(secret), lambda: proxies.confirm(secret, AGREED, as_it_is)):
        with pytest.raises(NotFoundError, match="リンク"):
            act()
    clock.time = NOON
    proxies.confirm(secret, AGREED, as_it_is)
    with pytest.raises(NotFoundError):
        proxies.confirm(secret, AGREED, as_it_is)


@pytest.mark.parametrize("secret", ["", "d1", "長" * 500])
def test_a_secret_that_nobody_gave_opens_nothing(proxies: ProxyRegistrationService, secret: str):
    registered(proxies)

    with pytest.raises(NotFoundError):
        proxies.opened(secret)


def test_the_database_never_sees_the_secret(network: Database, proxies: ProxyRegistrationService):
    made = registered(proxies)

    with network.read() as work:
        (kept,) = work.drafts.all()
    assert made.secret not in (kept.link.digest, kept.ref)
    assert made.secret
    assert made.secret not in str(kept)


def test_what_the_firm_corrects_is_what_is_published(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)
    said = AGREED | {
        "contact": {"email": "hanako@engawa.example"},
        "visibility": {"founded": "private"},
    }

    proxies.confirm(made.secret or "", said, lambda firm: replace(firm, employees=12, ref="F9"))

    firm = firm_named(network)
    assert firm is not None
    assert (firm.ref, firm.employees) == ("F1", 12)
    with network.read() as work:
        contact = work.contacts.of_firm("F1")
        paths = dict(work.disclosures.of_firm("F1").paths)
    assert contact is not None
    assert (contact.phone, str(contact.email)) == (None, "hanako@engawa.example")
    assert paths["founded"] is Visibility.PRIVATE
    assert paths["employees"] is Visibility.MEMBERS


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agrees": False}, "agrees"),
        ({"agrees": None}, "agrees"),
        ({"terms_version": "2025-01"}, "terms_version"),
        ({"visibility": {"taste": "private"}}, "visibility"),
        ({"visibility": {"employees": "friends"}}, "visibility"),
        ({"contact": {"name": "花子"}}, "contact.phone"),
    ],
)
def test_a_confirmation_that_says_no_or_makes_no_sense_leaves_the_draft(
    network: Database, proxies: ProxyRegistrationService, change: Mapping[str, Any], field: str
):
    made = registered(proxies)

    with pytest.raises(InvalidValueError) as refusal:
        proxies.confirm(made.secret or "", {**AGREED, **change}, as_it_is)

    assert refusal.value.field == field
    assert firm_named(network) is None
    assert proxies.opened(made.secret or "") == made.draft


def test_with_consent_on_record_a_coordinator_publishes_at_once(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies, publish=True)

    assert made.published is not None
    assert made.secret is None
    assert firm_named(network) == made.draft.firm
    with network.read() as work:
        (consent,) = work.consents.of_firm("F1")
        assert work.drafts.all() == []
    assert consent.means is ConsentMeans.PHONE


def test_a_slip_that_came_back_publishes_the_draft_with_its_corrections(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)
    said = {"consent": {"means": "fax", "said_by": "縁側 花子", "said_on": "2026-11-20"}}

    proxies.take_slip(
        made.draft.ref, said, lambda firm: replace(firm, founded=1968), by=COORDINATOR
    )

    firm = firm_named(network)
    assert firm is not None
    assert firm.founded == 1968
    with network.read() as work:
        on_slip, on_phone = work.consents.of_firm("F1")
    assert (on_slip.means, on_slip.given_at.date()) == (ConsentMeans.FAX, date(2026, 11, 20))
    assert on_phone.means is ConsentMeans.PHONE


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"consent": None}, "consent"),
        ({"consent": {"means": "web", "said_by": "縁側"}}, "consent.means"),
        ({"consent": {"said_by": "縁側"}}, "consent.means"),
        ({"consent": {"means": "phone"}}, "consent.said_by"),
        ({"consent": CONSENT | {"said_on": "2026-12-01"}}, "consent.said_on"),
        ({"firm": FIRM | {"name": ""}}, "firm.name"),
        ({"firm": FIRM | {"employees": "24"}}, "firm.employees"),
        ({"contact": {"name": "だれか"}}, "contact.phone"),
        ({"visibility": {"capabilities/F1-9": "private"}}, "visibility"),
    ],
)
def test_a_registration_that_makes_no_sense_is_named_and_not_kept(
    network: Database, proxies: ProxyRegistrationService, change: dict[str, Any], field: str
):
    with pytest.raises(InvalidValueError) as refusal:
        registered(proxies, **change)

    assert refusal.value.field == field
    with network.read() as work:
        assert work.drafts.all() == []
    assert log(network) == []


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ANONYMOUS, NotSignedInError),
        (member_of("F1"), NotPermittedError),
        (STRANGER, NotPermittedError),
        (replace(COORDINATOR, key_ref="K", scopes=frozenset({Scope.READ})), NotPermittedError),
    ],
)
def test_only_a_coordinator_of_the_region_enters_a_firm(
    proxies: ProxyRegistrationService, by: Caller, refusal: type[Exception]
):
    with pytest.raises(refusal):
        registered(proxies, by)


def test_a_draft_is_there_for_the_coordinators_of_its_region_only(
    proxies: ProxyRegistrationService,
):
    made = registered(proxies)

    assert proxies.waiting(by=COORDINATOR, chamber_ref=None) == [made.draft]
    assert proxies.waiting(by=OPERATOR, chamber_ref=None) == [made.draft]
    assert proxies.waiting(by=STRANGER, chamber_ref=None) == []
    assert proxies.get(made.draft.ref, by=COORDINATOR) == made.draft
    for act in (
        lambda: proxies.get(made.draft.ref, by=STRANGER),
        lambda: proxies.discard(made.draft.ref, by=STRANGER),
        lambda: proxies.renew_link(made.draft.ref, by=STRANGER),
        lambda: proxies.take_slip(made.draft.ref, {"consent": CONSENT}, as_it_is, by=STRANGER),
        lambda: proxies.get("d404", by=COORDINATOR),
    ):
        with pytest.raises(NotFoundError, match="その代理登録は見つかりません"):
            act()


def test_a_new_link_closes_the_one_before(proxies: ProxyRegistrationService, clock: Clock):
    old = registered(proxies)
    clock.time = NOON + timedelta(days=40)

    new = proxies.renew_link(old.draft.ref, by=COORDINATOR)

    assert proxies.opened(new.secret or "").firm == old.draft.firm
    with pytest.raises(NotFoundError):
        proxies.opened(old.secret or "")


def test_a_draft_that_the_firm_does_not_want_is_forgotten(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)

    proxies.discard(made.draft.ref, by=COORDINATOR)

    with pytest.raises(NotFoundError):
        proxies.opened(made.secret or "")
    assert log(network)[-1].action is AuditAction.ERASED
    assert registered(proxies).draft.firm == made.draft.firm


def test_a_firm_is_not_entered_twice(network: Database, proxies: ProxyRegistrationService):
    number = str(a_corporate_number(9))
    with pytest.raises(ConflictError, match="F9"):
        registered(proxies, firm=FIRM | {"firm_ref": "F9"}, visibility={})
    with pytest.raises(ConflictError, match="F9"):
        registered(proxies, firm=FIRM | {"corporate_number": number})
    registered(proxies)
    with pytest.raises(ConflictError, match="確認待ち"):
        registered(proxies)


def test_a_firm_without_a_ref_gets_one_of_its_own(proxies: ProxyRegistrationService):
    nameless = {"name": "名無し製作所", "cluster": "燕三条"}

    refs = {registered(proxies, firm=nameless, visibility={}).draft.firm.ref for _ in range(2)}

    assert len(refs) == 2


def test_whoever_reads_or_writes_a_draft_is_in_the_log(
    network: Database, proxies: ProxyRegistrationService
):
    made = registered(proxies)
    proxies.get(made.draft.ref, by=COORDINATOR)
    proxies.confirm(made.secret or "", AGREED, as_it_is)

    written, read, confirmed = log(network)

    assert [item.action for item in (written, read, confirmed)] == [
        *(AuditAction.WRITTEN, AuditAction.READ, AuditAction.WRITTEN)
    ]
    assert (read.owner_ref, read.subject_kind, read.subject_ref) == ("F1", "draft", made.draft.ref)
    assert confirmed.actor_ref is None


# Withdrawal


def withdrawn(network: Database, proxies: ProxyRegistrationService, **known: Any) -> None:
    registered(proxies, firm=FIRM | known, publish=True)
    WithdrawalService(network, Clock()).withdraw(ID, ConsentMeans.PHONE, by=COORDINATOR)


class Given:
    """Firms as a file has them."""

    name, size = "firms.jsonl", None

    def __init__(self, *firms: Firm) -> None:
        self._firms = firms

    def lines(self):
        for number, firm in enumerate(self._firms, start=1):
            yield Line(number, "", firm_record(firm))


class Aside:
    """Where refused lines go."""

    def put(self, line: Line, reason: str) -> None: ...


def imported(
    network: Database, *firms: Firm, mode: Mode = Mode.SKIP_INVALID, registry: bool = False
) -> ImportReport:
    service = ImportService(network)
    load = service.registry if registry else service.firms
    return load(Given(*firms), mode=mode, rejects=Aside(), progress=lambda *_: None)


def test_a_withdrawn_firm_leaves_with_all_that_is_beside_it(
    network: Database, proxies: ProxyRegistrationService
):
    registered(proxies, publish=True)
    with network.begin() as work:
        work.needs.put_many([a_need("取っ手", ref="N1", by="F1")])
        work.ties.put_many([a_tie("F1", "F9")])

    left = WithdrawalService(network, Clock()).withdraw(ID, ConsentMeans.PHONE, by=COORDINATOR)

    assert (left.firm_ref, left.recorded_by, left.withdrawn_at) == ("F1", "P-co", NOON)
    assert events(network)[-2:] == [
        (EventKind.NEED_WITHDRAWN, "N1"),
        (EventKind.FIRM_WITHDRAWN, "F1"),
    ]
    exports = ExportService(network)
    told = str([list(exports.records(what)) for what in Exported if what is not Exported.TIES])
    assert "F1" not in told
    assert FIRM["name"] not in told
    with network.read() as work:
        assert work.contacts.of_firm("F1") is None
        assert work.consents.of_firm("F1") == ()
    entry = log(network)[-1]
    assert (entry.action, entry.owner_ref) == (AuditAction.ERASED, "F1")


def test_the_firms_own_administrator_withdraws_it_and_a_plain_member_does_not(
    network: Database, proxies: ProxyRegistrationService
):
    registered(proxies, publish=True)
    service = WithdrawalService(network, Clock())

    for by in (member_of("F1"), member_of("F9", administrator=True), STRANGER):
        with pytest.raises(NotPermittedError):
            service.withdraw(ID, ConsentMeans.WEB, by=by)
    with pytest.raises(NotSignedInError):
        service.withdraw(ID, ConsentMeans.WEB, by=ANONYMOUS)
    assert firm_named(network) is not None
    service.withdraw(ID, ConsentMeans.WEB, by=member_of("F1", administrator=True))

    assert firm_named(network) is None


def test_a_file_does_not_bring_a_withdrawn_firm_back(
    network: Database, proxies: ProxyRegistrationService
):
    number = a_corporate_number(7)
    withdrawn(network, proxies, corporate_number=str(number))

    report = imported(
        network,
        a_firm(ref="F1"),
        a_firm(ref="別の番号で", corporate_number=number),
        a_firm(ref="もう一つ", corporate_number=number),
        a_firm(ref="F3", cluster="関"),
    )

    assert (report.added, report.refused) == (1, 3)
    assert [item.line for item in report.refusals] == [1, 2, 3]
    assert all(
        "同意の取り下げにより掲載を止めた企業です" in item.reason for item in report.refusals
    )
    assert all("withdrew its consent" in item.reason_en for item in report.refusals)
    assert firm_named(network) is None
    assert firm_named(network, "もう一つ") is None
    assert firm_named(network, "F3") is not None


def test_a_withdrawn_firm_undoes_a_file_that_is_all_or_nothing(
    network: Database, proxies: ProxyRegistrationService
):
    withdrawn(network, proxies)

    report = imported(network, a_firm(ref="F1"), a_firm(ref="F3"), mode=Mode.ALL_OR_NOTHING)

    assert (report.stored, report.refused) == (False, 1)
    assert firm_named(network, "F3") is None


def test_a_registry_leaves_a_withdrawn_firm_out_and_is_no_fault_of_its_file(
    network: Database, proxies: ProxyRegistrationService
):
    number = a_corporate_number(7)
    withdrawn(network, proxies, corporate_number=str(number))

    report = imported(
        network,
        a_firm(ref=str(number), corporate_number=number),
        a_firm(ref="F3"),
        mode=Mode.ALL_OR_NOTHING,
        registry=True,
    )

    assert (report.stored, report.left_out, report.refused) == (True, 1, 0)
    assert "同意の取り下げ" in report.notes[0].reason


def test_a_registry_tells_under_which_name_it_knows_a_number(network: Database):
    number = a_corporate_number(9)
    row = a_firm(ref=str(number), name="鋳造株式会社", corporate_number=number)

    report = imported(network, row, registry=True)

    assert report.known_elsewhere == 1
    with network.read() as work:
        assert work.registered_names.of_numbers([number]) == {number: "鋳造株式会社"}


def test_a_withdrawn_firm_is_not_published_again_without_a_new_consent(
    network: Database, proxies: ProxyRegistrationService
):
    number = a_corporate_number(7)
    withdrawn(network, proxies, corporate_number=str(number))
    firms = FirmService(network)

    for again in (a_firm(ref="F1"), a_firm(ref="F7", corporate_number=number)):
        with pytest.raises(ConflictError, match="同意の取り下げ"):
            firms.publish(again, by=LOCAL_OPERATOR)
    with pytest.raises(ConflictError):
        firms.change(
            str(firm_id("F9")),
            lambda firm: replace(firm, corporate_number=number),
            expected=None,
            by=LOCAL_OPERATOR,
        )


def test_a_new_consent_brings_a_withdrawn_firm_back(
    network: Database, proxies: ProxyRegistrationService
):
    withdrawn(network, proxies)
    made = registered(proxies)
    assert firm_named(network) is None

    proxies.confirm(made.secret or "", AGREED, as_it_is)

    assert firm_named(network) == made.draft.firm
    with network.read() as work:
        assert work.withdrawals.of(["F1"], []) == []
    assert imported(network, a_firm(ref="F1")).refused == 0


def test_a_draft_written_after_a_withdrawal_keeps_the_firm_out_until_it_confirms(
    network: Database, proxies: ProxyRegistrationService
):
    withdrawn(network, proxies)
    registered(proxies)

    assert imported(network, a_firm(ref="F1")).refused == 1
    with pytest.raises(ConflictError):
        FirmService(network).publish(
            a_firm(ref="F1", can=[a_capability("鍛造")]), by=LOCAL_OPERATOR
        )
