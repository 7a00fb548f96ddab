"""Whatever is done in a case, the candidate reads nothing of an anonymous seeker too early."""

import json
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders_introductions import a_proof
from enishi.domain.consent import ConsentMeans
from enishi.domain.disclosure import SEEKER as SEEKER_PATH
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.errors import EnishiError
from enishi.domain.introduction import DeclineReason, Ending, Hearing, OutcomeItem, Side, Stage
from enishi.domain.readiness import EvidenceKind, Rung
from enishi.entrypoints.wire.introduction_present import event_out, introduction_out
from enishi.services.introductions.service import Turn
from fakes import MemoryDatabase
from introductions import CANDIDATE, LEADER, SEEKER, Desk, a_desk

HEARD = Hearing(ConsentMeans.PHONE, "山田社長")
SECRETS = ("燕鍛工", "P-S", "山田社長", "内緒の話")
NOTE = "内緒の話"
Act = Callable[[Desk, str], object]


def step(do: Callable[..., object], *said: object, by=LEADER, **known: object) -> Act:
    """Return an act of a service, with a note that is not for the candidate unless its own."""
    note = None if by is CANDIDATE else NOTE
    return lambda desk, ref: do(desk.cases, ref, *said, Turn(by, note), **known)


CASES = type(a_desk(MemoryDatabase()).cases)
ACTS: dict[str, Act] = {
    **{f"move to {to}": step(CASES.move, to) for to in Stage if to.is_open},
    "seeker yes": step(CASES.answer, by=SEEKER, is_yes=True),
    "seeker no": step(CASES.answer, by=SEEKER, is_yes=False, reason=DeclineReason.COMPETITOR),
    "heard": step(CASES.answer, is_yes=True, side=Side.SEEKER, heard=HEARD),
    "candidate yes": step(CASES.answer, by=CANDIDATE, is_yes=True),
    "release a field": step(CASES.release, "description", by=SEEKER),
    "heard release": step(CASES.release, "constraints/lot", heard=HEARD),
    "release the name": step(CASES.release, "firm_ref", by=SEEKER),
    "revoke the name": step(CASES.revoke, "firm_ref", by=SEEKER),
    "edit": step(CASES.edit),
    "hand over": step(CASES.hand_over, "CH3"),
    "close": step(CASES.close, Ending.DECLINED_BY_SEEKER, reason=DeclineReason.COMPETITOR),
    "outcome": step(CASES.tell_outcome, by=SEEKER, after_days=30, items=(OutcomeItem.MORE_TRADE,)),
    "rung": step(CASES.climb, Rung.AGREED, evidence=a_proof(EvidenceKind.MEMORANDUM)),
}


def done(desk: Desk, ref: str, name: str) -> bool:
    """Do an act, if it may be done now."""
    try:
        ACTS[name](desk, ref)
    except EnishiError:
        return False
    return True


def read_by_the_candidate(desk: Desk, ref: str) -> str | None:
    """Return everything that the candidate's pages show of a case."""
    try:
        view = desk.cases.get(ref, by=CANDIDATE)
    except EnishiError:
        return None
    pages = [introduction_out(view), *map(event_out, view.events)]
    return json.dumps([page.model_dump(mode="json") for page in pages], ensure_ascii=False)


def read_in_the_log(desk: Desk, owner: str) -> list[str | None]:
    """Return for whom those acted who stand in an owner's log."""
    with desk.database.read() as work:
        return [item.entry.organisation_ref for item in work.audit.stream(owner_ref=owner)]


@settings(max_examples=50)
@example(["move to approached", "heard release", "release a field", "heard", "edit", "hand over"])
@example(["move to approached", "seeker no", "close"])
@given(names=st.lists(st.sampled_from(sorted(ACTS)), max_size=25))
def test_nothing_tells_who_seeks_before_the_name_is_released(names: list[str]):
    desk = a_desk(MemoryDatabase())
    desk.keep("N1", Disclosure(paths={SEEKER_PATH: Visibility.COORDINATORS}))
    ref = desk.propose(note=NOTE).ref
    was_named = False
    for name in names:
        if not done(desk, ref, name):
            continue
        released = desk.cases.get(ref, by=LEADER).released
        was_named = was_named or {"firm_ref", "name"} <= released
        shown = read_by_the_candidate(desk, ref)
        if shown is not None and "firm_ref" not in released:
            assert [secret for secret in SECRETS if secret in shown] == []
        if not was_named:
            assert "S" not in read_in_the_log(desk, "C")


def test_the_secrets_would_be_found_where_they_are_shown():
    desk = a_desk(MemoryDatabase())
    ref = desk.propose(note=NOTE).ref
    assert read_by_the_candidate(desk, ref) is None
    for name in ("heard", "move to approached", "release the name"):
        assert done(desk, ref, name)

    shown = read_by_the_candidate(desk, ref)

    assert shown is not None
    assert "燕鍛工" in shown
    assert NOTE not in shown
