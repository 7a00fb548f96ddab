from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_concept
from enishi.adapters.db import SqlDatabase
from enishi.domain.events import Event, EventKind
from enishi.domain.lexicon import Amendment, Concept, ConceptKind, Replacement
from strategies import lists, perhaps, texts

NOON = datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC)
LISTS = [field.name for field in fields(Concept) if field.name not in ("name", "kind", "note")]


def an_amendment(name: str, *replacements: Replacement, **said: object) -> Amendment:
    return Amendment(name, a_concept(name, "treatment", **said), replacements, NOON)


def put(database: SqlDatabase, *amendments: Amendment) -> None:
    with database.begin() as work:
        for amendment in amendments:
            work.amendments.put(amendment)


def stored(database: SqlDatabase) -> list[Amendment]:
    with database.read() as work:
        return work.amendments.all()


def test_an_amendment_comes_back_with_everything_that_was_said(database: SqlDatabase):
    full = an_amendment(
        "WC/Cコーティング",
        Replacement("WC/Cコーティング", "硬質クロムめっき", "鋼", ("耐摩耗性", "低摩擦"), "𠮷田"),
        Replacement("WC/Cコーティング", "窒化"),
        **dict.fromkeys(LISTS, "摺動|コーティング"),
        note="膜厚は\n数 μm",
    )
    bare = an_amendment("塗装")

    put(database, full, bare)

    assert stored(database) == [full, bare]


def test_what_is_left_out_comes_back_as_left_out(database: SqlDatabase):
    put(database, Amendment("塗装", None, (), NOON))

    assert stored(database) == [Amendment("塗装", None, (), NOON)]


@st.composite
def amendments(draw: st.DrawFn) -> Amendment:
    name = draw(texts())
    said = {field: tuple(item for item in draw(lists()) if item != name) for field in LISTS}
    concept = Concept(name, draw(st.sampled_from(ConceptKind)), note=draw(perhaps(texts())), **said)
    others = texts().filter(lambda other: other != name)
    replacements = [
        Replacement(
            name, draw(others), draw(perhaps(texts())), draw(lists()), draw(perhaps(texts()))
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    moment = draw(st.datetimes(timezones=st.just(UTC)))
    if draw(st.booleans()):
        return Amendment(name, None, (), moment)
    return Amendment(name, concept, tuple(replacements), moment)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amendment=amendments())
def test_any_amendment_comes_back_equal(sqlite_database: SqlDatabase, amendment: Amendment):
    with sqlite_database.begin() as work:
        for held in work.amendments.all():
            work.amendments.remove(held.name)

    put(sqlite_database, amendment)

    assert stored(sqlite_database) == [amendment]


def test_the_last_word_on_a_name_stands(database: SqlDatabase):
    last = Amendment("塗装", None, (), NOON + timedelta(seconds=1))

    put(database, an_amendment("塗装", note="一"), an_amendment("塗装", note="二"), last)

    assert stored(database) == [last]


def test_they_come_in_the_order_of_their_names_by_code_point(database: SqlDatabase):
    put(database, *(an_amendment(name) for name in ("塗装", "b", "A", "めっき", "a", "B")))

    # On PostgreSQL too: its own order would have A and b the other way round.
    assert [item.name for item in stored(database)] == ["A", "B", "a", "b", "めっき", "塗装"]


def test_one_is_found_by_its_name_and_goes_by_its_name(database: SqlDatabase):
    put(database, an_amendment("塗装"), an_amendment("溶射"))

    with database.begin() as work:
        assert {item.name: item for item in work.amendments.all()} == {
            name: an_amendment(name) for name in ("塗装", "溶射")
        }
        assert work.amendments.remove("塗装")
        assert not work.amendments.remove("塗装")

    assert stored(database) == [an_amendment("溶射")]


def test_a_transaction_left_by_an_exception_leaves_no_amendment(database: SqlDatabase):
    def fail() -> None:
        with database.begin() as work:
            work.amendments.put(an_amendment("塗装"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()

    assert stored(database) == []


def test_the_outbox_keeps_that_the_lexicon_was_amended(database: SqlDatabase):
    event = Event(EventKind.LEXICON_AMENDED, "WC/Cコーティング")

    with database.begin() as work:
        work.outbox.add(event)

    with database.read() as work:
        assert [item.event for item in work.outbox.since(0, 9)] == [event]
