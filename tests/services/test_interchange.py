import io
import json
from datetime import date
from decimal import Decimal

import pytest

from builders import a_corporate_number, a_firm, a_full_firm, a_need, a_tie
from enishi.adapters.interchange import (
    Format,
    Layout,
    NoRejects,
    RejectFile,
    open_source,
    write,
)
from enishi.domain.events import EventKind
from enishi.services.interchange import (
    Exported,
    ExportService,
    ImportService,
    LeftOutError,
    Line,
    Mode,
)
from enishi.services.records import firm_of, firm_record, need_record, tie_record

TODAY = date(2026, 11, 25)


class Records:
    """A source that holds its records in memory."""

    name = "memory"
    size = 100

    def __init__(self, *records):
        self._records = records

    def lines(self):
        for number, record in enumerate(self._records, 1):
            if isinstance(record, Exception):
                yield Line(number, "?", error=record, end=number)
            else:
                yield Line(number, json.dumps(record, default=str), record=record, end=number)


class Kept:
    """Rejects held in memory, as (line, reason)."""

    def __init__(self):
        self.lines = []

    def put(self, line, reason):
        self.lines.append((line.number, reason))


def silent(_done, _total):
    pass


@pytest.fixture
def load(database):
    """Loads records, or a file, into the database of the test."""

    def run(kind, source, mode=Mode.ALL_OR_NOTHING, rejects=None, progress=silent):
        service = ImportService(database, today=lambda: TODAY)
        return getattr(service, kind)(
            source, mode=mode, rejects=rejects or NoRejects(), progress=progress
        )

    return run


def refs(database):
    with database.read() as work:
        return [item.record.ref for item in work.firms.stream()]


def firms_in(database):
    with database.read() as work:
        return {item.record.ref: item.record for item in work.firms.stream()}


def events(database):
    with database.read() as work:
        return [(item.event.kind, item.event.subject_ref) for item in work.outbox.since(0, 1000)]


def counts(report):
    return (report.added, report.updated, report.unchanged, report.refused)


F1 = {"firm_ref": "F1", "name": "燕研磨"}
F2 = {"firm_ref": "F2", "name": "三条鍛造"}
NAMELESS = {"firm_ref": "F9"}


def test_a_file_is_stored_with_an_event_for_each_firm(database, load):
    report = load("firms", Records(F1, F2 | {"cluster": "燕三条"}))

    assert report.stored
    assert counts(report) == (2, 0, 0, 0)
    assert report.read == 2
    assert refs(database) == ["F1", "F2"]
    assert events(database) == [
        (EventKind.FIRM_PUBLISHED, "F1"),
        (EventKind.FIRM_PUBLISHED, "F2"),
    ]
    with database.read() as work:
        assert work.clusters.get("燕三条") is not None


def test_one_bad_line_undoes_all_of_the_file_and_every_bad_line_is_told(database, load):
    report = load("firms", Records(F1, NAMELESS, F2, {"name": "甲"}))

    assert not report.stored
    assert [(item.line, item.field) for item in report.refusals] == [(2, "name"), (4, "firm_ref")]
    assert report.refused == 2
    assert refs(database) == []
    assert events(database) == []
    with database.read() as work:
        assert work.clusters.all() == []


def test_the_good_lines_are_stored_and_the_bad_ones_set_aside_when_asked(database, load):
    kept = Kept()

    report = load("firms", Records(F1, NAMELESS, F2), Mode.SKIP_INVALID, kept)

    assert report.stored
    assert counts(report) == (2, 0, 0, 1)
    assert refs(database) == ["F1", "F2"]
    assert kept.lines == [(2, "name: 必須の項目が空です")]


def test_a_dry_run_tells_what_would_happen_and_stores_nothing(database, load):
    load("firms", Records(F1))
    before = events(database)

    report = load("firms", Records(F1 | {"employees": 5}, F2, NAMELESS), Mode.DRY_RUN)

    assert not report.stored
    assert counts(report) == (1, 1, 0, 1)
    assert firms_in(database)["F1"].employees is None
    assert events(database) == before


def test_the_same_ref_again_updates_in_place(database, load):
    load("firms", Records(F1 | {"employees": 5, "summary": "研磨"}, F2))

    report = load("firms", Records(F1 | {"employees": 6}))

    assert counts(report) == (0, 1, 0, 0)
    assert refs(database) == ["F1", "F2"]
    assert firms_in(database)["F1"].employees == 6
    assert firms_in(database)["F1"].summary is None  # the file is the whole truth of the firm


def test_the_same_file_twice_changes_nothing(database, load):
    firms = Records(firm_record(a_full_firm(ref="F1")), F2)
    needs = need_record(a_need(by="F1", ref="N1", tolerance_um="0.50"))
    ties = Records(tie_record(a_tie("F1", "F2", ref="T1")))
    for kind, source in (("firms", firms), ("needs", Records(needs)), ("ties", ties)):
        assert load(kind, source).added > 0
    before = events(database)

    again = needs | {"constraints": needs["constraints"] | {"tolerance_um": Decimal("0.5")}}
    reports = [load("firms", firms), load("needs", Records(again)), load("ties", ties)]

    assert [counts(report) for report in reports] == [(0, 0, 2, 0), (0, 0, 1, 0), (0, 0, 1, 0)]
    assert events(database) == before


