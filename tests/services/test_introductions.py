"""Who sees and does what in an introduction, and what it leaves behind."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from builders_introductions import a_proof
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.chamber import Region
from enishi.domain.consent import ConsentMeans
from enishi.domain.disclosure import SEEKER as SEEKER_PATH
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import (
    ConflictError,
    EnishiError,
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
    StaleRevisionError,
)
from enishi.domain.firm import firm_id
from enishi.domain.introduction import (
    AgreementTerm,
    DeclineReason,
    Ending,
    Hearing,
    OutcomeItem,
    Side,
    Stage,
)
from enishi.domain.japan_time import day_in_japan
from enishi.domain.membership import Membership, Role
from enishi.domain.need import NeedKind
from enishi.domain.person import Person
from enishi.domain.readiness import EvidenceKind, Rung
from enishi.domain.tie import Tie, TieKind
from enishi.services.introductions.service import Turn
from enishi.services.ports import Database
from enishi.services.withdrawals import WithdrawalService
from fakes import MemoryDatabase
from introductions import (
    CANDIDATE,
    EVERYBODY,
    FAR_CLERK,
    LEADER,
    OPERATOR,
    OTHER_CLERK,
    OUTSIDER,
    SEEKER,
    SUWA,
    TSUBAME,
    Desk,
    a_desk,
)

ANONYMOUS_NEED = Disclosure(paths={SEEKER_PATH: Visibility.COORDINATORS})
HEARD = Hearing(ConsentMeans.PHONE, "山田社長")


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest) -> Desk:
    """The small network, kept in memory and on SQLite alike."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    return a_desk(found)


@pytest.fixture
def quick() -> Desk:
    """The small network in memory."""
    return a_desk(MemoryDatabase())


def ties(desk: Desk) -> list[Tie]:
    with desk.database.read() as work:
        return [item.record for item in work.ties.stream()]


def log(desk: Desk, owner: str | None = None) -> list[Any]:
    with desk.database.read() as work:
        return [item.entry for item in work.audit.stream(owner_ref=owner)]


def listed(desk: Desk, by: Caller, **asked: Any) -> list[str]:
    return [view.ref for view in desk.cases.page(by=by, after=None, limit=50, **asked)]


def test_a_case_goes_from_the_proposal_to_the_deal_and_the_network_remembers(desk: Desk):
    view = desk.at(Stage.DEALT)

    assert view.stage is Stage.DEALT
    kinds = {(tie.kind, tie.accepted, frozenset(tie.firm_refs)) for tie in ties(desk)}
    pair = frozenset({"S", "C"})
    assert kinds == {(TieKind.INTRODUCTION, True, pair), (TieKind.TRANSACTION, True, pair)}


def test_a_joint_development_becomes_a_joint_project_once_its_terms_are_settled(desk: Desk):
    case = desk.at(Stage.TRIAL, need_ref="N2")
    for term in AgreementTerm:
        desk.cases.settle(case.ref, term, Turn(LEADER), sentence="折半する")

    desk.cases.move(case.ref, Stage.DEALT, Turn(LEADER))

    assert {tie.kind for tie in ties(desk)} == {TieKind.INTRODUCTION, TieKind.JOINT_PROJECT}


def test_a_no_is_remembered_as_an_introduction_that_was_not_accepted(desk: Desk):
    case = desk.at(Stage.APPROACHED)

    desk.cases.close(
        case.ref, Ending.DECLINED_BY_CANDIDATE, Turn(LEADER), reason=DeclineReason.CAPACITY
    )

    assert [(tie.kind, tie.accepted) for tie in ties(desk)] == [(TieKind.INTRODUCTION, False)]
    with pytest.raises(InvalidValueError) as refusal:
        desk.propose()
    assert refusal.value.field == "again_because"
    assert desk.propose(again_because="設備が入った").stage is Stage.PROPOSED


