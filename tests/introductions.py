"""A small network of people for introductions: two chambers, three firms and who is who."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from builders import a_firm, a_need
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.chamber import Chamber, Region
from enishi.domain.disclosure import Disclosure
from enishi.domain.introduction import Stage
from enishi.domain.membership import Membership, Role
from enishi.domain.need import NeedKind
from enishi.services.introductions.opening import Proposal
from enishi.services.introductions.reminders import ReminderService
from enishi.services.introductions.service import IntroductionService, Turn
from enishi.services.introductions.viewing import IntroductionView
from enishi.services.ports import Database
from enishi.services.responses import MatchResponseService

TSUBAME = Region(clusters=("燕三条",))
SUWA = Region(clusters=("諏訪",))


def member(firm_ref: str) -> Caller:
    """Return somebody of a firm."""
    person = f"P-{firm_ref}"
    return Caller(person, (Membership(person, Role.FIRM_MEMBER, firm_ref=firm_ref),))


def clerk(chamber_ref: str, region: Region) -> Caller:
    """Return a coordinator of a chamber."""
    person = f"P-{chamber_ref}"
    own = Membership(person, Role.COORDINATOR, chamber_ref=chamber_ref)
    return Caller(person, (own,), (region,))


SEEKER, CANDIDATE, OUTSIDER = member("S"), member("C"), member("X")
LEADER, OTHER_CLERK = clerk("CH1", TSUBAME), clerk("CH2", SUWA)
FAR_CLERK = clerk("CH3", Region(clusters=("東大阪",)))
OPERATOR = LOCAL_OPERATOR
EVERYBODY = {
    "anonymous": ANONYMOUS,
    "seeker": SEEKER,
    "candidate": CANDIDATE,
    "outsider": OUTSIDER,
    "leader": LEADER,
    "other_clerk": OTHER_CLERK,
    "far_clerk": FAR_CLERK,
    "operator": OPERATOR,
}


@dataclass
class Clock:
    """A clock that stands until it is turned."""

    time: datetime = datetime(2026, 4, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def turn(self, days: int) -> None:
        """Let some days go by."""
        self.time += timedelta(days=days)


@dataclass
class Desk:
    """The services over one small network, with a clock to turn."""

    database: Database
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.cases = IntroductionService(self.database, self.clock)
        self.reminders = ReminderService(self.database, self.clock)
        self.responses = MatchResponseService(self.database, self.clock)

    def propose(self, by: Caller = LEADER, **known: Any) -> IntroductionView:
        """Begin the introduction of S and C."""
        return self.cases.propose(
            Proposal(**({"candidate_ref": "C", "need_ref": "N1"} | known)), by=by
        )

    def at(self, stage: Stage, **known: Any) -> IntroductionView:
        """Return a case that the leader and both firms took to a stage on one day."""
        view = self.propose(**known)
        turn = Turn(LEADER)
        for step in list(Stage)[1 : stage.place + 1]:
            if step is Stage.AGREED:
                self.cases.answer(view.ref, Turn(SEEKER), is_yes=True)
                self.cases.answer(view.ref, Turn(CANDIDATE), is_yes=True)
            view = self.cases.move(view.ref, step, turn)
        return view

    def keep(self, need_ref: str, disclosure: Disclosure) -> None:
        """Store what was decided on a need."""
        with self.database.begin() as work:
            work.disclosures.put_need(need_ref, disclosure)


def a_desk(database: Database) -> Desk:
    """Return the desk over a filled network.

    S and its needs are of 燕三条 (CH1), C is of 諏訪 (CH2), X of neither.
    """
    with database.begin() as work:
        work.firms.put_many(
            [
                a_firm("鍛造", ref="S", name="燕鍛工", cluster="燕三条"),
                a_firm("切削", ref="C", name="諏訪精機", cluster="諏訪"),
                a_firm("研磨", ref="X", name="東大阪研磨", cluster="東大阪"),
            ]
        )
        work.needs.put_many(
            [
                a_need(
                    "取っ手の代わりの調達先", ref="N1", by="S", kind=NeedKind.ALTERNATIVE_SOURCING
                ),
                a_need("漆の器を一緒に", ref="N2", by="S", kind=NeedKind.JOINT_DEVELOPMENT),
                a_need("鏡面の研削", ref="N3", kind=NeedKind.SOURCING),
            ]
        )
        for ref, name, region in (("CH1", "燕", TSUBAME), ("CH2", "諏訪", SUWA)):
            work.chambers.put(Chamber(ref, f"{name}商工会議所", region))
        work.chambers.put(Chamber("CH3", "東大阪商工会議所", Region(clusters=("東大阪",))))
    return Desk(database)