def test_an_export_can_be_imported_and_changes_nothing(database, load, tmp_path):
    load("firms", Records(firm_record(a_full_firm(ref="F1")), firm_record(a_firm(ref="F2"))))
    load("needs", Records(need_record(a_need(by="F1", max_size_mm="1E+3"))))
    load("ties", Records(tie_record(a_tie("F1", "F2"))))
    before = events(database)

    for what in Exported:
        for format in (Format.JSONL, Format.CSV):
            path = tmp_path / f"{what}.{format}"
            with path.open("wb") as out:
                write(ExportService(database).records(what), what, format, out)
            report = load(what.value, open_source(path, Layout(what.value)))
            assert report.stored
            assert (report.unchanged, report.updated, report.refused) == (report.read, 0, 0)
            assert report.read > 0
    assert events(database) == before


def test_unknown_fields_are_reported_with_their_first_line_and_kept_out(database, load):
    capability = {"capability_ref": "C1", "title": "研磨", "hardness": 60}
    report = load(
        "firms",
        Records(F2, F1 | {"fax": "0256", "capabilities": [capability]}, NAMELESS | {"fax": ""}),
        Mode.SKIP_INVALID,
    )

    assert report.unknown_fields == {"fax": 2, "capabilities.hardness": 2}
    assert "0256" not in repr(firms_in(database)["F1"])


def test_a_field_that_begins_with_an_underscore_is_a_remark(load):
    report = load("firms", Records(F1 | {"_reason": "name: 必須", "_line": 3}))

    assert report.stored
    assert report.unknown_fields == {}


def test_names_that_no_terminal_can_show_do_not_reach_the_report(load):
    names = {"\ud800": 1, "x" * 10_000: 1} | {f"n{number}": 1 for number in range(500)}

    report = load("firms", Records(F1 | names))

    assert len(report.unknown_fields) == 100
    assert all(name.encode() and len(name) <= 110 for name in report.unknown_fields)


def test_a_ref_that_comes_twice_is_refused_where_it_comes_again(load):
    report = load("firms", Records(F1, F2, F1 | {"name": "別の名"}, NAMELESS))

    refusal = report.refusals[0]
    assert (refusal.line, refusal.field) == (3, "firm_ref")
    assert "1行目と同じ firm_ref です（F1）" in refusal.reason
    assert report.refused == 2


def test_a_ref_is_refused_the_second_time_however_far_behind(load):
    many = [{"firm_ref": f"F{number}", "name": "甲"} for number in range(1_200)]

    report = load("firms", Records(*many, many[3]), Mode.SKIP_INVALID)

    assert counts(report) == (1_200, 0, 0, 1)
    assert "4行目と同じ" in report.refusals[0].reason


def test_refusals_are_told_in_the_order_of_lines(load):
    number = str(a_corporate_number(9999_0000_0001))
    known, taken = F1 | {"corporate_number": number}, F2 | {"corporate_number": number}

    report = load("firms", Records(known, taken, NAMELESS))

    assert [(item.line, item.field) for item in report.refusals] == [
        (2, "corporate_number"),
        (3, "name"),
    ]


def test_a_report_counts_every_refusal_and_words_the_first_thousand(load):
    report = load("firms", Records(*[NAMELESS] * 1_005))

    assert report.refused == 1_005
    assert len(report.refusals) == 1_000


def test_progress_is_told_batch_by_batch(load):
    steps = []
    many = [{"firm_ref": f"F{number}", "name": "甲"} for number in range(1_100)]

    load("firms", Records(*many), progress=lambda done, total: steps.append((done, total)))

    assert steps == [(500, 100), (1000, 100), (1100, 100)]


def test_a_need_of_an_unknown_firm_is_refused_for_that_need_alone(database, load):
    load("firms", Records(F1))
    mine = {"need_ref": "N1", "kind": "sourcing", "title": "切削", "firm_ref": "F1"}
    theirs = mine | {"need_ref": "N2", "firm_ref": "F404"}
    nobodys = mine | {"need_ref": "N3", "firm_ref": None}

    report = load("needs", Records(mine, theirs, nobodys), Mode.SKIP_INVALID)

    assert counts(report) == (2, 0, 0, 1)
    assert (report.refusals[0].line, report.refusals[0].field) == (2, "firm_ref")
    assert "F404" in report.refusals[0].reason
    assert events(database)[1:] == [(EventKind.NEED_POSTED, "N1"), (EventKind.NEED_POSTED, "N3")]


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"date": "2026-11-26"}, "date", "未来の日付"),
        ({"firm_refs": ["F1"]}, "firm_refs", "異なる2社以上"),
        ({"firm_refs": ["F1", "F1"]}, "firm_refs", "異なる2社以上"),
        ({"firm_refs": ["F1", "F404"]}, "firm_refs", "F404"),
        ({"date": "2026-02-30"}, "date", "日付"),
        ({"date": "20260201"}, "date", "日付"),
        ({"date": None}, "date", "必須"),
        ({"kind": "party"}, "kind", "meeting"),
        ({"accepted": "はい"}, "accepted", "true か false"),
    ],
)
def test_a_tie_that_cannot_be_is_refused_by_its_field(load, change, field, why):
    load("firms", Records(F1, F2))
    tie = {"tie_ref": "T1", "date": "2026-11-25", "kind": "meeting", "firm_refs": ["F1", "F2"]}

    assert load("ties", Records(tie)).stored
    report = load("ties", Records(tie | change))

    (refusal,) = report.refusals
    assert (refusal.line, refusal.field) == (1, field)
    assert why in refusal.reason
    assert not report.stored