def test_an_end_without_an_answer_is_no_contact_at_all(desk: Desk):
    case = desk.at(Stage.APPROACHED)

    desk.cases.close(case.ref, Ending.NO_ANSWER, Turn(LEADER))

    assert ties(desk) == []


def test_a_step_back_behind_the_agreement_takes_the_contact_back(desk: Desk):
    case = desk.at(Stage.AGREED)

    desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER, "返事を取り違えた"))

    assert [tie.accepted for tie in ties(desk)] == [False]


def test_the_candidate_sees_a_case_only_once_it_was_approached(desk: Desk):
    case = desk.propose()
    with pytest.raises(NotFoundError) as hidden:
        desk.cases.get(case.ref, by=CANDIDATE)
    with pytest.raises(NotFoundError) as missing:
        desk.cases.get("I-404", by=CANDIDATE)
    assert (hidden.value.message, hidden.value.english) == (
        missing.value.message,
        missing.value.english,
    )
    assert listed(desk, CANDIDATE) == []

    desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER))

    assert desk.cases.get(case.ref, by=CANDIDATE).sides == {Side.CANDIDATE}
    assert listed(desk, CANDIDATE) == [case.ref]


def test_who_sees_a_case_that_was_approached(desk: Desk):
    case = desk.at(Stage.APPROACHED)

    seen = set()
    for name, by in EVERYBODY.items():
        try:
            assert desk.cases.get(case.ref, by=by).ref == case.ref
            seen.add(name)
            assert listed(desk, by) == [case.ref]
        except (NotFoundError, NotSignedInError):
            if by is not ANONYMOUS:
                assert listed(desk, by) == []

    # C is of 諏訪, whose chamber therefore takes part.
    assert seen == {"seeker", "candidate", "leader", "other_clerk", "operator"}


STEPS = {
    "move": lambda desk, ref, by: desk.cases.move(ref, Stage.AGREED, Turn(by)),
    "edit": lambda desk, ref, by: desk.cases.edit(ref, Turn(by), title="別の題"),
    "close": lambda desk, ref, by: desk.cases.close(ref, Ending.NO_ANSWER, Turn(by)),
    "hand_over": lambda desk, ref, by: desk.cases.hand_over(ref, "CH2", Turn(by)),
    "answer": lambda desk, ref, by: desk.cases.answer(ref, Turn(by), is_yes=True),
    "heard": lambda desk, ref, by: desk.cases.answer(
        ref, Turn(by), is_yes=True, side=Side.SEEKER, heard=HEARD
    ),
    "release": lambda desk, ref, by: desk.cases.release(ref, "firm_ref", Turn(by)),
    "climb": lambda desk, ref, by: desk.cases.climb(
        ref, Rung.AGREED, Turn(by), evidence=a_proof(EvidenceKind.MEMORANDUM)
    ),
}
LEADERS = {"leader", "operator"}
MAY = {
    "move": LEADERS,
    "edit": LEADERS,
    "close": LEADERS,
    "hand_over": LEADERS,
    "answer": {"seeker", "candidate"},
    "heard": LEADERS,
    "release": {"seeker"},
    "climb": LEADERS,
}


REFUSALS: dict[str, type[EnishiError]] = {
    "anonymous": NotSignedInError,
    "outsider": NotFoundError,
    "far_clerk": NotFoundError,
}


def refusal_of(step: str, desk: Desk, ref: str, who: str) -> EnishiError | None:
    """Return how a step is refused to somebody, if it is."""
    try:
        STEPS[step](desk, ref, EVERYBODY[who])
    except EnishiError as refusal:
        return refusal
    return None


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_step_is_for_those_whose_step_it_is(quick: Desk, step: str, who: str):
    case = quick.at(Stage.APPROACHED)

    refusal = refusal_of(step, quick, case.ref, who)

    if isinstance(refusal, InvalidValueError):
        # They may, but there is no yes yet, it is too low for the ladder, or who said it is open.
        assert who in MAY[step] or (who in LEADERS and refusal.field in ("side", "heard"))
    elif refusal is not None:
        assert who not in MAY[step]
        assert type(refusal) is REFUSALS.get(who, NotPermittedError)
    else:
        assert who in MAY[step]


