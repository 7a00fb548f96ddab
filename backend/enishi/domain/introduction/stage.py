"""How far an introduction has come, how it may go on, and how it may end."""

from enum import StrEnum


class Stage(StrEnum):
    """Where an introduction stands, in the order of the work."""

    PROPOSED = "proposed"
    APPROACHED = "approached"
    AGREED = "agreed"
    MET = "met"
    TRIAL = "trial"
    DEALT = "dealt"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _STAGES[self]

    @property
    def place(self) -> int:
        """Its place in the order of the work, from 0."""
        return _ORDER[self]

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self is not Stage.CLOSED

    @property
    def next_stages(self) -> tuple["Stage", ...]:
        """Where it may go: one step on or, with a reason, one back. Closing is an act apart."""
        return _MOVES[self]

    @property
    def days_to_next(self) -> int:
        """In how many days somebody looks at the case again, unless they say another day."""
        return _DAYS_TO_NEXT[self]


_STAGES = {
    Stage.PROPOSED: "提案",
    Stage.APPROACHED: "打診",
    Stage.AGREED: "双方同意",
    Stage.MET: "面談",
    Stage.TRIAL: "試作・見積",
    Stage.DEALT: "取引・共同開発",
    Stage.CLOSED: "終了",
}
_ORDER = {stage: place for place, stage in enumerate(Stage)}
_MOVES = {
    Stage.PROPOSED: (Stage.APPROACHED,),
    Stage.APPROACHED: (Stage.AGREED, Stage.PROPOSED),
    Stage.AGREED: (Stage.MET, Stage.APPROACHED),
    Stage.MET: (Stage.TRIAL, Stage.AGREED),
    Stage.TRIAL: (Stage.DEALT, Stage.MET),
    Stage.DEALT: (Stage.TRIAL,),
    Stage.CLOSED: (),
}
# A proposal is a matter of a telephone call, so a week. Firms are given two weeks to answer and
# to meet, a trial piece takes a month, and a deal is looked at again after a quarter.
_DAYS_TO_NEXT = {
    Stage.PROPOSED: 7,
    Stage.APPROACHED: 14,
    Stage.AGREED: 14,
    Stage.MET: 30,
    Stage.TRIAL: 30,
    Stage.DEALT: 90,
    Stage.CLOSED: 0,
}


class Side(StrEnum):
    """One of the two firms of an introduction."""

    SEEKER = "seeker"
    CANDIDATE = "candidate"

    @property
    def label(self) -> str:
        """Japanese name."""
        return "探す側" if self is Side.SEEKER else "紹介先"

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.CANDIDATE if self is Side.SEEKER else Side.SEEKER


class Ending(StrEnum):
    """How an introduction ended."""

    SUCCEEDED = "succeeded"
    DECLINED_BY_SEEKER = "declined_by_seeker"
    DECLINED_BY_CANDIDATE = "declined_by_candidate"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _ENDINGS[self]

    @property
    def declined_by(self) -> Side | None:
        """Whose no it was; None where nobody said no."""
        return _DECLINED_BY.get(self)


_ENDINGS = {
    Ending.SUCCEEDED: "成約",
    Ending.DECLINED_BY_SEEKER: "見送り（探す側）",
    Ending.DECLINED_BY_CANDIDATE: "見送り（紹介先）",
    Ending.NO_ANSWER: "応答なし",
    Ending.WITHDRAWN: "取り下げ",
}
_DECLINED_BY = {
    Ending.DECLINED_BY_SEEKER: Side.SEEKER,
    Ending.DECLINED_BY_CANDIDATE: Side.CANDIDATE,
}


class DeclineReason(StrEnum):
    """Why a side said no."""

    CONDITIONS = "conditions"
    LEAD_TIME = "lead_time"
    PRICE = "price"
    ABILITY = "ability"
    CAPACITY = "capacity"
    ALREADY_TRADING = "already_trading"
    COMPETITOR = "competitor"
    TIMING = "timing"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _REASONS[self]


_REASONS = {
    DeclineReason.CONDITIONS: "条件が合わない",
    DeclineReason.LEAD_TIME: "納期",
    DeclineReason.PRICE: "価格",
    DeclineReason.ABILITY: "能力",
    DeclineReason.CAPACITY: "余力がない",
    DeclineReason.ALREADY_TRADING: "既に取引",
    DeclineReason.COMPETITOR: "競合",
    DeclineReason.TIMING: "時期",
    DeclineReason.OTHER: "その他",
}


class AgreementTerm(StrEnum):
    """What the partners of a joint development settle before it is one."""

    SHARE_OF_WORK = "share_of_work"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    COST = "cost"

    @property
    def label(self) -> str:
        """Japanese name."""
        return _TERMS[self]


_TERMS = {
    AgreementTerm.SHARE_OF_WORK: "分担",
    AgreementTerm.INTELLECTUAL_PROPERTY: "知財",
    AgreementTerm.COST: "費用",
}
