import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from builders import a_firm, a_need
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.correction import Correction, CorrectionReason, CorrectionVerdict
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.domain.need import NeedKind
from enishi.services.corrections import CORRECTION_FIELDS, CorrectionService, correction_record
from enishi.services.firms import FirmService
from enishi.services.needs import NeedService
from enishi.services.ports import Database
from fakes import MemoryDatabase

DOCUMENT = Path(__file__).parents[2] / "docs" / "files.md"

FIRM = a_firm("冷間鍛造", ref="F1")
OTHER_FIRM = a_firm("鋳造", ref="F2")
NEED = a_need("ステンレスの取っ手", ref="N1")

SAID = {
    "question": "ステンレスの冷間鍛造",
    "purpose": "sourcing",
    "firm_ref": "F1",
    "verdict": "wrong",
    "reason": "other_process",
    "index_version": "i1",
    "model_version": "m1",
    "ranker_version": "r1",
}


class Clock:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self, begin: datetime) -> None:
        self.time = begin

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture(params=["memory", "sqlite"])
def network(request: pytest.FixtureRequest) -> Database:
    """Two firms and a need, kept in memory and on SQLite alike."""
    found: Database = (
        MemoryDatabase()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_database")
    )
    with found.begin() as work:
        work.firms.put_many([FIRM, OTHER_FIRM])
        work.needs.put_many([NEED])
    return found


@pytest.fixture
def corrections(network: Database) -> CorrectionService:
    return CorrectionService(network, now=Clock(datetime(2026, 11, 25, tzinfo=UTC)))


def all_of(corrections: CorrectionService) -> list[Correction]:
    return corrections.page(after=None, limit=100, by=LOCAL_OPERATOR)


def test_what_a_reader_says_is_kept_with_its_time(corrections: CorrectionService):
    said = SAID | {"need_ref": "N1", "capability_ref": "F1-1", "note": " 鋳造の会社です。\n"}

    kept = corrections.record(said)

    assert all_of(corrections) == [kept]
    assert kept.created_at == datetime(2026, 11, 25, 0, 0, 1, tzinfo=UTC)
    assert (kept.question, kept.purpose) == ("ステンレスの冷間鍛造", NeedKind.SOURCING)
    assert (kept.need_ref, kept.firm_ref, kept.capability_ref) == ("N1", "F1", "F1-1")
    assert kept.verdict is CorrectionVerdict.WRONG
    assert kept.reason is CorrectionReason.OTHER_PROCESS
    assert kept.note == "鋳造の会社です。"
    assert (kept.index_version, kept.model_version, kept.ranker_version) == ("i1", "m1", "r1")


def test_a_clock_elsewhere_gives_the_time_in_utc(network: Database):
    tokyo = timezone(timedelta(hours=9))
    corrections = CorrectionService(network, now=lambda: datetime(2026, 1, 1, 8, tzinfo=tokyo))

    kept = corrections.record(SAID)

    assert kept.created_at.isoformat() == "2025-12-31T23:00:00+00:00"
    assert kept.ref.startswith("20251231T230000000000Z-")


def test_the_same_word_twice_in_one_instant_is_kept_twice(network: Database):
    moment = datetime(2026, 11, 25, tzinfo=UTC)
    corrections = CorrectionService(network, now=lambda: moment)

    assert corrections.record(SAID) != corrections.record(SAID)
    assert len(all_of(corrections)) == 2


def test_the_pages_go_from_the_newest_to_the_oldest_and_show_each_once(
    corrections: CorrectionService,
):
    kept = [corrections.record(SAID | {"note": str(number)}) for number in range(5)]

    first = corrections.page(after=None, limit=2, by=LOCAL_OPERATOR)
    corrections.record(SAID | {"note": "読んでいる間に"})
    second = corrections.page(after=first[-1].ref, limit=2, by=LOCAL_OPERATOR)
    third = corrections.page(after=second[-1].ref, limit=2, by=LOCAL_OPERATOR)

    assert first + second + third == kept[::-1]


def test_a_page_goes_on_behind_a_correction_that_is_gone(
    corrections: CorrectionService, network: Database
):
    old = corrections.record(SAID)
    gone = corrections.record(SAID | {"firm_ref": "F2"})
    FirmService(network).withdraw(str(OTHER_FIRM.id), expected=None, by=LOCAL_OPERATOR)

    assert corrections.page(after=gone.ref, limit=9, by=LOCAL_OPERATOR) == [old]