def test_the_seeker_of_an_anonymous_need_is_named_only_when_released(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)
    case = desk.at(Stage.APPROACHED)

    before = desk.cases.get(case.ref, by=CANDIDATE)
    assert (before.seeker, before.seeker_ref) == (None, None)
    assert "S" not in {item.actor_ref for item in before.events}
    assert desk.cases.get(case.ref, by=LEADER).seeker_ref == "S"
    desk.cases.release(case.ref, "firm_ref", Turn(SEEKER))

    after = desk.cases.get(case.ref, by=CANDIDATE)
    assert after.seeker is not None
    assert after.seeker.name == "燕鍛工"
    with desk.database.read() as work:
        assert work.releases.to_firms(["N1"], ["C"]) == {"N1": {"firm_ref"}}
    desk.cases.revoke(case.ref, "firm_ref", Turn(SEEKER))
    assert desk.cases.get(case.ref, by=CANDIDATE).seeker is None
    with desk.database.read() as work:
        assert work.releases.to_firms(["N1"], ["C"]) == {}
    opened = [item for item in log(desk, "S") if item.fields == ("firm_ref",)]
    assert [item.action for item in opened] == [AuditAction.RELEASED, AuditAction.REVOKED]


def test_a_need_that_is_taken_down_does_not_name_its_firm(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)
    case = desk.at(Stage.APPROACHED)

    with desk.database.begin() as work:
        work.needs.remove("N1")

    assert desk.cases.get(case.ref, by=CANDIDATE).seeker is None


def test_a_need_that_goes_anonymous_later_takes_its_name_back(desk: Desk):
    case = desk.at(Stage.APPROACHED)
    assert desk.cases.get(case.ref, by=CANDIDATE).seeker_ref == "S"

    desk.keep("N1", ANONYMOUS_NEED)

    assert desk.cases.get(case.ref, by=CANDIDATE).seeker_ref is None


def test_at_the_agreement_both_names_are_open_and_each_release_is_logged(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)

    case = desk.at(Stage.AGREED)

    assert desk.cases.get(case.ref, by=CANDIDATE).seeker_ref == "S"
    released = {
        (item.owner_ref, item.fields) for item in log(desk) if item.action is AuditAction.RELEASED
    }
    assert released == {("S", ("firm_ref",)), ("C", ("name",))}


def test_a_candidate_that_is_not_listed_is_named_to_the_seeker_only_at_the_agreement(desk: Desk):
    with desk.database.begin() as work:
        work.disclosures.put_firm("C", Disclosure(listing=Visibility.COORDINATORS))
    case = desk.at(Stage.APPROACHED)
    assert desk.cases.get(case.ref, by=SEEKER).candidate is None

    desk.cases.answer(case.ref, Turn(SEEKER), is_yes=True)
    desk.cases.answer(case.ref, Turn(CANDIDATE), is_yes=True)
    desk.cases.move(case.ref, Stage.AGREED, Turn(LEADER))

    found = desk.cases.get(case.ref, by=SEEKER).candidate
    assert found is not None
    assert found.name == "諏訪精機"


