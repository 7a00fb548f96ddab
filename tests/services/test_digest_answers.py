"""One tap under an item of the digest, by whoever it was sent to, and by nobody else."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_firm
from builders_sending import DUE, KEY, WEEK, SendingRoom
from builders_suggestions import a_round, a_suggestion, an_audit
from enishi.domain.correction import CorrectionReason
from enishi.domain.digest_token import TAP_LASTS, TapToken, bounce_token, stop_token
from enishi.domain.disclosure import Disclosure
from enishi.domain.errors import InvalidValueError, NotFoundError, NotPermittedError
from enishi.domain.match_response import MatchAnswer
from enishi.services.digests.taps import TapService, TapState
from enishi.services.responses import MatchResponseService
from enishi.services.suggestions.answering import SuggestionAnswerService
from fakes import MemoryDatabase

SUGGESTED = a_suggestion("F1", "F2")
WANTS, KNOWS, WRONG, NOT_NOW = MatchAnswer
TOKEN = TapToken("p1", WEEK, SUGGESTED.ref, DUE + TAP_LASTS)


@dataclass
class TapRoom(SendingRoom):
    """A digest with one suggestion, sent to p1 of F1."""

    database: MemoryDatabase = field(default_factory=MemoryDatabase)

    def __post_init__(self) -> None:
        self.a_reader("p1", "F1")
        with self.database.begin() as work:
            work.firms.put_many([a_firm("微細切削", ref="F2")])
            work.suggestions.add_round(a_round(), [SUGGESTED], an_audit())

    @property
    def taps(self) -> TapService:
        answers = SuggestionAnswerService(
            self.database, MatchResponseService(self.database, self.clock), self.clock
        )
        return TapService(self.database, lambda: answers, self.key, self.clock)

    def kept(self) -> MatchAnswer | None:
        """Return what the firm's answer to the suggestion is."""
        with self.database.read() as work:
            answer = work.suggestions.answers_to([SUGGESTED.ref]).get(SUGGESTED.ref)
        return answer.answer if answer else None


@pytest.fixture
def room() -> TapRoom:
    return TapRoom()


def signed(token: TapToken = TOKEN) -> str:
    return token.signed(KEY)


def test_opening_a_link_shows_what_it_asks_and_changes_nothing(room: TapRoom):
    for _ in range(3):
        view = room.taps.show(signed())

    assert (view.state, view.firm_name, view.own_name) == (TapState.OPEN, "F2製作所", "F1製作所")
    assert room.kept() is None


def test_an_answer_is_kept_where_all_answers_to_suggestions_are(room: TapRoom):
    result = room.taps.answer(signed(), WRONG, CorrectionReason.OTHER_MATERIAL)

    assert not result.is_repeated
    assert room.kept() is WRONG
    view = room.taps.show(signed())
    assert (view.state, view.given) == (TapState.ANSWERED, WRONG)


def test_the_same_answer_twice_is_one(room: TapRoom):
    first, second = (room.taps.answer(signed(), WANTS) for _ in range(2))

    assert (first.is_repeated, second.is_repeated) == (False, True)
    with room.database.read() as work:
        assert len(work.introductions.held) == 1
        assert len(work.digest_answers.of_week(WEEK)) == 1


def test_of_two_answers_the_last_one_counts_and_says_what_it_replaced(room: TapRoom):
    room.taps.answer(signed(), NOT_NOW)

    result = room.taps.answer(signed(), WRONG)

    assert (result.answer, result.before, room.kept()) == (WRONG, NOT_NOW, WRONG)


def test_after_three_weeks_a_link_shows_that_it_has_expired_and_takes_no_answer(room: TapRoom):
    room.clock.turn(days=21, seconds=-1)
    assert room.taps.show(signed()).state is TapState.OPEN
    room.clock.turn(seconds=1)

    assert room.taps.show(signed()).state is TapState.EXPIRED
    with pytest.raises(InvalidValueError, match="期限") as refusal:
        room.taps.answer(signed(), WANTS)
    assert refusal.value.field == "token"
    assert room.kept() is None


def test_who_has_left_the_firm_answers_for_it_no_more(room: TapRoom):
    with room.database.begin() as work:
        work.memberships.remove("p1", "F1")

    for act in (lambda: room.taps.show(signed()), lambda: room.taps.answer(signed(), WANTS)):
        with pytest.raises(NotPermittedError):
            act()


def test_who_has_been_erased_answers_nothing(room: TapRoom):
    with room.database.begin() as work:
        work.people.remove("p1")

    with pytest.raises(NotPermittedError):
        room.taps.answer(signed(), WANTS)


def test_a_firm_that_hides_since_is_named_to_nobody(room: TapRoom):
    with room.database.begin() as work:
        work.disclosures.put_firm("F2", Disclosure(hide_from=frozenset({"F1"})))

    for act in (lambda: room.taps.show(signed()), lambda: room.taps.answer(signed(), WANTS)):
        with pytest.raises(NotFoundError) as refusal:
            act()
        assert "F2" not in refusal.value.message


def test_a_link_of_one_person_opens_no_suggestion_to_another_firm(room: TapRoom):
    room.a_reader("p3", "F3")

    with pytest.raises(NotPermittedError):
        room.taps.answer(signed(replace(TOKEN, person_ref="p3")), WANTS)


def test_a_suggestion_that_is_gone_is_not_there(room: TapRoom):
    with pytest.raises(NotFoundError):
        room.taps.show(signed(replace(TOKEN, item_ref="s-none")))


@pytest.mark.parametrize(
    "token",
    [
        *(
            "",
            ".",
            "x",
            "あ",
            "\ud800",
            signed()[:-1],
            signed() + "A",
            signed() + "=",
            " " + signed(),
        ),
        TOKEN.signed(bytes(32)),  # by another installation
        stop_token("p1", KEY),  # made for something else
        bounce_token("0" * 24, KEY),
        signed().split(".")[0] + "." + signed(replace(TOKEN, person_ref="p2")).split(".")[1],
    ],
)
def test_a_token_that_is_not_ours_opens_nothing(room: TapRoom, token: str):
    for act in (lambda: room.taps.show(token), lambda: room.taps.answer(token, WANTS)):
        with pytest.raises(InvalidValueError) as refusal:
            act()
        assert refusal.value.field == "token"


@given(st.integers(0, len(signed()) - 1), st.sampled_from("ABCabc012-_.=\n"))
@settings(max_examples=50)
def test_no_letter_of_a_token_can_be_changed(place: int, letter: str):
    token = signed()
    changed = token[:place] + letter + token[place + 1 :]
    if changed == token:
        return

    with pytest.raises(InvalidValueError):
        TapToken.read(changed, KEY)


def test_a_token_fits_where_it_is_sent_and_reads_as_it_was_made():
    token = TapToken("p" + "0" * 16, WEEK, "sg_" + "0" * 40, DUE)

    assert TapToken.read(token.signed(KEY), KEY) == token
    assert len(token.signed(KEY)) < 200
