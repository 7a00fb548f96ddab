"""Files of the network, as far as the caller may see it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from builders import a_capability, a_firm, a_need
from enishi.adapters.interchange import Layout, open_source
from enishi.bootstrap import Application
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm, firm_id
from enishi.services.records import firm_of

FIRMS, NEEDS = "/api/v1/exports/firms", "/api/v1/exports/needs"


def lines(api: TestClient, address: str, **asked: Any) -> list[dict[str, Any]]:
    answer = api.get(address, params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["x-records"] == str(len(found))
    return found


def refs(records: list[dict[str, Any]], name: str = "firm_ref") -> set[str]:
    return {record[name] for record in records}


def put(application: Application, firm: Firm, decided: Disclosure) -> None:
    with application.database.begin() as work:
        work.firms.put_many([firm])
        work.disclosures.put_firm(firm.ref, decided)
        work.outbox.add(Event(EventKind.FIRM_PUBLISHED, firm.ref))


def test_anybody_takes_what_is_public(api: TestClient):
    assert len(lines(api, FIRMS)) == 36
    assert refs(lines(api, NEEDS), "need_ref") == {"N001", "N002", "N003"}


def test_the_lines_are_those_of_the_command(api: TestClient, enishi: Any):
    written = [enishi("export", what).out for what in ("firms", "needs")]

    assert [api.get(address).text for address in (FIRMS, NEEDS)] == written


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"cluster": "諏訪"}, 12),
        ({"prefecture": "大阪府"}, 12),
        ({"cluster": "諏訪", "prefecture": "大阪府"}, 0),
        ({"cluster": "月"}, 0),
    ],
)
def test_firms_of_a_place(api: TestClient, asked: dict[str, str], number: int):
    assert len(lines(api, FIRMS, **asked)) == number


def test_needs_of_a_place_are_those_of_its_firms(api: TestClient):
    assert refs(lines(api, NEEDS, cluster="諏訪"), "need_ref") == {"N001"}


def test_what_is_kept_back_is_not_in_the_file_and_no_filter_finds_it(
    api: TestClient, operator: TestClient, application: Application
):
    guarded = a_firm("研磨", ref="F900", cluster="諏訪", employees=77)
    put(
        application,
        guarded,
        Disclosure(paths={"employees": Visibility.MEMBERS, "cluster": Visibility.COORDINATORS}),
    )
    put(application, a_firm(ref="F901"), Disclosure(hide_from=frozenset({"F1"})))

    public = {record["firm_ref"]: record for record in lines(api, FIRMS)}

    assert (public["F900"]["employees"], public["F900"]["cluster"]) == (None, None)
    assert "F901" not in public
    assert "F900" not in refs(lines(api, FIRMS, cluster="諏訪"))
    closed = {record["firm_ref"]: record for record in lines(operator, FIRMS)}
    assert (closed["F900"]["employees"], closed["F900"]["cluster"]) == (77, "諏訪")
    assert "F901" in closed
    assert "F900" in refs(lines(operator, FIRMS, cluster="諏訪"))


def test_an_anonymous_need_has_no_firm_and_is_found_in_no_place(
    api: TestClient, operator: TestClient, application: Application
):
    with application.database.begin() as work:
        work.disclosures.put_need("N001", Disclosure(paths={"firm_ref": Visibility.COORDINATORS}))
        work.disclosures.put_firm("F東大阪-11", Disclosure(Visibility.MEMBERS))

    public = {record["need_ref"]: record["firm_ref"] for record in lines(api, NEEDS)}

    assert public == {"N001": None, "N002": None, "N003": None}
    assert lines(api, NEEDS, cluster="諏訪") == []
    closed = {record["need_ref"]: record["firm_ref"] for record in lines(operator, NEEDS)}
    assert closed == {"N001": "F諏訪-00", "N002": None, "N003": "F東大阪-11"}


def test_what_is_not_public_is_in_the_log_before_it_is_given(
    api: TestClient, operator: TestClient, application: Application
):
    put(application, a_firm(ref="F900", employees=7), Disclosure(paths={"employees": 1}))
    put(application, a_firm(ref="F901"), Disclosure(Visibility.COORDINATORS))
    put(application, a_firm(ref="F902", employees=7), Disclosure(paths={"employees": 3}))
    with application.database.begin() as work:
        work.disclosures.put_need("N001", Disclosure(paths={"firm_ref": 2}))

    api.get(FIRMS)
    api.get(NEEDS)
    operator.get(FIRMS)
    operator.get(FIRMS, params={"cluster": "月"})
    operator.get(NEEDS)

    with application.database.read() as work:
        acts = [item.entry for item in work.audit.stream()]
    assert [(act.action.value, act.subject_ref, act.owner_ref, act.fields) for act in acts] == [
        ("exported", "F900", "F900", ("employees",)),
        ("exported", "F901", "F901", ("listing",)),
        ("exported", "N001", "F諏訪-00", ("firm_ref",)),
    ]
    assert {act.actor_ref for act in acts} == {"local-operator"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_csv_opens_in_a_spreadsheet(api: TestClient, encoding: str):
    answer = api.get(FIRMS, params={"format": "csv", "encoding": encoding})

    assert answer.content.startswith(b"\xef\xbb\xbf") is (encoding == "utf-8")
    text = answer.content.decode("utf-8-sig" if encoding == "utf-8" else "cp932")
    assert len(list(csv.DictReader(io.StringIO(text)))) == 36
    assert answer.headers["content-disposition"] == 'attachment; filename="firms.csv"'
    assert answer.headers["x-replaced-letters"] == "0"


def test_letters_that_cp932_lacks_are_replaced_and_counted(
    api: TestClient, application: Application
):
    put(application, a_firm(ref="F900", name="𠮷田鈑金 😀〓〜"), Disclosure())

    answer = api.get(FIRMS, params={"format": "csv", "encoding": "cp932"})

    assert "〓田鈑金 〓〓～" in answer.content.decode("cp932")
    assert answer.headers["x-replaced-letters"] == "2"


def test_a_workbook_has_a_row_for_each_capability(api: TestClient):
    answer = api.get(FIRMS, params={"format": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row == 37


DANGEROUS = ["=1+1", "+81-256", "-5度", "@SUM(A1)", "＝危険", "'=x", '=HYPERLINK("http://x")']


def test_a_cell_that_a_spreadsheet_would_run_is_defused_and_comes_back_as_it_was(
    api: TestClient, application: Application, tmp_path: Path
):
    can = [a_capability(title, ref=f"C{n}") for n, title in enumerate(DANGEROUS)]
    firm = a_firm(ref="F900", name="=cmd|'/c calc'!A0", summary="@x", can=can)
    put(application, firm, Disclosure())

    answer = api.get(FIRMS, params={"format": "csv"})

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    mine = [row for row in rows if row["firm_ref"] == "F900"]
    assert [row["title"] for row in mine] == [f"'{title}" for title in DANGEROUS]
    assert {row["name"] for row in mine} == {"'=cmd|'/c calc'!A0"}
    file = tmp_path / "firms.csv"
    file.write_bytes(answer.content)
    read = {
        line.record["firm_ref"]: firm_of(line.record)
        for line in open_source(file, Layout.FIRMS).lines()
        if line.record
    }
    assert read["F900"] == firm


def test_a_cell_too_long_for_a_workbook_is_a_refusal_and_no_broken_file(
    api: TestClient, application: Application
):
    put(
        application,
        a_firm(*(f"加工{n}" for n in range(3)), ref="F900", certified=["長" * 200] * 200),
        Disclosure(),
    )

    answer = api.get(FIRMS, params={"format": "xlsx"})

    assert answer.status_code == 422
    assert "CSV で書き出してください" in answer.json()["detail"]


def test_the_cursor_of_an_export_is_where_the_feed_goes_on(api: TestClient, operator: TestClient):
    operator.post("/api/v1/firms", json={"firm_ref": "F900", "name": "縁側精工"})
    exported = api.get(FIRMS)
    assert "F900" in exported.text
    cursor = exported.headers["x-changes-cursor"]
    operator.delete(f"/api/v1/firms/{firm_id('F900')}")

    changes = api.get("/api/v1/changes", params={"since": cursor}).json()

    assert [item["subject_ref"] for item in changes["items"]] == ["F900"]
    assert "F900" not in refs(lines(api, FIRMS))


@pytest.mark.parametrize(
    ("name", "value"), [("format", "pdf"), ("encoding", "euc-jp"), ("colour", "red")]
)
def test_a_parameter_that_makes_no_sense_is_named(api: TestClient, name: str, value: str):
    answer = api.get(FIRMS, params={name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{name}"


def test_needs_hide_with_their_firm_and_do_not_name_one_that_is_not_listed(
    api: TestClient, application: Application
):
    with application.database.begin() as work:
        work.needs.put_many(
            [a_need(ref="N900", by="F燕三条-00"), a_need(ref="N901", by="F諏訪-00")]
        )
        work.disclosures.put_firm("F燕三条-00", Disclosure(hide_from=frozenset({"F1"})))
        work.disclosures.put_firm("F諏訪-00", Disclosure(listing=Visibility.MEMBERS))

    found = {record["need_ref"]: record for record in lines(api, NEEDS)}

    assert "N900" not in found
    assert found["N901"]["firm_ref"] is None