def test_a_firm_reads_no_words_meant_for_coordinators_or_said_by_the_other_side(desk: Desk):
    case = desk.propose(note="社長どうしの仲に注意")
    desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER, "まず電話で"))
    desk.cases.answer(
        case.ref, Turn(SEEKER, "本当は別の会社がよい"), is_yes=False, reason=DeclineReason.PRICE
    )
    desk.cases.edit(case.ref, Turn(LEADER, "値段の話"), title="内輪の題")

    view = desk.cases.get(case.ref, by=CANDIDATE)

    assert [event.act for event in view.events] == ["opened", "moved"]
    assert all(event.note is None for event in view.events)
    assert (view.next_date, view.coordinator_ref, view.offered_to) == (None, None, None)
    assert view.answers == {}
    own = desk.cases.get(case.ref, by=SEEKER)
    assert [event.note for event in own.events] == [None, None, "本当は別の会社がよい"]
    whole = desk.cases.get(case.ref, by=LEADER)
    assert [event.note for event in whole.events][:2] == ["社長どうしの仲に注意", "まず電話で"]


def test_the_firm_that_was_not_chosen_reads_why_in_kind_words(desk: Desk):
    case = desk.at(Stage.APPROACHED)

    desk.cases.close(
        case.ref,
        Ending.DECLINED_BY_SEEKER,
        Turn(LEADER, "競合のため"),
        reason=DeclineReason.COMPETITOR,
    )

    candidate, seeker = (desk.cases.get(case.ref, by=by) for by in (CANDIDATE, SEEKER))
    assert candidate.told is not None
    assert "ありがとうございました" in candidate.told[0]
    assert "競合" not in str(candidate)
    assert "competitor" not in str(candidate.events)
    assert seeker.told is None


def test_a_success_ends_the_other_cases_of_the_need_and_tells_them_kindly(desk: Desk):
    with desk.database.begin() as work:
        work.disclosures.put_firm("X", Disclosure())
    other = desk.propose(candidate_ref="X")
    desk.cases.move(other.ref, Stage.APPROACHED, Turn(LEADER))
    chosen = desk.at(Stage.DEALT)

    desk.cases.close(
        chosen.ref, Ending.SUCCEEDED, Turn(LEADER), others_because=DeclineReason.LEAD_TIME
    )

    view = desk.cases.get(other.ref, by=OUTSIDER)
    assert view.ending is Ending.DECLINED_BY_SEEKER
    assert view.told is not None
    assert "納期" in view.told[0]
    assert "諏訪精機" not in str(view)


def test_two_firms_that_hide_from_each_other_are_not_introduced(desk: Desk):
    for hider, other in (("S", "C"), ("C", "S")):
        with desk.database.begin() as work:
            work.disclosures.put_firm(hider, Disclosure(hide_from=frozenset({other})))
        with pytest.raises(NotPermittedError, match="この2社の間では紹介できません"):
            desk.propose()
        with desk.database.begin() as work:
            work.disclosures.put_firm(hider, Disclosure())
    desk.keep("N1", Disclosure(hide_from=frozenset({"C"})))
    with pytest.raises(NotPermittedError):
        desk.propose()


