from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_keys import Clock
from enishi.domain.errors import ConflictError, EnishiError, IdempotencyConflictError
from enishi.domain.replay import KeptAnswer
from enishi.services.ports import Database
from enishi.services.replays import ReplayService
from fakes import MemoryDatabase

CREATED = KeptAnswer(201, {"location": "/api/v1/firms/1", "etag": '"1"'}, '{"name":"縁"}')


@pytest.fixture(params=["memory", "sqlite"])
def database(request: pytest.FixtureRequest) -> Database:
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def replays(database: Database, clock: Clock) -> ReplayService:
    return ReplayService(database, now=clock)


def test_a_repeated_request_gets_the_first_answer_again(replays: ReplayService):
    assert replays.reserve("d", "body") is None
    replays.complete("d", CREATED)

    assert replays.reserve("d", "body") == CREATED
    assert replays.reserve("d", "body") == CREATED


def test_two_keys_have_nothing_to_do_with_each_other(replays: ReplayService):
    replays.reserve("d", "body")
    replays.complete("d", CREATED)

    assert replays.reserve("e", "body") is None


@pytest.mark.parametrize("is_done", [False, True])
def test_another_body_under_the_same_key_is_refused(replays: ReplayService, is_done: bool):
    replays.reserve("d", "body")
    if is_done:
        replays.complete("d", CREATED)

    with pytest.raises(IdempotencyConflictError):
        replays.reserve("d", "another body")


def test_while_the_first_is_worked_on_the_second_waits(replays: ReplayService, clock: Clock):
    replays.reserve("d", "body")
    clock.turn(seconds=59)

    with pytest.raises(ConflictError):
        replays.reserve("d", "body")


def test_a_request_that_was_cut_off_may_be_done_again_after_a_minute(
    replays: ReplayService, clock: Clock
):
    replays.reserve("d", "body")
    clock.turn(minutes=1)

    assert replays.reserve("d", "body") is None


def test_an_answer_is_kept_for_a_day(replays: ReplayService, clock: Clock):
    replays.reserve("d", "body")
    replays.complete("d", CREATED)
    clock.turn(hours=23, minutes=59)
    assert replays.reserve("d", "body") == CREATED

    clock.turn(minutes=1)

    assert replays.reserve("d", "another body") is None


def test_a_refused_request_may_be_mended_under_the_same_key(replays: ReplayService):
    replays.reserve("d", "body")
    replays.release("d")

    assert replays.reserve("d", "mended body") is None


def test_an_answer_that_comes_after_its_reservation_has_gone_is_not_kept(replays: ReplayService):
    replays.reserve("d", "body")
    replays.release("d")

    replays.complete("d", CREATED)

    assert replays.reserve("d", "another body") is None


def test_what_is_older_than_a_day_leaves_the_database(
    replays: ReplayService, database: Database, clock: Clock
):
    replays.reserve("d", "body")
    clock.turn(days=1, seconds=1)

    replays.reserve("e", "body")

    with database.read() as work:
        assert work.replays.get("d") is None
        assert work.replays.get("e") is not None


def test_of_many_at_once_one_does_the_work(replays: ReplayService):
    start = Barrier(8)
    answers: list[object] = []

    def ask() -> None:
        start.wait()
        try:
            answers.append(replays.reserve("d", "body"))
        except ConflictError as refusal:
            answers.append(type(refusal))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(None) == 1
    assert answers.count(ConflictError) == 7


steps = st.lists(
    st.tuples(
        st.sampled_from(["ask", "finish", "refuse", "wait a minute", "wait a day"]),
        st.sampled_from(["one", "another"]),
    ),
    max_size=30,
)


@given(steps)
def test_no_order_of_events_has_a_key_worked_on_twice_at_once_or_forgets_an_answer(
    told: list[tuple[str, str]],
):
    clock = Clock()
    replays = ReplayService(MemoryDatabase(), now=clock)
    at_work: str | None = None
    answered: str | None = None

    for step, body in told:
        match step:
            case "ask":
                try:
                    kept = replays.reserve("d", body)
                except EnishiError:
                    assert at_work is not None or answered not in (None, body)
                    continue
                if kept is None:
                    assert at_work is None
                    assert answered is None
                    at_work = body
                else:
                    assert answered == body
            case "finish" if at_work is not None:
                replays.complete("d", CREATED)
                at_work, answered = None, at_work
            case "refuse" if at_work is not None:
                replays.release("d")
                at_work = None
            case "wait a minute":
                clock.turn(minutes=1)
                at_work = None  # whoever was at work has died
            case "wait a day":
                clock.turn(days=1)
                at_work = answered = None