def test_an_introduction_that_was_not_accepted_is_kept(database, load):
    load("firms", Records(F1, F2))
    tie = {"tie_ref": "T1", "date": "2025-04-01", "kind": "introduction", "accepted": False}

    load("ties", Records(tie | {"firm_refs": ["F1", "F2"]}))

    with database.read() as work:
        assert [item.record.accepted for item in work.ties.stream()] == [False]


def test_a_registry_row_leaves_the_chambers_own_record_of_the_firm_alone(database, load):
    number = str(a_corporate_number(9999_0000_0001))
    load("firms", Records(F1 | {"corporate_number": number, "summary": "自分の言葉"}))
    row = {"firm_ref": number, "corporate_number": number, "name": "カブシキガイシャ燕研磨"}

    report = load("registry", Records(row, F2))

    assert report.stored
    assert (report.added, report.known_elsewhere, report.refused) == (1, 1, 0)
    assert "F1 で登録済み" in report.notes[0].reason
    assert firms_in(database)["F1"].summary == "自分の言葉"


def test_a_row_left_out_is_counted_and_noted_and_undoes_nothing(database, load):
    kept = Kept()
    closed = LeftOutError("登記が閉鎖された法人です", english="closed")

    report = load("registry", Records(F1, closed, F2), rejects=kept)

    assert report.stored
    assert (report.added, report.left_out, report.refused, report.read) == (2, 1, 0, 3)
    assert [(note.line, note.reason) for note in report.notes] == [(2, "登記が閉鎖された法人です")]
    assert kept.lines == []


def test_a_corrected_reject_file_can_be_imported_as_it_is(database, load, tmp_path):
    path = tmp_path / "firms.csv"
    path.write_text(
        "firm_ref,name,employees,capability_ref,title\n"
        "F1,燕研磨,24,F1-1,研磨\nF2,,12,F2-1,鍛造\nF2,,12,F2-2,焼入\n",
        "utf-8",
    )
    source = open_source(path, Layout.FIRMS)
    with RejectFile(source) as rejects:
        load("firms", source, Mode.SKIP_INVALID, rejects)
    corrected = rejects.path.read_text("utf-8-sig").replace("F2,,12", "F2,三条鍛造,12")
    rejects.path.write_text(corrected, "utf-8")

    report = load("firms", open_source(rejects.path, Layout.FIRMS))

    assert report.stored
    assert counts(report) == (1, 0, 0, 0)
    assert report.unknown_fields == {}
    assert [item.title for item in firms_in(database)["F2"].capabilities] == ["鍛造", "焼入"]


def test_an_export_holds_every_firm_in_order_of_ref(database, load):
    load("firms", Records(*[{"firm_ref": f"F{n:04}", "name": "甲"} for n in range(1_050, 0, -1)]))

    exported = list(ExportService(database).records(Exported.FIRMS))

    assert [item["firm_ref"] for item in exported] == [f"F{n:04}" for n in range(1, 1_051)]


def test_what_the_export_writes_is_what_was_stored(database, load):
    firm = a_full_firm()
    load("firms", Records(firm_record(firm)))
    out = io.BytesIO()

    write(ExportService(database).records(Exported.FIRMS), Exported.FIRMS, Format.JSONL, out)

    assert firm_of(json.loads(out.getvalue())) == firm


def test_the_same_event_under_another_ref_is_refused_by_line_in_a_file_and_in_a_later_one(load):
    load("firms", Records(F1, F2))
    first, other = (tie_record(a_tie("F1", "F2", ref=ref)) for ref in ("T1", "T2"))
    turned = other | {"firm_refs": ["F2", "F1"]}

    twice = load("ties", Records(first, turned))
    stored = load("ties", Records(first))
    later = load("ties", Records(turned))
    same_ref = load("ties", Records(first))

    assert [refusal.line for refusal in twice.refusals] == [2]
    assert "T1" in twice.refusals[0].reason
    assert (stored.added, same_ref.unchanged) == (1, 1)
    assert [refusal.line for refusal in later.refusals] == [1]
    assert not later.stored


def test_what_was_stored_twice_long_ago_can_still_be_exported_and_imported(database, load):
    load("firms", Records(F1, F2))
    both = [a_tie("F1", "F2", ref=ref) for ref in ("T1", "T2")]
    with database.begin() as work:
        work.ties.put_many(both)

    report = load("ties", Records(*map(tie_record, both)))

    assert (report.unchanged, report.refusals) == (2, [])