@pytest.mark.parametrize(
    ("known", "error", "field"),
    [
        ({"candidate_ref": "F404"}, NotFoundError, None),
        ({"need_ref": "N404"}, NotFoundError, None),
        ({"candidate_ref": "S"}, InvalidValueError, "candidate_ref"),
        ({"seeker_ref": "X"}, InvalidValueError, "seeker_ref"),
        ({"need_ref": "N3"}, InvalidValueError, "seeker_ref"),
        ({"need_ref": None, "seeker_ref": "S"}, InvalidValueError, "purpose"),
        ({"purpose": NeedKind.SOURCING}, InvalidValueError, "purpose"),
        ({"chamber_ref": "CH2"}, NotPermittedError, None),
        (
            {"need_ref": None, "seeker_ref": "S", "purpose": NeedKind.SOURCING},
            InvalidValueError,
            "title",
        ),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(
    desk: Desk, known: dict[str, Any], error: type[EnishiError], field: str | None
):
    with pytest.raises(error) as refusal:
        desk.propose(**known)

    assert getattr(refusal.value, "field", None) == field
    assert listed(desk, OPERATOR) == []


def test_only_coordinators_propose_and_only_in_their_region(desk: Desk):
    for by, error in (
        (ANONYMOUS, NotSignedInError),
        (SEEKER, NotPermittedError),
        (FAR_CLERK, NotPermittedError),
    ):
        with pytest.raises(error):
            desk.propose(by)

    assert desk.propose(OTHER_CLERK).chamber_ref == "CH2"


def test_a_key_that_was_not_made_for_it_introduces_nobody(desk: Desk):
    reader = replace(LEADER, key_ref="K1", scopes=frozenset())

    with pytest.raises(NotPermittedError):
        desk.propose(reader)
    with pytest.raises(NotPermittedError):
        listed(desk, reader)


def test_a_key_that_is_narrowed_to_a_region_is_of_no_case_outside_it(desk: Desk):
    case = desk.propose()
    other = desk.propose(candidate_ref="X")
    inside, whole = (replace(LEADER, key_ref="K1", within=region) for region in (SUWA, TSUBAME))
    nowhere = replace(LEADER, key_ref="K1", within=Region(clusters=("鯖江",)))
    desk.clock.turn(60)

    assert listed(desk, nowhere) == []
    assert listed(desk, inside) == [case.ref]
    assert len(listed(desk, whole)) == 2
    assert desk.reminders.due(by=nowhere).cases == ()
    assert [due.case.ref for due in desk.reminders.due(by=inside).cases] == [case.ref]
    for act in (
        lambda: desk.cases.get(other.ref, by=inside),
        lambda: desk.cases.move(other.ref, Stage.APPROACHED, Turn(inside)),
    ):
        with pytest.raises(NotFoundError):
            act()
    why = DeclineReason.TIMING
    desk.cases.close(
        case.ref, Ending.DECLINED_BY_SEEKER, Turn(inside), reason=why, others_because=why
    )
    assert desk.cases.get(other.ref, by=LEADER).stage is Stage.PROPOSED


def test_a_rung_that_lies_ahead_is_not_reached(desk: Desk):
    case = desk.at(Stage.AGREED)
    proof = a_proof(EvidenceKind.MEMORANDUM)
    tomorrow = day_in_japan(desk.clock()) + timedelta(days=1)

    with pytest.raises(InvalidValueError, match="未来"):
        desk.cases.climb(case.ref, Rung.AGREED, Turn(LEADER), evidence=proof, on=tomorrow)


def test_a_need_whose_firm_keeps_its_name_from_coordinators_waits_for_its_firm(desk: Desk):
    desk.keep("N1", Disclosure(paths={SEEKER_PATH: Visibility.PRIVATE}))

    with pytest.raises(NotPermittedError):
        desk.propose(seeker_ref="X")
    with pytest.raises(NotPermittedError):
        desk.propose()


def test_a_pair_is_introduced_once_at_a_time(desk: Desk):
    desk.propose()

    with pytest.raises(ConflictError):
        desk.propose()


def test_a_case_is_handed_to_another_chamber_and_both_see_it(desk: Desk):
    case = desk.propose(candidate_ref="X")
    with pytest.raises(NotFoundError):
        desk.cases.get(case.ref, by=OTHER_CLERK)

    desk.cases.hand_over(case.ref, "CH2", Turn(LEADER, "諏訪の案件なので"))

    assert desk.cases.get(case.ref, by=OTHER_CLERK).offered_to == "CH2"
    with pytest.raises(NotPermittedError):
        desk.cases.accept(case.ref, Turn(LEADER))
    view = desk.cases.accept(case.ref, Turn(OTHER_CLERK))
    assert (view.chamber_ref, view.coordinator_ref) == ("CH2", OTHER_CLERK.person_ref)
    assert desk.cases.get(case.ref, by=LEADER).chamber_ref == "CH2"
    with pytest.raises(NotPermittedError):
        desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER))
    with pytest.raises(NotFoundError):
        desk.cases.hand_over(case.ref, "CH404", Turn(OTHER_CLERK))