def test_all_of_them_are_streamed_from_the_oldest_on(corrections: CorrectionService):
    kept = [corrections.record(SAID | {"note": str(number)}) for number in range(3)]

    assert list(corrections.stream()) == kept


@pytest.mark.parametrize(
    ("ref", "named"), [({"firm_ref": "F404"}, "F404"), ({"need_ref": "N404"}, "N404")]
)
def test_a_firm_or_a_need_that_is_not_there_is_told_and_nothing_is_kept(
    corrections: CorrectionService, ref: dict[str, str], named: str
):
    with pytest.raises(NotFoundError, match=named) as refusal:
        corrections.record(SAID | ref)

    assert named in refusal.value.english
    assert all_of(corrections) == []


def test_a_capability_that_is_gone_may_still_be_spoken_of(corrections: CorrectionService):
    kept = corrections.record(SAID | {"capability_ref": "F1-とうに無い", "reason": "closed"})

    assert all_of(corrections) == [kept]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        *(({"question": "　"}, "question"), ({"question": 3}, "question")),
        *(({"purpose": None}, "purpose"), ({"purpose": "fun"}, "purpose")),
        *(({"verdict": ""}, "verdict"), ({"verdict": "perhaps"}, "verdict")),
        *(({"reason": None}, "reason"), ({"reason": "ugly"}, "reason")),
        *(({"firm_ref": None}, "firm_ref"), ({"note": "長" * 1_001}, "note")),
        *(({"model_version": None}, "model_version"), ({"need_ref": "a\0"}, "need_ref")),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field_and_not_kept(
    corrections: CorrectionService, change: dict[str, object], field: str
):
    with pytest.raises(InvalidValueError) as refusal:
        corrections.record(SAID | change)

    assert refusal.value.field == field
    assert all_of(corrections) == []


def test_a_withdrawn_firm_takes_what_was_said_of_it_along(
    corrections: CorrectionService, network: Database
):
    corrections.record(SAID)
    kept = corrections.record(SAID | {"firm_ref": "F2"})

    FirmService(network).withdraw(str(FIRM.id), expected=None, by=LOCAL_OPERATOR)

    assert all_of(corrections) == [kept]


def test_a_withdrawn_need_leaves_the_question_that_was_asked(
    corrections: CorrectionService, network: Database
):
    corrections.record(SAID | {"need_ref": "N1"})

    NeedService(network).withdraw(str(NEED.id), expected=None, by=LOCAL_OPERATOR)

    (kept,) = all_of(corrections)
    assert (kept.need_ref, kept.question) == (None, SAID["question"])


def test_a_firm_stored_again_keeps_what_was_said_of_it(
    corrections: CorrectionService, network: Database
):
    kept = corrections.record(SAID)

    FirmService(network).change(
        str(FIRM.id),
        lambda _: a_firm("鋳造", ref="F1", name="別の名"),
        expected=None,
        by=LOCAL_OPERATOR,
    )

    assert all_of(corrections) == [kept]


def test_a_correction_is_no_change_that_the_index_follows(
    corrections: CorrectionService, network: Database
):
    corrections.record(SAID)

    with network.read() as work:
        assert work.outbox.position() == 0


def test_a_record_has_every_field_under_its_name_and_in_its_order(corrections: CorrectionService):
    record = correction_record(corrections.record(SAID))

    assert tuple(record) == CORRECTION_FIELDS
    assert record == SAID | {
        "correction_ref": record["correction_ref"],
        "created_at": "2026-11-25T00:00:01+00:00",
        **dict.fromkeys(("need_ref", "capability_ref", "note")),
    }


def test_the_document_tells_every_field_and_every_word_that_it_may_hold():
    text = DOCUMENT.read_text("utf-8")
    (section,) = re.findall(r"^## 訂正 `corrections`\n(.*?)(?=^## )", text, re.M | re.S)
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.M))

    assert tuple(rows) == CORRECTION_FIELDS
    assert all(len(told.split(" | ")) == 3 for told in rows.values())
    for field, words in (
        ("purpose", NeedKind),
        ("verdict", CorrectionVerdict),
        ("reason", CorrectionReason),
    ):
        assert all(f"`{word.value}` {word.label}" in rows[field] for word in words)