def test_a_stale_revision_is_refused_with_both_versions(desk: Desk):
    case = desk.propose()
    desk.cases.edit(case.ref, Turn(LEADER, expected=1), title="新しい題")

    with pytest.raises(StaleRevisionError) as refusal:
        desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER, expected=1))

    assert (refusal.value.seen, refusal.value.current) == (1, 2)


def test_a_firm_filters_by_itself_alone_lest_it_guesses_who_is_anonymous(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)
    case = desk.at(Stage.APPROACHED)

    assert listed(desk, CANDIDATE, firm_ref="C") == [case.ref]
    assert listed(desk, CANDIDATE, firm_ref="S") == listed(desk, CANDIDATE, firm_ref="F404") == []
    assert listed(desk, LEADER, firm_ref="S") == [case.ref]


def test_every_read_and_write_is_in_the_log_of_whose_case_it_is(desk: Desk):
    case = desk.at(Stage.APPROACHED)
    written = len(log(desk, "S"))

    desk.cases.get(case.ref, by=LEADER)

    (entry,) = log(desk, "S")[written:]
    assert (entry.action, entry.subject_ref) == (AuditAction.READ, case.ref)
    assert (entry.actor_ref, entry.organisation_ref) == ("P-CH1", "CH1")


def test_the_log_tells_neither_side_of_a_case_or_a_name_before_its_time(desk: Desk):
    desk.keep("N1", ANONYMOUS_NEED)
    case = desk.propose()
    assert log(desk, "C") == []
    desk.cases.answer(case.ref, Turn(SEEKER), is_yes=True)
    desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER))
    desk.cases.get(case.ref, by=SEEKER)

    assert {entry.organisation_ref for entry in log(desk, "C")} == {"CH1"}


def test_what_came_of_it_is_told_by_a_firm_or_heard_by_the_coordinator(desk: Desk):
    case = desk.at(Stage.MET)
    told = {"after_days": 30, "items": (OutcomeItem.SUPPLIER,)}

    desk.cases.tell_outcome(case.ref, Turn(SEEKER), orders=Decimal(300_000), **told)
    view = desk.cases.tell_outcome(case.ref, Turn(LEADER), side=Side.CANDIDATE, heard=HEARD, **told)

    assert [event.act for event in view.events][-2:] == ["outcome_told"] * 2
    own = desk.cases.get(case.ref, by=CANDIDATE)
    assert [event.content["side"] for event in own.events if event.act == "outcome_told"] == [
        "candidate"
    ]


def test_reminders_show_the_longest_overdue_first_and_what_to_ask(desk: Desk):
    met = desk.at(Stage.MET)
    desk.clock.turn(1)
    other = desk.propose(candidate_ref="X")
    desk.clock.turn(29)

    found = desk.reminders.due(by=LEADER)

    assert [(item.case.ref, item.days_overdue) for item in found.cases] == [
        (other.ref, 22),
        (met.ref, 0),
    ]
    assert {(item.side, item.after_days) for item in found.questions} == {
        (Side.SEEKER, 30),
        (Side.CANDIDATE, 30),
    }
    assert desk.reminders.due(by=OTHER_CLERK).cases == ()
    with pytest.raises(NotPermittedError):
        desk.reminders.due(by=SEEKER)


def test_a_hand_over_waits_on_the_day_of_the_chamber_that_was_asked(desk: Desk):
    case = desk.propose()
    desk.cases.hand_over(case.ref, "CH2", Turn(LEADER))

    waiting = desk.reminders.due(by=OTHER_CLERK).hand_overs

    assert [view.ref for view in waiting] == [case.ref]
    assert desk.reminders.due(by=LEADER).hand_overs == ()
    desk.cases.accept(case.ref, Turn(OTHER_CLERK))
    assert desk.reminders.due(by=OTHER_CLERK).hand_overs == ()


def test_a_firms_own_wish_to_meet_waits_until_the_coordinator_acts_on_it(desk: Desk):
    case = desk.propose()
    heard = {"side": Side.CANDIDATE, "heard": HEARD}
    desk.cases.answer(case.ref, Turn(LEADER), is_yes=True, **heard)
    assert desk.reminders.due(by=LEADER).wishes == ()

    desk.cases.answer(case.ref, Turn(SEEKER), is_yes=True)

    assert [view.ref for view in desk.reminders.due(by=LEADER).wishes] == [case.ref]
    assert desk.reminders.due(by=OTHER_CLERK).wishes == ()
    desk.cases.move(case.ref, Stage.APPROACHED, Turn(LEADER))
    assert desk.reminders.due(by=LEADER).wishes == ()


def test_a_firm_is_asked_what_came_of_it_on_its_own_page(desk: Desk):
    case = desk.at(Stage.MET)
    desk.clock.turn(90)

    assert desk.cases.get(case.ref, by=SEEKER).questions == {Side.SEEKER: 90}


def test_how_ready_each_candidate_of_a_need_is_stands_in_its_case(desk: Desk):
    case = desk.at(Stage.AGREED)
    other = desk.propose(candidate_ref="X")
    today = desk.clock().date()
    desk.cases.climb(
        case.ref, Rung.AGREED, Turn(LEADER), evidence=a_proof(EvidenceKind.MEMORANDUM), on=today
    )

    found = {ref: desk.cases.get(ref, by=SEEKER).readiness for ref in (case.ref, other.ref)}

    assert {ref: readiness and readiness.rung for ref, readiness in found.items()} == {
        case.ref: Rung.AGREED,
        other.ref: Rung.CANDIDATE,
    }
    for ref in found:
        with pytest.raises(NotFoundError):
            desk.cases.get(ref, by=OUTSIDER)


def test_a_case_is_looked_after_by_somebody_of_the_chamber_that_leads_it(desk: Desk):
    colleague = Membership("P-colleague", Role.COORDINATOR, chamber_ref="CH1")
    elsewhere = Membership("P-elsewhere", Role.COORDINATOR, chamber_ref="CH2")
    of_the_firm = Membership("P-firm", Role.FIRM_MEMBER, firm_ref="S")
    with desk.database.begin() as work:
        for membership in (colleague, elsewhere, of_the_firm):
            ref = membership.person_ref
            work.people.put(Person(ref, EmailAddress(f"{ref.lower()}@tsubame.example"), "担当"))
            work.memberships.put(membership)
    case = desk.propose()

    desk.cases.edit(case.ref, Turn(LEADER), coordinator_ref="P-colleague")

    for stranger in ("P-elsewhere", "P-firm", "nobody"):
        with pytest.raises(InvalidValueError) as refused:
            desk.cases.edit(case.ref, Turn(LEADER), coordinator_ref=stranger)
        assert refused.value.field == "coordinator_ref"
    assert desk.cases.get(case.ref, by=LEADER).coordinator_ref == "P-colleague"
    desk.cases.edit(case.ref, Turn(LEADER), title="同じ担当者", coordinator_ref="P-colleague")


def test_the_open_cases_of_a_firm_that_leaves_are_ended_and_its_partner_sees_why(desk: Desk):
    case = desk.at(Stage.AGREED)
    leaver = str(firm_id("C"))

    WithdrawalService(desk.database, desk.clock).withdraw(
        leaver, ConsentMeans.PHONE, by=OTHER_CLERK
    )

    view = desk.cases.get(case.ref, by=LEADER)
    assert view.stage is Stage.CLOSED
    assert view.events[-1].note == "企業が掲載の同意を取り下げたため"
    assert desk.cases.get(case.ref, by=SEEKER).stage is Stage.CLOSED
    with pytest.raises(InvalidValueError, match="終了"):
        desk.cases.move(case.ref, Stage.MET, Turn(LEADER))
